"""The releases of a publication as readers are told of them: what each changed in the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import pandas as pd

from scripts.model.moved import Move
from scripts.package.differences import COLUMNS, differences, of_summaries
from scripts.package.files import csv_bytes, read_csv
from scripts.package.read import NAME, Package, package_of, parse_descriptor
from scripts.package.shelf import Kept, Shelf, package_names

SUMMARIES: Final = "summaries.csv"
CHANGES: Final = "changes.csv"
LEDGER: Final = "addresses.txt"
"""The addresses that a release published: pages, their sections, files."""


@dataclass(frozen=True, kw_only=True)
class Release:
    """One release. `after` is the one that it was compared with, '' for the first; `changes` has no row then."""

    version: str
    released: str
    after: str
    changes: pd.DataFrame
    files: Mapping[str, bytes]
    """Bytes of each file that it has at an address of its own, by name."""


@dataclass(frozen=True)
class History:
    """Every release, the newest first: that of the package itself, and all that are kept."""

    releases: tuple[Release, ...] = ()
    moves: tuple[Move, ...] = ()
    """What is said of addresses that earlier releases published."""

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every address that an earlier release published, as far as it is kept."""
        ledgers = (release.files.get(LEDGER, b"") for release in self.releases)
        return frozenset(address for ledger in ledgers for address in ledger.decode("utf-8").splitlines())

    @cached_property
    def told_of(self) -> tuple[Move, ...]:
        """What is said of addresses that earlier releases did publish. The program's own list is of many sites."""
        return tuple(move for move in self.moves if any(move.target(each) is not None for each in self.addresses))

    @cached_property
    def sections(self) -> Mapping[str, tuple[str, ...]]:
        """The sections that pages of earlier releases had, by the address of the page."""
        found: dict[str, list[str]] = {}
        for address in sorted(self.addresses):
            page, sign, name = address.partition("#")
            if sign:
                found.setdefault(page, []).append(name)
        return {page: tuple(names) for page, names in found.items()}

    @property
    def current(self) -> Release:
        """The release that the package is. Raises IndexError where no history was read."""
        return self.releases[0]


def history_of(package: Package, summaries: pd.DataFrame, shelf: Shelf) -> History:
    """Give the releases of a publication. Raises RefusedError when one that is kept cannot be read.

    A package whose version is not kept yet is the newest release, compared with the last one that is.
    """
    earlier = [release for release in shelf.releases if release.version != package.version]
    kept = tuple(_kept(shelf, release) for release in reversed(earlier))
    return History((_current(package, summaries, shelf), *kept))


def kept_package(shelf: Shelf, release: Kept) -> Package:
    """Give the package of a release that is kept, with its tables by the paths of a package. Raises RefusedError."""
    described = parse_descriptor(shelf.content(release, NAME))
    names = [NAME, *(name for _path, name in package_names(described))]
    package = package_of({name: shelf.content(release, name) for name in names})
    return replace(package, files={n if n == NAME else f"data/{n}": data for n, data in package.files.items()})


def _current(package: Package, summaries: pd.DataFrame, shelf: Shelf) -> Release:
    own = shelf.of(package.version)
    if own:
        return _kept(shelf, own)
    after = shelf.last
    changes = changes_between(package, summaries, shelf, after)
    return Release(
        version=package.version,
        released=package.released,
        after=after.version if after else "",
        changes=changes,
        files={CHANGES: csv_bytes(changes)} if after else {},
    )


def changes_between(package: Package, summaries: pd.DataFrame, shelf: Shelf, after: Kept | None) -> pd.DataFrame:
    """Give what a package and its summaries change in a release that is kept; nothing where there is none."""
    if after is None:
        return pd.DataFrame(columns=list(COLUMNS), dtype=str)
    last = kept_package(shelf, after)
    rows = differences(last, package)
    groups = of_summaries(package, read_csv(shelf.content(after, SUMMARIES)), summaries)
    return pd.concat([rows, groups], ignore_index=True)


def _kept(shelf: Shelf, release: Kept) -> Release:
    files = {name: shelf.content(release, name) for name in release.files}
    changes = files.get(CHANGES)
    return Release(
        version=release.version,
        released=release.released,
        after=release.after,
        changes=pd.DataFrame(columns=list(COLUMNS), dtype=str) if changes is None else read_csv(changes),
        files=files,
    )
