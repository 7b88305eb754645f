"""Large tables in validation: which there are, the rows of them that checks read, and when they must look again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

import pandas as pd

from scripts.large.choice import PANDAS, USUAL, fewest_rows, opened
from scripts.large.engine import Engine
from scripts.large.plain_lines import Lines, plain_lines
from scripts.large.sieve import Lives, Sieve
from scripts.model.languages import Languages
from scripts.model.problems import Problem
from scripts.model.tables import Series, Table
from scripts.validate import profile
from scripts.validate.check import Counted
from scripts.validate.checks.world import WORLDWIDE
from scripts.validate.descriptor import Resource

OF_ALL_ROWS: Final = ("frequency-mixed",)
"""Codes of what is told by comparing every row of a table with all others."""

OF_KEYS: Final = ("period-may-be-span",)
"""Codes of what is told by comparing the rows of an area in time."""

_SMALL: Final = 16 * 1024 * 1024
"""Bytes that a table of a million rows always has more of."""


@dataclass(frozen=True, kw_only=True)
class Aside:
    """Files of large tables, which are not read into memory, and the engine that is asked about them."""

    engine_name: str = PANDAS
    files: Mapping[str, Path] = field(default_factory=dict)
    lines: Mapping[str, Lines] = field(default_factory=dict)
    stack: ExitStack = field(default_factory=ExitStack)

    @cached_property
    def engine(self) -> Engine:
        """The engine, started when it is first asked."""
        return self.stack.enter_context(opened(self.engine_name))


def aside(folder: Path, resources: Iterable[Resource], languages: Languages, engine: str, stack: ExitStack) -> Aside:
    """Find the tables of observations that are large, and written so plainly that an engine may read them."""
    files: dict[str, Path] = {}
    lines: dict[str, Lines] = {}
    for resource in resources if engine != PANDAS else ():
        path = folder / resource.path
        if _may_be_large(resource, path, folder, engine):
            found = plain_lines(path, profile.columns_of(resource, languages))
            if found and found.rows > fewest_rows(engine):
                files[resource.path], lines[resource.path] = path, found
    return Aside(engine_name=engine, files=files, lines=lines, stack=stack)


def _may_be_large(resource: Resource, path: Path, folder: Path, engine: str) -> bool:
    """Tell whether a resource is a plain file of observations of some size: neither a link nor reached by one."""
    if not resource.name.startswith(profile.OBSERVATIONS_PREFIX) or ".." in Path(resource.path).parts:
        return False
    if not path.is_file() or path.resolve() != folder.resolve() / resource.path:
        return False
    return engine != USUAL or path.stat().st_size > _SMALL


def changed(resource: Resource, lines: Lines, file: Path) -> Iterator[Problem]:
    """Tell a large file that is not the one that the descriptor describes."""
    if resource.size not in (None, lines.size):
        found, expected = f"{lines.size} bytes", f"{resource.size} bytes"
        yield Problem(file=resource.path, code="file-changed", found=found, expected=expected)
    elif resource.hash:
        with file.open("rb") as held:
            digest = f"sha256:{hashlib.file_digest(held, 'sha256').hexdigest()}"
        if resource.hash != digest:
            yield Problem(file=resource.path, code="file-changed", found=digest, expected=resource.hash)


@dataclass(frozen=True)
class Large:
    """The large tables of a package, and the rows of them that are held."""

    sieves: Mapping[str, Sieve]
    frames: Mapping[str, pd.DataFrame]

    @classmethod
    def of(
        cls, tables: Mapping[str, Table], series: Sequence[Series], held: Aside, areas: pd.DataFrame | None
    ) -> Large:
        """Bring the large tables into the engine, and pick the rows that checks read first."""
        lives, by_table = _lives(areas), {each.table: each for each in series}
        sieves = {}
        for table in tables.values():
            if table.path in held.files and table.name in by_table:
                held.engine.load(table.name, held.files[table.path], table.columns)
                sieves[table.name] = Sieve(held.engine, table, by_table[table.name], lives, WORLDWIDE)
        return cls(sieves, {name: sieve.first() for name, sieve in sieves.items()})

    def wider(self, problems: Iterable[Problem]) -> Large | None:
        """Give the same with every row that is like one at fault; None where nothing is at fault in these tables."""
        by_path = {sieve.table.path: name for name, sieve in self.sieves.items()}
        told: dict[str, list[Problem]] = {}
        for problem in problems:
            if problem.file in by_path and problem.row > 1:
                told.setdefault(by_path[problem.file], []).append(problem)
        if not told:
            return None
        frames = {name: _wider(self.sieves[name], found) for name, found in told.items()}
        return Large(self.sieves, {**self.frames, **frames})

    @property
    def counted(self) -> dict[str, Counted]:
        """What is known of all rows, by table, for checks that add them."""
        return {name: Counted(sieve.totals, sieve.surely) for name, sieve in self.sieves.items()}

    @property
    def whole(self) -> dict[str, Callable[[], pd.DataFrame]]:
        """What gives every row, by table, for checks that compare rows of several tables."""
        return {name: sieve.whole for name, sieve in self.sieves.items()}


def _wider(sieve: Sieve, told: Sequence[Problem]) -> pd.DataFrame:
    if any(problem.code in OF_ALL_ROWS for problem in told):
        return sieve.whole()
    return sieve.alike((problem.row for problem in told), (problem.row for problem in told if problem.code in OF_KEYS))


def _lives(areas: pd.DataFrame | None) -> Lives:
    """Give by area the year of its first and of its last day, where it has one."""
    if areas is None or not {"iso3", "valid_from", "valid_to"} <= set(areas.columns):
        return {}
    found: dict[str, tuple[str, str]] = {}
    for area, first, last in zip(areas["iso3"], areas["valid_from"], areas["valid_to"], strict=True):
        before = found.get(area, ("", ""))
        found[area] = (max(before[0], first[:4]), max(before[1], last[:4]))
    return found
