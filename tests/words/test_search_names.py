"""Names by which pages are looked for: all that the package has, each once, and nothing for a thing without."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from scripts.findings.reading import Reading
from scripts.model.site import ABSENT, ALSO, CODE, FORMERLY, KEYWORD, PART, TERRITORY, Name
from scripts.package.read import package_of, read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.names import names_of, names_of_absent, note_of
from scripts.words.words import Words
from tests.packages import Row, Rows, package_files, write_package

STATES: Sequence[Row] = [
    {"iso3": "AAA", "iso2": "AA", "m49": "900", "name_en": "Upper Doors", "valid_to": "1990-01-01"},
    {"iso3": "BBB", "iso2": "BB", "m49": "901", "name_en": "Lower Doors", "valid_to": "1995-01-01"},
]


def areas(rows: Rows) -> Rows:
    shared = {"area_type": "former-state", "name_fr": "Portes", "name_es": "Puertas", "source": "survey"}
    namibia = {"name_fr": "Namibie", "official_name_en": "Republic of Namibia"}
    changed = [{**row, **namibia} if row["iso3"] == "NAM" else row for row in rows]
    return [*changed, *({**shared, **state} for state in STATES)]


def named(name: str, area: str, kind: str, since: str = "0001") -> Row:
    return {"name": name, "ref_area": area, "valid_from": since, "kind": kind}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    more = [
        named("South West Africa", "NAM", "former"),
        named("Lower Doors", "BBB", "short"),
        named("Doorland", "AAA", "short"),
        named("Doorland", "BBB", "former", "1990-01-02"),
    ]
    folder = write_package(
        tmp_path_factory.mktemp("package"),
        reference_areas=areas,
        area_names=lambda rows: [*rows, *more],
        former_territories=[
            {"former_area": "AAA", "ref_area": "DEU"},
            {"former_area": "BBB", "ref_area": "DEU"},
            {"former_area": "BBB", "ref_area": "KEN"},
        ],
    )
    package = read_package(folder)
    return Edition(Reading(package, summarise(package)), Words.load("en"))


def of(kind: str, names: Sequence[Name]) -> list[str]:
    return [name.text for name in names if name.kind == kind]


def test_a_country_has_its_codes_and_its_names_in_every_language(site: Edition) -> None:
    names = names_of(site, "country", site.areas["NAM"])
    assert of(CODE, names) == ["NA", "NAM", "516"]
    assert of(ALSO, names) == ["Namibia", "Namibie", "Republic of Namibia"]
    assert of(FORMERLY, names) == ["South West Africa"]
    assert of(TERRITORY, names) == []


def test_a_country_is_found_under_states_that_were_where_it_is(site: Edition) -> None:
    names = names_of(site, "country", site.areas["DEU"])
    assert [(name.text, name.shown) for name in names if name.kind == TERRITORY] == [
        ("Upper Doors", "Upper Doors"),
        ("Lower Doors", "Lower Doors"),
        ("Doorland", "Upper Doors"),
    ], "a name that two states bore is told once, of the first that is listed"
    kenya = names_of(site, "country", site.areas["KEN"])
    assert of(TERRITORY, kenya) == ["Lower Doors", "Doorland"]


def test_an_indicator_has_its_everyday_words_and_its_series(site: Edition) -> None:
    names = names_of(site, "indicator", site.reading.indicators[0])
    assert of(CODE, names) == ["open-doors"]
    assert of(KEYWORD, names) == [
        "doors ajar",
        "unlocked",
        "nobody at home",
        "Countries with open doors",
        "Height of doors",
    ]


def test_a_group_has_its_code(site: Edition) -> None:
    assert of(CODE, names_of(site, "area group", site.reading.groups["002"])) == ["002"]


def test_a_page_of_the_site_has_its_title_only(site: Edition) -> None:
    assert names_of(site, "site", None) == ()


def test_a_thing_without_names_of_its_own_has_its_id(site: Edition) -> None:
    for kind, row in (("dimension", site.reading.dimensions[0]), ("source", site.reading.sources["survey"])):
        assert [(name.kind, name.text) for name in names_of(site, kind, row)] == [(CODE, row["id"])]


def test_notes_tell_pages_apart(site: Edition) -> None:
    assert note_of(site, "country", site.areas["KEN"]) == "Africa"
    assert note_of(site, "site", None) == ""
    assert note_of(site, "indicator", site.reading.indicators[0]) == "# countries with open doors"
    assert note_of(site, "source", site.reading.sources["survey"]) == "Institute of Doors"


WITHOUT_PAGE: Sequence[Row] = [
    {
        "iso3": "GRL",
        "iso2": "GL",
        "m49": "304",
        "name_en": "Greenland",
        "name_fr": "Groenland",
        "name_es": "Groenlandia",
    },
    {"iso3": "FLK", "iso2": "FK", "m49": "238", "name_en": "Falkland Islands (Malvinas)"},
    {"iso3": "REU", "iso2": "RE", "m49": "638", "name_en": "Réunion"},
]


@pytest.fixture(scope="module")
def apart() -> Edition:
    shared = {"area_type": "other-area", "source": "survey"}
    part = {"ref_area": "GRL", "part_of": "DEU", "source": "survey"}
    files = package_files(
        reference_areas=lambda rows: [*rows, *({**shared, **row} for row in WITHOUT_PAGE)],
        area_names=lambda rows: [
            *rows,
            named("Malvinas", "FLK", "alternative"),
            named("Kalaallit Nunaat", "GRL", "local"),
        ],
        area_parts=lambda rows: [*rows, part, {**part, "ref_area": "REU", "part_of": "KEN"}],
    )
    package = package_of(files)
    return Edition(Reading(package, summarise(package)), Words.load("en"))


@pytest.mark.parametrize("sought", ["Greenland", "Groenland", "Groenlandia", "Kalaallit Nunaat", "GRL", "GL"])
def test_a_part_without_a_page_leads_to_its_state(sought: str, apart: Edition) -> None:
    names = names_of(apart, "country", apart.areas["DEU"])
    assert [(name.kind, name.shown) for name in names if name.text == sought] == [(PART, "Greenland")]
    assert sought not in [name.text for name in names_of(apart, "country", apart.areas["NAM"])]


@pytest.mark.parametrize("sought", ["Falkland Islands (Malvinas)", "Malvinas", "FLK", "238"])
def test_what_is_no_part_leads_to_the_list_of_all(sought: str, apart: Edition) -> None:
    names = names_of_absent(apart)
    assert [(name.kind, name.shown) for name in names if name.text == sought] == [
        (ABSENT, "Falkland Islands (Malvinas)")
    ]
    assert {name.shown for name in names} == {"Falkland Islands (Malvinas)"}
