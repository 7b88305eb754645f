"""The site to be deployed: a whole one of ours, or nothing is sent."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.model.problems import HinderedError

DESCRIPTOR: Final = "data/latest/datapackage.json"
"""The file by which a site of ours is known, here and at a target: its `name` is that of the publication."""

FRONT: Final = "index.html"
"""The page that is sent last: what it leads to is there before it."""

MARKS: Final = (FRONT, "404.html", "_headers", ".htaccess", DESCRIPTOR)
"""Files that every whole site has at its root."""

END_OF_PAGE: Final = b"</html>"


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
    a site always has, a file of the published package or the end of a page is missing, or differs from what the
    descriptor says.
    """
    if not folder.is_dir():
        raise HinderedError(key="deploy_no_folder", place=folder)
    sizes = dict(sorted(_files(folder)))
    if not sizes:
        raise HinderedError(key="deploy_empty", place=folder)
    lacking = [mark for mark in MARKS if mark not in sizes]
    if len(lacking) == len(MARKS) or DESCRIPTOR in lacking:
        raise HinderedError(key="deploy_no_site", place=folder, what=DESCRIPTOR)
    faults = [*lacking, *_faults_of_package(folder, sizes), *_half_pages(folder, sizes)]
    if faults:
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


def _faults_of_package(folder: Path, sizes: Mapping[str, int]) -> Iterator[str]:
    """Give the files of the published package that are not there, or not as its descriptor says."""
    descriptor = (folder / DESCRIPTOR).read_bytes()
    if not name_of(descriptor):
        yield DESCRIPTOR
        return
    for resource in json.loads(descriptor).get("resources", ()):
        path = f"{DESCRIPTOR.rpartition('/')[0]}/{resource.get('path')}"
        if path not in sizes or _hash(folder / path) != resource.get("hash"):
            yield path


def _hash(path: Path) -> str:
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def _half_pages(folder: Path, sizes: Mapping[str, int]) -> Iterator[str]:
    """Give the pages whose end is not there."""
    for path, size in sizes.items():
        if path.endswith(".html"):
            with (folder / path).open("rb") as page:
                page.seek(max(0, size - 2 * len(END_OF_PAGE)))
                if END_OF_PAGE not in page.read():
                    yield path
