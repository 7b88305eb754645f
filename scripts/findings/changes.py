"""Changes of a status: two years, one after the other, in which an area was assessed and had not the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scripts.findings.reading import Observation, Reading
from scripts.model.tables import Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was observed before a change, and what after it."""

    before: Observation
    after: Observation


def settled(observations: Sequence[Observation]) -> list[Observation]:
    """Give the observations with a value of periods that were complete."""
    return [each for each in observations if each.value is not None and each.obs_status != "P"]


def changes(reading: Reading, series: Series, observed: Sequence[Observation]) -> Iterator[Change]:
    """Give the changes among settled observations of one area, in their order. Across a break a difference is none."""
    for before, after in pairwise(observed):
        same = before.value and after.value and before.value.exact == after.value.exact
        if not same and not reading.breaks_between(series, before.time_period, after.time_period):
            yield Change(before=before, after=after)


def newest(reading: Reading, series: Series, ref_area: str) -> Change | None:
    """Give the newest change of status of an area in a series; None where none is known."""
    found = list(changes(reading, series, settled(reading.observations(series, ref_area))))
    return found[-1] if found else None
