"""Which observation stands for an area and which period a headline is of: each case of `tests/spec/standing.json`."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.model.codes import WORLD
from scripts.package.values import valued
from scripts.summarise import standing
from scripts.summarise.members import Members
from scripts.summarise.summarise import summarise_series
from tests.standing import STANDING
from tests.summaries import frame, package_of, series_of


def period_of(case: dict[str, Any]) -> str:
    """The period that the headline of a case is stated for, when all its areas are in the world."""
    areas = sorted({row[0] for row in case["observations"]["rows"]})
    members = {"columns": ["group", "ref_area", "valid_from", "valid_to"], "rows": [["WLD", a, "", ""] for a in areas]}
    package, series = package_of({**case, "members": members}), series_of(case)
    rows = summarise_series(series, package, Members.from_tables(package.tables))
    world = rows[(rows["group"] == WORLD) & (rows["measure"] == series.kind.main)]
    return standing.stated_period(series, package.observations(series.id), world)


@pytest.mark.parametrize("name", STANDING)
def test_one_observation_stands_for_an_area(name: str) -> None:
    case = STANDING[name]
    series, observed = series_of(case), frame(case["observations"])
    found = standing.standing(series, observed, period_of(case))
    periods = {area: observed["time_period"].iloc[place] for area, place in found.items()}
    assert {area: periods.get(area) for area in case["stands"]} == case["stands"]
    assert set(periods) <= set(case["stands"])
    assert all(observed["ref_area"].iloc[place] == area for area, place in found.items())


@pytest.mark.parametrize("name", [name for name, case in STANDING.items() if "period" in case])
def test_a_headline_is_of_one_period(name: str) -> None:
    assert period_of(STANDING[name]) == STANDING[name]["period"]


def test_one_observation_stands_under_each_code() -> None:
    case = STANDING["by-code"]
    observed = frame(case["observations"])
    found = standing.standing_by_code(series_of(case), observed)
    held = {
        area: [observed[["mode", "time_period"]].iloc[p].to_list() for p in places] for area, places in found.items()
    }
    assert {area: held.get(area, []) for area in case["by_code"]} == case["by_code"]


@pytest.mark.parametrize("name", [name for name, case in STANDING.items() if "by_period" in case])
def test_one_observation_stands_in_each_period(name: str) -> None:
    case = STANDING[name]
    found: dict[str, dict[str, int]] = {}
    places = standing.standing_by_period(series_of(case), frame(case["observations"]))
    for (area, period), place in places.items():
        found.setdefault(area, {})[period] = place
    assert found == case["by_period"]


VALUED = [
    ({"obs_value": ["1", "", "0"]}, [True, False, True]),
    ({"obs_value": ["1", "", ""], "value_low": ["", "0.1", ""]}, [True, True, False]),
]


@pytest.mark.parametrize(("columns", "expected"), VALUED)
def test_a_range_is_a_value(columns: dict[str, list[str]], expected: list[bool]) -> None:
    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    assert valued(frame({"columns": list(columns), "rows": rows})).to_list() == expected
