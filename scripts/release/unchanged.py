"""Tells whether a publication would put public just what is public already, so that nothing need be made again.

Everything that a publication reads is an input: the package with its kept releases, the program, the templates, the
texts, what is installed, the options. Of the inputs one key is made; under it a publication that ended well notes what
it has put public. The note may be lost at any time: then the site is made as if there were none. It is believed only
of a folder in which every file has been read again and is what the manifest lists, with no other file beside it.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.kept import Cache, distributions, key_of
from scripts.model.manifest import ASIDE, MANIFEST
from scripts.package.read import Package
from scripts.release.swap import FILE_MODE, FOLDER_MODE
from scripts.verify.manifest import read_manifest

READ: Final = (
    *("docs", "scripts", "site_templates", "tests/spec"),
    *("mkdocs.yml", "package-lock.json", "requirements/build.lock", "CITATION.cff", "LICENSE-DATA.md", "CHANGELOG.md"),
)
"""Everything of the project that publishing reads or consists of, besides the package."""

VENDORED: Final = Path("site_templates") / "assets" / "vendored.json"
"""Lists the files of npm packages that a site has."""

INSTALLED: Final = Path("node_modules") / ".package-lock.json"
"""What npm says that it has installed."""

MOST: Final = 8
"""Notes that are kept: one for each package that is published in turn."""


def state_of(package: Path, options: Sequence[str] = ()) -> str:
    """Give the key of all that a publication of a package is made from. Raises OSError for what cannot be read."""
    npm = (Path(file["from"]) for file in json.loads(VENDORED.read_bytes())["files"])
    files = [*_below(package), *(path for name in READ for path in _below(Path(name))), INSTALLED, *npm]
    return key_of(*options, sys.version, *distributions(), *(part for path in files for part in _told(path, package)))


def compared(last: Package | None) -> str:
    """Give the key of what a package is compared with; '' for nothing, which finds no fault that others would not."""
    return key_of(*(part for item in sorted(last.files.items()) for part in item)) if last else ""


def _below(place: Path) -> Iterator[Path]:
    """Give a file, or every file below a folder, in one order everywhere, but for compiled Python."""
    found = sorted(place.rglob("*")) if place.is_dir() else [place]
    return (path for path in found if "__pycache__" not in path.parts and (path.is_symlink() or not path.is_dir()))


def _told(path: Path, package: Path) -> tuple[str, bytes]:
    """Give what a publication could see of a file: its name, where a link leads, and its bytes; '' for what is none."""
    name = path.relative_to(package).as_posix() if path.is_relative_to(package) else f"/{path.as_posix()}"
    link = f"\0{os.readlink(path)}" if path.is_symlink() else ""  # noqa: PTH115 - the text of the link
    return f"{name}{link}", path.read_bytes() if path.is_file() else b""


@dataclass(frozen=True, slots=True)
class Notes:
    """What publications have put public, by the state of what they were made from."""

    cache: Cache
    folder: Path

    @classmethod
    def at(cls, folder: Path) -> Notes:
        """Give the notes of a folder, which need not be there."""
        return cls(Cache(folder), folder)

    def holds(self, state: str, against: str, public: Path) -> bool:
        """Tell whether `public` is just what a publication of this state would put there.

        Its package must have been found sound beside the release `against`, or is compared with nothing.
        """
        noted = self.cache.get(state)
        if noted is None:
            return False
        told = json.loads(noted)
        return against in ("", *told["against"]) and seal_of(public) == told["seal"]

    def note(self, state: str, against: str, public: Path) -> None:
        """Note what was put public. Where that cannot be written nothing is lost but time."""
        seal = seal_of(public)
        if seal:
            held = self.cache.get(state)
            known = json.loads(held)["against"] if held else []
            told = {"seal": seal, "against": sorted({*known, against} - {""})}
            self.cache.put(state, json.dumps(told).encode())
            self._forget()

    def _forget(self) -> None:
        """Remove the oldest notes beyond those that are kept."""
        files = [path for path in self.folder.iterdir() if not path.is_symlink() and path.is_file()]
        for path in sorted(files, key=lambda path: path.stat().st_mtime_ns, reverse=True)[MOST:]:
            path.unlink(missing_ok=True)


def seal_of(site: Path) -> str:
    """Give one hash of a public site, all of whose files are read; '' where it is not what its manifest lists.

    That is also where a file or folder is there that is not of the site, a link, or another mode than sites have.
    """
    try:
        manifest = (site / MANIFEST).read_bytes()
        listed = {path: entry.sha256 for path, entry in read_manifest(manifest).files.items()}
        folders, files = _walked(site)
    except (OSError, ValueError):
        return ""
    known = set(listed) | set(ASIDE)
    if not set(files) <= known or not set(listed) <= set(files):
        return ""
    try:
        with ThreadPoolExecutor() as reading:
            first = {files[path]: path for path in listed}  # a file that lies at several addresses is read once
            sums = dict(zip(first, reading.map(lambda path: _sum(site / path), first.values()), strict=True))
    except OSError:
        return ""
    if any(sums[files[path]] != digest for path, digest in listed.items()):
        return ""
    return key_of(manifest, *folders)


def _walked(site: Path) -> tuple[list[str], dict[str, int]]:
    """Give the folders of a site, and the number of each file by its path. Raises ValueError for anything else."""
    folders: list[str] = []
    files: dict[str, int] = {}
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with os.scandir(site / inside) as entries:
            found = list(entries)
        for entry in found:
            held, path = entry.stat(follow_symlinks=False), f"{inside}{entry.name}"
            mode = stat.S_IMODE(held.st_mode)
            if stat.S_ISDIR(held.st_mode) and mode == FOLDER_MODE:
                folders.append(path)
                waiting.append(f"{path}/")
            elif stat.S_ISREG(held.st_mode) and mode == FILE_MODE:
                files[path] = held.st_ino
            else:
                raise ValueError(path)
    return sorted(folders), files


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
