"""Areas: what is said of how many there are, and of parts of states that have codes of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from scripts.model.problems import Problem
from scripts.verify.figures import OBSERVATIONS, SUMMARIES, cell_at
from scripts.verify.files import Folder
from scripts.verify.page import Page, text_of

AREAS: Final = ("areas", "areas_reporting")
"""Measures that count areas, of which some are no countries."""

CALLED: Final = (("country", "country or area"), ("countries", "countries and areas"))
"""A word that may not stand after such a number, and the words that may."""

COUNTRIES: Final = "countries/"


def areas(page: Page, site: Folder) -> Iterator[Problem]:
    """Tell each number of areas that is called one of countries, and each part that a state's page does not tell."""
    yield from _called(page, site)
    yield from _untold(page, site)


def _called(page: Page, site: Folder) -> Iterator[Problem]:
    for element in page.tree.iter("data"):
        after = " ".join((element.tail or "").split())
        wrong = any(_begins(after, word) and not _begins(after, right) for word, right in CALLED)
        if wrong and _row(element, site).get("measure") in AREAS:
            found = f"{text_of(element)} {after.split(' ')[0]}"
            yield Problem(file=page.path, row=element.sourceline, code="areas-called-countries", found=found)


def _begins(text: str, words: str) -> bool:
    """Tell whether a text begins with whole words."""
    return text.startswith(words) and not text[len(words) :][:1].isalpha()


def _untold(page: Page, site: Folder) -> Iterator[Problem]:
    folder = page.path.removesuffix("/index.html").rpartition(COUNTRIES)
    known = site.known_parts.get(folder[2].upper(), frozenset()) if folder[1] else frozenset()
    if known:
        told = {_row(element, site).get("ref_area") for element in page.tree.iter("data")}
        for part in sorted(known - told):
            yield Problem(file=page.path, code="part-untold", found=part)


def _row(element: Any, site: Folder) -> Mapping[str, str]:
    """Give the row of the published table of observations or summaries that a figure is from."""
    cell = cell_at(site, element.get("data-cell"))
    of_figures = cell is not None and (cell.file == SUMMARIES or cell.file.startswith(OBSERVATIONS))
    return cell.record if cell and of_figures else {}
