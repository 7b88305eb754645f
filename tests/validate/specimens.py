"""Specimens of faults: `tests/specimens/<code>/<case>/` holds the files that differ from `tests/specimens/_sound/`.

A case may have a `case.json`:

- `remove`: paths that the package then lacks;
- `describe`: false keeps the sound descriptor, so that sizes, hashes and schemas no longer fit;
- `place`: file, row and field of the problem, as far as they are certain;
- `previous`: the same settings (`remove`, `describe`) for the last release, whose files are in the folder `previous/`
  of the case. A case has a last release when it has that folder or that setting.

Unless the case holds its own datapackage.json, the descriptor is made anew from the tables, as `describe` does; where
the tables do not allow it, sizes and hashes are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from scripts.model.tables import all_tables, series_from_row
from scripts.package.descriptor import descriptor_bytes
from scripts.package.files import read_csv, records
from tests.packages import REGISTERS

SPECIMENS = Path("tests") / "specimens"
SOUND = SPECIMENS / "_sound"
DESCRIPTOR = "datapackage.json"
SETTINGS = "case.json"
PREVIOUS = "previous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """One case of one code."""

    code: str
    folder: Path
    settings: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Code and case, for the name of a test."""
        return f"{self.code}/{self.folder.name}"

    @property
    def place(self) -> Mapping[str, Any]:
        """File, row and field of the problem, as far as the case gives them."""
        place: Mapping[str, Any] = self.settings.get("place", {})
        return place

    def files(self) -> dict[str, bytes]:
        """Every file of the broken package by path."""
        own = {p: data for p, data in _files(self.folder).items() if p != SETTINGS and not p.startswith(f"{PREVIOUS}/")}
        return overlaid(own, self.settings)

    def previous(self) -> dict[str, bytes]:
        """Every file of the last release by path; none when the case has no last release."""
        folder = self.folder / PREVIOUS
        if PREVIOUS not in self.settings and not folder.is_dir():
            return {}
        return overlaid(_files(folder) if folder.is_dir() else {}, self.settings.get(PREVIOUS, {}))

    def write(self, folder: Path) -> tuple[Path, Path | None]:
        """Write the package and the last release below `folder`, and give their folders."""
        last = self.previous()
        package = write_files(folder / "package", self.files())
        return package, write_files(folder / PREVIOUS, last) if last else None


def specimens() -> list[Specimen]:
    """Every specimen there is, by code and case."""
    folders = sorted(p for p in SPECIMENS.glob("*/*") if p.is_dir() and p.parent != SOUND)
    return [Specimen(code=p.parent.name, folder=p, settings=_settings(p / SETTINGS)) for p in folders]


def sound_files() -> dict[str, bytes]:
    """Every file of the sound package by path."""
    return _files(SOUND)


def overlaid(own: Mapping[str, bytes], settings: Mapping[str, Any]) -> dict[str, bytes]:
    """Put files over the sound package, take away what is removed, and describe the result."""
    removed = set(settings.get("remove", ()))
    files = {path: data for path, data in {**sound_files(), **own}.items() if path not in removed}
    if DESCRIPTOR in own or DESCRIPTOR in removed or not settings.get("describe", True):
        return files
    return {**files, DESCRIPTOR: described(files)}


def described(files: Mapping[str, bytes]) -> bytes:
    """Give the descriptor that fits the files, from their own series and code lists where these can be read."""
    old = json.loads(files[DESCRIPTOR])
    try:
        codelists, series = (read_csv(files[f"data/{name}.csv"]) for name in ("codelists", "series"))
        codes = {str(name): list(part["code"]) for name, part in codelists.groupby("codelist", sort=False)}
        profile = all_tables(
            sorted((series_from_row(row) for row in records(series)), key=lambda s: s.id), REGISTERS, codes
        )
    except (KeyError, ValueError, pd.errors.ParserError):
        return _with_hashes(old, files)
    present = [table for table in profile if table.path in files]
    return descriptor_bytes(old, present, {table.path: files[table.path] for table in present})


def _with_hashes(descriptor: dict[str, Any], files: Mapping[str, bytes]) -> bytes:
    for resource in descriptor["resources"]:
        data = files.get(resource["path"], b"")
        resource |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def write_files(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below a folder and give the folder."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def _settings(path: Path) -> Mapping[str, Any]:
    settings: Mapping[str, Any] = json.loads(path.read_bytes()) if path.is_file() else {}
    return settings
