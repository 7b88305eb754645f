"""Periods as SDMX writes them: years, halves, quarters, months, days, years that begin within one, and spans.

`2024`, `2024-S1`, `2024-Q3`, `2024-05`, `2024-05-31`, `2010/11`, `2010-04-01/P18M`. The last is a time range of SDMX:
first day and length. A year that begins on another day than 1 January is written `2010/11`, and its series says on
which day (SDMX: REPORTING_YEAR_START_DAY). `2010-11` is the month, and never the year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

YEAR: Final = "year"
HALF: Final = "half-year"
QUARTER: Final = "quarter"
MONTH: Final = "month"
DAY: Final = "day"
REPORTING_YEAR: Final = "reporting year"
SPAN: Final = "span"

FORMS: Final = {
    YEAR: r"\d{4}",
    HALF: r"\d{4}-S[12]",
    QUARTER: r"\d{4}-Q[1-4]",
    MONTH: r"\d{4}-\d{2}",
    DAY: r"\d{4}-\d{2}-\d{2}",
    REPORTING_YEAR: r"\d{4}/\d{2}",
    SPAN: r"\d{4}-\d{2}-\d{2}/P[1-9]\d{0,3}[YMD]",
}
"""How each kind of period is written."""

PERIOD_PATTERN: Final = rf"({'|'.join(FORMS.values())}|_U)"
"""How a period of an observation is written; `_U` where its source gives no date."""

FIRST_OF_YEAR: Final = "01-01"
_COMPILED: Final = {form: re.compile(pattern, re.ASCII) for form, pattern in FORMS.items()}


@dataclass(frozen=True, slots=True)
class Span:
    """A period by its first and its last day, YYYY-MM-DD."""

    first: str
    last: str


def form_of(period: str) -> str:
    """Give which kind of period a text is written as; '' for none. Whether the calendar has it `span_of` tells."""
    return next((form for form, pattern in _COMPILED.items() if pattern.fullmatch(period)), "")


def span_of(period: str, start: str = FIRST_OF_YEAR) -> Span | None:
    """Give the first and last day of a period; None where it is none or the calendar lacks it.

    `start` is the month and day on which a reporting year begins, in the calendar year that is named first.
    """
    form = form_of(period)
    try:
        return _span(form, period, start or FIRST_OF_YEAR) if form else None
    except (ValueError, OverflowError):
        return None


def _span(form: str, period: str, start: str) -> Span | None:
    year = int(period[:4])
    if form in MONTHS:
        length = MONTHS[form]
        number = {YEAR: "1", MONTH: period[5:]}.get(form, period[-1])
        return _months(year, (int(number) - 1) * length + 1, length)
    if form == SPAN:
        return _long(date.fromisoformat(period[:10]), int(period[12:-1]), period[-1])
    if form == DAY:
        return _long(date.fromisoformat(period), 1, "D")
    follows = int(period[5:]) == (year + 1) % 100
    return _long(date.fromisoformat(f"{year:04}-{start}"), 1, "Y") if follows else None


MONTHS: Final = {YEAR: 12, HALF: 6, QUARTER: 3, MONTH: 1}
"""By kind of period that a calendar year is divided into: how many months it has."""


def _months(year: int, month: int, count: int) -> Span:
    """Give so many months of a year. Raises ValueError where it has no such month."""
    first = date(year, month, 1)
    end = month + count - 1
    return Span(first.isoformat(), date(year, end, monthrange(year, end)[1]).isoformat())


def _long(first: date, count: int, unit: str) -> Span:
    """Give a span by its length. Raises ValueError or OverflowError where it ends after the calendar."""
    if unit == "D":
        after = first + timedelta(days=count)
    else:
        months = first.year * 12 + first.month - 1 + count * (12 if unit == "Y" else 1)
        year, month = divmod(months, 12)
        after = date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
    return Span(first.isoformat(), (after - timedelta(days=1)).isoformat())
