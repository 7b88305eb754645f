"""What a package calls its site, in each of its languages."""

from __future__ import annotations

from scripts.model.naming import Naming, naming_of, texts_of

TEXTS = {"name_en": "Doors", "subtitle_en": "who may cross", "name_fr": "Portes", "subtitle_fr": "qui peut passer"}
TWO = {"title": "A package", "languages": ["en", "fr"], "site": TEXTS}


def test_a_site_is_called_what_its_package_says_in_each_language() -> None:
    assert naming_of(TWO, "en") == Naming(name="Doors", subtitle="who may cross")
    assert naming_of(TWO, "fr") == Naming(name="Portes", subtitle="qui peut passer")


def test_a_package_that_names_no_site_gives_it_its_own_title() -> None:
    assert naming_of({"title": "A package"}, "en") == Naming(name="A package", subtitle="")


def test_each_language_has_each_text() -> None:
    assert set(texts_of(TWO)) == set(TEXTS)
