"""A period such as 2010-11 is a month. Where it may be a span of years instead, it is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd

from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.validate.check import Check, Context, in_rows

MONTH: Final = r"[0-9]{4}-(?:0[1-9]|1[0-2])"


def spans(context: Context) -> Iterator[Problem]:
    """Tell each period that is a month by its form and perhaps a span of years by what stands beside it."""
    for series in context.series():
        frame = context.table(series.table)
        yield from in_rows(series.table, frame[perhaps_spans(series, frame)], "period-may-be-span", "time_period")


def perhaps_spans(series: Series, frame: pd.DataFrame) -> pd.Series:
    """Say which periods of a series may be spans: 2009-10 and 2010-11, or 2003-05 and 2005-07.

    They are where all months of the series, or two or more of one area and its dimensions, would be spans of one
    length, each beginning in another year. Months go on within a year, or come back as the same month of later years.
    One single month is told when it would be a span of one year and no other month of the series is none.
    """
    if not any(_is_forward(period) for period in frame["time_period"].unique().tolist()):
        return pd.Series(data=False, index=frame.index)
    periods = frame["time_period"]
    months = periods[periods.str.fullmatch(MONTH)]
    found = pd.DataFrame({"year": months.str[:4].astype(int), "month": months.str[5:].astype(int)})
    found["length"] = found["month"] - found["year"] % 100
    keys = [frame.loc[months.index, name] for name in ("ref_area", *series.dimensions) if name in frame]
    by_key = found.groupby(keys)
    same = (by_key["length"].transform("nunique") == 1) & (found["length"] > 0)
    years = by_key["year"].transform("nunique")
    apart = years == by_key["year"].transform("size")
    length = int(found["length"].iloc[0])
    whole = bool((found["length"] == length).all() and apart.all())
    alone = whole and (length == 1 or len(set(found["year"])) > 1)
    return (same & apart & ((years > 1) | alone)).reindex(frame.index, fill_value=False)


def _is_forward(period: str) -> bool:
    """Tell whether a month would be a span that ends after it begins."""
    return re.fullmatch(MONTH, period) is not None and period[5:] > period[2:4]


CHECKS = (Check(codes=("period-may-be-span",), run=spans),)
