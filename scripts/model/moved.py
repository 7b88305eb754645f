"""Addresses that an earlier release published and that have moved since, or are gone: where to, and why.

A list is a CSV file with the columns `from`, `to` and `reason`. Addresses are below the site's root: a page ends in
`/`, a section is `page/#section`, everything else is a file. `*` in `from` stands for one name between slashes, and in
`to` for the same name. A blank `to` says that it is gone.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

COLUMNS: Final = ["from", "to", "reason"]
ANY: Final = "*"
FILE: Final = "moved.csv"
"""The list beside a package, in its folder of releases."""

OF_PROGRAM: Final = Path("site_templates") / FILE
"""The list of what the program once gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What became of the addresses that a pattern fits."""

    pattern: str
    to: str
    reason: str

    def target(self, address: str) -> str | None:
        """Give where an address has moved to, '' where it is gone; None where this is not about it."""
        found = _wanted(self.pattern).fullmatch(address)
        if found is None:
            return None
        names = iter(found.groups())
        return re.sub(re.escape(ANY), lambda _: next(names), self.to)


@lru_cache
def _wanted(pattern: str) -> re.Pattern[str]:
    """Read a pattern: it is asked of each of many thousand addresses."""
    return re.compile("([^/#]+)".join(map(re.escape, pattern.split(ANY))))


def moves_in(data: bytes) -> tuple[Move, ...]:
    """Read a list. Raises ValueError when it is none."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
    try:
        if rows.fieldnames != COLUMNS:
            message = f"The columns are {rows.fieldnames}, not {COLUMNS}."
            raise ValueError(message)
        return tuple(Move(pattern=row["from"], to=row["to"], reason=row["reason"]) for row in rows)
    except csv.Error as error:
        raise ValueError(error) from error


def moved(address: str, moves: Iterable[Move]) -> tuple[str, Move] | None:
    """Give where an address has moved to with the line that says so, the first that fits; None for none."""
    for move in moves:
        target = move.target(address)
        if target is not None:
            return target, move
    return None
