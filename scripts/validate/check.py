"""What a check is, what it may read, and how a problem in a table is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pandas as pd

from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.package.read import Package


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a check of meaning may read: the package, and the last release's where there is one.

    `sound` names the tables whose file and columns are as the descriptor says. A check reads no other table; `table`
    and `series` help it to keep to that.
    """

    package: Package
    sound: frozenset[str]
    previous: Package | None = field(default=None)

    def table(self, name: str) -> pd.DataFrame:
        """A table as text; an empty frame with its columns when it is not sound."""
        if name in self.sound:
            return self.package.tables[name]
        try:
            return pd.DataFrame(columns=self.package.field_names(name), dtype=str)
        except KeyError:
            return pd.DataFrame(dtype=str)

    def series(self) -> list[Series]:
        """The series whose observations are sound; none when the table of series is not."""
        if "series" not in self.sound:
            return []
        return [series for series in self.package.series.values() if series.table in self.sound]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: the codes that it may give, and the function that looks. A warning does not stop publication."""

    codes: tuple[str, ...]
    run: Callable[[Context], Iterator[Problem]]
    warning: bool = False


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
