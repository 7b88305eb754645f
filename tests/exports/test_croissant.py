"""Croissant as its own reader has it: valid without a warning, and the same rows as the package."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scripts.exports.croissant import croissant
from scripts.exports.exports import exports
from scripts.exports.slices import long_table
from scripts.model.site import Download
from scripts.package.files import records
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from tests.editions import edition

READER = str(Path(".cache") / "sdmx" / "bin" / "python")
LATEST = "data/latest"
ADDRESS = "https://example.org/x/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edition(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def files(site: Edition) -> list[Download]:
    return exports(site, summarise(site.reading.package))


@pytest.fixture(scope="module")
def read(site: Edition, files: list[Download], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What the reader of Croissant finds in the folder of data."""
    root = tmp_path_factory.mktemp("published")
    for file in (*files, croissant(site, files, "")):
        (root / file.path).parent.mkdir(parents=True, exist_ok=True)
        (root / file.path).write_bytes(file.data)
    command = [READER, "tests/exports/reads_croissant.py", str(root / LATEST / "croissant.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def test_its_reader_finds_nothing_to_say_against_it(read: Mapping[str, Any]) -> None:
    assert (read["errors"], read["warnings"]) == ([], [])


def test_its_reader_loads_the_rows_of_the_package(
    site: Edition, files: list[Download], read: Mapping[str, Any]
) -> None:
    tables = {
        name: list(csv.DictReader(io.StringIO(file.data.decode(), newline="")))
        for file in files
        if file.path.count("/") == 2 and (name := file.path.removeprefix(f"{LATEST}/")).endswith(".csv")
    }
    held = {name.removesuffix(".csv"): rows for name, rows in tables.items() if not name.startswith("observations_")}
    assert read["rows"].keys() == {*held, "observations"}
    for name, rows in {**held, "observations": records(long_table(site.reading.package))}.items():
        for found, right in zip(read["rows"][name], rows, strict=True):
            assert all(same(found[column], cell) for column, cell in right.items()), (name, right)
    assert len(read["rows"]["observations"]) > 10
    groups = {row["id"] for row in read["rows"]["area_groups"]}
    assert "002" in groups, "a code that looks like a number"
    assert "NA" in {row["iso2"] for row in read["rows"]["reference_areas"]}, "Namibia"


def same(found: object, cell: str) -> bool:
    """Whether what was loaded is what a cell says: a blank is nothing, and a number is a number."""
    if cell == "" or found is None:
        return found is None and cell == ""
    if isinstance(found, bool):
        return str(found).lower() == cell
    return found == cell if isinstance(found, str) else float(str(found)) == float(cell)


def test_files_have_whole_addresses_where_the_site_knows_its_own(site: Edition, files: list[Download]) -> None:
    told = json.loads(croissant(site, files, ADDRESS).data)
    own = {file.path: file for file in files}
    assert told["url"] == ADDRESS
    assert len(told["distribution"]) == len(told["recordSet"])
    for each in told["distribution"]:
        file = own[each["contentUrl"].removeprefix(ADDRESS)]
        assert (each["sha256"], each["contentSize"]) == (file.sha256, f"{len(file.data)} B")


def test_every_field_says_what_it_holds(site: Edition, files: list[Download]) -> None:
    told = json.loads(croissant(site, files, "").data)
    fields = [field for each in told["recordSet"] for field in each["field"]]
    assert len(fields) > 100
    assert all(field["description"] for field in fields)
    types = {field["@id"]: field["dataType"] for field in fields}
    assert types["area_groups/id"] == types["observations/obs_value"] == "sc:Text"
    assert types["observations/obs_number"] == "sc:Float"
    assert types["area_groups/order"] == "sc:Integer"
