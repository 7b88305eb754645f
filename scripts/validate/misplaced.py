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

import pandas as pd

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
    then, given = pd.Series(before, dtype=object), pd.Series(now, dtype=object)
    changed = [int(row) for row in then.index[then != given]]
    if len(changed) < FEWEST:
        return None
    first, last = changed[0], changed[-1]
    was, became = before[first : last + 1], now[first : last + 1]
    same = Counter(was) == Counter(became)
    if same and _ordered(became) and not _ordered(was):
        return Misplaced(code=SORTED, first=first, last=last)
    if shifted := _shift(then, given, changed):
        return shifted
    varied = len({now[row] for row in changed}) >= VARIED
    return Misplaced(code=SHUFFLED, first=first, last=last) if same and varied else None


def _shift(then: pd.Series, given: pd.Series, changed: list[int]) -> Misplaced | None:
    """The rows that moved alike, with by how many rows, downwards when positive; None when too few did."""
    moved = (_moved(then, given, changed, by) for by in _candidates(then, given, changed))
    return next((found for found in moved if found), None)


def _candidates(then: pd.Series, given: pd.Series, changed: list[int]) -> list[int]:
    """Distances that fit most of the changed rows, the rarest values first: those say most."""
    places: dict[str, list[int]] = {}
    for place, value in enumerate(then.tolist()):
        places.setdefault(value, []).append(place)
    values = given.tolist()
    known = sorted((row for row in changed if values[row] in places), key=lambda row: len(places[values[row]]))
    votes = Counter(row - place for row in known[:VOTERS] for place in _nearest(places[values[row]], row))
    return [by for by, _ in sorted(votes.items(), key=lambda vote: (-vote[1], abs(vote[0]), vote[0]))[:CANDIDATES]]


def _nearest(places: list[int], row: int) -> list[int]:
    return sorted(places, key=lambda place: abs(place - row))[:VOTES]


def _moved(then: pd.Series, given: pd.Series, changed: list[int], by: int) -> Misplaced | None:
    """The stretch of rows of which almost every one has the value that stood `by` rows before it; None without one.

    Rows whose value was the same there say nothing, or a column with few values would seem to move when a few change.
    """
    there = then.shift(by)
    fits = given == there
    explained = [row for row in changed if fits[row]]
    if len(explained) < FEWEST:
        return None
    first, last = explained[0], explained[-1]
    telling = (then != there).loc[first:last]
    if telling.sum() < FEWEST or fits.loc[first:last][telling].mean() < ALMOST_ALL:
        return None
    filled = {row for row in changed if 0 < first - row <= by or 0 < row - last <= -by}
    return Misplaced(code=SHIFTED, first=min({first, *filled}), last=max({last, *filled}), by=by)


def _ordered(values: Sequence[str]) -> bool:
    """Whether values stand in order, up or down, as numbers or as text; blanks are left out."""
    filled = [value for value in values if value]
    if all(map(_NUMBER.fullmatch, filled)):
        numbers = [float(value) for value in filled]
        if numbers in (sorted(numbers), sorted(numbers, reverse=True)):
            return True
    return filled in (sorted(filled), sorted(filled, reverse=True))
