"""Published files hold exactly what the package and the summaries hold, the same bytes whenever they are made."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from scripts.exports.archive import Pressed, zipped
from scripts.exports.exports import exports
from scripts.exports.slices import FIRST, LAST, dimensions_in, long_table
from scripts.findings.reading import Reading
from scripts.model.site import Download
from scripts.package.files import read_csv
from scripts.package.read import Package, read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import write_package

LATEST = "data/latest/"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return read_package(write_package(tmp_path_factory.mktemp("package")))


def exported(package: Package) -> list[Download]:
    summaries = summarise(package)
    return exports(Edition(Reading(package, summaries), Words.load("en")), summaries)


@pytest.fixture(scope="module")
def files(package: Package) -> dict[str, Download]:
    made = exported(package)
    return {file.path.removeprefix(LATEST): file for file in made}


def table(file: Download) -> pd.DataFrame:
    return read_csv(file.data)


def observations(frame: pd.DataFrame) -> Counter[tuple[str, ...]]:
    columns = ["series", "ref_area", "time_period", "obs_value", "obs_status", "source"]
    return Counter(frame[columns].itertuples(index=False, name=None))


def expected(package: Package) -> pd.DataFrame:
    frames = [package.observations(s).assign(series=s, indicator=package.series[s].indicator) for s in package.series]
    return pd.concat(frames, ignore_index=True)


def test_indicators_have_exactly_their_observations(package: Package, files: dict[str, Download]) -> None:
    rows = expected(package)
    for indicator in ("open-doors", "crossings"):
        slice_rows = table(files[f"indicators/{indicator}.csv"])
        assert observations(slice_rows) == observations(rows[rows["indicator"] == indicator])
        assert [name for name in slice_rows.columns if name != "series_label"][:5] == list(FIRST)
        assert [name for name in slice_rows.columns if name != "obs_status_label"][-4:] == list(LAST)


def test_each_code_of_a_slice_has_its_label_beside_it(package: Package, files: dict[str, Download]) -> None:
    lists = package.tables["codelists"]
    words = {
        (codelist, code): label
        for codelist, code, label in zip(lists["codelist"], lists["code"], lists["label_en"], strict=True)
    }
    names = dict(zip(package.tables["series"]["id"], package.tables["series"]["label_en"], strict=True))
    seen = set()
    for path in ("countries/DEU.csv", "countries/KEN.csv", "indicators/open-doors.csv", "indicators/crossings.csv"):
        rows = table(files[path])
        for place, column in enumerate(rows.columns):
            if column.endswith("_label") and column != "ref_area_label":
                assert rows.columns[place - 1] == column.removesuffix("_label")
        for row in rows.to_dict("records"):
            assert row["series_label"] == names[row["series"]]
            assert row["obs_status_label"] == words["obs_status", row["obs_status"]]
            codelist = package.series[row["series"]].codelist
            assert row.get("obs_value_label", "") == words.get((codelist, row["obs_value"]), "")
            for name in ("mode", "programme"):
                assert row.get(f"{name}_label", "") == words.get((name, row.get(name, "")), "")
                seen |= {row.get(f"{name}_label", "")}
    assert {"Land", "Sea", "First", "Second"} <= seen


def test_countries_have_exactly_their_observations(package: Package, files: dict[str, Download]) -> None:
    rows = expected(package)
    for area in package.tables["reference_areas"]["iso3"]:
        assert observations(table(files[f"countries/{area}.csv"])) == observations(rows[rows["ref_area"] == area])


def test_regions_have_exactly_their_summaries_and_the_newest_rows_of_their_members(
    package: Package, files: dict[str, Download]
) -> None:
    """The columns are those of the other slices, with `measure` as a dimension, which is blank in rows of members."""
    roles = {series.id: series.role for series in package.series.values()}
    rows = expected(package)
    key = ["series", "ref_area", "time_period", *dimensions_in(package)]
    newest = set(table(files["latest.csv"])[key].itertuples(index=False, name=None))
    standing = pd.Series(
        [each in newest for each in rows[key].fillna("").itertuples(index=False, name=None)], index=rows.index
    )
    shown = rows[(rows["series"].map(roles) != "variant") & standing]
    assert 0 < len(shown) < len(rows)
    held = package.tables["area_group_members"]
    summaries = table(files["summaries.csv"])
    columns = ["series", "ref_area", "time_period", "measure", "obs_value", "obs_status"]
    for group in package.tables["area_groups"]["id"]:
        part = table(files[f"regions/{group}.csv"])
        assert list(part.columns[:5]) == list(FIRST)
        wanted = summaries[summaries["group"] == group].reset_index(drop=True)
        aggregates = part[part["measure"] != ""]
        pd.testing.assert_frame_equal(aggregates[columns], wanted.set_axis(columns, axis="columns"))
        members = held.loc[(held["group"] == group) & (held["valid_to"] == ""), "ref_area"]
        own = shown[shown["ref_area"].isin(members)] if group != "WLD" else shown.iloc[:0]
        assert observations(part[part["measure"] == ""]) == observations(own)


def test_no_value_is_changed_on_the_way(package: Package) -> None:
    long = long_table(package)
    row = long[(long["series"] == "crossings.helped") & (long["ref_area"] == "DEU")].iloc[0]
    assert (row["obs_value"], row["value_low"], row["value_high"], row["programme"]) == ("", "0.5", "0.75", "first")
    assert long["ref_area_label"].ne("").all()
    noted = long[(long["series"] == "open-doors") & (long["note"] != "")]
    assert list(noted["note"]) == ["From law"]


def test_an_area_without_observations_has_an_empty_file(tmp_path: Path) -> None:
    def with_peru(rows: object) -> list[dict[str, str]]:
        assert isinstance(rows, list)
        return [*rows, {**rows[0], "iso3": "PER", "iso2": "PE", "m49": "604", "name_en": "Peru"}]

    package = read_package(write_package(tmp_path, reference_areas=with_peru))
    made = {f.path: f for f in exported(package)}
    empty = made[f"{LATEST}countries/PER.csv"]
    assert empty.rows == 0
    labelled = [*FIRST[:2], "series_label", *FIRST[2:], "obs_value", LAST[0], "obs_status_label", *LAST[1:]]
    assert list(table(empty).columns) == labelled


def test_the_published_package_validates(files: dict[str, Download], tmp_path: Path) -> None:
    for name, file in files.items():
        if "/" not in name:
            (tmp_path / name).write_bytes(file.data)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["place", "type", "note"])


def test_rows_and_hashes_are_true(files: dict[str, Download]) -> None:
    for name, file in files.items():
        if name.endswith(".csv"):
            assert file.rows == len(list(csv.reader(io.StringIO(file.data.decode())))) - 1, name
        assert file.sha256 == hashlib.sha256(file.data).hexdigest()


def test_the_archive_holds_every_file(files: dict[str, Download]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["all.zip"].data)) as archive:
        assert archive.testzip() is None
        inside = {name: archive.read(name) for name in archive.namelist()}
    tables = {name: file for name, file in files.items() if name != "all.zip" and not name.startswith("parquet/")}
    assert set(tables) <= set(inside)
    assert {"README.txt", "CITATION.cff", "LICENSE-DATA.md"} <= set(inside)
    assert all(inside[name] == file.data for name, file in tables.items())
    assert json.loads(inside["datapackage.json"])["version"] == "2024.1"


def test_a_zip_does_not_depend_on_order() -> None:
    files = {"b.csv": b"b" * 1000, "a.csv": b"a", "sub/é.txt": "é".encode()}
    assert zipped(files) == zipped(dict(reversed(list(files.items()))))


def test_a_zip_is_what_the_library_writes() -> None:
    """Also of files that were pressed before, of which one is empty and one named by no ASCII."""
    files = {
        "b.csv": b"".join(b"%d,%d\n" % (n, n * n % 9973) for n in range(50_000)),
        "empty": b"",
        "sub/é.txt": "é".encode(),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o100644 << 16, 3
            archive.writestr(entry, data)
    assert zipped(files) == target.getvalue()
    assert zipped({name: Pressed.of(data) for name, data in files.items()}) == target.getvalue()


MAKE = """
import hashlib, sys
from pathlib import Path
from scripts.exports.api import api_files
from scripts.exports.exports import exports
from scripts.findings.reading import Reading
from scripts.words.edition import Edition
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.words import Words
package, words = read_package(Path(sys.argv[1])), Words.load("en")
summaries = summarise(package)
site = Edition(Reading(package, summaries), words)
for file in [*exports(site, summaries), *api_files([site])]:
    print(file.path, hashlib.sha256(file.data).hexdigest())
"""


def test_files_are_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Another hash seed, time zone and locale give the same files."""
    folder = write_package(tmp_path)
    settings = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "tr_TR.UTF-8"},
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", MAKE, str(folder)],
            env={**os.environ, **s},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for s in settings
    ]
    assert told[0] == told[1]
    assert "all.zip" in told[0]
    assert "api/v1/countries/DEU.json" in told[0]
