"""Which areas belong to which group, in a year and for statistics of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from scripts.model.codes import UN_MEMBER, UNCOUNTED
from scripts.model.kinds import AREAS, STATES
from scripts.model.tables import Series

LAST_DAY: Final = "12-31"
"""Day of a year on which membership counts where a series names none."""


ALWAYS: Final = "~"
"""A text behind that of every period."""


@dataclass(frozen=True, slots=True)
class Members:
    """Dated membership.

    `spans` has `group`, `ref_area`, `valid_from`, `valid_to`, `is_state` (a UN member state), `lasts` (has no end).
    """

    spans: pd.DataFrame
    uncounted: frozenset[str] = frozenset()
    """The areas that the world does not add, since it has them otherwise: wholes, and parts of countries."""

    @classmethod
    def from_tables(cls, tables: Mapping[str, pd.DataFrame]) -> Members:
        """Read membership from the package's tables."""
        areas = tables["reference_areas"][["iso3", "area_type", "valid_from", "valid_to"]]
        spans = tables["area_group_members"].merge(
            areas, left_on="ref_area", right_on="iso3", how="left", suffixes=("", "_area"), validate="many_to_one"
        )
        spans = spans.assign(
            is_state=spans["area_type"] == UN_MEMBER,
            lasts=spans["valid_to"] == "",
            valid_from=spans[["valid_from", "valid_from_area"]].max(axis=1),
            valid_to=spans[["valid_to", "valid_to_area"]].replace("", "9999").min(axis=1),
        )
        uncounted = frozenset(areas.loc[areas["area_type"].isin(UNCOUNTED), "iso3"])
        return cls(spans[["group", "ref_area", "valid_from", "valid_to", "is_state", "lasts"]], uncounted)

    def by_year(
        self, years: Iterable[str], reference_day: str = LAST_DAY, *, states_only: bool = False
    ) -> pd.DataFrame:
        """Give `group`, `ref_area`, `time_period`: who is a member on the reference day of each year.

        With `states_only` only UN member states, over which policy series are counted.
        """
        spans = self.spans[self.spans["is_state"]] if states_only else self.spans
        days = pd.DataFrame({"time_period": sorted(set(years))}, dtype=str)
        days = days.assign(day=days["time_period"] + f"-{reference_day}")
        every = days.merge(spans, how="cross")
        held = every[(every["valid_from"] <= every["day"]) & (every["valid_to"] >= every["day"])]
        return held[["group", "ref_area", "time_period"]].reset_index(drop=True)

    def of(self, series: Series, periods: Iterable[str]) -> pd.DataFrame:
        """Give `group`, `ref_area`, `time_period`: over whom a series is counted in a group, by what its kind asks."""
        if series.kind.population == AREAS:
            return self.lasting().merge(pd.DataFrame({"time_period": sorted(set(periods))}, dtype=str), how="cross")
        if series.kind.population == STATES:
            return self.by_year(periods, series.reference_day or LAST_DAY, states_only=True)
        return self.by_year(periods)

    def dated(self, series: Series) -> pd.DataFrame:
        """Give the same undated: `group`, `ref_area`, `valid_from`, `valid_to`, `day`.

        An area is counted in a group in a period where the period, with `day` behind it, is a text from `valid_from` to
        `valid_to`: so an engine joins periods that are too many to be listed.
        """
        if series.kind.population == AREAS:
            return self.lasting().assign(valid_from="", valid_to=ALWAYS, day="")
        if series.kind.population == STATES:
            return self.spans[self.spans["is_state"]].assign(day=f"-{series.reference_day or LAST_DAY}")
        return self.spans.assign(day=f"-{LAST_DAY}")

    def lasting(self) -> pd.DataFrame:
        """Give `group`, `ref_area`: who is in a group for statistics of people, which is the same in every year.

        That is everyone whose membership has no end, from before the area was a state and before the group was drawn
        up, as UN DESA adds people: Ukraine is in Europe in 1990, and a country that is no longer least developed is in
        no year of that group.
        """
        return self.spans.loc[self.spans["lasts"], ["group", "ref_area"]].drop_duplicates(ignore_index=True)

    def ever(self) -> pd.DataFrame:
        """Give `group`, `ref_area` for every membership at any time."""
        return self.spans[["group", "ref_area"]].drop_duplicates()
