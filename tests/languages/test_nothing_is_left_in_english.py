"""No page and no file of another language of the finished site says anything in English that does not say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from scripts.words.tongues import tongue_of
from tests.languages.left import english, left, of_files, of_pages, told

OTHERS = ("fr", "es")


PARTS = 7
"""How many parts the pages of a language are gone through in."""


@pytest.mark.one_in(5)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", OTHERS)
def test_no_page_says_anything_in_english(site: Path, language: str, part: int) -> None:
    assert left(of_pages(site, language, slice(part, None, PARTS)), language) == {}


@pytest.mark.parametrize("language", OTHERS)
def test_no_file_says_anything_in_english(site: Path, language: str) -> None:
    assert left(of_files(site, language), language) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le chiffre is not known dans ce pays.", "is not"),
        ("List of agreements", "of"),
        ("State Bank of India, dans la note", ""),
        ("Les pages de l’OIM, par exemple", ""),
        ("the-list.csv, data/which_is.csv", ""),
        ("AND", ""),
    ],
)
def test_english_is_known_by_small_words(text: str, found: str) -> None:
    assert english(text, "fr") == found


def test_what_says_its_language_stands_and_code_does() -> None:
    page = html.fromstring(
        '<main><p>Source : <span lang="en">Status of treaties</span>, <code>not_of</code> lue</p>'
        '<img alt="which is"></main>'
    )
    assert [text for text in told(page, "fr", "fr") if english(text, "fr")] == ["which is"]


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Ley 8764, de los extranjeros", "es"),
        ("Gesetz zur Modernisierung des Staatsangehörigkeitsrechts", "de"),
        ("Accords de sécurité sociale entre la France et la Principauté d'Andorre", "fr"),
        ("Los Angeles, United States: a plan for all", "en"),
        ("APEC Business Travel Card", "en"),
        ("bolivia.com", "en"),
    ],
)
def test_a_title_is_in_the_language_of_its_small_words(title: str, language: str) -> None:
    assert tongue_of(title, "en") == language
