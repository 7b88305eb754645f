"""Addresses that an earlier release published and that have moved since, or are gone: where to, and why.

A list is a CSV file with the columns `from`, `to` and `reason`. Addresses are below the site's root: a page ends in
`/`, a section is `page/#section`, everything else is a file. `*` in `from` stands for one name between slashes, and in
`to` for the same name. A blank `to` says that it is gone. `reason` is in English; `reason_<language>`, which may follow
it, in another language of the site.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from scripts.model.locale_files import OWN

COLUMNS: Final = ["from", "to", "reason"]
TRANSLATED: Final = re.compile("reason_[a-z]{2}", re.ASCII)
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
    translations: tuple[tuple[str, str], ...] = ()
    """The reason in other languages, each with the code of its language."""

    def said(self, language: str) -> str:
        """Give the reason in a language, in English where it is not said there."""
        return dict(self.translations).get(language) or self.reason

    def is_said(self, language: str) -> bool:
        """Tell whether the reason is said in a language."""
        return language == OWN or bool(dict(self.translations).get(language))

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
        names = list(rows.fieldnames or ())
        others = [name for name in names[len(COLUMNS) :] if TRANSLATED.fullmatch(name)]
        if names != [*COLUMNS, *others]:
            message = f"The columns are {names}, not {COLUMNS}."
            raise ValueError(message)
        return tuple(_move(row, others) for row in rows)
    except csv.Error as error:
        raise ValueError(error) from error


def _move(row: Mapping[str, str], others: Iterable[str]) -> Move:
    said = tuple((name.rpartition("_")[2], row[name]) for name in others)
    return Move(pattern=row["from"], to=row["to"], reason=row["reason"], translations=said)


def moved(address: str, moves: Iterable[Move]) -> tuple[str, Move] | None:
    """Give where an address has moved to with the line that says so, the first that fits; None for none."""
    for move in moves:
        target = move.target(address)
        if target is not None:
            return target, move
    return None
