"""What holds within the observations of a series: a blank has a reason, a ratio is its parts, what counts may count."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from scripts.model.codes import MISSING_STATUSES
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.package.read import Package


def _problems(table: str, frame: pd.DataFrame, code: str, field: str, expected: str = "") -> Iterator[Problem]:
    """One problem for each row of `frame`, whose index is that of the file."""
    for index, found in frame[field].items():
        yield Problem(
            file=f"data/{table}.csv", row=int(str(index)) + 2, code=code, field=field, found=found, expected=expected
        )


def statuses(package: Package) -> Iterator[Problem]:
    """A blank value has a status that says why, and such a status stands beside no value.

    A ratio with a range may leave the value blank when both ends of the range are given.
    """
    for series in package.series.values():
        frame = package.observations(series.id)
        blank = frame["obs_value"] == ""
        if series.has_range:
            blank &= (frame["value_low"] == "") | (frame["value_high"] == "")
        missing = frame["obs_status"].isin(MISSING_STATUSES)
        expected = ", ".join(MISSING_STATUSES)
        yield from _problems(
            series.table, frame[blank & ~missing], "value-blank-without-reason", "obs_status", expected
        )
        yield from _problems(series.table, frame[~blank & missing], "status-contradicts-value", "obs_status")


def ratios(package: Package) -> Iterator[Problem]:
    """A ratio is its numerator by its denominator, to the series' decimals; low, value and high are in order."""
    for series in package.series.values():
        if series.measure_type == "ratio":
            yield from _ratio_parts(series, package.observations(series.id))


def _ratio_parts(series: Series, frame: pd.DataFrame) -> Iterator[Problem]:
    columns = ["obs_value", "numerator", "denominator"]
    numbers = frame[columns].apply(pd.to_numeric, errors="coerce")
    computed = series.per * numbers["numerator"] / numbers["denominator"]
    off = (numbers["obs_value"] - computed).abs() > 0.5000001 * 10.0**-series.decimals
    yield from _problems(series.table, frame[off], "ratio-not-its-parts", "obs_value")
    if series.per == 1:
        above = numbers["numerator"] > numbers["denominator"]
        yield from _problems(series.table, frame[above], "numerator-above-denominator", "numerator")
    if series.has_range:
        ends = frame[["value_low", "obs_value", "value_high"]].apply(pd.to_numeric, errors="coerce")
        disordered = (ends["value_low"] > ends["value_high"]) | (ends["value_low"] > ends["obs_value"])
        disordered |= ends["obs_value"] > ends["value_high"]
        yield from _problems(series.table, frame[disordered], "range-out-of-order", "value_low")


def counting(package: Package) -> Iterator[Problem]:
    """A register row counts only when it was read with confidence high or medium, and else says why not."""
    for name, frame in package.registers.items():
        counted = frame["counted_as"] != ""
        unfit = (frame["basis"] != "read") | ~frame["confidence"].isin(["high", "medium"])
        table = f"register_{name}"
        yield from _problems(table, frame[counted & unfit], "row-may-not-count", "counted_as")
        yield from _problems(
            table, frame[counted == (frame["not_counted"] != "")], "counting-unexplained", "not_counted"
        )
