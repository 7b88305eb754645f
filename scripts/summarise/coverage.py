"""Counts how much is known: of how many indicators an area has a figure, and of how many states of a group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`indicators` known by area, `states` of a group, and of how many of these each indicator is `known`."""

    indicators: Mapping[str, int]
    states: Mapping[str, int]
    known: Mapping[str, Mapping[str, int]]


def counts(
    known: Mapping[str, AbstractSet[str]],
    areas: Iterable[str],
    states: AbstractSet[str],
    members: Mapping[str, AbstractSet[str]],
) -> Counts:
    """Count from the areas that are known under each indicator.

    `areas` and `states` are those with a page; `members` are the areas of each group. A group is counted by its states.
    """
    of_group: Mapping[str, Sequence[str]] = {group: sorted(states & held) for group, held in members.items()}
    return Counts(
        indicators={area: sum(area in held for held in known.values()) for area in areas},
        states={group: len(held) for group, held in of_group.items()},
        known={
            group: {indicator: len(held & set(of)) for indicator, held in known.items()}
            for group, of in of_group.items()
        },
    )
