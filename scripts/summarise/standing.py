"""Which observation stands for an area, and for which period a headline is stated.

Observations are named by their place in their table, from 0. The cases are in `tests/spec/standing.json`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

import pandas as pd

from scripts.model.codes import ALL_PERIODS, UNKNOWN_PERIOD
from scripts.model.measures import VALUE_COLUMNS, has_period
from scripts.model.tables import Series
from scripts.summarise.carry import carried

Key = TypeVar("Key", bound=Hashable)

PASSED_OVER: Final = (("P", "U"), ("U",), ())
"""Statuses that are passed over at first, then, then no more: a part of a period, what is of low reliability."""


def stated_period(series: Series, observations: pd.DataFrame, world: pd.DataFrame) -> str:
    """Give the period that a headline is stated for: all periods where it has single cases, else the last complete one.

    `world` has `time_period`, `value` and `status` of the main measure of the world. Statuses hold as long as they are
    carried forward; a year is not complete in which a provisional one holds. '' where no period has a figure and is
    complete, or none has a date.
    """
    if not has_period(series):
        return ALL_PERIODS
    if series.has_statuses and series.counts_states:
        held = carried(series, observations)
        return max(set(held["time_period"]) - set(held.loc[held["obs_status"] == "P", "time_period"]), default="")
    whole = world[(world["value"] != "") & (world["status"] != "P")]
    return max((p for p in whole["time_period"] if p not in (ALL_PERIODS, UNKNOWN_PERIOD)), default="")


def standing(series: Series, observations: pd.DataFrame, period: str) -> dict[str, int]:
    """Give the place of the observation that stands for each area: its status in `period`, else its best dated figure.

    An area of which nothing is known is left out.
    """
    if series.has_statuses and series.counts_states:
        return {area: place for (area, year), place in statuses(series, observations).items() if year == period}
    return _bests(observations, observations["ref_area"])


def standing_by_code(series: Series, observations: pd.DataFrame) -> dict[str, list[int]]:
    """Give for each area the places of what stands under each code of its dimensions, in the order of the table.

    Where a code has no dated figure, its last observation stands for it, which says why.
    """
    dated = set(_dated(observations))
    keys = observations[["ref_area", *series.dimensions]].itertuples(index=False, name=None)
    held: dict[tuple[str, ...], list[int]] = {}
    for place, key in enumerate(keys):
        held.setdefault(key, []).append(place)
    found: dict[str, list[int]] = {}
    for key, places in held.items():
        fit = [place for place in places if place in dated]
        found.setdefault(key[0], []).append(_best(fit, observations["obs_status"]) if fit else places[-1])
    return found


def statuses(series: Series, observations: pd.DataFrame) -> Mapping[tuple[str, str], int]:
    """Give by area and year the place of the status that holds, carried forward where the series allows."""
    valued = (observations["obs_value"] != "").to_numpy().nonzero()[0]
    keys = zip(observations["ref_area"].iloc[valued], observations["time_period"].iloc[valued], strict=True)
    first: dict[tuple[str, str], int] = {}
    for key, place in zip(keys, valued, strict=True):
        first.setdefault(key, int(place))
    frame = carried(series, observations)
    rows = zip(frame["ref_area"], frame["time_period"], frame["observed"], strict=True)
    return {(area, year): first[area, observed] for area, year, observed in rows}


def standing_by_period(series: Series, observations: pd.DataFrame) -> Mapping[tuple[str, str], int]:
    """Give by area and period the place of what stands there: the status that holds, else the best of its figures.

    Single cases that stand beside each other in a period are not one figure of it, so there is nothing of their series;
    nor is there of a period without a figure.
    """
    if series.has_cases and series.dimensions:
        return {}
    if series.has_statuses and series.counts_states:
        return statuses(series, observations)
    return _bests(observations, zip(observations["ref_area"], observations["time_period"], strict=True))


def _dated(observations: pd.DataFrame) -> list[int]:
    """Give the places of observations that have a date and any figure, if only a part of a ratio."""
    columns = [name for name in VALUE_COLUMNS if name in observations]
    dated = observations["time_period"].str[:1].str.isdigit()
    return [int(place) for place in (dated & (observations[columns] != "").any(axis=1)).to_numpy().nonzero()[0]]


def _bests(observations: pd.DataFrame, keys: Iterable[Key]) -> dict[Key, int]:
    """Give for each key the place of the best dated figure; `keys` has that of each observation."""
    every, held = list(keys), dict[Key, list[int]]()
    for place in _dated(observations):
        held.setdefault(every[place], []).append(place)
    return {key: _best(places, observations["obs_status"]) for key, places in held.items()}


def _best(places: Sequence[int], status: pd.Series) -> int:
    """Give the last of a whole period; else the last that is not of low reliability; else the last."""
    fit = ([place for place in places if status.iloc[place] not in passed] for passed in PASSED_OVER)
    return next(found[-1] for found in fit if found)
