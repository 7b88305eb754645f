"""The site to be deployed: a whole one of ours, or nothing is sent."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.model.manifest import ASIDE, MANIFEST
from scripts.model.problems import HinderedError

DESCRIPTOR: Final = "data/latest/datapackage.json"
"""The file by which a site of ours is known, here and at a target: its `name` is that of the publication."""

FRONT: Final = "index.html"
"""The page that is sent last: what it leads to is there before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A finished site in a folder. `sizes` has the bytes of each file by its path below the folder, sorted by path."""

    folder: Path
    name: str
    title: str
    version: str
    sizes: Mapping[str, int]

    def bytes_of(self, path: str) -> bytes:
        """Give the bytes of a file."""
        return (self.folder / path).read_bytes()


def name_of(descriptor: bytes) -> str:
    """Give the name of the publication in a descriptor's bytes; '' where they are no descriptor."""
    try:
        held = json.loads(descriptor)
    except (ValueError, RecursionError):
        return ""
    name = held.get("name") if isinstance(held, dict) else None
    return name if isinstance(name, str) else ""


def read_site(folder: Path) -> Site:
    """Give the site in a folder.

    Raises HinderedError for a folder that is not there or empty, that is no site of ours, or is not whole: a file that
    the manifest lists is missing, differs from it, or is not listed.
    """
    if not folder.is_dir():
        raise HinderedError(key="deploy_no_folder", place=folder)
    sizes = dict(sorted(_files(folder)))
    if not sizes:
        raise HinderedError(key="deploy_empty", place=folder)
    for mark in (MANIFEST, DESCRIPTOR, FRONT):
        if mark not in sizes:
            raise HinderedError(key="deploy_no_site", place=folder, what=mark)
    if faults := _faults(folder, sizes):
        raise HinderedError(key="deploy_half", place=folder, what=faults[0], count=len(faults))
    held = json.loads((folder / DESCRIPTOR).read_bytes())
    name, title, version = (str(held.get(key, "")) for key in ("name", "title", "version"))
    return Site(folder=folder, name=name, title=title.partition(":")[0], version=version, sizes=sizes)


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    """Give every file with its size. Raises HinderedError for what is neither a file nor a folder, as in no site."""
    for name, folders, files in os.walk(folder):
        for each in (*folders, *files):
            path = Path(name) / each
            held = path.lstat()
            if not (stat.S_ISREG(held.st_mode) or stat.S_ISDIR(held.st_mode)) or not each.isprintable():
                raise HinderedError(key="deploy_no_file", place=path)
            if stat.S_ISREG(held.st_mode):
                yield path.relative_to(folder).as_posix(), held.st_size


def _faults(folder: Path, sizes: Mapping[str, int]) -> list[str]:
    """Give the files that are not as the manifest lists them, or the manifest where it is none."""
    listed = _listed((folder / MANIFEST).read_bytes())
    if not listed or not name_of((folder / DESCRIPTOR).read_bytes()):
        return [DESCRIPTOR if listed else MANIFEST]
    found = sorted(path for path in sizes if path not in ASIDE)
    with ThreadPoolExecutor() as reading:
        sums = dict(zip(found, reading.map(lambda path: _hash(folder / path), found), strict=True))
    return sorted(path for path in {*sums, *listed} if sums.get(path) != listed.get(path))


def _listed(manifest: bytes) -> dict[str, str]:
    """Give the hash of each file that a manifest lists; none where it is not to be read as one."""
    try:
        return {str(file["path"]): str(file["sha256"]) for file in json.loads(manifest)["files"]}
    except (ValueError, RecursionError, KeyError, TypeError):
        return {}


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
