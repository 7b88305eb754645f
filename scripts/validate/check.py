"""What a check is, what it may read, and how a problem in a table is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Final

import pandas as pd

from scripts.model.codes import REFERENCE_DAYS
from scripts.model.languages import Languages
from scripts.model.problems import Problem
from scripts.model.tables import (
    URL_PATTERN,
    Field,
    Register,
    Series,
    Table,
    fixed_tables,
    register_table,
    series_from_row,
)
from scripts.package.files import records
from scripts.package.read import REGISTER_PREFIX, Package
from scripts.validate.cells import NUMBER_TYPES, fields, rules

FIXED: Final[Mapping[str, tuple[str, ...]]] = {t.name: t.primary_key for t in fixed_tables(Languages())}
"""Primary keys of the tables that every package may have, by name."""


@cache
def tables_of(languages: Languages) -> Mapping[str, Table]:
    """Give the tables that every package in such languages may have, by name."""
    return {table.name: table for table in fixed_tables(languages)}


def register_of(resource: str, languages: Languages, extra: tuple[Field, ...] = ()) -> Table:
    """Give the table of a register by the name of its resource, with columns of its own."""
    name = resource.removeprefix(REGISTER_PREFIX)
    return register_table(Register(name=name, title=name, description=name, extra=extra), languages)


SERIES_LIMITS: Final = {"decimals": 12, "per": 1_000_000_000, "max_age": 1000, "settles_after": 1200}
"""The largest number that a series may have in a column: more can neither be computed nor shown."""

_DIGITS: Final = 10


def series_of(row: Mapping[str, str]) -> Series | None:
    """Read one row of the series; None when a number of it is not one or too large, as the check of types tells.

    A reference day that is none is told too, and left out here.
    """
    filled = row["decimals"] != "" and all(_is_within(row.get(name, ""), most) for name, most in SERIES_LIMITS.items())
    day = row["reference_day"]
    return series_from_row({**row, "reference_day": day if day in REFERENCE_DAYS else ""}) if filled else None


def _is_within(cell: str, most: int) -> bool:
    if cell == "":
        return True
    return cell.isascii() and cell.isdecimal() and len(cell) <= _DIGITS and int(cell) <= most


@dataclass(frozen=True, slots=True)
class Counted:
    """What is known of all rows of a table of which the frame holds some."""

    totals: Callable[[], pd.DataFrame]
    """Gives by period the `sum` and `count` of the values of rows with plain numbers."""
    places: Callable[[], frozenset[int]]
    """Gives the places of the rows of the frame that are counted there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table, its different cells, and what its field allows."""

    table: str
    cells: pd.Series
    distinct: Sequence[str]
    field: Mapping[str, Any]

    @property
    def subject(self) -> str:
        """Its name without a language."""
        return re.sub(r"_[a-z]{2}$", "", str(self.cells.name))

    @property
    def number(self) -> bool:
        """Whether it holds numbers."""
        return self.field.get("type") in NUMBER_TYPES

    @property
    def address(self) -> bool:
        """Whether it holds addresses."""
        return rules(self.field).get("pattern") == URL_PATTERN


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a check of meaning may read: the package, and the last release's where there is one.

    `sound` names the tables whose file and columns are as the descriptor says. A check reads no other table; `table`
    and `series` help it to keep to that. `left_out` names the tables that a package need not have and this one lacks.
    """

    package: Package
    sound: frozenset[str]
    left_out: frozenset[str] = frozenset()
    previous: Package | None = field(default=None)
    counted: Mapping[str, Counted] = field(default_factory=dict)
    """By name of a large table, of which the frame holds those rows alone that checks of rows must read."""
    whole: Mapping[str, Callable[[], pd.DataFrame]] = field(default_factory=dict)
    """By name of a large table, what gives all of its rows, for checks that go across tables."""

    def table(self, name: str) -> pd.DataFrame:
        """A table as text; when it is not sound or not there, an empty frame with the profile's columns."""
        if name in self.sound:
            return self.whole[name]() if name in self.whole else self.package.tables[name]
        if name.startswith(REGISTER_PREFIX):
            return pd.DataFrame(columns=register_of(name, self.package.languages).columns, dtype=str)
        known = tables_of(self.package.languages)
        return pd.DataFrame(columns=known[name].columns if name in known else [], dtype=str)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the sound tables that their descriptors name, in their order: each is looked through once."""
        found = ((table, field) for table in sorted(self.sound) for field in fields(self.package, table))
        frames = {table: self.table(table) for table in self.sound}
        held = [
            (table, frames[table][field["name"]], field) for table, field in found if field["name"] in frames[table]
        ]
        return tuple(Column(table=t, cells=c, distinct=c.unique().tolist(), field=f) for t, c, f in held)

    def certain(self, name: str) -> bool:
        """Whether it is certain which rows a table has: it is sound, or it may be left out and is.

        A table that is left out has no rows, so whatever names one of them names nothing.
        """
        return name in self.sound or name in self.left_out

    def totals(self, table: str, periods: pd.Series, numbers: pd.Series) -> pd.DataFrame:
        """Give by period the `sum` and `count` of numbers of a table, also of rows that the frame does not hold."""
        held = self.counted.get(table)
        if held is None:
            return numbers.groupby(periods).agg(["sum", "count"])
        rest = numbers[~numbers.index.isin(held.places())]
        return held.totals().add(rest.groupby(periods).agg(["sum", "count"]), fill_value=0)

    def series(self) -> list[Series]:
        """The series whose own numbers are numbers and whose observations are sound."""
        return list(self._series)

    @cached_property
    def _series(self) -> tuple[Series, ...]:
        """Read once: a score of checks ask."""
        found = [series_of(row) for row in records(self.table("series"))]
        return tuple(s for s in {s.id: s for s in found if s}.values() if s.table in self.sound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: the codes that it may give, and the function that looks. A warning does not stop publication.

    One that `compares` says something of two releases: what it tells depends on with which one a package is compared.
    """

    codes: tuple[str, ...]
    run: Callable[[Context], Iterator[Problem]]
    warning: bool = False
    compares: bool = False
    across: bool = False
    """Whether it compares rows of several tables, or of one with all others: it needs every row of a large one."""


def in_rows(table: str, frame: pd.DataFrame, code: str, column: str, expected: str = "") -> Iterator[Problem]:
    """Give one problem for each row of `frame`, whose index must be that of the file."""
    for index, found in frame[column].items():
        yield Problem(
            file=f"data/{table}.csv",
            row=int(str(index)) + 2,
            code=code,
            field=column,
            found=str(found),
            expected=expected,
        )
