"""Which period a cell of a stranger's table is. What can be two things is asked about and never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from scripts.model.periods import MONTH, REPORTING_YEAR, Span, form_of, span_of

YEARS, MONTHS = "years", "months"
"""What cells such as 2010-11 are, as the caller says."""

_OTHER_FORMS: Final = (
    (re.compile(r"(\d{4})[ -]?Q([1-4])", re.ASCII), r"\1-Q\2"),
    (re.compile(r"(\d{4})[ -]?[SH]([12])", re.ASCII), r"\1-S\2"),
    (re.compile(r"(\d{4})M(\d{2})", re.ASCII), r"\1-\2"),
    (re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?Z?", re.ASCII), r"\1"),
)
"""Other ways of writing a period that can be nothing else, and how this profile writes it."""

_TWO_YEARS: Final = re.compile(r"(\d{4})[/\u2013-](\d{4}|\d{2})", re.ASCII)
"""A year that is written with two: 2010/11, 2010-11, 2010/2011."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the periods of a file are read. `year_begins` is the month and day of years such as 2010/11."""

    two_years: str = ""
    year_begins: str = ""

    def period(self, cell: str) -> str:
        """Give the period of a cell as the profile writes it; '' where it is none that can be told."""
        if not may_be_span(cell):
            written = _rewritten(cell)
        elif self.two_years == YEARS or form_of(cell) != MONTH:
            written = _reporting_year(cell)
        else:
            written = cell
        return written if span_of(written, self.year_begins) else ""

    def span(self, period: str) -> Span:
        """Give the first and last day of a period that `period` has given. Raises ValueError for any other."""
        found = span_of(period, self.year_begins)
        if found is None:
            raise ValueError(period)
        return found


def _rewritten(cell: str) -> str:
    for pattern, written in _OTHER_FORMS:
        if found := pattern.fullmatch(cell):
            return found.expand(written)
    return cell


def may_be_span(cell: str) -> bool:
    """Tell whether a cell may be a year that is written with two: that of which the second follows the first."""
    found = _TWO_YEARS.fullmatch(cell)
    return found is not None and int(found[2]) in ((int(found[1]) + 1) % 100, int(found[1]) + 1)


def _reporting_year(cell: str) -> str:
    year = int(cell[:4])
    return f"{year}/{(year + 1) % 100:02}"


def needs_two_years(cells: Iterable[str]) -> str:
    """Give an example of a cell that is a month or a year; '' where the others show that they are all months.

    They do where two months of one year stand in the file.
    """
    months = {cell for cell in cells if form_of(cell) == MONTH}
    years = {cell[:4] for cell in months}
    return next((cell for cell in sorted(months) if may_be_span(cell)), "") if len(years) == len(months) else ""


def needs_year_begin(periods: Iterable[str]) -> str:
    """Give an example of a year such as 2010/11, of which somebody must say on which day it begins; '' for none."""
    return next((period for period in periods if form_of(period) == REPORTING_YEAR), "")
