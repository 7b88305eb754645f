"""A site of hostile texts in a browser, under the headers that it ships: nothing of them runs, loads or is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch
from tests.hostile import hostile_site
from tests.hosting.shipped import served

LOUD = "window.alert = () => console.error('it ran')"
"""Says aloud when one of the hostile texts is run: all of them call `alert`."""

EVERY = 2
"""Every so manieth page is opened: the text of all of them is looked at without a browser."""

PAGES_OF_CODES = 5
"""So many of the two hundred pages about codes are looked at: all that they have of the package is their frame."""

OPEN = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The site and its address."""
    site, _ = hostile_site(tmp_path_factory)
    with served(site) as address:
        yield site, address


def hear(page: Page, address: str) -> list[str]:
    """Take down what runs, what is asked of others and what fails, from now on."""
    heard: list[str] = []
    page.add_init_script(LOUD)
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(address) else heard.append(request.url))
    return heard


def test_nothing_runs_on_any_page(browser: Browser, watch: Watch, hostile: tuple[Path, str]) -> None:
    site, address = hostile
    every = sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html"))
    of_codes = [path for path in every if path.startswith("errors/")]
    paths = [path for path in every if path not in of_codes[PAGES_OF_CODES:]]
    assert len(paths) > 50
    with watch.over(browser.new_context(base_url=address)) as context:
        page = context.new_page()
        heard = hear(page, address)
        for path in paths[::EVERY]:
            page.goto(path)
            page.evaluate(OPEN)
            assert heard == [], path


def test_nothing_runs_in_charts_tables_and_the_search(
    browser: Browser, watch: Watch, hostile: tuple[Path, str]
) -> None:
    site, address = hostile
    with watch.over(browser.new_context(base_url=address)) as context:
        page = context.new_page()
        heard = hear(page, address)
        for path in sorted(path.name for path in (site / "embed").iterdir()):
            page.goto(f"embed/{path}/?interactive")
            expect(page.locator(".chart__canvas svg")).to_be_visible()
            for key in ("End", "ArrowLeft", "Home"):
                page.keyboard.press(key)
        page.goto("compare/?a=DEU&b=KEN")
        expect(page.locator("#comparison")).to_be_visible()
        page.goto("countries/")
        page.locator("input[type=search], .table__tools input").first.fill("<img src=x onerror=alert(1)>")
        page.keyboard.press("Escape")
        for words in ("fees euros doors", "<img src=x onerror=alert(1)>", "germany"):
            page.goto("")
            page.locator(".search__open").click()
            page.locator("#search-input").fill(words)
            expect(page.locator(".search__told")).not_to_be_empty()
        assert heard == []


def test_a_text_that_ran_would_be_heard(browser: Browser, watch: Watch, hostile: tuple[Path, str]) -> None:
    _, address = hostile
    watch.expected = True
    with watch.over(browser.new_context(base_url=address, bypass_csp=True)) as context:
        page = context.new_page()
        heard = hear(page, address)
        page.goto("")
        with page.expect_event("console", lambda message: message.text == "it ran"):
            page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')")
        assert "it ran" in heard
