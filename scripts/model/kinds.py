"""What a series may be: which way of summing fits which measure, what a headline of that kind states, what it needs.

One table, which validation checks a package by and sentences are made by, so that nothing is allowed that cannot be
stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

POLICY_CODELIST: Final = "policy_status"
"""Code list of the values of every policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Series of one measure type that are summed in one way."""

    main: str
    """The measure that a headline shows large."""
    headline: bool = True
    """Whether an indicator's headline may be of this kind."""
    divided: bool = False
    """Whether a dimension divides the main measure, so that no figure of the whole is left to state."""
    by_year: bool = False
    """Whether every period must be a year: statuses are counted, and carried forward, year by year."""
    register: bool = False
    """Whether its figures come from the rows of a register, which the series must name."""


KINDS: Final[Mapping[tuple[str, str], Kind]] = {
    ("policy", "areas"): Kind(main="yes", divided=True, by_year=True),
    ("category", "areas"): Kind(main="assessed", divided=True, by_year=True),
    ("category", "none"): Kind(main="cases", headline=False),
    ("count", "sum"): Kind(main="total", divided=True),
    ("count", "sum_over_time"): Kind(main="total", divided=True),
    ("count", "none"): Kind(main="cases"),
    ("ratio", "ratio_of_sums"): Kind(main="ratio"),
    ("ratio", "pooled_ratio"): Kind(main="ratio"),
    ("ratio", "distinct_records"): Kind(main="ratio", register=True),
    ("ratio", "none"): Kind(main="cases"),
    ("register", "sum"): Kind(main="records", divided=True),
    ("register", "sum_over_time"): Kind(main="records", divided=True),
    ("register", "none"): Kind(main="cases"),
}
"""By `measure_type` and `aggregation` of `series`. What is not listed does not fit together."""


def aggregations(measure_type: str, *, headline: bool) -> list[str]:
    """Give the ways of summing that fit a measure type, for a headline or for any series."""
    return [
        way for (measure, way), kind in KINDS.items() if measure == measure_type and (kind.headline or not headline)
    ]
