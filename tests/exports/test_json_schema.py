"""The published profile is JSON Schema that takes sound tables and refuses spoilt ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from scripts.exports.profile import schema
from scripts.model.languages import Languages
from scripts.start.blank import blank_package
from tests.packages import package_files

Tables = dict[str, list[dict[str, str]]]


def tables(files: Mapping[str, bytes]) -> Tables:
    return {
        path.removeprefix("data/").removesuffix(".csv"): list(csv.DictReader(io.StringIO(data.decode())))
        for path, data in files.items()
        if path.endswith(".csv")
    }


@pytest.fixture(scope="module")
def held() -> Any:
    made = schema(Languages())
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


@pytest.mark.parametrize("files", [package_files(), blank_package(Path("mine"))], ids=["small", "new"])
def test_a_sound_package_fits(files: Mapping[str, bytes], held: Any) -> None:
    assert [error.message for error in held.iter_errors(tables(files))] == []


@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [
        ("series", "measure_type", "score"),
        ("series", "decimals", "two"),
        ("series", "first_period", "20"),
        ("indicators", "label_en", ""),
        ("indicators", "number", "-1"),
        ("sources", "url", "example.org"),
        ("reference_areas", "iso3", "deu"),
        ("observations_crossings.travellers", "time_period", "2010-2011"),
        ("observations_open-doors", "obs_status", "X"),
    ],
)
def test_a_cell_that_the_profile_refuses_is_refused(table: str, column: str, cell: str, held: Any) -> None:
    spoilt = tables(package_files())
    spoilt[table][0][column] = cell
    assert list(held.iter_errors(spoilt))


@pytest.mark.parametrize(("kind", "cell"), [("count", "1,5"), ("count", "1.5"), ("value", "1,5"), ("policy", "maybe")])
def test_a_value_that_is_none_of_its_kind_is_refused(kind: str, cell: str, held: Any) -> None:
    row = {"ref_area": "DEU", "time_period": "2020", "obs_value": cell, "obs_status": "A", "source": "a", "note": ""}
    of_kind = held.evolve(schema=held.schema["$defs"][f"observations-{kind}"])
    assert [error.path[0] for error in of_kind.iter_errors(row)] == ["obs_value"]


def test_a_table_or_column_that_is_none_is_refused(held: Any) -> None:
    sound = tables(package_files())
    assert list(held.iter_errors({**sound, "sauces": []}))
    assert list(held.iter_errors({name: rows for name, rows in sound.items() if name != "series"}))
    sound["sources"][0]["colour"] = "red"
    assert list(held.iter_errors(sound))
