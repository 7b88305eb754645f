"""Sources: a page that tells of an indicator names every source that its figures are from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from scripts.model.problems import Problem
from scripts.verify.figures import OBSERVATIONS, SUMMARIES, cell_at
from scripts.verify.files import Folder
from scripts.verify.page import Page

ABOUT: Final = re.compile(r"(?:[a-z]{2}/)?(?:indicators|charts|groupings)/.+\.html")
"""Pages on which figures stand under the line that names their source."""

SOURCE: Final = re.compile(r"(?:^|/)sources/(?P<source>[^/#?]+)/")
LIST: Final = re.compile(r"(?:[a-z]{2}/)?(?:indicators|charts|groupings)/index\.html")
"""Lists of such pages, which lead to them."""


class Named:
    """The sources of the observations of each series, by period, as the published tables have them."""

    def __init__(self, site: Folder) -> None:
        self._site = site
        self._held: dict[str, Mapping[str, frozenset[str]]] = {}

    def problems(self, page: Page) -> Iterator[Problem]:
        """Tell each source of a figure of the page that the page does not lead to."""
        if not ABOUT.fullmatch(page.path) or LIST.fullmatch(page.path):
            return
        links = (SOURCE.search(link.get("href", "")) for link in page.tree.iter("a"))
        named = {found["source"] for found in links if found}
        told: set[str] = set()
        for element in page.tree.iter("data"):
            for source in sorted(self._sources(element.get("data-cell", "")) - named - told):
                told.add(source)
                yield Problem(file=page.path, row=element.sourceline, code="source-unnamed", found=source)

    def _sources(self, address: str) -> frozenset[str]:
        """Give the sources of what a cell holds: its row's own, or those of its series in its period."""
        cell = cell_at(self._site, address)
        if cell is None:
            return frozenset()
        if cell.file.startswith(OBSERVATIONS):
            return frozenset({cell.record.get("source", "")} - {""})
        if cell.file != SUMMARIES:
            return frozenset()
        return self._of_series(cell.series).get(cell.record.get("time_period", ""), frozenset())

    def _of_series(self, series: str) -> Mapping[str, frozenset[str]]:
        if series not in self._held:
            found: dict[str, set[str]] = defaultdict(set)
            for row in self._site.records(f"observations_{series}"):
                found[row.get("time_period", "")].add(row.get("source", ""))
            self._held[series] = {period: frozenset(sources - {""}) for period, sources in found.items()}
        return self._held[series]
