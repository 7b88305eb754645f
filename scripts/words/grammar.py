"""How a language puts names of countries, areas and groups into sentences: « en Allemagne », « aux Philippines ».

The articles and prepositions are data: `site_templates/locales/<language>.names.csv` has a row for each name, with
what it follows (`basis`). A name that is not there is put in without an article, after a preposition that fits any.
A language without such a file puts every name in as it stands.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from markupsafe import Markup

from scripts.model.locale_files import LOCALES

COLUMNS: Final = ("name", "article", "in", "inside", "basis")
"""Columns of a file: the name as packages write it, its article or '', the preposition of place with its article, the
name as it stands within a sentence where that differs, and the rule or list that it follows."""

APOSTROPHE: Final = "\u2019"

_STRAIGHT: Final = re.compile(r"(?<=\w)'(?=[\w)])")
"""An apostrophe as machines write it, within a word or before the bracket that follows an elision."""

VOWELS: Final = frozenset("aeiouyâàéèêëîïôœûAEIOUYÂÀÉÈÊËÎÏÔŒÛ")
MUTE: Final = ("Haï", "hui", "hom")
"""Beginnings of names and words before which French elides, though they begin with an h."""


def typographic(name: str) -> str:
    """Write a name as readers see it: Côte d\u2019Ivoire, however its source writes the apostrophe."""
    return _STRAIGHT.sub(APOSTROPHE, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A name in a sentence: its article, what stands before it as a place, and itself; both may be ''."""

    name: str
    article: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Particles:
    """What a language puts before names: prepositions of place, belonging and direction, and what they become."""

    place: str
    """Before a name of which nothing is known."""
    of: str
    to: str
    contracted: Mapping[str, str]
    """What a preposition and an article become together: `de le` is `du`."""
    elided: Mapping[str, str] = field(default_factory=dict)
    """What a preposition becomes before a vowel."""


PARTICLES: Final[Mapping[str, Particles]] = {
    "fr": Particles(
        place="pour",
        of="de",
        to="à",
        contracted={"de le": "du", "de les": "des", "à le": "au", "à les": "aux"},
        elided={"de": f"d{APOSTROPHE}"},
    ),
    "es": Particles(place="en", of="de", to="a", contracted={"de el": "del", "a el": "al"}),
}


class Listed(str):
    """Names in a list, as the language lists things, which still are names: each has its own article."""

    __slots__ = ("items",)

    items: tuple[str, ...]

    @classmethod
    def of(cls, text: str, items: Iterable[str]) -> Listed:
        """Give a list with its names."""
        made = cls(text)
        made.items = tuple(items)
        return made


@dataclass(frozen=True, slots=True)
class Grammar:
    """The names that a language puts into sentences, and how."""

    nouns: Mapping[str, Noun]
    particles: Particles | None = None

    @classmethod
    def load(cls, language: str, folder: Path = LOCALES) -> Grammar:
        """Read the names of a language; none where it has no file. Raises ValueError for a row without a name."""
        path = folder / f"{language}.names.csv"
        return cls(_nouns(path.read_bytes()) if path.is_file() else {}, PARTICLES.get(language))

    def knows(self, name: str) -> bool:
        """Tell whether the language can put a name into a sentence: it has a row, or needs none."""
        return self.particles is None or typographic(name) in self.nouns

    def before(self, name: str, form: str) -> tuple[str, str]:
        """Give what stands before a name in a form (`the`, `in`, `of`, `to`), and the name as it stands after it."""
        if self.particles is None:
            own = self.nouns.get(typographic(name)) if form == "the" else None
            return (f"{own.article} " if own.article else "", own.name) if own else ("", name)
        noun = self.nouns.get(typographic(name), Noun(name=name))
        before = {
            "the": noun.article,
            "in": noun.place or self.particles.place,
            "of": self._contracted(self.particles.of, noun),
            "to": self._contracted(self.particles.to, noun),
        }[form]
        return f"{before} " if before and not before.endswith(APOSTROPHE) else before, noun.name

    def _contracted(self, preposition: str, noun: Noun) -> str:
        particles = self.particles
        if particles is None:
            return ""
        if noun.article:
            both = f"{preposition} {noun.article}"
            return particles.contracted.get(both, both)
        elides = noun.name[:1] in VOWELS or noun.name.startswith(MUTE)
        return particles.elided.get(preposition, preposition) if elides else preposition


def formed(grammar: Grammar, name: object, form: str) -> str | Markup:
    """Write one name in a form, with a capital where the form has one.

    HTML stays what it is, with what stands before the name before it.
    """
    plain = name.striptags() if isinstance(name, Markup) else str(name)
    before, inside = grammar.before(plain, form.lower())
    if form[:1].isupper():
        before, inside = (capital(before), inside) if before else (before, capital(inside))
    return Markup("{}{}").format(before, name) if isinstance(name, Markup) else f"{before}{inside}"


def capital(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=8)
def _nouns(data: bytes) -> Mapping[str, Noun]:
    rows: Sequence[Mapping[str, str]] = list(csv.DictReader(data.decode().splitlines()))
    named = ((typographic(row["name"]), row) for row in rows)
    return {name: Noun(name=row["inside"] or name, article=row["article"], place=row["in"]) for name, row in named}
