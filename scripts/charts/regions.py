"""The groups that charts compare: the regions of the world, and groups of countries across them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from scripts.findings.figures import Figure
from scripts.words.edition import Edition

REGIONS = "region"
DEVELOPMENT = "development"
"""Kinds of groups. Those of the second kind lie across those of the first."""


def compared(site: Edition) -> list[str]:
    """Give the regions by name, then the development groups in their own order. Sub-regions are too many to compare."""
    kinds = {group: row["kind"] for group, row in site.reading.groups.items()}
    regions = [group for group, kind in kinds.items() if kind == REGIONS]
    ranked = sorted(regions, key=lambda group: site.words.sort_key(site.group_name(group)))
    return [*ranked, *(group for group, kind in kinds.items() if kind == DEVELOPMENT)]


def by_value(site: Edition, groups: Iterable[str], value: Callable[[str], float | None]) -> list[str]:
    """Give groups with the largest value first, each kind by itself, and those without a value last."""
    kinds = (REGIONS, DEVELOPMENT)

    def place(group: str) -> tuple[int, bool, float]:
        found = value(group)
        return kinds.index(site.reading.groups[group]["kind"]), found is None, -(found or 0.0)

    return sorted(groups, key=place)


def most(site: Edition, figures: Mapping[str, Figure]) -> tuple[str, Figure] | None:
    """Give the one region with more than any other, and its figure; None where there is no such."""
    ranked = sorted(regions_of(site, figures), key=lambda group: -figures[group].number)
    if not ranked or (len(ranked) > 1 and figures[ranked[0]].number == figures[ranked[1]].number):
        return None
    return ranked[0], figures[ranked[0]]


def regions_of(site: Edition, groups: Iterable[str]) -> list[str]:
    """Give those of the groups that are regions."""
    return [group for group in groups if site.reading.groups[group]["kind"] == REGIONS]


def set_off(site: Edition, groups: Sequence[str]) -> list[str]:
    """Give the groups that are of another kind than the one before them: a chart sets them off from it."""
    return [
        after
        for before, after in pairwise(groups)
        if site.reading.groups[before]["kind"] != site.reading.groups[after]["kind"]
    ]
