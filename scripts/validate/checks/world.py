"""No country has more than the world."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from scripts.model.codes import PERSONS
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.validate.cells import plain_numbers
from scripts.validate.check import Check, Context, in_rows
from scripts.validate.checks.time import flows

MOST_PEOPLE: Final = 10_000_000_000
"""More people than have ever lived at one time, and than the United Nations expect before 2060."""

WORLDWIDE: Final = 30
"""Areas that must report, so that their sum is of a world and not of a few neighbours."""

CODE: Final = "area-above-world"


def above(context: Context) -> Iterator[Problem]:
    """No count of persons is above mankind, and no stock of one area above that of all areas in another period.

    A flow may be: one war takes more lives than all the years before.
    """
    flowing = flows(context)
    for series in (s for s in context.series() if s.counts_things):
        frame = context.table(series.table)
        numbers = plain_numbers(frame["obs_value"])
        many = (numbers > MOST_PEOPLE) & (series.unit_measure == PERSONS)
        yield from in_rows(series.table, frame[many], CODE, "obs_value", f"{MOST_PEOPLE} people")
        if series.adds_areas and not series.adds_periods and series.id not in flowing:
            totals = context.totals(series.table, frame["time_period"], numbers[~many])
            yield from _above_others(series, frame[~many], numbers[~many], totals)


def _above_others(series: Series, frame: pd.DataFrame, numbers: pd.Series, totals: pd.DataFrame) -> Iterator[Problem]:
    """Compare each value with the sum of all areas in the nearest period for which enough of them report."""
    totals = totals[totals["count"] >= WORLDWIDE].sort_index()
    if len(totals) < 2 or not (numbers > totals["sum"].min()).any():  # noqa: PLR2004 - a period and another
        return
    periods = list(totals.index)
    for at in numbers.index[numbers > totals["sum"].min()]:
        period = str(frame.loc[at, "time_period"])
        others = [p for p in periods if p != period]
        nearest = max((p for p in others if p < period), default=others[0])
        if numbers[at] > totals.loc[nearest, "sum"]:
            expected = f"{totals.loc[nearest, 'sum']:.0f} in {nearest}"
            yield from in_rows(series.table, frame.loc[[at]], CODE, "obs_value", expected)


CHECKS = (Check(codes=(CODE,), run=above),)
