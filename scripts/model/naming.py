"""What a package calls its site, and what the site says of itself in the package's own words, in each language.

`"site": {"name_en": "Migration 10.7", "subtitle_en": "the eleven ...", "words_en": {"page.wording": "..."}}` in
the descriptor, a property of our profile. Where a package has none, its site has the title of the package, no subtitle,
and the program's general words. `"areas_en": {"single": "river", "article": "a river", "several": "rivers"}` says what
its areas are, where they are no countries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from scripts.model.languages import languages_of

PROPERTY: Final = "site"
"""Property of the descriptor that names the site."""

TEXTS: Final = ("name", "subtitle")
"""What is said in each language."""

WORDS: Final = "words"
"""Texts of the locale file, by key, that the package says in its own words."""


AREAS: Final = "areas"
"""What areas are called: one, one with its article, and several."""

FORMS: Final = ("single", "article", "several")


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What a site is called in one language. `subtitle` is '' where the package gives none."""

    name: str
    subtitle: str


def naming_of(descriptor: Mapping[str, object], language: str) -> Naming:
    """Give what the site of a package is called in one of its languages."""
    site = descriptor.get(PROPERTY)
    if not isinstance(site, Mapping):
        return Naming(name=str(descriptor["title"]), subtitle="")
    return Naming(name=str(site[f"name_{language}"]), subtitle=str(site[f"subtitle_{language}"]))


def texts_of(descriptor: Mapping[str, object]) -> tuple[str, ...]:
    """Give the properties that the object must have: each text in each language of the package."""
    return tuple(f"{text}_{language}" for text in TEXTS for language in languages_of(descriptor).codes)


def words_in(language: str) -> str:
    """Give the property of a site's own words in a language: `words_en`."""
    return f"{WORDS}_{language}"


def own_words(descriptor: Mapping[str, object], language: str) -> Mapping[str, str]:
    """Give the texts that a package says in its own words in a language, by key of the locale file."""
    site = descriptor.get(PROPERTY)
    held = site.get(words_in(language)) if isinstance(site, Mapping) else None
    return {str(key): str(text) for key, text in held.items()} if isinstance(held, Mapping) else {}


def areas_in(language: str) -> str:
    """Give the property of what a package's areas are in a language: `areas_en`."""
    return f"{AREAS}_{language}"


def called_areas(descriptor: Mapping[str, object], language: str) -> Mapping[str, str]:
    """Give what areas are called by form; nothing where they are countries and areas."""
    site = descriptor.get(PROPERTY)
    held = site.get(areas_in(language)) if isinstance(site, Mapping) else None
    return {form: str(held[form]) for form in FORMS} if isinstance(held, Mapping) else {}
