"""regularisation: a share is of decided applications; one count of a programme counts; stocks give ranges."""

from __future__ import annotations

from pathlib import Path

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
    "basis": "read",
    "source_title": "",
    "source_publisher": "",
    "source_url": "https://www.example.org/page",
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
DACA = PROGRAMME | {"ref_area": "USA", "programme": "DACA", "applications": "", "period_end": ""}

COUNT = {
    "id": "mar-operation",
    "ref_area": "MAR",
    "programme": "Operation",
    "as_of": "2015-02-09",
    "granted": "17916",
    "stock_is_wider": "false",
    "source_url": "https://www.example.org/count",
    "confidence": "medium",
}
"""A hand-written count; it replaces the source's row of its id."""

OBSERVED = ["programme", "obs_value", "numerator", "denominator", "pending", "value_low", "value_high", "obs_status"]


@pytest.fixture(autouse=True)
def facts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regularisation, "read_facts", lambda name: WRITTEN[name])
    WRITTEN[regularisation.NAMES] = pd.DataFrame([SAME])
    written()
    noted()


WRITTEN: dict[str, pd.DataFrame] = {}
"""Hand-written counts, notes and names of the test that runs."""

SAME = {"ref_area": "MAR", "programme": "The operation of 2014", "same_as": "Operation"}
NOTE = dict.fromkeys(("not_counted", "note", "applicants", "rounded", "interim", "note_en"), "")
OF_DACA = NOTE | {"id": "usa-daca", "not_counted": "not-a-legal-status", "note_en": "Context."}


def noted(*notes: dict[str, str]) -> None:
    WRITTEN[regularisation.NOTES] = pd.DataFrame([OF_DACA, *(NOTE | note for note in notes)])


def written(*counts: dict[str, str]) -> None:
    columns = pd.read_csv(Path("scripts/ingest/facts/regularisation_counts.csv"), dtype=str).columns
    WRITTEN[regularisation.COUNTS] = pd.DataFrame([*counts], columns=columns, dtype=str).fillna("")


def build(*rows: dict[str, str], counts: tuple[dict[str, str], ...] = ()) -> Tables:
    written(*counts)
    tables = {"programmes": pd.DataFrame([*rows, DACA]), "estimates": pd.DataFrame([ESTIMATE])}
    harvest = Harvest(tables=tables, accounts=())
    return regularisation.RULE.build(Inputs(harvests={"regularisation": harvest}, areas=AREAS, framework={}))


def reason(tables: Tables, record: str) -> str:
    return str(tables["register_regularisation"].set_index("id").loc[record, "not_counted"])


@pytest.mark.parametrize(
    ("stated", "expected", "unfit"),
    [
        (
            {"applications": "200", "granted": "80", "refused": "20", "pending": "90", "withdrawn": "10"},
            ["0.8", "80", "100", "90", "0.421053", "0.894737", "A"],
            "",
        ),
        (
            {"applications": "200", "granted": "80", "pending": "100"},
            ["0.8", "80", "100", "100", "0.4", "0.9", "A"],
            "",
        ),
        ({"applications": "100", "granted": "80", "pending": "0"}, ["0.8", "80", "100", "0", "0.8", "0.8", "A"], ""),
        (
            {"applications": "100", "granted": "60", "pending": "10", "withdrawn": "15"},
            ["0.8", "60", "75", "10", "0.705882", "0.823529", "A"],
            "",
        ),
        ({"applications": "100", "granted": "80"}, ["", "80", "", "20", "0.8", "1", "E"], "decided-not-stated"),
        ({"granted": "80", "pending": "20"}, None, "decided-not-stated"),
        (
            {"applications": "200", "granted": "80", "refused": "20", "withdrawn": "10"},
            ["0.8", "80", "100", "90", "0.421053", "0.894737", "A"],
            "",
        ),
        ({"granted": "80", "refused": "20"}, None, "pending-not-stated"),
        ({"granted": "80"}, None, "applications-not-stated"),
        ({"applications": "100", "granted": ""}, None, "regularised-not-stated"),
        ({"applications": "100", "granted": "80", "pending": "0", "confidence": "low"}, None, "confidence-low"),
    ],
    ids=str,
)
def test_what_is_stated_decides_what_is_known(stated: dict[str, str], expected: list[str] | None, unfit: str) -> None:
    """What is pending is never refused; a range stands alone where it is not known how many were decided."""
    tables = build(PROGRAMME, counts=(COUNT | stated,))
    found = tables["observations_regularisation"][OBSERVED[1:]].to_numpy().tolist()
    assert found == ([] if expected is None else [expected])
    assert reason(tables, "mar-operation") == unfit


def test_of_several_counts_of_a_programme_the_latest_that_is_fit_counts_once() -> None:
    first = COUNT | {"applications": "27332", "pending": "0", "as_of": "2015-02"}
    last = COUNT | {"id": "mar-operation-3", "applications": "27649", "granted": "23096", "pending": "0"}
    last |= {"as_of": "2016-12"}
    unsure = COUNT | {"id": "mar-operation-4", "applications": "30000", "granted": "1", "pending": "0"}
    unsure |= {"as_of": "2017-01", "confidence": "low"}
    tables = build(PROGRAMME, PROGRAMME | {"regularised": "18694"}, counts=(first, last, unsure))
    register = tables["register_regularisation"].set_index("id")
    assert register["counted_as"][register["counted_as"] != ""].to_dict() == {"mar-operation-3": "mar-operation"}
    assert [reason(tables, each) for each in ("mar-operation", "mar-operation-2", "mar-operation-4")] == [
        "other-record-of-programme-counts",
        "other-record-of-programme-counts",
        "confidence-low",
    ]
    shown = tables["observations_regularisation"][["time_period", *OBSERVED[:4]]]
    assert shown.to_numpy().tolist() == [["2016", "mar-operation-3", "0.835329", "23096", "27649"]]


def test_a_count_of_no_programme_of_the_source_is_refused() -> None:
    with pytest.raises(RefusedError) as refused:
        build(PROGRAMME, counts=(COUNT | {"programme": "Another", "id": "mar-another"},))
    assert [(p.code, p.found) for p in refused.value.problems] == [("fact-of-nothing", "mar-another")]


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
    assert reason(tables, "esp-operation") == "applications-exceed-denominator"
    assert tables["observations_regularisation"].empty
    assert tables["observations_regularisation.of-stock"].empty


def test_the_year_is_that_of_the_figures_then_of_the_end_and_unknown_without_either() -> None:
    ended = PROGRAMME | {"as_of": ""}
    running = PROGRAMME | {"ref_area": "FRA", "period_end": "", "as_of": "2022"}
    undated = running | {"ref_area": "ITA", "as_of": ""}
    shown = build(ended, running, undated)["observations_regularisation"]
    assert shown[["time_period", "note"]].to_numpy().tolist() == [
        ["2014", ""],
        ["2022", "end-not-stated"],
        ["_U", "end-not-stated"],
    ]


def test_estimates_of_a_stock_are_context_and_what_gives_no_status_has_no_ratio() -> None:
    tables = build(PROGRAMME)
    context = tables["register_regularisation"].set_index("id")
    assert reason(tables, "stock-deu-2017-pew-2019") == "context-only"
    assert reason(tables, "usa-daca") == "not-a-legal-status"
    assert tables["observations_regularisation.of-stock"]["ref_area"].tolist() == ["MAR"]
    counted, unfit = context["counted_as"] != "", context["not_counted"] != ""
    assert (counted != unfit).all()


def test_a_note_on_no_programme_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DACA, "programme", "Renamed")
    with pytest.raises(RefusedError) as refused:
        build(PROGRAMME)
    assert [(p.code, p.found) for p in refused.value.problems] == [("fact-of-nothing", "usa-daca")]


def test_asylum_seekers_and_tolerated_people_are_a_series_of_their_own_and_renewals_count_nowhere() -> None:
    stated = {"applications": "100", "granted": "80", "pending": "0"}
    others = [
        COUNT | stated | {"id": f"mar-{name}", "programme": name.title()} for name in ("pardon", "stay", "renewal")
    ]
    noted(
        {"id": "mar-pardon", "applicants": "asylum-seekers"},
        {"id": "mar-stay", "applicants": "tolerated"},
        {"id": "mar-renewal", "applicants": "permit-holders", "not_counted": "renewal-of-status"},
    )
    rows = [PROGRAMME | {"programme": each["programme"]} for each in others]
    tables = build(*rows, PROGRAMME, counts=(COUNT | stated, *others))
    shown = {name: tables[f"observations_{name}"]["programme"].tolist() for name in SERIES}
    assert shown == {
        "regularisation": ["mar-operation"],
        "regularisation.other-people": ["mar-pardon", "mar-stay"],
        "regularisation.of-stock": [],
    }
    reasons = {each: reason(tables, each) for each in ("mar-operation", "mar-pardon", "mar-stay", "mar-renewal")}
    assert list(reasons.values()) == ["", "other-people", "other-people", "renewal-of-status"]
    register = tables["register_regularisation"].set_index("id")
    marks = register[["applicants", "rounded", "interim"]]
    assert marks[marks.index == "mar-operation"].to_numpy().ravel().tolist() == [*("undocumented", "false", "false")]


SERIES = ("regularisation", "regularisation.other-people", "regularisation.of-stock")


def test_a_programme_that_a_page_names_otherwise_is_the_same_programme() -> None:
    known = PROGRAMME | {"programme": "The operation of 2014", "as_of": "2016"}
    final = COUNT | {"applications": "100", "granted": "80", "pending": "0", "as_of": "2016"}
    tables = build(PROGRAMME, known, counts=(final,))
    register = tables["register_regularisation"].set_index("id")
    assert register.loc["mar-operation-2", "title"] == "The operation of 2014"
    assert reason(tables, "mar-operation-2") == "other-record-of-programme-counts"
    assert tables["observations_regularisation"]["programme"].tolist() == ["mar-operation"]
