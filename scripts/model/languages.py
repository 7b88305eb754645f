"""The languages of the site, and where the pages and files of each stand.

The first language stands at the root of the site, every other below a folder of its own name; data files that hold all
languages stand once, at the root.
"""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("en",)
"""Languages of the site. Each needs `site_templates/locales/<language>.json`, hand-written pages in
`docs/<language>/`, and the package's `*_<language>` columns."""

AREA_LANGUAGES: Final = ("en", "fr", "es")
"""Languages in which countries and areas are named in the package."""

FIRST: Final = LANGUAGES[0]


def root_of(language: str) -> str:
    """Give the folder of a language's pages below the site's root: '' or `fr/`."""
    return "" if language == FIRST else f"{language}/"


def language_of(path: str) -> str:
    """Give the language of a page or file by its folder below the root of what all languages share."""
    folder = path.partition("/")[0]
    return folder if folder in LANGUAGES else FIRST


def way(here: str, there: str) -> str:
    """Give the way from the root of one language to that of another: '', `fr/`, `../` or `../es/`."""
    return ("../" if root_of(here) else "") + root_of(there)


def folder_of(base: str, language: str) -> str:
    """Give the folder of a language's files of one kind, which stand together: `charts`, `charts/fr`."""
    return f"{base}/{root_of(language)}".rstrip("/")
