"""Which period a cell of a stranger's table is. What can be two things is asked about and never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from scripts.model.periods import MONTH, REPORTING_YEAR, Span, form_of, span_of

YEARS, MONTHS = "years", "months"
"""What cells such as 2010-11 are, as the caller says."""

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
"""How days such as 05/06/2020 are written."""

BEGINS, ENDS = "begins", "ends"
"""What the year of FY2010 is: that in which it begins, or that in which it ends."""

NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME: Final = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)

_SLASHED_MONTH: Final = re.compile(r"(\d{4})/(0[1-9]|1[0-2])", re.ASCII)
_OTHER_FORMS: Final = (
    (re.compile(r"(\d{4})[ /-]?Q([1-4])", re.ASCII), r"\1-Q\2"),
    (re.compile(r"Q([1-4])[ /-]?(\d{4})", re.ASCII), r"\2-Q\1"),
    (re.compile(r"(\d{4})[ /-]?[SH]([12])", re.ASCII), r"\1-S\2"),
    (re.compile(r"[SH]([12])[ /-]?(\d{4})", re.ASCII), r"\2-S\1"),
    (re.compile(r"(\d{4})-?M(\d{2})", re.ASCII), r"\1-\2"),
    (re.compile(r"(0[1-9]|1[0-2])/(\d{4})", re.ASCII), r"\2-\1"),
    (_SLASHED_MONTH, r"\1-\2"),
    (re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?Z?", re.ASCII), r"\1"),
    (re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII), r"\1-\2-\3"),
    (re.compile(r"(\d{4}) \[YR\1\]", re.ASCII), r"\1"),
)
"""Other ways of writing a period that can be nothing else, and how this profile writes it."""

_NAMED_MONTHS: Final = (
    re.compile(rf"(?P<month>{_MONTH_NAME})[ -](?P<year>\d{{4}})", re.ASCII | re.IGNORECASE),
    re.compile(rf"(?P<year>\d{{4}})[ -](?P<month>{_MONTH_NAME})", re.ASCII | re.IGNORECASE),
)
_HEADED: Final = re.compile(r"(?:X|YR)(\d{4})", re.ASCII)
"""A year as some programs write it at the head of a column, where a name cannot begin with a digit."""

_TWO_YEARS: Final = re.compile(r"(\d{4})[/\u2013-](\d{4}|\d{2})", re.ASCII)
"""A year that is written with two: 2010/11, 2010-11, 2010/2011."""

_SEVERAL_YEARS: Final = re.compile(r"(\d{4})[\u2013-](\d{4})", re.ASCII)
_DAY: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
_FISCAL: Final = re.compile(r"FY[ -]?(\d{4})", re.ASCII)
_FISCAL_PREFIX: Final = re.compile(r"FY[ -]?(?=\d{4}[/\u2013-])", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the periods of a file are read. `year_begins` is the month and day of years such as 2010/11."""

    two_years: str = ""
    year_begins: str = ""
    dates: str = ""
    fiscal: str = ""

    def period(self, cell: str) -> str:
        """Give the period of a cell as the profile writes it; '' where it is none that can be told."""
        bare = _FISCAL_PREFIX.sub("", cell)
        written = _reporting_year(bare) if bare != cell and may_be_span(bare) else self._written(bare)  # no month
        return written if span_of(written, self.year_begins) else ""

    def head(self, cell: str) -> str:
        """Give the period that stands at the head of a column; '' for none."""
        found = _HEADED.fullmatch(cell)
        return self.period(found[1] if found else cell)

    def _written(self, cell: str) -> str:
        if may_be_span(cell):
            return self._of_two_years(cell)
        if found := _DAY.fullmatch(cell):
            return self._day(found)
        if found := _FISCAL.fullmatch(cell):
            return self._fiscal(int(found[1]))
        found = _SEVERAL_YEARS.fullmatch(cell)
        if found and int(found[2]) > int(found[1]):
            return f"{found[1]}-01-01/P{int(found[2]) - int(found[1]) + 1}Y"
        return _rewritten(cell)

    def _of_two_years(self, cell: str) -> str:
        if self.two_years == MONTHS and _SLASHED_MONTH.fullmatch(cell):
            return _rewritten(cell)
        return _reporting_year(cell) if self.two_years == YEARS or form_of(cell) != MONTH else cell

    def _day(self, found: re.Match[str]) -> str:
        if not self.dates:
            return ""
        day, month = (found[1], found[3]) if self.dates == DAY_FIRST else (found[3], found[1])
        return f"{found[4]}-{int(month):02}-{int(day):02}"

    def _fiscal(self, year: int) -> str:
        return _reporting_year(str(year - (self.fiscal == ENDS))) if self.fiscal else ""

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
    for pattern in _NAMED_MONTHS:
        if found := pattern.fullmatch(cell):
            return f"{found['year']}-{NAMES.index(found['month'][:3].lower()) + 1:02}"
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

    They do where two months of one year stand in the file. With a slash, 2004/05 is a year unless others, such as
    2004/03, can be none.
    """
    listed = sorted({*cells})
    slashed = [cell for cell in listed if _SLASHED_MONTH.fullmatch(cell)]
    spans = [cell for cell in slashed if may_be_span(cell)]
    if spans and len(spans) < len(slashed):
        return spans[0]
    months = {cell for cell in listed if form_of(cell) == MONTH}
    years = {cell[:4] for cell in months}
    return next((cell for cell in sorted(months) if may_be_span(cell)), "") if len(years) == len(months) else ""


def needs_dates(cells: Iterable[str]) -> str:
    """Give an example of a day of which somebody must say whether the day or the month stands first; '' for none."""
    return next((cell for cell in cells if _DAY.fullmatch(cell)), "")


def needs_fiscal(cells: Iterable[str]) -> str:
    """Give an example of a cell such as FY2010, of which somebody must say which year it names; '' for none."""
    return next((cell for cell in cells if _FISCAL.fullmatch(cell)), "")


def needs_year_begin(periods: Iterable[str]) -> str:
    """Give an example of a year such as 2010/11, of which somebody must say on which day it begins; '' for none."""
    return next((period for period in periods if form_of(period) == REPORTING_YEAR), "")


def periods_in(head: Sequence[str], reading: Reading) -> dict[str, str]:
    """Give the period of each column of a wide file that has one, by the column's name."""
    return {column: period for column in head if (period := reading.head(column))}
