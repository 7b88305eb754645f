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
from babel.messages.catalog import Catalog

from scripts.model.languages import TRANSLATIONS, Languages
from scripts.model.locale_files import OWN, read_catalogue
from scripts.model.naming import AREAS, TEXTS, WORDS
from scripts.model.naming import PROPERTY as SITE
from scripts.model.problems import Problem, RefusedError
from scripts.model.tables import Table
from scripts.package.said import NAME, said


@dataclass(frozen=True, slots=True)
class Translations:
    """The catalogues of a package, by language."""

    catalogues: Mapping[str, Catalog]

    @classmethod
    def of(cls, package: Path, languages: Languages) -> Translations:
        """Read the catalogues of a site's further languages; a language may have none. Raises RefusedError."""
        return cls(dict(_read(package, languages)))

    def fill(self, table: Table, frame: pd.DataFrame) -> pd.DataFrame:
        """Give a table with the texts of its further languages."""
        made = {}
        for language, catalogue in self.catalogues.items():
            for stem in stems(table, language):
                column, known = f"{stem}_{language}", lookup(catalogue, f"{table.name}.{stem}")
                pairs = zip(frame[f"{stem}_{OWN}"], frame[column], strict=True)
                made[column] = [known.get(str(text)) or str(held) if text else "" for text, held in pairs]
        return frame.assign(**made)

    def describe(self, metadata: Mapping[str, Any]) -> dict[str, Any]:
        """Give the properties of a descriptor with what the site is called, and its own words, in each language."""
        site = metadata.get(SITE)
        if not isinstance(site, Mapping):
            return dict(metadata)
        made = dict(site)
        for language, catalogue in self.catalogues.items():
            known = {str(each.context): str(each.string) for each in catalogue if each.context and each.string}
            for text in TEXTS:
                if said := known.get(f"{SITE}.{text}"):
                    made[f"{text}_{language}"] = said
            for several in (WORDS, AREAS):
                own = site.get(f"{several}_{OWN}")
                if isinstance(own, Mapping):
                    said_of = {key: known.get(f"{SITE}.{several}.{key}", "") for key in own}
                    made[f"{several}_{language}"] = {key: text for key, text in said_of.items() if text}
        return {**metadata, SITE: made}


def stems(table: Table, language: str) -> list[str]:
    """Give the texts that a table has in English and a language, without `_en`."""
    columns = set(table.columns)
    ends = [column.removesuffix(f"_{language}") for column in table.columns if column.endswith(f"_{language}")]
    return [stem for stem in ends if stem != NAME and f"{stem}_{OWN}" in columns]


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


def lookup(catalogue: Catalog, context: str) -> dict[str, str]:
    """Give the translations of one place by their English texts."""
    return {str(each.id): str(each.string) for each in catalogue if each.context == context and each.string}


def _read(package: Path, languages: Languages) -> Iterator[tuple[str, Catalog]]:
    for language in languages.codes:
        path = package / TRANSLATIONS / f"{language}.po"
        if language != OWN and path.is_file():
            try:
                yield language, read_catalogue(path.read_bytes())
            except ValueError as error:
                name = f"{TRANSLATIONS}/{language}.po"
                raise RefusedError([Problem(file=name, code="file-unreadable", found=str(error))]) from error
