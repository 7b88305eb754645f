"""What strangers' files hold, and what becomes of it: mapped, left out and told with its row, or asked about.

Every row is a cell or a file as people have it, and one outcome. Nothing is guessed.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from scripts.start.adapt import adapt
from scripts.start.numbers import Numbers
from scripts.start.periods import Reading
from scripts.start.telling import lines
from scripts.start.wish import Adapted, Areas, Dimension, Wish
from scripts.words.words import Words
from tests.start.wishes import STRANGER

WORDS = Words.load("en")
PLAIN: dict[str, object] = {"areas": Areas(column="area"), "time": "time", "values": ("value",), "numbers": Numbers()}


def adapted(tmp_path: Path, data: str | bytes, **wish: object) -> Adapted:
    path = tmp_path / "file.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    asked: Wish = replace(STRANGER, file=path, **{**PLAIN, **wish})  # type: ignore[arg-type]
    made = adapt(asked)
    told = list(lines(made, WORDS, everything=True))
    assert all("\n" not in line for line in told)
    return made


def rows(made: Adapted, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.files[f"data/{table}.csv"].decode())))


def outcome(made: Adapted, table: str = "observations_piped-water") -> str:
    """Give the value of Brazil, why it is left out, or what is asked, in a word."""
    if made.faults and made.faults[0].key != "nothing":
        return f"asked: {made.faults[0].key}"
    if made.left:
        return f"left: {made.left[0].reason}, row {made.left[0].row}"
    row = next(row for row in rows(made, table) if row["ref_area"] == "BRA")
    return " ".join(filter(None, (row["obs_value"], row["obs_status"] if row["obs_status"] != "A" else "")))


NUMBERS: list[tuple[str, dict[str, object], str]] = [
    ("12.5", {}, "12.5"),
    ("+12.5", {}, "12.5"),
    ("-12.5", {}, "-12.5"),
    ("\u221212.5", {}, "-12.5"),
    ("\u201312.5", {}, "left: number, row 2"),
    ("(12.5)", {}, "left: number, row 2"),
    ("1e3", {}, "1000"),
    ("0", {}, "0"),
    ("-0.0", {}, "0"),
    ('"1,234"', {}, "asked: marks"),
    ('"1,234.5"', {}, "asked: marks"),
    ('"98,1"', {}, "asked: marks"),
    ("1 234", {}, "asked: marks"),
    ("1\u00a0234", {}, "asked: marks"),
    ("1\u202f234", {}, "asked: marks"),
    ("1'234", {}, "asked: marks"),
    ("1.234.567", {}, "asked: marks"),
    ("1.234", {}, "asked: three"),
    ("0.234", {}, "0.234"),
    ("1.234", {"decimal": "point"}, "1.234"),
    ("1.234", {"thousands": "point"}, "1234"),
    ('"1.234,5"', {"thousands": "point"}, "1234.5"),
    ('"1,234"', {"thousands": "comma"}, "1234"),
    ('"1,234,567.8"', {"thousands": "comma"}, "1234567.8"),
    ('"12,34,567"', {"thousands": "comma"}, "1234567"),
    ('"1,23"', {"thousands": "comma"}, "left: number, row 2"),
    ('"1,2345"', {"thousands": "comma"}, "left: number, row 2"),
    ('"98,1"', {"decimal": "comma"}, "98.1"),
    ('"98,1"', {"decimal": "point"}, "left: number, row 2"),
    ("1 234", {"thousands": "space"}, "1234"),
    ('"1\u202f234,5"', {"thousands": "space", "decimal": "comma"}, "1234.5"),
    ("1\u2019234", {"thousands": "apostrophe"}, "1234"),
    ("1234", {"thousands": "comma"}, "1234"),
    ("12%", {}, "12"),
    ("12 %", {}, "12"),
    ('"1,234*"', {}, "left: number, row 2"),
    ('"1,234*"', {"marks": {"*": "E"}}, "asked: marks"),
    ('"1,234*"', {"marks": {"*": "E"}, "thousands": "comma"}, "1234 E"),
    ("12.5 p", {"marks": {"p": "P"}}, "12.5 P"),
    ("12.5 ep", {"marks": {"p": "P", "ep": "E"}}, "12.5 E"),
    ("12.5 (a)", {}, "left: number, row 2"),
    ("12.5 (a)", {"marks": {"(a)": "A"}}, "12.5"),
    ("12.5[1]", {}, "left: number, row 2"),
    ("", {}, "O"),
    (":", {}, "left: number, row 2"),
    (":", {"missing": {":": "L"}}, "L"),
    ("..", {"missing": {"..": "O"}}, "O"),
    ("n/a", {"missing": {"n/a": "M"}}, "M"),
    ("NA", {}, "left: number, row 2"),
    ("NA", {"missing": {"NA": "O"}}, "O"),
    ("-", {}, "left: number, row 2"),
    ("-", {"missing": {"-": "Q"}}, "Q"),
    ("nan", {}, "left: number, row 2"),
    ("<5", {}, "left: number, row 2"),
    ("12-15", {}, "left: number, row 2"),
    ("\u0661\u0662", {}, "left: number, row 2"),
    ("12.", {}, "left: number, row 2"),
    ("\u00bd", {}, "left: number, row 2"),
    ("1234567890123456", {}, "left: digits, row 2"),
]


@pytest.mark.parametrize(("cell", "said", "expected"), NUMBERS)
def test_a_number(cell: str, said: dict[str, object], expected: str, tmp_path: Path) -> None:
    text = f"area;time;value\nBRA;2020;{cell}\n".replace(";", ",")
    made = adapted(tmp_path, text, numbers=Numbers(**said), unit="per cent")  # type: ignore[arg-type]
    assert outcome(made) == expected


def test_a_percent_sign_is_a_unit(tmp_path: Path) -> None:
    assert outcome(adapted(tmp_path, "area,time,value\nBRA,2020,12%\n", unit="persons")) == "left: number, row 2"
    mixed = adapted(tmp_path, "area,time,value\nBRA,2020,12%\nKEN,2020,0.3\n", unit="per cent")
    assert outcome(mixed) == "asked: percent"


PERIODS: list[tuple[str, dict[str, str], str]] = [
    ("2010", {}, "2010"),
    ("2010Q1", {}, "2010-Q1"),
    ("2010-Q1", {}, "2010-Q1"),
    ("2010 Q1", {}, "2010-Q1"),
    ("Q1 2010", {}, "2010-Q1"),
    ("Q1-2010", {}, "2010-Q1"),
    ("Q1/2010", {}, "2010-Q1"),
    ("2010H2", {}, "2010-S2"),
    ("2010-S1", {}, "2010-S1"),
    ("2020-01", {}, "2020-01"),
    ("2020M01", {}, "2020-01"),
    ("2020-M01", {}, "2020-01"),
    ("Jan-2020", {}, "2020-01"),
    ("Jan 2020", {}, "2020-01"),
    ("January 2020", {}, "2020-01"),
    ("2020 Sept.", {}, "2020-09"),
    ("01/2020", {}, "2020-01"),
    ("13/2020", {}, "left: period, row 2"),
    ("2020/03", {}, "2020-03"),
    ("Jan-20", {}, "left: period, row 2"),
    ("2020-05-31", {}, "2020-05-31"),
    ("20200531", {}, "2020-05-31"),
    ("2020-05-31 00:00:00", {}, "2020-05-31"),
    ("2020-02-30", {}, "left: period, row 2"),
    ("31/05/2020", {}, "asked: dates"),
    ("5.6.2020", {}, "asked: dates"),
    ("05/06/2020", {"dates": "day-first"}, "2020-06-05"),
    ("05/06/2020", {"dates": "month-first"}, "2020-05-06"),
    ("31/05/2020", {"dates": "month-first"}, "left: period, row 2"),
    ("43982", {}, "left: period, row 2"),
    ("2020W05", {}, "left: period, row 2"),
    ("2020-W05", {}, "left: period, row 2"),
    ("2010/11", {}, "asked: year_begins"),
    ("2010/11", {"year_begins": "04-01"}, "2010/11"),
    ("2010/2011", {"year_begins": "04-01"}, "2010/11"),
    ("2010\u201311", {"year_begins": "04-01"}, "2010/11"),
    ("2010-11", {}, "asked: two_years"),
    ("2010-11", {"two_years": "months"}, "2010-11"),
    ("2010-11", {"two_years": "years", "year_begins": "07-01"}, "2010/11"),
    ("FY2010/11", {"year_begins": "04-01"}, "2010/11"),
    ("FY 2010-11", {"two_years": "years", "year_begins": "04-01"}, "2010/11"),
    ("FY2010", {}, "asked: fiscal"),
    ("FY2010", {"fiscal": "begins", "year_begins": "10-01"}, "2010/11"),
    ("FY2010", {"fiscal": "ends", "year_begins": "10-01"}, "2009/10"),
    ("FY10", {}, "left: period, row 2"),
    ("1999/00", {"year_begins": "04-01"}, "1999/00"),
    ("2010-2012", {}, "2010-01-01/P3Y"),
    ("2012-2010", {}, "left: period, row 2"),
    ("2010/13", {}, "left: period, row 2"),
    ("c. 2010", {}, "left: period, row 2"),
    ("2010*", {}, "left: period, row 2"),
    ("2010.0", {}, "left: period, row 2"),
    ("", {}, "left: period, row 2"),
]


@pytest.mark.parametrize(("cell", "said", "expected"), PERIODS)
def test_a_period(cell: str, said: dict[str, str], expected: str, tmp_path: Path) -> None:
    made = adapted(tmp_path, f"area,time,value\nBRA,{cell},1\n", reading=Reading(**said))
    found = outcome(made)
    if found == "1":
        found = rows(made, "observations_piped-water")[0]["time_period"]
    assert found == expected


def test_a_month_with_a_slash_is_asked_about_where_it_may_be_a_year(tmp_path: Path) -> None:
    text = "area,time,value\nBRA,2004/03,1\nBRA,2004/05,2\n"
    assert outcome(adapted(tmp_path, text)) == "asked: two_years"
    made = adapted(tmp_path, text, reading=Reading(two_years="months"))
    assert [row["time_period"] for row in rows(made, "observations_piped-water")] == ["2004-03", "2004-05"]


AREAS: list[tuple[str, str]] = [
    ("NAM,2020,1\nBRA,2020,1", "NAM"),
    ("NA,2020,1\nBR,2020,1", "NAM"),
    ("NA,2020,1\nBRA,2020,1", "left: namibia, row 2"),
    ("World,2020,1\nBRA,2020,1", "left: group, row 2"),
    ("Freedonia,2020,1\nBRA,2020,1", "left: unknown, row 2"),
    (",2020,1\nBRA,2020,1", "left: blank, row 2"),
    ("C\u00f4te d\u00b4Ivoire,2020,1\nBRA,2020,1", "CIV"),
    ('"Korea, Rep.",2020,1\nBRA,2020,1', "KOR"),
]


@pytest.mark.parametrize(("text", "expected"), AREAS)
def test_an_area(text: str, expected: str, tmp_path: Path) -> None:
    made = adapted(tmp_path, f"area,time,value\n{text}\n")
    if made.left:
        assert outcome(made) == expected
    else:
        assert expected in {row["ref_area"] for row in rows(made, "observations_piped-water")}


HEAD, BODY = "area,time,value", "BRA,2020,12.5"
FILES: list[tuple[str, str | bytes, dict[str, object], str]] = [
    ("a byte order mark", f"\ufeff{HEAD}\n{BODY}\n", {}, "12.5"),
    ("UTF-16", f"\ufeff{HEAD}\n{BODY}\n".encode("utf-16-le"), {}, "12.5"),
    ("UTF-16, big end first", f"\ufeff{HEAD}\n{BODY}\n".encode("utf-16-be"), {}, "12.5"),
    ("letters of Windows", f"{HEAD},note\n{BODY},\u00e9\n".encode("cp1252"), {}, "asked: encoding"),
    ("the same, and said so", f"{HEAD},note\n{BODY},\u00e9\n".encode("cp1252"), {"encoding": "cp1252"}, "12.5"),
    ("semicolons", "area;time;value\nBRA;2020;12.5\n", {}, "12.5"),
    ("semicolons, and commas in the head", "area;time;value;a,b,c,d,e\nBRA;2020;12.5;\n", {}, "12.5"),
    ("tabs", "area\ttime\tvalue\nBRA\t2020\t12.5\n", {}, "12.5"),
    ("bars", "area|time|value\nBRA|2020|12.5\n", {}, "12.5"),
    ("Excel's first line", "sep=;\narea;time;value\nBRA;2020;12.5\n", {}, "12.5"),
    ("Windows' line ends", f"{HEAD}\r\n{BODY}\r\n", {}, "12.5"),
    ("a quoted line break", f'{HEAD},note\n{BODY},"a\nb"\n', {}, "12.5"),
    ("rows above the head", f"Title,,\nRead on,2024,\n\n{HEAD}\n{BODY}\n", {}, "12.5"),
    ("a blank row", f"{HEAD}\n\n{BODY}\n\n", {}, "12.5"),
    ("the same row twice", f"{HEAD}\n{BODY}\n{BODY}\n", {}, "left: repeated, row 3"),
    ("two values", f"{HEAD}\n{BODY}\nBRA,2020,13\nKEN,2020,1\n", {}, "left: twice, row 2"),
    ("a blank beside a value", f"{HEAD}\nBRA,2020,\n{BODY}\n", {}, "left: beside, row 2"),
    ("a cell too many", f"{HEAD}\n{BODY},x\nKEN,2020,1\n", {}, "left: length, row 2"),
    ("no row", f"{HEAD}\n", {}, "left: nothing"),
    ("nothing", "", {}, "asked: empty"),
    ("a column twice", "area,time,value,value\nBRA,2020,1,2\n", {}, "asked: column_twice"),
    ("years as columns", "area,2018,2019,2020\nBRA,1,2,3\n", {}, "asked: wide"),
    ("the same, and said so", "area,2018,2019,2020\nBRA,1,2,3\n", {"time": "", "values": ()}, "1"),
    (
        "of a data bank",
        "area,2018 [YR2018],2019 [YR2019]\nBRA,1,..\n",
        {"time": "", "values": ()},
        "left: number, row 2",
    ),
    ("of R", "area,X2018,X2019\nBRA,1,2\n", {"time": "", "values": ()}, "1"),
    ("not wide, and said so", f"{HEAD}\n{BODY}\n", {"time": "", "values": ()}, "asked: no_periods"),
    ("two kinds of period", f"{HEAD}\n{BODY}\nBRA,2020-05,1\n", {}, "asked: mixed"),
    ("a workbook", b"PK\x03\x04xl/workbook.xml" + bytes(40), {}, "asked: kind"),
    ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), {}, "asked: kind"),
    ("a page that says that there is none", "<!doctype html><html><body>404</body></html>", {}, "asked: kind"),
    ("an answer of an interface", '[{"area": "BRA"}]', {}, "asked: kind"),
    ("UTF-16 without a mark", f"{HEAD}\n{BODY}\n".encode("utf-16-le"), {}, "asked: null"),
    ("the same, and said", f"{HEAD}\n{BODY}\n".encode("utf-16-le"), {"encoding": "utf-16-le"}, "12.5"),
    ("UTF-32", f"\ufeff{HEAD}\n{BODY}\n".encode("utf-32-le"), {}, "asked: encoding"),
    ("a quotation mark that stays open", f'{HEAD}\nKEN,2020,1\nBRA,2020,"12\nNAM,2020,1\n', {}, "asked: quote"),
    ("a quotation mark within a cell", f'{HEAD},note\n{BODY},12" pipe\n', {}, "12.5"),
    ("a row that begins after it was read", f"{HEAD}\n{BODY}\nKEN,2050,1\n", {}, "left: future, row 3"),
    ("two units", f"{HEAD},unit\n{BODY},a\nKEN,2020,1,b\n", {"unit": "", "unit_column": "unit"}, "asked: units"),
]


@pytest.mark.parametrize(("data", "wish", "expected"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_a_file(data: str | bytes, wish: dict[str, object], expected: str, tmp_path: Path) -> None:
    made = adapted(tmp_path, data, **wish)
    if expected == "left: nothing":
        assert [fault.key for fault in made.faults] == ["nothing"]
    else:
        assert outcome(made) == expected


def test_columns_of_figures_are_series(tmp_path: Path) -> None:
    made = adapted(tmp_path, "area,time,new cases,deaths\nBRA,2020,4,1\n", values=("new cases", "deaths"))
    assert {row["id"]: row["label_en"] for row in rows(made, "series")} == {
        "new-cases": "new cases",
        "deaths": "deaths",
    }
    assert rows(made, "observations_deaths")[0]["obs_value"] == "1"


def test_dimensions_whose_totals_are_blank(tmp_path: Path) -> None:
    """As Open SDG has them: a blank cell is the total, and most rows are divided by one column alone."""
    text = (
        "area,time,sex,age,value\nBRA,2020,,,10\nBRA,2020,m,,4\nBRA,2020,f,,6\nBRA,2020,,young,3\nBRA,2020,m,young,1\n"
    )
    split = (Dimension(column="sex", total=""), Dimension(column="age", total=""))
    made = adapted(tmp_path, text, dimensions=split)
    assert made.left == ()
    assert [row["obs_value"] for row in rows(made, "observations_piped-water")] == ["10"]
    assert [row["obs_value"] for row in rows(made, "observations_piped-water.by-sex")] == ["6", "4"]
    assert [row["obs_value"] for row in rows(made, "observations_piped-water.by-age")] == ["3"]
    assert [row["obs_value"] for row in rows(made, "observations_piped-water.by-sex-age")] == ["1"]


def test_a_mean_is_weighted_by_a_column(tmp_path: Path) -> None:
    text = "area,time,value,people\nBRA,2020,10,3\nKEN,2020,20,1\nNAM,2020,30,\nTUR,2020,40,1.5\n"
    made = adapted(tmp_path, text, weight="people", aggregation="weighted_mean")
    assert [(note.key, note.values["row"]) for note in made.notes] == [("unweighed", 5)]
    assert {row["id"]: (row["weight"], row["role"]) for row in rows(made, "series")} == {
        "people": ("", "context"),
        "piped-water": ("people", "headline"),
    }
    assert [row["obs_value"] for row in rows(made, "observations_people")] == ["3", "1"]
    several = adapted(
        tmp_path,
        "area,time,kind,value,people\nBRA,2020,a,10,3\nBRA,2020,b,20,4\n",
        weight="people",
        aggregation="weighted_mean",
        series="kind",
    )
    assert outcome(several) == "asked: weights"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Groups of a package and who is in them."""

    members: set[tuple[str, str]]
    areas: dict[str, str]


def held(made: Adapted) -> Held:
    areas = {row["iso3"]: row["name_en"] for row in rows(made, "reference_areas")}
    groups = {row["id"]: row["name_en"] for row in rows(made, "area_groups")}
    members = {(groups[r["group"]], areas[r["ref_area"]]) for r in rows(made, "area_group_members")}
    return Held(members=members, areas=areas)


def test_areas_and_the_wholes_that_they_are_part_of(tmp_path: Path) -> None:
    """A district, its province and the country: whatever is summed, each piece of land is in it once."""
    text = (
        "area,in,time,value\n,,2020,9\nNorth,,2020,4\nSouth,,2020,5\nA,North,2020,1\nB,North,2020,3\nC,South,2020,5\n"
    )
    areas = Areas(column="area", parent="in", whole="Land", own=True)
    made = adapted(tmp_path, text, areas=areas)
    assert held(made).members == {
        ("All areas", "A"),
        ("All areas", "B"),
        ("All areas", "C"),
        ("Parts of North", "A"),
        ("Parts of North", "B"),
        ("Parts of South", "C"),
    }
    assert set(held(made).areas.values()) == {"Land", "North", "South", "A", "B", "C"}


def test_parts_of_countries_are_never_in_a_group_with_them(tmp_path: Path) -> None:
    text = "area,in,time,value\nKenya,,2020,9\nMombasa,Kenya,2020,4\nBrazil,,2020,5\n"
    made = adapted(tmp_path, text, areas=Areas(column="area", parent="in"))
    assert held(made).members == {
        ("World", "Kenya"),
        ("Africa", "Kenya"),
        ("World", "Brazil"),
        ("Americas", "Brazil"),
        ("Parts of Kenya", "Mombasa"),
    }


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("A,North,2020,1\nA,South,2021,1", "parents"),
        ("A,B,2020,1\nB,A,2020,1", "circle"),
        ("A,B,2020,1\nB,C,2020,1\nC,D,2020,1\nD,E,2020,1", "levels"),
    ],
)
def test_parents_that_cannot_be(text: str, key: str, tmp_path: Path) -> None:
    made = adapted(tmp_path, f"area,in,time,value\n{text}\n", areas=Areas(column="area", parent="in", own=True))
    assert outcome(made) == f"asked: {key}"


TWINS = ("North,2020,1\nNORTH,2020,2", "Málaga,2020,1\nMalaga,2020,2", "É,2020,1\nE,2020,3")


@pytest.mark.parametrize("text", TWINS)
def test_own_areas_that_differ_in_capitals_or_accents_alone_are_asked_about(text: str, tmp_path: Path) -> None:
    made = adapted(tmp_path, f"area,time,value\n{text}\n", areas=Areas(column="area", own=True))
    assert outcome(made) == "asked: twins"


def test_letters_and_spaces_of_names_are_written_as_a_package_has_them(tmp_path: Path) -> None:
    text = 'area,time,value\nNeu\u0301  York,2020,1\nNe\u00fa\u00a0York,2021,2\n"Old\nTown",2020,3\n'
    made = adapted(tmp_path, text, areas=Areas(column="area", own=True))
    assert set(held(made).areas.values()) == {"Ne\u00fa York", "Old Town"}


def test_marks_that_nobody_sees_are_left_out_of_names(tmp_path: Path) -> None:
    text = "area,time,value\nNor\u00adth,2020,1\n\u200fSouth\u200b,2020,2\n\u2066East\u2069,2020,3\n"
    made = adapted(tmp_path, text, areas=Areas(column="area", own=True))
    assert set(held(made).areas.values()) == {"North", "South", "East"}


def test_the_sources_own_codes_are_found(tmp_path: Path) -> None:
    text = "code,area,time,value\nE12000007,London,2020,1\n"
    made = adapted(tmp_path, text, areas=Areas(column="code", name="area", own=True))
    assert held(made).areas == {"XAA": "London"}
    assert [(row["name"], row["ref_area"]) for row in rows(made, "area_names")] == [("E12000007", "XAA")]


def test_one_area_that_no_column_names(tmp_path: Path) -> None:
    made = adapted(tmp_path, "time,value\n2020,1\n", areas=Areas(one="Brazil"))
    assert outcome(made) == "1"


def test_countries_have_a_map_and_other_areas_none(tmp_path: Path) -> None:
    text = f"{HEAD}\n{BODY}\nKEN,2020,1\n"
    assert "data/map.topojson" in adapted(tmp_path, text).files
    assert "data/map.topojson" not in adapted(tmp_path, text, areas=Areas(column="area", own=True)).files


def test_parts_that_are_not_the_whole_are_added_to_nothing(tmp_path: Path) -> None:
    """A file may lack those of unknown sex: its parts are shown, and no sum of them."""
    text = "area,time,sex,value\nBRA,2020,all,10\nBRA,2020,m,4\nBRA,2020,f,{}\n"
    split = {"dimensions": (Dimension(column="sex", total="all"),), "measure": "count", "aggregation": "sum"}
    ways = [
        {row["id"]: row["aggregation"] for row in rows(adapted(tmp_path, text.format(women), **split), "series")}
        for women in ("6", "5", "")
    ]
    assert [way["piped-water.by-sex"] for way in ways] == ["sum", "none", "sum"]


def test_a_column_of_figures_may_be_called_otherwise(tmp_path: Path) -> None:
    labels = {"values": ("a", "b"), "labels": {"a": "Cases"}}
    made = adapted(tmp_path, "area,time,a,b\nBRA,2020,4,1\n", **labels)
    assert {row["label_en"] for row in rows(made, "series")} == {"Cases", "b"}


def test_parts_of_countries_have_no_code_of_a_shape_of_the_map(tmp_path: Path) -> None:
    parts = "".join(f"Part {n},Kenya,2020,1\n" for n in range(30))
    made = adapted(tmp_path, f"area,in,time,value\nKenya,,2020,9\n{parts}", areas=Areas(column="area", parent="in"))
    assert "XAC" not in {row["iso3"] for row in rows(made, "reference_areas")}
