"""What CLDR says of countries and areas: which codes belong together, and what each is called.

CLDR (read through Babel) is a witness from outside: a package that mixes up two countries agrees with itself, and not
with CLDR. Where a package is right and CLDR differs, `area_exceptions.csv` says so, one cell a row, with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from babel import Locale
from babel.core import get_global

from scripts.model.languages import AREA_LANGUAGES
from scripts.model.letters import without_marks
from scripts.package.files import read_csv, records
from scripts.validate.checks.keys import USER_ASSIGNED

WITHDRAWN: Final = frozenset(
    {
        *("ANT", "BUR", "CSK", "DDR", "FXX", "NTZ", "PCZ", "QUU", "SCG", "SUN", "TMP", "VDR", "YMD", "YUG", "ZAR"),
        *("230", "249", "278", "280", "720", "736", "886"),
    }
)
"""Codes that CLDR leads to a country of today, and that are no longer its own (ISO 3166-3, UN M49)."""

_JOINERS: Final = frozenset({"and", "et", "y", "e", "the", "la", "les", "los", "las", "le", "l"})
_SHORT: Final = {"st": "saint", "ste": "sainte", "is": "islands"}
_ASIDE: Final = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What CLDR knows, by ISO 3166-1 code. Names are plain (`plain_name`)."""

    alpha2: dict[str, str]
    """ISO2 code by ISO3 code, of countries and areas of today."""
    alpha3: dict[str, str]
    m49: dict[str, str]
    """M49 code by ISO2 code."""
    area_of_m49: dict[str, str]
    names: dict[str, frozenset[str]]
    """Names by ISO2 code, in every language in which the package names areas."""
    owners: dict[str, frozenset[str]]
    """ISO2 codes by name."""


@cache
def knowledge() -> Knowledge:
    """Read it once."""
    aliases = get_global("territory_aliases")
    single = {old: new[0] for old, new in aliases.items() if len(new) == 1 and old not in WITHDRAWN}
    alpha2 = {
        old: new
        for old, new in single.items()
        if re.fullmatch("[A-Z]{3}", old) and not re.fullmatch(USER_ASSIGNED, old)
    }
    named = set(alpha2.values())
    numbers = {old: new for old, new in single.items() if re.fullmatch("[0-9]{3}", old) and new in named}
    names: dict[str, set[str]] = {}
    owners: dict[str, set[str]] = {}
    for language in AREA_LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in named:
                names.setdefault(code, set()).add(plain_name(name))
                owners.setdefault(plain_name(name), set()).add(code)
    return Knowledge(
        alpha2=alpha2,
        alpha3={new: old for old, new in alpha2.items()},
        m49={new: old for old, new in numbers.items()},
        area_of_m49=numbers,
        names={code: frozenset(held) for code, held in names.items()},
        owners={name: frozenset(held) for name, held in owners.items()},
    )


@cache
def names_in(language: str) -> dict[str, str]:
    """Names in one language by ISO2 or M49 code, as `spelt` writes them."""
    return {code: spelt(name) for code, name in Locale.parse(language).territories.items()}


def spelt(name: str) -> str:
    """A name without letter case, but with its accents, by which languages differ."""
    return unicodedata.normalize("NFC", name).casefold().replace("\u2019", "'")


@dataclass(frozen=True, slots=True)
class Exempt:
    """A cell of `reference_areas` that is right although it looks wrong: area, column, and its text."""

    iso3: str
    column: str
    value: str


@cache
def exceptions() -> dict[Exempt, str]:
    """Give every known exception, with the reason for it."""
    return {Exempt(row["iso3"], row["column"], row["value"]): row["reason"] for row in exception_rows()}


def exception_rows() -> Iterator[dict[str, str]]:
    """Rows of the list: iso3, column, value, reason."""
    yield from records(read_csv((Path(__file__).parent / "area_exceptions.csv").read_bytes()))


@lru_cache(maxsize=1 << 14)
def plain_name(name: str) -> str:
    """Bring a name to a form that compares: no accents, marks, articles or joining words, `St.` written out."""
    words = "".join(c if c.isalnum() else " " for c in without_marks(name.casefold())).split()
    return " ".join(_SHORT.get(word, word) for word in words if word not in _JOINERS)


def without_asides(name: str) -> str:
    """A name without what it says in brackets: `Bolivia (Plurinational State of)` is Bolivia."""
    return _ASIDE.sub("", name)
