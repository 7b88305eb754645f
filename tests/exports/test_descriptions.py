"""What is published is described whole: by data packages that keep to the standard, and for CSV on the Web."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from importlib.resources import files as resources_of
from pathlib import Path
from typing import Any

import frictionless
import pytest
from csvw import TableGroup
from jsonschema import Draft7Validator

from scripts.exports.described import DESCRIPTOR
from scripts.exports.exports import exports
from scripts.findings.reading import Reading
from scripts.model.columns import columns_of
from scripts.package.read import Package, parse_descriptor, read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import write_package

LATEST = Path("data/latest")
FOLDERS = ("", "countries", "indicators", "regions")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return read_package(write_package(tmp_path_factory.mktemp("package")))


@pytest.fixture(scope="module")
def published(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of data, written."""
    root = tmp_path_factory.mktemp("published")
    summaries = summarise(package)
    for file in exports(Edition(Reading(package, summaries), Words.load("en")), summaries):
        (root / file.path).parent.mkdir(parents=True, exist_ok=True)
        (root / file.path).write_bytes(file.data)
    return root / LATEST


def descriptor(published: Path, folder: str) -> Mapping[str, Any]:
    held: Mapping[str, Any] = json.loads((published / folder / DESCRIPTOR).read_bytes())
    return held


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_descriptor_keeps_to_the_standards_profile(published: Path, folder: str) -> None:
    profile = json.loads(resources_of("dplib").joinpath("profiles/2.0/datapackage.json").read_bytes())
    assert [error.message for error in Draft7Validator(profile).iter_errors(descriptor(published, folder))] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_frictionless_finds_nothing_wrong_where_it_is_published(published: Path, folder: str) -> None:
    report = frictionless.validate(published / folder / DESCRIPTOR)
    assert report.flatten(["type", "note", "fieldName"]) == []
    assert report.stats["tasks"] >= len(list((published / folder).glob("*.csv")))


def test_every_table_is_described_with_all_its_columns(published: Path) -> None:
    found = 0
    for path in sorted(published.rglob("*.csv")):
        resources = {
            each["path"]: each for each in descriptor(published, str(path.parent.relative_to(published)))["resources"]
        }
        fields = resources[path.name]["schema"]["fields"]
        assert [field["name"] for field in fields] == rows_of(path)[0], path
        assert all(field["description"] for field in fields), path
        found += 1
    assert found > 20


def test_codes_have_their_labels(published: Path) -> None:
    resources = {each["name"]: each for each in descriptor(published, "")["resources"]}
    fields = {field["name"]: field for field in resources["observations_open-doors"]["schema"]["fields"]}
    assert {each["value"] for each in fields["obs_value"]["categories"]} == {"yes", "partial", "no"}
    assert all(each["label"] for each in fields["obs_value"]["categories"])


def test_what_is_computed_is_no_table_of_the_package_when_it_is_read_again(package: Package, published: Path) -> None:
    """So what is public, or kept of a release, can be compared with a package."""
    read = parse_descriptor((published / DESCRIPTOR).read_bytes())
    assert {each["name"] for each in read["resources"]} == {each["name"] for each in package.descriptor["resources"]}
    assert len(descriptor(published, "")["resources"]) > len(read["resources"])


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_reader_of_csv_on_the_web_reads_the_same_cells(published: Path, folder: str) -> None:
    group = TableGroup.from_file(published / folder / "csv-metadata.json")
    assert {table.local_name for table in group.tables} == {path.name for path in (published / folder).glob("*.csv")}
    for table in group.tables:
        cells = [[_text(cell) for cell in row.values()] for row in table.iterdicts()]
        told = [[_number(cell) for cell in row] for row in rows_of(published / folder / table.local_name)[1:]]
        assert [[_number(cell) for cell in row] for row in cells] == told, table.local_name


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _number(cell: str) -> object:
    """A number whatever digits it was written with: the tool reads numbers as such."""
    try:
        return float(cell)
    except ValueError:
        return cell


def test_a_column_of_which_nothing_is_said_is_refused() -> None:
    assert [field.name for field in columns_of(["obs_value", "obs_value_label", "doors"], ["doors"], {})][2] == "doors"
    for header in (["never_heard_of"], ["never_heard_of_label"]):
        with pytest.raises(KeyError):
            columns_of(header, [], {})
