"""Which groups an area is in, on a day and for statistics of people, from the published tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scripts.model.codes import UN_MEMBER, UNCOUNTED

OPEN = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Stay:
    """An area's stay in a group, cut to the time in which the area exists. Days are ISO 8601, both within."""

    area: str
    group: str
    first: str
    last: str
    is_state: bool


class Groups:
    """Dated membership. What is asked for a day is kept: many observations have the same day."""

    def __init__(self, members: Iterable[Mapping[str, str]], areas: Iterable[Mapping[str, str]]) -> None:
        members = list(members)
        existing = {area["iso3"]: area for area in areas}
        self._stays = [_stay(member, existing[member["ref_area"]]) for member in members]
        self.lasting = _lasting(members)
        """The groups that each area is in for statistics of people, in every year: a membership that has no end."""
        self.uncounted = frozenset(code for code, area in existing.items() if area["area_type"] in UNCOUNTED)
        """The areas that no figure of the world adds: wholes beside their parts, and parts of countries."""
        self.all = frozenset(stay.group for stay in self._stays)
        self._on: dict[tuple[str, bool], dict[str, frozenset[str]]] = {}

    def on(self, day: str, *, states_only: bool = False) -> Mapping[str, frozenset[str]]:
        """Give the groups of each area that is in any on a day."""
        key = (day, states_only)
        if key not in self._on:
            found: dict[str, set[str]] = {}
            for stay in self._stays:
                if stay.first <= day <= stay.last and (stay.is_state or not states_only):
                    found.setdefault(stay.area, set()).add(stay.group)
            self._on[key] = {area: frozenset(groups) for area, groups in found.items()}
        return self._on[key]


def _lasting(members: Iterable[Mapping[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for member in members:
        if not member["valid_to"]:
            found.setdefault(member["ref_area"], set()).add(member["group"])
    return {area: frozenset(groups) for area, groups in found.items()}


def _stay(member: Mapping[str, str], area: Mapping[str, str]) -> Stay:
    return Stay(
        area=member["ref_area"],
        group=member["group"],
        first=max(member["valid_from"], area["valid_from"]),
        last=min(member["valid_to"] or OPEN, area["valid_to"] or OPEN),
        is_state=area["area_type"] == UN_MEMBER,
    )
