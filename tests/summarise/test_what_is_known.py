"""How much is known: of each area, and of the states of each group."""

from __future__ import annotations

from scripts.summarise.coverage import counts

KNOWN = {"doors": {"AAA", "BBB", "ISL"}, "bridges": {"AAA", "OLD"}, "roads": set[str]()}
AREAS = ["AAA", "BBB", "CCC", "ISL"]
STATES = {"AAA", "BBB", "CCC"}
MEMBERS = {"WLD": {"AAA", "BBB", "CCC", "ISL"}, "002": {"BBB", "CCC", "OLD"}, "150": set[str]()}


def test_each_area_has_the_number_of_indicators_that_are_known_of_it() -> None:
    assert counts(KNOWN, AREAS, STATES, MEMBERS).indicators == {"AAA": 2, "BBB": 1, "CCC": 0, "ISL": 1}


def test_a_group_is_counted_by_its_states_alone() -> None:
    found = counts(KNOWN, AREAS, STATES, MEMBERS)
    assert found.states == {"WLD": 3, "002": 2, "150": 0}
    assert found.known == {
        "WLD": {"doors": 2, "bridges": 1, "roads": 0},
        "002": {"doors": 1, "bridges": 0, "roads": 0},
        "150": {"doors": 0, "bridges": 0, "roads": 0},
    }
