"""Releases on the finished site: their files as they were kept, and what changed, counted a second time."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from scripts.model.problems import Problem
from scripts.model.versions import SHELF
from scripts.verify.files import DATA, Folder, Table
from scripts.verify.package_files import read_json

MAKING: Final = "reconciliation"
"""A table about the making of the package, of which no changes are told."""

OBSERVATIONS: Final = "observations_"
PROGRAMS: Final = "api/v1/releases"
NOT_KEPT: Final = ("validation.json", "croissant.json")
"""Files of the newest release that are of the day on which the site was built, or name its address."""

FIGURES: Final = (".csv", ".topojson")
"""Endings of the files of a release that hold what it says, and not how that is described or packed."""

Change = tuple[str, ...]


def releases(site: Folder, package: Path) -> Iterator[Problem]:
    """Tell what differs between the releases of the site and those that are kept beside the package."""
    listed = [row.get("version", "") for row in site.records("releases")]
    for path in sorted((package / SHELF).glob("*.json")):
        kept = read_json(path)
        files = kept.get("files")
        version = str(kept.get("version", ""))
        if version not in listed:
            yield Problem(file=f"{DATA}/releases.csv", code="release-not-listed", found=version)
        for name, sha in sorted(files.items() if isinstance(files, dict) else ()):
            yield from _kept(site, f"data/{version}/{name}", str(sha))
    for version in listed:
        yield from _for_programs(site, version)
    if listed:
        yield from _newest(site, package, listed[0])


def _kept(site: Folder, path: str, sha: str) -> Iterator[Problem]:
    if path not in site.files:
        yield Problem(file=path, code="release-file-missing")
    elif hashlib.sha256(site.read(path)).hexdigest() != sha:
        yield Problem(file=path, code="release-file-differs", expected=sha)


def _for_programs(site: Folder, version: str) -> Iterator[Problem]:
    """Tell a list of changes as JSON that says otherwise than the same list as a table."""
    path, listed = f"{PROGRAMS}/{version}.json", f"data/{version}/changes.csv"
    if path not in site.files:
        return  # told where files for programs are counted
    table = site.table(listed) if listed in site.files else None
    rows = table.records() if table else ()
    right = [{"row": n, **{k: v for k, v in row.items() if v}} for n, row in enumerate(rows, start=2)]
    if read_json(site.root / path).get("changes") != right:
        yield Problem(file=path, code="release-file-differs", expected=listed)


def _newest(site: Folder, package: Path, version: str) -> Iterator[Problem]:
    """Tell what is newest and is not the release that it says, and changes that are not those of its tables.

    Of a release that is kept, its tables and maps bind. How they are described and packed a newer program may do
    otherwise, and it may give them in more forms: those are no other figures.
    """
    own = f"data/{version}"
    bound = read_json(package / SHELF / f"{version}.json").get("files") if _is_kept(package, version) else None
    for path in site.below(f"{DATA}/"):
        name = path.removeprefix(f"{DATA}/")
        copy = f"{own}/{name}"
        if "/" in name or name in NOT_KEPT or name.endswith(".zip"):
            continue
        if bound is not None and (name not in bound or not name.endswith(FIGURES)):
            continue
        if copy not in site.files:
            yield Problem(file=copy, code="release-file-missing")
        elif site.read(copy) != site.read(path):
            yield Problem(file=path, code="release-file-differs", expected=copy)
    after = next((row.get("after", "") for row in site.records("releases") if row.get("version") == version), "")
    if after and _is_kept(package, after):
        yield from _changes(site, f"data/{after}", own)


def _is_kept(package: Path, version: str) -> bool:
    return (package / SHELF / f"{version}.json").is_file()


def _changes(site: Folder, before: str, now: str) -> Iterator[Problem]:
    path = f"{now}/changes.csv"
    table = site.table(path)
    if table is None:
        yield Problem(file=path, code="release-file-missing")
        return
    told: Counter[Change] = Counter(
        (row["kind"], row["table"], row["ref_area"], row["time_period"], row["column"], row["old"], row["new"])
        for row in table.records()
        if row["kind"] in ("added", "removed", "revised") and row["table"] != "summaries"
    )
    right: Counter[Change] = Counter(_expected(site, before, now))
    for change in sorted((told - right).elements()):
        yield Problem(file=path, code="change-not-so", found=", ".join(filter(None, change)))
    for change in sorted((right - told).elements()):
        yield Problem(file=path, code="change-untold", found=", ".join(filter(None, change)))


def _expected(site: Folder, before: str, now: str) -> Iterator[Change]:
    """Give every row that came, went or is another, of tables that both releases have, by their whole keys."""
    old, new = _described(site, before), _described(site, now)
    for name in sorted((old.keys() & new.keys()) - {MAKING}):
        then, is_now = (site.table(f"{folder}/{name}.csv") for folder in (before, now))
        if then is None or is_now is None or then == is_now:
            continue
        key = [column for column in new[name] if column in then.header]
        shared = [column for column in is_now.header if column in then.header and column not in key]
        rows = [{tuple(row[c] for c in key): row for row in table.records()} for table in (then, is_now)]
        for each in sorted(rows[0].keys() | rows[1].keys()):
            left, right = rows[0].get(each), rows[1].get(each)
            said = right or left or {}
            where = (name, said.get("ref_area", said.get("iso3", "") if name == "reference_areas" else ""))
            place = (*where, said.get("time_period", ""))
            if left is None or right is None:
                yield ("added" if left is None else "removed", *place, *_value(is_now, left, right))
                continue
            for column in (column for column in shared if left[column] != right[column]):
                yield ("revised", *place, column, left[column], right[column])


def _value(table: Table, left: Mapping[str, str] | None, right: Mapping[str, str] | None) -> Change:
    """Give the value of an observation that came or went; blanks for a share and for other tables."""
    if "obs_value" not in table.header or "denominator" in table.header:
        return "", "", ""
    return "obs_value", (left or {}).get("obs_value", ""), (right or {}).get("obs_value", "")


def _described(site: Folder, folder: str) -> Mapping[str, list[str]]:
    """Give the primary key of each table of the package that a release describes; computed ones are told otherwise."""
    path = f"{folder}/datapackage.json"
    try:
        held: Any = json.loads(site.read(path)) if path in site.files else {}
    except ValueError:
        held = {}
    resources = held.get("resources", ()) if isinstance(held, dict) else ()
    own = (resource for resource in resources if not resource.get("computed"))
    keyed = (resource for resource in own if isinstance(resource.get("schema"), dict))
    return {str(resource["name"]): list(resource["schema"].get("primaryKey", ())) for resource in keyed}
