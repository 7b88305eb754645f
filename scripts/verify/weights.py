"""What a first view weighs: a page with all that it names to be loaded at once, compressed as a server sends it.

A browser may load more: further pictures near the screen, letters of another font. `tests/browser/test_weight.py` asks
one what it really loads; this is what a page weighs at least.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.links import target_of
from scripts.verify.page import Page

FIRST_VIEW: Final = 100_000
"""Bytes that a first view may weigh."""

WEIGHED: Final = re.compile(r"(?:[a-z]{2}/)?(?:(?:indicators|countries)/(?:[^/]+/)?|compare/)?index\.html")
"""The home page, lists, comparison, and the page of each indicator and country."""

AT_ONCE: Final = frozenset(("stylesheet", "preload", "modulepreload"))
PACKED: Final = (".woff2", ".png")
"""Ends of the names of files that are compressed in themselves."""

LEVEL: Final = 6
"""Level of compression that servers use."""


class Weights:
    """Weighs pages; each file that several load is weighed once."""

    def __init__(self, site: Folder) -> None:
        self._site = site
        self._known: dict[str, int] = {}

    def of_page(self, page: Page) -> Iterator[Problem]:
        """Tell a page of which a first view is too heavy."""
        if not WEIGHED.fullmatch(page.path):
            return
        loaded = {self._target(page.path, address) for address in _at_once(page.tree)}
        weight = len(gzip.compress(page.raw, LEVEL)) + sum(map(self._weight, loaded))
        if weight >= FIRST_VIEW:
            yield Problem(file=page.path, code="page-heavy", found=str(weight), expected=str(FIRST_VIEW))

    def _target(self, page: str, address: str) -> str:
        return target_of(page, unquote(address.partition("#")[0].partition("?")[0]), self._site.files)

    def _weight(self, path: str) -> int:
        if path not in self._known:
            data = self._site.read(path) if path in self._site.files else b""  # links tell what is missing
            self._known[path] = len(data) if path.endswith(PACKED) else len(gzip.compress(data, LEVEL))
        return self._known[path]


def _at_once(tree: Any) -> Iterator[str]:
    """Give the address of each file that a browser loads before anybody scrolls or asks for more.

    The first picture that may come later is among them: it stands near the beginning of the page. What is for some
    screens alone is not: the picture itself is counted.
    """
    late = [element for element in tree.iter("img") if element.get("loading") == "lazy"][1:]
    for element in tree.iter("script", "img", "link"):
        name = "href" if element.tag == "link" else "src"
        of_some_screens = bool(element.get("media"))
        related = str(element.get("rel", "")).lower().split()
        if element.tag == "link" and (of_some_screens or AT_ONCE.isdisjoint(related)):
            continue
        if element.get(name) and element not in late:
            yield element.get(name)
