"""What is published is read back by a program of its field that had no part in writing it, with the same figures."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import feedparser
import frictionless
import pytest
from frictionless.resources import TableResource

from scripts.exports.exports import exports
from scripts.exports.feeds import feeds
from scripts.exports.slices import long_table
from scripts.findings.reading import Reading
from scripts.model.measures import VALUE_COLUMNS
from scripts.package.files import records
from scripts.package.history import history_of
from scripts.package.read import Package, read_package
from scripts.package.shelf import shelf_of
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import write_package

PYARROW = str(Path(".cache") / "sdmx" / "bin" / "python")
"""An environment with pyarrow, which is not beside the pandas of the rest."""

LATEST = "data/latest"
NUMBERS = ("int64", "double")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = write_package(tmp_path_factory.mktemp("package"))
    package = read_package(folder)
    summaries = summarise(package)
    return Edition(Reading(package, summaries, history_of(package, summaries, shelf_of(folder))), Words.load("en"))


@pytest.fixture(scope="module")
def package(site: Edition) -> Package:
    return site.reading.package


@pytest.fixture(scope="module")
def published(site: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of data."""
    root = tmp_path_factory.mktemp("published")
    for file in exports(site, summarise(site.reading.package)):
        (root / file.path).parent.mkdir(parents=True, exist_ok=True)
        (root / file.path).write_bytes(file.data)
    return root / LATEST


# -- Parquet -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def by_pyarrow(published: Path) -> dict[str, Any]:
    done = subprocess.run(
        [PYARROW, "tests/exports/reads_parquet.py", str(published / "parquet")],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def same(cell: object, text: str, kind: str) -> bool:
    """Whether a cell of Parquet is what the text of a table says: a number as a number, a blank as null."""
    if text == "":
        return cell is None
    if kind == "bool":
        return str(cell).lower() == text
    return float(str(cell)) == float(text) if kind in NUMBERS else cell == text


def test_pyarrow_reads_each_table_as_it_is(published: Path, by_pyarrow: Mapping[str, Any]) -> None:
    names = {path.stem for path in published.glob("*.csv")}
    assert by_pyarrow.keys() == names | {"observations"}
    for name in names:
        held = by_pyarrow[name]
        text = (published / f"{name}.csv").read_text(encoding="utf-8")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        for found, right in zip(held["rows"], rows, strict=True):
            assert all(same(found[column], right[column], held["types"][column]) for column in right), (name, right)


def test_pyarrow_reads_the_figures_of_the_package(package: Package, by_pyarrow: Mapping[str, Any]) -> None:
    """All observations: codes are text, numbers are numbers, and `obs_number` is the value where it is one."""
    held = by_pyarrow["observations"]
    assert held["types"]["ref_area"] == held["types"]["obs_value"] == "string"
    assert {held["types"][column] for column in VALUE_COLUMNS if column in held["types"]} == {"string", "double"}
    coded = {series.id for series in package.series.values() if series.codelist}
    own = records(long_table(package))
    assert len(own) == sum(len(package.observations(series)) for series in package.series) > 10
    for found, right in zip(held["rows"], own, strict=True):
        assert all(same(found[column], right[column], held["types"][column]) for column in right), right
        number = "" if right["series"] in coded else right["obs_value"]
        assert same(found["obs_number"], number, "double")


# -- the archive, feeds, the map ---------------------------------------------------------------------------------------


def test_frictionless_reads_the_figures_of_the_package_out_of_the_archive(package: Package, published: Path) -> None:
    archive = frictionless.Package(str(published / "all.zip"))
    for series in package.series:
        resource = archive.get_resource(f"observations_{series}".lower())
        assert isinstance(resource, TableResource)
        own = records(package.observations(series))
        for found, right in zip(resource.read_rows(), own, strict=True):
            assert [_plain(found[name]) for name in right] == [_plain(cell) for cell in right.values()], right


def _plain(cell: object) -> object:
    try:
        return float(str(cell))
    except ValueError:
        return cell or None


@pytest.mark.parametrize("address", ["", "https://example.org/x/"])
def test_a_reader_of_feeds_finds_each_release(site: Edition, address: str) -> None:
    made = {file.path: file.data for file in feeds(site, address)}
    assert len(made) == 1 + len(site.reading.indicators) + len(site.areas)
    for path, data in made.items():
        read = feedparser.parse(data)
        assert not read.bozo, path
        assert read.version == "atom10"
        assert read.feed.title
        keys = [entry.id for entry in read.entries]
        assert len(set(keys)) == len(keys)
        for entry in read.entries:
            assert entry.title
            assert entry.updated == "2024-06-30T00:00:00Z"
            assert entry.link.startswith(address or "../")
    whole = feedparser.parse(made["feeds/all.xml"])
    assert site.reading.package.version in " ".join(entry.title for entry in whole.entries)


MAP = """
import {feature} from 'topojson-client';
import {geoBounds} from 'd3-geo';
import fs from 'node:fs';
const map = JSON.parse(fs.readFileSync('datapackage/data/map.topojson'));
const bounds = (each) => geoBounds(each).flat().every(Number.isFinite);
const found = feature(map, map.objects.countries).features.map((each) => [each.id, bounds(each)]);
console.log(JSON.stringify(found));
"""


def test_a_reader_of_topojson_finds_the_areas_of_the_map() -> None:
    """The map is published as it is in the package."""
    done = subprocess.run(["node", "--input-type=module", "-e", MAP], capture_output=True, text=True, check=True)
    held = csv.DictReader(io.StringIO(Path("datapackage/data/reference_areas.csv").read_text(encoding="utf-8")))
    found = json.loads(done.stdout)
    assert len(found) > 200
    assert all(has_bounds for _, has_bounds in found)
    members = {row["iso3"] for row in held if row["area_type"] == "un-member" and not row["valid_to"]}
    assert len(members) == 193
    assert members - {code for code, _ in found} == {"MCO", "SMR"}, "smaller than a line of the map"
