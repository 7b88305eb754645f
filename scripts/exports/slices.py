"""Labelled slices of the observations and summaries: one file an indicator, a country, a region, a grouped code."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from scripts.exports.published import download, sources_of
from scripts.model.codes import WORLD
from scripts.model.site import Download
from scripts.model.units import unit_of_measure
from scripts.package.files import csv_bytes, records
from scripts.package.read import Package

FIRST = ("indicator", "series", "ref_area", "ref_area_label", "time_period")
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

WITH_MEMBERS = frozenset(("headline", "companion", "context"))
"""Roles of the series of which the file of a group has the rows of members. Variants count the same by other rules."""


def long_table(package: Package) -> pd.DataFrame:
    """Every observation of every series in one frame: FIRST, the series' own dimensions, VALUES, LAST; all text.

    `source` and `note` are written out, so that the file can be read by itself.
    """
    labels = package.tables["reference_areas"].set_index("iso3")[f"name_{package.languages.first}"]
    notes = _labels(package, "note")
    frames = [
        package.observations(series.id).assign(
            indicator=series.indicator, series=series.id, unit_measure=series.unit_measure
        )
        for series in package.series.values()
    ]
    dimensions = sorted({name for series in package.series.values() for name in series.dimensions})
    columns = [*FIRST, *dimensions, *VALUES, *LAST]
    table = pd.concat(frames, ignore_index=True).reindex(columns=columns, fill_value="").fillna("")
    return table.assign(
        ref_area_label=table["ref_area"].map(labels), note=[notes.get(code, "") for code in table["note"]]
    )


def _labels(package: Package, codelist: str) -> dict[str, str]:
    lists = package.tables["codelists"]
    chosen = lists[lists["codelist"] == codelist]
    return dict(zip(chosen["code"], chosen[f"label_{package.languages.first}"], strict=True))


def slices(package: Package, summaries: pd.DataFrame) -> Iterator[Download]:
    """Give the slices: an indicator's and a country's observations, a group's summaries and its members' rows."""
    table = long_table(package)
    for indicator, part in table[table["indicator"] != ""].groupby("indicator"):
        yield _slice(f"indicators/{indicator}.csv", _without_empty(part))
    for area, part in table.groupby("ref_area"):
        yield _slice(f"countries/{area}.csv", _without_empty(part))
    for area in sorted(set(package.tables["reference_areas"]["iso3"]) - set(table["ref_area"])):
        yield _slice(f"countries/{area}.csv", table.iloc[:0][[*FIRST, "obs_value", *LAST]])
    aggregates = _aggregates(package, summaries)
    members = table[table["series"].isin([s.id for s in package.series.values() if s.role in WITH_MEMBERS])]
    for group, part in aggregates.groupby("ref_area"):
        yield _slice(f"regions/{group}.csv", _with_members(package, str(group), part, members))
    yield from _grouped(package, aggregates)


def _with_members(package: Package, group: str, aggregates: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Give the aggregates of a group and below them the rows of its members of today, whose `measure` is blank.

    The world has none of its own: they would be the whole package, which is a file already.
    """
    if group == WORLD:
        return aggregates
    held = package.tables["area_group_members"]
    members = held.loc[(held["group"] == group) & (held["valid_to"] == ""), "ref_area"]
    columns = [*FIRST, "measure", *(c for c in rows.columns if c not in FIRST)]
    both = pd.concat([aggregates, rows[rows["ref_area"].isin(members)]], ignore_index=True)
    return _without_empty(both.reindex(columns=columns).fillna(""))


def _grouped(package: Package, aggregates: pd.DataFrame) -> Iterator[Download]:
    """Give the aggregates of the world of each code of a grouping that occurs, in every series that has it."""
    if "groupings" not in package.tables:
        return
    world = aggregates[aggregates["ref_area"] == WORLD]
    for grouping in package.tables["groupings"]["id"]:
        having = [series.id for series in package.series.values() if series.dimensions[:1] == (grouping,)]
        rows = world[world["series"].isin(having)]
        codes = rows["measure"].str.split(".").str[1]
        for code, part in rows.groupby(codes):
            yield _slice(f"groupings/{grouping}/{code}.csv", part)


def _aggregates(package: Package, summaries: pd.DataFrame) -> pd.DataFrame:
    """Give the aggregates of all groups under the columns of the other slices, with `measure` as a dimension."""
    names = package.tables["area_groups"].set_index("id")[f"name_{package.languages.first}"]
    rows = summaries[summaries["group"].isin(names.index)]
    named = sources_by_period(package)
    about = [package.series[series] for series in rows["series"]]
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
                for series, measure in zip(about, rows["measure"], strict=True)
            ],
            "source": [
                " ".join(sorted(named.get((series.id, period), named[series.id, ""])))
                for series, period in zip(about, rows["time_period"], strict=True)
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


def _without_empty(part: pd.DataFrame) -> pd.DataFrame:
    """Leave out the dimensions and value columns that the slice's series do not have."""
    kept = [c for c in part.columns if c in (*FIRST, "measure", "obs_value", *LAST) or (part[c] != "").any()]
    return part[kept]


def _slice(name: str, part: pd.DataFrame) -> Download:
    return download(name, csv_bytes(part), len(part), sources_of(part))
