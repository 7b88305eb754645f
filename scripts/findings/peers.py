"""Countries that readers may want beside one: by where they are, by how many live there, by what their policies are.

The package knows no neighbours and no groups by income, so there are none here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from scripts.findings.coverage import Coverage
from scripts.findings.reading import Reading
from scripts.model.codes import PERSONS, UN_MEMBER
from scripts.model.tables import Series

MOST = 3
"""Countries beside one in a comparison, which holds four."""

GROUP, MEMBERS, SIZE, PATTERN = "group", "members", "size", "pattern"
"""Why some are beside a country: of a group with it and of like population, or of the group alone where its population
is not known; of like population; or with the same statuses."""

FEWEST = 3
"""Policies that must be known for a pattern; with fewer, alike says little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """Some countries beside one, nearest first, and why. `group` is that of GROUP; `period` the year of SIZE."""

    kind: str
    areas: tuple[str, ...]
    group: str = ""
    period: str = ""


class Alike:
    """Looks for countries like others, and keeps what it has looked up."""

    def __init__(self, reading: Reading, coverage: Coverage) -> None:
        self._reading, self._found = reading, coverage.found
        self._states = [row["iso3"] for row in reading.areas if row["area_type"] == UN_MEMBER]

    def of(self, ref_area: str, groups: Iterable[str]) -> Iterator[Peers]:
        """Give the peers of an area among the UN member states: in each of some groups, by size, by pattern."""
        for group in groups:
            held = self._reading.members_of.get(group, set())
            areas = self._nearest(ref_area, [state for state in self._states if state in held])
            if areas:
                yield Peers(kind=GROUP if ref_area in self._people else MEMBERS, areas=areas, group=group)
        size = self._nearest(ref_area, self._states)
        if ref_area in self._people and size:
            yield Peers(kind=SIZE, areas=size, period=self._period)
        pattern = self._patterns.get(ref_area, {})
        if len(pattern) >= FEWEST:
            same = [state for state in self._states if self._patterns[state] == pattern]
            areas = self._nearest(ref_area, same)
            if areas:
                yield Peers(kind=PATTERN, areas=areas)

    @cached_property
    def series(self) -> Series | None:
        """The series by which size is told: the first of the context that counts people; None where there is none."""
        people = (s for s in self._reading.context() if s.counts_things and s.unit_measure == PERSONS)
        return next(people, None)

    def _nearest(self, ref_area: str, others: Iterable[str]) -> tuple[str, ...]:
        """Give those whose population is nearest to that of an area in proportion; by code where it is not known."""
        own = self._people.get(ref_area)
        ranked = sorted(
            (abs(log(self._people[other]) - log(own)) if own and other in self._people else float("inf"), other)
            for other in others
            if other != ref_area
        )
        return tuple(other for _, other in ranked[:MOST])

    @property
    def _period(self) -> str:
        return self.series.last_period if self.series else ""

    @cached_property
    def _people(self) -> Mapping[str, float]:
        """How many there were in the last period of the series, by area; nobody where it is not known."""
        if self.series is None:
            return {}
        held = (
            each
            for area in self._reading.reporting(self.series)
            for each in self._reading.observations(self.series, area)
            if each.time_period == self._period and each.value and not each.value.zero
        )
        return {each.ref_area: each.value.number for each in held if each.value}

    @cached_property
    def _patterns(self) -> Mapping[str, Mapping[str, str]]:
        """The statuses of each area by indicator, where they are known."""
        policies = [row["id"] for row in self._reading.indicators if self._reading.headline(row).has_statuses]
        return {
            area: {
                policy: found.value.exact
                for policy in policies
                if (found := held[policy]) is not None and found.value is not None
            }
            for area, held in self._found.items()
        }
