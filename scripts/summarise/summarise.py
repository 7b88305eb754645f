"""Summarises a whole package."""

from __future__ import annotations

import pandas as pd

from scripts.model.tables import Series
from scripts.package.read import Package
from scripts.summarise import measures
from scripts.summarise.members import Members

COLUMNS = ["series", "group", "time_period", "measure", "value", "status"]


def summarise(package: Package) -> pd.DataFrame:
    """Give every aggregate of every series, as text: COLUMNS, sorted by the first four.

    The row of a figure in `summaries.csv` is its place in this frame plus two (the header is row 1).
    """
    members = Members.from_tables(package.tables)
    parts = [summarise_series(series, package, members) for series in package.series.values()]
    rows = pd.concat(parts, ignore_index=True)[COLUMNS]
    return rows.sort_values(COLUMNS[:4], kind="stable", ignore_index=True)


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
