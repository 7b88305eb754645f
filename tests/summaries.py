"""Summaries of a series given as a case: settings, membership and values, as in `tests/spec/summary_rules.json`."""

from __future__ import annotations

from typing import Any

import pandas as pd

from scripts.model.tables import Series
from scripts.package.read import Package
from scripts.summarise.members import Members
from scripts.summarise.summarise import summarise_series

DEFAULTS: dict[str, Any] = {
    "indicator": "example",
    "role": "headline",
    "codelist": "",
    "unit_measure": "",
    "decimals": 0,
    "per": 1,
    "has_range": False,
    "has_pending": False,
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
        "observations_weight": frame(case["weights"]) if "weights" in case else pd.DataFrame(),
        "register_example": frame(case["register"]) if "register" in case else pd.DataFrame(),
    }
    return Package(descriptor={}, files={}, tables=tables)


def summaries_of(case: dict[str, Any]) -> dict[tuple[str, ...], tuple[str, str]]:
    package = package_of(case)
    rows = summarise_series(series_of(case), package, Members.from_tables(package.tables))
    keys = zip(rows["group"], rows["time_period"], rows["measure"], strict=True)
    return dict(zip(keys, zip(rows["value"], rows["status"], strict=True), strict=True))
