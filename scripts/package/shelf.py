"""Releases that are kept: every file that each of them published, stored once by its content.

A publication keeps its releases in the folder `releases` beside its `datapackage.json`:

- `<version>.json`: what the release is called, its day, and each of its files with the hash of its content;
- `objects/<sha256>.xz`: each content once, compressed, whichever releases have it.

A release that is kept never changes, so that whatever was cited of it is found.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from scripts.kept import NOTHING, Made
from scripts.model.moved import FILE as MOVED
from scripts.model.moved import Move, moves_in
from scripts.model.problems import Problem, RefusedError
from scripts.model.versions import PATTERN, SHELF, order_of

OBJECTS: Final = "objects"
SHA256: Final = re.compile(r"[0-9a-f]{64}")
COMPUTED: Final = frozenset(
    (
        *("summaries.csv", "coverage.csv", "coverage_groups.csv", "variants_counted.csv", "variants_areas.csv"),
        *("changes.csv", "releases.csv", "all.zip", "datapackage.json", "addresses.txt"),
    )
)
"""Files of a release that are made of its package. The descriptor is, since it names files side by side."""

NAME: Final = re.compile(r"[\w-][\w.-]*")
"""Names of files: none of them leads out of a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One release: its version, its day (ISO 8601), the versions it came after, and its files as hash by name."""

    version: str
    released: str
    after: str
    """The release that it was compared with; '' for the first."""
    files: Mapping[str, str]

    @property
    def tables(self) -> frozenset[str]:
        """Names of the files that are of its package, and not computed from it."""
        return frozenset(self.files) - COMPUTED


@dataclass(frozen=True)
class Shelf:
    """The releases of a publication, the oldest first, and the contents of their files."""

    folder: Path
    releases: tuple[Kept, ...] = ()

    @property
    def last(self) -> Kept | None:
        """The newest release; None where none is kept."""
        return self.releases[-1] if self.releases else None

    def of(self, version: str) -> Kept | None:
        """Give the release of a version; None where it is not kept."""
        return next((each for each in self.releases if each.version == version), None)

    @property
    def moves(self) -> tuple[Move, ...]:
        """What became of addresses that are no more. Raises RefusedError where the list cannot be read."""
        path = self.folder / MOVED
        try:
            return moves_in(path.read_bytes()) if path.is_file() else ()
        except ValueError as error:
            problem = Problem(file=f"{SHELF}/{MOVED}", code="release-unreadable", found=str(error))
            raise RefusedError([problem]) from error

    def content(self, release: Kept, name: str) -> bytes:
        """Give a file of a release. Raises RefusedError when its content is missing or is not what was kept.

        Files of the same content, of whichever releases, are the same bytes in memory.
        """
        sha = release.files[name]
        if sha not in self._read:
            self._read[sha] = object_content(self.folder, sha)
        return self._read[sha]

    @cached_property
    def _read(self) -> dict[str, bytes]:
        """Contents that were asked for, by hash."""
        return {}

    @cached_property
    def needed(self) -> frozenset[str]:
        """The hashes of all contents that some release has."""
        return frozenset(sha for release in self.releases for sha in release.files.values())


def shelf_of(package: Path) -> Shelf:
    """Read which releases a publication keeps. Raises RefusedError with every fault of their descriptions."""
    folder = package / SHELF
    kept, problems = [], []
    for path in sorted(folder.glob("*.json")):
        read = _release(path)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            kept.append(read)
    if problems:
        raise RefusedError(problems)
    return Shelf(folder, tuple(sorted(kept, key=lambda release: order_of(release.version))))


def _release(path: Path) -> Kept | Problem:
    place = f"{SHELF}/{path.name}"
    try:
        held = json.loads(path.read_bytes())
    except ValueError as error:
        return Problem(file=place, code="release-unreadable", found=str(error))
    wrong = next(_faults(held, path.stem), "")
    if wrong:
        return Problem(file=place, code="release-unreadable", found=wrong)
    files = {str(name): str(sha) for name, sha in held["files"].items()}
    return Kept(version=held["version"], released=held["released"], after=held["after"], files=files)


def _faults(held: object, stem: str) -> Iterator[str]:
    """Say what a description lacks or has wrong."""
    if not isinstance(held, dict) or not isinstance(held.get("files"), dict):
        yield "no files"
        return
    for key in ("version", "released", "after"):
        if not isinstance(held.get(key), str):
            yield f"no {key}"
    if held.get("version") != stem or not re.fullmatch(PATTERN, stem):
        yield f"version {held.get('version')!r}"
    for name, sha in held["files"].items():
        if not NAME.fullmatch(name) or not isinstance(sha, str) or not SHA256.fullmatch(sha):
            yield f"{name}: {sha}"


def object_content(folder: Path, sha: str) -> bytes:
    """Give a content by its hash. Raises RefusedError when it is missing, cannot be unpacked or is another."""
    return _unpacked(_object(folder, sha), sha)


def _object(folder: Path, sha: str) -> bytes:
    try:
        return (folder / OBJECTS / f"{sha}.xz").read_bytes()
    except FileNotFoundError:
        raise RefusedError([Problem(file=_place(sha), code="release-content-missing")]) from None


def _place(sha: str) -> str:
    return f"{SHELF}/{OBJECTS}/{sha}.xz"


def _unpacked(stored: bytes, sha: str) -> bytes:
    place = _place(sha)
    try:
        data = lzma.decompress(stored)
    except (lzma.LZMAError, EOFError) as error:
        raise RefusedError([Problem(file=place, code="release-content-differs", found=str(error))]) from error
    if (found := sha256_of(data)) != sha:
        raise RefusedError([Problem(file=place, code="release-content-differs", found=found)])
    return data


def sha256_of(data: bytes) -> str:
    """Give the hash by which a content is kept."""
    return hashlib.sha256(data).hexdigest()


def description(release: Kept) -> bytes:
    """Give the file that describes a release."""
    held = {
        "version": release.version,
        "released": release.released,
        "after": release.after,
        "files": dict(sorted(release.files.items())),
    }
    return f"{json.dumps(held, indent=2)}\n".encode()


def packed(data: bytes) -> bytes:
    """Give a content as it is stored: the same bytes whenever and wherever it is packed."""
    return lzma.compress(data, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC64, preset=9)


def faults_of(shelf: Shelf, made: Made = NOTHING) -> Iterator[Problem]:
    """Tell each content that a release needs and that is missing or wrong, and each that no release needs.

    Of a file that is the same as before it was `made` out before what it holds.
    """
    for sha in sorted(shelf.needed):
        try:
            stored = _object(shelf.folder, sha)
            yield from made.made("object", lambda: iter((sha, stored)), lambda: _faults_within(stored, sha))  # noqa: B023 - called at once
        except RefusedError as refused:
            yield from refused.problems
    for path in sorted((shelf.folder / OBJECTS).glob("*")):
        if path.name.removesuffix(".xz") not in shelf.needed:
            yield Problem(file=f"{SHELF}/{OBJECTS}/{path.name}", code="release-content-idle")


def _faults_within(stored: bytes, sha: str) -> tuple[Problem, ...]:
    try:
        _unpacked(stored, sha)
    except RefusedError as refused:
        return refused.problems
    return ()


def package_names(descriptor: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """Give the path of each file of a package with the name under which a release keeps it."""
    paths = [str(resource["path"]) for resource in descriptor["resources"]]
    return [(path, path.rpartition("/")[2]) for path in paths]
