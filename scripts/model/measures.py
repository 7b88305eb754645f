"""The measures that a series gives: what `scripts.summarise` computes and a finding may name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from scripts.model.codes import POLICY_CODES
from scripts.model.tables import Series

VALUE_COLUMNS: Final = (
    "obs_value",
    "numerator",
    "denominator",
    "denominator_low",
    "denominator_high",
    "pending",
    "value_low",
    "value_high",
)
"""The columns that observations may have figures in. An observation with none of them says why it is blank."""

PERIOD: Final = "period"
"""What a finding may name besides: the year or month that its figures are of."""

FIRST: Final = "first"
"""What a finding of a cumulative series names besides: the first year that its figures count."""

LARGEST: Final = ("largest", "case", "place", "year")
"""What a finding of figures that are never added up names besides: the largest of them, and of what, where and when."""

COUNTED: Final = ("not_assessed", "assessed", "members")
"""What is counted beside the classes of a category and the statuses of a policy."""

WHOLES: Final = {
    "ratio": "denominator",
    "ratio_low": "records",
    "ratio_high": "records",
    "share_low": "members",
    "share_high": "members",
    "share_assessed": "assessed",
}
"""By a measure that is a share, the measure of which it is one. Of `records` only where bounds are of records."""

_SHARES: Final = ("share_low", "share_high", "share_assessed")
_RATIO: Final = ("numerator", "denominator", "ratio")
_BOUNDS: Final = ("ratio_low", "ratio_high")

SPREAD: Final = ("lowest", "median", "highest")
"""What is said of the ratios of single cases, which are never pooled into one."""

WITHOUT_LARGEST: Final = "_without_largest"
"""Ending of a sum from which the case with the largest denominator is left out."""

SUMS: Final = ("numerator", "denominator", f"numerator{WITHOUT_LARGEST}", f"denominator{WITHOUT_LARGEST}")
"""Sums over single cases, always with and without the largest of them; no ratio is made of them."""


def measures_of(series: Series, codes: Sequence[str]) -> tuple[str, ...]:
    """Give the names of a series' aggregates. `codes` are those of its code list.

    A series that is added by its own dimensions has figures by their codes alone (`total.dead`), which no text names.
    """
    if series.has_cases:
        return ("areas_reporting", "cases", *((*SPREAD, *SUMS) if series.has_spread else ()))
    if series.aggregation == "distinct_records":
        return (*_RATIO, "cases", "records", *(() if series.suffix else _BOUNDS))
    if series.aggregation != "areas" and series.measure_type == "ratio":
        return (*_RATIO, *(_BOUNDS if series.has_range else ()), "cases")
    if series.dimensions:
        return ()
    if series.aggregation == "areas":
        return _of_areas(series, codes)
    return _added(series)


def _of_areas(series: Series, codes: Sequence[str]) -> tuple[str, ...]:
    if series.finds_only_yes:
        return (*series.statuses, "members", "share_low")
    if series.measure_type == "policy":
        return (*POLICY_CODES, *COUNTED, *_SHARES)
    return (*codes, *COUNTED)


def whole_of(measure: str) -> str:
    """Give the measure of which another is a share, with the same codes of dimensions; '' where it is none."""
    name, dot, codes = measure.partition(".")
    return f"{WHOLES[name]}{dot}{codes}" if name in WHOLES else ""


def shown_measures(series: Series, codes: Sequence[str]) -> tuple[str, ...]:
    """Give the measures that tables of a series show, in order. `codes` are those of its code list."""
    if series.has_cases:
        return ("cases", "areas_reporting", *SPREAD, *SUMS) if series.has_spread else ("areas_reporting",)
    if series.sums_records:
        return ("ratio", *_BOUNDS, "numerator", "denominator", "records")
    if series.counts_states:
        return series.statuses if series.has_statuses else (*codes, "not_assessed")
    if series.has_parts:
        return (*_BOUNDS, "numerator", "cases") if series.has_range else ("ratio", "numerator", "denominator", "cases")
    return _added(series)


def _added(series: Series) -> tuple[str, ...]:
    """Give the measures of a series of which every area has one value a period."""
    if series.is_averaged:
        return averages(series)
    return ("records", "areas") if series.counts_records else ("total", "areas_reporting")


def averages(series: Series) -> tuple[str, ...]:
    """Give the measures of a series whose values are averaged: the average, its ends, and how many areas it is of."""
    return (series.kind.main, "lowest", "highest", "areas_reporting")


def named_periods(series: Series) -> tuple[str, ...]:
    """Give what a finding may name of time: the period that its figures are of, and the first year that they count."""
    return (*((PERIOD,) if has_period(series) else ()), *((FIRST,) if series.is_cumulative else ()))


def named_of_largest(series: Series) -> tuple[str, ...]:
    """Give what a finding may name of the largest figure, where each stands for a case of its own."""
    return LARGEST if series.has_cases and series.is_count else ()


def has_period(series: Series) -> bool:
    """Tell whether the headline of a series is of one period, which a finding may name."""
    return not series.has_cases
