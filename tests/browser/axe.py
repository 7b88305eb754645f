"""axe in a browser: what it looks for, what of a page it is given, and what a page opens only when it is asked to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

from tests.browser.pages import visit

AXE: Final = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS: Final = ["color-contrast", "link-in-text-block"]
"""The rules whose answer depends on the colours."""

UNFOLD: Final = """() => document.querySelectorAll("details").forEach((each) => { each.open = true; })"""

SHORTEN: Final = """(most) => {
  const kind = (each) => each.tagName + each.getAttribute("class");
  const kinds = (part) => [...new Set([...part.querySelectorAll("*")].map(kind))].sort().join();
  const rest = (parts, shape, kept) => {
    const seen = new Map();
    return parts.filter((part) => {
      const known = seen.get(shape(part)) ?? 0;
      seen.set(shape(part), known + 1);
      return known >= kept;
    });
  };
  const row = (each) => [...each.cells].map((cell) => cell.className + kinds(cell)).join("|");
  const bodies = [...document.querySelectorAll("tbody")];
  bodies.flatMap((body) => rest([...body.rows], row, most.rows)).forEach((each) => each.remove());
  rest([...document.querySelectorAll("main li")], kinds, most.rows).forEach((each) => each.remove());
  rest([...document.querySelectorAll(".section")], kinds, most.sections).forEach((each) => each.remove());
}"""
"""Leaves of a page the first rows, entries and sections of each shape: axe is slow, and the others are alike."""

RUN: Final = """async (only) => {
  const more = { enabled: only.values.length > 2 };
  const rules = { "p-as-heading": more, "target-size": more };
  const found = await axe.run(document, { resultTypes: ["violations"], preload: false, runOnly: only, rules });
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => [id, node.html, node.failureSummary]));
}"""

EVERYTHING: Final[dict[str, Any]] = {"type": "tag", "values": TAGS}
BY_COLOUR: Final[dict[str, Any]] = {"type": "rule", "values": COLOURS}

SCREENS: Final[Sequence[tuple[int, Any, dict[str, Any]]]] = tuple(
    (width, scheme, rules) for width in (1280, 320) for scheme, rules in (("light", EVERYTHING), ("dark", BY_COLOUR))
)
"""Widths in pixels, colours, and the rules by which axe looks: what differs in dark is told by those of colours."""


def findings(page: Page, only: dict[str, Any] = EVERYTHING) -> list[list[str]]:
    """Give what axe, which the page has, finds wrong: the rule, the element, and what would mend it."""
    found: list[list[str]] = page.evaluate(RUN, only)
    return found


def short(page: Page, path: str, language: str, rows: int, sections: int) -> None:
    """Open a page with all that is folded, leave the first of what is built alike, and put axe into it."""
    visit(page, path, language)
    page.evaluate(UNFOLD)
    page.evaluate(SHORTEN, {"rows": rows, "sections": sections})
    page.evaluate(AXE.read_text(encoding="utf-8"))


def _box(opener: str) -> Callable[[Page], None]:
    def use(page: Page) -> None:
        page.locator(opener).first.click()
        page.locator("dialog.box").wait_for()

    return use


def _find(page: Page) -> None:
    page.locator("#find-input").fill("mar")
    page.locator(".find__found a").first.wait_for()


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.locator("#search-input").fill("migration")
    page.locator(".search__link").first.wait_for()


def _choose(code: str) -> Callable[[Page], None]:
    def use(page: Page) -> None:
        page.locator(".chart__canvas svg").first.wait_for()
        page.locator(".finder__input").first.fill(code)
        page.locator(".finder__list li").first.wait_for()

    return use


def _filter(page: Page) -> None:
    page.locator("#countries-table-filter").fill("mar")
    page.locator("output[for=countries-table-filter]:not(:empty)").wait_for()


OPENED: Final[dict[str, tuple[str, Callable[[Page], None]]]] = {
    "box of quoting a finding": ("indicators/dual-nationality/", _box(".opening .quote")),
    "box of quoting a chart": ("indicators/border-deaths/", _box("figure.chart .quote")),
    "row behind a number": ("indicators/dual-nationality/", _box(".headline__figure .traced")),
    "countries by name": ("", _find),
    "search with results": ("glossary/", _search),
    "live map, a country being named": (
        "indicators/border-deaths/?interactive=border-deaths-map&areas=LBY",
        _choose("ITA"),
    ),
    "live trend, country being named": (
        "indicators/border-deaths/?interactive=border-deaths-trend&areas=LBY",
        _choose("ITA"),
    ),
    "live strips of a country": ("countries/deu/?interactive=deu-position&areas=FRA", _choose("AUT")),
    "table narrowed down": ("indicators/dual-nationality/", _filter),
}
"""What a page shows only when it is asked to: the path of the page, and what asks."""


def opened(page: Page, name: str, language: str) -> None:
    """Open something of `OPENED` in a language, and put axe into its page."""
    path, ask = OPENED[name]
    visit(page, path, language)
    page.evaluate(SHORTEN, {"rows": 2, "sections": 1000})
    ask(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
