"""Tells whether a large CSV file is written so plainly that its lines are its rows: then any engine may read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CHUNK: Final = 8 * 1024 * 1024
_ODD: Final = (b'"', b"\r", b"\0", b"\xef\xbb\xbf")
"""What a plain file has nowhere: quotation marks, other line ends, null bytes, a byte-order mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A file of plain lines: how many rows it has below its header, and how many bytes."""

    rows: int
    size: int


def plain_lines(file: Path, columns: Sequence[str]) -> Lines | None:
    """Count the rows of a file; None where it is not plain.

    Plain is UTF-8 without anything odd, with just these columns, as many cells in each line as there are columns, no
    blank line, and a line feed at the end. Whatever is not, is read as every other table is, and told what is wrong.
    """
    commas, rows, size = len(columns) - 1, 0, 0
    with file.open("rb") as held:
        if held.readline() != f"{','.join(columns)}\n".encode():
            return None
        size, rest = held.tell(), b""
        while chunk := held.read(_CHUNK):
            size += len(chunk)
            whole, end, rest = (rest + chunk).rpartition(b"\n")
            if end and not _are_plain(whole, commas):
                return None
            rows += whole.count(b"\n") + 1 if end else 0
    return Lines(rows=rows, size=size) if rows and not rest else None


def _are_plain(lines: bytes, commas: int) -> bool:
    if any(odd in lines for odd in _ODD):
        return False
    try:
        lines.decode("utf-8")
    except UnicodeDecodeError:
        return False
    blank = b"," * commas
    return all(line.count(b",") == commas and line != blank for line in lines.split(b"\n"))
