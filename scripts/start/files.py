"""Turns rows into the files of a package: columns and order of the profile, sizes and hashes in the descriptor."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from scripts.model.languages import Languages
from scripts.model.tables import Table, all_tables, series_from_row
from scripts.package.descriptor import descriptor_bytes

Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]
"""Rows by name of the table. A column that is left out is blank."""

TEMPLATE: Final = Path(__file__).parent / "template"
"""Tables of the small package, and the code lists that every package needs."""

OWN_LICENCE: Final = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
"""Licence of what the maker of a package adds, until the maker chooses another: the readme says so."""

README: Final = "README.md"


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file of the template or of a package."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def package_files(
    metadata: Mapping[str, Any], tables: Tables, others: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Give the files of a package in English by path. `tables` needs `series` and `codelists`.

    `others` are files that are no tables, by path.
    """
    codes: dict[str, list[str]] = {}
    for row in tables["codelists"]:
        codes.setdefault(row["codelist"], []).append(row["code"])
    series = sorted((series_from_row(_whole(row)) for row in tables["series"]), key=lambda each: each.id)
    listed = {name: sorted(held) for name, held in codes.items()}
    profile = [table for table in all_tables(series, (), listed, Languages()) if table.name in tables]
    files = {table.path: _csv(table, tables[table.name]) for table in profile} | dict(others or {})
    return {**files, "datapackage.json": descriptor_bytes(metadata, profile, files)}


def _whole(row: Row) -> dict[str, str]:
    """Give a row of `series` with every column that reading one asks for."""
    return {**dict.fromkeys(("indicator", "codelist", "dimensions", "register", "reference_day"), ""), **row}


def _csv(table: Table, rows: Sequence[Row]) -> bytes:
    """Write rows in the table's columns, sorted by its key. Raises ValueError for a column that is not its own."""
    strange = {column for row in rows for column in row} - set(table.columns)
    if strange:
        message = f"{table.name} has no columns {sorted(strange)}"
        raise ValueError(message)
    cells = [[row.get(column, "") for column in table.columns] for row in rows]
    text = io.StringIO(newline="")
    key = itemgetter(*map(table.columns.index, table.primary_key))
    csv.writer(text, lineterminator="\n").writerows([table.columns, *sorted(cells, key=key)])
    return text.getvalue().encode()
