"""agreement-safeguards: the register, and ratios counted from its columns."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from scripts.ingest.rule import Inputs, Tables
from scripts.ingest.rules.agreement_safeguards import REGISTER, SERIES, SOURCE, SUPPORTING, build
from scripts.model.languages import Languages
from scripts.model.tables import register_table
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas

PLAIN: dict[str, str] = {
    "ref_area": "POL",
    "counterpart_area": "FIN",
    "party": "Poland",
    "counterpart": "Finland",
    "title": "Agreement",
    "year": "2010",
    "signed": "2010-05-01",
    "date_conflict": "false",
    "two_dates": "false",
    "evidence": "copy",
    "coded": "true",
    "translated": "false",
    "amendment": "false",
    "working_holiday": "false",
    "term_ends": "",
    **dict.fromkeys(("prot_equal", *SUPPORTING), "false"),
}
UNCODED = {
    **dict.fromkeys(
        ("title", "translated", "amendment", "working_holiday", "prot_equal", *SUPPORTING),
        "",
    ),
    "coded": "false",
}
SINCE = {
    "id": "AG001",
    "ref_area": "POL",
    "counterpart_area": "FIN",
    "title": "Partnership",
    "signed": "2022-12-05",
    "content": "visas",
    "source_title": "T",
    "source_publisher": "P",
    "source_url": "https://a.org/",
    "confidence": "high",
    "basis": "read",
}
"""An agreement that was signed after those that the source lists."""

LIFETIMES = pd.DataFrame(
    [
        {"iso3": "POL", "valid_from": "", "valid_to": ""},
        {"iso3": "FIN", "valid_from": "", "valid_to": ""},
        {"iso3": "CSK", "valid_from": "", "valid_to": "1992-12-31"},
        {"iso3": "YUG", "valid_from": "", "valid_to": "1992-04-26"},
        {"iso3": "ZWE", "valid_from": "1980-04-18", "valid_to": ""},
    ]
)


def made(*changes: dict[str, str]) -> Tables:
    rows = [{**PLAIN, "treaty": str(i + 1), **change} for i, change in enumerate(changes)]
    harvest = Harvest(tables={"agreements": pd.DataFrame(rows), "later": pd.DataFrame([SINCE])}, accounts=())
    areas = Areas(codes=frozenset(), iso2={}, m49={}, names={})
    return build(Inputs(harvests={SOURCE: harvest}, areas=areas, framework={"reference_areas": LIFETIMES}))


def values(tables: Tables, area: str, series: str = "agreement-safeguards") -> dict[str, tuple[str, str, str]]:
    frame = tables[f"observations_{series}"]
    rows = frame[frame["ref_area"] == area]
    return {
        year: (value, numerator, denominator)
        for year, value, numerator, denominator in zip(
            rows["time_period"], rows["obs_value"], rows["numerator"], rows["denominator"], strict=True
        )
    }


@pytest.mark.parametrize(
    ("provisions", "expected"),
    [
        ({}, ("false", "false", "false")),
        ({"prot_equal": "true"}, ("false", "true", "false")),
        ({"wage_prot": "true"}, ("false", "false", "false")),
        ({"prot_equal": "true", "passport": "true"}, ("true", "true", "false")),
        ({"prot_equal": "true", "contract_req": "true"}, ("true", "true", "false")),
        ({"prot_equal": "true", "social_security": "true"}, ("true", "true", "false")),
        ({"prot_equal": "true", "social_security": "true", "disputes_emp_mig": "true"}, ("true", "true", "true")),
        ({"social_security": "true", "disputes_emp_mig": "true"}, ("false", "false", "false")),
    ],
)
def test_what_counts_as_a_safeguard(provisions: dict[str, str], expected: tuple[str, ...]) -> None:
    row = made(provisions)["register_agreement-safeguards"].iloc[0]
    assert tuple(row[["numerator", "numerator_equal_treatment", "numerator_strict"]]) == expected


@pytest.mark.parametrize("column", ["amendment", "working_holiday"])
def test_schemes_and_amendments_leave_one_companion_only(column: str) -> None:
    tables = made({"prot_equal": "true", "passport": "true", column: "true"})
    row = tables["register_agreement-safeguards"].iloc[0]
    assert (row["denominator"], row["numerator"]) == ("true", "true")
    assert (row["denominator_without_working_holiday"], row["numerator_without_working_holiday"]) == ("false", "false")


def test_ratios_cumulate_for_both_parties_to_the_last_year() -> None:
    tables = made({"year": "2018", "signed": "2018-12-31"}, {"year": "2020", "signed": "", "prot_equal": "true"})
    expected = {"2018": ("0", "0", "1"), "2019": ("0", "0", "1"), "2020": ("0.5", "1", "2")}
    assert values(tables, "POL", "agreement-safeguards.equal-treatment") == expected
    assert values(tables, "FIN", "agreement-safeguards.equal-treatment") == expected


def test_uncoded_and_undated_agreements_are_listed_but_in_no_year() -> None:
    tables = made(
        {"year": "2019", "signed": "2019-02-01"},
        {**UNCODED, "year": "2018"},
        {"year": "", "signed": "", "ref_area": "ZWE"},
    )
    register = tables["register_agreement-safeguards"]
    assert list(register["counted_as"]) == ["bla-0001", "", "bla-0003", ""]  # the last is signed since
    assert list(register["not_counted"]) == ["", "text-not-coded", "", "text-not-coded"]
    assert register.loc[1, "title"] == "Poland and Finland, 2018 (title not recorded)"
    assert list(register["date_basis"]) == ["signature", "signature", "not-stated", "signature"]
    assert set(values(tables, "FIN")) == {"2019", "2020"}
    assert values(tables, "ZWE") == {}


@pytest.mark.parametrize(
    ("area", "year", "first", "last"),
    [("CSK", "1990", "1990", "1992"), ("YUG", "1990", "1990", "1991"), ("ZWE", "1955", "1980", "2020")],
)
def test_an_area_has_figures_for_its_lifetime_only(area: str, year: str, first: str, last: str) -> None:
    years = values(made({"ref_area": area, "year": year, "signed": ""}), area)
    assert (min(years), max(years)) == (first, last)


def test_the_register_alone_gives_every_ratio() -> None:
    tables = made(
        {"prot_equal": "true", "wage_prot": "true", "year": "2017", "signed": ""},
        {"ref_area": "CSK", "counterpart_area": "POL", "year": "1991", "signed": ""},
        {**UNCODED, "year": "2016"},
        {"working_holiday": "true", "year": "2019", "signed": ""},
    )
    register = tables["register_agreement-safeguards"]
    for series, (numerator, denominator) in SERIES.items():
        for row in tables[f"observations_{series}"].to_dict("records"):
            party = (register["ref_area"] == row["ref_area"]) | (register["counterpart_area"] == row["ref_area"])
            counted = register[party & (register["date_from"].str[:4] <= row["time_period"])]
            assert row["denominator"] == str((counted[denominator] == "true").sum())
            assert row["numerator"] == str((counted[numerator] == "true").sum())


def test_columns_are_those_of_the_profile() -> None:
    frame: Any = made({})["register_agreement-safeguards"]
    assert list(frame.columns) == register_table(REGISTER, Languages()).columns


def test_agreements_of_ten_years_leave_the_count_and_years_without_any_are_left_out() -> None:
    tables = made({"year": "2000", "signed": "2000-05-01"}, {"year": "2012", "signed": "2012-05-01"})
    recent = values(tables, "POL", "agreement-safeguards.recent")
    assert list(recent) == [*map(str, range(2000, 2010)), *map(str, range(2012, 2021))]
    assert {parts[2] for parts in recent.values()} == {"1"}


def test_an_agreement_signed_since_is_listed_and_is_in_no_figure() -> None:
    tables = made({"coded": "true", "prot_equal": "true", "wage_prot": "true", "year": "2019"})
    since = tables["register_agreement-safeguards"].set_index("id").loc["later-ag001"].to_dict()
    assert [since[name] for name in ("record_type", "date_from", "coded", "not_counted", "counted_as")] == [
        *("migration-partnership", "2022-12-05", "false", "text-not-coded", "")
    ]
    assert {since[name] for name in since if str(name).startswith(("numerator", "denominator"))} == {"false"}
    for series in SERIES:
        periods = tables[f"observations_{series}"]["time_period"]
        assert periods.empty or periods.max() == "2020"
    assert values(tables, "POL")["2020"] == ("1", "1", "1")
