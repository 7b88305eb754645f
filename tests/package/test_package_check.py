"""A written package is sound for the stock tool, reads back as it was, and each defect is refused by place and code."""

from __future__ import annotations

import csv
import io
import itertools
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import frictionless
import pytest

from scripts.model.languages import Languages
from scripts.model.problems import Problem, RefusedError, UsageError
from scripts.model.tables import Table
from scripts.package.check import check_tables
from scripts.package.columns import header_problems
from scripts.package.files import csv_bytes, csv_of, read_csv
from scripts.package.read import read_package
from scripts.validate.descriptor import parse
from scripts.validate.profile import profile_of
from tests.packages import edit, package_files, small_tables, write_package

STATUSES = "data/observations_open-doors.csv"
TRAVELLERS = "data/observations_crossings.travellers.csv"


def test_the_stock_tool_finds_the_package_valid(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "package")
    command = [str(Path(sys.executable).with_name("frictionless")), "validate", "datapackage.json"]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "INVALID" not in ended.stdout


def test_our_check_agrees_on_a_sound_package() -> None:
    assert check_tables(tables(), package_files()) == []


def test_what_refers_to_a_table_that_is_not_there_is_not_told() -> None:
    listed = [table for table in tables() if table.name not in ("sources", "dimensions")]
    assert check_tables(listed, package_files()) == []


def test_a_fault_without_a_code_of_ours_is_told_by_its_name_and_not_in_the_words_of_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scripts.package.check.CODES", {})
    files = package_files()
    spoilt = {**files, STATUSES: swap("DEU,2021", "DEU,2020")(files[STATUSES])}
    assert check_tables(tables(), spoilt) == [
        Problem(file=STATUSES, code="file-unreadable", found="frictionless: primary-key")
    ]


def test_frictionless_is_never_given_a_place_to_read_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever scheme it would use to find a file, it is given the bytes."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("frictionless opens a file or a connection")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("frictionless.schemes.local.loader.LocalLoader.read_byte_stream_create", refuse)
    monkeypatch.setattr("frictionless.schemes.remote.loader.RemoteLoader.read_byte_stream_create", refuse)
    assert check_tables(tables(), package_files()) == []


def tables() -> list[Table]:
    """The profile of the small package."""
    resources = parse(package_files()["datapackage.json"]).resources
    frames = {name: read_csv(package_files()[f"data/{name}.csv"]) for name in ("codelists", "series")}
    return list(profile_of(resources, frames, Languages()).tables.values())


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    package = read_package(write_package(tmp_path))
    assert dict(package.files) == package_files()
    for name, rows in small_tables().items():
        frame = package.tables[name]
        assert list(frame.columns) == package.field_names(name)
        assert len(frame) == len(rows)
        assert csv_bytes(frame) == package.files[f"data/{name}.csv"]


def test_namibia_keeps_its_code(tmp_path: Path) -> None:
    areas = read_package(write_package(tmp_path)).tables["reference_areas"].set_index("iso3")
    assert areas.at["NAM", "iso2"] == "NA"
    stock = frictionless.Package(str(tmp_path / "datapackage.json"))
    rows = {row["iso3"]: row for row in stock.get_table_resource("reference_areas").read_rows()}
    assert rows["NAM"]["iso2"] == "NA"
    assert rows["DEU"]["valid_from"] is None


@pytest.mark.parametrize("text", ["NA", "", "a,b", 'say "x"', "two\nlines", "NaN", "007", "1e5", "<b>"])
def test_a_cell_survives_a_round_trip(text: str) -> None:
    data = csv_bytes(read_csv(b'a,b\nx,"' + text.replace('"', '""').encode() + b'"\n'))
    assert read_csv(data).at[0, "b"] == text
    assert csv_bytes(read_csv(data)) == data


@dataclass(frozen=True)
class Defect:
    """A change of one file, and the problem that it must give."""

    path: str
    change: Callable[[bytes], bytes]
    code: str
    row: int = 0
    field: str = ""
    found: str = ""


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        assert old.encode() in data, f"the small package no longer holds {old}"
        return data.replace(old.encode(), new.encode(), 1)

    return change


def without_column(name: str) -> Callable[[bytes], bytes]:
    return lambda data: csv_bytes(read_csv(data).drop(columns=name))


def reordered(data: bytes) -> bytes:
    frame = read_csv(data)
    return csv_bytes(frame[[*frame.columns[1:], frame.columns[0]]])


DEFECTS = {
    "unknown code": Defect(STATUSES, swap("2021,yes", "2021,maybe"), "code-unknown", 3, "obs_value", "maybe"),
    "not assessed as a code": Defect(
        STATUSES, swap("2021,yes", "2021,not_assessed"), "code-unknown", 3, "obs_value", "not_assessed"
    ),
    "unknown area": Defect(STATUSES, swap("DEU,2021", "DEX,2021"), "reference-unknown", 3, "ref_area", "DEX"),
    "unknown source": Defect(
        STATUSES, swap("2021,yes,A,survey", "2021,yes,A,rumour"), "reference-unknown", 3, "source", "rumour"
    ),
    "duplicate key": Defect(
        STATUSES, swap("DEU,2021", "DEU,2020"), "duplicate-key", 3, "ref_area, time_period", "DEU, 2020"
    ),
    "text in a number": Defect(TRAVELLERS, swap(",1200,", ",many,"), "wrong-type", 3, "obs_value", "many"),
    "thousands separator": Defect(TRAVELLERS, swap(",1200,", ',"1,200",'), "wrong-type", 3, "obs_value", "1,200"),
    "negative count": Defect(TRAVELLERS, swap(",1200,", ",-1,"), "value-out-of-range", 3, "obs_value", "-1"),
    "year of five digits": Defect(
        STATUSES, swap("DEU,2021", "DEU,20216"), "value-malformed", 3, "time_period", "20216"
    ),
    "year with a letter": Defect(STATUSES, swap("DEU,2021", "DEU,2021p"), "value-malformed", 3, "time_period", "2021p"),
    "two letters for an area": Defect(
        "data/reference_areas.csv", swap("NAM,NA,", "NA,NA,"), "value-malformed", 5, "iso3", "NA"
    ),
    "group of one digit": Defect("data/area_groups.csv", swap("\n150,", "\n1,"), "value-malformed", 3, "id", "1"),
    "blank licence": Defect("data/sources.csv", swap("CC BY 4.0", ""), "value-required", 2, "licence"),
    "missing column": Defect(STATUSES, without_column("obs_value"), "column-missing", 1, "obs_value"),
    "renamed column": Defect(STATUSES, swap("obs_value", "value"), "column-renamed", 1, "value", "value"),
    "column in another place": Defect(STATUSES, reordered, "column-moved", 1, "time_period", "time_period"),
    "row too long": Defect(STATUSES, swap(",from-law", ",from-law,more"), "row-too-long", 3),
    "row too short": Defect(STATUSES, swap(",from-law", ""), "row-too-short", 3, "note"),
}


def needed_by(path: str) -> list[Table]:
    """The table at `path` and those that it refers to, so that a check takes no time."""
    by_name = {table.name: table for table in tables()}
    wanted = {name for name, table in by_name.items() if table.path == path}
    size = 0
    while len(wanted) > size:
        size = len(wanted)
        wanted |= {f.references.partition(".")[0] for name in wanted for f in by_name[name].fields if f.references}
    return [table for name, table in by_name.items() if name in wanted]


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_told_by_place_and_code(name: str) -> None:
    defect = DEFECTS[name]
    files = package_files()
    changed = {**files, defect.path: defect.change(files[defect.path])}
    problems = [p for p in check_tables(needed_by(defect.path), changed) if p.file == defect.path]
    assert {p.code for p in problems} == {defect.code}
    told = problems[0]
    assert (told.row, told.field) == (defect.row, defect.field)
    if defect.found:
        assert told.found == defect.found


def test_columns_are_compared_by_name() -> None:
    def told(*labels: str) -> list[tuple[str, str, str]]:
        return [(p.code, p.field, p.expected) for p in header_problems("f", labels, ["a", "b", "c"])]

    assert told("a", "b", "c") == []
    assert told("a", "c") == [("column-missing", "b", "")]
    assert told("a", "x", "b", "c") == [("column-unknown", "x", "")]
    assert told("a", "B", "c", "d") == [("column-renamed", "B", "b"), ("column-unknown", "d", "")]
    assert told("a", "x", "c") == [("column-renamed", "x", "b")]
    assert told("b", "a", "c") == [("column-moved", "b", "a")]
    assert told("c", "x") == [("column-missing", "a", ""), ("column-missing", "b", ""), ("column-unknown", "x", "")]


def test_no_package(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"datapackage\.json"):
        read_package(tmp_path)


@pytest.mark.parametrize("name", ["series", "observations_open-doors", "reference_areas", "codelists"])
def test_a_table_that_is_needed_must_be_there(name: str, tmp_path: Path) -> None:
    folder = write_package(tmp_path, **{name: None}) if name not in ("series", "codelists") else write_package(tmp_path)
    if name in ("series", "codelists"):
        drop = f'"name": "{name}",'.encode()
        edit(folder, "datapackage.json", lambda data: data.replace(drop, b'"name": "other",', 1))
    with pytest.raises(RefusedError) as refused:
        read_package(folder)
    assert Problem(file="datapackage.json", code="table-missing", found=name) in refused.value.problems


CELLS = ("", "a", "a,b", 'a"b', "a\nb", "a\rb", "é", " a ", ",", '"', "\t", "'")


@pytest.mark.parametrize("width", [1, 2, 3])
def test_rows_are_written_as_the_library_writes_them(width: int) -> None:
    """Also a row of one empty cell, which is quoted, and one that is shorter and has a comma within a cell."""
    rows = [*itertools.product(CELLS, repeat=width), ("a,b",) * (width - 1)]
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\n").writerows(rows)
    assert csv_of(rows[0], rows[1:]) == target.getvalue().encode()
