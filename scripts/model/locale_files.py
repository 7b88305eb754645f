"""The texts of a language, by key: `en.json` of `site_templates/locales/`, and a gettext catalogue of each other one.

English is the program's own language: its file holds every text by key. In another language a text stands in
`<language>.po`, the format in which translators' tools keep translations: the context of an entry is the key, its
message the English text that was translated, so that a changed English text shows which translations are out of date.
Entries that are marked `fuzzy` are such; they are read all the same, and told.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from scripts.model.languages import TRANSLATIONS
from scripts.model.problems import Problem, RefusedError

LOCALES: Final = Path("site_templates") / "locales"
OWN: Final = "en"
"""The language in which the program speaks to those who run it; tests hold its file against the code."""


def file_of(language: str) -> str:
    """Give the name of a language's file."""
    return f"{language}.json" if language == OWN else f"{language}.po"


def read_texts(language: str, folder: Path = LOCALES) -> dict[str, str]:
    """Read the texts of a language by key; one that is blank in English is blank in each.

    Raises OSError when there is no file, ValueError when it is none.
    """
    data = (folder / file_of(language)).read_bytes()
    if language == OWN:
        return dict(_own(data))
    blank = {key: "" for key, text in read_texts(OWN, folder).items() if not text}
    return {**blank, **_texts(data)}


def package_file(package: Path, language: str) -> Path:
    """Give the catalogue of a package's own texts in a language."""
    return package / TRANSLATIONS / f"{language}.po"


def catalogue_at(path: Path) -> Catalog:
    """Read a gettext catalogue. Raises RefusedError, which names the file, when it is none."""
    try:
        return read_catalogue(path.read_bytes())
    except ValueError as error:
        raise RefusedError([Problem(file=path.as_posix(), code="file-unreadable", found=str(error))]) from error


def read_catalogue(data: bytes) -> Catalog:
    """Read a gettext catalogue. Raises ValueError when it is none."""
    try:
        return read_po(io.BytesIO(data), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, LookupError) as error:
        raise ValueError(str(error)) from error


@lru_cache(maxsize=8)
def _own(data: bytes) -> Mapping[str, str]:
    return flat(json.loads(data))


@lru_cache(maxsize=8)
def _texts(data: bytes) -> Mapping[str, str]:
    """Give the translations of a catalogue by key, without blank ones."""
    catalogue = read_catalogue(data)
    return {str(each.context): str(each.string) for each in catalogue if each.id and each.context and each.string}


def flat(tree: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Turn nested texts into `a.b.c` keys."""
    found: dict[str, str] = {}
    for name, value in tree.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{prefix}{name}.")
        else:
            found[f"{prefix}{name}"] = str(value)
    return found
