"""regularisation: one record a programme counts, conflicts are shown, a stock gives a range or a value or nothing."""

from __future__ import annotations

import pandas as pd
import pytest

from scripts.ingest.rule import Inputs, Tables
from scripts.ingest.rules import regularisation
from scripts.model.problems import RefusedError
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas

AREAS = Areas(codes=frozenset(), iso2={}, m49={}, names={})
PROGRAMME = {
    "ref_area": "MAR",
    "programme": "Operation",
    "period_start": "2013-11",
    "period_end": "2014-12-31",
    "as_of": "2015-02-09",
    "applications": "27332",
    "regularised": "17916",
    "denominator_low": "25000",
    "denominator_high": "30000",
    "denominator_basis": "forecast",
    "denominator_is_wider": "false",
    "confidence": "medium",
    "source_url": "https://www.example.org/page",
}
CONFLICT = PROGRAMME | {
    "applications": "27643",
    "regularised": "18694",
    "denominator_low": "",
    "denominator_high": "",
    "confidence": "low",
}
ESTIMATE = {
    "ref_area": "DEU",
    "area_name": "Germany",
    "period_start": "2017",
    "period_end": "2017",
    "low": "1000000",
    "high": "1200000",
    "estimate": "Pew 2019",
    "confidence": "medium",
    "source_url": "https://example.org/",
}


@pytest.fixture(autouse=True)
def notes(monkeypatch: pytest.MonkeyPatch) -> None:
    daca = {"id": "usa-daca", "not_counted": "not-a-legal-status", "note": "", "note_en": "Context."}
    monkeypatch.setattr(regularisation, "read_facts", lambda _: pd.DataFrame([daca]))


DACA = PROGRAMME | {"ref_area": "USA", "programme": "DACA", "applications": "", "period_end": ""}


def build(*rows: dict[str, str]) -> Tables:
    tables = {"programmes": pd.DataFrame([*rows, DACA]), "estimates": pd.DataFrame([ESTIMATE])}
    harvest = Harvest(tables=tables, accounts=())
    return regularisation.RULE.build(Inputs(harvests={"regularisation": harvest}, areas=AREAS, framework={}))


def test_two_sources_that_disagree_are_both_shown_and_one_counts() -> None:
    shown = build(PROGRAMME, CONFLICT)["observations_regularisation"]
    columns = ["time_period", "programme", "obs_value", "numerator", "denominator", "obs_status"]
    assert shown[columns].to_numpy().tolist() == [
        ["2014", "mar-operation", "0.655495", "17916", "27332", "A"],
        ["2014", "mar-operation-2", "0.676265", "18694", "27643", "U"],
    ]


def test_of_two_records_that_could_count_the_first_does() -> None:
    tables = build(PROGRAMME, PROGRAMME | {"regularised": "1"})
    register = tables["register_regularisation"]
    assert register["counted_as"].tolist()[:2] == ["mar-operation", ""]
    assert register["not_counted"].tolist()[:2] == ["", "other-record-of-programme-counts"]
    assert tables["observations_regularisation"]["programme"].tolist() == ["mar-operation"]


def test_a_stock_that_is_a_range_gives_a_range_and_one_number_gives_a_value() -> None:
    colombia = {
        "ref_area": "COL",
        "regularised": "2306810",
        "denominator_low": "2810492",
        "denominator_high": "2810492",
    }
    of_stock = build(PROGRAMME, PROGRAMME | colombia)["observations_regularisation.of-stock"]
    columns = ["obs_value", "denominator", "value_low", "value_high", "obs_status"]
    assert of_stock[columns].to_numpy().tolist() == [
        ["", "", "0.5972", "0.71664", "E"],
        ["0.820785", "2810492", "0.820785", "0.820785", "E"],
    ]


def test_a_stock_without_upper_bound_gives_nothing_and_a_wider_one_is_marked() -> None:
    italy = PROGRAMME | {"ref_area": "ITA", "denominator_low": "600000", "denominator_high": ""}
    ecuador = PROGRAMME | {"ref_area": "ECU", "applications": "", "denominator_is_wider": "true"}
    of_stock = build(italy, ecuador)["observations_regularisation.of-stock"]
    assert of_stock[["ref_area", "obs_status", "note"]].to_numpy().tolist() == [["ECU", "U", "denominator-is-wider"]]


def test_a_ratio_above_one_is_never_an_observation() -> None:
    spain = {
        "ref_area": "ESP",
        "regularised": "",
        "applications": "1300000",
        "denominator_low": "500000",
        "denominator_high": "500000",
    }
    tables = build(PROGRAMME | spain)
    assert tables["register_regularisation"]["not_counted"].tolist()[0] == "applications-exceed-denominator"
    assert tables["observations_regularisation"].empty
    assert tables["observations_regularisation.of-stock"].empty


def test_without_an_end_the_year_is_that_of_the_figures_and_unknown_without_one() -> None:
    running = PROGRAMME | {"period_end": "", "as_of": "2022"}
    undated = running | {"ref_area": "ITA", "as_of": ""}
    shown = build(running, undated)["observations_regularisation"]
    assert shown[["time_period", "note"]].to_numpy().tolist() == [["2022", "end-not-stated"], ["_U", "end-not-stated"]]


def test_estimates_of_a_stock_are_context_and_what_gives_no_status_has_no_ratio() -> None:
    tables = build(PROGRAMME)
    context = tables["register_regularisation"].set_index("id")
    assert context.loc["stock-deu-2017-pew-2019", "not_counted"] == "context-only"
    assert context.loc["usa-daca", "not_counted"] == "not-a-legal-status"
    assert tables["observations_regularisation.of-stock"]["ref_area"].tolist() == ["MAR"]
    counted, reason = context["counted_as"] != "", context["not_counted"] != ""
    assert (counted != reason).all()


def test_a_note_on_no_programme_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DACA, "programme", "Renamed")
    with pytest.raises(RefusedError) as refused:
        build(PROGRAMME)
    assert [(p.code, p.found) for p in refused.value.problems] == [("fact-of-nothing", "usa-daca")]
