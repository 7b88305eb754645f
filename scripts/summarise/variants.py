"""What becomes of a headline when its rule is stricter, looser or another: who is counted by which rule.

The rule of each is that of its series; here they are only put beside each other over the same areas, in one period. A
policy of which nothing holds in the headline's period stands there with its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from scripts.model.codes import WORLD
from scripts.model.tables import Series
from scripts.package.read import Package
from scripts.summarise.members import Members
from scripts.summarise.standing import statuses

YES = "yes"

Places = Mapping[str, int]
"""By area, the place in its table of the observation that holds in a period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An area that one rule counts and the other does not, or counts more often.

    `headline` and `variant` are the places of what holds for it by either; None where nothing is known.
    """

    ref_area: str
    added: bool
    headline: int | None
    variant: int | None


class Moves:
    """Who moves when another rule is followed than the headline's."""

    def __init__(self, package: Package) -> None:
        self._package = package

    @cached_property
    def _members(self) -> Members:
        return Members.from_tables(self._package.tables)

    def of(self, headline: Series, variant: Series, period: str, own: str) -> tuple[Move, ...] | None:
        """Give who moves, by code of area: `period` is that of the headline and `own` that of the variant.

        Of a policy those UN member states are meant that are a yes by one rule alone; of a register the areas with
        more or fewer records. None for other kinds of series, whose rules move agreements or cases and not areas.
        """
        if not (headline.has_statuses or headline.counts_records):
            return None
        held, after_held = held_in(self._package, headline, period), held_in(self._package, variant, own)
        before, after = self._counts(headline, held), self._counts(variant, after_held)
        areas = self._states(headline, period) if headline.has_statuses else before.keys() | after.keys()
        return tuple(
            Move(
                ref_area=area,
                added=after.get(area, 0) > before.get(area, 0),
                headline=held.get(area),
                variant=after_held.get(area),
            )
            for area in sorted(areas)
            if after.get(area, 0) != before.get(area, 0)
        )

    def _states(self, series: Series, period: str) -> set[str]:
        held = self._members.of(series, [period])
        return set(held.loc[held["group"] == WORLD, "ref_area"])

    def _counts(self, series: Series, held: Places) -> dict[str, int]:
        """Give how much each area adds to the count: one for a yes, else its number of records."""
        values = self._package.observations(series.id)["obs_value"]
        if series.has_statuses:
            return {area: int(values.iloc[place] == YES) for area, place in held.items()}
        return {area: int(values.iloc[place] or 0) for area, place in held.items()}


def period_beside(package: Package, headline: Series, variant: Series, period: str, own: str) -> str:
    """Give the period in which a rule stands beside a headline of `period`: the same, where anything of it holds then.

    `own` is the period that the rule's own figure is stated for.
    """
    if not headline.has_statuses or held_in(package, variant, period):
        return period
    return own or period


def held_in(package: Package, series: Series, period: str) -> Places:
    """Give the place of what holds for each area in a period; a status is carried forward where its series allows."""
    observations = package.observations(series.id)
    if series.has_statuses:
        return {area: place for (area, year), place in statuses(series, observations).items() if year == period}
    return {observations["ref_area"].iloc[n]: n for n, p in enumerate(observations["time_period"]) if p == period}
