"""Areas are used within the time in which they existed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Final

import pandas as pd

from scripts.model.periods import Span, span_of
from scripts.model.problems import Problem
from scripts.model.tables import DATE_PATTERN, Series
from scripts.validate.cells import first_day, last_day, per_value, possible_day
from scripts.validate.check import Check, Context
from scripts.validate.checks.keys import FORMER_CODES, in_cells

TERRITORY: Final = "context"
"""Role of series that speak of a territory, whatever state it belonged to."""

NEVER: Final = "9999-12-31"
"""Last day of what has no end."""

STARTS: Final = {
    "evidence": "valid_from",
    "assessments": "time_period",
    "good_practices": "date_from",
    "area_group_members": "valid_from",
}
"""Column that says when what a row tells began, by table; in a register it is `date_from`."""


def ends(days: pd.Series) -> pd.Series:
    """Last days as text that compares; that of a blank cell is never."""
    return per_value(days, lambda day: last_day(day) if day else NEVER, str)


def lifetimes(context: Context) -> Iterator[Problem]:
    """No observation is of a time before its area existed, unless a note says why, and none of a time after.

    The time is the series' reference day, or any day of the period where it has none. Context series speak of
    territories and may begin before.
    """
    begun, ended = _lifetimes(context.table("reference_areas"))
    for series in context.series() if begun or ended else ():
        frame = context.table(series.table)
        if series.role != TERRITORY:
            rows = frame[(frame["note"] == "") & frame["ref_area"].isin(list(begun))]
            latest = _times(series, rows["time_period"], _LAST).replace("", NEVER)
            early = rows["ref_area"][_numbers(_days_of(rows["ref_area"], begun)) > _numbers(latest)]
            yield from in_cells(series.table, early, "area-before-it-existed", begun.__getitem__)
        rows = frame[frame["ref_area"].isin(list(ended))]
        yield from _after(series.table, rows["ref_area"], _times(series, rows["time_period"], _FIRST), ended)


def _lifetimes(areas: pd.DataFrame) -> tuple[dict[str, str], dict[str, str]]:
    """First and last day of each area that has one; of one that ends before it begins nobody knows either."""
    rows = areas[["iso3", "valid_from", "valid_to"]].itertuples(index=False, name=None)
    lives = [(str(area), str(start), str(end)) for area, start, end in rows if not _is_reversed(str(start), str(end))]
    begun = {area: first_day(start) for area, start, _ in lives if _is_day(start)}
    return begun, {area: last_day(end) for area, _, end in lives if _is_day(end)}


def _is_reversed(start: str, end: str) -> bool:
    return _is_day(start) and _is_day(end) and first_day(start) > last_day(end)


def _is_day(cell: str) -> bool:
    return re.fullmatch(DATE_PATTERN, cell) is not None and possible_day(cell)


def _days_of(areas: pd.Series, days: Mapping[str, str]) -> pd.Series:
    return per_value(areas, days.__getitem__, str)


_FIRST: Final = attrgetter("first")
_LAST: Final = attrgetter("last")


def _times(series: Series, periods: pd.Series, edge: Callable[[Span], str]) -> pd.Series:
    return per_value(periods, lambda period: _time(series, period, edge), str)


def _time(series: Series, period: str, edge: Callable[[Span], str]) -> str:
    """Day of which an observation of a period speaks, at the earliest or latest; '' when the period is none."""
    span = span_of(period, series.reporting_year_start)
    if span is None:
        return ""
    return f"{period[:4]}-{series.reference_day}" if series.reference_day else edge(span)


def _numbers(days: pd.Series) -> pd.Series:
    """Days as numbers that compare quickly."""
    return per_value(days, lambda day: int(day.replace("-", "") or 0), int)


def _after(table: str, areas: pd.Series, times: pd.Series, ended: dict[str, str]) -> Iterator[Problem]:
    """Tell each cell whose time is after the end of its area."""
    mortal = areas[areas.isin(list(ended))]
    late = mortal[_numbers(_days_of(mortal, ended)) < _numbers(times[mortal.index])]
    former = late.isin(FORMER_CODES)
    yield from in_cells(table, late[former], "dead-state-code", ended.__getitem__)
    yield from in_cells(table, late[~former], "area-after-it-existed", ended.__getitem__)


def beginnings(context: Context) -> Iterator[Problem]:
    """Nothing that evidence, a register, a practice or an assessment tells began after its area ended.

    A membership has ended by then.
    """
    _, ended = _lifetimes(context.table("reference_areas"))
    registers = {name: "date_from" for name in context.sound if name.startswith("register_")}
    for table, column in sorted({**STARTS, **registers}.items() if ended else ()):
        frame = context.table(table)
        times = per_value(frame[column], lambda day: first_day(day) if _is_day(day) else "", str)
        yield from _after(table, frame["ref_area"], times, ended)
    members = context.table("area_group_members")
    yield from _after("area_group_members", members["ref_area"], ends(members["valid_to"]), ended)


CHECKS = (
    Check(codes=("area-before-it-existed", "area-after-it-existed", "dead-state-code"), run=lifetimes),
    Check(codes=("dead-state-code", "area-after-it-existed"), run=beginnings),
)
