"""Periods and days: written as they should be, in the calendar, within what the source covers, and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd

from scripts.model.codes import UNKNOWN_PERIOD
from scripts.model.days import months_before
from scripts.model.periods import PERIOD_PATTERN, span_of
from scripts.model.problems import Problem
from scripts.model.tables import DATE_PATTERN, Series
from scripts.validate.cells import (
    first_day,
    last_day,
    per_value,
    possible_day,
    rules,
    stand_in,
)
from scripts.validate.check import Check, Context, in_rows
from scripts.validate.checks.text import text_faults

YEAR_PATTERN: Final = r"\d{4}"

WRITTEN: Final = {
    PERIOD_PATTERN: ("period-malformed", re.compile(PERIOD_PATTERN, re.ASCII)),
    YEAR_PATTERN: ("period-malformed", re.compile(r"[0-9]{4}")),
    DATE_PATTERN: ("date-malformed", re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")),
}
"""By the pattern of a column: the code of a cell that is not so written, and how it is."""

PAIRS: Final = (
    ("valid_from", "valid_to"),
    ("date_from", "date_to"),
    ("period_start", "period_end"),
    ("un_member_since", "un_member_until"),
    ("first_period", "last_period"),
)
"""Columns of which the first day of the former comes no later than the last day of the latter."""


def calendar(context: Context) -> Iterator[Problem]:
    """Every period and date is a year, month or day of the calendar, written as YYYY, YYYY-MM or YYYY-MM-DD."""
    for column in context.columns:
        pattern = rules(column.field).get("pattern")
        if pattern not in WRITTEN:
            continue
        malformed, form = WRITTEN[pattern]
        for cell in column.distinct:
            if code := _fault(cell, form, malformed):
                same = column.cells[column.cells == cell].to_frame()
                yield from in_rows(column.table, same, code, str(column.cells.name), _meant(cell, form))


def _fault(cell: str, form: re.Pattern[str], malformed: str) -> str:
    if not cell or stand_in(cell) or text_faults(cell):
        return ""
    if not form.fullmatch(cell):
        return malformed
    possible = span_of(cell) is not None if form is WRITTEN[PERIOD_PATTERN][1] else possible_day(cell)
    return "" if cell == UNKNOWN_PERIOD or possible else "date-impossible"


_FLAGGED: Final = re.compile(r"(?P<year>(?:1[5-9]|20)[0-9]{2})(?: ?[a-z]| ?\([a-z]{1,2}\)|\.0)", re.IGNORECASE)
"""A year with a flag behind it, or as a program writes a number with decimals."""


def _meant(cell: str, form: re.Pattern[str]) -> str:
    """The year that a malformed cell holds besides a flag. A span, or a year with "before", is another period."""
    year = _FLAGGED.fullmatch(cell)
    return year["year"] if year and not form.fullmatch(cell) else ""


def coverage(context: Context) -> Iterator[Problem]:
    """A period lies before the release, in the source's edition and in the series' years.

    One that is not known to be whole says so: cut short, not yet settled, or read before its reference day.
    """
    until = _last_days(context)
    growing = flows(context)
    for series in context.series():
        frame = context.table(series.table)
        dated = frame[_is_dated(frame["time_period"])]
        if len(dated):
            starts, ends = _edges(series, dated["time_period"])
            last = per_value(dated["source"], lambda source: until.get(source, FOREVER), str)
            yield from _covered(series, dated, starts, last, context.package.released)
            if series.id in growing or series.reference_day:
                settled = _settled(series, last)
                over = ends.mask(dated["time_period"].str.len() == YEAR_LENGTH, _held_on(series, dated))
                silent = dated["obs_status"].isin(UNFLAGGED) & (starts <= last) & (over > settled)
                yield from _rows(series, dated[silent], "partial-period-not-flagged", "obs_status", last)


YEAR_LENGTH: Final = 4


def _edges(series: Series, periods: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Give the first and the last day of each period."""

    def edge(name: str) -> pd.Series:
        return per_value(periods, lambda cell: getattr(span_of(cell, series.reporting_year_start), name), str)

    return edge("first"), edge("last")


def _settled(series: Series, last: pd.Series) -> pd.Series:
    """Give the last day by which a period must have ended for its reports to be in."""
    return per_value(last, lambda day: months_before(day, series.settles_after), str)


def _held_on(series: Series, dated: pd.DataFrame) -> pd.Series:
    """Give the day of its year that an observation holds on: the last where the series has no reference day."""
    return dated["time_period"].str[:4] + "-" + (series.reference_day or "12-31")


UNFLAGGED: Final = ("A", "E", "U")
"""Statuses beside a value that do not say that the period is cut short."""

FOREVER: Final = "9999-12-31"
"""Last day of a source whose last day is not known."""


def _covered(
    series: Series, dated: pd.DataFrame, starts: pd.Series, last: pd.Series, released: str
) -> Iterator[Problem]:
    """Tell periods that nobody can have observed; of each only the gravest."""
    future = starts > released
    late = ~future & (starts > last)
    years = starts.str[:4]
    outside = ~future & ~late & ((years < series.first_period) | (years > series.last_period))
    span = f"{series.first_period} to {series.last_period}"
    yield from in_rows(series.table, dated[future], "period-after-release", "time_period", released)
    yield from _rows(series, dated[late], "period-after-source", "time_period", last)
    if re.fullmatch(r"[0-9]{4} to [0-9]{4}", span):
        yield from in_rows(series.table, dated[outside], "period-outside-series", "time_period", span)


def _rows(series: Series, rows: pd.DataFrame, code: str, field: str, expected: pd.Series) -> Iterator[Problem]:
    for index in rows.index:
        yield from in_rows(series.table, rows.loc[[index]], code, field, str(expected.loc[index]))


def _is_dated(periods: pd.Series) -> pd.Series:
    return per_value(periods, lambda cell: span_of(cell) is not None, bool)


def _is_day(cell: str, form: re.Pattern[str]) -> bool:
    return bool(form.fullmatch(cell)) and possible_day(cell)


def _last_days(context: Context) -> dict[str, str]:
    """Last day that each source covers, where it is a date."""
    sources = context.table("sources")
    form = WRITTEN[DATE_PATTERN][1]
    cells = zip(sources["id"], sources["data_until"], strict=True) if len(sources) else ()
    return {source: last_day(cell) for source, cell in cells if _is_day(cell, form)}


def flows(context: Context) -> set[str]:
    """Series whose figures grow while a period lasts: those added over time, and others of such an indicator.

    A stock (population, migrants) and a policy hold on a day, and are whole in a year that has only begun.
    """
    series = context.series()
    added = {s.indicator for s in series if s.role == "headline" and s.adds_periods} - {""}
    return {s.id for s in series if (s.counts_things or s.has_parts) and (s.adds_periods or s.indicator in added)}


def order(context: Context) -> Iterator[Problem]:
    """What begins does so before it ends, in every table with such a pair of dates."""
    form = WRITTEN[DATE_PATTERN][1]
    for table in sorted(context.sound):
        frame = context.table(table)
        for start, end in PAIRS:
            if start not in frame or end not in frame:
                continue
            given = frame[_are_days(frame[start], form) & _are_days(frame[end], form)]
            reversed_ = per_value(given[start], first_day, str) > per_value(given[end], last_day, str)
            for index in given.index[reversed_]:
                yield from in_rows(table, given.loc[[index]], "dates-reversed", start, str(given.loc[index, end]))


def _are_days(cells: pd.Series, form: re.Pattern[str]) -> pd.Series:
    return per_value(cells, lambda cell: _is_day(cell, form), bool)


CHECKS = (
    Check(codes=("period-malformed", "date-malformed", "date-impossible"), run=calendar),
    Check(
        codes=(
            "period-after-release",
            "period-after-source",
            "period-outside-series",
            "partial-period-not-flagged",
        ),
        run=coverage,
    ),
    Check(codes=("dates-reversed",), run=order),
)
