"""Where the pages of each language stand."""

from __future__ import annotations

import pytest

from scripts.model.languages import folder_of, root_of, way


@pytest.mark.parametrize(("language", "root", "charts"), [("en", "", "charts"), ("fr", "fr/", "charts/fr")])
def test_the_first_language_is_at_the_root(language: str, root: str, charts: str) -> None:
    assert root_of(language) == root
    assert folder_of("charts", language) == charts


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [("en", "en", ""), ("en", "fr", "fr/"), ("fr", "en", "../"), ("fr", "es", "../es/"), ("fr", "fr", "../fr/")],
)
def test_ways_between_languages(here: str, there: str, expected: str) -> None:
    assert way(here, there) == expected
