"""Texts of a package in the other languages of its site, from the catalogues in its folder `translations/`.

A column of texts `note_en` has beside it `note_fr` for each further language of the site. Their cells are filled from
the catalogue of that language by the English text; a cell whose English text has no translation there keeps what a rule
or a person wrote into it, and is blank else, which validation tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from scripts.model.languages import Languages
from scripts.model.locale_files import OWN, catalogue_at, package_file
from scripts.model.naming import AREAS, TEXTS, WORDS
from scripts.model.naming import PROPERTY as SITE
from scripts.model.tables import Table
from scripts.package.said import said, translated

Texts = Mapping[str, Mapping[str, str]]
"""Translations by place (`table.column`, `site.key`) and English text."""


@dataclass(frozen=True, slots=True)
class Translations:
    """The translations of a package's texts, by language."""

    texts: Mapping[str, Texts]

    @classmethod
    def of(cls, package: Path, languages: Languages) -> Translations:
        """Read the catalogues of a site's further languages; a language may have none. Raises RefusedError."""
        files = {each: package_file(package, each) for each in languages.codes if each != OWN}
        return cls({language: _texts(path) for language, path in files.items() if path.is_file()})

    def fill(self, table: Table, frame: pd.DataFrame) -> pd.DataFrame:
        """Give a table with the texts of its further languages."""
        made = {}
        for language, texts in self.texts.items():
            for stem, own in translated(table.columns, language).items():
                column, known = f"{stem}_{language}", texts.get(f"{table.name}.{stem}", {})
                pairs = zip(frame[own], frame[column], strict=True)
                made[column] = [known.get(str(text)) or str(held) if text else "" for text, held in pairs]
        return frame.assign(**made)

    def describe(self, metadata: Mapping[str, Any]) -> dict[str, Any]:
        """Give the properties of a descriptor with what the site is called, and its own words, in each language."""
        site = metadata.get(SITE)
        if not isinstance(site, Mapping):
            return dict(metadata)
        made = dict(site)
        for language, texts in self.texts.items():
            known = {place: text for place, held in texts.items() for text in held.values()}
            for text in TEXTS:
                if said := known.get(f"{SITE}.{text}"):
                    made[f"{text}_{language}"] = said
            for several in (WORDS, AREAS):
                own = site.get(f"{several}_{OWN}")
                if isinstance(own, Mapping):
                    said_of = {key: known.get(f"{SITE}.{several}.{key}", "") for key in own}
                    made[f"{several}_{language}"] = {key: text for key, text in said_of.items() if text}
        return {**metadata, SITE: made}


def english(
    tables: Iterable[tuple[Table, pd.DataFrame]], metadata: Mapping[str, Any], languages: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Give every English text of a package that has translations, with its place: `table.column` or `site.key`."""
    site = metadata.get(SITE)
    if isinstance(site, Mapping):
        yield from ((f"{SITE}.{text}", str(site.get(f"{text}_{OWN}", ""))) for text in TEXTS)
        for several in (WORDS, AREAS):
            own = site.get(f"{several}_{OWN}")
            if isinstance(own, Mapping):
                yield from ((f"{SITE}.{several}.{key}", str(text)) for key, text in own.items())
    for table, frame in tables:
        for language in languages:
            yield from said({table.name: frame.reindex(columns=table.columns, fill_value="")}, language)


def _texts(path: Path) -> Texts:
    found: dict[str, dict[str, str]] = {}
    for each in catalogue_at(path):
        if each.id and each.context and each.string:
            found.setdefault(str(each.context), {})[str(each.id)] = str(each.string)
    return found
