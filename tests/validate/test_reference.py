"""Frictionless is the reference of what the profile says of tables: the two of us find the same, each in our words."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pandas as pd
import pytest

from scripts.model.languages import languages_of
from scripts.model.problems import Problem
from scripts.model.tables import Table
from scripts.package.check import check_tables
from scripts.package.files import csv_bytes
from scripts.validate import descriptor, structure
from scripts.validate.profile import profile_of
from scripts.validate.validate import Judged, Stored, judge, package_codes, validate
from tests.validate.specimens import DESCRIPTOR, Specimen, described, sound_files, specimens, write_files
from tests.validate.test_fuzz import FRAMES, NASTY

ENFORCED = {
    *("duplicate-key", "reference-unknown", "row-too-short", "row-too-long"),
    *("row-blank", "value-required", "value-out-of-range", "column-missing", "column-renamed", "column-duplicated"),
    *("column-unnamed", "column-unknown", "column-moved", "encoding-not-utf-8", "wrong-type", "thousands-separator"),
}
"""Codes of faults that frictionless enforces from a descriptor."""

OVERLOOKED = {"column-renamed/space-after-it"}
"""Frictionless trims the names of columns before it compares them."""

SOUND = sound_files()

CASES = [case for case in specimens() if case.code in ENFORCED and case.name not in OVERLOOKED]


def test_there_are_specimens_of_what_frictionless_enforces() -> None:
    assert {case.code for case in CASES} >= {"duplicate-key", "reference-unknown", "wrong-type"}


def judged(files: dict[str, bytes]) -> Judged:
    """What our own checks find in a package in memory."""
    read = descriptor.parse(files[DESCRIPTOR])
    return judge(read, Stored(data={r.path: files[r.path] for r in read.resources if r.path in files}), None)


def by_frictionless(files: dict[str, bytes]) -> list[Problem]:
    """What frictionless finds by the profile of the package's own series and code lists."""
    read = descriptor.parse(files[DESCRIPTOR])
    by_name = {r.name: r for r in read.resources if r.path in files}
    frames: dict[str, pd.DataFrame] = {}
    for name in {"codelists", "series"} & by_name.keys():
        path = by_name[name].path
        frame = structure.read_table(path, files[path], list(FRAMES[path].columns)).frame
        frames |= {} if frame is None else {name: frame}
    profile = profile_of(by_name.values(), frames, languages_of(read.raw)).tables
    return check_tables(_concerned([table for name, table in profile.items() if name in by_name], files), files)


def _concerned(tables: list[Table], files: dict[str, bytes]) -> list[Table]:
    """Give the tables that differ from the sound package's, those that refer to one, and those that these refer to.

    In the others frictionless finds nothing, as in the sound package.
    """
    changed = {table.name for table in tables if files[table.path] != SOUND.get(table.path)}
    looked_at = [table for table in tables if table.name in changed or _referred(table) & changed]
    needed = {table.name for table in looked_at}.union(*map(_referred, looked_at))
    return [table for table in tables if table.name in needed]


def _referred(table: Table) -> set[str]:
    return {field.references.partition(".")[0] for field in table.fields if field.references}


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_frictionless_finds_the_fault_too(case: Specimen) -> None:
    files = case.files()
    assert by_frictionless(files), "frictionless finds nothing"


@pytest.mark.one_in(5)
@pytest.mark.parametrize("path", sorted(FRAMES))
def test_what_frictionless_finds_we_find_in_our_words(path: str) -> None:
    """In each table, nasty cells are strewn over all columns; where frictionless finds a fault, so do we."""
    random, frame = Random(path), FRAMES[path].copy()  # noqa: S311 - faults need no secrets
    spoilt = frame.iloc[[n % len(frame) for n in range(len(NASTY))]].reset_index(drop=True)
    for row, cell in enumerate(NASTY):
        spoilt.loc[row, random.choice(list(frame.columns))] = cell
    files = {**SOUND, path: csv_bytes(spoilt)}
    files[DESCRIPTOR] = described(files)
    found, ours = by_frictionless(files), judged(files).problems
    ours_at = {(p.file, p.row) for p in ours}
    assert found
    assert {p.code for p in found} <= {code for codes in package_codes().values() for code in codes}
    assert not [p for p in found if "frictionless" in p.found]
    assert not [p for p in found if p.file == path and (p.file, p.row) not in ours_at and not _is_hidden(ours, path)]


def _is_hidden(ours: tuple[Problem, ...], path: str) -> bool:
    """Whether rows of a table are uncertain, so that we say nothing of its cells."""
    return any(p.file == path and p.code in structure.CODES for p in ours)


def test_frictionless_has_the_last_word_on_a_package_in_which_we_find_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = write_files(tmp_path, SOUND)
    table = package / "data" / "sources.csv"
    table.write_bytes(table.read_bytes() + table.read_bytes().splitlines(keepends=True)[-1])
    tables = judged(SOUND).tables
    monkeypatch.setattr("scripts.validate.validate.judge", lambda *_: Judged(problems=(), tables=tables))
    assert {problem.code for problem in validate(package)} == {"duplicate-key"}
