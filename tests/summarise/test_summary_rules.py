"""The summary rules as a table: each case of `tests/spec/summary_rules.json` gives what it says it gives.

The page `method/rules/` prints the same cases.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scripts.model.tables import Series
from scripts.package.read import Package
from scripts.summarise.members import Members
from scripts.summarise.run import summarise_series
from scripts.words.words import Words

SPEC = Path("tests/spec/summary_rules.json")
CASES: list[dict[str, Any]] = json.loads(SPEC.read_bytes())["cases"]

DEFAULTS: dict[str, Any] = {
    "indicator": "example",
    "role": "headline",
    "codelist": "",
    "unit_measure": "",
    "decimals": 0,
    "per": 1,
    "has_range": False,
    "dimensions": (),
    "register": "example",
    "max_age": 0,
    "reference_day": "",
    "is_minimum": False,
    "first_period": "2000",
    "last_period": "2030",
    "source": "example",
}
"""Settings of a series that a case leaves out."""


def frame(table: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(table["rows"], columns=table["columns"], dtype=str)


def series_of(case: dict[str, Any]) -> Series:
    settings = {name: value for name, value in case["series"].items() if name != "codes"}
    if "dimensions" in settings:
        settings["dimensions"] = tuple(settings["dimensions"])
    codelist = "example_codes" if "codes" in case["series"] else ""
    return Series(id="example", **{**DEFAULTS, "codelist": codelist, **settings})


def package_of(case: dict[str, Any]) -> Package:
    """A package in memory with the tables that summaries read. An area that the case does not describe is a state."""
    members = frame(case["members"])
    described = frame(case["areas"]) if "areas" in case else pd.DataFrame(columns=["iso3", "area_type", "valid_from"])
    others = sorted(set(members["ref_area"]) - set(described["iso3"]))
    states = pd.DataFrame({"iso3": others, "area_type": "un-member", "valid_from": ""}, dtype=str)
    codes = case["series"].get("codes", [])
    tables = {
        "reference_areas": pd.concat([described, states], ignore_index=True).assign(valid_to=""),
        "area_group_members": members,
        "codelists": pd.DataFrame(
            {"codelist": "example_codes", "code": codes, "order": [str(n) for n in range(len(codes))]}, dtype=str
        ),
        "observations_example": frame(case["observations"]) if "observations" in case else pd.DataFrame(),
        "register_example": frame(case["register"]) if "register" in case else pd.DataFrame(),
    }
    return Package(descriptor={}, files={}, tables=tables)


def summaries_of(case: dict[str, Any]) -> dict[tuple[str, ...], tuple[str, str]]:
    package = package_of(case)
    rows = summarise_series(series_of(case), package, Members.from_tables(package.tables))
    keys = zip(rows["group"], rows["time_period"], rows["measure"], strict=True)
    return dict(zip(keys, zip(rows["value"], rows["status"], strict=True), strict=True))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_summary_rule(case: dict[str, Any]) -> None:
    found = summaries_of(case)
    expected = {tuple(row[:3]): tuple(row[3:]) for row in case["expected"]["rows"]}
    assert {key: found.get(key) for key in expected} == expected


def test_each_case_has_a_title_and_its_own_id() -> None:
    ids = [case["id"] for case in CASES]
    assert len(set(ids)) == len(ids)
    words = Words.load("en")
    assert [i for i in ids if not words.has(f"rules.{i}")] == []


def test_what_is_never_added_has_no_total() -> None:
    case = next(case for case in CASES if case["id"] == "never-added")
    assert {measure for _, _, measure in summaries_of(case)} == {"areas_reporting", "cases"}
