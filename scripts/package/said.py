"""The English texts of a package's tables that are said in another language too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from scripts.model.locale_files import OWN

NAME: Final = "name"
"""A text that is given in every language where it stands: names of areas are no translations."""


def said(tables: Mapping[str, pd.DataFrame], language: str) -> Iterator[tuple[str, str]]:
    """Give each English text of tables that have it in a language too, once, with its place: `table.column`."""
    for name, frame in tables.items():
        columns = list(map(str, frame.columns))
        for stem in (column.removesuffix(f"_{OWN}") for column in columns if column.endswith(f"_{OWN}")):
            if f"{stem}_{language}" in columns and stem != NAME:
                yield from ((f"{name}.{stem}", str(text)) for text in frame[f"{stem}_{OWN}"].unique() if text)
