"""Parquet: one file a table and one of all observations, for those who load everything with one line.

Columns of numbers are numbers; everything else is text, codes too: `004` and `NA` stay what they are. A blank is null.
The same table gives the same bytes: one thread, rows in the order of the table, nothing that says when it was made.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import duckdb
import pandas as pd

from scripts.exports.published import FOLDER
from scripts.exports.published import download as published
from scripts.exports.slices import long_table
from scripts.model.measures import VALUE_COLUMNS
from scripts.model.site import Download
from scripts.package.files import csv_bytes
from scripts.package.read import Package

PLACE: Final = "parquet"
ALL: Final = "observations"
"""Name of the file of all observations."""

NUMBER: Final = "obs_number"
"""Column of tables in which `obs_value` is text, since some series have codes: its value where it is a number."""

TYPES: Final = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
"""Types of columns by those of the fields of a table; every other is text."""

VALUES: Final = {name: "DOUBLE" for name in VALUE_COLUMNS if name != "obs_value"}
"""The same of all observations."""

ALONE: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": "1",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def parquet_files(package: Package, files: Iterable[Download], descriptor: Download) -> Iterator[Download]:
    """Give each table among `files`, those of the folder of data itself, and all observations, as Parquet.

    `descriptor` is that of the folder, which says of each column whether it holds numbers.
    """
    schemas = {each["name"]: each.get("schema", {}) for each in json.loads(descriptor.data)["resources"]}
    tables = {name: file for file in files if (name := _name(file))}
    long = long_table(package)
    everything = published(f"{ALL}.csv", csv_bytes(long), len(long))
    with TemporaryDirectory() as folder, duckdb.connect(":memory:", config=ALONE) as engine:
        for name, file in sorted({**tables, ALL: everything}.items()):
            types = VALUES if name == ALL else _types(schemas[name.lower()])
            data = _Table(package, file.data, types).written(engine, Path(folder))
            yield published(f"{PLACE}/{name}.parquet", data, file.rows, file.sources)


def _name(file: Download) -> str:
    """Give the name of a table of the folder of data itself; '' for any other file."""
    inside = file.path.removeprefix(f"{FOLDER}/")
    return inside.removesuffix(".csv") if inside.endswith(".csv") and "/" not in inside else ""


class _Table:
    """One table as CSV, and what its columns are."""

    def __init__(self, package: Package, data: bytes, types: Mapping[str, str]) -> None:
        self._data = data
        self._columns = list(pd.read_csv(io.BytesIO(data), nrows=0, dtype=str, encoding="utf-8").columns)
        self._types = types
        self._coded = [series.id for series in package.series.values() if series.codelist]

    def written(self, engine: duckdb.DuckDBPyConnection, folder: Path) -> bytes:
        """Give the table as Parquet. A whole number that is too long for 64 bits is written as one with decimals."""
        source, target = folder / "data.csv", folder / "data.parquet"
        source.write_bytes(self._data)
        try:
            engine.execute(self._query(source, target, self._types))
        except duckdb.ConversionException:
            engine.execute(self._query(source, target, dict.fromkeys(self._types, "DOUBLE")))
        return target.read_bytes()

    def _query(self, source: Path, target: Path, types: Mapping[str, str]) -> str:
        """Give the query; of what it says only names of columns, ids of series and the two paths come from outside."""
        texts = ", ".join(f"{_text(column)}: 'VARCHAR'" for column in self._columns)
        read = (
            f"read_csv({_text(str(source))}, columns={{{texts}}}, header=true, delim=',', quote='\"', escape='\"', "
            "nullstr='', auto_detect=false, max_line_size=16777216)"
        )
        chosen = [_column(column, types) for column in self._columns]
        if "obs_value" in self._columns and "series" in self._columns:
            coded = ", ".join(map(_text, self._coded)) or "NULL"
            number = f'CASE WHEN "series" NOT IN ({coded}) THEN CAST("obs_value" AS DOUBLE) END'
            chosen.append(f'{number} AS "{NUMBER}"')
        rows = f"SELECT {', '.join(chosen)} FROM {read}"  # noqa: S608
        return f"COPY ({rows}) TO {_text(str(target))} (FORMAT parquet, COMPRESSION zstd)"


def _types(schema: Mapping[str, Any]) -> dict[str, str]:
    """Give the types of the columns of a table that are no text."""
    return {field["name"]: TYPES[field["type"]] for field in schema.get("fields", ()) if field.get("type") in TYPES}


def _column(name: str, types: Mapping[str, str]) -> str:
    return f"CAST({_name_of(name)} AS {types[name]}) AS {_name_of(name)}" if name in types else _name_of(name)


def _name_of(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
