"""Each text is in the language of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import permutations
from typing import Final

import pandas as pd

from scripts.model.languages import AREA_LANGUAGES
from scripts.model.problems import Problem
from scripts.validate.check import Check, Context
from scripts.validate.cldr import names_in, plain_name, spelt

CODED: Final = {"reference_areas": "iso2", "area_groups": "id"}
"""Tables whose rows CLDR names, with the column that holds its code."""

NAME: Final = "name"
FRENCH, SPANISH = "fr", "es"

_OWN: Final[Mapping[str, re.Pattern[str]]] = {
    FRENCH: re.compile(
        r"\b(?:les?|du|des|et|ou|aux?|une|pour|dans|avec|sont|îles?|[ld]['\u2019](?=\w))\b|[çœèêëîïûùâàô]"
    ),
    SPANISH: re.compile(r"\b(?:el|los|las|del|al|y|una|para|con|islas?)\b|[ñ¿¡áíóú]"),
}
"""Words and letters that one of the two languages has and the other has not."""


def swapped(context: Context) -> Iterator[Problem]:
    """No row has its texts exchanged between languages.

    A name is judged by CLDR where it has the area or group, and French and Spanish texts by their words and letters.
    Each must be in the other's column: a name that is the same in two languages, or foreign to both, is no exchange.
    """
    for table in sorted(context.sound):
        frame = context.table(table)
        for stem, columns in _translated(frame).items():
            coded = CODED.get(table, "") if stem == NAME else ""
            codes = frame[coded] if coded else pd.Series("", index=frame.index)
            for index, code, *texts in zip(frame.index, codes, *(frame[c] for c in columns.values()), strict=True):
                given = dict(zip(columns, texts, strict=True))
                wrong = _exchanged(str(code), given)
                if wrong:
                    yield Problem(
                        file=f"data/{table}.csv",
                        row=int(index) + 2,
                        field=", ".join(columns[language] for language in wrong),
                        code="languages-swapped",
                        found=" | ".join(given[language] for language in wrong),
                    )


def _translated(frame: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Columns by language of each text that a table has in several: `name` in `name_en`, `name_fr`, `name_es`."""
    stems: dict[str, dict[str, str]] = {}
    for language in AREA_LANGUAGES:
        for column in (c for c in frame.columns if c.endswith(f"_{language}")):
            stems.setdefault(column.removesuffix(f"_{language}"), {})[language] = column
    return {stem: columns for stem, columns in stems.items() if len(columns) > 1}


def _exchanged(code: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Languages whose texts are each other's; none when every text may be where it is."""
    known = {language: names_in(language).get(code, "") for language in texts}
    written = {language: spelt(text) for language, text in texts.items()}
    for order in permutations(texts):
        moved = {language: other for language, other in zip(texts, order, strict=True) if language != other}
        if moved and all(written[here] == known[there] != known[here] for here, there in moved.items()):
            return tuple(moved)
    read = {language: _language(texts.get(language, "")) for language in _OWN}
    return tuple(_OWN) if read == {FRENCH: SPANISH, SPANISH: FRENCH} else ()


def _language(text: str) -> str:
    """French or Spanish, as the words or letters show that one of them has; '' when they do not.

    Small words and letters count first; where they show nothing, names and words that CLDR has in one of the two.
    """
    written, words = spelt(text), _words(text)
    shown = [language for language, form in _OWN.items() if form.search(written)]
    own = shown or [language for language, known in _vocabulary().items() if words & known]
    return own[0] if len(own) == 1 else ""


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    """Words in names of countries and regions that one of the two languages has, and the other not even unaccented."""
    words = {language: frozenset().union(*map(_words, names_in(language).values())) for language in _OWN}
    bare = {language: frozenset(map(plain_name, held)) for language, held in words.items()}
    other = {FRENCH: SPANISH, SPANISH: FRENCH}
    return {own: frozenset(w for w in words[own] if plain_name(w) not in bare[other[own]]) for own in _OWN}


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]+", spelt(text)) if len(word) >= SHORTEST)


SHORTEST: Final = 4
"""Letters of a word below which two languages share too many."""


CHECKS = (Check(codes=("languages-swapped",), run=swapped),)
