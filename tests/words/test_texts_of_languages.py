"""What a language lacks is told before anything is built: each rule, and the fault that it is told of."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.model.languages import Languages, languages_of
from scripts.package.read import read_descriptor
from scripts.validate.validate import warnings
from scripts.words.translations import lacking
from scripts.words.words import WARNED
from tests.languages.second import BOTH, as_catalogue, second_texts

OWN: dict[str, Any] = {
    "site": {"locale": "en_GB"},
    "hello": "Hello {name}.",
    "told": {"zero": "Nobody.", "one": "{name} of {place}", "other": "{count} people of {place}"},
    "braces": "A {{brace}}.",
    "ways": {"stricter": "Stricter", "other": "Another {name}"},
}
SECOND: dict[str, Any] = {
    "site": {"locale": "fr_FR"},
    "hello": "Bonjour {name}.",
    "told": {"one": "{name} de {place}", "many": "{count} de {place}", "other": "{count} personnes de {place}"},
    "braces": "Une {{accolade}}.",
    "ways": {"stricter": "Plus strict", "other": "Autre {name}"},
}
FILE = "site_templates/locales/fr.po"
PAGES = ("glossary.md", "method.md")

Told = list[tuple[str, str, str, str, str]]


def project(folder: Path, own: Any, second: Any) -> Path:
    """A project of two languages; None leaves the second's texts out."""
    locales = folder / "site_templates" / "locales"
    locales.mkdir(parents=True)
    (locales / "en.json").write_text(json.dumps(own), encoding="utf-8")
    if second is not None:
        (locales / "fr.po").write_bytes(second.encode() if isinstance(second, str) else as_catalogue(second))
    for language in ("en", "fr"):
        (folder / "docs" / language).mkdir(parents=True)
        for page in PAGES:
            (folder / "docs" / language / page).write_text("# A page\n", encoding="utf-8")
    return folder


def told(folder: Path, languages: Languages = BOTH) -> Told:
    return [(each.code, each.file, each.field, each.found, each.expected) for each in lacking(languages, folder)]


def test_what_is_whole_lacks_nothing(tmp_path: Path) -> None:
    assert told(project(tmp_path, OWN, SECOND)) == []


RULES: dict[str, tuple[dict[str, Any], Told]] = {
    "a text that is missing": ({"hello": None}, [("text-missing", FILE, "hello", "", "Hello {name}.")]),
    "a text with plurals that is missing": ({"told": None}, [("text-missing", FILE, "told", "", "")]),
    "a text that nothing asks for": ({"hallo": "Bonjour."}, [("text-unknown", FILE, "hallo", "Bonjour.", "")]),
    "a misspelt name": (
        {"hello": "Bonjour {naem}."},
        [
            ("text-name-unknown", FILE, "hello", "{naem}", "{name}"),
            ("text-name-missing", FILE, "hello", "", "{name}"),
        ],
    ),
    "a misspelt name in one form": (
        {"told": SECOND["told"] | {"one": "{naem} de {place}"}},
        [("text-name-unknown", FILE, "told.one", "{naem}", "{count}, {name}, {place}")],
    ),
    "a misspelt name in a form that the first language has not": (
        {"told": SECOND["told"] | {"many": "{cuont} de {place}"}},
        [("text-name-unknown", FILE, "told.many", "{cuont}", "{count}, {name}, {place}")],
    ),
    "a name that is left out": (
        {"told": SECOND["told"] | {"other": "{count} personnes"}},
        [("text-name-missing", FILE, "told", "", "{place}")],
    ),
    "a form for any number that is left out": (
        {"told": {"one": "{name} de {place}"}},
        [("text-missing", FILE, "told", "", ""), ("text-unknown", FILE, "told.one", "{name} de {place}", "")],
    ),
    "a group that is no plural, although it has an 'other'": (
        {"ways": {"stricter": "Plus strict"}},
        [("text-missing", FILE, "ways.other", "", "Another {name}")],
    ),
    "a brace that is no name": ({"braces": "Une {0}."}, [("text-brace-stray", FILE, "braces", "{0}", "")]),
    "a name of another text": (
        {"braces": "Une {name}."},
        [("text-name-unknown", FILE, "braces", "{name}", "")],
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_texts_are_held_against_the_first(rule: str, tmp_path: Path) -> None:
    change, expected = RULES[rule]
    second = {key: text for key, text in (SECOND | change).items() if text is not None}
    assert told(project(tmp_path, OWN, second)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"told": OWN["told"] | {"one": "{naem} of {place}"}}, [("told.one", "{naem}")]),
        ({"told": OWN["told"] | {"one": "{name}, a text of another one's name"}}, []),
        ({"hello": "Hello {name"}, [("hello", "{name")]),
    ],
)
def test_forms_of_the_programs_own_language_agree(
    change: dict[str, Any], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = [each for each in told(project(tmp_path, OWN | change, SECOND)) if each[1].endswith("en.json")]
    assert [(field, text) for _, _, field, text, _ in found] == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (None, [("language-without-texts", "datapackage.json", "languages", "fr", FILE)]),
        ('msgid "', [("language-texts-unreadable", FILE, "")]),
        ("[]", [("language-texts-unreadable", FILE, "")]),
        (SECOND | {"site": {"locale": "xx_YY"}}, [("language-texts-unreadable", FILE, "")]),
        ({"hello": "Bonjour {name}."}, [("language-texts-unreadable", FILE, "")]),
    ],
)
def test_a_language_needs_a_locale_file(second: Any, expected: list[tuple[str, ...]], tmp_path: Path) -> None:
    found = told(project(tmp_path, OWN, second))
    assert [each[: len(right)] for each, right in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize(("absent", "expected"), [(PAGES, "glossary.md, method.md"), (("glossary.md",), "glossary.md")])
def test_a_language_needs_its_pages_and_is_told_in_one_line(
    absent: tuple[str, ...], expected: str, tmp_path: Path
) -> None:
    folder = project(tmp_path, OWN, SECOND)
    for page in absent:
        (folder / "docs" / "fr" / page).unlink()
    assert told(folder) == [("language-without-pages", "docs/fr", "", "fr", expected)]


def test_the_project_lacks_nothing_of_its_package() -> None:
    assert list(lacking(languages_of(read_descriptor(Path("datapackage"))))) == []


SPOILT: tuple[Callable[[dict[str, Any]], object], ...] = (
    lambda texts: texts["told"]["problems"].update(other="{cuont}"),
    lambda texts: texts["quote"].pop("close"),
)


@pytest.mark.parametrize("spoil", SPOILT)
def test_texts_that_no_page_needs_are_read_too(spoil: Callable[[dict[str, Any]], object], tmp_path: Path) -> None:
    own, second = json.loads(Path("site_templates/locales/en.json").read_bytes()), second_texts()
    folder = project(tmp_path, own, second)
    assert told(folder) == []
    spoil(second)
    (folder / FILE).write_bytes(as_catalogue(second))
    assert told(folder) != []


def test_what_warnings_say_is_said_in_each_language() -> None:
    assert set(WARNED) == warnings()
