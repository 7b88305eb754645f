"""A chart as a picture that may leave the site: the drawing with its finding, measure, source and licence around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from scripts.drawing.colours import Colour
from scripts.drawing.drawn import Drawn
from scripts.drawing.typefaces import SANS, SERIF, Face
from scripts.drawing.widths import Widths
from scripts.words.edition import plain

WIDTH = 952
MARGIN = 20
OPENING = re.compile(r"^<svg[^>]*>")
DARK = re.compile(r"<style>@media\(prefers-color-scheme:dark\).*?</style>")


@dataclass(frozen=True, slots=True)
class Style:
    """How a block of text looks: face, size, line height in pixels, and the name of its colour."""

    face: Face
    size: int
    leading: int
    colour: str


TITLE = Style(Face(SERIF, 600), 24, 30, "ink")
SUBTITLE = Style(Face(SANS, 400), 15, 21, "muted")
CREDIT = Style(Face(SANS, 400), 12, 16, "muted")


def picture(drawn: Drawn, widths: Widths, colours: dict[str, Colour]) -> str:
    """Give the picture as SVG on light paper, `WIDTH` wide. It has a role, a title and the alternative text."""
    chart, drawing = drawn.chart, drawn.wide
    parts: list[str] = []
    y = float(MARGIN)
    for text, style in ((plain(chart.title), TITLE), (chart.subtitle, SUBTITLE)):
        y = _text(parts, widths.lines(text, style.face, style.size, WIDTH - 2 * MARGIN), style, y, colours)
    y += 12
    parts.append(
        f'<g transform="translate({MARGIN},{y:g})" font-family="\'{SANS}\', sans-serif">{_inside(drawing.svg)}</g>'
    )
    y += drawing.height + 10
    lines = widths.lines(f"{chart.credit} {chart.note}", CREDIT.face, CREDIT.size, WIDTH - 2 * MARGIN)
    y = _text(parts, lines, CREDIT, y, colours)
    height = round(y + MARGIN - 6)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
        f' role="img" aria-labelledby="title description">'
        f'<title id="title">{escape(plain(chart.title))}</title>'
        f'<desc id="description">{escape(chart.alternative)}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="{colours["paper"].light}"/>'
    )
    return f"{head}{''.join(parts)}</svg>\n"


def _inside(svg: str) -> str:
    """A drawing without its frame and its colours for dark paper."""
    return DARK.sub("", OPENING.sub("", svg).removesuffix("</svg>"))


def _text(parts: list[str], lines: Sequence[str], style: Style, y: float, colours: dict[str, Colour]) -> float:
    """Add lines of text that begin below `y`, and give where they end."""
    for line in lines:
        y += style.leading
        parts.append(
            f'<text x="{MARGIN}" y="{y - style.leading * 0.28:.1f}" font-family="\'{style.face.family}\', '
            f'{"serif" if style.face.family == SERIF else "sans-serif"}" font-size="{style.size}"'
            f' font-weight="{style.face.weight}" fill="{colours[style.colour].light}">{escape(line)}</text>'
        )
    return y
