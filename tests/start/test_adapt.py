"""A plain long CSV becomes a package: what is mapped, what is left out and why, and what is asked about."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.start.adapt import adapt
from scripts.start.areas import read_atlas
from scripts.start.periods import YEARS, Reading, needs_two_years
from scripts.start.telling import lines
from scripts.start.wish import Adapted, Areas, Wish
from scripts.words.words import Words
from tests.start.wishes import LAKES, STRANGER, VIOLENCE

WORDS = Words.load("en")


def rows(made: Adapted, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.files[f"data/{table}.csv"].decode())))


def of_rows(tmp_path: Path, head: str, *lines: str, **wish: object) -> Adapted:
    """Adapt a file of a few rows with the columns area, time and value, and what else its head has."""
    path = tmp_path / "few.csv"
    path.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    usual: dict[str, object] = {"areas": Areas(column="area"), "time": "time", "values": ("value",)}
    return adapt(replace(STRANGER, file=path, **{**usual, **wish}))  # type: ignore[arg-type]


def test_a_file_of_a_stranger() -> None:
    made = adapt(STRANGER)
    assert made.faults == ()
    assert {(left.reason, left.found): (left.row, left.count) for left in made.left} == {
        ("group", "World"): (2, 1),
        ("group", "Africa"): (3, 1),
        ("unknown", "Sub-Saharan Africa (WHO)"): (4, 1),
        ("group", "Low-income countries"): (5, 1),
        ("before", "Namibia"): (10, 1),
        ("twice", ""): (17, 2),
        ("unknown", "Freedonia"): (20, 1),
        ("number", "98,1"): (21, 1),
        ("period", "c. 2021"): (23, 1),
        ("repeated", ""): (25, 1),
    }
    assert (made.read, made.used) == (24, 13)
    observed = {(r["ref_area"], r["time_period"]): r["obs_value"] for r in rows(made, "observations_piped-water")}
    assert observed["TUR", "2019"] == "96.9"
    assert observed["VNM", "2020"] == "60"
    assert observed["NAM", "2020"] == ""
    assert ("CIV", "2019") not in observed


def test_what_was_left_out_adds_up_and_is_told_in_a_line_each() -> None:
    made = adapt(STRANGER)
    accounts = {(row["outcome"], row["reason"]): int(row["rows"]) for row in rows(made, "reconciliation")}
    assert accounts["read", "rows-read"] == accounts["used", "rows-used"] + sum(
        count for (outcome, _), count in accounts.items() if outcome == "set_aside"
    )
    told = list(lines(made, WORDS, everything=False))
    assert len(told) == len(made.left) + 1
    assert any("'World' is no country or area but a group" in line and "row 2" in line for line in told)
    assert told[-1] == "24 rows read: 13 used, 11 left out."


@pytest.mark.parametrize(
    ("cell", "area"),
    [
        ("NA", "NAM"),
        ("NAM", "NAM"),
        ("516", "NAM"),
        ("4", "AFG"),
        ("004", "AFG"),
        ("turkey", "TUR"),
        ("Holland", "NLD"),
        ("Cote d'Ivoire", "CIV"),
        ("C\u00f4te d\u2019Ivoire", "CIV"),
        ("nam", ""),
        ("Kenia, Rep.", ""),
        ("World", ""),
        ("OWID_WRL", ""),
        ("150", ""),
        ("Soviet Union", "SUN"),
    ],
)
def test_which_area_a_cell_means(cell: str, area: str) -> None:
    assert read_atlas(Path("datapackage")).meaning(cell, "2020-12-31").area == area


@pytest.mark.parametrize(
    ("cell", "alone", "as_years"),
    [
        ("2010", "2010", "2010"),
        ("2010-05", "2010-05", "2010-05"),
        ("2010-11", "2010-11", "2010/11"),
        ("2010/11", "2010/11", "2010/11"),
        ("2010-2011", "2010/11", "2010/11"),
        ("1999-00", "", "1999/00"),
        ("2020Q1", "2020-Q1", "2020-Q1"),
        ("2020 Q1", "2020-Q1", "2020-Q1"),
        ("H1 2020", "2020-S1", "2020-S1"),
        ("S2/2020", "2020-S2", "2020-S2"),
        ("2020M05", "2020-05", "2020-05"),
        ("2020-05-31T00:00:00", "2020-05-31", "2020-05-31"),
        ("31/05/2020", "", ""),
        ("2010/13", "", ""),
        ("2020-02-30", "", ""),
        ("2020.0", "", ""),
        ("", "", ""),
    ],
)
def test_which_period_a_cell_is(cell: str, alone: str, as_years: str) -> None:
    assert Reading().period(cell) == alone
    assert Reading(two_years=YEARS, year_begins="04-01").period(cell) == as_years


@pytest.mark.parametrize("cell", ["FY 2019-20", "FY2019-20", "FY2019/20", "FY 2019-2020"])
def test_a_fiscal_year_of_two_years_is_never_a_month(cell: str) -> None:
    assert Reading(year_begins="07-01").period(cell) == "2019/20"
    assert Reading(year_begins="07-01").period("FY2010-11") == "2010/11"


@pytest.mark.parametrize(
    ("cells", "unclear"),
    [
        (["2010-11", "2011-12"], "2010-11"),
        (["2010-11", "2010-11"], "2010-11"),
        (["2010-11", "2010-12"], ""),
        (["2010-05", "2011-05"], ""),
        (["2010", "2011"], ""),
    ],
)
def test_what_may_be_a_month_or_a_year_is_asked_about(cells: list[str], unclear: str) -> None:
    assert needs_two_years(cells) == unclear


@pytest.mark.parametrize(
    ("wish", "key"),
    [
        (replace(STRANGER, areas=Areas(column="Country")), ["column"]),
        (replace(STRANGER, areas=Areas(column="Country"), time="Jahr"), ["column", "column"]),
        (replace(STRANGER, time="Entity"), ["column_named_twice"]),
        (replace(STRANGER, file=Path("tests/start/nowhere.csv")), ["unreadable"]),
        (replace(LAKES, reading=Reading()), ["two_years"]),
        (replace(LAKES, reading=Reading(two_years=YEARS)), ["year_begins"]),
        (replace(LAKES, reading=Reading(two_years="months")), ["nothing"]),
    ],
)
def test_what_stops_it_is_told_and_nothing_is_made(wish: Wish, key: list[str]) -> None:
    made = adapt(wish)
    assert [fault.key for fault in made.faults] == key
    assert made.files == {}
    assert all("\n" not in line for line in lines(made, WORDS, everything=True))


@pytest.mark.parametrize(
    ("given", "wish", "reasons"),
    [
        (("KEN,2020,1.5",), {"measure": "count", "aggregation": "sum"}, ["whole"]),
        (("KEN,2020,-1",), {"measure": "count", "aggregation": "sum"}, ["whole"]),
        (("KEN,2020,5.0",), {"measure": "count", "aggregation": "sum"}, []),
        (("KEN,2020,1e-5",), {}, []),
        (("KEN,2020,0.1234567890123456",), {}, ["digits"]),
        (("KEN,2020,0.1234567890123456",), {"decimals": 4}, []),
        (('KEN,2020,"1,234"',), {}, ["number"]),
        (("KEN,2020,..",), {}, ["number"]),
        (("KEN,2020,1,2",), {}, ["length"]),
        ((",2020,1",), {}, ["blank"]),
        (("SUN,1995,1",), {}, ["ended"]),
        (("SSD,2005,1",), {}, ["before"]),
        (("SSD,2005,1",), {"areas": Areas(column="area", before=True)}, []),
        (("KEN,2020,1", "KEN,2020,2"), {}, ["twice"]),
        (("KEN,2020,1", "404,2020,1"), {}, ["repeated"]),
    ],
)
def test_why_a_row_is_left_out(
    given: Sequence[str], wish: dict[str, object], reasons: list[str], tmp_path: Path
) -> None:
    made = of_rows(tmp_path, "area,time,value", "BRA,2020,3", *given, **wish)
    assert [left.reason for left in made.left] == reasons


def test_periods_of_two_kinds_are_refused(tmp_path: Path) -> None:
    made = of_rows(tmp_path, "area,time,value", "BRA,2020,3", "BRA,2020-05,3")
    assert [fault.key for fault in made.faults] == ["mixed"]


def test_a_column_that_tells_twins_apart_is_named(tmp_path: Path) -> None:
    made = of_rows(tmp_path, "area,time,value,sex", "BRA,2020,3,m", "BRA,2020,4,f", "KEN,2020,4,f")
    assert [(left.reason, left.column) for left in made.left] == [("twice", "sex")]


def test_a_real_file_of_a_national_indicator() -> None:
    """As Open SDG has them: one row is divided by one or two of many columns, and the rest of the cells is blank."""
    made = adapt(VIOLENCE)
    assert (made.faults, made.left, made.read, made.used) == ((), (), 105, 105)
    found = {row["id"]: row for row in rows(made, "series")}
    assert found["physical-violence"]["reporting_year_start"] == "04-01"
    assert [row["obs_value"] for row in rows(made, "observations_physical-violence")] == ["1.81", "1.8", "1.67", "1.75"]
    assert {"physical-violence.by-age", "physical-violence.by-sex", "sexual-violence.by-sex-age"} <= {*found}
    assert found["physical-violence"]["aggregation"] == "none", "the one area is a whole, which is added to nothing"
    assert found["sexual-violence"]["dimensions"] == "sex"
    kinds = {row["name_en"]: row["area_type"] for row in rows(made, "reference_areas")}
    assert kinds["England and Wales"] == "whole"
    assert kinds["Wales"] == "other-area"
    blank = [
        row for row in rows(made, "observations_physical-violence.by-ethnicity-ethnic-group") if not row["obs_value"]
    ]
    assert [row["obs_status"] for row in blank] == ["O"]


def test_areas_of_ones_own_have_codes_and_totals_are_told_apart() -> None:
    made = adapt(LAKES)
    assert {row["name_en"]: row["iso3"] for row in rows(made, "reference_areas")} == {
        "Lower Lough": "XAA",
        "Upper Lough": "XAB",
    }
    assert [(left.reason, left.found) for left in made.left] == [("group", "Total")]
    assert [row["obs_value"] for row in rows(made, "observations_visitors")] == ["800", "90", "1200", "300"]
    assert {row["sex"] for row in rows(made, "observations_visitors.by-sex")} == {"male", "female"}
    assert {row["id"]: row["reporting_year_start"] for row in rows(made, "series")}["visitors"] == "04-01"
