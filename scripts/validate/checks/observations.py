"""What holds within the observations of a series: a blank has a reason, a ratio is its parts, what counts may count."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from scripts.model.codes import MISSING_STATUSES
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.validate.check import Check, Context, in_rows


def statuses(context: Context) -> Iterator[Problem]:
    """A blank value has a status that says why, and such a status stands beside no value.

    A ratio with a range may leave the value blank when both ends of the range are given.
    """
    for series in context.series():
        frame = context.table(series.table)
        blank = frame["obs_value"] == ""
        if series.has_range:
            blank &= (frame["value_low"] == "") | (frame["value_high"] == "")
        missing = frame["obs_status"].isin(MISSING_STATUSES)
        expected = ", ".join(MISSING_STATUSES)
        yield from in_rows(series.table, frame[blank & ~missing], "value-blank-without-reason", "obs_status", expected)
        yield from in_rows(series.table, frame[~blank & missing], "status-contradicts-value", "obs_status")


def ratios(context: Context) -> Iterator[Problem]:
    """A ratio is its numerator by its denominator, to the series' decimals; low, value and high are in order."""
    for series in context.series():
        if series.measure_type == "ratio":
            yield from _ratio_parts(series, context.table(series.table))


def _ratio_parts(series: Series, frame: pd.DataFrame) -> Iterator[Problem]:
    columns = ["obs_value", "numerator", "denominator"]
    numbers = frame[columns].apply(pd.to_numeric, errors="coerce")
    computed = series.per * numbers["numerator"] / numbers["denominator"]
    off = (numbers["obs_value"] - computed).abs() > 0.5000001 * 10.0**-series.decimals
    yield from in_rows(series.table, frame[off], "ratio-not-its-parts", "obs_value")
    if series.per == 1:
        above = numbers["numerator"] > numbers["denominator"]
        yield from in_rows(series.table, frame[above], "numerator-above-denominator", "numerator")
    if series.has_range:
        ends = frame[["value_low", "obs_value", "value_high"]].apply(pd.to_numeric, errors="coerce")
        disordered = (ends["value_low"] > ends["value_high"]) | (ends["value_low"] > ends["obs_value"])
        disordered |= ends["obs_value"] > ends["value_high"]
        yield from in_rows(series.table, frame[disordered], "range-out-of-order", "value_low")


def counting(context: Context) -> Iterator[Problem]:
    """A register row counts only when it was read with confidence high or medium, and else says why not."""
    for table in sorted(t for t in context.sound if t.startswith("register_")):
        frame = context.table(table)
        counted = frame["counted_as"] != ""
        unfit = (frame["basis"] != "read") | ~frame["confidence"].isin(["high", "medium"])
        yield from in_rows(table, frame[counted & unfit], "row-may-not-count", "counted_as")
        yield from in_rows(table, frame[counted == (frame["not_counted"] != "")], "counting-unexplained", "not_counted")


CHECKS = (
    Check(codes=("value-blank-without-reason", "status-contradicts-value"), run=statuses),
    Check(codes=("ratio-not-its-parts", "numerator-above-denominator", "range-out-of-order"), run=ratios),
    Check(codes=("row-may-not-count", "counting-unexplained"), run=counting),
)
