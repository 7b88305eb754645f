"""border-deaths: sums over incidents, their parts, and rates that are never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.ingest.incidents import NEWEST, REVISED, WITH_OUTCOMES, CutOff, routes
from scripts.ingest.rule import Inputs, Tables
from scripts.ingest.rules.border_deaths import CAUSES, build
from scripts.ingest.rules.context_migrant_stock import build as build_stock
from scripts.ingest.rules.context_population import build as build_population
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas
from scripts.sources.missing_migrants import CAUSES as SOURCE_CAUSES

PLAIN: Mapping[str, Any] = {
    "ref_area": "GRC",
    "date": "2015-10-28",
    "dead": 2,
    "missing": None,
    "causes": "Drowning",
    "routes": "Eastern Mediterranean",
    "regions": "Mediterranean",
    "un_regions": "Uncategorized",
}


WITHOUT = ["dead", "missing", "regions", "un_regions"]
"""Columns that the revised edition lacks; its routes are wider ones."""

DAYS = {WITH_OUTCOMES: "2025-04-29", REVISED: "2025-04-30", NEWEST: "2025-09-08"}


def incidents_of(*changes: Mapping[str, Any]) -> pd.DataFrame:
    frame = pd.DataFrame([{**PLAIN, **change} for change in changes])
    counts = frame[["dead", "missing"]].astype("Int64")
    return frame.assign(**counts, total=counts.fillna(0).sum(axis="columns").astype("Int64"))


def make_inputs(*changes: Mapping[str, Any], **others: pd.DataFrame) -> Inputs:
    """Incidents that are the plain one with changes, in every edition that `others` does not give by its name.

    A population to 2023; a stock in 2015 and 2020.
    """
    incidents = incidents_of(*changes)
    editions = {
        WITH_OUTCOMES: others.get("with_outcomes", incidents),
        REVISED: others.get("revised", incidents).drop(columns=WITHOUT).assign(routes="Wider route"),
        NEWEST: others.get("newest", incidents),
    }
    population = pd.DataFrame(
        {
            "ref_area": ["GRC", "GRC", "IND"],
            "time_period": ["2015", "2023", "2023"],
            "population": pd.array([10_000_000, 8_000_000, 1_438_069_597], dtype="Int64"),
        }
    )
    stock = pd.DataFrame(
        {
            "ref_area": ["GRC", "GRC", "IND"],
            "time_period": ["2015", "2020", "2020"],
            "basis": ["birth", "citizenship", "imputed"],
            "total": pd.array([1_000_000, 500_000, 4_000_000], dtype="Int64"),
        }
    )
    return Inputs(
        harvests={
            **{name: Harvest(tables={"incidents": frame}, accounts=()) for name, frame in editions.items()},
            "population": Harvest(tables={"population": population}, accounts=()),
            "migrant-stock": Harvest(tables={"stock": stock}, accounts=()),
        },
        areas=Areas(codes=frozenset({"GRC", "IND"}), iso2={}, m49={}, names={}),
        framework={
            "sources": pd.DataFrame({"id": [*DAYS, "population"], "data_until": [*DAYS.values(), "2023-12-31"]}),
            "series": pd.DataFrame({"id": ["border-deaths"], "settles_after": ["3"]}),
        },
    )


def rows(tables: Tables, name: str, *columns: str) -> list[tuple[str, ...]]:
    frame = tables[f"observations_border-deaths{name}"]
    return sorted(tuple(str(v) for v in row) for row in frame[list(columns)].itertuples(index=False))


def test_headline_adds_dead_and_missing_by_area_and_year() -> None:
    tables = build(make_inputs({}, {"missing": 3}, {"date": "2016-01-01"}, {"ref_area": "IND"}))
    assert rows(tables, "", "ref_area", "time_period", "obs_value", "obs_status", "source", "note") == [
        ("GRC", "2015", "7", "A", REVISED, ""),
        ("GRC", "2016", "2", "A", REVISED, ""),
        ("IND", "2015", "2", "A", REVISED, ""),
    ]


def test_a_place_is_the_one_that_the_source_gives_and_not_the_country() -> None:
    incidents = make_inputs(
        {"missing": 3}, {"ref_area": "IND", "regions": "Mediterranean|Northern Africa"}, {"routes": ""}
    )
    tables = build(incidents)
    assert rows(tables, ".region", "ref_area", "incident_region", "obs_value") == [
        ("GRC", "mediterranean", "7"),
        ("IND", "more-than-one", "2"),
    ]
    assert rows(tables, ".region-outcome", "ref_area", "incident_region", "outcome", "obs_value") == [
        ("GRC", "mediterranean", "dead", "4"),
        ("GRC", "mediterranean", "missing", "3"),
        ("IND", "more-than-one", "dead", "2"),
    ]
    assert rows(tables, ".route-outcome", "ref_area", "route", "outcome", "obs_value") == [
        ("GRC", "eastern-mediterranean", "dead", "2"),
        ("GRC", "eastern-mediterranean", "missing", "3"),
        ("GRC", "not-stated", "dead", "2"),
        ("IND", "eastern-mediterranean", "dead", "2"),
    ]
    assert {code for code, _ in rows(tables, ".un-region", "un_region", "obs_value")} == {"uncategorized"}


def test_undated_incidents_stand_apart_and_have_no_rate() -> None:
    tables = build(make_inputs({"date": ""}))
    expected = [("_U", "2", "A", "date-unknown")]
    for part in ("", ".cause", ".route", ".month", ".outcome"):
        assert rows(tables, part, "time_period", "obs_value", "obs_status", "note") == expected
    assert rows(tables, ".per-million-inhabitants", "obs_value") == []
    assert rows(tables, ".per-100000-migrants", "obs_value") == []


def test_last_year_and_months_of_the_newest_edition_are_provisional() -> None:
    dates = ("2024-04-30", "2024-12-31", "2025-01-01", "2025-05-31", "2025-06-30", "2025-09-08")
    tables = build(make_inputs(*({"date": date} for date in dates)))
    assert rows(tables, "", "time_period", "obs_status", "note", "source") == [
        ("2024", "A", "", REVISED),
        ("2025", "P", "partial-year", NEWEST),
    ]
    assert rows(tables, ".month", "time_period", "obs_status", "note") == [
        ("2024-04", "A", ""),
        ("2024-12", "A", ""),
        ("2025-01", "A", ""),
        ("2025-05", "A", ""),
        ("2025-06", "P", "not-settled"),
        ("2025-09", "P", "partial-month"),
    ]


def test_every_period_is_of_one_edition_and_none_is_added_to_another() -> None:
    """The revised edition has later figures of whole years, and no outcomes or places: those are of the one before."""
    older = incidents_of({"dead": 1, "date": "2024-05-01"}, {"dead": 50, "date": "2025-02-01"})
    revised = incidents_of({"dead": 2, "date": "2024-05-01"}, {"dead": 60, "date": "2025-02-01"})
    newest = incidents_of({"dead": 99, "date": "2024-05-01"}, {"dead": 3, "date": "2025-02-01"})
    tables = build(make_inputs({}, with_outcomes=older, revised=revised, newest=newest))
    of_revised = [("2024", "2", REVISED), ("2025", "3", NEWEST)]
    of_older = [("2024", "1", WITH_OUTCOMES), ("2025", "3", NEWEST)]
    for name in ("", ".cause"):
        assert rows(tables, name, "time_period", "obs_value", "source") == of_revised
    assert rows(tables, ".month", "time_period", "obs_value") == [("2024-05", "2"), ("2025-02", "3")]
    for name in (".outcome", ".region", ".region-outcome", ".route", ".route-outcome", ".un-region"):
        assert rows(tables, name, "time_period", "obs_value", "source") == of_older
    assert rows(tables, ".per-million-inhabitants", "time_period", "numerator") == [("2024", "2"), ("2025", "3")]


@pytest.mark.parametrize(
    ("day", "year", "month"),
    [
        ("2025-04-29", "2025", "2025-04"),
        ("2025-04-30", "2025", ""),
        ("2024-02-28", "2024", "2024-02"),
        ("2024-12-31", "", ""),
    ],
)
def test_what_an_edition_covers_in_part(day: str, year: str, month: str) -> None:
    cut_off = CutOff(day)
    assert (cut_off.partial_year, cut_off.partial_month) == (year, month)


def test_outcome_is_absent_where_every_count_is_blank_and_zero_only_where_reported() -> None:
    blank = build(make_inputs({}))
    zero = build(make_inputs({}, {"missing": 0}))
    assert rows(blank, ".outcome", "outcome", "obs_value") == [("dead", "2")]
    assert rows(zero, ".outcome", "outcome", "obs_value") == [("dead", "4"), ("missing", "0")]


def test_bodies_found_later_lower_the_missing_and_say_so() -> None:
    tables = build(make_inputs({"dead": 69, "missing": -13}, {"missing": 20}))
    assert rows(tables, ".outcome", "outcome", "obs_value", "note") == [
        ("dead", "71", ""),
        ("missing", "7", "bodies-found-later"),
    ]
    assert rows(tables, "", "obs_value", "note") == [("78", "")]


def test_several_causes_or_routes_have_a_class_of_their_own() -> None:
    several = {"causes": "Drowning|Violence", "routes": "Central Mediterranean|Sahara Desert crossing"}
    tables = build(make_inputs({}, several, {"routes": ""}))
    assert rows(tables, ".cause", "cause", "obs_value") == [("drowning", "4"), ("more-than-one", "2")]
    assert rows(tables, ".route", "route", "obs_value") == [
        ("eastern-mediterranean", "2"),
        ("more-than-one", "2"),
        ("not-stated", "2"),
    ]


def test_every_cause_of_the_source_has_a_code() -> None:
    assert set(CAUSES) == set(SOURCE_CAUSES)


def test_routes_are_coded_without_accents_or_signs() -> None:
    names = ["Türkiye-Europe land route", "Eastern Route to/from EHOA", ""]
    assert routes(pd.Series(names)).tolist() == [
        "turkiye-europe-land-route",
        "eastern-route-to-from-ehoa",
        "not-stated",
    ]


def test_rate_per_million_uses_the_last_population_for_later_years_and_says_so() -> None:
    tables = build(make_inputs({}, {"date": "2024-05-01"}, {"date": "2025-01-01"}))
    fields = ("time_period", "obs_value", "numerator", "denominator", "obs_status", "note")
    assert rows(tables, ".per-million-inhabitants", *fields) == [
        ("2015", "0.2", "2", "10000000", "A", ""),
        ("2024", "0.25", "2", "8000000", "E", "population-of-2023"),
        ("2025", "0.25", "2", "8000000", "P", "partial-year-population-of-2023"),
    ]


def test_one_death_in_the_largest_population_is_not_rounded_to_none() -> None:
    tables = build(make_inputs({"ref_area": "IND", "date": "2023-01-01", "dead": 1}))
    assert rows(tables, ".per-million-inhabitants", "obs_value") == [("0.0007",)]


def test_rate_per_migrants_is_given_only_for_years_with_a_stock() -> None:
    undivided = [{"date": f"{year}-05-01"} for year in (2015, 2016, 2019, 2020, 2021)]
    tables = build(make_inputs(*undivided, {"ref_area": "IND", "date": "2020-05-01"}))
    fields = ("ref_area", "time_period", "obs_value", "denominator", "obs_status", "note")
    assert rows(tables, ".per-100000-migrants", *fields) == [
        ("GRC", "2015", "0.2", "1000000", "A", ""),
        ("GRC", "2020", "0.4", "500000", "A", "stock-by-citizenship"),
        ("IND", "2020", "0.05", "4000000", "E", "stock-imputed"),
    ]


incident = st.fixed_dictionaries(
    {
        "ref_area": st.sampled_from(["GRC", "IND"]),
        "date": st.sampled_from(["", "2015-01-31", "2015-02-01", "2020-05-01", "2025-04-01"]),
        "dead": st.one_of(st.none(), st.integers(0, 50)),
        "missing": st.one_of(st.none(), st.integers(0, 50)),
        "causes": st.sampled_from(["Drowning", "Violence", "Drowning|Violence"]),
        "routes": st.sampled_from(["", "Darien", "Darien|Caribbean to US"]),
    }
)


@settings(max_examples=25, deadline=None)
@given(st.lists(incident, min_size=1, max_size=12))
def test_parts_add_up_to_the_headline(changes: list[dict[str, Any]]) -> None:
    tables = build(make_inputs(*changes))

    def totals(name: str) -> dict[tuple[str, str], int]:
        frame = tables[f"observations_border-deaths{name}"]
        found: dict[tuple[str, str], int] = {}
        for area, period, value in zip(frame["ref_area"], frame["time_period"], frame["obs_value"], strict=True):
            found[area, period[:4]] = found.get((area, period[:4]), 0) + int(value)
        return {key: number for key, number in found.items() if number}

    for part in (".outcome", ".cause", ".route", ".month"):
        assert totals(part) == totals("")


@settings(max_examples=25, deadline=None)
@given(st.lists(incident, min_size=1, max_size=8), st.randoms())
def test_order_of_incidents_changes_nothing(changes: list[dict[str, Any]], random: Any) -> None:
    shuffled = random.sample(changes, len(changes))
    one, other = build(make_inputs(*changes)), build(make_inputs(*shuffled))
    assert {n: sorted(f.to_numpy().tolist()) for n, f in one.items()} == {
        n: sorted(f.to_numpy().tolist()) for n, f in other.items()
    }


def test_population_and_stock_are_given_as_they_are() -> None:
    population = build_population(make_inputs({}))["observations_population"]
    assert population[population["ref_area"] == "IND"].to_dict("records") == [
        {
            "ref_area": "IND",
            "time_period": "2023",
            "obs_value": "1438069597",
            "obs_status": "A",
            "source": "population",
            "note": "",
        }
    ]
    stock = build_stock(make_inputs({}))["observations_migrant-stock"]
    assert stock[["time_period", "obs_value", "obs_status", "note"]].to_numpy().tolist() == [
        ["2015", "1000000", "A", ""],
        ["2020", "500000", "A", "stock-by-citizenship"],
        ["2020", "4000000", "E", "stock-imputed"],
    ]
