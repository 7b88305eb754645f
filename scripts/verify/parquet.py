"""Parquet files: the rows of the published tables and no others, with codes as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

import duckdb

from scripts.model.measures import VALUE_COLUMNS
from scripts.model.problems import Problem
from scripts.verify.files import DATA, Folder, Table
from scripts.verify.slices import columns_of, observations

PLACE: Final = f"{DATA}/parquet"
ALL: Final = "observations"
NUMBER: Final = "obs_number"
NUMBERS: Final = frozenset((*VALUE_COLUMNS, "value", NUMBER))
"""Columns that may be numbers where no schema says what they are."""

ALONE: Final[dict[str, str | bool | int | float | list[str]]] = {"threads": "1"}
"""Settings of the engine: another process works beside it."""

TEXT: Final = "VARCHAR"
TOLD: Final = 5
"""Rows that are told of a file that has others."""

Cells = tuple[object, ...]


def parquet(site: Folder) -> Iterator[Problem]:
    """Tell each table that has no Parquet file, one that is of no table, and where the two differ."""
    tables = {name: f"{DATA}/{name}.csv" for name in _tables(site)}
    there = {path.removeprefix(f"{PLACE}/").removesuffix(".parquet") for path in site.below(f"{PLACE}/", ".parquet")}
    for name in sorted(there - tables.keys() - {ALL}):
        yield Problem(file=f"{PLACE}/{name}.parquet", code="parquet-extra")
    for name in sorted({*tables, ALL} - there):
        yield Problem(file=f"{PLACE}/{name}.parquet", code="parquet-absent")
    with duckdb.connect(":memory:", config=ALONE) as engine:
        for name in sorted(there & tables.keys()):
            if (table := site.table(tables[name])) is not None:
                yield from _told(f"{PLACE}/{name}.parquet", partial(_compared, engine, site, name, table))
        if ALL in there:
            yield from _told(f"{PLACE}/{ALL}.parquet", partial(_long, engine, site))


def _told(path: str, check: Callable[[], Iterator[Problem]]) -> Sequence[Problem]:
    """Give what a check finds, or that the file or the table that it is of cannot be read as what it should be."""
    try:
        return list(check())
    except (duckdb.Error, ValueError) as error:
        return [Problem(file=path, code="parquet-unreadable", found=str(error))]


def _tables(site: Folder) -> list[str]:
    inside = (path.removeprefix(f"{DATA}/") for path in site.csv_tables(f"{DATA}/"))
    return [name.removesuffix(".csv") for name in inside if "/" not in name]


def _compared(engine: duckdb.DuckDBPyConnection, site: Folder, name: str, table: Table) -> Iterator[Problem]:
    path = f"{PLACE}/{name}.parquet"
    columns, rows = _read(engine, site, path)
    yield from _types(site, name, path, columns)
    names = tuple(column for column in columns if column != NUMBER)
    if names != table.header:
        yield Problem(file=path, code="parquet-differs", found=", ".join(names), expected=", ".join(table.header))
        return
    wanted = [_as(columns[column], cells) for column, cells in zip(names, _columns(table.rows, names), strict=True)]
    held = [list(cells) for cells in _columns(rows, names)]
    if held != wanted:
        yield from _rows(path, held, wanted)


def _long(engine: duckdb.DuckDBPyConnection, site: Folder) -> Iterator[Problem]:
    """Compare all observations with those of the published tables, labelled as slices are, in any order."""
    path = f"{PLACE}/{ALL}.parquet"
    columns, rows = _read(engine, site, path)
    yield from _types(site, ALL, path, columns)
    known = columns_of(site)
    names = [column for column in columns if column != NUMBER]
    if set(names) < set(known) - set(VALUE_COLUMNS) or not set(names) <= {*known, *VALUE_COLUMNS}:
        yield Problem(file=path, code="parquet-differs", found=", ".join(names), expected=", ".join(known))
        return
    right = [row for _, _, row in observations(site, known)]
    cells = dict(zip(known, _columns(right, known), strict=True))
    wanted = [_as(columns[name], cells.get(name, ("",) * len(right))) for name in names]
    yield from _rows(path, [list(column) for column in _columns(rows, names)], wanted)


def _read(engine: duckdb.DuckDBPyConnection, site: Folder, path: str) -> tuple[dict[str, str], list[Cells]]:
    """Give the types of the columns by name, and every row."""
    found = engine.execute("SELECT * FROM read_parquet(?)", [str(site.root / path)])
    return {str(each[0]): str(each[1]) for each in found.description or ()}, found.fetchall()


def _types(site: Folder, name: str, path: str, columns: Mapping[str, str]) -> Iterator[Problem]:
    """Tell each column of codes or texts that is of numbers: `004` would be 4."""
    described: Mapping[str, Any] = next(
        (r for r in site.descriptor.get("resources", ()) if r.get("name") == name.lower()), {}
    )
    fields = {f["name"]: f.get("type", "string") for f in described.get("schema", {}).get("fields", ())}
    for column, kind in columns.items():
        text = fields[column] == "string" if column in fields else column not in NUMBERS
        if text and kind != TEXT:
            yield Problem(file=path, field=column, code="parquet-code-not-text", found=kind)


def _columns(rows: Sequence[Cells], names: Sequence[str]) -> list[Cells]:
    """Give the cells of each column of rows, which may have more columns than names."""
    return list(zip(*rows, strict=True))[: len(names)] if rows else [() for _ in names]


def _as(kind: str, cells: Cells) -> list[object]:
    """Give the cells of a column of a published table as one of this type has them; as text where they are none."""
    if kind == TEXT:
        return [cell or None for cell in cells]
    if kind == "BOOLEAN":
        return [cell == "true" if cell else None for cell in cells]
    number = int if kind == "BIGINT" else float
    try:
        return [number(str(cell)) if cell else None for cell in cells]
    except ValueError:
        return list(cells)


def _rows(path: str, held: Sequence[Sequence[object]], wanted: Sequence[Sequence[object]]) -> Iterator[Problem]:
    """Tell the first rows that are too many and too few in these columns of cells."""
    there, right = (Counter(zip(*columns, strict=True)) for columns in (held, wanted))
    for code, found in (("parquet-row-extra", there - right), ("parquet-row-absent", right - there)):
        for row in sorted(found.elements(), key=str)[:TOLD]:
            yield Problem(file=path, code=code, found=", ".join(str(cell) for cell in row if cell is not None))
