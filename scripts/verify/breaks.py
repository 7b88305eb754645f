"""Breaks in series: no sentence of a page tells a difference across one as a change."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from scripts.model.problems import Problem
from scripts.verify.figures import OBSERVATIONS, cell_at
from scripts.verify.files import Folder
from scripts.verify.page import Page


def breaks(page: Page, site: Folder) -> Iterator[Problem]:
    """Tell each sentence with two statuses of one area, of which one is before a break in the series and one after.

    The two are of different periods and unlike: what is said of them can only be that something changed.
    """
    periods = _periods(site)
    if not periods:
        return
    for element in _sentences(page):
        found = (cell_at(site, each.get("data-cell")) for each in element.iterchildren("data"))
        cells = [cell for cell in found if cell and cell.file.startswith(OBSERVATIONS) and cell.series in periods]
        for one, other in combinations(cells, 2):
            first, last = sorted(str(cell.record.get("time_period", "")) for cell in (one, other))
            same = one.file == other.file and one.record.get("ref_area") == other.record.get("ref_area")
            crossed = [period for period in periods[one.series] if first < period <= last]
            if same and one.held != other.held and crossed:
                yield Problem(
                    file=page.path,
                    row=element.sourceline,
                    code="change-across-break",
                    found=f"{one.held}, {other.held}",
                    expected=crossed[0],
                )


def _sentences(page: Page) -> Iterator[Any]:
    """Give each element in which figures stand side by side as in a sentence; cells of a table have a figure each."""
    # An element is the same object for as long as something holds it, as this does.
    several = (each.getparent() for each in page.tree.iter("data") if next(each.itersiblings("data"), None) is not None)
    yield from (element for element in dict.fromkeys(several) if element is not None and element.tag != "tr")


def _periods(site: Folder) -> dict[str, list[str]]:
    """Give the breaks of each series by the first period after each; none where no such table is published."""
    found: dict[str, list[str]] = {}
    for row in site.records("breaks"):
        found.setdefault(row.get("series", ""), []).append(row.get("time_period", ""))
    return found
