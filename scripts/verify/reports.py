"""Where a package says how errors are reported, every page leads there and says which page and release it is."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from scripts.model.feedback import feedback_of
from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.page import Page

OF_NO_PAGE = "404.html"
"""The page for an address that is none: it has none of its own."""


class Reports:
    """Reads every page once, and tells what is wrong with its links for reports."""

    def __init__(self, site: Folder) -> None:
        held = feedback_of(site.descriptor)
        ways = {"mailto:": held.mail, "http": held.issues} if held else {}
        self._ways = {f"{start if start != 'http' else ''}{way}": way for start, way in ways.items() if way}
        self._release = str(site.descriptor.get("version", ""))

    def of_page(self, page: Page) -> Iterator[Problem]:
        """Tell each way of the package that the foot of a page does not lead to, and each link to another."""
        if not page.tree.xpath("//footer[contains(@class, 'colophon')]"):
            return
        found = [str(each) for each in page.tree.xpath("//a[@data-report]/@href")]
        path = "" if page.path == OF_NO_PAGE else page.path.removesuffix("index.html")
        for start in self._ways:
            right = [each for each in found if each.startswith(start)]
            if not any(path in unquote(each) and self._release in unquote(each) for each in right):
                expected = f"{start}: {path} {self._release}"
                yield Problem(file=page.path, code="report-link-differs", found="".join(right[:1]), expected=expected)
        for other in (each for each in found if not each.startswith(tuple(self._ways) or ("\0",))):
            yield Problem(file=page.path, code="report-link-differs", found=other)
