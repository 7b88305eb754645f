"""The releases that are kept beside a package: whole, as they were, and not contradicted by the package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from scripts.kept import NOTHING, Made
from scripts.model.problems import Problem, RefusedError
from scripts.model.versions import order_of
from scripts.package.read import NAME
from scripts.package.shelf import Kept, faults_of, package_names, sha256_of, shelf_of

CODES: Final = (
    "release-unreadable",
    "release-content-missing",
    "release-content-differs",
    "release-content-idle",
    "release-differs",
    "release-overtaken",
)
"""Codes of what is kept."""


def problems(
    folder: Path, descriptor: Mapping[str, Any], data: Mapping[str, bytes], made: Made = NOTHING
) -> Iterator[Problem]:
    """Tell what is wrong with the releases that are kept, and a package that is not the release that it says.

    `data` has the package's files by path, as far as they could be read. A package whose version is not kept yet is a
    release in preparation; it comes after all that are.
    """
    try:
        shelf = shelf_of(folder)
        _ = shelf.moves
    except RefusedError as refused:
        yield from refused.problems
        return
    yield from faults_of(shelf, made)
    version, last = str(descriptor.get("version", "")), shelf.last
    own = shelf.of(version)
    if last and last.version != version:
        yield from _overtaken(version, last)
    if own:
        yield from _differing(own, descriptor, data)


def _overtaken(version: str, last: Kept) -> Iterator[Problem]:
    """Tell a package of a version that does not come after the last release: what it says would be older news."""
    if not order_of(version) > order_of(last.version):
        yield Problem(file=NAME, field="version", code="release-overtaken", found=version, expected=last.version)


def _differing(own: Kept, descriptor: Mapping[str, Any], data: Mapping[str, bytes]) -> Iterator[Problem]:
    """Tell each file that is not as the release of this version had it, and each that only one of the two has."""
    listed = dict(package_names(descriptor)) if isinstance(descriptor.get("resources"), list) else {}
    for path, name in sorted(listed.items()):
        if path in data and own.files.get(name) != sha256_of(data[path]):
            yield Problem(file=path, code="release-differs", found=own.version)
    gone = own.tables - set(listed.values())
    yield from (Problem(file=f"data/{name}", code="release-differs", found=own.version) for name in sorted(gone))
