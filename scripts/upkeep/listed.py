"""The table of sources, as whoever looks after them reads it: no other table needs to be sound for that."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from scripts.model.problems import HinderedError

SOURCES: Final = Path("data") / "sources.csv"
NEEDED: Final = ("id", "title", "url", "data_until", "cycle_months", "licence", "licence_url")
FILES: Final = Path(__file__).with_name("files.csv")
"""Sources whose newest edition is a file at an address that stays, as far as it was stated where we found them."""

Row = Mapping[str, str]


def sources(package: Path) -> Mapping[str, Row]:
    """Give the row of each source by its id. Raises HinderedError where the table cannot be read."""
    path = package / SOURCES
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, restkey="", restval=""))
    except (OSError, ValueError, csv.Error) as error:
        raise HinderedError(key="upkeep_no_sources", place=path, reason=error) from error
    if lacking := [name for name in NEEDED if rows and name not in rows[0]]:
        raise HinderedError(key="upkeep_no_column", place=path, column=lacking[0])
    return {row["id"]: row for row in rows}


def file_addresses() -> Mapping[str, str]:
    """Give the address of the newest edition's file by source, where it has one that stays."""
    with FILES.open(encoding="utf-8", newline="") as file:
        return {row["source"]: row["file_url"] for row in csv.DictReader(file)}
