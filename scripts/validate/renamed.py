"""Finds the one key that was written otherwise, where many rows seem to name what is not there.

A key that no row refers to, beside many rows that refer to nearly the same and not find it, is more likely wrong than
all of those rows: it is told once, at its own cell, in place of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from scripts.model.problems import Problem
from scripts.model.tables import Table
from scripts.validate.nearest import nearest

CODES: Final = ("key-renamed",)

FEWEST: Final = 2
"""Rows that must miss a key, so that it is not one of them that is wrong."""

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
        near = nearest(each.found, keys - _used(each, tables, frames))
        if near and each.found not in keys:
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
