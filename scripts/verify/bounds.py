"""'At least', 'almost' and 'about' stand before the figures that the published tables bound, and before no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any, Final

from scripts.model.codes import ABOUT, AT_LEAST, BOUNDS
from scripts.model.locale_files import read_texts
from scripts.model.problems import Problem
from scripts.model.tables import Series, series_from_row
from scripts.verify.figures import BESIDE, OBSERVATIONS, SUMMARIES, Cell, cell_at, number_in
from scripts.verify.files import Folder
from scripts.verify.page import Page, text_of
from scripts.verify.prose import BLOCKS
from scripts.verify.second_path import Record, Tables, totals

VALUE: Final = "obs_value"
OF_FEW: Final = "numerator"
"""What stands in the place of a value that is told by its parts: at least 1 of 3."""

LOWEST: Final = ("value_low", "lowest")
"""Columns and measures, beside those that end with `_low`, that are the least by what they are."""

STATED: Final = ".//*[@data-stated or contains(concat(' ', @class, ' '), ' quotable ')]"
"""What will be quoted without the rest of the page."""


MARKS: Final = (b"data-stated", b"quotable")
"""What a page has that holds any of it: most have none, and are not searched."""

Words = Mapping[str, list[str]]
"""What stands before a figure, by bound: within a sentence, and before one that is shown large."""


class Bounds:
    """Reads each page against what the tables bound."""

    def __init__(self, site: Folder) -> None:
        self._site = site
        self._sums: dict[str, Mapping[tuple[str, str, str], str]] = {}

    def of_page(self, page: Page) -> Iterator[Problem]:
        """Tell each figure that a bound is said of which it does not have, and one whose bound is left out.

        A bound that a note gives is said wherever the figure stands; that every figure of a series is a minimum, once
        in each block that is quoted alone. Of states that were not assessed their number may stand there instead.
        """
        words = _words(page.language)
        for element in page.tree.iter("data") if words else ():
            cell = cell_at(self._site, element.get("data-cell"))
            if cell is None:
                continue
            bound, noted = self._bound(cell)
            said = _said(element, words)
            if said and said != bound and not _is_lowest(cell):
                yield self._problem(page, element, "bound-unsupported", words[said][0], cell.held)
            elif noted and said != bound:
                yield self._problem(page, element, "bound-untold", text_of(element), words[bound][0])
        stated = words and any(mark in page.raw for mark in MARKS)
        for block in page.tree.xpath(STATED) if stated else ():
            yield from self._of_block(page, block, words)

    def _of_block(self, page: Page, block: Any, words: Words) -> Iterator[Problem]:
        told: dict[str, list[Any]] = {}
        for element in block.iter("data"):
            told.setdefault(element.get("data-cell", ""), []).append(element)
        for address, elements in told.items():
            cell = cell_at(self._site, address)
            series = self._series.get(cell.series) if cell else None
            if cell and series and series.is_minimum and cell.column != OF_FEW and number_in(cell.held):
                bound, _ = self._bound(cell)
                if bound and all(_said(element, words) != bound for element in elements):
                    yield self._problem(page, elements[0], "bound-untold", text_of(elements[0]), words[bound][0])

    def _problem(self, page: Page, element: Any, code: str, found: str, expected: str) -> Problem:
        field = element.get("data-cell", "")
        return Problem(file=page.path, row=element.sourceline, code=code, field=field, found=found, expected=expected)

    def _bound(self, cell: Cell) -> tuple[str, bool]:
        """Give what bounds a cell, and whether its own row says so: by a note, or as a figure that stands beside."""
        if cell.file == BESIDE:
            noted = BOUNDS.get(f"stated-as-{cell.record.get('value_qualifier', '')}", "")
            return (noted, True) if noted and cell.column == VALUE else ("", False)
        series = self._series.get(cell.series)
        if series is None:
            return "", False
        if cell.file.startswith(OBSERVATIONS):
            if cell.column not in (VALUE, OF_FEW) or not number_in(cell.held):
                return "", False
            noted = BOUNDS.get(cell.record.get("note", ""), "")
            return noted or (AT_LEAST if series.is_minimum else ""), bool(noted) and cell.column == VALUE
        return (self._of_sum(series, cell.record), False) if cell.file == SUMMARIES else ("", False)

    def _of_sum(self, series: Series, record: Record) -> str:
        measure, dot, codes = record["measure"].partition(".")
        key = (record["group"], record["time_period"])
        if series.counts_states:
            rest = f"{'not_documented' if series.finds_only_yes else 'not_assessed'}{dot}{codes}"
            unknown = number_in(self._site.summary.get((series.id, *key, rest), ""))
            if not series.has_statuses:
                return AT_LEAST if measure == "assessed" and series.is_minimum else ""
            return AT_LEAST if measure == "yes" and (unknown or series.is_minimum) else ""
        if not series.is_summed or measure not in _minimums(series):
            return ""
        return AT_LEAST if series.is_minimum else self._noted(series).get((*key, record["measure"]), "")

    def _noted(self, series: Series) -> Mapping[tuple[str, str, str], str]:
        """Give the sums of which a part has a bound by its note."""
        if series.id not in self._sums:
            found: dict[tuple[str, str, str], str] = {}
            for note, bound in BOUNDS.items() if series.adds_areas else ():
                for group, period, measure, value, _ in totals(series, _Noted(self._site, note=note)):
                    if value:
                        key = (group, period, measure)
                        found[key] = bound if found.get(key, bound) == bound else ABOUT
            self._sums[series.id] = found
        return self._sums[series.id]

    @cached_property
    def _series(self) -> Mapping[str, Series]:
        return {name: series for name, row in self._site.series.items() if (series := _read(row))}


class _Noted(Tables):
    """The published tables with the observations alone that have a note."""

    def __init__(self, site: Folder, *, note: str) -> None:
        super().__init__(site)
        self._note = note

    def observations(self, series: Series) -> list[dict[str, str]]:
        """The observations of a series that have the note."""
        return [record for record in super().observations(series) if record.get("note") == self._note]


def _read(row: Record) -> Series | None:
    try:
        return series_from_row(row)
    except (KeyError, ValueError):
        return None  # other checks tell that the table is not what the profile says


def _minimums(series: Series) -> tuple[str, ...]:
    """Give the measures that are minimums where every figure of their series is one."""
    if series.adds_areas:
        return ("total", "records")
    return ("cases",) if series.has_spread else ("ratio",)


def _is_lowest(cell: Cell) -> bool:
    name = cell.record.get("measure", "").partition(".")[0] if cell.file == SUMMARIES else cell.column
    return name in LOWEST or name.endswith("_low")


@cache
def _words(language: str) -> Words:
    """Give what a language says before a figure for each bound; nothing where its locale file does not say so."""
    try:
        texts = read_texts(language)
        said = {bound: (texts[f"finding.{bound}"], texts[f"headline.{bound}"]) for bound in BOUNDS.values()}
        return {bound: [text.partition("{")[0].strip().lower() for text in each] for bound, each in said.items()}
    except (OSError, ValueError, KeyError, AttributeError):
        return {}


def _said(element: Any, words: Words) -> str:
    """Give the bound whose words stand right before a figure; '' for none."""
    before = " ".join(_before(element).lower().split())
    pairs = ((bound, said) for bound, each in words.items() for said in each if said)
    return next((bound for bound, said in pairs if f" {before}".endswith(f" {said}")), "")


def _before(element: Any) -> str:
    """Give the text that stands before an element in its block, as far as there is any."""
    text, node = "", element
    while node is not None and node.tag not in BLOCKS and not text.strip():
        for sibling in node.itersiblings(preceding=True):
            text = f"{text_of(sibling) if isinstance(sibling.tag, str) else ''}{sibling.tail or ''}{text}"
            if text.strip():
                return text
        node = node.getparent()
        text = f"{(node.text or '') if node is not None else ''}{text}"
    return text
