"""Who is a member on a day, and what a whole package gives: its columns, its order, and a place for each figure."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.package.read import read_package
from scripts.summarise.carry import carried
from scripts.summarise.members import Members
from scripts.summarise.summarise import summarise, summarise_series
from tests.packages import write_package
from tests.summaries import frame, series_of

AREAS = {
    "columns": ["iso3", "area_type", "valid_from", "valid_to"],
    "rows": [
        ["AAA", "un-member", "", ""],
        ["BBB", "un-member", "2001-06-30", ""],
        ["CCC", "former-state", "", "2002-06-30"],
        ["DDD", "other-area", "", ""],
    ],
}
MEMBERS = {
    "columns": ["group", "ref_area", "valid_from", "valid_to"],
    "rows": [
        ["002", "AAA", "2000-12-31", "2002-12-31"],
        ["002", "AAA", "2003-01-02", ""],
        ["002", "BBB", "1990", "2003-12-30"],
        ["150", "CCC", "1990", ""],
        ["150", "DDD", "2002-01-01", ""],
    ],
}

HELD = [
    # reference day, year, members of 002 and of 150
    ("12-31", "1999", ["CCC"]),
    ("12-31", "2000", ["AAA", "CCC"]),
    ("12-31", "2001", ["AAA", "BBB", "CCC"]),
    ("12-31", "2002", ["AAA", "BBB", "DDD"]),
    ("12-31", "2003", ["AAA", "DDD"]),
    ("01-01", "2001", ["AAA", "CCC"]),
    ("01-01", "2002", ["AAA", "BBB", "CCC", "DDD"]),
    ("01-01", "2003", ["BBB", "DDD"]),
    ("01-01", "9998", ["AAA", "DDD"]),
    ("06-30", "2001", ["AAA", "BBB", "CCC"]),
    ("06-29", "2001", ["AAA", "CCC"]),
    ("06-30", "2002", ["AAA", "BBB", "CCC", "DDD"]),
    ("07-01", "2002", ["AAA", "BBB", "DDD"]),
]


@pytest.fixture(scope="module")
def members() -> Members:
    return Members.from_tables({"reference_areas": frame(AREAS), "area_group_members": frame(MEMBERS)})


@pytest.mark.parametrize(("day", "year", "held"), HELD)
def test_who_is_a_member_on_a_day(members: Members, day: str, year: str, held: list[str]) -> None:
    found = members.by_year([year, year], day)
    assert list(found.columns) == ["group", "ref_area", "time_period"]
    assert list(found.index) == list(range(len(held)))
    assert set(found["time_period"]) <= {year}
    assert sorted(found["ref_area"]) == held
    assert all((group == "150") == (area in ("CCC", "DDD")) for group, area in found[["group", "ref_area"]].to_numpy())
    states = members.by_year([year], day, states_only=True)
    assert sorted(states["ref_area"]) == [area for area in held if area in ("AAA", "BBB")]


def test_the_day_is_the_last_of_the_year_where_none_is_named(members: Members) -> None:
    years = ["2001", "2000"]
    assert members.by_year(years).to_numpy().tolist() == members.by_year(years, "12-31").to_numpy().tolist()
    assert list(members.by_year(years)["time_period"].drop_duplicates()) == ["2000", "2001"]


def test_who_was_ever_a_member(members: Members) -> None:
    assert sorted(map(tuple, members.ever().to_numpy())) == [
        ("002", "AAA"),
        ("002", "BBB"),
        ("150", "CCC"),
        ("150", "DDD"),
    ]


CARRIED = [
    # years that a status holds, last period, observations, then area, year, status and the year it is from
    (0, "2003", ["AAA 2000 yes"], ["AAA 2000 yes 2000"]),
    (1, "2003", ["AAA 2000 yes"], ["AAA 2000 yes 2000", "AAA 2001 yes 2000"]),
    (5, "2001", ["AAA 2000 yes"], ["AAA 2000 yes 2000", "AAA 2001 yes 2000"]),
    (1, "2003", ["AAA 2000 yes", "AAA 2001 no"], ["AAA 2000 yes 2000", "AAA 2001 no 2001", "AAA 2002 no 2001"]),
    (1, "2003", ["AAA 2001 no", "AAA 2000 yes"], ["AAA 2000 yes 2000", "AAA 2001 no 2001", "AAA 2002 no 2001"]),
    (1, "2001", ["BBB 2000 no", "AAA 2001 yes"], ["AAA 2001 yes 2001", "BBB 2000 no 2000", "BBB 2001 no 2000"]),
    (1, "2003", ["AAA 2000 yes", "AAA 2001 ."], ["AAA 2000 yes 2000", "AAA 2001 yes 2000"]),
    (1, "2000", ["AAA 2001 yes"], []),
    (2, "1000", ["AAA 0998 yes"], ["AAA 0998 yes 0998", "AAA 0999 yes 0998", "AAA 1000 yes 0998"]),
    (1, "2003", ["AAA 2001 ."], []),
    (1, "2003", [], []),
]


@pytest.mark.parametrize(("age", "last", "observed", "held"), CARRIED)
def test_a_status_is_carried(age: int, last: str, observed: list[str], held: list[str]) -> None:
    series = series_of(
        {"series": {"measure_type": "policy", "aggregation": "areas", "max_age": age, "last_period": last}}
    )
    columns = ["ref_area", "time_period", "obs_value"]
    rows = [["" if cell == "." else cell for cell in each.split()] for each in observed]
    found = carried(series, frame({"columns": columns, "rows": rows}).assign(obs_status="E"))
    assert list(found.columns) == [*columns, "obs_status", "observed"]
    assert set(found["obs_status"]) <= {"E"}
    assert [" ".join(row) for row in found.drop(columns="obs_status").to_numpy()] == held
    assert list(found.index) == list(range(len(held)))


def test_statuses_are_carried_within_their_own_code() -> None:
    settings = {"measure_type": "category", "aggregation": "areas", "max_age": 1, "dimensions": ["mode"]}
    series = series_of({"series": {**settings, "last_period": "2001"}})
    columns = ["ref_area", "mode", "time_period", "obs_value"]
    rows = [["AAA", "sea", "2000", "high"], ["AAA", "land", "2001", "low"]]
    found = carried(series, frame({"columns": columns, "rows": rows}).assign(obs_status="A"))
    assert list(found.columns) == [*columns, "obs_status", "observed"]
    assert [" ".join(row) for row in found.drop(columns="obs_status").to_numpy()] == [
        "AAA land 2001 low 2001",
        "AAA sea 2000 high 2000",
        "AAA sea 2001 high 2000",
    ]


def test_a_package_is_summarised_series_by_series_in_order(tmp_path: Path) -> None:
    package = read_package(write_package(tmp_path))
    rows = summarise(package)
    keys = ["series", "group", "time_period", "measure"]
    assert list(rows.columns) == [*keys, "value", "status"]
    assert list(rows.index) == list(range(len(rows)))
    assert set(rows["series"]) == set(package.series)
    listed = list(rows[keys].itertuples(index=False, name=None))
    assert listed == sorted(set(listed))
    members = Members.from_tables(package.tables)
    parts = [summarise_series(series, package, members) for series in package.series.values()]
    whole = pd.concat(parts)[list(rows.columns)].sort_values(keys)
    assert whole.to_numpy().tolist() == rows.to_numpy().tolist()
