"""What a reader's system asks for is given: forced colours take nothing away, nothing moves that need not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.pages import visit

Reader = Callable[..., Page]
Scheme = Literal["light", "dark"]

SHOWN = {
    "home": ("", "fr"),
    "indicator of a policy": ("indicators/dual-nationality/", "es"),
    "live trend": ("indicators/border-deaths/?interactive=border-deaths-trend&areas=LBY", "fr"),
    "country": ("countries/deu/", "es"),
    "region": ("regions/002/", "en"),
    "comparison": ("compare/?a=DEU&b=MAR&c=ITA&d=PHL", "fr"),
}
"""Pages with marks, bars, strips, a drawing, a live chart: their paths and languages."""

VANISHED = """() => {
  const luminance = (colour) => {
    const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const [red, green, blue] = colour.match(/[0-9.]+/g).slice(0, 3).map((part) => linear(part / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const clear = (colour) => !/^rgb/.test(colour) || /^rgba.*, 0\\)$/.test(colour);
  const ground = luminance(getComputedStyle(document.body).backgroundColor);
  const against = (colour) => {
    const [low, high] = [luminance(colour), ground].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const drawn = (each) => {
    const { fill, stroke } = getComputedStyle(each);
    return [fill, stroke].some((colour) => !clear(colour) && against(colour) >= 3);
  };
  const seen = (parts) => parts.filter((each) => each.checkVisibility());
  const shapes = (whole) => [whole, ...whole.querySelectorAll("use, path, rect, circle, line, text")];
  const marks = seen([...document.querySelectorAll("svg.mark")]);
  const pale = marks.filter((each) => against(getComputedStyle(each).color) < 3);
  const empty = seen([...document.querySelectorAll("svg.stack, svg.bar__shape, .logo, .icon")])
    .filter((each) => !shapes(each).some(drawn));
  const live = [...document.querySelectorAll(".chart__canvas svg text")].filter((each) => each.textContent)
    .filter((each) => !drawn(each));
  const plain = (each) => Number(getComputedStyle(each).fontWeight) < 600;
  const silent = seen([...document.querySelectorAll("[aria-current]")]).filter(plain);
  const told = (kind, parts) => parts.map((each) => `${kind}: ${each.outerHTML.slice(0, 120)}`);
  return {
    marks: marks.length,
    charts: document.querySelectorAll(".chart__canvas svg text, .chart__drawing img").length,
    faults: [...told("mark", pale), ...told("shape", empty), ...told("word", live), ...told("current", silent)],
  };
}"""
"""What cannot be told any more: marks of a status, shapes, words of a live chart, where the reader is."""

FOCUSED = """() => {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement);
  const ground = getComputedStyle(document.body).backgroundColor;
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && outlineColor !== ground;
}"""

MOVING = """() => [...document.querySelectorAll("*")].filter((each) => {
  const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(each);
  return animationName !== "none" || parseFloat(transitionDuration) > 0 || scrollBehavior === "smooth";
}).map((each) => each.outerHTML.slice(0, 80))"""


def forced(reader: Reader, scheme: Scheme, name: str) -> Page:
    page = reader(forced_colors="active", color_scheme=scheme)
    path, language = SHOWN[name]
    visit(page, path, language)
    if "interactive" in path:
        page.locator(".chart__canvas svg").first.wait_for()
    return page


@pytest.mark.one_in(11)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", SHOWN)
def test_nothing_vanishes_in_forced_colours(reader: Reader, name: str, scheme: Scheme) -> None:
    page = forced(reader, scheme, name)
    found = page.evaluate(VANISHED)
    assert found["faults"] == []
    assert found["marks"] + found["charts"] > 0
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED), page.evaluate("document.activeElement.outerHTML.slice(0, 100)")


@pytest.mark.one_in(5)
@pytest.mark.parametrize("name", SHOWN)
def test_nothing_moves_for_who_wants_less_motion(reader: Reader, name: str) -> None:
    page = reader(reduced_motion="reduce")
    path, language = SHOWN[name]
    visit(page, path, language)
    page.locator(".search__open").click()
    assert page.evaluate(MOVING) == []
