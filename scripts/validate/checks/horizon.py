"""How far a package can know: up to the day of its release, and of a source up to the last day of its edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from scripts.model.periods import MONTH, YEAR, form_of, span_of
from scripts.model.problems import Problem
from scripts.model.tables import DATE_PATTERN
from scripts.validate.cells import fields, first_day, last_day, per_value, possible_day, rules
from scripts.validate.check import Check, Context, in_rows
from scripts.validate.checks.spans import perhaps_spans
from scripts.validate.checks.time import YEAR_PATTERN

DATED: Final = ("area_group_members", "area_names", "assessments", "evidence", "good_practices", "other_figures")
"""Tables that, like registers, tell what has happened. When an area began, and joined the United Nations, stands with
other facts on it."""

ENDS: Final = ("_to", "_end", "_until")
"""Endings of columns that say when something ends, which may be known beforehand."""

FORESEEABLE: Final = 50
"""Years after the release beyond which the end of nothing is known: such a day stands for 'never'."""

_DAY: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def dates(context: Context) -> Iterator[Problem]:
    """What the tables tell has begun by the day of the release. An end that is announced may come later."""
    released = context.package.released
    for table in sorted(t for t in context.sound if t in DATED or t.startswith("register_")):
        frame = context.table(table)
        for field in fields(context.package, table):
            if field["name"] in frame and rules(field).get("pattern") in (DATE_PATTERN, YEAR_PATTERN):
                yield from _after(table, frame[field["name"]], released)


def _after(table: str, cells: pd.Series, released: str) -> Iterator[Problem]:
    ending = str(cells.name).endswith(ENDS)
    limit = _later(released, FORESEEABLE) if ending else released
    late = {cell for cell in cells.unique().tolist() if _is_day(cell) and first_day(cell) > limit}
    code = "end-stands-for-never" if ending else "date-after-release"
    yield from in_rows(table, cells[cells.isin(late)].to_frame(), code, str(cells.name), "" if ending else released)


def _is_day(cell: str) -> bool:
    return bool(_DAY.fullmatch(cell)) and possible_day(cell)


def _later(day: str, years: int) -> str:
    """The same day some years later, as text that compares; no later than the last day that can be written."""
    return f"{min(int(day[:4]) + years, 9999):04}{day[4:]}"


def readings(context: Context) -> Iterator[Problem]:
    """A source was read by the day of the release, and covers no day after it was read."""
    sources, released = context.table("sources"), context.package.released
    read = per_value(sources["accessed"], lambda cell: last_day(cell) if _is_day(cell) else "")
    begun = per_value(sources["accessed"], lambda cell: first_day(cell) if _is_day(cell) else "")
    until = per_value(sources["data_until"], lambda cell: last_day(cell) if _is_day(cell) else "")
    late = begun > released
    yield from in_rows("sources", sources[late], "date-after-release", "accessed", released)
    for index in sources.index[(read != "") & ~late & (until > read)]:
        accessed = str(sources.loc[index, "accessed"])
        yield from in_rows("sources", sources.loc[[index]], "source-read-before-its-end", "data_until", accessed)


def last_periods(context: Context) -> Iterator[Problem]:
    """The last year of a series is one that its source covers: of several sources, the one that reaches furthest.

    Its sources are those that its observations name, and its own where they name none.
    """
    table, until = context.table("series"), _last_days(context)
    rows = dict(zip(table["id"], table.index, strict=True))
    for series in context.series():
        named = set(context.table(series.table)["source"].unique()) - {""} or {series.source}
        if not named <= until.keys() or not re.fullmatch(r"[0-9]{4}", series.last_period):
            continue
        reach = max(until[source] for source in named)
        if first_day(series.last_period) > reach:
            yield from in_rows("series", table.loc[[rows[series.id]]], "last-period-after-source", "last_period", reach)


def breaks(context: Context) -> Iterator[Problem]:
    """A break lies within its series: there are periods on both sides."""
    series = {s.id: s for s in context.series()}
    rows = context.table("breaks")
    for index, row in zip(rows.index, rows.to_dict("records"), strict=True):
        of, period = series.get(row["series"]), row["time_period"]
        if of is not None and _is_day(period) and not of.first_period < period[:4] <= of.last_period:
            span = f"{of.first_period} to {of.last_period}"
            yield from in_rows("breaks", rows.loc[[index]], "break-unfit", "time_period", span)


def _last_days(context: Context) -> Mapping[str, str]:
    """Last day that each source covers, where it is a date."""
    sources = context.table("sources")
    return {s: last_day(d) for s, d in zip(sources["id"], sources["data_until"], strict=True) if _is_day(d)}


def main_sources(context: Context) -> Iterator[Problem]:
    """The source that a series names is one that observations of it come from."""
    table = context.table("series")
    rows = dict(zip(table["id"], table.index, strict=True))
    known = set(context.table("sources")["id"])
    for series in context.series():
        named = set(context.table(series.table)["source"].unique()) - {""}
        if named and named <= known and series.source in known - named:
            yield from in_rows(
                "series", table.loc[[rows[series.id]]], "series-source-unused", "source", ", ".join(sorted(named))
            )


def frequencies(context: Context) -> Iterator[Problem]:
    """The periods of a series are of one kind: all years, all months, ... Of a mixture the rarer ones are told.

    What may be a span of years is told as that.
    """
    for series in context.series():
        if series.is_by_year:
            continue  # a month there is told as what is no year
        frame = context.table(series.table)
        forms = {period: _frequency(period) for period in frame["time_period"].unique().tolist()}
        if len({*forms.values()} - {""}) < MIXED:
            continue
        form = per_value(frame["time_period"], forms.__getitem__, str)
        form = form.mask((form == MONTH) & perhaps_spans(series, frame), "")
        counts = form[form != ""].value_counts()
        if len(counts) >= MIXED:
            usual = form == (YEAR if counts.get(YEAR) == counts.max() else counts.index[0])
            example = str(frame.loc[usual, "time_period"].iloc[-1])
            yield from in_rows(series.table, frame[~usual & (form != "")], "frequency-mixed", "time_period", example)


MIXED: Final = 2
"""So many kinds of periods are a mixture."""


def _frequency(period: str) -> str:
    """Which kind of period a cell is; '' when it is none."""
    return form_of(period) if span_of(period) else ""


CHECKS = (
    Check(codes=("date-after-release", "end-stands-for-never"), run=dates),
    Check(codes=("date-after-release", "source-read-before-its-end"), run=readings),
    Check(codes=("last-period-after-source",), run=last_periods),
    Check(codes=("series-source-unused",), run=main_sources),
    Check(codes=("break-unfit",), run=breaks),
    Check(codes=("frequency-mixed",), run=frequencies),
)
