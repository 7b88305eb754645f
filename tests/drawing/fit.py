"""Whether every text of a drawing fits: by the widths and the shapes of the letters that it is shown with.

Nothing is drawn. A text's ink is the box around its letters, each where the one before it ends, as a browser sets them
without kerning. A browser is asked only whether it sets them so (`tests/browser/test_drawings.py`).
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import shapely
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from fontTools.ttLib import TTFont
from lxml import etree

LEAST = 12.0
"""Pixels of the smallest text as shown."""

CUT = "cut off by the edge"
ON_TEXT = "over a text"
ON_MARK = "over a mark"
SMALL = "too small"

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = ("path", "rect", "circle", "line")
TRANSFORM = re.compile(r"(\w+)\(([^)]*)\)")
NUMBERS = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
STEPS = 6
"""Straight pieces that stand for a curve."""

Box = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in parts of the font size: how far the next one stands, and the box around its ink."""

    advance: float
    ink: Box | None


Letters = Mapping[str, Letter]


@dataclass(frozen=True, slots=True)
class Fault:
    """A text that does not fit, and what it stands on where there is such a thing."""

    kind: str
    text: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text as it stands in the drawing."""

    words: str
    size: float
    ink: Box


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape as it stands in the drawing: its look, its lines, whether it is filled, and the box around it."""

    look: str
    lines: Sequence[Sequence[Point]]
    filled: bool
    around: Box

    def covers(self) -> shapely.Geometry:
        """Give what it covers."""
        areas = [shapely.Polygon(line).buffer(0) for line in self.lines if self.filled and len(line) > 2]
        edges = [shapely.LineString(line) for line in self.lines if len(line) > 1]
        return shapely.union_all([*areas, *edges])


def letters(font: bytes) -> Letters:
    """Give the letters of a TrueType font."""
    read = TTFont(io.BytesIO(font))
    whole, glyphs, metrics = read["head"].unitsPerEm, read["glyf"], read["hmtx"].metrics
    found = {}
    for code, name in read.getBestCmap().items():
        glyph = glyphs[name]
        box = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) if glyph.numberOfContours else None
        ink = (box[0] / whole, box[1] / whole, box[2] / whole, box[3] / whole) if box else None
        found[chr(code)] = Letter(metrics[name][0] / whole, ink)
    return found


def faults(svg: str, faces: Mapping[int, Letters], scale: float = 1.0) -> list[Fault]:
    """Tell every text of a drawing that is cut off, stands on a text or a mark, or is smaller than `LEAST`.

    `scale` is how large the drawing is shown. Half a pixel is forgiven: no reader sees it.
    """
    tree = etree.fromstring(svg.encode())
    texts, marks = _read(tree, faces)
    return [*_cut(texts, tree), *_small(texts, scale), *_on_texts(texts), *_on_marks(texts, marks)]


def _cut(texts: Sequence[Text], tree: etree._Element) -> Iterator[Fault]:
    left, top, width, height = (float(each) for each in str(tree.get("viewBox")).split())
    for text in texts:
        x0, y0, x1, y1 = text.ink
        if x0 < left - 0.5 or y0 < top - 0.5 or x1 > left + width + 0.5 or y1 > top + height + 0.5:
            yield Fault(CUT, text.words)


def _small(texts: Sequence[Text], scale: float) -> Iterator[Fault]:
    yield from (Fault(SMALL, text.words) for text in texts if text.size * scale < LEAST - 0.01)


def _on_texts(texts: Sequence[Text]) -> Iterator[Fault]:
    for one, other in combinations(texts, 2):
        across = min(one.ink[2], other.ink[2]) - max(one.ink[0], other.ink[0])
        down = min(one.ink[3], other.ink[3]) - max(one.ink[1], other.ink[1])
        if across > 0.5 and down > 0.5:
            yield Fault(ON_TEXT, one.words, other.words)


def _on_marks(texts: Sequence[Text], marks: Sequence[Mark]) -> Iterator[Fault]:
    for text in texts:
        x0, y0, x1, y1 = text.ink
        inner = (x0 + 0.5, y0 + 0.5, x1 - 0.5, y1 - 0.5)
        ink = shapely.box(*inner)
        found = next(
            (mark for mark in marks if _meet(mark.around, inner) and shapely.intersects(mark.covers(), ink)), None
        )
        if found is not None:
            yield Fault(ON_MARK, text.words, found.look)


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


# -- reading a drawing -------------------------------------------------------------------------------------------------


def _read(tree: etree._Element, faces: Mapping[int, Letters]) -> tuple[list[Text], list[Mark]]:
    texts: list[Text] = []
    marks: list[Mark] = []

    def walk(element: etree._Element, place: Transform, paint: Mapping[str, str]) -> None:
        tag = str(element.tag).removeprefix(SVG)
        if tag in ("defs", "style", "title", "desc"):
            return
        place = place.transform(_transform(element.get("transform", "")))
        paint = {**paint, **{str(k): str(v) for k, v in element.attrib.items() if k in ("fill", "stroke", "opacity")}}
        if tag == "text":
            texts.extend(_lines(element, place, faces))
        elif tag in SHAPES:
            marks.extend(_mark(element, tag, place, paint))
        else:
            for child in element:
                walk(child, place, paint)

    walk(tree, Identity, {})
    return texts, marks


def _transform(text: str) -> Transform:
    found = Identity
    for name, numbers in TRANSFORM.findall(text):
        values = [float(each) for each in NUMBERS.findall(numbers)]
        if name == "translate":
            found = found.translate(values[0], values[1] if len(values) > 1 else 0)
        elif name == "rotate":
            found = found.rotate(math.radians(values[0]))
        elif name == "scale":
            found = found.scale(values[0], values[-1])
        else:
            message = f"A drawing has the transformation '{name}', which this does not read."
            raise ValueError(message)
    return found


def _lines(element: etree._Element, place: Transform, faces: Mapping[int, Letters]) -> Iterator[Text]:
    size = float(NUMBERS.findall(element.get("font-size", "11"))[0])
    face = faces[600 if element.get("font-weight") in ("600", "bold") else 400]
    anchor = element.get("text-anchor", "start")
    down = 0.0
    for words, step in [(element.text, 0.0), *((each.text, float(each.get("dy") or 0)) for each in element)]:
        down += step
        if words and words.strip():
            yield Text(
                words, size * abs(place[3] or place[1]), _ink(words, size, face, anchor, place.translate(0, down))
            )


def _ink(words: str, size: float, face: Letters, anchor: str, place: Transform) -> Box:
    at, boxes = 0.0, []
    for sign in words:
        letter = face[sign]
        if letter.ink:
            boxes.append((at + letter.ink[0], letter.ink[1], at + letter.ink[2], letter.ink[3]))
        at += letter.advance
    shift = {"start": 0.0, "middle": at / 2, "end": at}[anchor]
    x0, x1 = (min(b[0] for b in boxes) - shift) * size, (max(b[2] for b in boxes) - shift) * size
    y0, y1 = -max(b[3] for b in boxes) * size, -min(b[1] for b in boxes) * size
    corners = [place.transformPoint(each) for each in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


class _Flat(BasePen):  # type: ignore[misc]
    """Takes a path as lines of points."""

    def __init__(self) -> None:
        super().__init__(None)
        self.lines: list[list[Point]] = []

    def _moveTo(self, pt: Point) -> None:  # noqa: N802 - the name that fontTools calls
        self.lines.append([pt])

    def _lineTo(self, pt: Point) -> None:  # noqa: N802 - the name that fontTools calls
        self.lines[-1].append(pt)

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802 - the name that fontTools calls
        start = self.lines[-1][-1]
        for n in range(1, STEPS + 1):
            t = n / STEPS
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            self.lines[-1].append(
                (
                    a * start[0] + b * pt1[0] + c * pt2[0] + d * pt3[0],
                    a * start[1] + b * pt1[1] + c * pt2[1] + d * pt3[1],
                )
            )


def _mark(element: etree._Element, tag: str, place: Transform, paint: Mapping[str, str]) -> Iterator[Mark]:
    """Give a shape that is seen."""
    filled, stroked = (paint.get(name, "none" if name == "stroke" else "#000") != "none" for name in ("fill", "stroke"))
    lines = [[place.transformPoint(point) for point in line] for line in _points(element, tag)]
    if element.get("opacity") != "0" and (filled or stroked) and any(lines):
        xs, ys = [x for line in lines for x, _ in line], [y for line in lines for _, y in line]
        look = f"{tag} {paint.get('fill')} {paint.get('stroke')}"
        yield Mark(look, lines, filled and tag != "line", (min(xs), min(ys), max(xs), max(ys)))


def _points(element: etree._Element, tag: str) -> list[list[Point]]:
    at = {
        name: float(element.get(name) or 0)
        for name in ("x", "y", "width", "height", "r", "cx", "cy", "x1", "y1", "x2", "y2")
    }
    if tag == "rect":
        x, y, right, foot = at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"]
        return [[(x, y), (right, y), (right, foot), (x, foot)]]
    if tag == "line":
        return [[(at["x1"], at["y1"]), (at["x2"], at["y2"])]]
    if tag == "circle":
        turns = [2 * math.pi * n / (4 * STEPS) for n in range(4 * STEPS)]
        return [[(at["cx"] + at["r"] * math.cos(a), at["cy"] + at["r"] * math.sin(a)) for a in turns]]
    pen = _Flat()
    parse_path(element.get("d"), pen)
    return pen.lines
