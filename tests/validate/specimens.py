"""Specimens of faults: `tests/specimens/<code>/<case>/` holds the files that differ from `tests/specimens/_sound/`.

A case may have a `case.json`:

- `edit`: list of `file`, `old`, `new`: a text that stands once in the file, and what stands there instead;
- `remove`: paths that the package then lacks;
- `describe`: false keeps the sound descriptor, so that sizes, hashes and schemas no longer fit;
- `descriptor`: `set` gives the value of properties (`version`, `resources/series/path`; items by name or number), and
  `drop` names those that are gone; `add` gives further resources;
- `place`: file, row and field of the problem, as far as they are certain;
- `previous`: the same settings (but for `place`) for the last release, whose files are in the folder `previous/`
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

from pandas.errors import ParserError

from scripts.model.languages import languages_of
from scripts.model.outcomes import COUNTS
from scripts.model.tables import Field, Register, all_tables, series_from_row
from scripts.package.descriptor import descriptor_bytes
from scripts.package.files import read_csv, records
from tests.packages import REGISTERS

SPECIMENS = Path("tests") / "specimens"
SOUND = SPECIMENS / "_sound"
DESCRIPTOR = "datapackage.json"

APPLICATIONS = Register(
    name="applications",
    title="Applications",
    description="What became of applications, for tests.",
    extra=tuple(Field(name=name, type="integer", description="Number.", minimum=0) for name in COUNTS),
)
"""A register that only some cases have."""
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
    for change in settings.get("edit", ()):
        files[change["file"]] = _edited(files[change["file"]], change["old"], change["new"])
    if DESCRIPTOR in files and DESCRIPTOR not in own and settings.get("describe", True):
        files[DESCRIPTOR] = described(files)
    if "descriptor" in settings:
        files[DESCRIPTOR] = _redescribed(files[DESCRIPTOR], settings["descriptor"])
    return files


def _edited(data: bytes, old: str, new: str) -> bytes:
    if data.count(old.encode()) != 1:
        message = f"{old!r} does not stand once in the file"
        raise ValueError(message)
    return data.replace(old.encode(), new.encode())


def _redescribed(data: bytes, change: Mapping[str, Any]) -> bytes:
    descriptor = json.loads(data)
    for place, value in change.get("set", {}).items():
        holder, key = _place(descriptor, place)
        holder[key] = value
    for place in change.get("drop", ()):
        holder, key = _place(descriptor, place)
        del holder[key]
    descriptor["resources"] += change.get("add", ())
    return json.dumps(descriptor, indent=2).encode()


def _place(descriptor: Any, place: str) -> tuple[Any, Any]:
    """Give what holds a property, and its key or number there. `/` separates the steps."""
    holder, key = None, None
    for step in place.split("/"):
        holder = descriptor if holder is None else holder[key]
        named = [n for n, item in enumerate(holder) if item["name"] == step] if isinstance(holder, list) else [step]
        key = named[0] if named else int(step)
    return holder, key


def described(files: Mapping[str, bytes]) -> bytes:
    """Give the descriptor that fits the files, from their own series and code lists where these can be read."""
    old = json.loads(files[DESCRIPTOR])
    try:
        codelists, series = (read_csv(files[f"data/{name}.csv"]) for name in ("codelists", "series"))
        codes = {str(name): list(part["code"]) for name, part in codelists.groupby("codelist", sort=False)}
        profile = all_tables(
            sorted((series_from_row(row) for row in records(series)), key=lambda s: s.id),
            (*REGISTERS, APPLICATIONS),
            codes,
            languages_of(old),
        )
    except (KeyError, ValueError, ParserError):
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
