"""Faults of the files for programs: each is told with its place in the file, and as nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from scripts.words.words import Words
from tests.verify.tiny_api import CONTENT
from tests.verify.tiny_site import DATA, TABLES, Made

GERMANY, FRANCE, DOORS = "countries/DEU", "countries/FRA", "indicators/doors"
GERMAN_YEARS, FRENCH_YEARS = "years/DEU", "years/FRA"
Edit = Callable[[dict[str, Any]], None]

DROP: Any = object()


def put(place: str, value: object) -> Edit:
    """Put a value at a place of a file; DROP takes away what is there."""

    def edit(content: dict[str, Any]) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in place.split("/")]
        at: Any = content
        for step in way:
            at = at[step]
        if value is DROP:
            del at[last]
        else:
            at[last] = value

    return edit


VALUE = "indicators/0/values/obs_value"
TOO_LATE = {**CONTENT["years/DEU"]["series"]["doors"][0], "headline_period": "2022"}
"""A status that is carried beyond its term."""

FAULTS: dict[str, tuple[str, Edit, str, str]] = {
    # fault: file, edit, code, place
    "another number": (FRANCE, put("context/0/values/obs_value/value", 1235), "api-value-differs", "values/obs_value"),
    "another code": (GERMANY, put(f"{VALUE}/value", "no"), "api-value-differs", VALUE),
    "no value": (GERMANY, put(f"{VALUE}/value", DROP), "api-value-differs", VALUE),
    "another aggregate": (
        "summaries/doors",
        put("world/0/values/share_low/value", 0.25),
        "api-value-differs",
        "world/0/values/share_low",
    ),
    "a cell beyond the file": (
        GERMANY,
        put(f"{VALUE}/cell", f"{DATA}/observations_doors.csv#cell=3,3"),
        "api-cell-missing",
        VALUE,
    ),
    "the head of the file": (
        GERMANY,
        put(f"{VALUE}/cell", f"{DATA}/observations_doors.csv#cell=1,3"),
        "api-cell-missing",
        VALUE,
    ),
    "no cell": (GERMANY, put(f"{VALUE}/cell", "nowhere"), "api-cell-missing", VALUE),
    "another year": (GERMANY, put("indicators/0/time_period", "2021"), "api-observation-differs", "0/time_period"),
    "another note": (GERMANY, put("indicators/0/note", None), "api-observation-differs", "indicators/0/note"),
    "another status": (FRANCE, put("context/0/obs_status", "A"), "api-observation-differs", "context/0/obs_status"),
    "another area": (DOORS, put("observations/0/ref_area", "FRA"), "api-observation-differs", "0/ref_area"),
    "another series": (FRANCE, put("context/0/series", "doors"), "api-observation-differs", "values/obs_value"),
    "another column": (
        FRANCE,
        put("context/0/values", {"numerator": {"value": 1234, "cell": f"{DATA}/observations_people.csv#cell=2,3"}}),
        "api-observation-differs",
        "values/numerator",
    ),
    "another group": ("summaries/doors", put("world/0/group", "150"), "api-observation-differs", "world/0/group"),
    "another measure": (
        "summaries/doors",
        put("world/0/values", {"share_high": {"value": 0.5, "cell": f"{DATA}/summaries.csv#cell=36,5"}}),
        "api-observation-differs",
        "world/0/measure",
    ),
    "a status left out": (GERMANY, put("indicators/0/values", {}), "api-observation-absent", "indicators/0"),
    "evidence that is not there": (GERMANY, put("indicators/0/evidence", 1), "api-count-differs", "0/evidence"),
    "records without a register": (GERMANY, put("indicators/0/records", 0), "api-count-differs", "0/records"),
    "another label": (GERMANY, put("labels/policy_status/yes/en", "Ja"), "api-text-differs", "policy_status/yes/en"),
    "a code that is not in the list": (DOORS, put("labels/note/x", {"en": "X"}), "api-text-differs", "note/x/en"),
    "another title of a source": (DOORS, put("sources/gazette/title", "Times"), "api-text-differs", "gazette/title"),
    "another name": ("countries", put("countries/1/name/en", "Gaul"), "api-text-differs", "countries/1/name/en"),
    "another code of a country": (FRANCE, put("m49", "250"), "api-text-differs", "m49"),
    "another name of a group": ("countries", put("groups/0/name/en", "Asia"), "api-text-differs", "groups/0/name/en"),
    "another term": ("indicators", put("indicators/0/headline/max_age", 4), "api-text-differs", "headline/max_age"),
    "another name of an indicator": (DOORS, put("label/en", "Doors"), "api-text-differs", "/label/en"),
    "a country left out": ("countries", put("countries/1", DROP), "api-list-differs", "/countries"),
    "a country twice": (
        "countries",
        put("countries", [*CONTENT["countries"]["countries"], CONTENT["countries"]["countries"][0]]),
        "api-list-differs",
        "/countries",
    ),
    "a list that is not one": ("countries", put("countries", DROP), "api-list-differs", "/countries"),
    "another number of a year": (
        FRENCH_YEARS,
        put("series/people/0/values/obs_value/value", 1235),
        "api-value-differs",
        "series/people/0/values/obs_value",
    ),
    "another period of a year": (
        GERMAN_YEARS,
        put("series/doors/0/time_period", "2021"),
        "api-observation-differs",
        "series/doors/0/time_period",
    ),
    "another status of a year": (
        FRENCH_YEARS,
        put("series/people/0/obs_status", "A"),
        "api-observation-differs",
        "series/people/0/obs_status",
    ),
    "a year too many": (
        GERMAN_YEARS,
        put("series/doors", [*CONTENT["years/DEU"]["series"]["doors"], TOO_LATE]),
        "api-observation-differs",
        "/series/doors/2022",
    ),
    "a year left out": (GERMAN_YEARS, put("series/doors/0", DROP), "api-observation-absent", "/series/doors/2021"),
    "a series of years left out": (
        FRENCH_YEARS,
        put("series/people", DROP),
        "api-observation-absent",
        "/series/people/2020",
    ),
    "years of another country": (FRENCH_YEARS, put("iso3", "DEU"), "api-text-differs", "/iso3"),
    "another label of years": (
        FRENCH_YEARS,
        put("labels/note/read-twice/en", "X"),
        "api-text-differs",
        "read-twice/en",
    ),
    "a blank that no table has": (
        GERMAN_YEARS,
        put("blanks/doors", [{"time_period": "2019", "obs_status": "O", "source": "gazette"}]),
        "api-observation-differs",
        "/blanks/doors/2019",
    ),
    "years without blanks": (GERMAN_YEARS, put("blanks", DROP), "api-file-unreadable", ""),
    "years without series": (GERMAN_YEARS, put("series", DROP), "api-file-unreadable", ""),
    "a period too few": (GERMANY, put("periods/0", DROP), "api-list-differs", "/periods"),
    "values of another shape": (GERMANY, put("indicators/0/values", "yes"), "api-file-unreadable", ""),
}


@pytest.mark.one_in(5)
@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_told_with_its_place(made: Made, case: str) -> None:
    name, edit, code, place = FAULTS[case]
    content = deepcopy(CONTENT[name])
    edit(content)
    path = f"api/v1/{name}.json"
    made.add(path, json.dumps(content))
    found = made.problems()
    assert {problem.code for problem in found} == {code}
    assert {problem.file for problem in found} == {path}
    assert any(problem.field.endswith(place) for problem in found), [problem.field for problem in found]


def test_a_status_beyond_its_term_need_not_be_there(made: Made) -> None:
    """The status of 2020 stands for 2021, since `max_age` is one year, and not for 2022."""
    content = deepcopy(CONTENT[GERMANY])
    content["indicators"][0] |= {"values": {}, "headline_period": "2022"}
    made.add(f"api/v1/{GERMANY}.json", json.dumps(content))
    assert made.problems() == ()


def told(made: Made) -> set[tuple[str, str, str, str]]:
    """The problems of the files for programs: code, file, last step of the place, what would have been right."""
    found = (problem for problem in made.problems() if problem.code.startswith("api-"))
    return {(p.code, p.file.rpartition("/")[2], p.field.rpartition("/")[2], p.expected) for p in found}


def test_a_later_status_may_not_be_passed_over(made: Made) -> None:
    later = "DEU,2021,no,A,gazette,\n"
    made.data(observations_doors=TABLES["observations_doors"] + later)
    of_country = ("api-observation-differs", "DEU.json", "time_period", "2021")
    of_year = ("api-observation-differs", "DEU.json", "2021", "3")  # the row that stands in it
    assert told(made) == {of_country, of_year}


def test_a_record_is_of_both_parties(made: Made) -> None:
    series = TABLES["series"].replace("areas,,1", "areas,doors,1")
    made.data(series=series, register_doors="ref_area,counterpart_area\nFRA,DEU\nFRA,\n")
    counted = {("api-count-differs", "DEU.json", "records", "1"), ("api-count-differs", "FRA.json", "records", "2")}
    assert told(made) == counted


FILES: dict[str, tuple[Callable[[Made], None], str]] = {
    "absent": (lambda made: (made.site / "api/v1/countries/FRA.json").unlink(), "api-file-absent"),
    "of nobody": (lambda made: made.add("api/v1/countries/XYZ.json", "{}"), "api-file-extra"),
    "not JSON": (lambda made: made.add("api/v1/countries/FRA.json", "{"), "api-file-unreadable"),
    "another JSON": (lambda made: made.add("api/v1/countries/FRA.json", "[" * 100_000), "api-file-unreadable"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_not_as_it_should_be(made: Made, case: str) -> None:
    change, code = FILES[case]
    change(made)
    assert made.codes() == {code}


def test_every_code_has_words() -> None:
    words = Words.load("en")
    for code in {code for _, _, code, _ in FAULTS.values()} | {code for _, code in FILES.values()}:
        assert words.has(f"problems.{code}.what"), code
        assert words.has(f"problems.{code}.remedy"), code
