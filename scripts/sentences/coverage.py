"""How much is known: of how many indicators an area has a figure, and of how many states of a group there is one.

Both are published as tables of their own, so that each of these counts has a cell.
"""

from __future__ import annotations

from collections.abc import Mapping

from scripts.findings.figures import DATA, WHOLE, Figure
from scripts.findings.reading import Observation, Row
from scripts.sentences.sentences import known
from scripts.words.edition import Area, Edition

AREAS, GROUPS = "coverage.csv", "coverage_groups.csv"
"""Names of the two published tables."""

KEYS = ["ref_area", "ref_area_label"]
KNOWN, MEMBERS = "indicators_known", "members"
"""The column after the keys: how many indicators are known of an area; how many UN member states a group has."""


def indicators_known(site: Edition, area: Area) -> Figure:
    """Give the number of indicators that are known of one area."""
    number = sum(known(site, site.reading.headline(row), area) is not None for row in site.reading.indicators)
    return _figure(site, AREAS, sorted(site.areas).index(area.iso3) + 2, KNOWN, number)


def _figure(site: Edition, table: str, row: int, column: str, number: int) -> Figure:
    columns = [*KEYS, KNOWN if table == AREAS else MEMBERS, *(each["id"] for each in site.reading.indicators)]
    cell = f"{DATA}/{table}#cell={row},{columns.index(column) + 1}"
    return Figure(value=float(number), form=WHOLE, cell=cell)


class Coverage:
    """The figure that stands for each area under each indicator, and the counts of such figures with their cells."""

    def __init__(self, site: Edition) -> None:
        self._site = site
        self._indicators = [row["id"] for row in site.reading.indicators]
        headlines = [(row["id"], site.reading.headline(row)) for row in site.reading.indicators]
        self.found: Mapping[str, Mapping[str, Observation | None]] = {
            code: {indicator: known(site, series, area) for indicator, series in headlines}
            for code, area in sorted(site.areas.items())
        }
        """By area and indicator, what `sentences.known` gives; areas are sorted by code."""
        self._group_rows = {group: row for row, group in enumerate(sorted(site.reading.groups), start=2)}
        self._states = {
            group: [area.iso3 for area in site.members(group) if area.is_state] for group in self._group_rows
        }
        self._counts = {group: self._counted(states) for group, states in self._states.items()}

    def _counted(self, states: list[str]) -> dict[str, int]:
        return {i: sum(self.found[state][i] is not None for state in states) for i in self._indicators}

    def indicators_known(self, area: Area) -> Figure:
        """Give the number of indicators that are known of an area."""
        return indicators_known(self._site, area)

    def members(self, group: str) -> Figure:
        """Give the number of UN member states in a group today."""
        return _figure(self._site, GROUPS, self._group_rows[group], MEMBERS, len(self._states[group]))

    def states_known(self, group: str, indicator: Row) -> Figure:
        """Give the number of UN member states in a group of which an indicator is known."""
        number = self._counts[group][indicator["id"]]
        return _figure(self._site, GROUPS, self._group_rows[group], indicator["id"], number)

    def areas_table(self) -> list[list[str]]:
        """Give the header, and a row for each area that has a page: KEYS, KNOWN, and a column for each indicator.

        A cell of an indicator holds the period of the figure that stands for the area; blank when nothing is known.
        """
        rows = [
            [code, self._site.areas[code].row["name_en"], self.indicators_known(self._site.areas[code]).exact]
            + ["" if each is None else each.time_period for each in found.values()]
            for code, found in self.found.items()
        ]
        return [[*KEYS, KNOWN, *self._indicators], *rows]

    def groups_table(self) -> list[list[str]]:
        """Give the header, and a row a group: KEYS, MEMBERS, and of how many of these each indicator is known."""
        rows = [
            [
                group,
                self._site.reading.groups[group]["name_en"],
                str(len(states)),
                *(str(n) for n in self._counts[group].values()),
            ]
            for group, states in self._states.items()
        ]
        return [[*KEYS, MEMBERS, *self._indicators], *rows]
