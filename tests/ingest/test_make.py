"""Making a package from snapshots: all or nothing, every table in the profile, every difference told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from scripts.ingest import discover
from scripts.ingest.make import KEPT, make_package
from scripts.ingest.rule import Inputs, Rule, Tables
from scripts.ingest.write import compare_package, write_package
from scripts.model.problems import Problem, RefusedError, UsageError
from scripts.package.files import read_csv
from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from tests import packages

AREAS = ("reference_areas", "area_groups", "area_group_members")


def silent(_: str) -> None:
    return None


def frame(name: str) -> pd.DataFrame:
    return read_csv(packages.package_files()[f"data/{name}.csv"])


def read_doors(raw: RawFolder, _: Areas) -> Harvest:
    doors = raw.csv("doors.csv", ["iso3", "status"])
    account = Account(file="doors.csv", read=len(doors) + 1, used=len(doors), set_aside={"outside-scope": 1})
    return Harvest(tables={"doors": doors}, accounts=(account,))


def read_borders(raw: RawFolder, _: Areas) -> Harvest:
    lines = raw.csv("borders.csv", ["line"])
    return Harvest(tables={"lines": lines}, accounts=(Account(file="borders.csv", read=len(lines), used=len(lines)),))


def area_tables(_: Inputs) -> Tables:
    return {name: frame(name) for name in AREAS}


def other_tables(inputs: Inputs) -> Tables:
    kept = {*KEPT, *AREAS, "reconciliation"}
    made = {name: frame(name) for name in packages.small_tables() if name not in kept}
    doors = inputs.table("survey", "doors")
    first = made["observations_open-doors"].assign(obs_value=list(doors["status"]))
    return {**made, "observations_open-doors": first.iloc[::-1]}


ADAPTERS = {
    "survey": Adapter(source="survey", read=read_doors),
    "borders": Adapter(source="borders", read=read_borders, needs_areas=False),
}


def rules(build: Callable[[Inputs], Tables] = other_tables) -> dict[str, Rule]:
    return {
        "reference": Rule(sources=("borders",), build=area_tables),
        "doors": Rule(sources=("survey",), build=build, registers=packages.REGISTERS),
    }


@pytest.fixture
def snapshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Snapshots of two small sources, with adapters and rules of their own."""
    monkeypatch.setattr(discover, "adapters", lambda: dict(ADAPTERS))
    monkeypatch.setattr(discover, "rules", rules)
    folder = tmp_path / "snapshots"
    for source in ADAPTERS:
        (folder / source).mkdir(parents=True)
    statuses = ["no", "yes", "yes", "partial", "no", "no", ""]
    lines = "".join(f"DEU,{status}\n" for status in statuses)
    (folder / "survey" / "doors.csv").write_text(f"iso3,status\n{lines}", encoding="utf-8")
    (folder / "borders" / "borders.csv").write_text("line\n1\n", encoding="utf-8")
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return packages.write_package(tmp_path / "package")


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_package_is_made_in_order(snapshots: Path, package: Path) -> None:
    made = make_package(snapshots, package).files
    assert made["data/observations_open-doors.csv"] == contents(package)["data/observations_open-doors.csv"]
    assert list(json.loads(made["datapackage.json"]))[:3] == ["$schema", "name", "title"]
    assert b"borders,borders.csv,used,rows-used,1" in made["data/reconciliation.csv"]
    assert b"survey,doors.csv,set_aside,outside-scope,1" in made["data/reconciliation.csv"]


def test_made_twice_is_the_same(snapshots: Path, package: Path) -> None:
    assert make_package(snapshots, package).files == make_package(snapshots, package).files


def test_writing_removes_old_tables_and_leaves_what_is_not_ours(snapshots: Path, package: Path) -> None:
    (package / "data" / "observations_gone.csv").write_text("a\n", encoding="utf-8")
    (package / "README.md").write_text("ours to keep", encoding="utf-8")
    count = write_package(snapshots, package, silent)
    after = contents(package)
    assert "data/observations_gone.csv" not in after
    assert after.pop("README.md") == b"ours to keep"
    assert len(after) == count
    assert compare_package(snapshots, package, silent) == []


def test_differences_are_told_by_file_and_row(snapshots: Path, package: Path) -> None:
    write_package(snapshots, package, silent)
    (package / "data" / "extra.csv").write_text("a\n", encoding="utf-8")
    (package / "data" / "evidence.csv").unlink()
    packages.edit(
        package, "data/observations_open-doors.csv", lambda d: d.replace(b"2021,yes", b"2021,no"), rehash=False
    )
    told = {(p.file, p.code): p for p in compare_package(snapshots, package, silent)}
    assert set(told) == {
        ("data/extra.csv", "package-file-extra"),
        ("data/evidence.csv", "package-file-absent"),
        ("data/observations_open-doors.csv", "package-file-differs"),
    }
    differs = told["data/observations_open-doors.csv", "package-file-differs"]
    assert (differs.row, differs.found[:12], differs.expected[:12]) == (3, "DEU,2021,no,", "DEU,2021,yes")


def refused(snapshots: Path, package: Path) -> list[tuple[str, str, str]]:
    """Codes, files and fields of the problems, after making sure that nothing was written."""
    before = contents(package)
    with pytest.raises(RefusedError) as error:
        write_package(snapshots, package, silent)
    assert contents(package) == before
    return [(p.code, p.file, p.field) for p in error.value.problems]


def test_a_missing_file_writes_nothing(snapshots: Path, package: Path) -> None:
    (snapshots / "survey" / "doors.csv").unlink()
    assert refused(snapshots, package) == [("source-file-missing", "survey/doors.csv", "")]


def test_a_changed_column_writes_nothing(snapshots: Path, package: Path) -> None:
    (snapshots / "survey" / "doors.csv").write_text("iso3,state\nDEU,yes\n", encoding="utf-8")
    assert refused(snapshots, package) == [("source-column-missing", "survey/doors.csv", "status")]


def test_a_table_outside_the_profile_is_refused(
    snapshots: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stray(inputs: Inputs) -> Tables:
        made = dict(other_tables(inputs))
        made["observations_stray"] = made.pop("observations_crossings")
        return made

    monkeypatch.setattr(discover, "rules", lambda: rules(stray))
    assert refused(snapshots, package) == [
        ("series-without-table", "data/observations_crossings.csv", ""),
        ("table-without-series", "data/observations_stray.csv", ""),
    ]


def test_a_column_outside_the_profile_is_refused(
    snapshots: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wide(inputs: Inputs) -> Tables:
        made = dict(other_tables(inputs))
        return {**made, "evidence": made["evidence"].assign(colour="red")}

    monkeypatch.setattr(discover, "rules", lambda: rules(wide))
    assert refused(snapshots, package) == [("column-unknown", "data/evidence.csv", "colour")]


def test_a_kept_table_must_be_there(snapshots: Path, package: Path) -> None:
    (package / "data" / "series.csv").unlink()
    with pytest.raises(UsageError, match=r"data/series\.csv"):
        write_package(snapshots, package, silent)


def test_a_kept_table_must_be_readable(snapshots: Path, package: Path) -> None:
    (package / "data" / "area_names.csv").write_bytes(b"name\nC\xf4te\n")
    assert refused(snapshots, package) == [("file-unreadable", "data/area_names.csv", "")]


def test_a_setting_of_a_series_must_be_a_number(snapshots: Path, package: Path) -> None:
    series = package / "data" / "series.csv"
    series.write_bytes(series.read_bytes().replace(b",policy-status,0,", b",policy-status,none,"))
    assert refused(snapshots, package) == [("wrong-type", "data/series.csv", "")]


def test_an_account_adds_up() -> None:
    with pytest.raises(ValueError, match=r"doors\.csv: 3 rows read"):
        Account(file="doors.csv", read=3, used=1, set_aside={"outside-scope": 1})


def test_every_adapter_and_rule_is_found() -> None:
    adapters, found = discover.adapters(), discover.rules()
    modules = {path.stem for path in Path("scripts/sources").glob("*.py") if "ADAPTER =" in path.read_text("utf-8")}
    assert {source.replace("-", "_") for source in adapters} == modules
    named = {path.stem for path in Path("scripts/ingest/rules").glob("*.py") if "RULE =" in path.read_text("utf-8")}
    assert set(found) == named
    assert {source for rule in found.values() for source in rule.sources} <= set(adapters)


def test_problems_are_sorted() -> None:
    problems = [Problem(file="b", code="x"), Problem(file="a", row=2, code="x"), Problem(file="a", row=1, code="y")]
    assert [(p.file, p.row) for p in RefusedError(problems).problems] == [("a", 1), ("a", 2), ("b", 0)]
