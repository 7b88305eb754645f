"""Adds the values of a large table over the areas of groups, as `summarise.measures` does for rows in memory.

What is asked of the engine are the sums alone. What is made of them (which groups are shown, how a ratio is divided,
how a number is written) is done where it is done for every table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from scripts.large.engine import Engine, literal, name_of
from scripts.model.codes import ALL_PERIODS, WORLD, WORST_LAST
from scripts.model.tables import Series

MEMBERS: Final = "members_of_groups"
KEYS: Final = ["group", "time_period"]
PARTS: Final = ("numerator", "denominator", "denominator_low", "denominator_high")


@dataclass(frozen=True, slots=True)
class Added:
    """Sums by group and period of one code of each dimension: `number`, `areas`, `rank` of the worst status, or parts.

    `own` are the sums of areas over all periods, where periods are added.
    """

    codes: tuple[str, ...]
    rows: pd.DataFrame
    own: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """A large table of observations in an engine, whose values can be added."""

    engine: Engine
    series: Series
    columns: Sequence[str]

    def added(self, members: pd.DataFrame, *, above_zero: bool = False) -> list[Added]:
        """Add over the groups that `members` gives, as `Members.dated` does, and over the world."""
        self._put(members)
        number = "CAST(obs_value AS DECIMAL(38, 0))"
        values = self._values(number, "AND obs_value <> '0'" if above_zero else "")
        keys = f"{self._codes}grp, time_period"
        each = self._by_code(f"{values} SELECT {keys}, {_SUMMED} FROM grouped GROUP BY {keys}")
        over: dict[tuple[str, ...], list[Any]] = {}
        own: dict[tuple[str, ...], list[Any]] = {}
        if self.series.aggregation == "sum_over_time":
            period = literal(ALL_PERIODS)
            keys = f"{self._codes}grp"
            over = self._by_code(f"{values} SELECT {keys}, {period}, {_SUMMED} FROM grouped GROUP BY {keys}")
            keys = f"{self._codes}ref_area"
            own = self._by_code(f"{values} SELECT {keys}, {period}, {_SUMMED} FROM counted GROUP BY {keys}")
        return [
            Added(codes, _frame([*rows, *over.get(codes, ())]), _frame(own[codes]) if codes in own else None)
            for codes, rows in sorted(each.items())
        ]

    def ratios(self, members: pd.DataFrame) -> pd.DataFrame:
        """Add the parts of ratios by group and period; `cases` counts the rows, `<part>_given` those with the part."""
        self._put(members)
        parts = [name for name in PARTS if name in self.columns]
        sums = ", ".join(f"sum({_whole(name)}) AS {name}, count({_whole(name)}) AS {name}_given" for name in parts)
        asked = f"SELECT grp, time_period, count(*) AS cases, max(rank) AS worst, {sums}"
        found = self.engine.query(f"{self._values('0', '')} {asked} FROM grouped GROUP BY grp, time_period")
        names = [*KEYS, "cases", "rank", *(each for name in parts for each in (name, f"{name}_given"))]
        cells = [(*row[:2], *(None if each is None else int(each) for each in row[2:])) for row in found]
        return pd.DataFrame(cells, columns=names)

    @property
    def _name(self) -> str:
        return name_of(self.series.table)

    @property
    def _codes(self) -> str:
        return "".join(f"{name_of(name)}, " for name in self.series.dimensions)

    @property
    def _counted(self) -> str:
        if not self.series.has_parts:
            return "obs_value <> ''"
        needed = ("denominator_low", "denominator_high") if self.series.has_range else ("denominator",)
        whole = [f"{name_of(name)} <> ''" if name in self.columns else "FALSE" for name in ("numerator", *needed)]
        return " AND ".join([*whole, "obs_status <> 'U'"])

    def _values(self, number: str, more: str) -> str:
        parts = "".join(f", {name_of(name)}" for name in PARTS if self.series.has_parts and name in self.columns)
        columns = f"{self._codes}ref_area, time_period, number, rank{parts}"
        return (
            f"WITH counted AS (SELECT {self._codes}ref_area, time_period, {number} AS number, {_RANK} AS rank{parts}"
            f" FROM {self._name} WHERE {self._counted} {more}),"
            f" grouped AS (SELECT {literal(WORLD)} AS grp, {columns} FROM counted UNION ALL"
            f" SELECT m.grp, {', '.join(f'c.{each.strip()}' for each in columns.split(','))} FROM counted AS c"
            f" JOIN {MEMBERS} AS m ON m.area = c.ref_area AND m.valid_from <= c.time_period || m.last_day"
            f" AND m.valid_to >= c.time_period || m.last_day)"
        )

    def _put(self, members: pd.DataFrame) -> None:
        held = members[members["group"] != WORLD]
        names = ("group", "ref_area", "valid_from", "valid_to", "day")
        rows = zip(*(held[name].tolist() for name in names), strict=True)
        self.engine.put(MEMBERS, ("grp", "area", "valid_from", "valid_to", "last_day"), rows)

    def _by_code(self, text: str) -> dict[tuple[str, ...], list[Any]]:
        found: dict[tuple[str, ...], list[Any]] = {}
        width = len(self.series.dimensions)
        for row in self.engine.query(text):
            found.setdefault(tuple(row[:width]), []).append(row[width:])
        return found


_RANK: Final = (
    "CASE obs_status " + " ".join(f"WHEN {literal(code)} THEN {n}" for n, code in enumerate(WORST_LAST)) + " ELSE 0 END"
)
_SUMMED: Final = "sum(number) AS number, count(DISTINCT ref_area) AS areas, max(rank) AS worst"


def _whole(name: str) -> str:
    return f"CAST(nullif({name_of(name)}, '') AS DECIMAL(38, 0))"


def _frame(rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Give sums under their names, as whole numbers."""
    cells = [(group, period, int(number), int(areas), int(rank)) for group, period, number, areas, rank in rows]
    return pd.DataFrame(cells, columns=[*KEYS, "number", "areas", "rank"])
