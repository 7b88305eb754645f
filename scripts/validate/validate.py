"""Runs every check on a package and gives all problems at once.

First the bytes (`structure`) and the descriptor against the profile (`profile`), then types and keys of the tables that
can be read (`schema`), then their meaning (`checks`). A table that cannot be read is left out of what comes after, so
that one fault is not told many times.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

import pandas as pd

import scripts.validate.checks
from scripts.kept import NOTHING, Made
from scripts.large.choice import PANDAS
from scripts.model.languages import PROPERTY, TRANSLATIONS, Languages, languages_of
from scripts.model.problems import Problem
from scripts.model.profile import NEEDED
from scripts.model.tables import Table
from scripts.model.versions import SHELF
from scripts.package import plain
from scripts.package.check import OTHER, check_tables
from scripts.package.descriptor import table_properties
from scripts.package.read import NAME, Package, read_files
from scripts.validate import descriptor, kept, profile, renamed, schema, structure
from scripts.validate.causes import rank, without_consequences
from scripts.validate.check import FIXED, Check, Context
from scripts.validate.descriptor import Descriptor, Resource
from scripts.validate.languages import CODES as OF_LANGUAGES
from scripts.validate.languages import spoken
from scripts.validate.large import Aside, Large, aside, changed
from scripts.validate.report import Report

CODES = (*plain.CODES, "file-changed", "file-unlisted")
"""Codes of the files as a whole."""

GENERAL = frozenset(schema.CODES)
"""Codes of the descriptor, which give way to what a check of meaning says of the same cell."""


@cache
def checks() -> tuple[Check, ...]:
    """Every check of meaning: those of every module in `scripts.validate.checks`."""
    package = scripts.validate.checks
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    return tuple(check for module in modules for check in module.CHECKS)


def package_codes() -> dict[str, tuple[str, ...]]:
    """Every code that validation of a package may give, by the module that gives it."""
    early = {
        "descriptor": descriptor.CODES,
        "files": CODES,
        "languages": OF_LANGUAGES,
        "structure": structure.CODES,
        "profile": profile.CODES,
        "schema": schema.CODES,
        "renamed": renamed.CODES,
        "kept": kept.CODES,
        "reference": (OTHER,),
    }
    meant: dict[str, tuple[str, ...]] = {}
    for check in checks():
        subject = check.run.__module__.rpartition(".")[2]
        meant[subject] = (*meant.get(subject, ()), *check.codes)
    return {**early, **meant}


@cache
def warnings() -> frozenset[str]:
    """Codes that do not stop publication."""
    return frozenset(code for check in checks() if check.warning for code in check.codes)


@cache
def comparing() -> frozenset[str]:
    """Codes of checks that tell of two releases, and not of a package by itself."""
    return frozenset(code for check in checks() if check.compares for code in check.codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A package that was validated: what there is to say of it, and its files as they were judged."""

    report: Report
    files: Mapping[str, bytes]
    """Bytes by path of those that could be read, `datapackage.json` among them."""


Project = Callable[[Mapping[str, object]], Iterable[Problem]]
"""Tells what the project lacks for a package with such a descriptor: texts of its pages, which no package has."""


def check(
    folder: Path,
    last: Package | None = None,
    project: Project = lambda _: (),
    made: Made = NOTHING,
    engine: str = PANDAS,
) -> Checked:
    """Read a package, once, and validate it. Raises UsageError when the folder holds none.

    What was `made` before is what the stock tool found of tables that have not changed. The `engine` is asked about
    large tables, whose files are not among those that are given back.
    """
    described = descriptor.load(folder)
    codes = {code for codes in package_codes().values() for code in codes}
    with ExitStack() as stack:
        stored = stored_in(folder, described, aside_of(folder, described, engine, stack))
        problems = tuple(sorted({*_whole(folder, described, stored, last, made), *project(described.raw)}))
    told = Report(package=folder.as_posix(), problems=problems, warnings=warnings(), checks=len(codes), rank=rank)
    return Checked(report=told, files={NAME: described.data, **stored.data})


def report(folder: Path, last: Package | None = None, project: Project = lambda _: (), engine: str = PANDAS) -> Report:
    """Validate a package and give the report of it. Raises UsageError when the folder holds no package."""
    return check(folder, last, project, engine=engine).report


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The files of a package: bytes by path of those that could be read, and what is wrong with the others."""

    data: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()
    aside: Aside = field(default_factory=Aside)
    """Files of large tables, which were not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Every problem of a package, by file and row, and its tables by the profile."""

    problems: tuple[Problem, ...]
    tables: tuple[Table, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found that stops publication."""
        return all(problem.code in warnings() for problem in self.problems)


def validate(folder: Path, last: Package | None = None) -> tuple[Problem, ...]:
    """Give every problem of a package, by file and row; none when it is sound. Warnings are among them.

    A package in which nothing is found is read once more by frictionless, whose word on the tables is the last: it is
    slower than our own reading, and finds no more than that does unless one of the two is wrong.
    `last` is the last release's package. Raises UsageError when the folder holds no package.
    """
    described = descriptor.load(folder)
    return _whole(folder, described, stored_in(folder, described), last)


def validate_files(files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Validate a package that is held in memory: bytes by path, `datapackage.json` among them."""
    described = descriptor.parse(files[NAME])
    listed = {resource.path for resource in described.resources}
    absent = tuple(Problem(file=path, code="file-missing") for path in listed - set(files))
    extra = set(files) - listed - {NAME}
    data = {path: files[path] for path in listed & set(files)}
    return judge(described, Stored(data=data, problems=(*absent, *_unlisted(extra, described))), None).problems


def _whole(
    folder: Path, described: Descriptor, stored: Stored, last: Package | None, made: Made = NOTHING
) -> tuple[Problem, ...]:
    """Judge a package, and the releases that are kept beside it."""
    beside = kept.problems(folder, described.raw, stored.data, made)
    return tuple(sorted({*_twice(described, stored, last, made), *beside}))


def _twice(described: Descriptor, stored: Stored, last: Package | None, made: Made) -> tuple[Problem, ...]:
    """Judge by our own reading and, where that finds nothing, by frictionless's."""
    judged = judge(described, stored, last)
    if not judged.is_sound:
        return judged.problems
    return tuple(sorted({*judged.problems, *check_tables(judged.tables, stored.data, made)}))


def judge(described: Descriptor, stored: Stored, last: Package | None) -> Judged:
    """Judge a package that was read."""
    if not described.raw:
        return Judged(problems=tuple(sorted(described.problems)))
    early = {*described.problems, *stored.problems}
    languages, lacking = spoken(described, stored.data)
    early.update(lacking)
    frames = _frames(described.resources, stored.data, languages, early)
    early.update(_changed_aside(described.resources, stored.aside))
    wanted = profile.profile_of(described.resources, frames, languages)
    large = Large.of(wanted.tables, wanted.series, stored.aside, frames.get("reference_areas"))
    told = _judged(described, stored, last, _Read(frames, languages, wanted, large, frozenset(early)))
    wider = large.wider(told.problems)
    return (
        _judged(described, stored, last, _Read(frames, languages, wanted, wider, frozenset(early))) if wider else told
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a package: its small tables, the rows held of its large ones, and what is wrong so far."""

    frames: Mapping[str, pd.DataFrame]
    languages: Languages
    wanted: profile.Profile
    large: Large
    early: frozenset[Problem]


def _judged(described: Descriptor, stored: Stored, last: Package | None, read: _Read) -> Judged:
    """Judge tables by the profile and then by their meaning."""
    wanted, early = read.wanted, set(read.early)
    held = {**read.frames, **read.large.frames}
    frames = {resource.name: held[resource.name] for resource in described.resources if resource.name in held}
    sound = {n: f for n, f in frames.items() if n in wanted.tables and [*f.columns] == wanted.tables[n].columns}
    absent = {problem.file for problem in read.early if problem.code == "file-missing"}
    gone = {resource.name for resource in described.resources if resource.path in absent}
    strange = profile.problems_of(wanted, described)
    early.update(p for p in strange if p.code != "table-unknown" or p.found not in gone)
    early.update(p for name in sound for p in schema.check_table(wanted.tables[name], sound))
    files = {NAME: described.data, **stored.data}
    told_anew = {**_by_the_profile(described, wanted, sound.get("sources")), PROPERTY: [*read.languages.codes]}
    package = Package(descriptor=told_anew, files=files, tables=sound)
    context = Context(
        package=package,
        sound=frozenset(sound),
        left_out=_left_out(described),
        previous=last,
        counted=read.large.counted,
    )
    across = replace(context, whole=read.large.whole)
    meant = {problem for check in checks() for problem in check.run(across if check.across else context)}
    told = without_consequences(_less_general(early, meant) | meant, wanted, sound)
    return Judged(problems=tuple(sorted(told)), tables=tuple(wanted.tables[name] for name in sound))


def aside_of(folder: Path, described: Descriptor, engine: str, stack: ExitStack) -> Aside:
    """Find the large tables of a package, for which an engine is started within `stack`."""
    return aside(folder, described.resources, languages_of(described.raw), engine, stack)


def stored_in(folder: Path, described: Descriptor, left: Aside = Aside()) -> Stored:  # noqa: B008 - it holds nothing
    """Read every file that the descriptor lists, and tell those in the folder that it does not list.

    Files of large tables are `left` where they are.
    """
    listed = [resource.path for resource in described.resources]
    files = set(listed)
    data, problems = read_files(folder, [path for path in listed if path not in left.files])
    within = {DATA, *(path.partition("/")[0] for path in listed)}
    present = {path for path in plain.files_in(folder, within) if not _is_usual(path) and not _is_kept(path)}
    extra = present - {NAME, *files, *_parents(files)}
    extra = {path for path in extra if files.isdisjoint(_parents([path]))}
    return Stored(data=data, problems=(*problems, *_unlisted(extra, described)), aside=left)


DATA: Final = "data"
"""The folder that holds the package's tables."""

USUAL: Final = re.compile(r"(README|LICEN[CS]E|COPYING|NOTICE|CHANGELOG|CITATION|AUTHORS|CONTRIBUTING)\b[^/]*|\.[^/]*")
"""Documents that lie beside a descriptor, and what belongs to version control and editors."""


def _parents(paths: Iterable[str]) -> Iterator[str]:
    """Give the folders in which paths lie. A link in the place of one is told when it is met on the way to a file."""
    for path in paths:
        yield from (str(parent) for parent in PurePosixPath(path).parents)


def _is_kept(path: str) -> bool:
    """Whether a path is of what is kept beside the package: releases, which `kept` judges, and translations."""
    return path.partition("/")[0] in (SHELF, TRANSLATIONS)


def _is_usual(path: str) -> bool:
    return USUAL.fullmatch(path.removesuffix("/")) is not None


def _unlisted(extra: Iterable[str], described: Descriptor) -> Iterator[Problem]:
    """Tell files that are not listed. Where an entry of the list cannot be used, nobody can say which these are."""
    if described.is_whole and described.resources:
        yield from (Problem(file=path, code="file-unlisted") for path in extra)


def _left_out(described: Descriptor) -> frozenset[str]:
    """Give the optional tables that the descriptor does not list; none where an entry of its list cannot be used."""
    if not described.is_whole:
        return frozenset()
    return frozenset(FIXED) - {*NEEDED, *(resource.name for resource in described.resources)}


def _frames(
    resources: Iterable[Resource], data: Mapping[str, bytes], languages: Languages, problems: set[Problem]
) -> dict[str, pd.DataFrame]:
    """Give the tables whose rows and columns are certain; what is wrong with the bytes of files joins `problems`."""
    frames: dict[str, pd.DataFrame] = {}
    for resource in resources:
        if resource.path in data:
            read = _read(resource, data[resource.path], languages)
            problems.update(read.problems or _changed(resource, data[resource.path]))
            if read.frame is not None:
                frames[resource.name] = read.frame
    return frames


def _read(resource: Resource, data: bytes, languages: Languages) -> structure.Read:
    if profile.is_table(resource):
        return structure.read_table(resource.path, data, profile.columns_of(resource, languages))
    return structure.read_json(resource.path, data)


def _changed(resource: Resource, data: bytes) -> Iterator[Problem]:
    """Tell a file that is not the one that the descriptor describes. Of a file with other faults this says nothing."""
    if resource.size not in (None, len(data)):
        found, expected = f"{len(data)} bytes", f"{resource.size} bytes"
        yield Problem(file=resource.path, code="file-changed", found=found, expected=expected)
    elif resource.hash and resource.hash != (digest := f"sha256:{hashlib.sha256(data).hexdigest()}"):
        yield Problem(file=resource.path, code="file-changed", found=digest, expected=resource.hash)


def _changed_aside(resources: Iterable[Resource], left: Aside) -> Iterator[Problem]:
    for resource in resources:
        if resource.path in left.files:
            yield from changed(resource, left.lines[resource.path], left.files[resource.path])


def _by_the_profile(described: Descriptor, wanted: profile.Profile, sources: pd.DataFrame | None) -> dict[str, Any]:
    """Give the descriptor as it should be, so that no check reads a loosened rule or a property that is not there.

    In place of a day of release that is missing or wrong, of which `descriptor-invalid` tells, stands the last day that
    any source covers or was read on: no check of time then tells it again.
    """
    cells = () if sources is None else (*sources["data_until"], *sources["accessed"])
    days = [day for day in cells if descriptor.is_day(day)]
    stand_ins = {"title": "", "version": "", "created": max(days, default=FOREVER)}
    wrong = {problem.field for problem in described.problems}
    resources = [
        {**resource.raw, **(table_properties(wanted.tables[resource.name]) if resource.name in wanted.tables else {})}
        for resource in described.resources
    ]
    return {**described.raw, **{key: text for key, text in stand_ins.items() if key in wrong}, "resources": resources}


FOREVER = "9999-12-31"


def _less_general(problems: Iterable[Problem], meant: Iterable[Problem]) -> set[Problem]:
    """Leave out what the descriptor says of a cell of which a check of meaning says more."""
    told = {(p.file, p.row, p.field) for p in meant if p.row}
    return {p for p in problems if p.code not in GENERAL or (p.file, p.row, p.field) not in told}
