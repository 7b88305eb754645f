"""axe finds no fault on any type of page, in light and dark, on a phone and on a desk, in any language."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page

from tests.browser.axe import AXE, OPENED, SCREENS, findings, opened, short
from tests.browser.pages import PAGES, TRANSLATED


@pytest.fixture(scope="module", autouse=True)
def axe() -> None:
    if not AXE.is_file():
        pytest.fail(f"There is no {AXE}: run `make setup`.", pytrace=False)


@pytest.mark.one_in(17)  # so four pages of five are looked at, each on another screen
@pytest.mark.parametrize("screen", range(len(SCREENS)), ids=lambda place: "{} {}".format(*SCREENS[place][:2]))
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(open_page: Page, path: str, screen: int) -> None:
    width, scheme, rules = SCREENS[screen]
    open_page.emulate_media(color_scheme=scheme)
    open_page.set_viewport_size({"width": width, "height": 800})
    short(open_page, path, "en", rows=2 if screen == 0 else 1, sections=1000 if screen == 0 else 1)
    found = findings(open_page, rules)
    assert not found, json.dumps(found, indent=1)


@pytest.mark.one_in(11)
@pytest.mark.parametrize(("place", "name"), list(enumerate(dict.fromkeys(name for _, name in TRANSLATED))))
def test_axe_finds_nothing_in_another_language(open_page: Page, place: int, name: str) -> None:
    """One language and screen each: what differs is the words; `make audit` looks at all screens of all languages."""
    width, scheme, _ = SCREENS[place // 2 % 4]
    language = ("fr", "es")[place % 2]
    open_page.emulate_media(color_scheme=scheme)
    open_page.set_viewport_size({"width": width, "height": 800})
    short(open_page, PAGES[name], language, rows=1, sections=1)
    assert findings(open_page) == []


@pytest.mark.one_in(5)
@pytest.mark.parametrize(("place", "name"), list(enumerate(OPENED)))
def test_axe_finds_nothing_in_what_opens(open_page: Page, place: int, name: str) -> None:
    width, scheme, _ = SCREENS[place % 4]
    open_page.emulate_media(color_scheme=scheme)
    open_page.set_viewport_size({"width": width, "height": 800})
    opened(open_page, name, ("en", "fr", "es")[place % 3])
    assert findings(open_page) == []


def test_axe_would_find_a_fault(open_page: Page) -> None:
    short(open_page, "accessibility/", "en", rows=2, sections=1000)
    open_page.evaluate("document.body.append(document.createElement('button'))")
    assert [rule for rule, *_ in findings(open_page)] == ["button-name"]
