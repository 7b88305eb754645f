"""Faults of language that a machine can see, in the texts that readers get.

Only what is wrong whatever the text says: a plural after 1, a date as machines write it, a word that stands twice. The
rules of a language are a row of `RULES`; a language without one is held to the rules that know no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

FEW: Final = 10
"""Of fewer cases than this no percentage is printed: each of them would be worth more than ten points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault of language: its code, and the words in which it shows."""

    code: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What only the words of a language tell."""

    plural_after_one: re.Pattern[str]
    """A 1 and the plural after it, which is group 1."""
    verb_after_one: re.Pattern[str]
    """A 1 as the subject of a verb in the plural."""
    not_plural: frozenset[str]
    """Words that look like a plural and are none."""
    numbered: frozenset[str]
    """Words after which a 1 is the name of a thing, as in 'channel 1'."""
    share_of_few: re.Pattern[str]
    """A share, where its whole follows as group 1: '50% (2 of 4)', '50% of the 4'."""
    doubled: frozenset[str]
    """Words that may stand twice."""
    range_of_one: re.Pattern[str]
    """A range with one end, or with the same end twice."""


_ONE: Final = r"(?<![\d.,\u00a0/\u2013-])\b1"
"""The number one, and not the end of another number or of a range."""

_NOT_PLURAL: Final = """
access across address always business census counts cross gives has is its lacks less means perhaps plus previous
process progress says series shows states status this thus towards unless us various was yes as
"""

_NUMBERED: Final = "article channel chapter class column domain level part phase round row step table target tier type"

_PLAIN: Final = rf"(?!(?:{'|'.join(_NOT_PLURAL.split())})(?![a-z]))"
"""Not before a word that only looks like a plural, so that the word before it is not taken for its adjective."""

RULES: Final[Mapping[str, Rules]] = {
    "en": Rules(
        plural_after_one=re.compile(
            rf"(?:^1 ([A-Z]?[a-z]{{2,}}s)|{_ONE} (?:(?!and |or |of |to |in |count )[a-z]+ )??{_PLAIN}([a-z]{{2,}}s))"
            r"(?![\w\u2019'])"
        ),
        verb_after_one=re.compile(rf"(?<!and ){_ONE} (?:count|have|are|were|do|say|name|provide|allow)\b"),
        not_plural=frozenset(_NOT_PLURAL.split()),
        numbered=frozenset(_NUMBERED.split()),
        share_of_few=re.compile(
            r"\d\s?%\s*(?:\([\d,]+ of |of (?:the |all |these )?)([\d,]*\d)(?![.\d]| (?:million|billion|thousand))\)?"
        ),
        doubled=frozenset(("had", "that")),
        range_of_one=re.compile(
            r"[Rr]ange: [\d.,]*\d%?(?=[.;)](?:\s|$)|$)"
            r"|\b(?:[Ff]rom|[Bb]etween) ([\d.,]*\d%?) (?:to|and) \1(?![\d.,]*\d)"
        ),
    ),
}

ISO_DATE: Final = re.compile(r"(?<![\w-])(?:1[89]|20)\d\d-[01]\d(?:-[0-3]\d)?(?![\w-])")
STROKES: Final = re.compile(r"(?<![\w/])[0-3]?\d/[0-3]?\d/(?:1[89]|20)\d\d(?![\w/])")
"""A date of which nobody knows whether its day or its month stands first."""

WORD_TWICE: Final = re.compile(r"(?<![\w-])([^\W\d_]{2,}) \1(?![\w-])", re.IGNORECASE)
NUMBER_TWICE: Final = re.compile(r"\b((?:1[89]|20)\d\d), \1\b")
STOP_TWICE: Final = re.compile(r"(?<!\.)\.\.(?!\.)|,,|;;|(?<=\w)[^\S\u00a0\u202f][.,;](?=\s|$)")
"""Signs that stand twice, or after a space. Some languages have a space that does not break before a semicolon."""
ENDS: Final = tuple(".!?:…。)”»")
SENTENCE: Final = 8
"""A paragraph of this many words or more is prose, and prose ends with a full stop."""


def faults(text: str, language: str) -> Iterator[Fault]:
    """Give the faults of a text, whose words have single spaces between them."""
    yield from _each("prose-date-of-machines", ISO_DATE, text)
    yield from _each("prose-date-of-machines", STROKES, text)
    yield from _each("prose-repeated", NUMBER_TWICE, text)
    yield from _each("prose-punctuation", STOP_TWICE, text)
    rules = RULES.get(language)
    if rules is None:
        return
    for match in WORD_TWICE.finditer(text):
        if match[1].lower() not in rules.doubled and match[0].rpartition(" ")[2].islower():
            yield Fault(code="prose-repeated", found=match[0])
    yield from _each("prose-range-of-one", rules.range_of_one, text)
    for match in rules.plural_after_one.finditer(text):
        before = text[: match.start()].rstrip().rpartition(" ")[2].lstrip("(").lower()
        if before not in rules.numbered and (match[1] or match[2]).lower() not in rules.not_plural:
            yield Fault(code="prose-plural-after-one", found=match[0])
    yield from _each("prose-plural-after-one", rules.verb_after_one, text)
    for match in rules.share_of_few.finditer(text):
        if int(match[1].replace(",", "")) < FEW:
            yield Fault(code="prose-share-of-few", found=match[0])


def unfinished(paragraph: str) -> Iterator[Fault]:
    """Tell that a paragraph of prose does not end as a sentence does."""
    if len(paragraph.split()) >= SENTENCE and not paragraph.endswith(ENDS):
        last = SENTENCE_END.split(paragraph)[-1]
        yield Fault(code="prose-unfinished", found=last[-60:])


SENTENCE_END: Final = re.compile(r"(?<=[.!?]) ")
"""Between two sentences."""


def _each(code: str, pattern: re.Pattern[str], text: str) -> Iterator[Fault]:
    return (Fault(code=code, found=match[0].strip()) for match in pattern.finditer(text))
