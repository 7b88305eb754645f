"""The files for programs of the tiny site, written by hand."""

from __future__ import annotations

import json
from typing import Any

DOORS = {
    "series": "doors",
    "label": {"en": "Doors"},
    "measure_type": "policy",
    "codelist": "policy_status",
    "unit_measure": "policy-status",
    "per": 1,
    "is_minimum": False,
    "finds_only_yes": False,
    "aggregation": "areas",
    "dimensions": [],
    "max_age": 1,
    "reference_day": "12-31",
    "first_period": "2020",
    "last_period": "2021",
    "source": "gazette",
    "shown": {"obs_value": {"style": "code"}},
}
GERMAN_DOORS = {
    "series": "doors",
    "time_period": "2020",
    "dimensions": {},
    "values": {"obs_value": {"value": "yes", "cell": "data/latest/observations_doors.csv#cell=2,3"}},
    "obs_status": "A",
    "source": "gazette",
    "note": "read-twice",
}
FRENCH_DOORS: dict[str, Any] = {
    "series": "doors",
    "time_period": None,
    "dimensions": {},
    "values": {},
    "obs_status": None,
    "source": "gazette",
    "note": None,
}
FRENCH_PEOPLE = {
    "series": "people",
    "time_period": "2020",
    "dimensions": {},
    "values": {"obs_value": {"value": 1234, "cell": "data/latest/observations_people.csv#cell=2,3"}},
    "obs_status": "P",
    "source": "gazette",
    "note": None,
}
WORLD = {
    "series": "doors",
    "group": "WLD",
    "time_period": "2021",
    "values": {"share_low": {"value": 0.5, "cell": "data/latest/summaries.csv#cell=36,5"}},
}
WORDS = {
    "labels": {"policy_status": {"yes": {"en": "Yes"}}, "note": {"read-twice": {"en": "Read twice."}}},
    "sources": {"gazette": {"title": "Gazette", "publisher": "", "edition": "", "licence": ""}},
}
INDICATOR = {"id": "doors", "label": {"en": "Open doors"}, "headline": {**DOORS, "time_period": "2021"}}


def area(iso3: str, name: str) -> dict[str, Any]:
    return {"iso3": iso3, "iso2": "", "m49": "", "area_type": "un-member", "name": {"en": name}}


def entry(observation: dict[str, Any]) -> dict[str, Any]:
    return {"indicator": "doors", "headline_period": "2021", "evidence": 0, "records": None, **observation}


def in_year(observation: dict[str, Any]) -> dict[str, Any]:
    """Give an observation as files of years have it: without what is blank and what its series says."""
    return {name: held for name, held in observation.items() if held and name != "series"}


CONTENT: dict[str, Any] = {
    "profile": {"$defs": {}},
    "indicators": {"indicators": [INDICATOR]},
    "indicators/doors": {
        **INDICATOR,
        "world": WORLD,
        "observations": [{"ref_area": "DEU", **GERMAN_DOORS}],
        **WORDS,
    },
    "summaries/doors": {"groups": [{"name": {"en": "World"}, "kind": "world", **WORLD}], "world": [WORLD]},
    "countries": {
        "groups": [{"id": "150", "kind": "region", "name": {"en": "Europe"}}],
        "countries": [area("DEU", "Germany"), area("FRA", "France")],
    },
    "countries/DEU": {
        **area("DEU", "Germany"),
        "indicators": [entry(GERMAN_DOORS)],
        "context": [],
        "periods": ["2021", "2020"],
        **WORDS,
    },
    "countries/FRA": {
        **area("FRA", "France"),
        "indicators": [entry(FRENCH_DOORS)],
        "context": [FRENCH_PEOPLE],
        "periods": ["2020"],
        **WORDS,
    },
    "years/DEU": {
        "iso3": "DEU",
        "series": {
            "doors": [
                {**in_year(GERMAN_DOORS), "headline_period": "2021", "carried_forward": True},
                in_year(GERMAN_DOORS),
            ]
        },
        "blanks": {},
        **WORDS,
    },
    "years/FRA": {"iso3": "FRA", "series": {"people": [in_year(FRENCH_PEOPLE)]}, "blanks": {}, **WORDS},
}
API = {f"api/v1/{name}.json": json.dumps(content) for name, content in CONTENT.items()}
