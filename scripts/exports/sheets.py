"""What a reader of spreadsheets takes away: tables in words, of an indicator, a country, a group, and of everything.

A row says in words what a row of the data says in codes. Numbers stay numbers, and a code stands as its label in a
column of its own; a value that is missing is blank, and its status says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from scripts.exports.rows import measure_label
from scripts.exports.slices import WITH_MEMBERS, Rows, aggregates_of, dimensions_in, long_table
from scripts.findings.reading import Row
from scripts.model.codes import AT_LEAST, BOUNDS, HEADLINE, WORLD
from scripts.model.tables import Series
from scripts.package.read import Package
from scripts.words.edition import Edition

NUMBERS: Final = (
    *("obs_value", "value_low", "value_high", "numerator", "denominator"),
    *("denominator_low", "denominator_high", "pending"),
)
"""Columns of numbers; every other is of text."""

AREA: Final = (
    *("indicator_label", "series_label", "ref_area_label", "ref_area", "breakdown", "time_period", "stated_period"),
    *("bound", "obs_value", "obs_value_label", *NUMBERS[1:], "obs_status_label", "unit_measure_label"),
    *("source_label", "note", "series"),
)
PERIODS: Final = tuple(name for name in AREA if name not in ("indicator_label", "stated_period", "series"))
"""Columns of every value of every period, which the notes and the table of newest values tell more of."""

OF_COUNTRY: Final = tuple(name for name in PERIODS if name != "ref_area")
GROUP: Final = (
    *("indicator_label", "series_label", "ref_area_label", "ref_area", "measure_label", "time_period"),
    *("obs_value", "obs_status_label", "unit_measure_label", "source_label", "series", "measure"),
)
ALWAYS: Final = frozenset(("ref_area_label", "time_period", "obs_value", "obs_status_label", "source_label"))
"""Columns that a table of values has even where all their cells are blank."""

INDICATORS: Final = ("number", "label", "statement", "unit", "limits", "missing")
NEWEST: Final = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table. `name` is its key among the words of workbooks; `rows` are of text, also those of `NUMBERS`."""

    name: str
    rows: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What is taken away of one thing. `path` is its place in the folder of data without an end: `countries/DEU`."""

    path: str
    title: str
    sheets: tuple[Sheet, ...]
    series: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def newest(self) -> Sheet:
        """The table of newest values."""
        return next(sheet for sheet in self.sheets if sheet.name == NEWEST)


class Values:
    """What the tables of all languages tell of in words: each observation, and the figures of groups; made once."""

    def __init__(self, package: Package, summaries: pd.DataFrame) -> None:
        self._package, self._summaries = package, summaries

    @cached_property
    def observations(self) -> pd.DataFrame:
        """Every observation of the series that readers see by themselves."""
        long = long_table(self._package)
        return long[long["series"].isin(self.shown)]

    @cached_property
    def groups(self) -> pd.DataFrame:
        """Every measure of headlines, the main one (`is_main`, 'yes' or '') of companions and context."""
        rows = aggregates_of(self._package, self._summaries)
        rows = rows[rows["series"].isin(self.shown)]
        every = self._package.series.values()
        role = rows["series"].map({series.id: series.role for series in every})
        main = rows["measure"] == rows["series"].map({series.id: series.kind.main for series in every})
        told = rows.assign(role=role, is_main=main.map({True: "yes", False: ""}))
        return told[(role == HEADLINE) | main]

    @cached_property
    def shown(self) -> frozenset[str]:
        """The series that readers see by themselves."""
        return frozenset(series.id for series in self._package.series.values() if series.role in WITH_MEMBERS)


class Shelf:
    """The books of an edition. `newest` is `latest.csv` in its language."""

    def __init__(self, site: Edition, values: Values, newest: pd.DataFrame) -> None:
        self._site, self._values = site, values
        listed = newest[newest["role"].isin(WITH_MEMBERS)]
        coded = listed["series"].isin(self._coded)
        bounds = {bound: self._bound(bound) for bound in set(listed["bound"]) - {""}}
        told = listed.assign(obs_value=listed["obs_value"].mask(coded, ""), bound=_looked_up(listed["bound"], bounds))
        self._newest = _among(told, ("indicator", *AREA))

    def books(self) -> Iterator[Book]:
        """Give every book: of all, of each indicator, of each area that has a page, of each group."""
        site, reading = self._site, self._site.reading
        yield self._all()
        by_indicator = [(table.by("indicator"), table.none) for table in (self._groups, self._newest, self._every)]
        for indicator in reading.indicators:
            parts = [held.get(indicator["id"], none) for held, none in by_indicator]
            yield self._of_indicator(indicator, *parts)
        by_area = self._every.without("indicator", "").by("ref_area")
        newest = self._newest.by("ref_area")
        for area in site.areas.values():
            sheets = (
                Sheet(name=NEWEST, rows=_filled(newest.get(area.iso3, self._newest.none), AREA)),
                Sheet(name="periods", rows=_filled(by_area.get(area.iso3, self._every.none), OF_COUNTRY)),
            )
            yield self._book(f"countries/{area.iso3}", area.name, sheets)
        by_group = self._groups.by("ref_area")
        for group in reading.groups:
            if group != WORLD:
                yield self._of_group(group, by_group.get(group, self._groups.none))

    def _all(self) -> Book:
        headlines = self._groups.where("role", {HEADLINE})
        sheets = (
            Sheet(name="indicators", rows=self._indicators(self._site.reading.indicators)),
            Sheet(name="groups", rows=_filled(self._stated(headlines), GROUP)),
            Sheet(name=NEWEST, rows=_filled(self._newest, AREA)),
        )
        return self._book("whole/overview", self._site.naming.name, sheets)

    def _of_indicator(self, indicator: Row, groups: Rows, newest: Rows, every: Rows) -> Book:
        headline = groups.where("role", {HEADLINE})
        sheets = (
            Sheet(name="indicators", rows=self._indicators([indicator])),
            Sheet(name="groups", rows=_filled(self._stated(headline), GROUP)),
            Sheet(name="world", rows=_filled(headline.where("ref_area", {WORLD}), GROUP)),
            Sheet(name=NEWEST, rows=_filled(newest, AREA)),
            Sheet(name="periods", rows=_filled(every, PERIODS)),
        )
        return self._book(f"indicators/{indicator['id']}", self._site.text(indicator, "label"), sheets)

    def _of_group(self, group: str, own: Rows) -> Book:
        members = self._site.reading.members_of.get(group, set())
        sheets = (
            Sheet(name="groups", rows=_filled(self._stated(own, or_main=True), GROUP)),
            Sheet(name=NEWEST, rows=_filled(self._newest.where("ref_area", members), AREA)),
        )
        return self._book(f"regions/{group}", self._site.group_name(group), sheets)

    def _book(self, path: str, title: str, sheets: Sequence[Sheet]) -> Book:
        held = tuple(sheet for sheet in sheets if sheet.rows.rows or sheet.name == NEWEST)
        series = tuple(sorted({name for sheet in held for name in sheet.rows.held("series")}))
        sources = sorted({source for name in series for source in self._site.reading.sources_of[name]})
        return Book(path=path, title=title, sheets=held, series=series, sources=tuple(sources))

    def _stated(self, rows: Rows, *, or_main: bool = False) -> Rows:
        """Give the figures of groups in the period that each series is stated for, `or_main`: those of main measures.

        Those are of every period.
        """
        series, period, main = (rows.columns.index(name) for name in ("series", "time_period", "is_main"))
        stated = {name: self._site.reading.latest(self._series(name)) for name in rows.held("series")}
        kept = (row for row in rows.rows if row[period] == stated[row[series]] or (or_main and row[main]))
        return Rows(rows.columns, list(kept))

    def _indicators(self, listed: Sequence[Row]) -> Rows:
        told = [(row["number"], *(self._site.text(row, name) for name in INDICATORS[1:])) for row in listed]
        return Rows(INDICATORS, told)

    # -- rows in words -------------------------------------------------------------------------------------------------

    @cached_property
    def _every(self) -> Rows:
        """Every observation of the series that readers see by themselves, in words."""
        site, rows = self._site, self._in_words(self._values.observations)
        codes = rows["note"].map(self._note_codes)
        minimum = {series.id for series in self._all_series if series.is_minimum and not series.codelist}
        counted = rows["obs_value"].ne("") & rows["obs_value"].ne("0") & ~rows["series"].isin(self._coded)
        bound = _looked_up(codes, BOUNDS).where(counted, "")
        bound = bound.mask((bound == "") & counted & rows["series"].isin(minimum), AT_LEAST)
        said = {code: self._bound(code) for code in {AT_LEAST, *BOUNDS.values()}}
        coded = rows["series"].isin(self._coded)
        told = rows.assign(
            bound=_looked_up(bound, said),
            ref_area_label=rows["ref_area"].map(site.filed_names),
            obs_value_label=self._coded_labels(rows),
            obs_value=rows["obs_value"].mask(coded, ""),
            breakdown=self._breakdown(rows),
            note=codes.map(self._labels("note")).fillna(rows["note"]),
        )
        return _among(told, ("indicator", *PERIODS))

    @cached_property
    def _note_codes(self) -> Mapping[str, str]:
        """The codes of notes by their words in the site's first language, which tables of all languages have."""
        column = f"label_{self._site.languages.first}"
        lists = (row for (codelist, _), row in self._site.reading.labels.items() if codelist == "note")
        return {row[column]: row["code"] for row in lists}

    def _coded_labels(self, rows: pd.DataFrame) -> list[str]:
        lists = {series.id: self._labels(series.codelist) for series in self._all_series if series.codelist}
        pairs = zip(rows["series"], rows["obs_value"], strict=True)
        return [lists[name].get(value, "") if name in lists else "" for name, value in pairs]

    def _breakdown(self, rows: pd.DataFrame) -> list[str]:
        names = [name for name in dimensions_in(self._site.reading.package) if name in rows]
        labels = {name: self._labels(name) for name in names}
        order = {series.id: series.dimensions for series in self._all_series}
        columns = {name: list(rows[name]) for name in names}
        return [
            ", ".join(labels[name][columns[name][place]] for name in order[series])
            for place, series in enumerate(rows["series"])
        ]

    @cached_property
    def _groups(self) -> Rows:
        """The figures of groups in words."""
        rows = self._in_words(self._values.groups)
        pairs = list(zip(rows["series"], rows["measure"], strict=True))
        said = {pair: measure_label(self._site, self._series(pair[0]), pair[1]) for pair in set(pairs)}
        names = self._site.filed_names
        told = rows.assign(measure_label=[said[pair] for pair in pairs], ref_area_label=rows["ref_area"].map(names))
        return _among(told, ("indicator", "role", "is_main", *GROUP))

    def _in_words(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Add the words of indicator, series, status, unit and sources."""
        site = self._site
        indicators = {key: site.text(row, "label") for key, row in site.reading.indicator_rows.items()}
        series = {each.id: site.series_label(each) for each in self._all_series}
        titles = {key: site.called(row, "title") for key, row in site.reading.sources.items()}
        sources = {cell: "; ".join(titles[key] for key in cell.split()) for cell in rows["source"].unique()}
        return rows.assign(
            indicator_label=_looked_up(rows["indicator"], indicators),
            series_label=rows["series"].map(series),
            obs_status_label=_looked_up(rows["obs_status"], self._labels("obs_status")),
            unit_measure_label=_looked_up(rows["unit_measure"], self._labels("unit_measure")),
            source_label=rows["source"].map(sources),
        )

    # -- the package ---------------------------------------------------------------------------------------------------

    @property
    def _all_series(self) -> Sequence[Series]:
        return list(self._site.reading.package.series.values())

    def _series(self, name: str) -> Series:
        return self._site.reading.package.series[name]

    @cached_property
    def _coded(self) -> frozenset[str]:
        return frozenset(series.id for series in self._all_series if series.codelist)

    def _labels(self, codelist: str) -> Mapping[str, str]:
        rows = self._site.reading.labels.items()
        return {code: self._site.text(row, "label") for (name, code), row in rows if name == codelist}

    def _bound(self, bound: str) -> str:
        return self._site.words(f"finding.{bound}", figure="").strip()


def _looked_up(codes: pd.Series, held: Mapping[str, str]) -> pd.Series:
    """Give what is held under each code, '' for one of which nothing is: text, also where nothing is held at all."""
    return codes.map(lambda code: held.get(code, "")).astype(object)


def _among(rows: pd.DataFrame, columns: Sequence[str]) -> Rows:
    """Give those of some columns that a table of values has."""
    return Rows.of(rows[[name for name in dict.fromkeys((*columns, "series", "ref_area")) if name in rows]])


def _filled(rows: Rows, columns: Sequence[str]) -> Rows:
    """Give these columns of a table of values, without those that are blank in every row."""
    filled = rows.filled | ALWAYS
    return rows.under([name for name in columns if name in rows.columns and name in filled])
