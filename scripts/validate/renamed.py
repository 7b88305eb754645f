"""Finds the one key that was written otherwise, where many rows seem to name what is not there.

A key that no row refers to, beside many rows that refer to nearly the same and do not find it, is more likely wrong
than all of those rows: it is told once, at its own cell, in place of them. Codes of two or three letters are left out:
there, what looks alike is another country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

import pandas as pd

from scripts.model.problems import Problem
from scripts.model.tables import Table

CODES: Final = ("key-renamed",)

FEWEST: Final = 2
"""Rows that must miss a key, so that it is not one of them that is wrong."""

SHORTEST: Final = 4
"""Letters of a key that can be mistyped without being another's."""

LONGEST: Final = 80
"""Characters beyond which a text is like no key: comparing takes the square of the length."""

Place = tuple[str, str]
"""A table and its column of keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Cells that look up one value in one column, and do not find it. `within` is their code list, where it is one."""

    place: Place
    found: str
    within: str = ""


def renamed(
    missed: Mapping[Missed, list[Problem]], tables: Mapping[str, Table], frames: Mapping[str, pd.DataFrame]
) -> Iterator[tuple[Missed, Problem]]:
    """Give each value that many cells look up, with the problem of the key that stands in its place."""
    for each, problems in missed.items():
        table, column = each.place
        if len({(p.file, p.row) for p in problems}) < FEWEST or table not in frames:
            continue
        keys = _keys(each, frames[table])
        unused = {key for key in keys - _used(each, tables, frames) if len(key) >= SHORTEST}
        near = "" if each.found in keys else alike(each.found, unused)
        if near:
            yield (
                each,
                Problem(
                    file=f"data/{table}.csv",
                    row=_row(each, near, frames[table]),
                    field=column,
                    code="key-renamed",
                    found=near,
                    expected=each.found,
                ),
            )


def alike(found: str, written: Iterable[str]) -> str:
    """Give what was written that looks most like a text, letter case apart; '' when nothing does.

    This says what may be one thing, and not what anybody should write: `scripts.validate.nearest` does that.
    """
    if not 0 < len(found) <= LONGEST:
        return ""
    plain = {text.strip().casefold(): text for text in written if len(text) <= LONGEST}
    close = get_close_matches(found.strip().casefold(), plain, n=1)
    return plain[close[0]] if close else ""


def _keys(missed: Missed, frame: pd.DataFrame) -> set[str]:
    rows = frame[frame["codelist"] == missed.within] if missed.within else frame
    return set(rows[missed.place[1]])


def _row(missed: Missed, key: str, frame: pd.DataFrame) -> int:
    same = frame[missed.place[1]] == key
    rows = frame.index[same & (frame["codelist"] == missed.within) if missed.within else same]
    return int(rows[0]) + 2


def _used(missed: Missed, tables: Mapping[str, Table], frames: Mapping[str, pd.DataFrame]) -> set[str]:
    """Every key that some cell refers to."""
    used: set[str] = set()
    for name, frame in frames.items():
        for field in tables[name].fields:
            refers = field.codelist == missed.within if missed.within else field.references == ".".join(missed.place)
            if refers or (missed.place[1] == "id" and (name, field.name) in BY_TABLE):
                used.update(word for cell in frame[field.name].unique() for word in (cell, *cell.split()))
    return used


BY_TABLE: Final = frozenset({("crosswalk", "from_id"), ("crosswalk", "to_id"), ("good_practices", "dimensions")})
"""Columns that name rows of tables without being a reference by the profile."""
