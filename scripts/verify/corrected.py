"""Corrections on the finished site: each stands on the page of all, and is told where it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.page import Page

LIST: Final = "corrections/index.html"


class Corrected:
    """Reads every page once, and remembers which corrections it tells of."""

    def __init__(self, site: Folder) -> None:
        self._site = site
        self._told: dict[str, set[str]] = {}

    def of_page(self, page: Page) -> Iterator[Problem]:
        """Remember the corrections of a page. Of a page by itself there is nothing to tell."""
        marked = page.tree.xpath("//*[@data-corrections]/@data-corrections")
        self._told[page.path] = {name for each in marked for name in str(each).split()}
        if page.path.endswith(LIST):
            self._told[page.path] = {str(name) for name in page.tree.xpath("//*[@id]/@id")}
        yield from ()

    def problems(self) -> Iterator[Problem]:
        """Tell each correction that a page which it concerns does not tell of."""
        for root in self._site.languages.roots:
            for row in self._site.records("corrections"):
                places = [f"indicators/{name}/" for name in row.get("indicators", "").split()]
                places += [f"countries/{code.lower()}/" for code in row.get("ref_areas", "").split()]
                places += row.get("pages", "").split()
                for page in (f"{root}{LIST}", *(f"{root}{place}index.html" for place in places)):
                    if row["id"] not in self._told.get(page, ()):
                        yield Problem(file=page, code="correction-untold", found=row["id"])
