"""A release is made whole: named, built, verified, kept; a second tells what it changed; a fault changes nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from scripts.cli import main
from scripts.package.shelf import faults_of, shelf_of
from tests.kept import seeded
from tests.packages import edit, write_package
from tests.projects import project_in

TRAVELLERS = "data/observations_crossings.travellers.csv"


@pytest.fixture(scope="module", autouse=True)
def _elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Work in a project of its own: a release removes the drawings that it does not use."""
    folder = project_in(tmp_path_factory.mktemp("project"))
    seeded(tmp_path_factory, folder / ".cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield


@pytest.fixture(scope="module")
def package(_elsewhere: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small package of which two releases are made, the second with a value that was revised."""
    folder = write_package(tmp_path_factory.mktemp("kept") / "package")
    assert main(["release", "--package", str(folder), "--version", "2024.2", "--date", "2024-07-01"]) == 0
    edit(folder, TRAVELLERS, lambda data: data.replace(b",1200,", b",1250,"))
    assert main(["release", "--package", str(folder), "--version", "2024.3", "--date", "2024-08-01"]) == 0
    return folder


def test_both_are_kept_and_the_package_has_the_name_of_the_second(package: Path) -> None:
    shelf = shelf_of(package)
    assert [(each.version, each.released, each.after) for each in shelf.releases] == [
        ("2024.2", "2024-07-01", ""),
        ("2024.3", "2024-08-01", "2024.2"),
    ]
    assert list(faults_of(shelf)) == []
    described = json.loads((package / "datapackage.json").read_bytes())
    assert (described["version"], described["created"]) == ("2024.3", "2024-08-01T00:00:00Z")


def test_a_release_keeps_its_tables_its_sums_its_slices_and_its_addresses(package: Path) -> None:
    first, second = shelf_of(package).releases
    for name in ("datapackage.json", "series.csv", "summaries.csv", "coverage.csv", "all.zip", "addresses.txt"):
        assert name in first.files, name
        assert name in second.files, name
    assert "changes.csv" in second.files
    assert "changes.csv" not in first.files, "there is nothing to compare the first with"
    addresses = shelf_of(package).content(second, "addresses.txt").decode().splitlines()
    assert {"", "countries/deu/", "countries/deu/#glance", "data/latest/series.csv", "releases/2024.3/"} <= {*addresses}
    assert not [address for address in addresses if address.startswith(("assets/", "search/"))]


def test_what_changed_is_told_with_both_values_and_with_the_sum(package: Path) -> None:
    shelf = shelf_of(package)
    data = shelf.content(shelf.releases[1], "changes.csv")
    (package.parent / "changes.csv").write_bytes(data)
    changes = pd.read_csv(package.parent / "changes.csv", dtype=str, keep_default_na=False)
    told = {(row.table, row.ref_area, row.old, row.new) for row in changes.itertuples()}
    assert ("observations_crossings.travellers", "DEU", "1200", "1250") in told
    assert {table for table, *_ in told} == {"observations_crossings.travellers", "summaries"}


def test_a_release_never_changes(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}
    assert main(["release", "--package", str(package), "--version", "2024.3", "--date", "2024-09-01"]) == 2
    assert "2024.3 does not come after 2024.3" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in package.rglob("*") if path.is_file()} == before


def test_a_package_with_a_fault_is_not_released(package: Path, tmp_path: Path) -> None:
    folder = write_package(tmp_path / "package")
    edit(folder, TRAVELLERS, lambda data: data.replace(b",1200,", b",many,"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(["release", "--package", str(folder), "--version", "2024.2", "--date", "2024-07-01"]) == 1
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_change_of_a_release_that_is_kept_is_refused(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(package, tmp_path / "package"))
    edit(folder, TRAVELLERS, lambda data: data.replace(b",1250,", b",1260,"))
    assert main(["validate", str(folder), "--no-previous"]) == 1
    assert "[release-differs]" in capsys.readouterr().out
