"""Picks from a large table the rows that can be at fault, and one for all that are alike: the checks then read those.

Every rule stays written once, for rows in memory. What stands here is weaker and says of a row only that nothing can be
wrong with it: its numbers are plain and within bounds, its ratio is its parts, its key is its own. Rows of which that
is not certain are all picked. Of the others one stands for all that have the same codes: what a check says of a code,
a period or a status, it says of that row; then every row like it is picked too, and the checks look again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from scripts.large.engine import ROW, Engine, literal, name_of
from scripts.model.tables import Field, Series, Table

NUMBERS: Final = frozenset({"integer", "number"})
MOST: Final = 10_000_000_000
"""More than a check allows for people: from here on rows are looked at one by one."""

WHOLE_DIGITS: Final = 11
DECIMALS: Final = 4
"""Digits before and behind the point, together no more than every program holds exactly."""

Lives = Mapping[str, tuple[str, str]]
"""By area the year in which it began and that in which it ended, each '' where there is none."""


@dataclass(frozen=True)
class Sieve:
    """A large table of observations in an engine."""

    engine: Engine
    table: Table
    series: Series
    lives: Lives
    fewest: int
    """Areas that must report, so that their sum is of a world."""

    # -- rows ------------------------------------------------------------------------------------------------------

    def first(self) -> pd.DataFrame:
        """Give the rows that can be at fault, and the first of each kind of the others, with their places as index."""
        return self._rows(" OR ".join(f"({each})" for each in self._picked()))

    def alike(self, rows: Iterable[int], whole_keys: Iterable[int]) -> pd.DataFrame:
        """Give those rows, and all that have the codes of one of `rows` or are of the series in time of `whole_keys`.

        Rows are counted as in the file.
        """
        more = [*self._picked()]
        for columns, wanted in ((self._by_codes, rows), (self._by_area, rows), (self._in_time, whole_keys)):
            listed = ", ".join(map(str, sorted(set(wanted))))
            if listed:
                keys = ", ".join(columns)
                more.append(f"({keys}) IN (SELECT {keys} FROM {self._name} WHERE {ROW} IN ({listed}))")
        return self._rows(" OR ".join(f"({each})" for each in more))

    def whole(self) -> pd.DataFrame:
        """Give every row."""
        return self._rows("TRUE")

    def _rows(self, condition: str) -> pd.DataFrame:
        return rows_of(self.engine, self.table.name, self.table.columns, condition)

    # -- what is picked --------------------------------------------------------------------------------------------

    def _picked(self) -> Iterator[str]:
        yield f"NOT ({self.sure})"
        for columns in (self._by_codes, self._by_area):
            keys = ", ".join(columns)
            yield f"{ROW} IN (SELECT min({ROW}) FROM {self._name} GROUP BY {keys})"
        key = ", ".join(map(name_of, self.table.primary_key))
        yield f"({key}) IN (SELECT {key} FROM {self._name} GROUP BY {key} HAVING count(*) > 1)"
        yield from self._perhaps_spans()
        if self._is_stock:
            yield self._above_others()

    @property
    def _name(self) -> str:
        return name_of(self.table.name)

    @property
    def _numbers(self) -> list[Field]:
        return [field for field in self.table.fields if field.type in NUMBERS]

    @property
    def _codes(self) -> list[str]:
        return [field.name for field in self.table.fields if field.type not in NUMBERS]

    @property
    def _blanks(self) -> list[str]:
        return [f"({name_of(field.name)} = '')" for field in self._numbers]

    @property
    def _by_codes(self) -> list[str]:
        """Everything but the area that is a code, and which numbers are blank."""
        return [*(name_of(name) for name in self._codes if name != "ref_area"), *self._blanks]

    @property
    def _by_area(self) -> list[str]:
        """The area with what is said beside a value, but without period and dimensions."""
        left = {"time_period", *self.series.dimensions}
        return [*(name_of(name) for name in self._codes if name not in left), *self._blanks]

    @property
    def _in_time(self) -> list[str]:
        return [name_of(name) for name in self.table.primary_key if name != "time_period"]

    @cached_property
    def sure(self) -> str:
        """What is true of rows whose numbers, ratio and time nothing can be said against."""
        return " AND ".join([*map(self._sure_number, self._numbers), *self._sure_ratio(), *self._sure_time()]) or "TRUE"

    def _sure_number(self, field: Field) -> str:
        """A number is plain, has no sign, no more digits than are exact, and lies within the bounds of its column."""
        name, decimals = name_of(field.name), min(self.series.decimals, DECIMALS)
        part = f"(\\.[0-9]{{1,{decimals}}})?" if field.type == "number" and decimals else ""
        shape = literal(f"^(0|[1-9][0-9]{{0,{WHOLE_DIGITS - 1}}}){part}$")
        most = min(MOST if field.maximum is None else field.maximum, 1 if self._is_share(field) else MOST)
        least = max(field.minimum or 0, 0)
        bounds = f"TRY_CAST({name} AS DOUBLE) BETWEEN {least} AND {most}"
        number = f"(regexp_matches({name}, {shape}) AND {bounds})"
        return number if field.required else f"({name} = '' OR {number})"

    def _is_share(self, field: Field) -> bool:
        return self.series.is_share and field.name in ("obs_value", "value_low", "value_high")

    def _sure_ratio(self) -> Iterator[str]:
        """A ratio without a range is blank with its parts, or well within the rounding of their quotient."""
        if not self.series.has_parts:
            return
        held = {field.name for field in self._numbers}
        for name in held - {"obs_value", "numerator", "denominator"}:
            yield f"{name_of(name)} = ''"
        value, top, low = (f"TRY_CAST({name_of(name)} AS DOUBLE)" for name in ("obs_value", "numerator", "denominator"))
        near = f"abs({value} - {self.series.per} * {top} / nullif({low}, 0)) < {0.4 * 10.0**-self.series.decimals:.15f}"
        whole = f"{low} > 0 AND {top} <= {low} AND {near}"
        parts = f"(numerator = '' OR denominator = '' OR coalesce({top} <= {low}, FALSE))"
        yield f"((obs_value = '' AND {parts}) OR (obs_value <> '' AND coalesce({whole}, FALSE)))"

    def _sure_time(self) -> Iterator[str]:
        """The area began before the year of the period, and ends after it."""
        begun = {area: first for area, (first, _) in self.lives.items() if first}
        ended = [area for area, (_, last) in self.lives.items() if last]
        if ended:
            yield f"NOT ({_among('ref_area', ended)})"
        by_year: dict[str, list[str]] = {}
        for area, year in begun.items():
            by_year.setdefault(year, []).append(area)
        for year, areas in sorted(by_year.items()):
            yield f"(NOT ({_among('ref_area', areas)}) OR substr(time_period, 1, 4) > {literal(year)})"

    def _perhaps_spans(self) -> Iterator[str]:
        """Months each of another year of one area: where every month of a series is such, they may be spans."""
        months = "length(time_period) = 7 AND substr(time_period, 5, 1) = '-'"
        forward = f"SELECT 1 FROM {self._name} WHERE {months} AND substr(time_period, 6, 2) > substr(time_period, 3, 2)"
        if not self.engine.query(f"{forward} LIMIT 1"):
            return
        keys = ", ".join(self._in_time)
        groups = f"SELECT {keys} FROM {self._name} WHERE {months} GROUP BY {keys} HAVING count(*)"
        apart = "count(DISTINCT substr(time_period, 1, 4))"
        yield f"({keys}) IN ({groups} = {apart})"
        yield f"({keys}) IN ({groups} > {apart} ORDER BY {keys} LIMIT 1)"

    # -- sums over all rows ----------------------------------------------------------------------------------------

    @property
    def _is_stock(self) -> bool:
        return self.series.counts_things and self.series.adds_areas and not self.series.adds_periods

    def _above_others(self) -> str:
        """More than the least that the areas of any period can have together."""
        number = "TRY_CAST(obs_value AS DOUBLE)"
        least = f"sum(CASE WHEN {self.sure} OR {number} < 0 THEN {number} ELSE 0 END)"
        totals = (
            f"SELECT {least} AS total FROM {self._name} WHERE obs_value <> ''"
            f" GROUP BY time_period HAVING count(*) >= {self.fewest}"
        )
        return f"{number} > (SELECT min(total) FROM ({totals}) AS totals)"

    def totals(self) -> pd.DataFrame:
        """Give by period the `sum` and the `count` of values, of the rows that are `sure`."""
        found = self.engine.query(
            f"SELECT time_period, sum(TRY_CAST(obs_value AS DOUBLE)), count(*) FROM {self._name}"
            f" WHERE obs_value <> '' AND {self.sure} GROUP BY time_period"
        )
        return pd.DataFrame(
            {"sum": [float(row[1]) for row in found], "count": [int(row[2]) for row in found]},
            index=[str(row[0]) for row in found],
        )

    def surely(self) -> frozenset[int]:
        """Places of the rows among the picked ones that are `sure`, and so are counted in `totals`."""
        condition = " OR ".join(f"({each})" for each in self._picked())
        found = self.engine.query(f"SELECT {ROW} FROM {self._name} WHERE ({condition}) AND {self.sure}")
        return frozenset(int(row[0]) - 2 for row in found)


def rows_of(engine: Engine, table: str, columns: Sequence[str], condition: str) -> pd.DataFrame:
    """Give rows of a table as text, with their places as index. Each text is held once."""
    names = ", ".join(map(name_of, columns))
    found = engine.query(f"SELECT {ROW}, {names} FROM {name_of(table)} WHERE {condition} ORDER BY {ROW}")
    same: dict[str, str] = {}
    cells = [[same.setdefault(cell, cell) for cell in row[1:]] for row in found]
    return pd.DataFrame(cells, columns=list(columns), index=[int(row[0]) - 2 for row in found], dtype=object)


def _among(column: str, texts: Sequence[str]) -> str:
    held = ", ".join(map(literal, sorted(texts)))
    return f"{column} IN ({held})"
