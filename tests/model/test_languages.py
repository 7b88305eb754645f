"""Which languages a descriptor names, and where the pages of each stand."""

from __future__ import annotations

import pytest

from scripts.model.languages import Languages, languages_of

THREE = Languages(("en", "fr", "es"))


@pytest.mark.parametrize(
    ("descriptor", "codes"),
    [
        ({}, ("en",)),
        ({"languages": ["fr", "en"]}, ("fr", "en")),
        ({"languages": ["es"]}, ("es",)),
        ({"languages": []}, ("en",)),
        ({"languages": "fr"}, ("en",)),
        ({"languages": ["fr", "fr"]}, ("en",)),
        ({"languages": ["fr", 1]}, ("en",)),
        ({"languages": ["French"]}, ("en",)),
        ({"languages": ["api"]}, ("en",)),  # a folder of the site
    ],
)
def test_a_descriptor_names_languages(descriptor: dict[str, object], codes: tuple[str, ...]) -> None:
    assert languages_of(descriptor).codes == codes


@pytest.mark.parametrize(
    ("language", "root", "charts"), [("en", "", "charts"), ("fr", "fr/", "charts/fr"), ("es", "es/", "charts/es")]
)
def test_the_first_language_is_at_the_root(language: str, root: str, charts: str) -> None:
    assert THREE.root_of(language) == root
    assert THREE.folder_of("charts", language) == charts
    assert THREE.language_of(f"{root}countries/deu/index.html") == language


def test_any_language_may_be_the_first() -> None:
    assert Languages(("fr", "en")).roots == ("", "en/")


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [("en", "en", ""), ("en", "fr", "fr/"), ("fr", "en", "../"), ("fr", "es", "../es/"), ("fr", "fr", "../fr/")],
)
def test_ways_between_languages(here: str, there: str, expected: str) -> None:
    assert THREE.way(here, there) == expected


def test_areas_have_names_in_further_languages() -> None:
    assert Languages(("de",)).of_areas == ("en", "fr", "es", "de")
