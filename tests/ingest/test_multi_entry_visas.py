"""multi-entry-visas: which rules count, on which 31 December, and the shares of visas by scope."""

from __future__ import annotations

import pandas as pd
import pytest

from scripts.ingest.registers import documented
from scripts.ingest.rule import Inputs, Tables
from scripts.ingest.rules import multi_entry_visas
from scripts.ingest.rules.multi_entry_visas import REGISTER, build, register_rows, share, variants, yes_years
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
    "basis": "read",
    "source_title": "Law",
    "source_publisher": "",
    "source_url": "https://a.org",
}


def register(*changes: dict[str, str]) -> pd.DataFrame:
    told = {"source": "multi-entry-visas", "older": "", "end_not_read": ""}
    rows = [{"id": f"r{number}", **told, **PLAIN, **change} for number, change in enumerate(changes)]
    return register_rows(pd.DataFrame(rows))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, ""),
        ({"confidence": "medium"}, ""),
        ({"confidence": "low"}, "confidence-low"),
        ({"status": "contested", "confidence": "low"}, "sources-disagree"),
        ({"status": "single-entry-only"}, "single-entry-only"),
        ({"kind": "business-travel-card"}, "not-a-visa"),
        ({"basis": "known"}, "not-read"),
        ({"valid_from": "", "date_basis": "not-stated"}, "without-date"),
        ({"valid_from": "", "date_basis": "not-stated", "confidence": "low"}, "confidence-low"),
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


@pytest.mark.parametrize(
    ("confidence", "reason", "note"),
    [
        (
            "high",
            "without-date",
            "The page gives no date, so the rule is in no year. It counts where no date is asked for.",
        ),
        ("low", "confidence-low", "The page gives no date."),
    ],
)
def test_an_undated_rule_says_why_it_is_in_no_year(confidence: str, reason: str, note: str) -> None:
    frame = register({"valid_from": "", "date_basis": "not-stated", "confidence": confidence})
    assert frame[["not_counted", "note_en"]].to_numpy().tolist() == [[reason, note]]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (({},), ("AUT", "documented-by")),
        (({"valid_from": "", "date_basis": "not-stated"},), ("AUT", "date-not-known")),
        (({"valid_from": "", "date_basis": "not-stated"}, {}), ("AUT", "documented-by")),
        (({"date_basis": "announced"},), ("AUT", "announced")),
        (({"date_basis": "announced"}, {"date_basis": "attested"}), ("AUT", "documented-by")),
        (({"valid_to": "2011-01-01"},), ("AUT", "documented-by")),
        (({"confidence": "low", "valid_from": "", "date_basis": "not-stated"},), None),
        (({"kind": "business-travel-card"},), None),
    ],
)
def test_what_is_documented_whatever_its_date(
    changes: tuple[dict[str, str], ...], expected: tuple[str, str] | None
) -> None:
    found = documented(register(*changes), "2026", announced="announced")
    assert found[["ref_area", "note"]].to_numpy().tolist() == ([list(expected)] if expected else [])
    assert set(found["time_period"]) <= {"2026"}


def test_an_end_that_was_not_read_is_the_last_day_that_counts_and_is_said() -> None:
    frame = register({"valid_from": "2018-05-27", "end_not_read": "2023-12-31"})
    assert list(yes_years(frame)["time_period"]) == [str(year) for year in range(2018, 2024)]
    assert "no page on it was read" in frame["note_en"].item()


def test_a_yes_names_the_first_list_where_a_row_of_its_own_is_valid() -> None:
    frame = register({"valid_from": "2024-01-01"}, {"valid_from": "2023-01-01", "source": "multi-entry-visas-2"})
    assert list(yes_years(frame)["source"]) == ["multi-entry-visas-2", *["multi-entry-visas"] * 3]


def visas(*rows: tuple[str, str, float | None, float | None], scope: str = "schengen") -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["ref_area", "time_period", "issued", "multiple"])
    return frame.astype({"issued": "Int64", "multiple": "Int64"}).assign(scope=scope, source="s")


def test_the_share_is_a_ratio_of_sums_and_blanks_are_not_zeros() -> None:
    rows = share(visas(("AUT", "2017", 10, 11), ("AUT", "2017", 30, 9), ("EST", "2017", None, None))).to_dict("records")
    assert rows[0] == {
        "ref_area": "AUT",
        "time_period": "2017",
        "source": "s",
        "obs_value": "0.5",
        "numerator": "20",
        "denominator": "40",
        "obs_status": "A",
        "note": "",
    }


@pytest.mark.parametrize(
    ("row", "scope", "expected"),
    [
        (("CHE", "2010", 378174, None), "schengen", ("", "", "O", "entries-not-stated")),
        (("ISL", "2013", 5, 0), "schengen", ("0", "5", "A", "")),
        (("DEU", "2010", 4, 1), "schengen", ("0.25", "4", "A", "")),
        (("DEU", "2011", 4, 1), "schengen", ("0.25", "4", "A", "long-valid-visas-only")),
        (("DEU", "2015", 4, 1), "schengen", ("0.25", "4", "A", "long-valid-visas-only")),
        (("DEU", "2016", 4, 1), "schengen", ("0.25", "4", "A", "")),
        (("BGR", "2024", 4, 1), "schengen", ("0.25", "4", "A", "from-31-march")),
        (("BGR", "2024", 4, 1), "national", ("0.25", "4", "A", "to-30-march")),
        (("ROU", "2023", 4, 1), "national", ("0.25", "4", "A", "")),
        (("CYP", "2024", 4, 1), "national", ("0.25", "4", "A", "")),
    ],
)
def test_what_is_said_of_a_share(
    row: tuple[str, str, float | None, float | None], scope: str, expected: tuple[str, ...]
) -> None:
    found = share(visas(row, scope=scope))[["obs_value", "denominator", "obs_status", "note"]]
    assert found.to_numpy().tolist() == [list(expected)]


@pytest.fixture(autouse=True)
def facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names what the dated instrument of one visa is."""
    named = pd.DataFrame(
        [
            {"id": "aut-schengen-visa", "instrument": "Regulation", "older": "rule", "end_not_read": ""},
            {"id": "aut-national-visa", "instrument": "", "older": "", "end_not_read": "2023-12-31"},
        ]
    )
    monkeypatch.setattr(multi_entry_visas, "read_facts", lambda _: named)


def make(valid_from: str, implemented: str) -> Tables:
    membership = pd.DataFrame([{"ref_area": "AUT", "signed": "1995-04-28", "implemented": implemented}])
    issued = visas(("AUT", "2017", 2, 1))
    others = pd.concat([visas(("AUT", "2010", 4, 3)), visas(("AUT", "2010", 8, 2), scope="national")])
    instruments = pd.DataFrame([{**PLAIN, "valid_from": valid_from}])
    more = pd.DataFrame([{**PLAIN, "kind": "national-visa"}])
    harvests = {
        "multi-entry-visas": Harvest(tables={"instruments": instruments}, accounts=()),
        "multi-entry-visas-2": Harvest(tables={"instruments": more}, accounts=()),
        "schengen-visas": Harvest(tables={"visas": issued}, accounts=()),
        "schengen-visas-2010-2024": Harvest(tables={"visas": others}, accounts=()),
        "schengen-membership": Harvest(tables={"membership": membership}, accounts=()),
    }
    areas = Areas(codes=frozenset(), iso2={}, m49={}, names={})
    return build(Inputs(harvests=harvests, areas=areas, framework={}))


@pytest.mark.parametrize(("valid_from", "implemented"), [("2010-04-05", "1997-12-01"), ("2011-12-19", "2011-12-19")])
def test_dates_of_the_visa_code_agree_with_membership(valid_from: str, implemented: str) -> None:
    tables = make(valid_from, implemented)
    assert list(tables["evidence"]["valid_from"]) == [implemented]
    register = tables["register_multi-entry-visas"].set_index("id", drop=False)
    assert register["title"].to_dict() == {"aut-schengen-visa": "Regulation", "aut-national-visa": "Visa code"}
    assert register["date_to"].to_dict() == {"aut-schengen-visa": "", "aut-national-visa": "2023-12-31"}
    assert "granted visas for several entries before" in str(register.loc["aut-schengen-visa", "note_en"])
    assert list(register.columns) == register_table(REGISTER, Languages()).columns


def test_shares_of_the_two_scopes_are_series_of_their_own() -> None:
    tables = make("2010-04-05", "1997-12-01")
    shares = {
        name: tables[f"observations_multi-entry-visas.{name}"][["time_period", "obs_value"]].to_numpy().tolist()
        for name in ("schengen-share", "national-share")
    }
    assert shares == {"schengen-share": [["2010", "0.75"], ["2017", "0.5"]], "national-share": [["2010", "0.25"]]}
    assert list(tables["observations_multi-entry-visas.documented"]["ref_area"]) == ["AUT"]


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
