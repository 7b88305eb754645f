"""No type of page makes a noise, calls elsewhere, runs over the edge, cuts a word off or is hard to hit."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page, Request

from tests.browser.pages import PAGES, TRANSLATED, visit

WIDTHS = (1280, 768, 360, 320)

LOOK = """() => {
  const name = (each) => `${each.tagName.toLowerCase()} “${each.textContent.trim().slice(0, 60)}”`;
  const shown = (each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".visually-hidden")
    && getComputedStyle(each.closest("thead") ?? each).clipPath === "none";
  const all = (what) => [...document.querySelectorAll(what)].filter(shown);
  const edge = document.documentElement.clientWidth;
  const within = (each) => each.closest(".table__region, table, pre");
  const small = (each) => {
    const box = each.getBoundingClientRect();
    return box.width < 24 || box.height < 24;
  };
  const beyond = (each) => !within(each) && each.getBoundingClientRect().right > edge + 1;
  const cut = (each) => each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1;
  const sliding = (each) => edge >= 1280 && !each.closest("details") && cut(each);
  const excess = document.documentElement.scrollWidth - edge;
  return {
    "wider than the window": excess > 0 ? [`by ${excess} px`] : [],
    "over the edge": all("main :is(p, li, dd, h1, h2, h3, pre, figure), header, footer").filter(beyond).map(name),
    "cut off": all("h1, h2, h3, th, th button, summary, dt, .table__caption").filter(cut).map(name),
    "too small": all("button, input, summary, :is(.primary, .colophon, .sections) a").filter(small).map(name),
    "tables cut off": all(".table__region").filter(sliding).map((each) => each.getAttribute("aria-labelledby")),
  };
}"""
"""Everything that is wrong with the page as it is now, by kind. Tables may slide sideways on a phone, not on a desk."""

SPACE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
"""Spaces text as WCAG 1.4.12 asks a page to bear."""


def faults(page: Page, *widths: int) -> dict[str, Any]:
    """Everything that is wrong with the page at widths in pixels, by kind and width."""
    found: dict[str, Any] = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found |= {f"{kind} at {width} px": what for kind, what in page.evaluate(LOOK).items() if what}
    return found


class Noise:
    """What a page said and asked for while it was listened to."""

    def __init__(self, page: Page, address: str) -> None:
        self.heard: list[str] = []
        self._address = address
        self._listeners: dict[str, Any] = {"console": self._said, "pageerror": self._failed, "request": self._asked}
        for event, listener in self._listeners.items():
            page.on(event, listener)  # type: ignore[call-overload]
        self._page = page

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.heard.append(message.text)

    def _failed(self, error: Error) -> None:
        self.heard.append(str(error))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self._address, "data:")):
            self.heard.append(f"asked for {request.url}")

    def stop(self) -> list[str]:
        """Stop listening and tell."""
        for event, listener in self._listeners.items():
            self._page.remove_listener(event, listener)
        return self.heard


@pytest.mark.one_in(11)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_page_is_whole_at_every_width(page: Page, address: str, path: str) -> None:
    noise = Noise(page, address)
    visit(page, path)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert (noise.stop(), faults(page, *WIDTHS)) == ([], {})


@pytest.mark.one_in(17)
@pytest.mark.parametrize(("language", "name"), TRANSLATED)
def test_page_of_another_language_is_whole_when_enlarged_and_spaced(page: Page, language: str, name: str) -> None:
    """On a desk of 1280 px, enlarged to 400 % there, which leaves 320 px, and with more space in its text."""
    visit(page, PAGES[name], language)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found = faults(page, 1280, 320)
    page.evaluate(SPACE)
    spaced = faults(page, 320)
    assert (found, spaced) == ({}, {})


def test_a_noise_would_be_heard(page: Page, address: str, refused: list[str]) -> None:
    page.goto("accessibility/")
    noise = Noise(page, address)
    with page.expect_event("console"):
        page.evaluate("""() => document.body.setAttribute("style", "color: red")""")
    assert any("Content Security Policy" in text for text in noise.stop())
    assert refused
