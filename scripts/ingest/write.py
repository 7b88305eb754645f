"""Writes a made package, or compares it with the one that is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

from scripts.ingest.make import make_package, standing_descriptor, standing_package, translated_package
from scripts.model.problems import Problem


def write_package(sources: Path, package: Path, progress: Callable[[str], None]) -> int:
    """Make the package and write it over the one in `package`; data files that it no longer has are removed.

    Gives the number of files. Raises UsageError or RefusedError, and then has written nothing.
    """
    made = make_package(sources, package, progress).files
    for path, data in made.items():
        target = package / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    for path in _present(package) - set(made):
        (package / path).unlink()
    return len(made)


def describe_package(package: Path) -> tuple[str, ...]:
    """Write datapackage.json anew for the tables as they stand: sizes, hashes, and the codes that fields may hold.

    Gives the paths of files that it listed and no longer does, since they are gone and nothing needs them.
    Raises UsageError when the descriptor is missing, RefusedError when a table is missing or cannot be read.
    """
    standing = standing_package(package)
    (package / "datapackage.json").write_bytes(standing_descriptor(package, standing))
    return standing.gone


def translate_package(package: Path) -> int:
    """Write the texts of a package's catalogues into its tables and descriptor, and give how many files changed.

    Raises as `describe_package` does.
    """
    changed = {
        path: data for path, data in translated_package(package).items() if (package / path).read_bytes() != data
    }
    for path, data in changed.items():
        (package / path).write_bytes(data)
    return len(changed)


def compare_package(sources: Path, package: Path, progress: Callable[[str], None]) -> list[Problem]:
    """Tell each file of `package` that is not, byte for byte, what the snapshots give."""
    made = make_package(sources, package, progress).files
    there = _present(package)
    problems = [Problem(file=path, code="package-file-absent") for path in set(made) - there]
    problems += [Problem(file=path, code="package-file-extra") for path in there - set(made)]
    for path in set(made) & there:
        problems.extend(_first_difference(path, made[path], (package / path).read_bytes()))
    return sorted(problems)


def _present(package: Path) -> set[str]:
    """The package's own files: its descriptor and what lies in `data/`. A readme beside them is not ours."""
    files = (package / "datapackage.json", *(package / "data").rglob("*"))
    return {path.relative_to(package).as_posix() for path in files if path.is_file()}


def _first_difference(path: str, made: bytes, there: bytes) -> Iterator[Problem]:
    if made == there:
        return
    lines = zip_longest(made.decode().split("\n"), there.decode(errors="replace").split("\n"), fillvalue="")
    for row, (right, found) in enumerate(lines, start=1):
        if right != found:
            yield Problem(file=path, row=row, code="package-file-differs", found=found, expected=right)
            return
    yield Problem(file=path, code="package-file-differs")
