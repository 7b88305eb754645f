"""The published package: the same bytes as the package that the site was made from, and nothing else."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scripts.model.problems import Problem
from scripts.verify.files import DATA, Folder

DESCRIPTOR = "datapackage.json"
DERIVED = (
    "summaries.csv",
    "coverage.csv",
    "coverage_groups.csv",
    "latest.csv",
    "variants_counted.csv",
    "variants_areas.csv",
    "releases.csv",
    "sdmx.csv",
)
"""Published tables that are not of the package but computed from it."""


def read_json(path: Path) -> Mapping[str, Any]:
    """Read a JSON object; an empty one where there is none or it cannot be read."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def resources_of(descriptor: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Give the resources of a descriptor by the name of their file, but for those that are computed."""
    own = (resource for resource in descriptor.get("resources", ()) if not resource.get("computed"))
    return {str(resource.get("path", "")).rpartition("/")[2]: resource for resource in own}


def package_files(site: Folder, package: Path) -> Iterator[Problem]:
    """Tell each file of the package that is not published as it is, and each published file that is not of it."""
    made_from = resources_of(read_json(package / DESCRIPTOR))
    published = resources_of(read_json(site.root / DATA / DESCRIPTOR))
    if not made_from:
        yield Problem(file=DESCRIPTOR, code="published-descriptor-missing")
    if not published:
        yield Problem(file=f"{DATA}/{DESCRIPTOR}", code="published-descriptor-missing")
    for name in sorted({*made_from, *published}):
        yield from _resource(site, package, name, made_from.get(name), published.get(name))
    yield from _extra(site, frozenset(made_from))
    yield from _computed(site)


def _resource(
    site: Folder, package: Path, name: str, made_from: Mapping[str, Any] | None, published: Mapping[str, Any] | None
) -> Iterator[Problem]:
    path = f"{DATA}/{name}"
    if path not in site.files:
        yield Problem(file=path, code="published-file-absent")
        return
    raw = site.read(path)
    if made_from is None or published is None:
        yield Problem(file=path, code="published-file-undescribed" if published is None else "published-file-extra")
    if made_from is not None and _bytes(package / str(made_from["path"])) != raw:
        yield Problem(file=path, code="published-file-differs", expected=str(made_from["path"]))
    if published is not None:
        yield from _fingerprint(path, raw, published)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _fingerprint(path: str, raw: bytes, described: Mapping[str, Any]) -> Iterator[Problem]:
    digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
    for field, held in (("bytes", len(raw)), ("hash", digest)):
        if described.get(field) != held:
            stated = str(described.get(field, ""))
            yield Problem(file=path, field=field, code="published-hash-differs", found=str(held), expected=stated)


def _computed(site: Folder) -> Iterator[Problem]:
    """Tell each published table that no descriptor beside it describes, or that is not as it is described."""
    folders: dict[str, list[str]] = {}
    for path in site.csv_tables(f"{DATA}/"):
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, []).append(name)
    for folder, names in folders.items():
        every = read_json(site.root / folder / DESCRIPTOR).get("resources", ())
        described = {str(resource.get("path")): resource for resource in every if isinstance(resource, dict)}
        for name in names:
            if name not in described and (folder != DATA or name in DERIVED):
                yield Problem(file=f"{folder}/{name}", code="published-file-undescribed")
            elif described.get(name, {}).get("computed") and "hash" in described[name]:
                yield from _fingerprint(f"{folder}/{name}", site.read(f"{folder}/{name}"), described[name])


def _extra(site: Folder, names: frozenset[str]) -> Iterator[Problem]:
    """Tell tables beside the package's own that are neither of it nor computed from it."""
    for path in site.csv_tables(f"{DATA}/"):
        name = path.removeprefix(f"{DATA}/")
        if "/" not in name and name not in names and name not in DERIVED:
            yield Problem(file=path, code="published-file-extra")


def archive(site: Folder) -> Iterator[Problem]:
    """Tell each file of the archive that is not the published one, and each published table that it lacks."""
    path = f"{DATA}/all.zip"
    if path not in site.files:
        yield Problem(file=path, code="published-file-absent")
        return
    try:
        with zipfile.ZipFile(site.root / path) as opened:
            held = {name: opened.read(name) for name in opened.namelist()}
    except (zipfile.BadZipFile, OSError) as error:
        yield Problem(file=path, code="archive-unreadable", found=str(error))
        return
    for name in (p.removeprefix(f"{DATA}/") for p in site.csv_tables(f"{DATA}/")):
        if held.get(name) != site.read(f"{DATA}/{name}"):
            yield Problem(file=path, field=name, code="archive-differs", found=name)
