"""What releases changed, as readers ask for it: which values, which records, of which indicator and country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from scripts.findings.reading import Reading
from scripts.model.codes import HEADLINE
from scripts.model.measures import VALUE_COLUMNS
from scripts.model.tables import Series
from scripts.package import differences
from scripts.package.differences import ADDED, REMOVED, REVISED, SUMMARIES, TABLE_ADDED
from scripts.package.files import read_csv, records
from scripts.package.history import CHANGES, Release

LIST: Final = "releases.csv"
"""The published list of releases."""

COUNTED: Final = ("added", "removed", "revised", "groups", "records", "series_added")
"""Kinds of change that are counted."""

COLUMNS: Final = ("version", "released", "after", *COUNTED)
"""Columns of that list: the release, its day, the one before, and numbers of changes by kind."""

OF_VALUES: Final = (ADDED, REMOVED, REVISED)
"""What becomes of an observation."""

MOST: Final = 400
"""Changes of values that the page of a release lists. All of them stand in its file."""

OF_CHANGES: Final = differences.COLUMNS
"""Columns of a release's list of changes."""

FILE: Final = CHANGES
"""Name of that list, among the files of the release."""

OBSERVATIONS: Final = "observations_"
WORDING: Final = re.compile(r"_[a-z]{2}$|^source_|_url$")
"""Columns of records that hold words in a language, or say where something was read."""

REGISTERS: Final = ("register_", "evidence", "good_practices", "other_figures")
"""What names of tables begin with whose rows are single acts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One change with its row in the list of changes, of which the header is the first."""

    row: int
    kind: str
    table: str
    series: str
    indicator: str
    ref_area: str
    time_period: str
    key: str
    column: str
    old: str
    new: str
    reason: str


class Changes:
    """The changes of a release, by what they are of."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self.version, self.released, self.after = release.version, release.released, release.after

    def has(self, name: str) -> bool:
        """Whether the release has a file. One that is not kept yet has all files of the site's data."""
        return name in self._release.files or "datapackage.json" not in self._release.files

    @cached_property
    def all(self) -> tuple[Changed, ...]:
        """Every change, in the order of the file."""
        rows = enumerate(records(self._release.changes), start=2)
        return tuple(Changed(row=number, **row) for number, row in rows)

    @cached_property
    def values(self) -> tuple[Changed, ...]:
        """Observations that came or went, and values of observations that are others."""
        return tuple(each for each in self.all if each.table.startswith(OBSERVATIONS) and _of_a_value(each))

    @cached_property
    def groups(self) -> tuple[Changed, ...]:
        """Figures of groups that are others."""
        return tuple(each for each in self.all if each.table == SUMMARIES)

    @cached_property
    def records(self) -> tuple[Changed, ...]:
        """Rows of registers, of evidence and of practices that came, went, or are others in more than their words."""
        return tuple(each for each in self.all if each.table.startswith(REGISTERS) and _of_a_record(each))

    @cached_property
    def described(self) -> tuple[Changed, ...]:
        """Observations whose value stands, and whose status, source or note is another."""
        told = {each.row for each in self.values}
        observed = (each for each in self.all if each.table.startswith(OBSERVATIONS) and each.kind == REVISED)
        return tuple(each for each in observed if each.row not in told)

    @cached_property
    def by_series(self) -> Mapping[str, Mapping[str, int]]:
        """How many observations of each series came, went or have another value: by series, then by kind."""
        found: dict[str, set[tuple[str, ...]]] = {}
        for each in self.values:
            found.setdefault(each.series, set()).add((each.kind, each.ref_area, each.time_period, each.key))
        return {series: Counter(kind for kind, *_ in keys) for series, keys in found.items()}

    @cached_property
    def series_added(self) -> tuple[str, ...]:
        """The series that are new."""
        return tuple(each.series for each in self.all if each.kind == TABLE_ADDED and each.series)

    def of_kind(self, kind: str) -> int:
        """Count the observations of which a value came, went or is another."""
        found = (each for each in self.values if each.kind == kind)
        return len({(each.table, each.ref_area, each.time_period, each.key) for each in found})

    def count(self, name: str) -> int:
        """Count the changes of a kind of COUNTED."""
        whole = {"groups": self.groups, "records": self.records, "series_added": self.series_added}
        return len(whole[name]) if name in whole else self.of_kind(name)

    def table(self, name: str) -> pd.DataFrame | None:
        """A table that the release keeps beside its package, all text; None where it has none of that name."""
        data = self._release.files.get(name)
        return None if data is None else read_csv(data)

    def here(self, *, indicator: str = "", ref_area: str = "") -> tuple[Changed, ...]:
        """Give the changes of values and records of an indicator or of an area."""
        held = self._by_indicator if indicator else self._by_area
        return tuple(held.get(indicator or ref_area, ()))

    @cached_property
    def _by_indicator(self) -> Mapping[str, Sequence[Changed]]:
        return self._by(lambda each: each.indicator)

    @cached_property
    def _by_area(self) -> Mapping[str, Sequence[Changed]]:
        return self._by(lambda each: each.ref_area)

    def _by(self, what: Callable[[Changed], str]) -> Mapping[str, Sequence[Changed]]:
        """Sort the changes of values and records by what they are of: every page asks for its own."""
        found: dict[str, list[Changed]] = {}
        for each in (*self.values, *self.records):
            found.setdefault(what(each), []).append(each)
        return found


def shown_of(told: Sequence[Changed], headlines: Collection[str]) -> Sequence[Changed]:
    """Give the changes of values that the page of a release lists: all, while they are MOST at most.

    Of more, those of headlines; and of these, where they are more, what was revised or removed; at most MOST.
    """
    narrowings: Sequence[Callable[[Changed], bool]] = (
        lambda each: each.series in headlines,
        lambda each: each.kind != ADDED,
    )
    for holds in narrowings:
        if len(told) > MOST:
            told = [each for each in told if holds(each)]
    return told[:MOST]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A series that was the headline of its indicator up to a release, and is a companion since the next."""

    series: str
    since: str
    until: str


def moved_headlines(reading: Reading, releases: Iterable[Changes], indicator: str) -> tuple[Moved, ...]:
    """Give the series of an indicator that are no headline any more, the newest change first, as `releases` are."""
    return tuple(
        Moved(series=each.key.removeprefix("id="), since=found.version, until=found.after)
        for found in releases
        for each in found.all
        if (each.table, each.column, each.old) == ("series", "role", HEADLINE)
        and _is_companion(reading, each.key.removeprefix("id="), indicator)
    )


def _is_companion(reading: Reading, name: str, indicator: str) -> bool:
    series = reading.package.series.get(name)
    return series is not None and series.indicator == indicator and series.role == "companion"


def is_share(series: Series, change: Changed) -> bool:
    """Tell whether a change is of a share, whose numerator and denominator have changes of their own."""
    return series.has_parts and change.kind == REVISED and change.column == "obs_value"


def _of_a_value(change: Changed) -> bool:
    return change.kind in (ADDED, REMOVED) or (change.kind == REVISED and change.column in VALUE_COLUMNS)


def _of_a_record(change: Changed) -> bool:
    """Whether more than words of a record changed: texts are told by their number alone."""
    return change.kind in (ADDED, REMOVED) or (change.kind == REVISED and not WORDING.search(change.column))


def listed(releases: Sequence[Release]) -> pd.DataFrame:
    """Give the list of releases, the newest first: COLUMNS, all text."""
    return pd.DataFrame(list(_rows(releases)), columns=list(COLUMNS), dtype=str)


def _rows(releases: Sequence[Release]) -> Iterator[list[str]]:
    for found in map(Changes, releases):
        counted = (str(found.count(name)) if found.after else "" for name in COUNTED)
        yield [found.version, found.released, found.after, *counted]


def told(reading: Reading) -> tuple[Changes, ...]:
    """Give the changes of every release of a reading, the newest first."""
    return tuple(map(Changes, reading.history.releases))
