"""Proves that a site is made from its package and this program alone: two builds, the same bytes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.model.manifest import MANIFEST
from scripts.model.problems import HinderedError, Problem
from scripts.process import run, said
from scripts.release.workspace import workspace
from scripts.verify.manifest import read_manifest

Stage = Callable[[str], Callable[[], None]]

CACHE: Final = ".cache"
OWN: Final = frozenset((CACHE, ".git", ".venv", "build", "public", "datapackage"))
"""What each project has for itself, or a build does not read."""

AROUND: Final = 30
"""Bytes to each side of the first difference that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What must not decide what is built: names of folders, variables, the umask."""

    project: str
    package: str
    umask: str
    variables: Mapping[str, str]


USUAL: Final = Surroundings(
    project="one",
    package="package",
    umask="022",
    variables={"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"},
)
OTHER: Final = Surroundings(
    project="another folder",
    package="the same package",
    umask="077",
    variables={"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242"},
)
"""In Turkish `i` and `I` are not one letter, and at Kiritimati it is tomorrow already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What two builds have in common: the hash of the site and the number of its files, or where they differ."""

    problems: tuple[Problem, ...]
    hash: str
    files: int


def reproduce(package: Path, site_url: str, stage: Stage) -> Proof:
    """Build a package twice, the second time with the cache of the first, and compare every file.

    Raises HinderedError when one of them does not end well, OSError when there is no room.
    """
    with workspace(Path("build")) as folder:
        done = stage("build_first")
        one = _built(USUAL, package, site_url, folder)
        done()
        done = stage("build_again")
        shutil.copytree(folder / USUAL.project / CACHE, folder / OTHER.project / CACHE)
        other = _built(OTHER, package, site_url, folder)
        done()
        done = stage("compare_builds")
        problems = tuple(differences(one, other))
        done()
        told = read_manifest((one / MANIFEST).read_bytes())
        return Proof(problems=problems, hash=told.hash, files=len(told.files) + 1)


def _built(around: Surroundings, package: Path, site_url: str, folder: Path) -> Path:
    """Build in surroundings, in a project that has all but its name and cache from this one; give the site."""
    project = folder / around.project
    project.mkdir(exist_ok=True)
    for path in Path.cwd().iterdir():
        if path.name not in OWN:
            (project / path.name).symlink_to(path)
    shutil.copytree(package, project / around.package)
    own = {"HOME": "home", "TMPDIR": "passing"}
    places = {name: str((project / place).resolve()) for name, place in own.items()}
    for place in places.values():
        Path(place).mkdir()
    words = [str(project), around.package, "made", around.umask, site_url]
    ended = run([sys.executable, "-m", "scripts.release.once", *words], own={**around.variables, **places})
    if ended.returncode:
        raise HinderedError(key="not_built", reason="; ".join(said(ended)[-3:]) or str(ended.returncode))
    return project / "made" / "site"


def differences(one: Path, other: Path) -> Iterator[Problem]:
    """Tell each file of two sites that is not the same to the last byte, with the first place that differs."""
    files = [{path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} for site in (one, other)]
    for path in sorted(files[0] ^ files[1]):
        yield Problem(file=path, code="build-file-absent", found="1" if path in files[0] else "2")
    for path in sorted(files[0] & files[1]):
        first, second = (one / path).read_bytes(), (other / path).read_bytes()
        if first != second:
            yield _difference(path, first, second)


def _difference(path: str, first: bytes, second: bytes) -> Problem:
    at = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
    part = slice(max(0, at - AROUND), at + AROUND)
    shown = [data[part].decode("utf-8", errors="replace") for data in (first, second)]
    row = first.count(b"\n", 0, at) + 1
    return Problem(file=path, row=row, code="build-differs", found=shown[0], expected=shown[1])
