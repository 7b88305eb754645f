"""What differs in the published tables of two sites, row by row, on the keys that their descriptors state."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.model.problems import UsageError

DATA: Final = Path("data") / "latest"
DESCRIPTOR: Final = DATA / "datapackage.json"

Key = tuple[str, ...]
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A row of both tables of which a cell has another value: the column, and the value before and now."""

    key: Key
    column: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChange:
    """What differs in a table: the keys of rows that came and went, cells that were revised, and columns.

    Cells are compared in the columns that both have, and rows only where both tables have the same key.
    """

    name: str
    added: tuple[Key, ...] = ()
    removed: tuple[Key, ...] = ()
    revised: tuple[Revised, ...] = ()
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    is_new: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A table of a site: its file and the columns of its key."""

    path: Path
    key: Key


def table_changes(old: Path, new: Path) -> Iterator[TableChange]:
    """Give the tables of two sites that differ, by name. Raises UsageError for a folder that holds no site."""
    before, after = tables(old), tables(new)
    for name in sorted({*before, *after}):
        if name not in before:
            yield TableChange(name=name, is_new=True)
        elif name not in after:
            yield TableChange(name=name, is_gone=True)
        elif before[name].path.read_bytes() != after[name].path.read_bytes():
            yield _compared(name, before[name], after[name])


def tables(site: Path) -> dict[str, Listed]:
    """Give the tables that a site publishes, by name."""
    try:
        resources = json.loads((site / DESCRIPTOR).read_bytes())["resources"]
        listed = {
            str(each["name"]): Listed(path=site / DATA / str(each["path"]), key=_key(each["schema"]))
            for each in resources
            if "schema" in each and not each.get("computed")
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = f"{site} holds no site of this program, since {DESCRIPTOR} cannot be read there."
        raise UsageError(what) from error
    return {name: table for name, table in listed.items() if table.path.is_file()}


def _key(schema: Mapping[str, object]) -> Key:
    key = schema.get("primaryKey", ())
    return (key,) if isinstance(key, str) else tuple(map(str, key if isinstance(key, list) else ()))


def _compared(name: str, old: Listed, new: Listed) -> TableChange:
    columns, rows = _read(old)
    columns_now, rows_now = _read(new)
    shared = [column for column in columns_now if column in columns]
    revised = tuple(
        Revised(key=key, column=column, was=row[column], now=rows_now[key][column])
        for key, row in rows.items()
        if key in rows_now
        for column in shared
        if row[column] != rows_now[key][column]
    )
    return TableChange(
        name=name,
        added=tuple(key for key in rows_now if key not in rows),
        removed=tuple(key for key in rows if key not in rows_now),
        revised=revised,
        columns_added=tuple(column for column in columns_now if column not in columns),
        columns_removed=tuple(column for column in columns if column not in columns_now),
    )


def _read(table: Listed) -> tuple[Sequence[str], dict[Key, Row]]:
    """Give the columns and the rows by key. A row that has the key of another is known by all its cells."""
    rows: dict[Key, Row] = {}
    with table.path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restval="")
        columns = list(reader.fieldnames or ())
        for row in reader:
            whole = tuple(row[column] for column in columns)
            key = tuple(row.get(column, "") for column in table.key) or whole
            rows[whole if key in rows else key] = row
    return columns, rows
