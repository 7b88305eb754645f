"""What a package calls its site: a name, and what the site is in a few words, in each of its languages.

`"site": {"name_en": "Migration 10.7", "subtitle_en": "the eleven indicators ..."}` in the descriptor, a property of our
profile. Where a package has none, its site has the title of the package and no subtitle.
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
