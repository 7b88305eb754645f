"""Patterns: texts in which names in braces stand for figures and words. They are read and filled, never run.

`{members}` is the place of the value with that name; a name is letters, digits, hyphens and underscores and begins with
a letter. `{{` and `}}` are braces that a reader sees. Nothing else that has a brace is a pattern: no number, no
attribute (`{a.b}`), no index (`{a[0]}`), no conversion (`{a!r}`) and no format (`{a:.1f}`), since `str.format` runs
these, and a text from data or from a locale file must not be a program.

`{area:in}` asks for a form of a name, which has its article and preposition there: `the`, `in`, `of` or `to`, with a
capital (`{area:In}`) where it begins a sentence. Languages whose names have gender and number need it. `{members:two}`
is a number that is 2 in the word of the language for two of two; only the program sets it, where all are told.

A finding may also choose words by a figure: `[cases: programme | programmes]` has a form for each plural of its
language, in CLDR's order (zero, one, two, few, many, other). A form may hold names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")

FORMS: Final = ("the", "in", "of", "to")
"""Forms of a name: with its article, and with that after a preposition of place, of belonging and of direction."""

TWO: Final = "two"
"""Form of a number that is all of two: both."""

_ASKED: Final = "|".join(form for each in (*FORMS, TWO) for form in (each, each.title()))

_NAMED: Final = re.compile(rf"(?P<name>{NAME.pattern})(?::(?P<form>{_ASKED}))?")

_PIECE: Final = re.compile(r"(?P<brace>\{\{|\}\})|\{(?P<inside>[^{}]*)\}|\{[^{}]*|\}")
"""A brace that is meant as one, a pair of braces, or a brace without its other."""


CHOICE: Final = re.compile(r"\[(?P<name>[A-Za-z][A-Za-z0-9_-]*):(?P<forms>[^\[\]|]+(?:\|[^\[\]|]+)+)\]")
"""Words of which a figure chooses one: its name, and the forms with a stroke between them."""


def chosen(text: str, choose: Callable[[str, Sequence[str]], str]) -> str:
    """Give a text in which each choice has become one of its forms, which `choose` takes by the name of the figure."""
    return CHOICE.sub(lambda found: choose(found["name"], [each.strip() for each in found["forms"].split("|")]), text)


class MalformedPatternError(ValueError):
    """A text is no pattern: something in braces is not a name."""

    def __init__(self, pattern: str, found: str) -> None:
        super().__init__(pattern, found)
        self.pattern, self.found = pattern, found

    def __str__(self) -> str:
        return f"'{self.found}' is not a name in braces: '{self.pattern}'"


class MissingValueError(KeyError):
    """A pattern has a name for which there is no value."""

    def __init__(self, pattern: str, name: str) -> None:
        super().__init__(pattern, name)
        self.pattern, self.name = pattern, name

    def __str__(self) -> str:
        return f"there is no value '{self.name}' for '{self.pattern}'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A text that was read.

    `pieces` are its texts and names by turns, beginning and ending with a text; `forms` are those of the names, '' for
    none; `braces` are those that a reader sees, as they are written; `faults` is what stands in braces, or has only
    one, and is no name.
    """

    pieces: tuple[str, ...]
    forms: tuple[str, ...]
    braces: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in the order of the text."""
        return self.pieces[1::2]


@lru_cache(maxsize=8192)
def parse(text: str) -> Pattern:
    """Read a pattern. It never fails: what is wrong is in `faults`."""
    pieces, forms, braces, faults, end = [""], [], [], [], 0
    for found in _PIECE.finditer(text):
        pieces[-1] += text[end : found.start()]
        end = found.end()
        if found["brace"]:
            braces.append(found[0])
            pieces[-1] += found[0][0]
        elif found["inside"] is not None and (named := _NAMED.fullmatch(found["inside"])):
            pieces += [named["name"], ""]
            forms.append(named["form"] or "")
        else:
            faults.append(found[0])
    pieces[-1] += text[end:]
    return Pattern(pieces=tuple(pieces), forms=tuple(forms), braces=tuple(braces), faults=tuple(faults))


def filled(text: str, values: Mapping[str, object], put: Callable[[object, str], object]) -> list[object]:
    """Give the pieces of a pattern with the values in the place of their names; who calls joins and escapes them.

    `put` writes a value in the form that is asked for, '' for none. Values of other names are left out. Raises
    MalformedPatternError, and MissingValueError for a name without value.
    """
    pattern = parse(text)
    if pattern.faults:
        raise MalformedPatternError(text, pattern.faults[0])
    pieces: list[object] = list(pattern.pieces)
    for place, (name, form) in enumerate(zip(pattern.names, pattern.forms, strict=True)):
        if name not in values:
            raise MissingValueError(text, name)
        pieces[2 * place + 1] = put(values[name], form)
    return pieces
