"""What a series may be: which way of summing fits which measure, what a headline of that kind states, what it needs.

One table, which validation checks a package by and sentences are made by, so that nothing is allowed that cannot be
stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

STATES: Final = "states"
"""A group is its UN member states that existed on the reference day: governments answer for policies."""

AREAS: Final = "areas"
"""A group is every area that is in it, in every year, as UN DESA adds people: a land has people before it is a state.
"""

PARTIES: Final = "parties"
"""A group is the areas that were in it in the year: one that did not exist concluded nothing."""

POLICY_CODELIST: Final = "policy_status"
"""Code list of the values of every policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What follows from the measure type of a series alone: what one of its values is."""

    statuses: bool = False
    """A value is the status of a policy; a state without one was not assessed."""
    classes: bool = False
    """A value is a code of the series' own list."""
    numbers: bool = False
    """A value is a number."""
    things: bool = False
    """A value counts things or people."""
    records: bool = False
    """A value counts the rows of a register; an area that has none is in no row."""
    parts: bool = False
    """A value is a numerator by a denominator, which stand beside it."""
    measured: bool = False
    """A value is measured or scored, in a unit and with decimals: it is never added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What follows from the way of summing alone: what a figure of a group is."""

    of_states: bool = False
    """UN member states are counted by code."""
    unsummed: bool = False
    """Nothing is added."""
    adds: bool = False
    """The values of areas are added."""
    over_time: bool = False
    """Periods are added too, as those of a flow may be."""
    of_cases: bool = False
    """A period holds single cases, and not one value an area; the figure stated is that of all periods."""
    spread: bool = False
    """Single cases are never pooled: their lowest, their median and their highest are given."""
    averaged: bool = False
    """The values of areas are put together by their mean or their median, with the lowest and the highest."""
    weighted: bool = False
    """Each value counts as much as the area's value in another series, which the series names."""
    of_records: bool = False
    """Rows of a register are counted, each once for a group that any of its parties is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Series of one measure type that are summed in one way."""

    main: str
    """The measure that a headline shows large."""
    population: str = AREAS
    """Whom a group consists of: `STATES`, `AREAS` or `PARTIES`."""
    headline: bool = True
    """Whether an indicator's headline may be of this kind."""
    divided: bool = False
    """Whether a dimension divides the main measure, so that no figure of the whole is left to state."""
    by_year: bool = False
    """Whether every period must be a year: statuses are counted, and carried forward, year by year."""
    register: bool = False
    """Whether its figures come from the rows of a register, which the series must name."""


KINDS: Final[Mapping[tuple[str, str], Kind]] = {
    ("policy", "areas"): Kind(main="yes", population=STATES, divided=True, by_year=True),
    ("category", "areas"): Kind(main="assessed", population=STATES, divided=True, by_year=True),
    ("category", "none"): Kind(main="cases", headline=False),
    ("count", "sum"): Kind(main="total", divided=True),
    ("count", "sum_over_time"): Kind(main="total", divided=True),
    ("count", "none"): Kind(main="cases"),
    ("ratio", "ratio_of_sums"): Kind(main="ratio"),
    ("ratio", "spread"): Kind(main="cases"),
    ("ratio", "distinct_records"): Kind(main="ratio", population=PARTIES, register=True),
    ("ratio", "none"): Kind(main="cases"),
    ("register", "sum"): Kind(main="records", divided=True),
    ("register", "sum_over_time"): Kind(main="records", divided=True),
    ("register", "none"): Kind(main="cases"),
    ("value", "weighted_mean"): Kind(main="mean", divided=True),
    ("value", "median"): Kind(main="median", divided=True),
    ("value", "none"): Kind(main="cases"),
}
"""By `measure_type` and `aggregation` of `series`. What is not listed does not fit together."""


MEASURES: Final[Mapping[str, Measure]] = {
    "policy": Measure(statuses=True),
    "category": Measure(classes=True),
    "count": Measure(numbers=True, things=True),
    "ratio": Measure(numbers=True, parts=True),
    "register": Measure(numbers=True, records=True),
    "value": Measure(numbers=True, measured=True),
}
"""By `measure_type` of `series`."""

WAYS: Final[Mapping[str, Way]] = {
    "areas": Way(of_states=True),
    "sum": Way(adds=True),
    "sum_over_time": Way(adds=True, over_time=True),
    "ratio_of_sums": Way(),
    "spread": Way(of_cases=True, spread=True),
    "weighted_mean": Way(averaged=True, weighted=True),
    "median": Way(averaged=True),
    "distinct_records": Way(of_records=True),
    "none": Way(unsummed=True, of_cases=True),
}
"""By `aggregation` of `series`."""


def measure_of(measure_type: str) -> Measure:
    """Give what follows from a measure type; of one that is unknown nothing does."""
    return MEASURES.get(measure_type, Measure())


def way_of(aggregation: str) -> Way:
    """Give what follows from a way of summing; of one that is unknown nothing does."""
    return WAYS.get(aggregation, Way())


def kind_of(measure_type: str, aggregation: str) -> Kind | None:
    """Give the kind of series of a measure type that are summed in a way; None where the two do not fit together."""
    return KINDS.get((measure_type, aggregation))


def aggregations(measure_type: str, *, headline: bool) -> list[str]:
    """Give the ways of summing that fit a measure type, for a headline or for any series."""
    return [
        way for (measure, way), kind in KINDS.items() if measure == measure_type and (kind.headline or not headline)
    ]
