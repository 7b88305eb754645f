"""Reads one file of the package from its bytes: encoding, line ends, quotes, rows and columns, before any meaning.

A fault that leaves rows and columns certain (a byte-order mark, line ends) is told and the table is read on. After any
other the table is not read, so that nothing is told twice.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from scripts.model.problems import Problem
from scripts.package.columns import header_problems
from scripts.package.kinds import conflict_rows, is_json, kind_of
from scripts.package.plain import too_large
from scripts.package.strict_json import NotJsonError, half_characters, parse_json, texts_in

CODES: Final = (
    "file-empty",
    "file-of-another-kind",
    "merge-conflict",
    "file-too-large",
    "encoding-not-utf-8",
    "byte-order-mark",
    "null-byte",
    "line-ends-not-lf",
    "quote-unbalanced",
    "delimiter-not-comma",
    "header-missing",
    "column-missing",
    "column-unknown",
    "column-renamed",
    "column-moved",
    "column-duplicated",
    "column-unnamed",
    "row-too-short",
    "row-too-long",
    "row-blank",
    "table-without-rows",
    "json-malformed",
)

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_LONG: Final = 10_000_000
"""Longest cell that is read, in characters; anything longer is a quotation mark that never closes."""

MOST_LINES: Final = 1_000_000
MOST_COLUMNS: Final = 1_000
"""What a table may have: a hundred times what the site shows well, and no more than fits into memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read of a file: its cells as text where its rows and columns are certain, and what is wrong."""

    frame: pd.DataFrame | None = None
    problems: list[Problem] = field(default_factory=list)


def read_table(path: str, data: bytes, columns: Sequence[str]) -> Read:
    """Read a table's bytes. `columns` are those that it should have, in order; none when that is not known."""
    text, problems = _text(path, data, "CSV")
    if text is None:
        return Read(problems=problems)
    if unfit := [*_unfit(path, text)]:
        return Read(problems=[*problems, *unfit])
    rows = _rows(path, text, problems)
    if rows is None:
        return Read(problems=problems)
    if not any(map(any, rows)):
        return Read(problems=[*problems, Problem(file=path, code="file-empty")])
    faults = [*_header(path, rows[0], columns)] or [*_ragged(path, rows)]
    if not faults and len(rows) == 1:
        faults = [Problem(file=path, code="table-without-rows")]
    if faults:
        return Read(problems=[*problems, *faults])
    return Read(frame=pd.DataFrame(rows[1:], columns=rows[0], dtype=object), problems=problems)


def read_json(path: str, data: bytes) -> Read:
    """Look whether a file is JSON in UTF-8."""
    text, problems = _text(path, data, "JSON")
    if text is None:
        return Read(problems=problems)
    try:
        value = parse_json(text).value
    except NotJsonError as error:
        return Read(problems=[*problems, Problem(file=path, code="json-malformed", found=str(error))])
    if "\\u" in text and any(half_characters(held) for _, held in texts_in(value)):
        problems.append(Problem(file=path, code="json-malformed", found="half of a character (a lone surrogate)"))
    return Read(problems=problems)


def _unfit(path: str, text: str) -> Iterator[Problem]:
    """Tell a text that is no table, or one with more lines or columns than are read."""
    lines, columns = text.count("\n"), text.partition("\n")[0].count(",")
    if is_json(text):
        yield Problem(file=path, code="file-of-another-kind", found="JSON", expected="CSV")
    elif lines > MOST_LINES:
        yield too_large(path, f"{lines:,} lines", f"{MOST_LINES:,} lines")
    elif columns > MOST_COLUMNS:
        yield too_large(path, f"{columns:,} columns", f"{MOST_COLUMNS:,} columns")


def _text(path: str, data: bytes, wanted: str) -> tuple[str | None, list[Problem]]:
    """Decode a file that should be `wanted`; None when it cannot be."""
    problems: list[Problem] = []
    if not data.strip():
        return None, [Problem(file=path, code="file-empty")]
    if kind := kind_of(data):
        return None, [Problem(file=path, code="file-of-another-kind", found=kind, expected=wanted)]
    if rows := [*conflict_rows(data)]:
        return None, [Problem(file=path, row=row, code="merge-conflict") for row in rows]
    if data.startswith(BYTE_ORDER_MARK):
        problems.append(Problem(file=path, row=1, code="byte-order-mark"))
        data = data.removeprefix(BYTE_ORDER_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = data[error.start : error.start + 1].decode("cp1252", errors="replace")
        row = data.count(b"\n", 0, error.start) + 1
        return None, [*problems, Problem(file=path, row=row, code="encoding-not-utf-8", found=found)]
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        return None, [*problems, Problem(file=path, row=row, code="null-byte")]
    return text, problems


def _rows(path: str, text: str, problems: list[Problem]) -> list[list[str]] | None:
    """Split a text into rows of cells; None when quotes or line ends leave them uncertain."""
    plain = text.replace("\r\n", "\n")
    csv.field_size_limit(_LONG)
    if text.count('"') % 2:
        problems.append(Problem(file=path, row=_row_of_odd_quote(plain), code="quote-unbalanced"))
        return None
    try:
        rows = list(csv.reader(io.StringIO(plain, newline=""), strict=True))
    except csv.Error:
        problems.append(Problem(file=path, row=_rows_before_error(plain) + 1, code="quote-unbalanced"))
        return None
    returns = text.count("\r")
    inside = sum(cell.count("\r") for row in rows for cell in row) if "\r" in plain else 0
    within = _returns_within_quotes(text) if returns and '"' in text else 0
    if returns > max(inside, within):
        row = text.count("\n", 0, text.index("\r")) + 1
        found = f"{text.count(chr(10)) - text.count(chr(13) + chr(10))} LF, {returns} CR"
        problems.append(Problem(file=path, row=row, code="line-ends-not-lf", found=found))
        if plain.count("\r") > inside:
            return None
    return rows


def _returns_within_quotes(text: str) -> int:
    """Count carriage returns inside of quoted cells."""
    return sum(part.count("\r") for part in text.split('"')[1::2])


def _rows_before_error(text: str) -> int:
    """Count the rows that can be read before a quotation mark breaks the text."""
    count = 0
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), strict=True):
            count += 1
    except csv.Error:
        return count
    return count


def _row_of_odd_quote(text: str) -> int:
    """Give the first row whose quotation marks are odd in number, by lines; a quoted line break is rare enough."""
    open_since = 0
    for row, line in enumerate(text.split("\n"), start=1):
        if line.count('"') % 2:
            if open_since and not _closes(line):
                return open_since
            open_since = 0 if open_since else row
    return open_since


def _closes(line: str) -> bool:
    """Tell whether a line with an odd number of quotation marks can end a cell that an earlier line began."""
    return line.endswith('"') or '",' in line


MOST_STRANGE: Final = 10
"""A first row that names fewer than one in so many columns is no header: a cell may be called as a column by chance."""


def _header(path: str, labels: Sequence[str], columns: Sequence[str]) -> Iterator[Problem]:
    """Tell what is wrong with the names of columns."""
    if not labels:
        yield Problem(file=path, row=1, code="row-blank")
        return
    if columns and len(set(labels) & set(columns)) < len(columns) / MOST_STRANGE:
        yield _strange(path, labels, columns)
        return
    unnamed = [number for number, label in enumerate(labels, start=1) if not label.strip()]
    twice = sorted(label for label, count in Counter(labels).items() if count > 1 and label.strip())
    for number in unnamed:
        yield Problem(file=path, row=1, code="column-unnamed", found=str(number))
    for label in twice:
        yield Problem(file=path, row=1, code="column-duplicated", field=label, found=label)
    if columns and not unnamed and not twice:
        yield from header_problems(path, labels, columns)


def _strange(path: str, labels: Sequence[str], columns: Sequence[str]) -> Problem:
    """Tell of a first row that has none of the columns."""
    other = next((mark for mark in ";\t|" if len(labels) == 1 and mark in labels[0]), "")
    if other:
        return Problem(file=path, row=1, code="delimiter-not-comma", found=other)
    return Problem(file=path, row=1, code="header-missing", found=",".join(labels), expected=",".join(columns))


def _ragged(path: str, rows: Sequence[Sequence[str]]) -> Iterator[Problem]:
    """Tell each row that is blank, too short or too long."""
    width = len(rows[0])
    for number, row in enumerate(rows[1:], start=2):
        if len(row) == width and (row[0] or any(row)):
            continue
        if not any(row) and len(row) in (0, width):
            yield Problem(file=path, row=number, code="row-blank")
        elif len(row) < width:
            yield Problem(
                file=path,
                row=number,
                code="row-too-short",
                field=rows[0][len(row)],
                found=str(len(row)),
                expected=str(width),
            )
        else:
            yield Problem(file=path, row=number, code="row-too-long", found=str(len(row)), expected=str(width))
