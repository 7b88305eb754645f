"""Registers of facts: what counts and why not, and headlines that say what their register says."""

from __future__ import annotations

import pandas as pd

from scripts.ingest.registers import slug
from scripts.ingest.rule import Inputs, Tables
from scripts.ingest.rules import city_measures, diaspora_investment, financial_literacy
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas

CITED = {
    "source_title": "T",
    "source_publisher": "P",
    "source_url": "https://a.org/",
    "confidence": "high",
    "basis": "read",
}
SCHEME = CITED | {
    "id": "DS001",
    "ref_area": "ISR",
    "scheme": "Bonds",
    "type": "matching_grant",
    "specific_to_diaspora": "yes",
    "status": "closed",
    "launch_year": "2000",
    "end_year": "2002",
    "note": "N",
}
MEASURE = CITED | {
    "id": "CM001",
    "city": "São Paulo",
    "ref_area": "BRA",
    "level": "city",
    "measure": "Shelter",
    "measure_type": "emergency_response",
    "crisis_related": "yes",
    "names_migrants": "yes",
    "year_start": "2014",
    "year_end": "",
    "value": "",
    "unit": "",
    "note": "N",
}
MEMBER = CITED | {
    "network": "100 Resilient Cities",
    "city": "Accra",
    "ref_area": "GHA",
    "date_from": "",
    "date_to": "",
    "date_words": "by 2024",
}
FACT = CITED | {
    "id": "FL020",
    "ref_areas": "SGP",
    "programme": "Course",
    "implementer": "A",
    "target_group": "workers",
    "period_start": "2006",
    "period_end": "2023",
    "value": "6000",
    "unit": "students",
    "is_persons": "true",
    "unit_measure": "learners",
    "value_qualifier": "more-than",
    "count_class": "civil_society_course",
    "audience": "migrants",
    "note": "Cumulative.",
}


def inputs(source: str, **tables: list[dict[str, str]]) -> Inputs:
    harvest = Harvest(tables={name: pd.DataFrame(rows) for name, rows in tables.items()}, accounts=())
    nothing = Areas(codes=frozenset(), iso2={}, m49={}, names={})
    return Inputs(harvests={source: harvest}, areas=nothing, framework={})


def values(tables: Tables, series: str) -> list[list[str]]:
    frame = tables[f"observations_{series}"]
    found: list[list[str]] = frame[["ref_area", "time_period", "obs_value"]].to_numpy().tolist()
    return found


def schemes(*rows: dict[str, str]) -> Tables:
    return diaspora_investment.build(inputs("diaspora-investment", schemes=list(rows)))


def cities(*rows: dict[str, str]) -> Tables:
    return city_measures.build(inputs("city-measures", measures=list(rows), memberships=[MEMBER]))


def facts(*rows: dict[str, str]) -> Tables:
    return financial_literacy.build(inputs("financial-literacy", facts=list(rows)))


def test_a_loan_is_no_investment_and_the_stricter_rule_counts_assets_and_matched_money_alone() -> None:
    kinds = ["bond", "land_or_housing", "savings_scheme", "matching_fund", "account", "share_quota", "incentive"]
    rows = [SCHEME | {"id": f"DS{i}", "type": kind} for i, kind in enumerate([*kinds, "mortgage"])]
    tables = schemes(*rows, SCHEME | {"id": "DS9", "type": "mortgage", "confidence": "low"})
    register = tables["register_diaspora-investment"]
    assert register["not_counted"].tolist() == [*[""] * len(kinds), "loan-not-investment", "loan-not-investment"]
    counted = {
        name: values(tables, f"diaspora-investment{name}")[0][-1]
        for name in ("", ".securities-and-matching", ".with-loans")
    }
    assert counted == {"": "7", ".securities-and-matching": "4", ".with-loans": "8"}


OTHER_RULES = ("high-confidence", "with-partly", "with-announced")


def test_schemes_that_do_not_count_stay_listed_with_a_reason() -> None:
    tables = schemes(
        SCHEME,
        SCHEME | {"id": "DS002", "specific_to_diaspora": "partly"},
        SCHEME | {"id": "DS003", "specific_to_diaspora": "no"},
        SCHEME | {"id": "DS004", "status": "announced_not_issued"},
        SCHEME | {"id": "DS005", "basis": "known"},
        SCHEME | {"id": "DS006", "confidence": "low"},
        SCHEME | {"id": "DS007", "confidence": "medium"},
    )
    register = tables["register_diaspora-investment"]
    assert register["not_counted"].tolist() == [
        *("", "partly-for-diaspora", "not-for-diaspora", "announced-not-issued", "not-read", "confidence-low", "")
    ]
    assert register["counted_as"].tolist() == ["ds001", "", "", "", "", "", "ds007"]
    assert (register["record_type"][0], register["record_status"][0]) == ("matching-grant", "closed")
    assert values(tables, "diaspora-investment") == [["ISR", "2026", "2"]]
    assert {name: values(tables, f"diaspora-investment.{name}")[0][-1] for name in OTHER_RULES} == {
        "high-confidence": "1",
        "with-partly": "3",
        "with-announced": "3",
    }


def test_schemes_are_open_from_launch_to_end_and_only_as_far_as_is_known() -> None:
    tables = schemes(
        SCHEME,
        SCHEME | {"id": "DS002", "status": "unknown_end", "launch_year": "2001", "end_year": ""},
        SCHEME | {"id": "DS003", "status": "active", "ref_area": "IND", "launch_year": "2024", "end_year": ""},
        SCHEME | {"id": "DS004", "launch_year": "", "end_year": ""},
    )
    assert values(tables, "diaspora-investment.open") == [
        ["IND", "2024", "1"],
        ["IND", "2025", "1"],
        ["ISR", "2000", "1"],
        ["ISR", "2001", "2"],
        ["ISR", "2002", "1"],
    ]


def test_a_city_counts_once_and_memberships_never() -> None:
    tables = cities(
        MEASURE,
        MEASURE | {"id": "CM002", "city": "Sao Paulo", "year_start": ""},
        MEASURE | {"id": "CM003", "level": "prefecture"},
        MEASURE | {"id": "CM004", "measure_type": "network_commitment"},
        MEASURE | {"id": "CM005", "crisis_related": "no"},
        MEASURE | {"id": "CM006", "names_migrants": "no"},
        MEASURE | {"id": "CM007", "ref_area": "DEU", "city": "Munich", "confidence": "low"},
    )
    register = tables["register_city-measures"].set_index("id")
    assert register["not_counted"].tolist() == [
        *("", "", "not-a-city", "network-commitment", "not-crisis-related", "migrants-not-named", "confidence-low"),
        "membership-only",
    ]
    assert register["counted_as"].tolist()[:3] == ["bra-sao-paulo", "bra-sao-paulo", ""]
    assert register.loc["100-resilient-cities-gha-accra", "note_en"] == "Date in the source: by 2024."
    assert values(tables, "city-measures") == [["BRA", "2026", "1"]]
    assert values(tables, "city-measures.with-unverified") == [["BRA", "2026", "1"], ["DEU", "2026", "1"]]


def test_other_rules_count_more_cities_or_fewer() -> None:
    tables = cities(
        MEASURE,
        MEASURE | {"id": "CM002", "city": "Rio", "year_start": ""},
        MEASURE | {"id": "CM003", "city": "Recife", "confidence": "medium"},
        MEASURE | {"id": "CM004", "city": "Natal", "measure_type": "network_commitment"},
        MEASURE | {"id": "CM005", "city": "Natal", "measure_type": "network_commitment"},
    )
    names = ("high-confidence", "dated", "with-unverified", "with-commitments")
    assert values(tables, "city-measures") == [["BRA", "2026", "3"]]
    assert [values(tables, f"city-measures.{name}")[0][-1] for name in names] == ["2", "2", "3", "4"]


def test_cities_by_year_add_up_over_time_and_leave_out_what_has_no_year() -> None:
    later = MEASURE | {"id": "CM002", "city": "Rio", "year_start": "2016"}
    undated = MEASURE | {"id": "CM003", "city": "Recife", "year_start": ""}
    again = MEASURE | {"id": "CM004", "year_start": "2016"}
    assert values(cities(MEASURE, later, undated, again), "city-measures.by-year") == [
        ["BRA", "2014", "1"],
        ["BRA", "2015", "1"],
        ["BRA", "2016", "2"],
    ]


def test_a_note_is_cut_before_it_quotes_its_page() -> None:
    quoting = MEASURE | {"note": 'Grantee, 2021; the archived text is cut at "establish a"'}
    assert cities(quoting)["register_city-measures"].loc[0, "note_en"] == "Grantee, 2021"


def test_figures_are_by_programme_and_audience_with_the_year_in_which_they_end() -> None:
    families = FACT | {"id": "FL009", "audience": "families", "count_class": "families_of_migrants"}
    broad = FACT | {"id": "FL014", "audience": "broad", "count_class": "outreach", "value_qualifier": "almost"}
    open_ended = FACT | {"id": "FL024", "period_end": "", "value_qualifier": "exactly"}
    tables = facts(FACT, families, broad, open_ended)
    headline = tables["observations_financial-literacy"]
    assert headline[["time_period", "programme", "obs_value", "note"]].to_numpy().tolist() == [
        ["2023", "fl020", "6000", "stated-as-more-than"],
        ["_U", "fl024", "6000", ""],
    ]
    assert tables["observations_financial-literacy.families"]["programme"].tolist() == ["fl009"]
    assert tables["observations_financial-literacy.broad"]["note"].tolist() == ["stated-as-almost"]


def test_only_figures_of_one_unit_stand_side_by_side() -> None:
    """Participations are not persons, and people reached were not all taught, whoever they are."""
    tables = facts(
        FACT,
        FACT | {"id": "FL024", "unit": "participants", "unit_measure": "participations"},
        FACT | {"id": "FL021", "unit": "persons impacted", "unit_measure": "people-reached"},
        FACT | {"id": "FL016", "unit": "persons counselled", "unit_measure": "people-reached", "audience": "families"},
        FACT | {"id": "FL099", "unit": "persons taking part", "unit_measure": ""},
        FACT | {"id": "FL001", "unit": "persons oriented", "unit_measure": "participations", "audience": "broad"},
    )
    suffixes = ("", ".families", ".broad", ".participations", ".reached")
    held = {name: tables[f"observations_financial-literacy{name}"]["programme"].tolist() for name in suffixes}
    assert held == {
        "": ["fl020"],
        ".families": [],
        ".broad": [],
        ".participations": ["fl024", "fl001"],
        ".reached": ["fl021", "fl016"],
    }


def test_a_figure_of_several_countries_is_given_to_none_of_them() -> None:
    tables = facts(FACT | {"id": "FL018", "ref_areas": "ARM AZE", "audience": "families", "value": "160000"})
    register = tables["register_financial-literacy"]
    assert register[["id", "ref_area", "value", "not_counted"]].to_numpy().tolist() == [
        ["fl018-arm", "ARM", "", "several-countries-together"],
        ["fl018-aze", "AZE", "", "several-countries-together"],
    ]
    assert register.loc[0, "note_en"] == (
        "Figure of the source for all its countries together: more than 160,000 (students). Cumulative."
    )
    assert tables["observations_financial-literacy.families"].empty


def test_what_is_not_a_number_of_persons_trained_counts_for_nothing() -> None:
    target = FACT | {"id": "FL012", "audience": "no", "count_class": "target_not_result", "is_persons": "false"}
    silent = FACT | {"id": "FL099", "value": "", "unit": "", "is_persons": "false"}
    unread = FACT | {"id": "FL100", "basis": "known"}
    tables = facts(target | {"value": "100", "unit": "households targeted"}, silent, unread)
    register = tables["register_financial-literacy"]
    assert register["not_counted"].tolist() == ["planned-not-done", "no-figure", "not-read"]
    assert register["value"].tolist() == ["", "", "6000"]
    assert tables["observations_financial-literacy"].empty


def test_slugs_are_plain() -> None:
    assert slug("Sanatoria 2002 (Bossi-Fini)") == "sanatoria-2002-bossi-fini"
    assert slug("Neuchâtel") == "neuchatel"
