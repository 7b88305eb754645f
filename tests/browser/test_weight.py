"""A first view is light: all that Chromium asks for by itself is under 100 kB, compressed as a server sends it."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Response

from tests.browser.pages import settled

FIRST_VIEW = 100_000
"""Bytes of a first view."""

ON_DEMAND = (
    "load.js",
    "live.js",
    "live.css",
    "search.css",
    "vega",
    "live.zlib",
    "map.json",
    "search.js",
    "pagefind",
)
"""Parts of the names of what is loaded only when a reader opens a live chart or the search."""

PACKED = ("font/woff2", "image/png")
"""Media types that are compressed in themselves."""

SCREENS = {"desk": (1280, 800), "phone": (360, 740)}
HEAVIEST = 6
"""So many countries are looked at, those whose pages are heaviest, besides a few whatever they weigh."""

COUNTRIES = ("deu", "nam", "tuv", "pse")

View = dict[str, int]
"""Bytes of a first view by what was asked for."""


@pytest.fixture(scope="module")
def view(fresh: Callable[..., BrowserContext], address: str) -> Callable[[str, str], View]:
    """Open a page on a screen, for the first time, and give what the browser asked for.

    What an address weighs is asked once: the site stands still, and most that pages load is the same.
    """
    weights: dict[str, int] = {}

    def weight(answer: Response) -> int:
        if answer.url not in weights:
            weights[answer.url] = sent(answer)
        return weights[answer.url]

    def viewed(path: str, screen: str) -> View:
        width, height = SCREENS[screen]
        with fresh(width, height) as context:
            page = context.new_page()
            answers = [answer for request in settled(page, path) if (answer := request.response())]
            return {answer.url.removeprefix(address): weight(answer) for answer in answers}

    return viewed


def sent(answer: Response) -> int:
    packed = answer.headers.get("content-type", "") in PACKED
    return len(answer.body()) if packed else len(gzip.compress(answer.body(), 6))


def indicators(site: Path) -> list[str]:
    with (site / "data/latest/indicators.csv").open(encoding="utf-8", newline="") as file:
        return [f"indicators/{row['id']}/" for row in csv.DictReader(file)]


def countries(site: Path) -> list[str]:
    pages = list((site / "countries").glob("*/index.html"))
    heavy = sorted(pages, key=lambda page: len(gzip.compress(page.read_bytes(), 6)), reverse=True)[:HEAVIEST]
    return [f"countries/{name}/" for name in dict.fromkeys([*(page.parent.name for page in heavy), *COUNTRIES])]


PAGES: dict[str, Callable[[Path], list[str]]] = {
    "home, lists and comparison": lambda _: ["", "indicators/", "countries/", "compare/?a=DEU&b=MAR&c=ITA&d=PHL"],
    "every indicator": indicators,
    "countries": countries,
}


@pytest.mark.one_in(5)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("pages", PAGES.values(), ids=PAGES.keys())
def test_a_first_view_is_light(
    view: Callable[[str, str], View], site: Path, pages: Callable[[Path], list[str]], screen: str
) -> None:
    views = {path: view(path, screen) for path in pages(site)}
    assert views
    assert all(any(name.endswith(".woff2") for name in held) for held in views.values())
    assert {path: held for path, held in views.items() if sum(held.values()) >= FIRST_VIEW} == {}
    early = {name for held in views.values() for name in held if any(part in name for part in ON_DEMAND)}
    assert early == set()


def test_a_heavy_page_would_be_seen(view: Callable[[str, str], View]) -> None:
    """The longest register is heavier than a first view may be, which is why it is no part of its indicator's page."""
    assert sum(view("indicators/agreement-safeguards/register/", "desk").values()) > FIRST_VIEW
