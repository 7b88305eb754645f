"""Summarises a package of which some tables are in an engine, since they are too large to be held."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from scripts.large.engine import Engine
from scripts.large.sieve import rows_of
from scripts.large.sums import Sums
from scripts.model.tables import Series
from scripts.package.read import Package
from scripts.summarise import measures
from scripts.summarise.members import Members
from scripts.summarise.summarise import COLUMNS, summarise_series


def summarise_large(package: Package, large: Mapping[str, Path], engine: Engine) -> pd.DataFrame:
    """Give what `summarise` gives. `large` are files of plain CSV by name of their table, which the package lacks."""
    members = Members.from_tables(package.tables)
    parts = []
    for series in sorted(package.series.values(), key=lambda each: each.id):
        if series.table in large:
            columns = package.field_names(series.table)
            engine.load(series.table, large[series.table], columns)
            rows = _asked(series, package, members, Sums(engine, series, columns))
        else:
            rows = summarise_series(series, package, members)
        parts.append(rows[COLUMNS].sort_values(COLUMNS[:4], kind="stable", ignore_index=True))
    return pd.concat(parts, ignore_index=True)


def _asked(series: Series, package: Package, members: Members, sums: Sums) -> pd.DataFrame:
    """Ask for sums where a series is added; every other way of summing needs the rows, which are then held."""
    if series.measure_type == "ratio" and series.aggregation == "ratio_of_sums":
        return measures.asked_ratios(series, sums, members).assign(series=series.id)
    if series.aggregation in ("sum", "sum_over_time"):
        return measures.asked_sums(series, sums, members).assign(series=series.id)
    frame = rows_of(sums.engine, series.table, sums.columns, "TRUE")
    tables = {**package.tables, series.table: frame.reset_index(drop=True).astype(str)}
    whole = Package(descriptor=package.descriptor, files=package.files, tables=tables)
    return summarise_series(series, whole, members)
