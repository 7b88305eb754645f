"""What holds within the observations of a series: a blank has a reason, a ratio is its parts, what counts may count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from scripts.model.codes import MISSING_STATUSES, VALUE_STATUSES
from scripts.model.measures import VALUE_COLUMNS
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.validate.cells import PLACEHOLDERS, plain_numbers
from scripts.validate.check import Check, Context, in_rows


def statuses(context: Context) -> Iterator[Problem]:
    """A blank value has a status that says why, and such a status stands beside no value.

    A ratio with a range may leave the value blank when both ends of the range are given.
    """
    for series in context.series():
        frame = context.table(series.table)
        blank = frame["obs_value"] == ""
        if series.is_ranged and "value_low" in frame:
            blank &= (frame["value_low"] == "") | (frame["value_high"] == "")
        unsaid = blank & frame["obs_status"].isin(VALUE_STATUSES)
        untrue = ~blank & frame["obs_status"].isin(MISSING_STATUSES) & ~frame["obs_value"].isin(PLACEHOLDERS)
        if series.has_numbers:  # of a value that is none, another check tells
            untrue &= plain_numbers(frame["obs_value"]).notna()
        expected = ", ".join(MISSING_STATUSES)
        yield from in_rows(series.table, frame[frame["obs_status"] == ""], "status-missing", "obs_status")
        yield from in_rows(series.table, frame[unsaid], "value-blank-without-reason", "obs_status", expected)
        yield from in_rows(series.table, frame[untrue], "status-contradicts-value", "obs_status")


def beside(context: Context) -> Iterator[Problem]:
    """The same of figures that stand beside series: a withheld one says so, and no other."""
    if OTHER_FIGURES in context.sound and OTHER_FIGURES in context.package.tables:
        frame = context.table(OTHER_FIGURES)
        blank, missing = frame["obs_value"] == "", frame["obs_status"].isin(MISSING_STATUSES)
        expected = ", ".join(MISSING_STATUSES)
        unsaid = frame[blank & ~missing]
        yield from in_rows(OTHER_FIGURES, unsaid, "value-blank-without-reason", "obs_status", expected)
        yield from in_rows(OTHER_FIGURES, frame[~blank & missing], "status-contradicts-value", "obs_status")


OTHER_FIGURES: Final = "other_figures"


def ratios(context: Context) -> Iterator[Problem]:
    """A ratio is its numerator by its denominator, to the series' decimals; low, value and high are in order."""
    for series in context.series():
        if series.has_parts:
            yield from _ratio_parts(series, context.table(series.table))


def _ratio_parts(series: Series, frame: pd.DataFrame) -> Iterator[Problem]:
    """Tell what is wrong with the parts of a ratio. Of a cell that another check refuses, nothing is said."""
    numbers = frame[[name for name in VALUE_COLUMNS if name in frame]].apply(plain_numbers)
    zero = (numbers["denominator"] == 0) & numbers["obs_value"].notna()
    above = ~zero & (numbers["numerator"] > numbers["denominator"]) & (series.per == 1)
    untold = above & ~(numbers["obs_value"] > 1)
    yield from in_rows(series.table, frame[untold], "numerator-above-denominator", "numerator")
    yield from in_rows(series.table, frame[zero], "denominator-zero", "denominator")
    off = ~above & ~zero & _differs(series, numbers, "obs_value", "denominator")
    yield from _not_parts(series, frame, numbers, off, "obs_value")
    if series.has_pending:
        numbers = _with_pending(numbers)
    if series.is_ranged:
        yield from _range(series, frame, numbers)


def _with_pending(numbers: pd.DataFrame) -> pd.DataFrame:
    """Say what the range of a ratio of decided cases is divided by: those decided and those pending.

    Where it is not known how many were decided, those of the numerator are all that were. At the high end all that
    are pending belong to the numerator too, which `_quotient` adds.
    """
    every = numbers["denominator"].fillna(numbers["numerator"]) + numbers["pending"]
    return numbers.assign(denominator_low=every, denominator_high=every)


def whole(context: Context) -> Iterator[Problem]:
    """Beside a value, or an end of its range, stand the numerator and the denominator that give it."""
    for series in context.series():
        frame = context.table(series.table)
        for value, denominator in _quotients(series):
            for part in ("numerator", denominator):
                if {value, part} <= set(frame.columns):
                    blank = frame[(frame[part] == "") & (frame[value] != "")]
                    lacking = blank[plain_numbers(blank[value]).notna()]
                    yield from in_rows(series.table, lacking, "ratio-without-parts", part)


QUOTIENTS: Final = (
    ("obs_value", "denominator"),
    ("value_low", "denominator_high"),
    ("value_high", "denominator_low"),
)
"""Values of a ratio, each with the column by which the numerator is divided."""

UNDECIDED: Final = (("obs_value", "denominator"), ("value_low", "pending"), ("value_high", "pending"))
"""Values of a ratio of decided cases, each with the column that it needs beside the numerator."""


def _quotients(series: Series) -> Sequence[tuple[str, str]]:
    if not series.has_parts:
        return ()
    return UNDECIDED if series.has_pending else QUOTIENTS


def _range(series: Series, frame: pd.DataFrame, numbers: pd.DataFrame) -> Iterator[Problem]:
    """Low, value and high are in order, and each end is the quotient of its parts."""
    highest = 1 if series.per == 1 else float("inf")
    disordered = numbers["obs_value"].isna() & False
    for names in RANGES[:1] if series.has_pending else RANGES:
        limit = highest if "obs_value" in names else float("inf")
        low, middle, high = (numbers[name].where(numbers[name].between(0, limit)) for name in names)
        out = (low > high) | (low > middle) | (middle > high)
        yield from in_rows(series.table, frame[out], "range-out-of-order", names[0])
        disordered |= out
    for end, denominator in (("value_low", "denominator_high"), ("value_high", "denominator_low")):
        zero = (numbers[denominator] == 0) & numbers[end].notna()
        named = "denominator" if series.has_pending else denominator
        yield from in_rows(series.table, frame[zero], "denominator-zero", named)
        off = ~disordered & _differs(series, numbers, end, denominator)
        yield from _not_parts(series, frame, numbers, off, end)


RANGES: Final = (
    ("value_low", "obs_value", "value_high"),
    ("denominator_low", "denominator", "denominator_high"),
)


def _differs(series: Series, numbers: pd.DataFrame, value: str, denominator: str) -> pd.Series:
    """Say where a value in its range is not the quotient of its parts, rounded to the series' decimals."""
    above = 1 if series.per == 1 else float("inf")
    in_range = numbers[value].between(0, above) & (numbers["numerator"] >= 0) & (numbers[denominator] > 0)
    off = (numbers[value] - _quotient(series, numbers, value, denominator)).abs()
    return in_range & (off > 0.5000001 * 10.0**-series.decimals)


def _quotient(series: Series, numbers: pd.DataFrame, value: str, denominator: str) -> pd.Series:
    """Divide; where pending cases give the high end, they are taken as granted."""
    granted = numbers["numerator"]
    if series.has_pending and value == "value_high":
        granted = granted + numbers["pending"]
    return series.per * granted / numbers[denominator]


def _not_parts(
    series: Series, frame: pd.DataFrame, numbers: pd.DataFrame, off: pd.Series, value: str
) -> Iterator[Problem]:
    denominator = {"value_low": "denominator_high", "value_high": "denominator_low"}.get(value, "denominator")
    quotient = _quotient(series, numbers, value, denominator)
    for index in frame.index[off]:
        expected = f"{quotient.loc[index]:.{series.decimals}f}"
        yield from in_rows(series.table, frame.loc[[index]], "ratio-not-its-parts", value, expected)


def counting(context: Context) -> Iterator[Problem]:
    """A register row counts only when it was read with confidence high or medium, and else says why not."""
    for table in sorted(t for t in context.sound if t.startswith("register_")):
        frame = context.table(table)
        counted = frame["counted_as"] != ""
        unfit = (frame["basis"] != "read") | ~frame["confidence"].isin(["high", "medium"])
        yield from in_rows(table, frame[counted & unfit], "row-may-not-count", "counted_as")
        yield from in_rows(table, frame[counted == (frame["not_counted"] != "")], "counting-unexplained", "not_counted")


CHECKS = (
    Check(codes=("status-missing", "value-blank-without-reason", "status-contradicts-value"), run=statuses),
    Check(codes=("value-blank-without-reason", "status-contradicts-value"), run=beside),
    Check(
        codes=("ratio-not-its-parts", "numerator-above-denominator", "denominator-zero", "range-out-of-order"),
        run=ratios,
    ),
    Check(codes=("ratio-without-parts",), run=whole),
    Check(codes=("row-may-not-count", "counting-unexplained"), run=counting),
)
