"""What Croissant says of the Parquet files: each is there and is the one, with these columns, and none is left out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import duckdb

from scripts.model.problems import Problem
from scripts.verify.files import DATA, Folder
from scripts.verify.parquet import ALL, ALONE, PLACE

FILE: Final = f"{DATA}/croissant.json"
OF_SERIES: Final = "observations_"
"""What the names of tables begin with whose rows are all in that of all observations."""

Json = Mapping[str, Any]


def croissant(site: Folder) -> Iterator[Problem]:
    """Tell each file that is described otherwise than it is, and each that is not described."""
    names = (path.removeprefix(f"{PLACE}/").removesuffix(".parquet") for path in site.below(f"{PLACE}/", ".parquet"))
    wanted = {name for name in names if name == ALL or not name.startswith(OF_SERIES)}
    try:
        told = json.loads(site.read(FILE)) if FILE in site.files else {}
        files = {str(each["name"]).removesuffix(".parquet"): each for each in told.get("distribution", ())}
        sets = {
            str(each["name"]): [str(field["name"]) for field in each["field"]] for each in told.get("recordSet", ())
        }
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        yield Problem(file=FILE, code="croissant-unreadable", found=str(error))
        return
    for held in (files, sets):
        if held.keys() != wanted:
            yield _differs(sorted(held), sorted(wanted))
    for name in sorted(files.keys() & wanted):
        yield from _file(site, f"{PLACE}/{name}.parquet", files[name])
    with duckdb.connect(":memory:", config=ALONE) as engine:
        for name in sorted(sets.keys() & wanted):
            yield from _columns(engine, site, f"{PLACE}/{name}.parquet", sets[name])


def _file(site: Folder, path: str, told: Json) -> Iterator[Problem]:
    raw, inside = site.read(path), path.removeprefix(f"{DATA}/")
    address = str(told.get("contentUrl", ""))
    if address != inside and not address.endswith(f"/{path}"):
        yield Problem(file=FILE, code="data-set-file-missing", found=address)
    if (told.get("sha256"), told.get("contentSize")) != (hashlib.sha256(raw).hexdigest(), f"{len(raw)} B"):
        yield Problem(file=FILE, code="data-set-file-differs", found=path)


def _columns(engine: duckdb.DuckDBPyConnection, site: Folder, path: str, told: list[str]) -> Iterator[Problem]:
    """Compare with the columns of the file; that it cannot be read is told where it is compared with its table."""
    try:
        rows = engine.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(site.root / path)]).fetchall()
    except duckdb.Error:
        return
    if told != (own := [str(row[0]) for row in rows]):
        yield _differs(told, own)


def _differs(found: list[str], expected: list[str]) -> Problem:
    return Problem(file=FILE, code="croissant-differs", found=", ".join(found), expected=", ".join(expected))
