"""Specimens of the faults of the bilateral labour agreements."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.bilateral_labour_agreements import ADAPTER, CODING, FORMATION, LATER, MATCHING
from scripts.sources.raw import RawFolder

ISO3 = {"Poland": "POL", "Finland": "FIN", "Russia": "RUS", "West Germany": "DEU", "East Germany": "DDR"}


def known_areas() -> Areas:
    return Areas.from_tables(
        pd.DataFrame([{"iso3": code, "iso2": "", "m49": "", "valid_to": ""} for code in (*ISO3.values(), "SUN")]),
        pd.DataFrame(
            [{"name": n, "ref_area": c, "valid_from": "0001", "valid_to": ""} for n, c in ISO3.items()],
        ),
    )


def listed(treaty: int, signed: str = "", year: int = 1960, **other: Any) -> dict[str, Any]:
    return {
        "treatyID": treaty,
        "countryA": "Poland",
        "countryB": "Finland",
        "year": year,
        "datesigned": signed,
        "ratified": "",
        "copy_available": 1,
        "evidence_available": 0,
        **other,
    }


def coded(treaty: int, title: str = "Agreement on Labour", **flags: Any) -> dict[str, Any]:
    names = ("prot_equal", "wage_prot", "social_security", "disputes_emp_mig", "passport", "contract_req")
    return {
        "treatyID": treaty,
        "year": 1960,
        "agreement_title": title,
        "coded_google_translation": "Original langauge",
        "past_bla_amend": 0,
        "autorenew": 0,
        "bla_duration_years": "",
        **dict.fromkeys(names, 0),
        **flags,
    }


LATER_HEAD = (
    "id,party_a_iso3,party_b_iso3,title,kind,signed,in_force,safeguards_read,other_content,coded,note,source_title,"
    "source_publisher,source_url,source_date,confidence,basis\n"
)
SINCE = "AG1,DEU,POL,Treaty,partnership,2022-12-05,,none in the text,Visas,no,N,T,P,https://a.org/,2022,high,read\n"


def folder(tmp_path: Path, formation: list[dict[str, Any]], coding: list[dict[str, Any]]) -> RawFolder:
    raw = tmp_path / "bilateral-labour-agreements"
    raw.mkdir()
    pd.DataFrame(formation).to_stata(raw / FORMATION, write_index=False)
    pd.DataFrame(coding).to_stata(raw / CODING, write_index=False)
    pd.DataFrame([["BRD", "Barbados"]]).to_excel(raw / MATCHING, header=False, index=False)
    (raw / LATER).write_text(LATER_HEAD + SINCE, encoding="utf-8")
    return RawFolder(raw)


def agreements(tmp_path: Path, formation: list[dict[str, Any]], coding: list[dict[str, Any]]) -> pd.DataFrame:
    return ADAPTER.read(folder(tmp_path, formation, coding), known_areas()).tables["agreements"]


@pytest.mark.parametrize(
    ("signed", "year", "expected"),
    [
        (" 5/19/1947", 1947, ("1947", "1947-05-19", "false", "false")),
        ("12/1/1960", 1960, ("1960", "1960-12-01", "false", "false")),
        ("", 1960, ("1960", "", "false", "false")),
        ("", 9999, ("", "", "false", "false")),
        ("7/19/2011", 2009, ("2009", "", "true", "false")),
        ("  5/2/2997", 2007, ("2007", "", "true", "false")),
        ("1/26/1951, 4/24/1951", 1951, ("1951", "", "false", "true")),
        ("5/29/2007 or sooner", 2007, ("2007", "", "false", "false")),
    ],
)
def test_dates(tmp_path: Path, signed: str, year: int, expected: tuple[str, ...]) -> None:
    found = agreements(tmp_path, [listed(1, signed, year)], [coded(1)]).iloc[0]
    assert tuple(found[["year", "signed", "date_conflict", "two_dates"]]) == expected


@pytest.mark.parametrize(
    ("name", "signed", "year", "code"),
    [
        ("Russia", "9/28/1982", 1982, "SUN"),
        ("Russia", "7/9/1991", 1991, "SUN"),
        ("Russia", "12/26/1991", 1991, "RUS"),
        ("Russia", "", 9999, "RUS"),
        ("West Germany", "", 1960, "DEU"),
        ("East Germany", "", 1963, "DDR"),
    ],
)
def test_parties(tmp_path: Path, name: str, signed: str, year: int, code: str) -> None:
    found = agreements(tmp_path, [listed(1, signed, year, countryB=name)], [coded(1)])
    assert list(found["counterpart_area"]) == [code]


@pytest.mark.parametrize(
    ("title", "expected", "holiday"),
    [
        (" Agreement  on Labour ", "Agreement on Labour", "false"),
        ('"Agreement on Labour" ', "Agreement on Labour", "false"),
        ('"Joint Statement"; "Basis"', '"Joint Statement"; "Basis"', "false"),
        ("Exchange of Notes at MÃ©xico", "Exchange of Notes at México", "false"),
        ("The Peopleâ€™s Republic, Working-Holiday Scheme", "The People’s Republic, Working-Holiday Scheme", "true"),
        ("Agreement on a vacation and work program", "Agreement on a vacation and work program", "true"),
        ("Work and Holiday Visa Arrangement", "Work and Holiday Visa Arrangement", "true"),
        ("Agreement on the 'Holiday and Work Program'", "Agreement on the 'Holiday and Work Program'", "true"),
        ("Agreement on Youth Mobility", "Agreement on Youth Mobility", "false"),
    ],
)
def test_titles(tmp_path: Path, title: str, expected: str, holiday: str) -> None:
    mojibake_is_text = coded(1, title)
    raw = folder(tmp_path, [listed(1)], [coded(1)])
    pd.DataFrame([mojibake_is_text]).to_stata(raw.path / CODING, write_index=False, version=118)
    found = ADAPTER.read(raw, known_areas()).tables["agreements"].iloc[0]
    assert (found["title"], found["working_holiday"]) == (expected, holiday)


def test_uncoded_treaties_have_blank_flags_and_the_account_adds_up(tmp_path: Path) -> None:
    formation = [
        listed(1),
        listed(2, copy_available=0, evidence_available=1),
        listed(3, copy_available=0, evidence_available=0),
    ]
    harvest = ADAPTER.read(folder(tmp_path, formation, [coded(1, prot_equal=1)]), known_areas())
    found = harvest.tables["agreements"]
    assert list(found["coded"]) == ["true", "false", "false"]
    assert list(found["prot_equal"]) == ["true", "", ""]
    assert list(found["evidence"]) == ["copy", "report", "none"]
    assert [(a.file, a.read, a.used) for a in harvest.accounts] == [
        (FORMATION, 3, 3),
        (CODING, 1, 1),
        (MATCHING, 1, 0),
        (LATER, 1, 1),
    ]


def test_a_flag_outside_0_and_1_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        agreements(tmp_path, [listed(1)], [coded(1, passport=2)])
    (problem,) = refused.value.problems
    assert (problem.code, problem.field, problem.found) == ("source-code-unknown", "passport", "2")


def test_a_coded_treaty_that_is_not_listed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        agreements(tmp_path, [listed(1)], [coded(2)])
    assert refused.value.problems[0].code == "source-record-unmatched"


def test_an_unknown_country_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        agreements(tmp_path, [listed(1, countryB="Ruritania")], [coded(1)])
    assert refused.value.problems[0].found == "Ruritania"


def test_a_missing_file_and_a_changed_column_are_refused(tmp_path: Path) -> None:
    raw = folder(tmp_path, [{k: v for k, v in listed(1).items() if k != "year"}], [coded(1)])
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(raw, known_areas())
    assert (refused.value.problems[0].field, refused.value.problems[0].file) == ("year", f"{raw.source}/{FORMATION}")
    (raw.path / FORMATION).unlink()
    with pytest.raises(RefusedError) as missing:
        ADAPTER.read(raw, known_areas())
    assert missing.value.problems[0].code == "source-file-missing"


def test_a_file_that_is_not_stata_is_refused(tmp_path: Path) -> None:
    raw = folder(tmp_path, [listed(1)], [coded(1)])
    (raw.path / CODING).write_bytes(b"no Stata file")
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(raw, known_areas())
    assert refused.value.problems[0].code == "source-file-unreadable"


@pytest.mark.parametrize(
    ("terms", "ends"),
    [
        ({"bla_duration_years": "2"}, "1962"),
        ({"bla_duration_years": "2", "autorenew": 1}, ""),
        ({"bla_duration_years": "0"}, ""),
        ({"bla_duration_years": ""}, ""),
        ({"bla_duration_years": "2", "year": 9999}, ""),
    ],
)
def test_a_fixed_term_without_renewal_runs_out(tmp_path: Path, terms: dict[str, Any], ends: str) -> None:
    assert agreements(tmp_path, [listed(1)], [coded(1, **terms)]).iloc[0]["term_ends"] == ends


def test_agreements_signed_since_are_apart_and_none_of_them_may_be_coded(tmp_path: Path) -> None:
    raw = folder(tmp_path, [listed(1)], [coded(1)])
    harvest = ADAPTER.read(raw, known_areas())
    later = harvest.tables["later"]
    columns = ["id", "ref_area", "counterpart_area", "signed", "content"]
    assert later[columns].to_numpy().tolist() == [["AG1", "DEU", "POL", "2022-12-05", "Visas"]]
    assert len(harvest.tables["agreements"]) == 1
    assert [(a.read, a.used) for a in harvest.accounts if a.file == LATER] == [(1, 1)]
    (raw.path / LATER).write_text(LATER_HEAD + SINCE.replace(",no,", ",yes,"), encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(raw, known_areas())
    assert [(p.code, p.field) for p in refused.value.problems] == [("source-code-unknown", "coded")]
    (raw.path / LATER).write_text(LATER_HEAD.replace("signed", "when") + SINCE, encoding="utf-8")
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(raw, known_areas())
    assert [(p.code, p.field) for p in changed.value.problems] == [("source-column-missing", "signed")]
