"""What a PNG shows, for tests: its size, its colours, and where it is not blank. Fonts made once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scripts.drawing.png import fonts
from scripts.drawing.typefaces import Fonts
from scripts.drawing.widths import Widths
from scripts.kept import Cache

SIGNATURE = b"\x89PNG\r\n\x1a\n"
WHITE = (255, 255, 255)


@cache
def typefaces() -> Fonts:
    """The fonts that pictures are drawn with."""
    return fonts(Cache(Path(".cache") / "charts"))


@cache
def widths() -> Widths:
    """The widths of texts in those fonts."""
    return Widths(typefaces())


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with a palette: each pixel as red, green, blue."""

    rows: tuple[tuple[tuple[int, ...], ...], ...]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return len(self.rows[0]), len(self.rows)

    @property
    def ink(self) -> tuple[int, int]:
        """First and last column that is not white throughout. Raises ValueError for a blank picture."""
        columns = [n for n in range(self.size[0]) if any(row[n] != WHITE for row in self.rows)]
        return min(columns), max(columns)


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the parts of a PNG, each of which must have the checksum that it states."""
    assert png.startswith(SIGNATURE)
    at = len(SIGNATURE)
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        data = png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length)[0] == zlib.crc32(kind + data)
        yield kind, data
        at += length + 12


def opened(png: bytes) -> Picture:
    """Read a PNG with a palette of eight bits and unfiltered rows."""
    parts = dict(chunks(png))
    width, height, *kind = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert kind == [8, 3, 0, 0, 0]
    colours = list(zip(*[iter(parts[b"PLTE"])] * 3, strict=True))
    raw = zlib.decompress(parts[b"IDAT"])
    lines = [raw[n * (width + 1) : (n + 1) * (width + 1)] for n in range(height)]
    assert all(line[0] == 0 for line in lines)
    return Picture(tuple(tuple(colours[index] for index in line[1:]) for line in lines))
