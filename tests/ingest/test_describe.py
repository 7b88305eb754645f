"""The descriptor is written anew for any package, also for one that no rule of this project makes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.ingest.write import describe_package
from scripts.model.problems import RefusedError
from scripts.validate.validate import validate
from tests.packages import Row, Rows, edit, write_package


def _first(rows: Rows) -> Rows:
    return rows[:1]


INPUTS: Mapping[str, Mapping[str, object]] = {
    "the small package": {},
    "a practice less": {"good_practices": None},
    "no frameworks": {"frameworks": None, "crosswalk": None},
    "no evidence": {"evidence": None},
    "no groupings": {"groupings": None},
    "no breaks": {"breaks": None},
    "no parts of areas": {"area_parts": None},
    "no reconciliation": {"reconciliation": None},
    "one record": {"register_crossings": _first},
}


@pytest.mark.parametrize("changes", INPUTS.values(), ids=INPUTS.keys())
def test_a_package_of_strangers_is_described(changes: Mapping[str, object], tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p", **changes)  # type: ignore[arg-type]
    before = (folder / "datapackage.json").read_bytes()
    describe_package(folder)
    assert json.loads((folder / "datapackage.json").read_bytes()) == json.loads(before)


def test_a_changed_table_is_described_as_it_stands(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    edit(folder, "data/policy_areas.csv", lambda data: data.replace(b"Mobility", b"Motion"), rehash=False)
    assert {problem.code for problem in validate(folder)} == {"file-changed"}
    describe_package(folder)
    assert validate(folder) == ()


def test_a_table_that_is_not_listed_yet_is_taken_in(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p", breaks=None)
    whole = write_package(tmp_path / "whole")
    (folder / "data" / "breaks.csv").write_bytes((whole / "data" / "breaks.csv").read_bytes())
    describe_package(folder)
    assert (folder / "datapackage.json").read_bytes() == (whole / "datapackage.json").read_bytes()


GONE: Mapping[str, tuple[str, Mapping[str, object], set[str]]] = {
    "a table that nothing needs": ("good_practices", {"good_practices": None}, set()),
    "observations of a series that is gone too": (
        "observations_crossings.helped",
        {"series": lambda rows: [row for row in rows if row["id"] != "crossings.helped"]},
        set(),
    ),
    "observations of a series": ("observations_crossings.helped", {}, {"file-missing"}),
    "a register of a series": ("register_crossings", {}, {"file-missing"}),
    "a table that every package has": ("area_groups", {}, {"file-missing"}),
}
"""A table whose file is deleted, what else is changed, and what is told."""


@pytest.mark.parametrize("name", GONE)
def test_a_file_that_is_gone_is_taken_off_the_list_where_nothing_needs_it(name: str, tmp_path: Path) -> None:
    table, changes, told = GONE[name]
    folder = write_package(tmp_path / "p")
    changed = write_package(tmp_path / "changed", **changes)  # type: ignore[arg-type]
    (folder / "data/series.csv").write_bytes((changed / "data/series.csv").read_bytes())
    (folder / f"data/{table}.csv").unlink()
    assert "table-unknown" not in {problem.code for problem in validate(folder)}
    if told:
        with pytest.raises(RefusedError) as refused:
            describe_package(folder)
        assert {problem.code for problem in refused.value.problems} == told
    else:
        assert describe_package(folder) == (f"data/{table}.csv",)
        assert {problem.code for problem in validate(folder)} <= {"source-until-unsupported"}
        assert describe_package(folder) == ()


def test_a_register_has_columns_of_its_own(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    edit(folder, "data/register_crossings.csv", _with_colour, rehash=False)
    describe_package(folder)
    told = json.loads((folder / "datapackage.json").read_bytes())
    fields = next(each for each in told["resources"] if each["name"] == "register_crossings")["schema"]["fields"]
    own: Row = next(each for each in fields if each["name"] == "colour")
    assert own["type"] == "string"


def _with_colour(data: bytes) -> bytes:
    head, *rows = data.decode().splitlines()
    place = head.split(",").index("length") + 1
    cells = [line.split(",") for line in (head, *rows)]
    added = [[*each[:place], "colour" if n == 0 else "", *each[place:]] for n, each in enumerate(cells)]
    return "".join(f"{','.join(each)}\n" for each in added).encode()
