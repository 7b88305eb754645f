"""The package as it is published: the same files, side by side in one folder."""

from __future__ import annotations

import json
from collections.abc import Iterator

from scripts.model.site import Download
from scripts.package.read import Package

FOLDER = "data/latest"
MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "topojson": "application/json", "zip": "application/zip"}


def package_files(package: Package) -> Iterator[Download]:
    """Give each resource and a descriptor that names it in the same folder, so that the address validates."""
    resources = []
    for resource in package.descriptor["resources"]:
        name = resource["path"].rpartition("/")[2]
        resources.append({**resource, "path": name})
        rows = len(package.tables[resource["name"]]) if resource["name"] in package.tables else None
        yield download(name, package.files[resource["path"]], rows)
    descriptor = {**package.descriptor, "resources": resources}
    yield download("datapackage.json", (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode())


def download(name: str, data: bytes, rows: int | None = None) -> Download:
    """Give a file of the published folder."""
    media_type = MEDIA_TYPES[name.rpartition(".")[2]]
    return Download(path=f"{FOLDER}/{name}", data=data, media_type=media_type, rows=rows)
