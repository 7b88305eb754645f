"""The package as it is published: the same files, side by side in one folder."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from scripts.model.site import Download
from scripts.package.read import Package

FOLDER = "data/latest"
MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "topojson": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "txt": "text/plain",
}


def package_files(package: Package) -> Iterator[Download]:
    """Give each file of the package, as it is."""
    for resource in package.descriptor["resources"]:
        table = package.tables.get(resource["name"])
        rows, sources = (None, ()) if table is None else (len(table), sources_of(table))
        yield download(resource["path"].rpartition("/")[2], package.files[resource["path"]], rows, sources)


def sources_of(table: pd.DataFrame) -> tuple[str, ...]:
    """Give the sources that the rows of a table name, in a column in which a space parts several; none without one."""
    cells = table["source"].unique() if "source" in table.columns else ()
    return tuple(sorted({source for cell in cells for source in str(cell).split()}))


def download(name: str, data: bytes, rows: int | None = None, sources: tuple[str, ...] = ()) -> Download:
    """Give a file of the published folder."""
    media_type = MEDIA_TYPES[name.rpartition(".")[2]]
    return Download(path=f"{FOLDER}/{name}", data=data, media_type=media_type, rows=rows, sources=sources)
