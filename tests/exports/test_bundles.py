"""The zip of a slice explains itself: it validates alone, names the terms of its sources, and is the same each time."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import frictionless
import pytest

from scripts.exports.exports import published_files
from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import write_package

FOLDER = "data/latest/"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    package = read_package(write_package(tmp_path_factory.mktemp("package")))
    summaries = summarise(package)
    made = published_files([Edition(Reading(package, summaries), Words.load("en"))], summaries)
    return {file.path.removeprefix(FOLDER): file.data for file in made}


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: opened.read(name) for name in opened.namelist()}


def test_each_slice_of_a_page_has_one(files: dict[str, bytes]) -> None:
    zips = {name.removesuffix(".en.zip") for name in files if name.endswith(".en.zip")}
    assert {"countries/DEU", "countries/NAM", "indicators/open-doors", "regions/002", "regions/WLD"} <= zips
    assert all(f"{name}.csv" in files for name in zips)


@pytest.mark.parametrize("place", ["countries/DEU", "indicators/crossings", "regions/002"])
def test_a_zip_validates_by_itself(files: dict[str, bytes], tmp_path: Path, place: str) -> None:
    held = unpacked(files[f"{place}.en.zip"])
    name = f"{place.partition('/')[2]}.csv"
    assert held[name] == files[f"{place}.csv"]
    for each, data in held.items():
        (tmp_path / each).write_bytes(data)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    header = next(csv.reader(io.StringIO(held[name].decode())))
    described = [row["name"] for row in csv.DictReader(io.StringIO(held["columns.csv"].decode()))]
    assert described == header


def test_it_says_what_it_is_and_under_which_terms(files: dict[str, bytes]) -> None:
    held = unpacked(files["countries/DEU.en.zip"])
    readme, licence = held["README.txt"].decode(), held["LICENCE.txt"].decode()
    for said in ("Germany", "2024.1", "30 June 2024", "DEU.csv", "never zero", "Namibia", "cite"):
        assert said in readme
    for said in ("CC BY 4.0", "Survey of doors"):
        assert said in licence
    assert b"cff-version" in held["CITATION.cff"]
