"""What stands beside border-deaths: editions, newest days, risk by route, victims, counts of others. None is added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from scripts.ingest.incidents import NEWEST, REVISED, WITH_OUTCOMES
from scripts.ingest.rule import Inputs
from scripts.ingest.rules.border_deaths_beside import (
    CROSSINGS,
    OLDEST,
    OTHERS,
    PROJECT,
    UNITS,
    UNPLACED,
    VICTIMS,
    build,
)
from scripts.model.problems import RefusedError
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas

DAYS = {
    OLDEST: "2024-07-28",
    WITH_OUTCOMES: "2025-04-29",
    REVISED: "2025-04-30",
    NEWEST: "2025-09-08",
    UNPLACED: "2026-05-03",
}
ROUTE = "Central Mediterranean"
FACT: Mapping[str, str] = {
    "id": "BV001",
    "ref_area": "MEX",
    "area_or_route": "Mexico",
    "kind": "crime_victim",
    "measure": "Crimes against migrants",
    "what_is_counted": "People who declared an offence",
    "official": "yes",
    "period_start": "2018-01-01",
    "period_end": "2018-12-31",
    "value": "1423",
    "unit": "victims recorded",
    "bound": "exactly",
    "note": "",
    "source_title": "Boletin",
    "source_publisher": "La Jornada",
    "source_url": "https://example.org/a",
    "confidence": "high",
    "basis": "read",
}
TOTAL: Mapping[str, str] = {
    **{k: v for k, v in FACT.items() if k not in ("area_or_route", "kind", "measure", "what_is_counted", "official")},
    "id": "BT010",
    "ref_area": "",
    "series": PROJECT,
    "area": "world",
    "value": "7667",
    "unit": "dead and missing",
    "bound": "more-than",
}


def incidents(*rows: Mapping[str, Any]) -> pd.DataFrame:
    plain = {"date": "2024-05-01", "dead": 2, "missing": None, "total": 2, "routes": ROUTE, "regions": "Mediterranean"}
    frame = pd.DataFrame([{**plain, **row} for row in rows])
    return frame.assign(**frame[["dead", "missing", "total"]].astype("Int64"))


def make_inputs(
    *,
    deaths: int = 50,
    crossings: int = 2000,
    rate: str = "250.0",
    victims: tuple[Mapping[str, str], ...] = ({},),
    newest_days: tuple[Mapping[str, Any], ...] = ({"date": "2026-01-02"},),
) -> Inputs:
    of_route = incidents({"dead": deaths, "total": deaths}, {"date": "", "total": 7})
    tables: dict[str, dict[str, pd.DataFrame]] = {
        OLDEST: {"incidents": incidents({"total": 1}, {"date": "", "total": 4}).assign(year=["2024", "2020"])},
        WITH_OUTCOMES: {"incidents": of_route},
        REVISED: {"incidents": incidents({"total": 3})},
        NEWEST: {"incidents": incidents({"date": "2025-02-01", "total": 5})},
        UNPLACED: {"incidents": incidents(*newest_days)},
        CROSSINGS: {
            "crossings": pd.DataFrame(
                {
                    "series": ["Frontex detections of illegal border crossings"] * 3,
                    "route": ["Central Mediterranean Route", "Central Mediterranean Route", "Black Sea Route"],
                    "type": "Sea",
                    "year": ["2024", "2013", "2024"],
                    "crossings": pd.array([crossings, 9000, 9000], dtype="Int64"),
                    "publisher": "Frontex",
                    "source_url": "https://example.org/f",
                }
            ),
            "control": pd.DataFrame(
                {"route": [ROUTE, "Darien"], "year": ["2024", "2014"], "rate": [rate, "0.0"]}
            ).assign(deaths=pd.array([deaths, 0], dtype="Int64")),
        },
        VICTIMS: {"facts": pd.DataFrame([{**FACT, **fact} for fact in victims])},
        OTHERS: {
            "united": pd.DataFrame({"year": ["2016", "2018"], "deaths": [3992, 708]}),
            "arizona": pd.DataFrame({"year": ["2010", "2020"], "deaths": [224, 96]}),
            "totals": pd.DataFrame([TOTAL]),
        },
    }
    return Inputs(
        harvests={name: Harvest(tables=held, accounts=()) for name, held in tables.items()},
        areas=Areas(codes=frozenset({"MEX"}), iso2={}, m49={}, names={}),
        framework={
            "sources": pd.DataFrame({"id": list(DAYS), "data_until": list(DAYS.values())}),
            "series": pd.DataFrame({"id": ["border-deaths"], "settles_after": ["3"]}),
        },
    )


def figures(inputs: Inputs, kind: str, *columns: str) -> list[tuple[str, ...]]:
    frame = build(inputs)["other_figures"]
    held = frame[frame["kind"] == kind]
    return sorted(tuple(str(v) for v in row) for row in held[list(columns)].itertuples(index=False))


def test_editions_stand_beside_each_other_by_year_and_a_year_that_is_not_whole_says_so() -> None:
    assert figures(make_inputs(), "edition", "source", "date_from", "obs_value", "obs_status", "note") == [
        (WITH_OUTCOMES, "", "7", "A", "date-unknown"),
        (WITH_OUTCOMES, "2024", "50", "A", ""),
        (OLDEST, "2020", "4", "A", ""),
        (OLDEST, "2024", "1", "P", "partial-year"),
        (REVISED, "2024", "3", "A", ""),
        (NEWEST, "2025", "5", "P", "partial-year"),
    ]


def test_newest_days_are_of_the_world_and_of_regions_and_of_no_country() -> None:
    days = (
        {"date": "2026-01-02", "dead": 2, "missing": 3, "total": 5},
        {"date": "2026-05-03", "dead": None, "missing": -1, "total": -1, "regions": "Western Asia"},
    )
    inputs = make_inputs(newest_days=days)
    assert figures(inputs, "newest", "code", "title_en", "obs_value") == [
        ("", "People who died", "2"),
        ("", "People who died or went missing", "4"),
        ("", "People who went missing and are presumed dead", "2"),
        ("mediterranean", "People who died or went missing", "5"),
        ("western-asia", "People who died or went missing", "-1"),
    ]
    told = set(figures(inputs, "newest", "ref_area", "date_from", "date_to", "obs_status"))
    assert told == {("", "2026-01-02", "2026-05-03", "P")}


@pytest.mark.parametrize(
    ("crossings", "rate", "value", "status", "note"),
    [(2000, "250.0", "250", "A", ""), (1999, "250.1", "", "Q", "few-crossings")],
)
def test_risk_is_withheld_under_two_thousand_crossings(
    crossings: int, rate: str, value: str, status: str, note: str
) -> None:
    inputs = make_inputs(crossings=crossings, rate=rate)
    fields = ("code", "date_from", "obs_value", "numerator", "denominator", "obs_status", "note")
    assert figures(inputs, "risk", *fields) == [
        ("central-mediterranean", "2024", value, "50", str(crossings), status, note)
    ]


def test_a_rate_that_is_not_the_controls_is_refused() -> None:
    with pytest.raises(RefusedError) as caught:
        build(make_inputs(rate="260.0"))
    assert [(p.code, p.found) for p in caught.value.problems] == [("facts-do-not-match", "central-mediterranean 2024")]


VICTIM_ROWS: tuple[Mapping[str, str], ...] = (
    {},
    {"id": "BV002", "value": "1414", "unit": "complaints", "note": "Conflicts with 1,423"},
    {"id": "BV005", "period_start": "2020-01-01", "period_end": "2020-06-30", "value": "110"},
    {"id": "BV008", "period_start": "2016-01-01", "period_end": "2022-12-31", "value": "5684"},
    {"id": "BV014", "ref_area": "PAN", "kind": "sexual_violence", "official": "no", "value": "676"},
    {"id": "BV020", "ref_area": "USA", "kind": "rescued", "value": "12854", "period_end": "2018-09-30"},
    {"id": "BV025", "ref_area": "", "kind": "survey_share", "official": "no", "value": "15", "bound": "more-than"},
)


def test_a_country_figure_is_what_its_authorities_counted_of_a_year_and_counts_that_differ_stand_side_by_side() -> None:
    frame = build(make_inputs(victims=VICTIM_ROWS))["observations_border-deaths.victims"]
    told = frame[["ref_area", "time_period", "victim_count", "obs_value", "obs_status", "note"]]
    assert told.to_numpy().tolist() == [
        ["MEX", "2018", "bv001", "1423", "A", ""],
        ["MEX", "2018", "bv002", "1414", "A", ""],
        ["MEX", "2020", "bv005", "110", "P", "partial-year"],
    ]


def test_every_fact_on_victims_is_listed_and_surveys_stand_apart() -> None:
    inputs = make_inputs(victims=VICTIM_ROWS)
    assert [row[0] for row in figures(inputs, "victims", "id")] == [
        *("bv001", "bv002", "bv005", "bv008", "bv014", "bv020")
    ]
    assert figures(inputs, "survey", "id", "value_qualifier", "ref_area") == [("bv025", "more-than", "")]
    remarks = {row[0]: row[1] for row in figures(inputs, "victims", "id", "remark_en")}
    assert remarks["bv002"] == "People who declared an offence. Conflicts with 1,423."


def test_counts_of_others_stand_by_year_and_their_last_year_is_not_whole() -> None:
    inputs = make_inputs()
    assert figures(inputs, "independent", "id", "obs_value", "obs_status", "ref_area") == [
        ("arizona-2010", "224", "A", "USA"),
        ("arizona-2020", "96", "P", "USA"),
        ("united-2016", "3992", "A", ""),
        ("united-2018", "708", "P", ""),
    ]
    assert figures(inputs, "published-total", "id", "obs_value", "value_qualifier", "place_en") == [
        ("bt010", "7667", "more-than", "")
    ]


def test_every_unit_of_the_facts_has_a_code() -> None:
    assert all(UNITS.values())
