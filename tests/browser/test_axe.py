"""axe finds no fault on any type of page, in light and dark, on a phone and on a desk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.pages import PAGES, visit

AXE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer depends on the colours."""

UNFOLD = """() => document.querySelectorAll("details").forEach((each) => { each.open = true; })"""

SHORTEN = """(most) => {
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

RUN = """async (only) => {
  const more = { enabled: only.values.length > 2 };
  const rules = { "p-as-heading": more, "target-size": more };
  const found = await axe.run(document, { resultTypes: ["violations"], preload: false, runOnly: only, rules });
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => [id, node.html, node.failureSummary]));
}"""


def findings(page: Page, only: dict[str, Any]) -> list[list[str]]:
    found: list[list[str]] = page.evaluate(RUN, only)
    return found


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        pytest.fail(f"There is no {AXE}: run `make setup`.", pytrace=False)
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(open_page: Page, axe: str, path: str) -> None:
    everything = {"type": "tag", "values": TAGS}
    colours = {"type": "rule", "values": COLOURS}
    open_page.emulate_media(color_scheme="light")
    open_page.set_viewport_size({"width": 1280, "height": 800})
    visit(open_page, path)
    open_page.evaluate(UNFOLD)
    open_page.evaluate(SHORTEN, {"rows": 2, "sections": 1000})
    open_page.evaluate(axe)
    found = {"light, 1280 px": findings(open_page, everything)}
    open_page.evaluate(SHORTEN, {"rows": 1, "sections": 1})
    open_page.emulate_media(color_scheme="dark")
    found["dark, 1280 px"] = findings(open_page, colours)
    open_page.set_viewport_size({"width": 320, "height": 800})
    found["dark, 320 px"] = findings(open_page, everything)
    open_page.emulate_media(color_scheme="light")
    found["light, 320 px"] = findings(open_page, colours)
    faults = {where: what for where, what in found.items() if what}
    assert not faults, json.dumps(faults, indent=1)


def test_axe_would_find_a_fault(open_page: Page, axe: str) -> None:
    open_page.goto("accessibility/")
    open_page.evaluate(axe)
    open_page.evaluate("document.body.append(document.createElement('button'))")
    assert [rule for rule, *_ in findings(open_page, {"type": "tag", "values": TAGS})] == ["button-name"]
