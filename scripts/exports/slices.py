"""Labelled slices of the observations and summaries: one file an indicator, a country, a region, a grouped code."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import pandas as pd

from scripts.exports.published import download
from scripts.model.codes import WORLD
from scripts.model.site import Download
from scripts.model.tables import Series
from scripts.model.units import unit_of_measure
from scripts.package.files import csv_of, records
from scripts.package.read import Package

FIRST = ("indicator", "series", "ref_area", "ref_area_label", "time_period")
LABEL = "_label"
"""What the name of a column of words ends with, after that of the column of their codes, which it follows."""

VALUES = (
    "obs_value",
    "value_low",
    "value_high",
    "numerator",
    "denominator",
    "pending",
    "denominator_low",
    "denominator_high",
)
LAST = ("obs_status", "unit_measure", "source", "note")

ALWAYS = frozenset((*FIRST, f"series{LABEL}", "measure", "obs_value", f"obs_status{LABEL}", *LAST))
"""Columns that a slice has also where no row has anything in them."""

WITH_MEMBERS = frozenset(("headline", "companion", "context"))
"""Roles of the series of which the file of a group has the rows of members. Variants count the same by other rules."""


def long_table(package: Package) -> pd.DataFrame:
    """Every observation of every series in one frame: FIRST, the series' own dimensions, VALUES, LAST; all text.

    `note` is written out.
    """
    table = labelled_table(package)
    return table[[name for name in table.columns if _is_code(name)]]


def _is_code(column: str) -> bool:
    return column in FIRST or not column.endswith(LABEL)


def labelled_table(package: Package) -> pd.DataFrame:
    """The same with each code beside its label, so that a file can be read by itself."""
    labels = package.tables["reference_areas"].set_index("iso3")[f"name_{package.languages.first}"]
    names = package.tables["series"].set_index("id")[f"label_{package.languages.first}"]
    words = _Labels(package)
    frames = [words.of_series(series, str(names[series.id])) for series in package.series.values()]
    dimensions = dimensions_in(package)
    columns = [*FIRST, *dimensions, *VALUES, *LAST]
    labelled = {"series", "obs_value", "obs_status", *dimensions}
    beside = [each for name in columns for each in ((name, f"{name}{LABEL}") if name in labelled else (name,))]
    table = pd.concat(frames, ignore_index=True).reindex(columns=beside, fill_value="").fillna("")
    return table.assign(ref_area_label=table["ref_area"].map(labels), note=words.of("note", table["note"]))


def dimensions_in(package: Package) -> list[str]:
    """Give the names of the dimensions that any series has, sorted."""
    return sorted({name for series in package.series.values() for name in series.dimensions})


class _Labels:
    """The labels of codes in the first language of a package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        lists = package.tables["codelists"]
        texts = lists[f"label_{package.languages.first}"]
        self._held: dict[str, dict[str, str]] = {}
        for codelist, code, text in zip(lists["codelist"], lists["code"], texts, strict=True):
            self._held.setdefault(str(codelist), {})[str(code)] = str(text)

    def of(self, codelist: str, codes: pd.Series) -> pd.Series:
        """Give the labels of codes, '' for a blank."""
        held = self._held.get(codelist, {})
        return codes.map({code: held.get(code, "") for code in codes.unique()})

    def of_series(self, series: Series, name: str) -> pd.DataFrame:
        """Give the observations of a series with what it is, and the labels of their codes."""
        rows = self._package.observations(series.id)
        lists = {"obs_status": "obs_status", **{each: each for each in series.dimensions}}
        if series.codelist:
            lists["obs_value"] = series.codelist
        labels = {f"{column}{LABEL}": self.of(codelist, rows[column]) for column, codelist in lists.items()}
        about = {"indicator": series.indicator, "series": series.id, "unit_measure": series.unit_measure}
        return rows.assign(**about, **{f"series{LABEL}": name}, **labels)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of text under their columns. Of some hundred slices of them a frame would be made, and cut, anew each."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Rows:
        """Give the rows of a frame of text, blank where it has nothing."""
        filled = frame.fillna("")
        return cls(tuple(frame.columns), [*zip(*(filled[name].tolist() for name in frame.columns), strict=True)])

    def by(self, column: str) -> dict[str, Rows]:
        """Give the rows by what they have in a column, in the order of that."""
        at = self.columns.index(column)
        found: dict[str, list[tuple[str, ...]]] = {}
        for row in self.rows:
            found.setdefault(row[at], []).append(row)
        return {name: Rows(self.columns, rows) for name, rows in sorted(found.items())}

    @property
    def none(self) -> Rows:
        """The same columns without a row."""
        return Rows(self.columns, ())

    def held(self, column: str) -> list[str]:
        """Give what the rows have in a column; nothing where there is no such column."""
        places = [place for place, name in enumerate(self.columns) if name == column]
        return [row[place] for place in places for row in self.rows]

    def without(self, column: str, value: str) -> Rows:
        """Give the rows that have something else than a value in a column."""
        at = self.columns.index(column)
        return Rows(self.columns, [row for row in self.rows if row[at] != value])

    def where(self, column: str, among: Collection[str]) -> Rows:
        """Give the rows that have one of some values in a column."""
        at = self.columns.index(column)
        return Rows(self.columns, [row for row in self.rows if row[at] in among])

    def among(self, columns: Sequence[str], keys: Collection[tuple[str, ...]]) -> Rows:
        """Give the rows that have one of some combinations of values in several columns."""
        key = itemgetter(*(self.columns.index(name) for name in columns))
        return Rows(self.columns, [row for row in self.rows if key(row) in keys])

    def under(self, columns: Sequence[str]) -> Rows:
        """Give the rows under other columns, blank where they have none of that name."""
        places = {name: place for place, name in enumerate(self.columns)}
        pick = itemgetter(*(places.get(name, len(self.columns)) for name in columns))
        return Rows(tuple(columns), [pick((*row, "")) for row in self.rows])

    @property
    def filled(self) -> frozenset[str]:
        """The columns in which any row has something."""
        cells = zip(*self.rows, strict=True)
        return frozenset(name for name, held in zip(self.columns, cells, strict=False) if any(held))

    def without_empty(self) -> Rows:
        """Leave out the dimensions and value columns that no row has."""
        filled = self.filled | ALWAYS
        return self.under([name for name in self.columns if name in filled])


def slices(package: Package, summaries: pd.DataFrame, newest: pd.DataFrame) -> Iterator[Download]:
    """Give the slices: an indicator's and a country's observations, a group's summaries and its members' newest rows.

    Which observations are the newest `newest` says, as `latest.csv` does.
    """
    table = Rows.of(labelled_table(package))
    by_area = table.by("ref_area")
    for indicator, part in table.by("indicator").items():
        if indicator:
            yield _slice(f"indicators/{indicator}.csv", part.without_empty())
    for area, part in by_area.items():
        yield _slice(f"countries/{area}.csv", part.without_empty())
    for area in sorted(set(package.tables["reference_areas"]["iso3"]) - set(by_area)):
        yield _slice(f"countries/{area}.csv", Rows(table.columns, ()).without_empty())
    aggregates = Rows.of(aggregates_of(package, summaries))
    codes = table.under([name for name in table.columns if _is_code(name)])
    listed = codes.where("series", {s.id for s in package.series.values() if s.role in WITH_MEMBERS})
    key = ("series", "ref_area", "time_period", *dimensions_in(package))
    members = Members.of(listed.among(key, set(newest[list(key)].itertuples(index=False, name=None))))
    for group, part in aggregates.by("ref_area").items():
        yield _slice(f"regions/{group}.csv", _with_members(package, group, part, members))
    yield from _grouped(package, aggregates)


@dataclass(frozen=True, slots=True)
class Members:
    """Rows of areas, and the columns in which those of each area have something."""

    rows: Rows
    filled: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, rows: Rows) -> Members:
        """Look at the rows of each area once, not again for each group that it is in."""
        return cls(rows, {area: part.filled for area, part in rows.by("ref_area").items()})

    def among(self, areas: Collection[str]) -> Rows:
        """Give the rows of some areas under the columns that these have."""
        filled = ALWAYS.union(*(self.filled.get(area, frozenset()) for area in areas))
        return self.rows.where("ref_area", areas).under([name for name in self.rows.columns if name in filled])


def _with_members(package: Package, group: str, aggregates: Rows, members: Members) -> Rows:
    """Give the aggregates of a group and below them the newest rows of its members of today, whose `measure` is blank.

    Earlier periods stand in the files of indicators and of the members themselves: every group that an area is in would
    repeat them, some five times the package. The world has no rows of members: they are `latest.csv`. The labels of
    codes stand in the other files too.
    """
    if group == WORLD:
        return aggregates
    held = package.tables["area_group_members"]
    own = members.among(set(held.loc[(held["group"] == group) & (held["valid_to"] == ""), "ref_area"]))
    columns = (*FIRST, "measure", *(name for name in own.columns if name not in FIRST))
    return Rows(columns, [*aggregates.under(columns).rows, *own.under(columns).rows])


def _grouped(package: Package, aggregates: Rows) -> Iterator[Download]:
    """Give the aggregates of the world of each code of a grouping that occurs, in every series that has it."""
    if "groupings" not in package.tables:
        return
    world = aggregates.where("ref_area", {WORLD})
    at = world.columns.index("measure")
    for grouping in package.tables["groupings"]["id"]:
        having = {series.id for series in package.series.values() if series.dimensions[:1] == (grouping,)}
        by_code: dict[str, list[tuple[str, ...]]] = {}
        for row in world.where("series", having).rows:
            code = row[at].split(".")[1:2]
            if code:
                by_code.setdefault(code[0], []).append(row)
        for name, rows in sorted(by_code.items()):
            yield _slice(f"groupings/{grouping}/{name}.csv", Rows(world.columns, rows))


def aggregates_of(package: Package, summaries: pd.DataFrame) -> pd.DataFrame:
    """Give the aggregates of all groups under the columns of the other slices, with `measure` as a dimension."""
    names = package.tables["area_groups"].set_index("id")[f"name_{package.languages.first}"]
    rows = summaries[summaries["group"].isin(names.index)]
    told = {key: " ".join(sorted(sources)) for key, sources in sources_by_period(package).items()}
    keys = [rows[name].tolist() for name in ("series", "time_period", "measure")]
    about = [package.series[series] for series in keys[0]]
    return pd.DataFrame(
        {
            "indicator": [series.indicator for series in about],
            "series": rows["series"],
            "ref_area": rows["group"],
            "ref_area_label": rows["group"].map(names),
            "time_period": rows["time_period"],
            "measure": rows["measure"],
            "obs_value": rows["value"],
            "obs_status": rows["status"],
            "unit_measure": [
                unit_of_measure(series.measure_type, series.unit_measure, measure)
                for series, measure in zip(about, keys[2], strict=True)
            ],
            "source": [
                told.get((series.id, period)) or told[series.id, ""]
                for series, period in zip(about, keys[1], strict=True)
            ],
            "note": "",
        }
    )


def sources_by_period(package: Package) -> dict[tuple[str, str], set[str]]:
    """Give the sources of a series in each period, and under '' those of all its periods.

    An aggregate of a period without observations, as of statuses carried forward, is of all of them. A ratio is also of
    the sources of the series that its parts are the values of, in its period where that has one.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for series in package.series.values():
        frame = package.observations(series.id)[["time_period", "source"]].drop_duplicates()
        found[series.id, ""] = set(frame["source"]) - {""} or {series.source}
        for period, source in frame.itertuples(index=False, name=None):
            found.setdefault((series.id, period), set()).add(source or series.source)
    parts = package.tables.get("ratio_parts")
    for row in () if parts is None else records(parts):
        ratio, part = row["series"], row["part_series"]
        for period in [period for series, period in found if series == ratio and period]:
            found[ratio, period] |= found.get((part, period), found[part, ""])
            found[ratio, ""] |= found[ratio, period]
    return found


def _slice(name: str, part: Rows) -> Download:
    named = part.columns.index("source")
    sources = {source for cell in {row[named] for row in part.rows} for source in cell.split()}
    return download(name, csv_of(part.columns, part.rows), len(part.rows), tuple(sorted(sources)))
