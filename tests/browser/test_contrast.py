"""Text has a contrast of 7:1 in every scheme, and high contrast comes from the system or from the reader, and stays."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from scripts.drawing.colours import colours
from tests.browser.pages import settled

Reader = Callable[..., Page]
Contrast = Literal["more", "no-preference"]

AXE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"

FOUND = """async () => {
  const only = { type: "rule", values: ["color-contrast", "color-contrast-enhanced"] };
  const { violations } = await axe.run(document, { resultTypes: ["violations"], preload: false, runOnly: only });
  return violations.flatMap(({ nodes }) => nodes.map(({ html, any }) => [any[0].data, html.slice(0, 200)]));
}"""
"""The second rule leaves to the first what has less than 4.5:1."""

FEW = """() => {
  document.querySelectorAll("details").forEach((each) => { each.open = true; });
  const seen = new Map();
  const kind = (each) => [each, ...each.querySelectorAll("*")].map((part) => part.tagName + part.className).join();
  [...document.querySelectorAll("tr, li, dl > div")].forEach((each) => {
    seen.set(kind(each), (seen.get(kind(each)) ?? 0) + 1);
    if (seen.get(kind(each)) > 1) each.remove();
  });
}"""
"""Leaves of rows and entries that are built alike the first: they have the same colours."""

LOOKS: tuple[tuple[Literal["light", "dark"], Contrast], ...] = (
    ("light", "no-preference"),
    ("dark", "no-preference"),
    ("light", "more"),
    ("dark", "more"),
)

TYPES = {
    "home": "",
    "indicator": "indicators/dual-nationality/",
    "country": "countries/tuv/",
    "written by hand": "accessibility/",
    "page with code": "cite/",
}

LOOK = """() => {
  const { color, backgroundColor } = getComputedStyle(document.body);
  return [color, backgroundColor].map((each) => each.match(/\\d+/g).map(Number).join());
}"""
BLACK, WHITE = "0,0,0", "255,255,255"


@pytest.mark.one_in(3)
@pytest.mark.parametrize("path", TYPES.values(), ids=TYPES.keys())
def test_all_text_has_enhanced_contrast(open_page: Page, path: str) -> None:
    open_page.goto(path)
    open_page.evaluate(FEW)
    open_page.evaluate(AXE.read_text(encoding="utf-8"))
    found = {}
    for scheme, contrast in LOOKS:
        open_page.emulate_media(color_scheme=scheme, contrast=contrast, reduced_motion="reduce")
        expect(open_page.locator("body")).to_have_css("color-scheme", scheme)
        expect(open_page.locator("[data-contrast]")).to_have_attribute("aria-pressed", str(contrast == "more").lower())
        if faults := open_page.evaluate(FOUND):
            found[f"{scheme}, {contrast}"] = faults
    open_page.emulate_media(contrast="no-preference")
    assert not found, json.dumps(found, indent=1)


def test_words_in_drawings_have_the_colours_of_text(site: Path) -> None:
    """Those that have 7:1 on each ground: tests/drawing/test_text_colours.py."""
    drawings = sorted(site.glob("charts/*/wide.svg"))[::7]
    fills = {
        fill for each in drawings for fill in re.findall(r'<text[^>]* fill="([^"]*)"', each.read_text(encoding="utf-8"))
    }
    assert fills == {colours()[name].light for name in ("text", "muted")}


@pytest.mark.parametrize(("system", "first", "then"), [("no-preference", False, True), ("more", True, False)])
def test_high_contrast_is_switched_by_keyboard_and_kept(
    reader: Reader, system: Contrast, *, first: bool, then: bool
) -> None:
    visitor = reader(contrast=system, color_scheme="light")
    visitor.goto("")
    told(visitor, high=first)
    visitor.get_by_role("button", name="High contrast").focus()
    visitor.keyboard.press("Space")
    told(visitor, high=then)
    visitor.goto("countries/tuv/")
    told(visitor, high=then)
    visitor.reload()
    visitor.get_by_role("button", name="High contrast").press("Enter")
    told(visitor, high=first)


def told(page: Page, *, high: bool) -> None:
    """See that the button says what the page looks like."""
    pressed = str(high).lower()
    expect(page.get_by_role("button", name="High contrast")).to_have_attribute("aria-pressed", pressed)
    assert (page.evaluate(LOOK) == [BLACK, WHITE]) is high
    link = "() => getComputedStyle(document.querySelector('.primary__link')).textDecorationLine"
    assert page.evaluate(link) == ("underline" if high else "none")


def test_high_contrast_is_there_before_anything_is_drawn(reader: Reader) -> None:
    visitor = reader(color_scheme="light")
    visitor.add_init_script("localStorage.setItem('contrast', 'more')")
    visitor.add_init_script(
        """new MutationObserver((_, watching) => {
          if (!document.querySelector("header")) return;
          watching.disconnect();
          window.atFirst = getComputedStyle(document.body).color;
        }).observe(document, { childList: true, subtree: true });"""
    )
    visitor.goto("")
    assert visitor.evaluate("atFirst") == "rgb(0, 0, 0)"


@pytest.mark.parametrize(("path", "name"), [("fr/", "Contraste élevé"), ("es/", "Alto contraste")])
def test_the_button_speaks_the_language_of_the_page(page: Page, path: str, name: str) -> None:
    page.goto(path)
    expect(page.get_by_role("button", name=name)).to_be_visible()


def test_without_script_the_system_decides(reader: Reader) -> None:
    visitor = reader(java_script_enabled=False, contrast="more", color_scheme="light")
    visitor.goto("")
    expect(visitor.get_by_role("button", name="High contrast")).to_be_hidden()
    look = "(each) => getComputedStyle(each).color"
    assert visitor.locator("body").evaluate(look) == "rgb(0, 0, 0)"


def test_in_the_dark_it_is_white_on_black_and_focus_is_thick(reader: Reader) -> None:
    visitor = reader(contrast="more", color_scheme="dark")
    visitor.goto("")
    assert visitor.evaluate(LOOK) == [WHITE, BLACK]
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Tab")
    assert visitor.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 4


def test_pictures_have_high_contrast_and_are_not_loaded_again(reader: Reader) -> None:
    visitor = reader()
    asked = settled(visitor, "")
    before = len(asked)
    button = visitor.get_by_role("button", name="High contrast")
    picture = visitor.locator("picture img").first
    plain = picture.screenshot()
    button.click()
    picture.evaluate("(each) => each.decode()")
    assert picture.screenshot() != plain
    assert [request.url for request in asked[before:] if ".svg" in request.url] == []
    button.click()
    picture.evaluate("(each) => each.decode()")
    assert picture.screenshot() == plain


@pytest.mark.parametrize(("scheme", "fill"), [("light", "rgb(0, 0, 0)"), ("dark", "rgb(255, 255, 255)")])
def test_a_drawing_shows_high_contrast_by_its_address(
    reader: Reader, scheme: Literal["light", "dark"], fill: str
) -> None:
    page = reader(color_scheme=scheme)
    fills = "() => [...new Set([...document.querySelectorAll('text')].map((each) => getComputedStyle(each).fill))]"
    page.goto("charts/border-deaths-trend/wide.svg#more")
    assert page.evaluate(fills) == [fill]


@pytest.mark.parametrize("system", ["light", "dark"])
def test_forced_colours_decide_the_scheme_of_pictures(reader: Reader, system: Literal["light", "dark"]) -> None:
    """A picture is not forced: a light one, which a reader chose once, could not be read on forced black."""
    seen = set()
    for chosen in ("default", "slate"):
        visitor = reader(forced_colors="active", color_scheme=system)
        visitor.add_init_script(f"localStorage.setItem('scheme', '{chosen}')")
        visitor.goto("")
        expect(visitor.locator("[data-scheme], [data-contrast]").filter(visible=True)).to_have_count(0)
        seen.add(visitor.locator("picture img").first.screenshot())
    assert len(seen) == 1
