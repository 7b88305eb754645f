"""The English texts of a package's tables that are said in another language too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from scripts.model.locale_files import OWN

NAME: Final = "name"
"""A text that is given in every language where it stands: names of areas are no translations."""


def said(tables: Mapping[str, pd.DataFrame], language: str) -> Iterator[tuple[str, str]]:
    """Give each English text of tables that have it in a language too, once, with its place: `table.column`."""
    for name, frame in tables.items():
        for stem, own in translated(list(map(str, frame.columns)), language).items():
            yield from ((f"{name}.{stem}", str(text)) for text in frame[own].unique() if text)


def translated(columns: Sequence[str], language: str) -> dict[str, str]:
    """Give the English column of each text that a table has in a language too, by the text's name without a language.

    It is `label_en`; or `title`, where the original is in its own words and languages may have their own beside it.
    """
    ending = f"_{language}"
    stems = (column.removesuffix(ending) for column in columns if column.endswith(ending))
    own = {stem: f"{stem}_{OWN}" if f"{stem}_{OWN}" in columns else stem for stem in stems if stem != NAME}
    return {stem: column for stem, column in own.items() if column in columns}
