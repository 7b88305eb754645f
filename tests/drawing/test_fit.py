"""Every text of every drawing can be read: whole, on nothing else, and large enough."""

from __future__ import annotations

import re
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from scripts.drawing.typefaces import NAMES, SANS, Face
from scripts.process import processors
from tests.drawing.fit import CUT, ON_MARK, ON_TEXT, SMALL, Fault, Letters, faults, letters
from tests.pictures import typefaces

WIDTH = re.compile(r'^<svg[^>]* width="([\d.]+)"')
SHOWN = {"wide.svg": 801, "narrow.svg": 328}
"""Pixels that a page has for a drawing at least: from a window of 833 on, which shows the wide one, and of 360."""


@cache
def faces() -> Mapping[int, Letters]:
    return {weight: letters(typefaces()[Face(SANS, weight)]) for weight in NAMES}


def drawn(inside: str) -> list[tuple[str, str]]:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{inside}</svg>'
    return [(fault.kind, fault.text) for fault in faults(svg, faces())]


def text(words: str, x: float = 10, y: float = 30, more: str = "") -> str:
    return f'<text transform="translate({x},{y})" font-size="14px" {more}>{words}</text>'


BAR = '<path d="M0,0h20v20h-20Z" transform="translate(30,15)" fill="#123456"/>'
SPECIMENS: Mapping[str, tuple[str, list[tuple[str, str]]]] = {
    "nothing": ("", []),
    "a text that fits": (text("Yes"), []),
    "cut at the right": (text("Yes", 85), [(CUT, "Yes")]),
    "cut at the left, as its end is at an edge": (text("Yes", 5, 30, 'text-anchor="end"'), [(CUT, "Yes")]),
    "whole, as its end is at the edge": (text("Yes", 100, 30, 'text-anchor="end"'), []),
    "cut at the top": (text("Yes", 10, 5), [(CUT, "Yes")]),
    "cut below the line only": (text("Type", 10, 49), [(CUT, "Type")]),
    "the second line cut": (
        text('one<tspan x="0" dy="30">two</tspan>'),
        [(CUT, "two")],
    ),
    "one text on another": (text("Yes") + text("No", 20, 33), [(ON_TEXT, "Yes")]),
    "two texts side by side": (text("Yes") + text("No", 40), []),
    "on a bar": (text("Yes", 25) + BAR, [(ON_MARK, "Yes")]),
    "beside a bar": (text("No", 10) + BAR, []),
    "in a group that is moved onto a bar": (f'<g transform="translate(20,0)">{text("No")}</g>{BAR}', [(ON_MARK, "No")]),
    "within a ring that touches nothing": (
        text("No", 20) + '<path d="M0,0h99v49h-99Z" stroke="#000" fill="none"/>',
        [],
    ),
    "crossed by a line": (text("Yes") + '<line x1="0" y1="27" x2="99" y2="27" stroke="#000"/>', [(ON_MARK, "Yes")]),
    "under a line": (text("Yes") + '<line x1="0" y1="15" x2="99" y2="15" stroke="#000"/>', []),
    "on a dot": (text("Yes") + '<circle transform="translate(20,26)" r="4" fill="#123456"/>', [(ON_MARK, "Yes")]),
    "on what is not seen": (text("Yes") + '<circle transform="translate(20,26)" r="4" fill="none"/>', []),
    "on a shape in steps": (text("Yes") + '<path d="M5 20l30 0 0 20Z" fill="#123456"/>', [(ON_MARK, "Yes")]),
    "on a shape that is drawn small": (
        text("Yes") + '<g transform="scale(.5)"><path d="M20 40l60 0 0 40Z" fill="#123456"/></g>',
        [(ON_MARK, "Yes")],
    ),
    "too small": ('<text transform="translate(9,30)" font-size="11px">Yes</text>', [(SMALL, "Yes")]),
    "bold is wider": (text("million", 59.7, 30, 'font-weight="600"'), [(CUT, "million")]),
    "as much in regular fits": (text("million", 59.7), []),
}


@pytest.mark.parametrize("name", SPECIMENS)
def test_what_does_not_fit_is_told(name: str) -> None:
    inside, expected = SPECIMENS[name]
    assert drawn(inside) == expected


def judged(path: Path) -> list[Fault]:
    svg = path.read_text(encoding="utf-8")
    width = float(WIDTH.findall(svg)[0])
    return faults(svg, faces(), min(1, SHOWN[path.name] / width))


def test_every_text_of_every_drawing_fits(site: Path) -> None:
    drawings = sorted(path for name in SHOWN for path in (site / "charts").glob(f"*/{name}"))
    assert len(drawings) > 1000
    with ProcessPoolExecutor(processors()) as several:
        found = zip(drawings, several.map(judged, drawings, chunksize=50), strict=True)
        told = {str(path.relative_to(site)): each for path, each in found if each}
    assert told == {}
