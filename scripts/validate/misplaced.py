"""Values that stand in other rows than they did: a column that was sorted, shifted or shuffled by itself.

That happens in spreadsheets, where one column can be sorted or a cell deleted without the others. Each value is then a
true one of another row, so no check of a single cell sees it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

SORTED: Final = "column-sorted"
SHIFTED: Final = "column-shifted"
SHUFFLED: Final = "column-shuffled"
CODES: Final = (SORTED, SHIFTED, SHUFFLED)

FEWEST: Final = 5
"""Changed rows below which other rows' values may be there by chance."""

VARIED: Final = 5
"""Different values that rows must have for their order to tell anything: statuses come back by chance."""

ALMOST_ALL: Final = 0.8
"""Share of rows that must have the value of the row some places before: at the edges of areas others may stand."""

VOTERS, VOTES, CANDIDATES = 60, 20, 5
"""Changed rows that are asked how far they moved, answers that each may give, and distances that are then tried."""

_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Misplaced:
    """How a column's values moved: code, first and last row (places in the sequence), and by how many rows if known."""

    code: str
    first: int
    last: int
    by: int = 0


def misplaced(before: Sequence[str], now: Sequence[str]) -> Misplaced | None:
    """Compare a column with what it was, row by row of the same keys. None when no common cause explains the change."""
    then, given = np.asarray(before, dtype=object), np.asarray(now, dtype=object)
    changed = np.flatnonzero(then != given)
    if len(changed) < FEWEST:
        return None
    first, last = int(changed[0]), int(changed[-1])
    span = slice(first, last + 1)
    same = Counter(then[span]) == Counter(given[span])
    if same and _ordered(given[span]) and not _ordered(then[span]):
        return Misplaced(code=SORTED, first=first, last=last)
    if shifted := _shift(then, given, changed):
        return shifted
    varied = len(set(given[changed])) >= VARIED
    return Misplaced(code=SHUFFLED, first=first, last=last) if same and varied else None


def _shift(then: NDArray[np.object_], given: NDArray[np.object_], changed: NDArray[np.intp]) -> Misplaced | None:
    """The rows that moved alike, with by how many rows, downwards when positive; None when too few did."""
    moved = (_moved(then, given, changed, by) for by in _candidates(then, given, changed))
    return next((found for found in moved if found), None)


def _candidates(then: NDArray[np.object_], given: NDArray[np.object_], changed: NDArray[np.intp]) -> list[int]:
    """Distances that fit most of the changed rows, the rarest values first: those say most."""
    places: dict[object, list[int]] = {}
    for place, value in enumerate(then):
        places.setdefault(value, []).append(place)
    voters = sorted(changed, key=lambda row: len(places.get(given[row], ())))
    known = [row for row in voters if given[row] in places][:VOTERS]
    votes = Counter(int(row - place) for row in known for place in _nearest(places[given[row]], int(row)))
    del votes[0]
    return [by for by, _ in sorted(votes.items(), key=lambda vote: (-vote[1], abs(vote[0]), vote[0]))[:CANDIDATES]]


def _nearest(places: list[int], row: int) -> list[int]:
    return sorted(places, key=lambda place: abs(place - row))[:VOTES]


def _moved(
    then: NDArray[np.object_], given: NDArray[np.object_], changed: NDArray[np.intp], by: int
) -> Misplaced | None:
    """The stretch of rows of which almost every one has the value that stood `by` rows before it; None without one.

    Rows whose value was the same there say nothing, or a column with few values would seem to move when a few change.
    """
    asked = changed[(changed - by >= 0) & (changed - by < len(then))]
    explained = asked[given[asked] == then[asked - by]]
    if len(explained) < FEWEST:
        return None
    first, last = int(explained[0]), int(explained[-1])
    rows = np.arange(max(first, by, 0), min(last, len(then) - 1 + by) + 1)
    telling = rows[then[rows] != then[rows - by]]
    if len(telling) < FEWEST or (given[telling] == then[telling - by]).mean() < ALMOST_ALL:
        return None
    return Misplaced(code=SHIFTED, first=first, last=last, by=by)


def _ordered(values: NDArray[np.object_]) -> bool:
    """Whether values stand in order, up or down, as numbers or as text; blanks at the ends are left out."""
    filled = [str(value) for value in values if value != ""]
    forms: list[list[float] | list[str]] = [filled]
    if all(map(_NUMBER.fullmatch, filled)):
        forms.append([float(value) for value in filled])
    return any(form in (sorted(form), sorted(form, reverse=True)) for form in forms)
