"""Frictionless is the reference of what the descriptor says: it finds a fault wherever our quicker reading does."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.model.problems import RefusedError
from scripts.package.check import check_descriptor
from scripts.validate.run import validate
from tests.validate.specimens import Specimen, sound_files, specimens, write_files

ENFORCED = {
    *("duplicate-key", "reference-unknown", "file-changed", "file-missing", "row-too-short", "row-too-long"),
    *("row-blank", "value-required", "value-out-of-range", "column-missing", "column-renamed", "column-duplicated"),
    *("column-unnamed", "column-unknown", "column-moved", "encoding-not-utf-8", "wrong-type", "thousands-separator"),
}
"""Codes of faults that frictionless enforces from a descriptor."""

OVERLOOKED = {"column-renamed/space-after-it"}
"""Frictionless trims the names of columns before it compares them."""

CASES = [case for case in specimens() if case.code in ENFORCED and case.name not in OVERLOOKED]


def test_there_are_specimens_of_what_frictionless_enforces() -> None:
    assert {case.code for case in CASES} >= {"duplicate-key", "reference-unknown", "wrong-type", "file-changed"}


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_frictionless_finds_the_fault_too(case: Specimen, tmp_path: Path) -> None:
    package, _ = case.write(tmp_path)
    try:
        found = check_descriptor(package)
    except RefusedError as refused:
        found = list(refused.problems)
    assert found, "frictionless finds nothing"


def test_frictionless_has_the_last_word_on_a_package_in_which_we_find_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = write_files(tmp_path, sound_files())
    monkeypatch.setattr("scripts.validate.run.judge", lambda *_: ())
    table = package / "data" / "sources.csv"
    table.write_bytes(table.read_bytes() + table.read_bytes().splitlines(keepends=True)[-1])
    assert {problem.code for problem in validate(package)} >= {"duplicate-key", "file-changed"}
