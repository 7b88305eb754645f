"""The languages of a package's site, and where the pages and files of each stand.

A package names them in its descriptor: `"languages": ["en", "fr"]`, as the recipe for language support of the Data
Package standard has it (https://datapackage.org/recipes/language-support/). The first stands at the root of the site,
every other below a folder of its own name; data files that hold all languages stand once, at the root.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PROPERTY: Final = "languages"
"""Property of the descriptor that names the languages."""

UNNAMED: Final = ("en",)
"""Languages of a package that names none, by the recipe."""

TRANSLATIONS: Final = "translations"
"""Folder of a package's catalogues of translations, beside its `data/`: `translations/fr.po`."""

AREA_LANGUAGES: Final = ("en", "fr", "es")
"""Languages in which every package names countries and areas, whatever those of its site."""

CODE: Final = re.compile("[a-z]{2}", re.ASCII)
"""A language as ISO 639-1 writes it. No other folder at the root of the site has a name of two letters."""


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a site, the first of which is its own."""

    codes: tuple[str, ...] = UNNAMED

    @property
    def first(self) -> str:
        """The language of the pages at the root."""
        return self.codes[0]

    @property
    def of_areas(self) -> tuple[str, ...]:
        """The languages in which countries, areas and their groups have names."""
        return tuple(dict.fromkeys((*AREA_LANGUAGES, *self.codes)))

    @property
    def roots(self) -> tuple[str, ...]:
        """Folders of the languages below the site's root, in their order."""
        return tuple(map(self.root_of, self.codes))

    def root_of(self, language: str) -> str:
        """Give the folder of a language's pages below the site's root: '' or `fr/`."""
        return "" if language == self.first else f"{language}/"

    def language_of(self, path: str) -> str:
        """Give the language of a page or file by its folder below the root of what all languages share."""
        folder = path.partition("/")[0]
        return folder if folder in self.codes else self.first

    def way(self, here: str, there: str) -> str:
        """Give the way from the root of one language to that of another: '', `fr/`, `../` or `../es/`."""
        return ("../" if self.root_of(here) else "") + self.root_of(there)

    def folder_of(self, base: str, language: str) -> str:
        """Give the folder of a language's files of one kind, which stand together: `charts`, `charts/fr`."""
        return f"{base}/{self.root_of(language)}".rstrip("/")


def are_codes(value: object) -> bool:
    """Tell whether a value of a descriptor is a list of codes of languages, each once."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(code, str) and CODE.fullmatch(code) for code in value)
        and len(set(value)) == len(value)
    )


def languages_of(descriptor: Mapping[str, object]) -> Languages:
    """Give the languages that a descriptor names; where it does not do so rightly, those of one that names none."""
    named = descriptor.get(PROPERTY)
    return Languages(tuple(map(str, named))) if isinstance(named, list) and are_codes(named) else Languages()
