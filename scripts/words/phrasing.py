"""What every text with values in it obeys, whichever it is: a whole is told as all of it, brackets do not nest.

Texts of the program and of packages are filled with figures that nobody knows when they are written. Where a part is
its whole, `{yes} of {members} UN member states` is told as "all 8 UN member states". Where a value has brackets and is
put within brackets, its own are square: "Rotterdam (Netherlands [Kingdom of the])". All of two are both, « les deux »,
"los dos", and none of two is neither. A sentence that ends with a title that ends with a stop or a question mark has
no second stop: "Source: Survey of doors, 2nd ed."
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

_PART: Final = r"\{(?P<part>\w+)\}"
_WHOLE: Final = r"\{(?P<whole>\w+)\}"
_NOUN: Final = r"(?= [^\W\d_]| \{)"
_GOES_ON: Final = r"(?= [^\W\d_]| \{|[.,;]|\Z)"
"""What follows a pair in a sentence: a word or a name, or the end of what is said."""

_NO_RATIO: Final = "".join(
    rf"(?<!{before})" for before in (r"\(", r"\} to ", r"\} and ", r"\} à ", r"\} et ", r"\} y ")
)
"""What does not stand before it: a pair in brackets, as `(3 of 3)`, is a ratio; `8 to 11 of 11` has another end."""


@dataclass(frozen=True, slots=True)
class Pair:
    """How a language sets a part and its whole into a text, and what it says where the two are one."""

    found: re.Pattern[str]
    said: str


WHOLES: Final[Mapping[str, tuple[Pair, ...]]] = {
    "en": (
        Pair(re.compile(rf"(?:[Aa]t least )?{_NO_RATIO}{_PART} of these {_WHOLE}"), r"all these {\g<part>}"),
        Pair(re.compile(rf"(?:[Aa]t least )?{_NO_RATIO}{_PART} of (?:the )?{_WHOLE}{_GOES_ON}"), r"all {\g<part>}"),
    ),
    "fr": (
        Pair(re.compile(rf"{_NO_RATIO}{_PART} de ces {_WHOLE}"), r"ces {\g<part>}"),
        Pair(re.compile(rf"\bde {_PART} des {_WHOLE}"), r"des {\g<part>}"),
        Pair(re.compile(rf"(?<!\}} )\bà {_PART} des {_WHOLE}"), r"aux {\g<part>}"),
        Pair(re.compile(rf"(?:[Aa]u moins )?{_NO_RATIO}{_PART} des {_WHOLE}"), r"les {\g<part>}"),
        Pair(re.compile(rf"(?:[Aa]u moins )?{_NO_RATIO}{_PART} sur {_WHOLE}{_NOUN}"), r"les {\g<part>}"),
    ),
    "es": (
        Pair(re.compile(rf"{_NO_RATIO}{_PART} de estos {_WHOLE}"), r"estos {\g<part>}"),
        Pair(re.compile(rf"(?:[Aa]l menos )?{_NO_RATIO}{_PART} de (?P<the>l[oa]s) {_WHOLE}"), r"\g<the> {\g<part>}"),
        Pair(re.compile(rf"(?:[Aa]l menos )?{_NO_RATIO}{_PART} de {_WHOLE}(?= Estados)"), r"los {\g<part>}"),
    ),
}
"""Pairs by language, the more particular first. Spanish says `los` or `las` only where the text or its noun shows it.
Nothing is more than all: "at least" goes where all are told."""

_ONE_NUMBER: Final = r"\{(?P<part>\w+)\}"

TWOS: Final[Mapping[str, tuple[Pair, ...]]] = {
    "en": (
        Pair(re.compile(rf"\b[Aa]ll these {_ONE_NUMBER}"), r"{\g<part>:two} of these"),
        Pair(re.compile(rf"\b[Aa]ll (?:the )?{_ONE_NUMBER}{_GOES_ON}"), r"{\g<part>:two}"),
        Pair(re.compile(rf"\b(?P<n>[Nn])one of the {_ONE_NUMBER}"), r"\g<n>either of the {\g<part>}"),
    ),
    "fr": (
        Pair(
            re.compile(rf"\b(?P<the>[Ll]es) {_ONE_NUMBER}(?P<who>[^.;:]*?) (?P<verb>ont|viennent) tous\b"),
            r"\g<the> {\g<part>:two}\g<who> \g<verb>",
        ),
        Pair(
            re.compile(rf"\b(?P<the>[Ll]es) {_ONE_NUMBER}(?P<who>[^.;:,]*), sans exception"),
            r"\g<the> {\g<part>:two}\g<who>",
        ),
    ),
    "es": (
        Pair(
            re.compile(rf"\bla totalidad de (?P<the>l[oa]s) {_ONE_NUMBER}"), r"la totalidad de \g<the> {\g<part>:two}"
        ),
        Pair(re.compile(rf"\b(?P<the>l[oa]s) {_ONE_NUMBER}, sin excepción"), r"\g<the> {\g<part>:two}"),
    ),
}
"""How a text that tells all of a number tells all of two: both, les deux, los dos; and none of two: neither."""

_ALL_OF_TWO: Final = re.compile(rf"(?P<the>\b(?:[LlDdCc]es|[Aa]ux|[Ll][oa]s|[Ee]stos) ){_ONE_NUMBER}")
"""What a pair has become in French and Spanish where part and whole are the same."""

_BEGINS: Final = re.compile(r"(?:\A|(?<=\. ))[^\W\d_]")
_BEGINS_BOTH: Final = re.compile(r"(?:\A|(?<=\. ))(?P<number>\{\w+:)two\}")
TWO: Final = 2
_CLOSED_BY: Final = {"(": ")", "“": "”", "«": "»"}
_TAG: Final = re.compile(r"<[^>]*>")
_STOP: Final = re.compile(r"\.(?=[\s”)\]]|\Z)")
"""A stop at the end of what is said, at the beginning of a piece: no point before the end of a file's name."""

_STOPPED: Final = re.compile(r"[.?!…]\s*\Z")


def wholes(pattern: str, values: Mapping[str, object], language: str) -> str:
    """Give a pattern with each pair of a part and its whole that are the same number told as all of it.

    One of one stays as it is, and all of two are both. A sentence, which ends with a stop, still begins with a capital.
    """
    if not _has_pair(pattern, language):
        return pattern
    told = pattern
    for pair in WHOLES.get(language, ()):
        told = pair.found.sub(partial(_told, pair.said, values), told)
    for pair in TWOS.get(language, ()):
        told = pair.found.sub(partial(_told_of_two, pair.said, values), told)
    if told == pattern or not pattern.endswith("."):
        return told
    return _BEGINS.sub(lambda found: found[0].upper(), _BEGINS_BOTH.sub(r"\g<number>Two}", told))


@lru_cache(maxsize=8192)
def _has_pair(pattern: str, language: str) -> bool:
    """Tell whether a pattern has anything that `wholes` may tell otherwise, whatever its values are."""
    return any(pair.found.search(pattern) for pair in (*WHOLES.get(language, ()), *TWOS.get(language, ())))


def _told(said: str, values: Mapping[str, object], found: re.Match[str]) -> str:
    part, whole = (_number(values.get(found[name])) for name in ("part", "whole"))
    alone = found[0] == found.string
    if part is None or part != whole or part == 1 or alone:
        return found[0]
    told = found.expand(said)
    return _ALL_OF_TWO.sub(r"\g<the>{\g<part>:two}", told) if part == TWO else told


def _told_of_two(said: str, values: Mapping[str, object], found: re.Match[str]) -> str:
    return found.expand(said) if _number(values.get(found["part"])) == TWO else found[0]


def _number(value: object) -> float | None:
    """Give the number of a value: a figure has one, as a count does; None for a text."""
    number = getattr(value, "number", value)
    return float(number) if isinstance(number, (int, float)) and not isinstance(number, bool) else None


def within(pieces: Sequence[object]) -> list[object]:
    """Give the pieces of a filled pattern, texts and values by turns, with square brackets in what stands in brackets.

    What is quoted within them stays as it is: it is somebody's title or the name of a thing.
    """
    opened: list[str] = []
    told = list(pieces)
    for place, piece in enumerate(pieces):
        if place % 2:
            told[place] = squared(piece) if opened[-1:] == ["("] else piece
        else:
            opened = list(_left(str(piece), tuple(opened)))
    return told


@lru_cache(maxsize=8192)
def _left(text: str, opened: tuple[str, ...]) -> tuple[str, ...]:
    """Give which brackets and quotation marks stand open after a text, when `opened` did before it."""
    held = list(opened)
    for letter in text:
        if letter in _CLOSED_BY:
            held.append(letter)
        elif held and letter == _CLOSED_BY[held[-1]]:
            held.pop()
    return tuple(held)


def once_stopped(pieces: Sequence[object]) -> list[object]:
    """Give the pieces of a filled pattern, texts and values by turns, without a stop behind a value that has its own.

    A title may end with a question mark, an abbreviation with a point. What is quoted has its mark within the quotation
    marks, and the sentence its own behind them.
    """
    told = list(pieces)
    for place in range(2, len(told), 2):
        text = str(told[place])
        if _STOP.match(text) and _STOPPED.search(_TAG.sub("", str(told[place - 1]))):
            told[place] = text[1:]
    return told


def ended(text: str) -> str:
    """Give a text as a sentence: with a stop, where it does not end with a stop or another mark that ends one."""
    return text if _STOPPED.search(text) else f"{text}."


def squared(value: object) -> object:
    """Give a text or HTML with square brackets for round ones; anything else stays as it is."""
    if not isinstance(value, str) or "(" not in value:
        return value
    pieces, begun = [], 0
    for tag in _TAG.finditer(value):
        pieces += [_square(value[begun : tag.start()]), value[tag.start() : tag.end()]]
        begun = tag.end()
    return value[:0].join([*pieces, _square(value[begun:])])  # parts and sums of HTML are HTML


def _square(text: str) -> str:
    return text.replace("(", "[").replace(")", "]")
