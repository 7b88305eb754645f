"""What a site of another package says: nothing of the package that this project publishes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from scripts.findings.reading import Reading
from scripts.model.naming import own_words
from scripts.package.read import package_of
from scripts.summarise.summarise import summarise
from scripts.validate.validate import validate_files
from scripts.words.edition import Edition
from scripts.words.translations import unsaid
from scripts.words.words import Words
from tests.packages import Row, Rows, package_files, small_tables
from tests.soundness.trial import tried

PROJECT = re.compile(
    r"\bIOM\b|\beleven\b|\b10\.7\b|MIPEX|GLOBALCIT|MiGOF|\bdeaths?\b|[Mm]igra(?:nt|tion)|UN Geospatial|Mediterranean"
    r"|not made, checked or endorsed|\bat sea\b|\bfive policy areas|\bten dimensions|well-managed",
    re.IGNORECASE,
)
SPECIMENS = ("method/rules/", "method/sentences/")
"""Cases of the program's own rules, whose figures and names are made up."""


def _all_minimum(rows: Rows) -> Rows:
    return [{**row, "is_minimum": "true"} for row in rows]


def _numbered(rows: Rows) -> Rows:
    return [{**row, "number": str(int(row["number"]) + 40)} for row in rows]


def _single(rows: Rows) -> Rows:
    """The figures of travellers are single ones, that are never added up."""
    return [{**row, "aggregation": "spread"} if row["id"] == "crossings.travellers" else row for row in rows]


INPUTS: Mapping[str, Mapping[str, object]] = {
    "the small package": {},
    "minimums": {"series": _all_minimum},
    "other numbers": {"indicators": _numbered},
    "no framework": {"frameworks": None, "crosswalk": None},
    "no dimensions": {"dimensions": None, "crosswalk": None, "good_practices": None},
    "no criteria": {"criteria": None},
    "no practices": {"good_practices": None},
    "no evidence": {"evidence": None, "assessments": None},
}


@pytest.mark.one_in(5)
@pytest.mark.parametrize("changes", INPUTS.values(), ids=INPUTS.keys())
def test_a_site_of_another_package_says_nothing_of_this_one(changes: Mapping[str, object], tmp_path: Path) -> None:
    trial = tried(package_files(**changes), tmp_path)  # type: ignore[arg-type]
    assert trial.refused == ()
    said = {
        (path, text.strip())
        for path, page in trial.pages.items()
        if path not in SPECIMENS
        for text in map(str, (page.title, page.description, *html.fromstring(f"<div>{page.fragment}</div>").itertext()))
        if PROJECT.search(text)
    }
    assert said == set()


def _named(words: Mapping[str, str]) -> dict[str, bytes]:
    files = dict(package_files())
    told = json.loads(files["datapackage.json"])
    site = {"name_en": "Doors", "subtitle_en": "who opens them", "words_en": dict(words)}
    return {**files, "datapackage.json": json.dumps({**told, "site": site}).encode()}


def test_a_package_says_texts_in_its_own_words() -> None:
    package = package_of(_named({"page.wording": "The Institute's wording"}))
    edition = Edition(Reading(package, summarise(package)), Words.load("en"))
    assert edition.words("page.wording") == "The Institute's wording"
    assert edition.words("nav.home") == Words.load("en")("nav.home")


FAULTS: Mapping[str, tuple[Row, list[tuple[str, str]]]] = {
    "a text of its own": ({"page.wording": "Its wording"}, []),
    "a form of a text": ({"region.lead.one": "{count} place belongs to it."}, []),
    "a text that nothing asks for": ({"page.wordng": "x"}, [("text-unknown", "site.words_en.page.wordng")]),
    "a name that nothing is put in for": (
        {"country.description": "{nmae}"},
        [("text-name-unknown", "site.words_en.country.description")],
    ),
    "a brace": ({"page.wording": "{"}, [("text-brace-stray", "site.words_en.page.wording")]),
    "a message of the program": (
        {"problems.text-unknown.what": "x"},
        [("text-unknown", "site.words_en.problems.text-unknown.what")],
    ),
}


@pytest.mark.parametrize(("words", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_own_words_are_held_against_the_texts_of_the_program(words: Row, expected: list[tuple[str, str]]) -> None:
    told = json.loads(_named(words)["datapackage.json"])
    assert own_words(told, "en") == words
    assert [(each.code, each.field) for each in unsaid(told)] == expected


AREAS = {"areas_en": {"single": "river", "article": "a river", "several": "rivers"}}
COUNTRIES = re.compile(
    r"(?<![\w/-])countr(?:y|ies)\b(?![/-])|\bUN member|\bIOM\b|\beleven\b|migra(?:nt|tion)|\bof 0\b", re.IGNORECASE
)
"""What no page of a site of rivers says; `countries/` is a folder of addresses."""


def _rivers() -> dict[str, bytes]:
    """The small package of areas that are no countries: none is a UN member state."""

    def none(rows: Rows) -> list[Row]:
        kept = ("iso3", "name_en", "name_fr", "name_es", "source")
        return [{**{name: row[name] for name in kept}, "area_type": "other-area"} for row in rows]

    files = dict(
        package_files(
            reference_areas=none,
            area_names=None,
            area_parts=None,
            indicators=lambda rows: [row for row in rows if row["id"] == "crossings"],
            series=lambda rows: [row for row in rows if row["indicator"] == "crossings"],
            crosswalk=None,
            evidence=None,
            good_practices=None,
            assessments=None,
            **{"observations_open-doors": None, "observations_open-doors.height": None},
        )
    )
    told = json.loads(files["datapackage.json"])
    site = {"name_en": "Rivers", "subtitle_en": "who crosses them", **AREAS}
    return {**files, "datapackage.json": json.dumps({**told, "site": site}).encode()}


def test_areas_are_called_what_they_are(tmp_path: Path) -> None:
    trial = tried(_rivers(), tmp_path)
    assert trial.refused == ()
    assert trial.faults == ()
    said = {
        (path, text.strip())
        for path, page in trial.pages.items()
        if path not in SPECIMENS and path != "method/fields/"
        for text in map(str, (page.title, page.description, *html.fromstring(f"<div>{page.fragment}</div>").itertext()))
        if COUNTRIES.search(text)
    }
    assert said == set()
    assert "Compare rivers" in trial.pages["compare/"].title


CALLED: Mapping[str, tuple[str, str]] = {
    "several": ("Of {count} countries and areas, 3.", "Of {count} rivers, 3."),
    "one": ("Country or area", "River"),
    "with its article": ("Choose a country.", "Choose a river."),
    "by itself": ("Country by country", "River by river"),
    "capitals of one word": ("Countries", "Rivers"),
    "a name in braces": ("{country} and {countries}", "{country} and {countries}"),
    "a word that holds it": ("countryside, crosscountry", "countryside, crosscountry"),
}


@pytest.mark.parametrize(("text", "expected"), CALLED.values(), ids=CALLED.keys())
def test_a_phrase_is_replaced_as_a_whole(text: str, expected: str) -> None:
    words = Words.load("en")
    held = Words("en", {**words.texts, "nav.home": text}, words.locale)
    assert held.calling(AREAS["areas_en"]).pattern("nav.home") == expected
    assert held.calling({}).pattern("nav.home") == text


UNFIT: Mapping[str, tuple[object, str]] = {
    "no form": ({}, "descriptor-invalid"),
    "a form too few": ({"single": "river", "several": "rivers"}, "descriptor-invalid"),
    "a form that nobody knows": ({**AREAS["areas_en"], "plural": "rivers"}, "property-unknown"),
    "a word alone": ("rivers", "descriptor-invalid"),
    "a number": ({**AREAS["areas_en"], "single": 1}, "descriptor-invalid"),
}


@pytest.mark.parametrize(("called", "code"), UNFIT.values(), ids=UNFIT.keys())
def test_what_areas_are_called_is_three_texts(called: object, code: str) -> None:
    files = _rivers()
    told = json.loads(files["datapackage.json"])
    told["site"]["areas_en"] = called
    problems = validate_files({**files, "datapackage.json": json.dumps(told).encode()})
    assert code in {problem.code for problem in problems}


def _one(row: str) -> dict[str, object]:
    """The small package with one indicator, `row`, alone."""
    gone = {name: None for name in small_tables() if name.startswith("observations_") and row not in name}
    return {
        "indicators": lambda rows: [each for each in rows if each["id"] == row],
        "series": lambda rows: [each for each in rows if each["indicator"] == row],
        "crosswalk": None,
        "evidence": None,
        "breaks": None,
        **gone,
    }


ONE = re.compile(
    r"(?<![\d.,])1 (?:indicators|countries|areas|rows|periods|years|records)\b|\bone of the 1\b", re.IGNORECASE
)
"""A plural of one."""


@pytest.mark.parametrize("of", ["crossings", "open-doors"])
def test_one_indicator_is_no_plural(of: str, tmp_path: Path) -> None:
    trial = tried(package_files(**_one(of)), tmp_path)  # type: ignore[arg-type]
    assert trial.refused == ()
    assert trial.faults == ()
    assert {path: said for path, page in trial.pages.items() if (said := ONE.findall(page.fragment))} == {}


def test_who_is_no_un_member_is_not_said_to_be_every_one(tmp_path: Path) -> None:
    trial = tried(_rivers(), tmp_path)
    assert "The 3 rivers in the data." in trial.pages["countries/"].fragment
    assert "UN member" not in trial.pages["countries/"].fragment
