"""Summarises a whole package."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from scripts.kept import NOTHING, Made, key_of
from scripts.model.tables import Series
from scripts.package.read import REGISTER_PREFIX, Package
from scripts.summarise import measures
from scripts.summarise.members import Members

COLUMNS = ["series", "group", "time_period", "measure", "value", "status"]


def summarise(package: Package, made: Made = NOTHING) -> pd.DataFrame:
    """Give every aggregate of every series, as text: COLUMNS, sorted by the first four.

    The row of a figure in `summaries.csv` is its place in this frame plus two (the header is row 1). What was `made` of
    a series before is taken where the tables that it is made from are the same.
    """
    members = Members.from_tables(package.tables)
    shared = key_of(*(part for name in SHARED for part in (name, _bytes(package, name))))

    parts = made.each(
        "summaries",
        [series for _, series in sorted(package.series.items())],
        lambda series: iter((shared, repr(series), *_read(series, package))),
        lambda series: _sorted(summarise_series(series, package, members)),
    )
    return pd.concat(parts, ignore_index=True)


SHARED: Final = ("reference_areas", "area_group_members", "codelists")
"""Tables that the aggregates of every series are made from."""


def _read(series: Series, package: Package) -> Iterator[bytes | str]:
    """Give the names and bytes of the tables that the aggregates of a series alone are made from."""
    names = [series.table, f"observations_{series.weight}", f"{REGISTER_PREFIX}{series.register}"]
    for name in names:
        yield from (name, _bytes(package, name))


def _bytes(package: Package, table: str) -> bytes:
    """Give the bytes of a table; nothing of one that is not there."""
    return package.files[str(package.resource(table)["path"])] if table in package.tables else b""


def _sorted(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[COLUMNS].sort_values(COLUMNS[:4], kind="stable", ignore_index=True)


def summarise_series(series: Series, package: Package, members: Members) -> pd.DataFrame:
    """Give the aggregates of one series by the way in which it is summed."""
    observations = package.observations(series.id)
    if series.aggregation == "areas":
        rows = measures.count_areas(series, observations, members, package.codes)
    elif series.aggregation == "distinct_records":
        rows = measures.distinct_records(series, package.registers[series.register], members)
    elif series.aggregation == "none":
        rows = measures.reporting(series, observations, members)
    elif series.has_spread:
        rows = measures.spread(series, observations, members)
    elif series.is_averaged:
        weights = package.observations(series.weight) if series.is_weighted else observations
        rows = measures.averages(series, observations, members, weights)
    elif series.measure_type == "ratio":
        rows = measures.ratios(series, observations, members)
    else:
        rows = summed(series, observations, members)
    return rows.assign(series=series.id)


def summed(series: Series, observations: pd.DataFrame, members: Members) -> pd.DataFrame:
    """Add the values of areas, as they stand in `observations`: counts, or records of a register."""
    if series.counts_records:
        return measures.register_sums(series, observations, members)
    return measures.sums(series, observations, members)
