"""All text of the site has a contrast of 7:1 on what it stands on, in light, in dark and in high contrast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from scripts.drawing.colours import HIGH, STYLE_SHEET, Colour, colours

ENHANCED = 7.0
"""The contrast that WCAG 2.2 asks of all text at level AAA (1.4.6)."""

PLAINEST = 15.0
"""The least contrast of text in high contrast, but for links."""

TEXTS = ("text", "muted", "ink", "accent")
"""The colours that text may have."""

GROUNDS = ("paper", "panel", "accent-ground")
"""The colours that text may stand on, besides on those of TEXTS, where it has that of the paper."""

IN_CODE = {"mark-partial": "panel"}
"""Further colours of text, in listings alone, with their ground."""

SHEETS = sorted(STYLE_SHEET.parent.glob("*.css"))
CHARTS = sorted((Path("site_templates") / "charts").rglob("*.mjs"))
SCHEMES = ("light", "dark")

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
OWN = re.compile(r"(?<![\w-])color:\s*([^;]+)")
GROUND = re.compile(r"(?<![\w-])background(?:-color)?:\s*([^;]+)")
LISTING = re.compile(r"--md-code-hl-[\w-]+:\s*var\(--([\w-]+)\)")
OF_WORDS = re.compile(r'(?:labelColor|titleColor): "@([\w-]+)"|markText\(\{[^}]*\b(?:fill|color): "@([\w-]+)"')


def luminance(colour: str) -> float:
    """Give the relative luminance of `#rrggbb`, as WCAG defines it: from 0 (black) to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours: from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def inside(name: str, scheme: str, *, high: bool = False) -> str:
    """Give the value of a colour."""
    colour: Colour = colours()[name]
    value: str = getattr((colour.high or colour) if high else colour, scheme)
    return value


def rules(sheet: Path) -> Iterator[tuple[str, str]]:
    """Give selector and declarations of every rule of a style sheet."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    yield from ((selector.strip(), told) for selector, told in RULE.findall(text))


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), [*product(TEXTS, GROUNDS), *IN_CODE.items()])
def test_text_has_enough_contrast_on_each_ground(text: str, ground: str, scheme: str) -> None:
    assert contrast(inside(text, scheme), inside(ground, scheme)) >= ENHANCED


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), [*product(TEXTS, GROUNDS), *IN_CODE.items()])
def test_high_contrast_is_near_black_and_white(text: str, ground: str, scheme: str) -> None:
    found = contrast(inside(text, scheme, high=True), inside(ground, scheme, high=True))
    assert found >= (PLAINEST if text in ("text", "muted", "ink") else ENHANCED)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("line", ["rule", "rule-strong", "line", "none-line"])
def test_lines_are_seen_in_high_contrast(line: str, scheme: str) -> None:
    assert contrast(inside(line, scheme, high=True), inside("paper", scheme, high=True)) >= 4.5


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_text_has_no_other_colours(sheet: Path) -> None:
    allowed = {*(f"var(--{name})" for name in TEXTS), "inherit", "inherit !important", "currentcolor", "CanvasText"}
    reversed_on = {f"var(--{name})" for name in TEXTS}
    odd = []
    for selector, told in rules(sheet):
        ground = next(iter(GROUND.findall(told)), "")
        for colour in OWN.findall(told):
            on_text = colour == "var(--paper)" and ground in reversed_on
            if not (colour in allowed or on_text or selector.startswith(".mark")):
                odd.append((selector, colour))
    assert odd == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_text_stands_on_no_other_grounds(sheet: Path) -> None:
    allowed = {*(f"var(--{name})" for name in GROUNDS), "none"}
    odd = []
    for selector, told in rules(sheet):
        for ground in GROUND.findall(told):
            on_text = ground in {f"var(--{name})" for name in TEXTS} and "color: var(--paper)" in told
            if not (ground in allowed or on_text or "::backdrop" in selector):
                odd.append((selector, ground))
    assert odd == []


def test_listings_have_no_other_colours() -> None:
    found = set(LISTING.findall(STYLE_SHEET.read_text(encoding="utf-8")))
    assert found
    assert found <= {*TEXTS, *IN_CODE}


def test_words_in_charts_have_no_other_colours() -> None:
    found = {name for path in CHARTS for pair in OF_WORDS.findall(path.read_text(encoding="utf-8")) for name in pair}
    assert found - {""} == {"text", "muted"}


def test_high_contrast_is_said_in_one_place() -> None:
    """The script of the pages changes the condition of the one block, and the colours are read after its head."""
    said = [sheet.name for sheet in SHEETS for _ in range(sheet.read_text(encoding="utf-8").count("(prefers-contrast"))]
    assert said == [STYLE_SHEET.name]
    assert HIGH in STYLE_SHEET.read_text(encoding="utf-8")
