"""Debian's Chromium and a server that sends the headers that the site ships; what they forbid fails a test."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.hosting.shipped import served

BLINK = {
    "primaryHoverType": 2,
    "availableHoverTypes": 2,
    "primaryPointerType": 4,
    "availablePointerTypes": 4,
    "lazyLoadingImageMarginPxUnknown": 1250,
}
"""A mouse, as Playwright has it; and how far below what is seen pictures are asked for, as on a usual line."""

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
    f"--blink-settings={','.join(f'{name}={value}' for name, value in BLINK.items())}",
)

PROGRAMS = ("chromium-headless-shell", "chromium")
"""Debian's Chromium: without the window that nobody sees, which takes two thirds of its work, where that is there."""

PATIENCE = 20_000
"""Milliseconds that a test waits at most: machines on which other tests run at the same time are slow."""

expect.set_options(timeout=PATIENCE)

Fresh = Callable[..., BrowserContext]


def chromium() -> str:
    """Give the path of the browser; '' where there is none."""
    return next((path for name in PROGRAMS if (path := shutil.which(name))), "")


LISTEN = """addEventListener("securitypolicyviolation", (event) => {
  const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event;
  console.error(`securitypolicyviolation: ${effectiveDirective} ${blockedURI} (${sourceFile}:${lineNumber})`);
})"""
"""Says every breach of a policy aloud, also one that the browser keeps to itself."""

REFUSED = re.compile(
    r"securitypolicyviolation|Content.Security|'Trusted|integrity|Permissions.Policy|Embedder|BLOCKED|csp"
)
"""What Chromium's words hold when headers or hashes forbid something."""


class Watch:
    """Hears what the headers and hashes of the site forbid, in every context that it was put over."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.expected = False
        """Whether the test that runs makes a page do what is forbidden."""

    def over(self, context: BrowserContext) -> BrowserContext:
        """Listen to a context from now on."""
        context.add_init_script(LISTEN)
        context.on("console", self._said)
        context.on("requestfailed", self._failed)
        return context

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and REFUSED.search(message.text):
            self.heard.append(message.text)

    def _failed(self, request: Request) -> None:
        if request.failure and REFUSED.search(request.failure):
            self.heard.append(f"{request.url}: {request.failure}")


@pytest.fixture(scope="session")
def watch() -> Watch:
    """Hear what is forbidden anywhere."""
    return Watch()


@pytest.fixture(autouse=True)
def nothing_is_forbidden(watch: Watch) -> Iterator[None]:
    """Fail a test in which a page did what the headers of the site forbid, unless it asked for `refused`."""
    watch.heard.clear()
    watch.expected = False
    yield
    assert watch.expected or watch.heard == []


@pytest.fixture
def refused(watch: Watch) -> list[str]:
    """What the browser said that it refused, for a test that makes a page do what is forbidden."""
    watch.expected = True
    return watch.heard


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Root address of the finished site, served with the headers that it ships on a free port of this machine."""
    with served(site) as root:
        yield root


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    program = chromium()
    if not program:
        pytest.fail("There is no Chromium on the PATH: run `make browser`.", pytrace=False)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def fresh(browser: Browser, address: str, watch: Watch) -> Fresh:
    """Make a context that is watched; keywords are those of a playwright context."""

    def make(width: int = 1280, height: int = 800, **settings: Any) -> BrowserContext:
        context = browser.new_context(base_url=address, viewport={"width": width, "height": height}, **settings)
        context.set_default_timeout(PATIENCE)
        return watch.over(context)

    return make


@pytest.fixture
def reader(fresh: Fresh) -> Iterator[Callable[..., Page]]:
    """Make a reader with a browser of their own: keywords are those of a playwright context."""
    held: list[BrowserContext] = []

    def make(width: int = 1280, **settings: Any) -> Page:
        held.append(fresh(width, **settings))
        return held[-1].new_page()

    yield make
    for context in held:
        context.close()


def _lasting(fresh: Fresh, *, bypass: bool) -> Iterator[Page]:
    context = fresh(bypass_csp=bypass, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def page(fresh: Fresh) -> Iterator[Page]:
    """One tab under the headers that the site ships, for tests that only look."""
    yield from _lasting(fresh, bypass=False)


@pytest.fixture(scope="module")
def open_page(fresh: Fresh) -> Iterator[Page]:
    """One tab without the policy, so that axe can be put into the page."""
    yield from _lasting(fresh, bypass=True)
