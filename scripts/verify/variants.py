"""The published tables of headlines by other rules, counted again from the published observations.

By plain loops, and not by the code that made them: who is a yes by either rule in the headline's year, and who by one
alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from scripts.model.codes import ALL_PERIODS, DIRECTIONS, UNKNOWN_PERIOD, WORLD
from scripts.model.measures import has_period
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.verify.coverage import stated_year
from scripts.verify.files import DATA, Folder
from scripts.verify.second_path import Tables

RULES, AREAS = f"{DATA}/variants_counted.csv", f"{DATA}/variants_areas.csv"
RULE_HEADER = (
    *("indicator", "direction", "series", "code", "series_label", "asks", "time_period", "measure", "obs_value"),
    *("numerator", "denominator", "added", "taken_out", "obs_status", "reason"),
)
AREA_HEADER = (
    *("indicator", "direction", "series", "ref_area", "ref_area_label", "time_period", "change"),
    *("headline_value", "headline_period", "headline_status", "obs_value", "obs_period", "obs_status"),
)
PARTS = ("numerator", "denominator")
Record = Mapping[str, str]


def variants(site: Folder) -> Iterator[Problem]:
    """Tell each of both tables that is missing, and each row that is otherwise than counted again."""
    listed = site.records("variants")
    if not listed:
        return
    try:
        rules, areas = _Again(site).tables(listed)
    except (KeyError, ValueError, IndexError) as error:
        yield Problem(file=RULES, code="variants-not-recomputed", found=f"{type(error).__name__} {error}")
        return
    yield from _compared(site, RULES, RULE_HEADER, rules)
    yield from _compared(site, AREAS, AREA_HEADER, areas)


@dataclass
class _Again:
    """Both tables, counted again."""

    site: Folder

    @cached_property
    def _tables(self) -> Tables:
        return Tables(self.site)

    @cached_property
    def _series(self) -> dict[str, Series]:
        return {series.id: series for series in self._tables.series}

    @cached_property
    def _world(self) -> dict[tuple[str, str, str], Record]:
        """The published figures of the world by series, period and measure, which have a check of their own."""
        rows = (row for row in self.site.records("summaries") if row["group"] == WORLD)
        return {(row["series"], row["time_period"], row["measure"]): row for row in rows}

    @cached_property
    def _names(self) -> dict[str, str]:
        return {row["iso3"]: row[f"name_{self.site.languages.first}"] for row in self.site.records("reference_areas")}

    def tables(self, listed: Iterable[Record]) -> tuple[list[Record], list[Record]]:
        """Give the rows of both, in their order."""
        rules: list[Record] = []
        areas: list[Record] = []
        for row in sorted(listed, key=self._rank):
            rule = {**row, "reason": row["reason_en"]}
            if row["series"]:
                moved = list(self._moved(row))
                areas += moved
                rule |= self._counted(row, moved)
            rules.append(rule)
        return rules, areas

    def _rank(self, row: Record) -> tuple[int, int, bool, int, str]:
        number = {each["id"]: int(each["number"]) for each in self.site.records("indicators")}
        order = int(self.site.series[row["series"]]["order"]) if row["series"] else 0
        place = DIRECTIONS.index(row["direction"])
        return number[row["indicator"]], place, row["series"] == "", order, row["code"]

    def _headline(self, indicator: str) -> Series:
        return next(s for s in self._series.values() if s.indicator == indicator and s.role == "headline")

    def _period(self, headline: Series) -> str:
        """Give the period that a headline is stated for."""
        if headline.has_statuses:
            return str(stated_year(headline, self._tables.observations(headline)))
        if not has_period(headline):
            return ALL_PERIODS
        main = headline.kind.main
        return max(
            period
            for (series, period, measure), row in self._world.items()
            if (series, measure) == (headline.id, main)
            and row["value"]
            and row["status"] != "P"
            and period not in (ALL_PERIODS, UNKNOWN_PERIOD)
        )

    def _beside(self, headline: Series, series: Series) -> str:
        """Give the period of a rule: the headline's, or its own where it is a policy of which nothing holds then."""
        period = self._period(headline)
        if not headline.has_statuses or self._held(series, period):
            return period
        return self._period(series) or period

    def _counted(self, row: Record, moved: list[Record]) -> Record:
        about = self.site.series[row["series"]]
        series, headline = self._series[row["series"]], self._headline(row["indicator"])
        period = self._beside(headline, series)
        measure = ".".join(part for part in (series.kind.main, row["code"]) if part)
        main = self._world.get((series.id, period, measure), {})
        found = {
            "series_label": about["label_en"],
            "asks": about["description_en"],
            "time_period": period,
            "measure": measure,
            "obs_value": main.get("value", ""),
            "obs_status": main.get("status", ""),
        }
        if measure == "ratio":
            found |= {part: self._world.get((series.id, period, part), {}).get("value", "") for part in PARTS}
        if series.id != headline.id and (headline.has_statuses or headline.counts_records):
            found |= {way: str(sum(each["change"] == way for each in moved)) for way in ("added", "taken_out")}
        return found

    def _moved(self, row: Record) -> Iterator[Record]:
        """Give a row for each area that the rule counts otherwise than the headline does."""
        series, headline = self._series[row["series"]], self._headline(row["indicator"])
        if not (headline.has_statuses or headline.counts_records):
            return
        period, own = self._period(headline), self._beside(headline, series)
        old, new = self._held(headline, period), self._held(series, own)
        for area in sorted(self._meant(headline, period, {*old, *new})):
            before, after = _number(headline, old.get(area)), _number(series, new.get(area))
            if before != after:
                yield {
                    **{name: row[name] for name in ("indicator", "direction", "series")},
                    "ref_area": area,
                    "ref_area_label": self._names[area],
                    "time_period": own,
                    "change": "added" if after > before else "taken_out",
                    **_cells(old.get(area), "headline_value", "headline"),
                    **_cells(new.get(area), "obs_value", "obs"),
                }

    def _meant(self, headline: Series, period: str, areas: set[str]) -> set[str]:
        if not headline.has_statuses:
            return areas
        held = self._tables.groups.on(f"{period}-{headline.reference_day or '12-31'}", states_only=True)
        return {area for area, groups in held.items() if WORLD in groups}

    def _held(self, series: Series, period: str) -> dict[str, Record]:
        """Give the record of each area that holds in a period: the last one that is young enough, of a status."""
        found: dict[str, Record] = {}
        for record in self._tables.observations(series):
            if not record["obs_value"]:
                continue
            area, when = record["ref_area"], record["time_period"]
            if not series.has_statuses:
                if when == period:
                    found[area] = record
            elif int(period) - series.max_age <= int(when) <= int(period):
                found[area] = max(found.get(area, record), record, key=lambda each: int(each["time_period"]))
        return found


def _number(series: Series, record: Record | None) -> int:
    """Give how much a record adds to the count."""
    if record is None:
        return 0
    return int(record["obs_value"] == "yes") if series.has_statuses else int(record["obs_value"])


def _cells(record: Record | None, value: str, side: str) -> Record:
    if record is None:
        return {}
    return {value: record["obs_value"], f"{side}_period": record["time_period"], f"{side}_status": record["obs_status"]}


def _compared(site: Folder, path: str, header: tuple[str, ...], rows: Iterable[Record]) -> Iterator[Problem]:
    """Tell each line that differs from the line that should stand in its place."""
    table = site.table(path)
    if table is None:
        yield Problem(file=path, code="variants-absent")
        return
    wanted = [header, *(tuple(row.get(name, "") for name in header) for row in rows)]
    for number, (held, expected) in enumerate(zip_longest([table.header, *table.rows], wanted, fillvalue=()), start=1):
        if held != expected:
            told = {"found": ", ".join(held), "expected": ", ".join(expected)}
            yield Problem(file=path, row=number, code="variants-differ", **told)
