"""multi-entry-visas: which rules count, on which 31 December, and the share of Schengen visas."""

from __future__ import annotations

import pandas as pd
import pytest

from scripts.ingest.rule import Inputs, Tables
from scripts.ingest.rules import multi_entry_visas
from scripts.ingest.rules.multi_entry_visas import REGISTER, build, register_rows, schengen_share, variants, yes_years
from scripts.model.languages import Languages
from scripts.model.problems import RefusedError
from scripts.model.tables import register_table
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas

PLAIN = {
    "ref_area": "AUT",
    "instrument": "Visa code",
    "kind": "schengen-visa",
    "scope": "all",
    "valid_from": "2010-04-05",
    "valid_to": "",
    "date_basis": "in-force",
    "status": "granted",
    "confidence": "high",
    "source_title": "Law",
    "source_url": "https://a.org",
}


def register(*changes: dict[str, str]) -> pd.DataFrame:
    return register_rows(pd.DataFrame([{**PLAIN, **change} for change in changes]))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, ""),
        ({"confidence": "medium"}, ""),
        ({"confidence": "low"}, "confidence-low"),
        ({"status": "contested", "confidence": "low"}, "sources-disagree"),
        ({"status": "single-entry-only"}, "single-entry-only"),
        ({"kind": "business-travel-card"}, "not-a-visa"),
    ],
)
def test_which_rules_count(change: dict[str, str], reason: str) -> None:
    frame = register(change)
    assert list(frame["not_counted"]) == [reason]
    assert (frame.loc[0, "counted_as"] == "") == (reason != "")
    assert yes_years(register({}, {"ref_area": "BEL", **change}))["ref_area"].nunique() == (1 if reason else 2)


@pytest.mark.parametrize(
    ("change", "years"),
    [
        ({"valid_from": "2024-12-31"}, ["2024", "2025", "2026"]),
        ({"valid_from": "2025-01-01"}, ["2025", "2026"]),
        ({"valid_from": "2020-02-01", "valid_to": "2022-12-30"}, ["2020", "2021"]),
        ({"valid_from": "2020-02-01", "valid_to": "2022-12-31"}, ["2020", "2021", "2022"]),
        ({"valid_from": "", "date_basis": "not-stated"}, []),
    ],
)
def test_years_on_whose_31_december_a_rule_is_valid(change: dict[str, str], years: list[str]) -> None:
    assert list(yes_years(register(change))["time_period"]) == years


@pytest.mark.parametrize(
    ("bases", "notes"),
    [
        (["in-force"], ["documented-by", "partial-year"]),
        (["attested"], ["attested-by", "attested-by"]),
        (["attested", "in-force"], ["documented-by", "partial-year"]),
        (["announced"], ["announced", "announced"]),
    ],
)
def test_notes_say_what_the_date_is_and_the_last_year_is_provisional(bases: list[str], notes: list[str]) -> None:
    frame = register(*({"date_basis": basis, "valid_from": "2025-01-01"} for basis in bases))
    found = yes_years(frame)
    assert list(found["note"]) == notes
    assert list(found["obs_status"]) == ["A", "P"]


def test_an_undated_rule_says_why_it_is_in_no_year() -> None:
    assert list(register({"valid_from": "", "date_basis": "not-stated"})["not_counted"]) == ["without-date"]


def test_the_share_is_a_ratio_of_sums_and_blanks_are_not_zeros() -> None:
    visas = pd.DataFrame(
        {
            "ref_area": ["AUT", "AUT", "AUT", "EST"],
            "time_period": ["2017"] * 4,
            "issued": [10, 30, None, None],
            "multiple": [11, 9, None, None],
        }
    )
    rows = schengen_share(visas).to_dict("records")
    assert rows[0] == {
        "ref_area": "AUT",
        "time_period": "2017",
        "obs_value": "0.5",
        "numerator": "20",
        "denominator": "40",
    }


@pytest.fixture(autouse=True)
def facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names what the dated instrument of one visa is."""
    named = pd.DataFrame([{"id": "aut-schengen-visa", "instrument": "Regulation", "older": "rule"}])
    monkeypatch.setattr(multi_entry_visas, "read_facts", lambda _: named)


def make(valid_from: str, implemented: str) -> Tables:
    membership = pd.DataFrame([{"ref_area": "AUT", "signed": "1995-04-28", "implemented": implemented}])
    visas = pd.DataFrame([{"ref_area": "AUT", "time_period": "2017", "issued": 2, "multiple": 1}])
    instruments = pd.DataFrame([{**PLAIN, "valid_from": valid_from}])
    harvests = {
        "multi-entry-visas": Harvest(tables={"instruments": instruments}, accounts=()),
        "schengen-visas": Harvest(tables={"visas": visas}, accounts=()),
        "schengen-membership": Harvest(tables={"membership": membership}, accounts=()),
    }
    areas = Areas(codes=frozenset(), iso2={}, m49={}, names={})
    return build(Inputs(harvests=harvests, areas=areas, framework={}))


@pytest.mark.parametrize(("valid_from", "implemented"), [("2010-04-05", "1997-12-01"), ("2011-12-19", "2011-12-19")])
def test_dates_of_the_visa_code_agree_with_membership(valid_from: str, implemented: str) -> None:
    tables = make(valid_from, implemented)
    assert list(tables["evidence"]["valid_from"]) == [implemented]
    assert list(tables["register_multi-entry-visas"]["title"]) == ["Regulation"]
    assert "granted visas for several entries before" in tables["register_multi-entry-visas"]["note_en"].item()
    assert list(tables["register_multi-entry-visas"].columns) == register_table(REGISTER, Languages()).columns


def test_a_date_that_membership_contradicts_is_refused() -> None:
    with pytest.raises(RefusedError) as refused:
        make("2010-04-05", "2011-12-19")
    (problem,) = refused.value.problems
    assert (problem.code, problem.expected) == ("source-rows-contradict", "2011-12-19")


@pytest.mark.parametrize(
    ("change", "counting"),
    [
        ({}, {"in-force", "high-confidence", "with-contested", "with-cards"}),
        ({"kind": "national-visa"}, {"in-force", "high-confidence", "own-rule", "with-contested", "with-cards"}),
        ({"kind": "e-visa", "date_basis": "attested"}, {"high-confidence", "own-rule", "with-contested", "with-cards"}),
        ({"confidence": "medium"}, {"in-force", "with-contested", "with-cards"}),
        ({"status": "contested", "confidence": "low"}, {"with-contested"}),
        ({"kind": "business-travel-card"}, {"with-cards"}),
        ({"status": "single-entry-only"}, set()),
        ({"confidence": "low"}, set()),
    ],
)
def test_which_other_rules_count_a_row(change: dict[str, str], counting: set[str]) -> None:
    found = variants(register(change))
    assert {name for name, rows in found.items() if len(yes_years(rows))} == counting
