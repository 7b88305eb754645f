"""The page for what is missing is styled and leads on wherever the site was put, also where the build was not told."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch
from tests.hosting.shipped import Host, served


class Below(Host):
    """A host that has the site below a path, and shows its page for what is missing there."""

    def send_head(self) -> Any:
        """Answer for an address of the site as if it stood at the root, and for others not at all."""
        asked = self.path
        if not asked.startswith("/open-data/my%20site/"):
            self.send_error(404)
            return None
        self.path = asked.removeprefix("/open-data/my%20site")
        found = Path(self.translate_path(self.path))
        if found.is_file() or (found / "index.html").is_file():
            return super().send_head()
        data = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)


@pytest.fixture(scope="module")
def below(site: Path) -> Iterator[str]:
    """Address of the finished site, whose build knew of no address, below a path of two folders."""
    with served(site, Below) as address:
        yield f"{address}open-data/my%20site/"


@pytest.fixture(scope="module")
def lost(browser: Browser, watch: Watch) -> Iterator[Page]:
    """A tab for addresses that are none, whose host is not that of other tests."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield watch.over(context).new_page()


# Below `data/` and other folders of files a host sends the policy of files, under which no page has a style.
PLACES = ("nothing", "countries/nothing/", "countries/deu/nothing/at/all", "releases/2026.2/none.html", "a/b/c/d")


@pytest.mark.parametrize("place", PLACES)
def test_it_is_styled_and_leads_on_below_a_path(lost: Page, below: str, place: str) -> None:
    lost.goto(f"{below}{place}")
    expect(lost).to_have_title(re.compile("^This page is not here"))
    expect(lost.locator("h1")).to_have_css("font-family", re.compile("Source Serif"))
    links = lost.locator("main a[href], .masthead a[href], .plain a[href]")
    addresses = set(links.evaluate_all("(all) => all.map((each) => each.href)"))
    assert len(addresses) > 5
    assert {each for each in addresses if not each.startswith(below)} == set()
    assert {each: lost.request.get(each).status for each in addresses} == dict.fromkeys(addresses, 200)


def test_its_search_works_below_a_path(lost: Page, below: str) -> None:
    lost.goto(f"{below}x/y")
    lost.keyboard.press("/")
    lost.locator("#search-input").fill("turkey")
    expect(lost.locator(".search__link").first).to_contain_text("Türkiye")
    lost.locator(".search__link").first.click()
    expect(lost).to_have_url(f"{below}countries/tur/")


def test_it_runs_once_where_the_site_is_at_the_root(page: Page, address: str) -> None:
    """There two of its ways lead to the same script."""
    page.goto(f"{address}404.html")
    expect(page.locator("h1")).to_have_css("font-family", re.compile("Source Serif"))
    page.keyboard.press("/")
    expect(page.locator("dialog.search")).to_be_visible()
