"""The package and its summaries as templates read them: by indicator, country, group and source.

Nothing is computed or chosen here but places and order: every figure is read from a published cell, and which
observation stands for an area is decided in `summarise`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from scripts.findings.figures import DATA, Figure, Form, Summaries, few, form
from scripts.model.codes import ALL_PERIODS, AT_LEAST, BOUNDS, DIVISIONS, UN_MEMBER, UNCOUNTED, UNKNOWN_PERIOD, WORLD
from scripts.model.measures import VALUE_COLUMNS
from scripts.model.tables import Series
from scripts.package.files import records
from scripts.package.history import History
from scripts.package.read import Package
from scripts.package.values import valued
from scripts.summarise.bounds import bounded_sums
from scripts.summarise.standing import standing, standing_by_code, standing_by_period, stated_period, statuses

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One observation as a page shows it. `figures` holds its numeric or coded cells by column."""

    series: str
    ref_area: str
    time_period: str
    dimensions: Mapping[str, str]
    figures: Mapping[str, Figure]
    obs_status: str
    source: str
    note: str
    line: int = 0
    """The row of its published table that it is, with the header as row 1."""

    @property
    def value(self) -> Figure | None:
        """The value; None where it is blank."""
        return self.figures.get("obs_value")


MAP = "map.topojson"


class Reading:
    """Read access to a package and its summaries, in no language: one serves all editions of a publication."""

    def __init__(self, package: Package, summaries: pd.DataFrame, history: History = History()) -> None:  # noqa: B008
        self.package = package
        self.history = history
        self.summaries = Summaries.from_frame(summaries)
        self._world = summaries[summaries["group"] == WORLD]
        self._listed: dict[str, list[Observation]] = {}
        self._observations: dict[str, dict[str, list[Observation]]] = {}
        self._rows: dict[str, list[dict[str, str]]] = {}
        self._figures: dict[tuple[str, str, str, str], Figure | None] = {}
        self._dimension_codes: dict[str, list[str]] = {}
        self._periods: dict[str, str] = {}
        self._standing: dict[str, dict[str, int]] = {}
        self._standing_by_code: dict[str, dict[str, list[int]]] = {}
        self._by_period: dict[str, dict[str, dict[str, int]]] = {}
        self._statuses: dict[str, Mapping[tuple[str, str], int]] = {}
        self._sums: dict[str, Mapping[tuple[str, str, str], str]] = {}

    @cached_property
    def map(self) -> Mapping[str, Any] | None:
        """The world map as TopoJSON with one object, `countries`; None when the package has none."""
        files = [data for path, data in self.package.files.items() if path.endswith(MAP)]
        return dict(json.loads(files[0])) if files else None

    # -- rows of the package's tables ------------------------------------------------------------------------------

    def rows(self, table: str) -> list[dict[str, str]]:
        """Every row of a table, in file order; none when the package does not have it."""
        if table not in self._rows:
            frame = self.package.tables.get(table)
            self._rows[table] = [] if frame is None else records(frame)
        return self._rows[table]

    @cached_property
    def labels(self) -> dict[tuple[str, str], Row]:
        """The rows of `codelists` by list and code."""
        return {(row["codelist"], row["code"]): row for row in self.rows("codelists")}

    # -- the framework ---------------------------------------------------------------------------------------------

    @cached_property
    def indicators(self) -> list[dict[str, str]]:
        """The indicators in the order of the proposal."""
        return sorted(self.rows("indicators"), key=lambda row: int(row["number"]))

    @cached_property
    def indicator_rows(self) -> dict[str, dict[str, str]]:
        """The indicators by id."""
        return {row["id"]: row for row in self.indicators}

    def parts_of(self, group: str) -> list[str]:
        """The groups that divide a group, those of a kind together."""
        return [part for kind in DIVISIONS for part in self.divided.get((group, kind), ())]

    @cached_property
    def policy_areas(self) -> list[dict[str, str]]:
        """The policy areas in order."""
        return sorted(self.rows("policy_areas"), key=lambda row: int(row["number"]))

    @cached_property
    def dimensions(self) -> list[dict[str, str]]:
        """The dimensions in order."""
        return sorted(self.rows("dimensions"), key=lambda row: int(row["number"]))

    @cached_property
    def groupings(self) -> list[dict[str, str]]:
        """The code lists whose codes have pages, in order; none in most packages."""
        return sorted(self.rows("groupings"), key=lambda row: int(row["number"]))

    @cached_property
    def grouped(self) -> dict[str, list[Row]]:
        """By grouping: the codes that occur in a series whose first dimension it is, in the order of their list."""
        found: dict[str, list[Row]] = {}
        for grouping in self.groupings:
            name = grouping["id"]
            held: set[str] = set()
            for series in self.by_grouping(name):
                held |= set(self.package.observations(series.id)[name])
            found[name] = [self.labels[name, code] for code in self.package.codes[name] if code in held]
        return found

    def by_grouping(self, name: str) -> list[Series]:
        """The series whose first dimension is a grouping, those without a further one first."""
        held = [s for s in self.package.series.values() if s.dimensions[:1] == (name,)]
        return sorted(held, key=lambda series: len(series.dimensions))

    @cached_property
    def criteria(self) -> list[dict[str, str]]:
        """The criteria in order."""
        return sorted(self.rows("criteria"), key=lambda row: int(row["number"]))

    @cached_property
    def sources(self) -> dict[str, dict[str, str]]:
        """The sources by id."""
        return {row["id"]: row for row in self.rows("sources")}

    @cached_property
    def sources_of(self) -> dict[str, tuple[str, ...]]:
        """The sources that the observations of each series come from, its main source first.

        A ratio also comes from the sources of the series that its parts are the values of.
        """
        named = {s.id: set(self.package.observations(s.id)["source"]) for s in self.package.series.values()}
        parts = self.rows("ratio_parts") if "ratio_parts" in self.package.tables else []
        own = {name: frozenset(sources) for name, sources in named.items()}
        for row in parts:
            named[row["series"]] |= own[row["part_series"]]
        return {s.id: (s.source, *sorted(named[s.id] - {s.source, ""})) for s in self.package.series.values()}

    @cached_property
    def breaks(self) -> dict[str, dict[str, Row]]:
        """The breaks by series and by the first period after each: across one, a difference is no change."""
        found: dict[str, dict[str, Row]] = {}
        for row in self.rows("breaks"):
            found.setdefault(row["series"], {})[row["time_period"]] = row
        return found

    @cached_property
    def status_sentences(self) -> dict[tuple[str, str], Row]:
        """What a country with a status did, by series and status; none in most packages."""
        return {(row["series"], row["code"]): row for row in self.rows("status_sentences")}

    def breaks_between(self, series: Series, before: str, after: str) -> list[str]:
        """The breaks of a series after one period and up to another, by the first period after each."""
        return [period for period in self.breaks.get(series.id, {}) if before < period <= after]

    @cached_property
    def series_rows(self) -> dict[str, dict[str, str]]:
        """The rows of `series` by id."""
        return {row["id"]: row for row in self.rows("series")}

    def headline(self, indicator: Row) -> Series:
        """The headline series of an indicator."""
        return next(s for s in self.package.series.values() if s.indicator == indicator["id"] and s.role == "headline")

    def companions(self, indicator: Row) -> list[Series]:
        """The companion series of an indicator, in order."""
        return [s for s in self.package.series.values() if s.indicator == indicator["id"] and s.role == "companion"]

    def readings(self, indicator: Row) -> list[Series]:
        """The companions that answer an indicator's question by another rule, in statuses of their own, in order.

        Each has a section with charts as the headline has, and what holds for a country by it stands on its page.
        """
        listed = {row["series"] for row in self.rows("variants") if row["indicator"] == indicator["id"]}
        return [s for s in self.companions(indicator) if s.has_statuses and s.counts_states and s.id in listed]

    def variants(self, indicator: Row) -> list[Series]:
        """The series that count what an indicator's headline counts by another rule and stand in no other table."""
        return [s for s in self.package.series.values() if s.indicator == indicator["id"] and s.role == "variant"]

    def context(self) -> list[Series]:
        """The context series."""
        return [s for s in self.package.series.values() if s.role == "context"]

    # -- areas and groups ------------------------------------------------------------------------------------------

    @cached_property
    def areas_with_data(self) -> set[str]:
        """The areas with an observation in a headline, or a row in a register."""
        observed = {
            area
            for s in self.package.series.values()
            if s.role == "headline"
            for area in self.package.observations(s.id)["ref_area"]
        }
        listed = {area for frame in self.package.registers.values() for area in frame["ref_area"]}
        return observed | listed

    @cached_property
    def areas(self) -> list[dict[str, str]]:
        """The rows of the areas that have a page: UN members, and others in a headline or register; none that ended."""
        rows = [row for row in self.rows("reference_areas") if not row["valid_to"]]
        return [row for row in rows if row["area_type"] == UN_MEMBER or row["iso3"] in self.areas_with_data]

    @cached_property
    def area_rows(self) -> dict[str, dict[str, str]]:
        """The rows of all areas by code, also of those without a page."""
        return {row["iso3"]: row for row in self.rows("reference_areas")}

    @cached_property
    def names_by_area(self) -> dict[str, list[dict[str, str]]]:
        """The rows of `area_names` by area."""
        found: dict[str, list[dict[str, str]]] = {}
        for row in self.rows("area_names"):
            found.setdefault(row["ref_area"], []).append(row)
        return found

    @cached_property
    def groups(self) -> dict[str, dict[str, str]]:
        """The groups of areas by id, in order."""
        return {row["id"]: row for row in sorted(self.rows("area_groups"), key=lambda row: int(row["order"]))}

    @cached_property
    def _memberships(self) -> list[dict[str, str]]:
        return [row for row in self.rows("area_group_members") if not row["valid_to"]]

    @cached_property
    def groups_of(self) -> dict[str, list[str]]:
        """The groups that an area is in today, in the order of groups."""
        found: dict[str, list[str]] = {}
        for row in self._memberships:
            found.setdefault(row["ref_area"], []).append(row["group"])
        return {area: [g for g in self.groups if g in groups] for area, groups in found.items()}

    @cached_property
    def members_of(self) -> dict[str, set[str]]:
        """The areas that are in a group today."""
        found: dict[str, set[str]] = {}
        for row in self._memberships:
            found.setdefault(row["group"], set()).add(row["ref_area"])
        return found

    @cached_property
    def uncounted(self) -> frozenset[str]:
        """The areas that the world does not add, since it has them otherwise: wholes, and parts of countries."""
        return frozenset(row["iso3"] for row in self.areas if row["area_type"] in UNCOUNTED)

    def outside(self, series: Series) -> dict[str, list[str]]:
        """By group that others divide: the areas whose figures it includes, and that are in none of its parts.

        The world includes every area with a figure. What divides a group is each kind of `DIVISIONS`, for itself.
        """
        if not series.adds_up:
            return {}
        valued = {area for area in self.reporting(series) if any(o.figures for o in self.observations(series, area))}
        found: dict[str, set[str]] = {}
        for (whole, _), pieces in self.divided.items():
            covered = set().union(*(self.members_of.get(piece, set()) for piece in pieces))
            inside = valued - self.uncounted if whole == WORLD else valued & self.members_of.get(whole, set())
            found.setdefault(whole, set()).update(inside - covered)
        return {whole: sorted(areas) for whole, areas in found.items() if areas}

    @cached_property
    def divided(self) -> dict[tuple[str, str], list[str]]:
        """The groups into which a group is divided, in order, by the group and the kind of its parts."""
        found: dict[tuple[str, str], list[str]] = {}
        for group in self.groups.values():
            if group["kind"] in DIVISIONS and group["parent"]:
                found.setdefault((group["parent"], group["kind"]), []).append(group["id"])
        return found

    # -- figures ---------------------------------------------------------------------------------------------------

    def summary(self, series: Series, group: str, period: str, measure: str) -> Figure | None:
        """A published aggregate; None where there is none or it is blank."""
        key = (series.id, group, period, measure)
        if key not in self._figures:
            found = self.summaries.figure(series, group, period, measure)
            bound = self._bound(series, group, period, measure) if found else ""
            self._figures[key] = replace(found, bound=bound) if found and bound else found
        return self._figures[key]

    def _bound(self, series: Series, group: str, period: str, measure: str) -> str:
        """Give what bounds an aggregate: a minimum, states that may be a yes too, or a part of it that has a bound.

        How many single figures were published is known exactly.
        """
        main, dot, codes = measure.partition(".")
        if main != series.kind.main or not series.is_summed:
            return ""
        if series.has_statuses and series.counts_states:
            rest = self.summary(series, group, period, f"{series.rest}{dot}{codes}")
            return AT_LEAST if series.is_minimum or (rest and not rest.zero) else ""
        return AT_LEAST if series.is_minimum else self._bounded_sums(series).get((group, period, measure), "")

    def _bounded_sums(self, series: Series) -> Mapping[tuple[str, str, str], str]:
        if series.id not in self._sums:
            self._sums[series.id] = bounded_sums(series, self.package)
        return self._sums[series.id]

    def periods(self, series: Series, group: str = WORLD) -> list[str]:
        """The dated periods of a series in a group, in order."""
        return [p for p in self.summaries.periods(series.id, group) if p not in (ALL_PERIODS, UNKNOWN_PERIOD)]

    def latest(self, series: Series) -> str:
        """The period that a headline is stated for: see `summarise.standing.stated_period`; '' where there is none."""
        if series.id not in self._periods:
            of_main = (self._world["series"] == series.id) & (self._world["measure"] == series.kind.main)
            observations = self.package.observations(series.id)
            self._periods[series.id] = stated_period(series, observations, self._world[of_main])
        return self._periods[series.id]

    def valued(self, series: Series) -> pd.Series:
        """Tell which observations of a series have a value, or a range in its place."""
        return valued(self.package.observations(series.id))

    def is_open(self, series: Series) -> bool:
        """Tell whether the last period of a series is not complete, also for an area of which nothing is recorded."""
        frame = self.package.observations(series.id)
        return bool((frame["time_period"].str.startswith(series.last_period) & (frame["obs_status"] == "P")).any())

    def observations(self, series: Series, ref_area: str) -> list[Observation]:
        """The observations of an area in a series, by period."""
        return self._by_reporter(series).get(ref_area, [])

    def reporting(self, series: Series) -> set[str]:
        """The areas with an observation in a series."""
        return set(self._by_reporter(series))

    def _by_reporter(self, series: Series) -> Mapping[str, list[Observation]]:
        if series.id not in self._observations:
            found: dict[str, list[Observation]] = {}
            for each in self._every(series):
                found.setdefault(each.ref_area, []).append(each)
            self._observations[series.id] = found
        return self._observations[series.id]

    def known(self, series: Series, ref_area: str) -> Observation | None:
        """The observation that stands for an area: see `summarise.standing`; None where nothing is known."""
        if series.id not in self._standing:
            observations = self.package.observations(series.id)
            self._standing[series.id] = standing(series, observations, self.latest(series))
        return self.at(series, self._standing[series.id].get(ref_area))

    def at(self, series: Series, place: int | None) -> Observation | None:
        """The observation in a place of its table, counted from 0; None for no place."""
        return None if place is None else self._every(series)[place]

    def known_by_code(self, series: Series, ref_area: str) -> list[Observation]:
        """What stands for an area under each code of the series' dimensions, in the order of the file."""
        if series.id not in self._standing_by_code:
            self._standing_by_code[series.id] = standing_by_code(series, self.package.observations(series.id))
        return [self._every(series)[place] for place in self._standing_by_code[series.id].get(ref_area, [])]

    def known_by_period(self, series: Series, ref_area: str) -> dict[str, Observation]:
        """What stands for an area in each period of which it has something, the newest first."""
        if series.id not in self._by_period:
            found: dict[str, dict[str, int]] = {}
            for (area, period), place in standing_by_period(series, self.package.observations(series.id)).items():
                found.setdefault(area, {})[period] = place
            self._by_period[series.id] = found
        places = self._by_period[series.id].get(ref_area, {})
        return {period: self._every(series)[places[period]] for period in sorted(places, reverse=True)}

    def blank_by_period(self, series: Series, ref_area: str) -> dict[str, Observation]:
        """What says why an area has nothing in a period, the newest first: its last observation there, without a value.

        As of figures there is nothing of a series of single cases, nor of what has no date.
        """
        if series.has_cases and series.dimensions:
            return {}
        known = self.known_by_period(series, ref_area)
        blank = [each for each in self.observations(series, ref_area) if not each.figures]
        dated = (each for each in blank if each.time_period[:1].isdigit() and each.time_period not in known)
        return {each.time_period: each for each in sorted(dated, key=lambda each: each.time_period, reverse=True)}

    def dimension_codes(self, series: Series) -> list[str]:
        """The codes of a series' one dimension that occur in it, in the order of their list."""
        if series.id not in self._dimension_codes:
            name = series.dimensions[0]
            present = set(self.package.observations(series.id)[name].unique())
            self._dimension_codes[series.id] = [c for c in self.package.codes[name] if c in present]
        return self._dimension_codes[series.id]

    def _every(self, series: Series) -> list[Observation]:
        """Every observation of a series, in the order of its table."""
        if series.id not in self._listed:
            self._listed[series.id] = list(self._read(series))
        return self._listed[series.id]

    def _read(self, series: Series) -> Iterator[Observation]:
        frame = self.package.observations(series.id)
        columns = [c for c in VALUE_COLUMNS if c in frame.columns]
        places = {c: list(frame.columns).index(c) + 1 for c in columns}
        for number, row in enumerate(records(frame), start=2):
            cells = {c: self._figure(series, row, c, f"{number},{places[c]}") for c in columns if row[c] != ""}
            yield _observation(series, row, cells, number)

    def _figure(self, series: Series, row: Row, column: str, place: str) -> Figure:
        text = row[column]
        cell = f"{DATA}/{series.table}.csv#cell={place}"
        if series.codelist:
            asked = Form(style="code", codelist=series.codelist)
            return Figure(value=text, form=asked, cell=cell, status=row["obs_status"])
        value = float(text)
        asked = form(series, "ratio" if column in ("obs_value", "value_low", "value_high") else column)
        if column != "obs_value":
            return Figure(value=value, form=asked, cell=cell, status=row["obs_status"])
        whole = few(asked, row.get("denominator", ""))
        found = Figure(value=value, form=asked, cell=cell, status=row["obs_status"], whole=whole)
        noted = BOUNDS.get(row["note"], "")
        bound = noted or (AT_LEAST if series.is_minimum else "")
        return replace(found, bound=bound, noted=bool(noted)) if bound and value else found

    def status(self, series: Series, ref_area: str, period: str) -> Observation | None:
        """The status of an area in a year, carried forward where the series allows; None when it is not assessed."""
        if series.id not in self._statuses:
            self._statuses[series.id] = statuses(series, self.package.observations(series.id))
        return self.at(series, self._statuses[series.id].get((ref_area, period)))

    # -- evidence --------------------------------------------------------------------------------------------------

    def register(self, name: str) -> list[dict[str, str]]:
        """The rows of a register; none when there is no such register."""
        return self.rows(f"register_{name}")

    @cached_property
    def _by_area(self) -> dict[str, dict[str, list[dict[str, str]]]]:
        tables = ("evidence", "good_practices", "assessments", *(f"register_{n}" for n in self.package.registers))
        found: dict[str, dict[str, list[dict[str, str]]]] = {}
        for table in tables:
            for row in self.rows(table):
                for area in {row["ref_area"], row.get("counterpart_area", "")} - {""}:
                    found.setdefault(table, {}).setdefault(area, []).append(row)
        return found

    def about(self, table: str, ref_area: str) -> list[dict[str, str]]:
        """The rows of a table that are about an area: evidence, good_practices, assessments or a register."""
        return self._by_area.get(table, {}).get(ref_area, [])

    def links(self, table: str, row_id: str) -> list[dict[str, str]]:
        """The crosswalk's links from a row of a table."""
        return [r for r in self.rows("crosswalk") if r["from_table"] == table and r["from_id"] == row_id]


def _observation(series: Series, row: Row, cells: Mapping[str, Figure], line: int) -> Observation:
    return Observation(
        series=series.id,
        ref_area=row["ref_area"],
        time_period=row["time_period"],
        dimensions={name: row[name] for name in series.dimensions},
        figures=cells,
        obs_status=row["obs_status"],
        source=row["source"],
        note=row["note"],
        line=line,
    )
