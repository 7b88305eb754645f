"""Texts that readers get as they stand are held to the rules of language of what is made from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from scripts.model.problems import Problem
from scripts.model.prose import faults
from scripts.validate.check import Check, Context

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "indicators": ("label", "finding", "unit", "limits", "missing"),
    "series": ("label", "description", "rule"),
    "sources": ("description", "faults", "handling"),
    "codelists": ("label", "description"),
    "policy_areas": ("label", "description"),
    "dimensions": ("label", "description"),
    "criteria": ("label", "description"),
}
"""Texts of kept tables, without their language. What IOM or a law says in its own words is not ours to mend."""

CODES: Final = (
    "prose-date-of-machines",
    "prose-plural-after-one",
    "prose-punctuation",
    "prose-range-of-one",
    "prose-repeated",
    "prose-share-of-few",
)
_LANGUAGE: Final = re.compile(r"_([a-z]{2})\Z")


def language(context: Context) -> Iterator[Problem]:
    """No text of a kept table has a fault of language."""
    for table in sorted(COLUMNS.keys() & set(context.sound)):
        frame = context.table(table)
        for column in frame.columns:
            found = _LANGUAGE.search(column)
            if found and column.removesuffix(found[0]) in COLUMNS[table]:
                for index, cell in frame[column].items():
                    for fault in faults(cell, found[1]):
                        yield Problem(
                            file=f"data/{table}.csv",
                            row=int(str(index)) + 2,
                            field=column,
                            code=fault.code,
                            found=fault.found,
                        )


CHECKS = (Check(codes=CODES, run=language, warning=True),)
