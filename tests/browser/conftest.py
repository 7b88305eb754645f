"""Debian's Chromium and a server that is as strict as a host may be."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'"
)
"""Nothing inline, nothing evaluated, nothing from elsewhere. `wasm-unsafe-eval` lets Pagefind's WebAssembly run, and no
text as script: without it the search finds names only."""

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

Context = Callable[..., BrowserContext]


class Host(http.server.SimpleHTTPRequestHandler):
    """A static host that sends the strict policy with every answer and says nothing."""

    def end_headers(self) -> None:
        """Add the policy."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Root address of the finished site, served on a free port of this machine."""
    handler = functools.partial(Host, directory=str(site.resolve()))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("There is no `chromium` on the PATH: run `make browser`.", pytrace=False)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Make a reader with a browser of their own: keywords are those of a playwright context."""
    held: list[BrowserContext] = []

    def make(width: int = 1280, **settings: Any) -> Page:
        context = browser.new_context(base_url=address, viewport={"width": width, "height": 800}, **settings)
        context.set_default_timeout(20_000)
        held.append(context)
        return context.new_page()

    yield make
    for context in held:
        context.close()


def _lasting(browser: Browser, address: str, *, bypass: bool) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address, viewport={"width": 1280, "height": 800}, bypass_csp=bypass, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """One tab under the strict policy, for tests that only look."""
    yield from _lasting(browser, address, bypass=False)


@pytest.fixture(scope="module")
def open_page(browser: Browser, address: str) -> Iterator[Page]:
    """One tab without the policy, so that axe can be put into the page."""
    yield from _lasting(browser, address, bypass=True)
