"""How much is known, with cells: both tables of coverage are published, so that each of their counts has a cell."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from scripts.findings.figures import DATA, WHOLE, Figure
from scripts.findings.reading import Observation, Reading, Row
from scripts.model.codes import UN_MEMBER, WORLD
from scripts.summarise.coverage import counts

AREAS, GROUPS = "coverage.csv", "coverage_groups.csv"
"""Names of the two published tables."""

KEYS = ["ref_area", "ref_area_label"]
KNOWN, MEMBERS = "indicators_known", "members"
"""The column after the keys: how many indicators are known of an area; how many UN member states a group has."""


def kept_counts(table: pd.DataFrame, folder: str) -> Mapping[str, Figure]:
    """Give of how many UN member states each indicator was known, from the table of groups that a release keeps.

    `folder` is that of the release, below which the cells lie. By indicator; none where the table has no world.
    """
    rows = table.index[table["ref_area"] == WORLD]
    columns = enumerate(table.columns, start=1)
    return {
        str(name): Figure(value=float(text), form=WHOLE, cell=f"{folder}/{GROUPS}#cell={row + 2},{column}")
        for row in rows
        for column, name in columns
        if name not in (*KEYS, MEMBERS) and (text := str(table.loc[row, name]))
    }


class Coverage:
    """The figure that stands for each area under each indicator, and the counts of such figures with their cells."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._name = f"name_{reading.package.languages.first}"
        self._indicators = [row["id"] for row in reading.indicators]
        headlines = [(row["id"], reading.headline(row)) for row in reading.indicators]
        self._areas = dict(sorted((row["iso3"], row) for row in reading.areas))
        self.found: Mapping[str, Mapping[str, Observation | None]] = {
            code: {indicator: reading.known(series, code) for indicator, series in headlines} for code in self._areas
        }
        """By area and indicator, the observation that stands; areas are sorted by code."""
        self._groups = sorted(reading.groups)
        self._area_rows = {code: row for row, code in enumerate(self._areas, start=2)}
        self._group_rows = {group: row for row, group in enumerate(self._groups, start=2)}
        self._counts = counts(
            {i: {code for code, held in self.found.items() if held[i] is not None} for i in self._indicators},
            self._areas,
            {code for code, row in self._areas.items() if row["area_type"] == UN_MEMBER},
            {group: reading.members_of.get(group, set()) for group in self._groups},
        )

    def indicators_known(self, ref_area: str) -> Figure:
        """Give the number of indicators that are known of an area."""
        return self._figure(AREAS, self._area_rows[ref_area], KNOWN, self._counts.indicators[ref_area])

    def members(self, group: str) -> Figure:
        """Give the number of UN member states in a group today."""
        return self._figure(GROUPS, self._group_rows[group], MEMBERS, self._counts.states[group])

    def states_known(self, group: str, indicator: Row) -> Figure:
        """Give the number of UN member states in a group of which an indicator is known."""
        name = indicator["id"]
        return self._figure(GROUPS, self._group_rows[group], name, self._counts.known[group][name])

    def _figure(self, table: str, row: int, column: str, number: int) -> Figure:
        columns = [*KEYS, KNOWN if table == AREAS else MEMBERS, *self._indicators]
        cell = f"{DATA}/{table}#cell={row},{columns.index(column) + 1}"
        return Figure(value=float(number), form=WHOLE, cell=cell)

    def areas_table(self) -> list[list[str]]:
        """Give the header, and a row for each area that has a page: KEYS, KNOWN, and a column for each indicator.

        A cell of an indicator holds the period of the figure that stands for the area; blank when nothing is known.
        """
        rows = [
            [code, self._areas[code][self._name], str(self._counts.indicators[code])]
            + ["" if each is None else each.time_period for each in found.values()]
            for code, found in self.found.items()
        ]
        return [[*KEYS, KNOWN, *self._indicators], *rows]

    def groups_table(self) -> list[list[str]]:
        """Give the header, and a row a group: KEYS, MEMBERS, and of how many of these each indicator is known."""
        rows = [
            [
                group,
                self._reading.groups[group][self._name],
                str(self._counts.states[group]),
                *(str(self._counts.known[group][i]) for i in self._indicators),
            ]
            for group in self._groups
        ]
        return [[*KEYS, MEMBERS, *self._indicators], *rows]
