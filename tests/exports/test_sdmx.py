"""SDMX as its own tools read it: valid by the standard's schema, and the same figures as the package."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from scripts.exports.sdmx import LANGUAGE, SPACES, agency_of, flow_of, known_as, period_of, sdmx, version_of
from scripts.findings.reading import Reading
from scripts.model.measures import VALUE_COLUMNS
from scripts.package.files import records
from scripts.package.read import Package, read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import Rows, write_package

READER = str(Path(".cache") / "sdmx" / "bin" / "python")
PLACE = "data/latest/sdmx"
ODD = ("Other SDG", "SDG 10.7", "SDG_10_7")


def with_odd_codes(rows: Rows) -> Rows:
    """Give the code lists with codes of a dimension that no identifier of SDMX may be, and one that stands in the way.

    One code has a name in French.
    """
    own = [
        {"codelist": "mode", "code": code, "order": str(n), "label_en": f"By {code}"} for n, code in enumerate(ODD, 9)
    ]
    return [*rows, *own]


def by_odd_ways(rows: Rows) -> Rows:
    return [{**row, "mode": ODD[n % len(ODD)]} for n, row in enumerate(rows)]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    changes = {"observations_crossings.travellers": by_odd_ways, "codelists": with_odd_codes}
    return read_package(write_package(tmp_path_factory.mktemp("package"), **changes))


@pytest.fixture(scope="module")
def folder(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    sites = [Edition(Reading(package, summarise(package)), Words.load(code)) for code in package.languages.codes]
    for file in sdmx(sites):
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    return root / PLACE


@pytest.fixture(scope="module")
def read(folder: Path) -> dict[str, Any]:
    """Give what the tool of the field finds: faults by the schema, codes of each list, rows of each series."""
    done = subprocess.run(
        [READER, "tests/exports/reads_sdmx.py", str(folder)], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_structure_is_valid_by_the_schema_of_the_standard(read: Mapping[str, Any]) -> None:
    assert read["faults"] == []


def test_texts_are_in_each_language_of_the_site() -> None:
    package = read_package(Path("datapackage"))
    summaries = pd.DataFrame(columns=["series", "group", "time_period", "measure", "value", "status"], dtype=str)
    sites = [Edition(Reading(package, summaries), Words.load(code)) for code in ("en", "fr", "es")]
    tree = ET.fromstring(next(file.data for file in sdmx(sites) if file.path.endswith(".xml")))  # noqa: S314 - our own
    germany = tree.findall(".//*[@id='CL_REF_AREA']/*[@id='DEU']/com:Name", SPACES)
    assert [(each.get(LANGUAGE), each.text) for each in germany] == [
        ("en", "Germany"),
        ("fr", "Allemagne"),
        ("es", "Alemania"),
    ]
    odd = tree.findall(".//*[@id='CL_FRAMEWORK']/*[@id='Other_SDG']//com:AnnotationTitle", SPACES)
    assert [each.text for each in odd] == ["Other SDG"]


def test_pysdmx_reads_the_figures_of_the_package(package: Package, read: Mapping[str, Any]) -> None:
    assert len(read["series"]) == len(package.series)
    for series in package.series.values():
        held = read["series"][f"{series.id}.sdmx.csv"]
        assert held["id"] == f"DF_{flow_of(series.id)}"
        own = records(package.observations(series.id))
        assert len(held["rows"]) == len(own) > 0
        for row, right in zip(held["rows"], own, strict=True):
            for part, codelist in held["parts"].items():
                name = "time_period" if part == "PERIOD" else part.lower()
                if name in right:
                    cell = "" if row[part] is None else str(row[part])
                    found = read["codes"][codelist].get(cell, cell) if codelist else cell
                    assert same(found, right[name], number=not codelist and name in VALUE_COLUMNS), (series.id, part)


def same(found: str, right: str, *, number: bool) -> bool:
    return float(found) == float(right) if number and found and right else found == right


def test_what_cannot_be_an_identifier_is_written_otherwise_and_told_apart(
    read: Mapping[str, Any],
) -> None:
    assert {id_: code for id_, code in read["codes"]["CL_MODE"].items() if code in ODD} == {
        "SDG_10_7": "SDG_10_7",
        "Other_SDG": "Other SDG",
        "SDG_10_7_2": "SDG 10.7",
    }
    assert known_as(["é", "a b", "a.b", ""]) == {"é": "_", "a b": "a_b", "a.b": "a_b_2", "": "__2"}


@pytest.mark.parametrize(
    ("release", "version"), [("2026.2", "2026.2.0"), ("2026.1.1", "2026.1.1"), ("2026.02", "2026.2.0")]
)
def test_a_version_has_three_numbers(release: str, version: str) -> None:
    assert version_of(release) == version


def test_ids_and_periods() -> None:
    assert agency_of("migration-10-7") == "MIGRATION_10_7"
    assert agency_of("10.7") == "P_10_7"
    assert [period_of(each) for each in ("2010/11", "2010-11", "2010-Q3")] == ["2010-A1", "2010-11", "2010-Q3"]
