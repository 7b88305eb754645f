"""Fonts of a few letters, joined from the outlines of a whole one as they stand in a web font (WOFF2).

WOFF2 (https://www.w3.org/TR/WOFF2/) keeps outlines in a few streams, in each of which the glyphs stand one after the
other: the streams of some glyphs are the pieces of these. So letters are taken from a font without reading an outline.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import brotli
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables.ttProgram import Program
from fontTools.ttLib.woff2 import getKnownTagIndex, packBase128, unpack255UShort

from scripts.kept import Cache, key_of

PROGRAM = Path(__file__)

QUALITY, WINDOW = 9, 16
"""How hard Brotli tries, and the logarithm of its window: harder is 3 % smaller and takes twenty times as long; a
larger window is cleared for each font, which takes longer than packing it."""

GLYF: Final = ">HHHH7L"
"""Head of the transformed outlines: version, options, number of glyphs, format of `loca`, bytes of seven streams."""

LAST: Final = 0xFFFF
"""The code that ends the table of letters, which has none above."""

REST: Final = ("head", "hhea", "maxp", "OS/2", "name", "post")
"""Tables that any font of some letters has nearly as the whole one has them."""


def packed(font: bytes, names: Mapping[int, str], cache: Cache) -> bytes:
    """Give a TrueType font as WOFF2 with its letters alone, each of one outline, under other names by their number.

    It has no hints, no kerning and no other features. It is taken from the cache where it was made before.
    """
    key = key_of(version("fonttools"), PROGRAM.read_bytes(), font, *names.values())
    found = cache.get(key)
    if found is None:
        found = _packed(font, names)
        cache.put(key, found)
    return found


def _packed(font: bytes, names: Mapping[int, str]) -> bytes:
    read = TTFont(io.BytesIO(font), recalcTimestamp=False)
    options = Options(
        hinting=False,
        layout_features=[],
        name_IDs=["*"],
        notdef_outline=False,
        glyph_names=False,
        recommended_glyphs=False,
    )
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "gasp", "prep"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=read.getBestCmap())
    subsetter.subset(read)
    _decompose(read)
    read["name"].names = []
    for number, text in names.items():
        read["name"].setName(text, number, 3, 1, 0x409)  # Windows, Unicode, English: what every program reads
    read.flavor = "woff2"
    target = io.BytesIO()
    read.save(target)
    return target.getvalue()


def _decompose(font: Any) -> None:
    """Give each glyph that is put together from others, as letters with accents are, an outline of its own."""
    outlines = font["glyf"]
    made = {}
    for name in font.getGlyphOrder():
        if outlines[name].isComposite():
            made[name] = whole = Glyph()
            whole.coordinates, whole.endPtsOfContours, whole.flags = outlines[name].getCoordinates(outlines)
            whole.numberOfContours, whole.program = len(whole.endPtsOfContours), Program()
            whole.program.fromBytecode(b"")
            whole.recalcBounds(outlines)
    outlines.glyphs.update(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What one glyph has in each stream, and its advance width and bearing (4 bytes)."""

    contours: bytes
    points: bytes
    flags: bytes
    steps: bytes
    box: bytes
    """Its bounds; b"" where they are those of its points."""
    overlaps: bool
    """Whether its contours overlap, which programs that draw it are told."""
    metrics: bytes

    @property
    def most(self) -> int:
        """Give how many bytes it has unpacked, at most."""
        return 12 + 2 * len(self.points) + 5 * len(self.flags) + 3 & ~3


@dataclass(frozen=True, slots=True, kw_only=True)
class Alphabet:
    """The outlines of a font by their letters, that of a letter that it lacks, and its other tables."""

    outlines: Mapping[str, Outline]
    lacking: Outline
    tables: Mapping[str, bytes]

    @classmethod
    def read(cls, font: bytes) -> Alphabet:
        """Read a font that `packed` has made."""
        read = TTFont(io.BytesIO(font), lazy=True)
        entry = read.reader.tables["glyf"]
        whole = entry.loadData(read.reader.transformBuffer)
        count = read["hhea"].numberOfHMetrics
        widths = struct.iter_unpack("4s", read.reader["hmtx"][: 4 * count])
        last, bearings = read.reader["hmtx"][4 * count - 4 : 4 * count - 2], read.reader["hmtx"][4 * count :]
        metrics = [each for (each,) in widths] + [last + each for (each,) in struct.iter_unpack("2s", bearings)]
        glyphs = list(_outlines(whole, metrics))
        return cls(
            outlines={
                chr(code): glyphs[read.getGlyphID(name)] for code, name in read.getBestCmap().items() if code < LAST
            },
            lacking=glyphs[0],
            tables={tag: read.reader[tag] for tag in REST},
        )

    def cut(self, letters: Iterable[str]) -> bytes:
        """Give those of some letters that the font has as a web font (WOFF2); the same bytes each time."""
        held = sorted({letter for letter in letters if letter in self.outlines})
        glyphs = [self.lacking, *(self.outlines[letter] for letter in held)]
        head, hhea, maxp = self.tables["head"], self.tables["hhea"], self.tables["maxp"]
        count = struct.pack(">H", len(glyphs))
        tables = {
            **self.tables,
            "cmap": _cmap([ord(letter) for letter in held]),
            "head": head[:8] + bytes(4) + head[12:50] + bytes(2) + head[52:],  # no sum of all; `loca` in two bytes
            "hhea": hhea[:34] + count,
            "hmtx": b"".join(each.metrics for each in glyphs),
            "maxp": maxp[:4] + count + maxp[6:],
        }
        return _joined(tables, glyphs)


def _outlines(whole: bytes, metrics: list[bytes]) -> Iterator[Outline]:
    """Give each glyph of transformed outlines, none of which is put together from others or has hints."""
    _, options, count, _, *sizes = struct.unpack_from(GLYF, whole)
    at = struct.calcsize(GLYF)
    streams = []
    for size in sizes:
        streams.append(whole[at : at + size])
        at += size
    contours, points, flags, steps, _, boxes, _ = streams
    overlapping = whole[at:] if options & 1 else bytes(len(contours))
    bitmap, boxes = boxes[: count + 31 >> 5 << 2], boxes[count + 31 >> 5 << 2 :]
    for number in range(count):
        own, before = struct.unpack_from(">H", contours, 2 * number)[0], points
        total = 0
        for _ in range(own):
            more, points = unpack255UShort(points)
            total += more
        told = b""
        if bitmap[number >> 3] & 0x80 >> (number & 7):
            told, boxes = boxes[:8], boxes[8:]
        size = sum(map(_bytes_of, flags[:total])) + (1 if own else 0)  # the last says that there are no hints
        yield Outline(
            contours=contours[2 * number : 2 * number + 2],
            points=before[: len(before) - len(points)],
            flags=flags[:total],
            steps=steps[:size],
            box=told,
            overlaps=bool(overlapping[number >> 3] & 0x80 >> (number & 7)),
            metrics=metrics[number],
        )
        flags, steps = flags[total:], steps[size:]


def _bytes_of(flag: int) -> int:
    """Give how many bytes the step to a point has, by its flag."""
    kind = flag & 0x7F
    return 1 if kind < 84 else 2 if kind < 120 else 3 if kind < 124 else 4  # noqa: PLR2004 - of the specification


def _cmap(codes: list[int]) -> bytes:
    """Give the table that leads from codes, sorted, to glyphs, of which the first is that of no letter (format 4)."""
    runs: list[list[int]] = []  # first code, last code, its first glyph
    for glyph, code in enumerate(codes, start=1):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code, glyph])
    runs.append([LAST, LAST, 0])
    count = len(runs)
    step = 1 << count.bit_length()  # twice the largest power of two that is not above
    firsts, ends = [first for first, _, _ in runs], [end for _, end, _ in runs]
    shifts = [(glyph - first) % (LAST + 1) for first, _, glyph in runs]
    body = struct.pack(
        f">4H{count}HH{3 * count}H",
        *(2 * count, step, count.bit_length() - 1, 2 * count - step),
        *(*ends, 0, *firsts, *shifts, *[0] * count),
    )
    return struct.pack(">4HL3H", 0, 1, 3, 1, 12, 4, len(body) + 6, 0) + body


def _joined(tables: Mapping[str, bytes], glyphs: list[Outline]) -> bytes:
    """Give a web font of tables and outlines."""
    outlines, unpacked = _glyf(glyphs), sum(each.most for each in glyphs)
    loca = 2 * (len(glyphs) + 1)
    directory, data, size = [], [], 12
    for tag in sorted(["glyf", *tables]):
        if tag == "glyf":  # its places follow, and are worked out from it
            lengths: list[tuple[str, tuple[int, ...]]] = [("glyf", (unpacked, len(outlines))), ("loca", (loca, 0))]
            data.append(outlines)
        else:
            lengths = [(tag, (len(tables[tag]),))]
            data.append(tables[tag])
        for name, told in lengths:
            directory.append(bytes([getKnownTagIndex(name)]) + b"".join(map(packBase128, told)))
            size += 16 + (told[0] + 3 & ~3)
    stream: bytes = brotli.compress(b"".join(data), mode=brotli.MODE_FONT, quality=QUALITY, lgwin=WINDOW)
    entries = b"".join(directory)
    length = 48 + len(entries) + len(stream)
    padded = length + 3 & ~3
    head = struct.pack(
        ">4sLLHHLLHH5L",
        *(b"wOF2", 0x00010000, padded, len(directory), 0, size, len(stream), 1, 0, 0, 0, 0, 0, 0),
    )
    return head + entries + stream + bytes(padded - length)


def _glyf(glyphs: list[Outline]) -> bytes:
    """Give outlines as WOFF2 has them."""
    overlaps = [each.overlaps for each in glyphs]
    bitmap = _bits([bool(each.box) for each in glyphs], len(glyphs) + 31 >> 5 << 2)
    streams = (
        b"".join(each.contours for each in glyphs),
        b"".join(each.points for each in glyphs),
        b"".join(each.flags for each in glyphs),
        b"".join(each.steps for each in glyphs),
        b"",  # of glyphs that are put together from others
        bitmap + b"".join(each.box for each in glyphs),
        b"",  # hints
    )
    told = _bits(overlaps, len(glyphs) + 7 >> 3) if any(overlaps) else b""
    return struct.pack(GLYF, 0, 1 if told else 0, len(glyphs), 0, *map(len, streams)) + b"".join(streams) + told


def _bits(wanted: list[bool], size: int) -> bytes:
    """Give truths as bits of some bytes, the first as the highest."""
    bits = bytearray(size)
    for number, each in enumerate(wanted):
        if each:
            bits[number >> 3] |= 0x80 >> (number & 7)
    return bytes(bits)
