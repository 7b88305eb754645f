"""What the letters of one text tell: whether they were garbled, lost, taken from another script, or no letters at all.

Each judgement is of one text alone and leaves what people write in any language as it is: the patterns are held against
all the names that CLDR gives in all its languages (`tests/validate/test_letters.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

LETTER: Final = r"[^\W\d_]"
SMALL: Final = "[a-zß-öø-ÿăąćčďđęěĺľłńňőŕřśşšţťůűźżž]"
CAPITAL: Final = "[À-ÖØ-ÞĂĄĆČĎĐĘĚĹĽŁŃŇŐŒŔŘŚŞŠŢŤŮŰŸŹŻŽ]"

# -- garbled -----------------------------------------------------------------------------------------------------------

TELLING: Final = {
    "cp1252": "c2 c3 e280 e282 e283 e284 e285 e286 f09f efbb",
    "latin-1": "c2 c3 e280 e282 e283 e284 e285 e286 f09f efbb",
    "mac_roman": "c2 c3 c4 c5 e280 e282 efbb",
    "cp850": "c2 c3 c4 c5 e280 e282 efbb",
    "cp437": "c2 c3 c4 c5 d0 d1 e280 e282 efbb",
    "cp1250": "c2 e280 efbb",
    "cp1251": "e280 efbb",
}
"""By encoding as which UTF-8 is read by mistake, the commonest first: first bytes of a letter, in hexadecimal, that
tell it when such a byte as goes on a letter follows. No language writes what they show (é as Ã©, √© or ├®)."""

TELLING_TWICE: Final = {
    "cp1252": "c4 c5 ce cf d0 d1 d8 d9",
    "latin-1": "c4 c5 ce cf d0 d1 d8 d9",
    "mac_roman": "ce cf d0 d1 d8 d9",
    "cp850": "ce cf d0 d1 d8 d9",
    "cp437": "ce cf d8 d9",
    "cp1250": "c3 c4 c5",
}
"""First bytes that tell it when two such letters follow each other. É» and à before a no-break space and » are
French."""

OLD: Final = ("cp1252", "mac_roman", "cp850", "cp437")
"""Encodings of one byte a letter that programs take for one another, and for UTF-8."""


def _shown(byte: int, encoding: str) -> str:
    """What an encoding shows for a byte: the control character of that number where it has nothing."""
    return bytes([byte]).decode(encoding, errors="ignore") or chr(byte)


def _firsts(listed: str, encoding: str) -> list[str]:
    return ["".join(_shown(byte, encoding) for byte in bytes.fromhex(first)) for first in listed.split()]


def _misread(encoding: str) -> Iterator[str]:
    """Patterns of UTF-8 that was read as an encoding."""
    going_on = f"[{re.escape(''.join(_shown(byte, encoding) for byte in range(0x80, 0xC0)))}]"
    for first in _firsts(TELLING[encoding], encoding):
        yield re.escape(first) + going_on
    if encoding in TELLING_TWICE:
        yield f"(?:[{re.escape(''.join(_firsts(TELLING_TWICE[encoding], encoding)))}]{going_on}){{2}}"


_AMID: Final = (
    rf"[\u2500-\u259f](?={LETTER})|(?<={LETTER})[\u2500-\u259f]",
    rf"(?<={LETTER})[¡¿¦§¨¬¯\u00b6\u00b8\u00bc-\u00be\u02c6\u02d8-\u02dd\u2020\u2021\u2030\u2039\u203a\u2122\u25a1\u25af](?={SMALL})",
    (
        rf"(?<={LETTER})[\u00b1\u00b3\u00b9\u00f7\u2022\u2202\u2206\u220f\u2211\u2219-\u221e\u2229\u222b\u2248\u2264\u2265]"
        rf"(?={SMALL}{SMALL})"
    ),
    rf"(?<={LETTER})[\u02c6\u02dc\u201a]",
    rf"(?<={SMALL})[¢£¤¥](?={SMALL})",
    rf"(?<={SMALL})Ă|Ă(?:[§¨©«\u00ad®\u00b1\u00b4\u00b6\u02c7]|{CAPITAL}(?={SMALL}))",
    r"(?<=[A-Za-z])[\uff61-\uff9f]+(?=[a-z])",
)
"""Signs where only a letter can stand: what one old encoding shows for a letter of another (Côte as C™te or C¶te)."""

_CAPITALS: Final = (
    rf"(?<={SMALL}{SMALL}){CAPITAL}(?!{LETTER})",
    rf"(?<={SMALL})(?:(?<!\b[hnt])(?<!\b[bd]h)|(?![ÁÉÍÓÚ])){CAPITAL}{{1,2}}(?={SMALL})",
    rf"(?<=\b[A-Z]){CAPITAL}(?<!DŽ)(?={SMALL}{SMALL})",
)
"""A marked capital letter amid or behind small ones, for the same reason (México as MÈxico or MŽxico). Irish writes
hÉireann and nÓg."""

_ESCAPES: Final = re.compile(
    r"\\u[0-9a-fA-F]{4}|\\x[89a-fA-F][0-9a-fA-F]|%[CDE][0-9A-F](?:%[89AB][0-9A-F])+|=C3=[89AB][0-9A-F]"
)
"""Letters as the number of their character or of their bytes: how programs write them to each other."""

_ADDRESS: Final = re.compile(r"\b(?:[a-z][a-z0-9+.-]*://|www\.)\S+", re.IGNORECASE)
"""An address, in which % and ? have a meaning of their own."""

GARBLED: Final = re.compile(
    "|".join([*(p for encoding in TELLING for p in _misread(encoding)), *_AMID, *_CAPITALS, "[\ufffc\ufffd]"])
)
_QUOTE: Final = re.compile("[«»\u201c-\u201e]")
_QUOTE_AMID: Final = re.compile(rf"(?<={LETTER})[«»\u201c-\u201e](?={SMALL})")


def is_garbled(text: str) -> bool:
    """Tell whether letters of a text are not those that were written, as far as the text alone can tell."""
    if GARBLED.search(text) or (_ESCAPES.search(text) and _ESCAPES.search(_ADDRESS.sub("", text))):
        return True
    quotes = len(_QUOTE.findall(text))
    return quotes > 0 and quotes == len(_QUOTE_AMID.findall(text))


def mended(text: str) -> str:
    """Give a garbled text as it was; '' when that is not certain."""
    for encoding in TELLING:
        found = reread(text, encoding, "utf-8")
        if found and not is_garbled(found) and not unassigned_character(found):
            return found
    return ""


def reread(text: str, encoding: str, right: str) -> str:
    """Give what the bytes of a text, as one encoding writes them, say in another; '' when they say nothing."""
    try:
        return b"".join(_bytes(character, encoding) for character in text).decode(right)
    except UnicodeError:
        return ""


def _bytes(character: str, encoding: str) -> bytes:
    """The byte of a character. Where an encoding has no character for a byte, programs take that of its number."""
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        if len(made := character.encode("latin-1")) == 1 and _shown(made[0], encoding) == character:
            return made
        raise


# -- lost --------------------------------------------------------------------------------------------------------------

_LOST: Final = re.compile(
    rf"(?<={LETTER})\?{{1,3}}(?={SMALL})"
    rf"|\b(?:[cdjlmnst]|qu)(?:\?|['\u2019]\?)(?={LETTER})"
    rf"|(?<![\w?!.,;:)\]\"'\u2019\u201d»/&=])\?+(?={LETTER})"
    r"|\A[?\s]{3,}\Z|(?<!\S)\?{2,}(?!\S)",
    re.IGNORECASE,
)
"""A question mark where a letter was: amid a word (C?te), after a single letter (d?Ivoire), at the start of a word
(?le), or in place of a whole one. A question ends with a mark, after which a word begins, if at all, with a space."""


def is_lost(text: str) -> bool:
    """Tell whether question marks of a text, addresses apart, stand where letters were."""
    return "?" in text and _LOST.search(_ADDRESS.sub("", text)) is not None


# -- scripts -----------------------------------------------------------------------------------------------------------

LATIN: Final = "LATIN"
ALIKE: Final = frozenset(
    {LATIN, "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "FULLWIDTH", "MATHEMATICAL"}
)
"""Scripts whose letters look like those of another, as `unicodedata` names them. No word has letters of two."""

DRESSED: Final = frozenset({"FULLWIDTH", "MATHEMATICAL"})
"""Latin letters of another make, as `unicodedata` names them: the wide ones are for Chinese and Japanese texts."""

_WORD: Final = re.compile(rf"{LETTER}+")
_GREEK_AS_LATIN: Final = frozenset(
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03bd\u03b9\u03ba\u03bf\u03c1\u03c4\u03c5\u03c7"
)
"""Greek letters that a reader takes for Latin ones. The others stand in names of units and genes (kΩ)."""
_SYMBOLS: Final = frozenset(
    "\u03b1\u03b2\u03b3\u03b4\u03b5\u03b6\u03b7\u03b8\u03ba\u03bb\u03bc\u03c0\u03c1\u03c3\u03c4\u03c6\u03c7\u03c8\u03c9\u0393\u0394\u0398\u039b\u039e\u03a0\u03a3\u03a6\u03a8\u03a9"
)
_AT_HOME: Final = frozenset(
    {
        ("GREEK", "\u03b5"),
        ("GREEK", "\u03b3"),
        *((LATIN, letter) for letter in "\u0103\u0115\u00e7\u00ff\u0102\u0114\u00c7\u0178"),
    }
)
"""Letters that are written among those of another script: Berber epsilon and gamma, and Latin letters of Chuvash."""
_SHORT: Final = 3
_ALONE: Final = re.compile(
    r"(?<!\w)[\u0410\u0412\u0415\u0406\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430\u0435\u0456\u043e\u0440\u0441\u0443\u0445\u0455\u0458\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf](?!\w)"
)
"""A Cyrillic or Greek letter by itself that looks like a Latin one."""
_LATIN_LETTER: Final = re.compile("[A-Za-z]")


@cache
def script(letter: str) -> str:
    """The script of a letter, as the first word of its name; '' for marks that belong to none (micro, ordinals)."""
    first = "" if letter in BLANK else unicodedata.name(letter, "").partition(" ")[0]
    return "" if first in ("MICRO", "FEMININE", "MASCULINE", "MODIFIER", "OHM", "KELVIN", "ANGSTROM") else first


def strange_letter(text: str) -> str:
    """Give the first letter of another script inside a word; '' when there is none.

    Words of scripts that set no spaces (Chinese, Thai) may touch Latin ones. One letter of such a script in a whole
    text of Latin ones is no word.
    """
    if text.isascii():
        return ""
    found = next(filter(None, (_strange(word) for word in _WORD.findall(text) if not word.isascii())), "")
    if found:
        return found
    others = [letter for letter in text if letter.isalpha() and script(letter) not in ("", LATIN)]
    if not others or not _LATIN_LETTER.search(text):
        return ""
    alone = _ALONE.findall(text)
    dressed = [letter for letter in others if script(letter) in DRESSED]
    if len(dressed) == len(others):
        return dressed[0]
    touching = len(others) == 1 and re.search(f"(?<=[a-z]){others[0]}", text) and others[0] not in _SYMBOLS
    return others[0] if touching or len(alone) == len(others) else ""


def _strange(word: str) -> str:
    scripts = [script(letter) for letter in word]
    scripts = ["" if pair in _AT_HOME else pair[0] for pair in zip(scripts, word, strict=True)]
    own = set(scripts) - {""}
    alike = own & ALIKE
    if len(alike) > 1:
        commonest = max(sorted(alike), key=lambda name: (scripts.count(name), name == LATIN))
        other = next(n for n, name in enumerate(scripts) if name in alike and name != commonest)
        return "" if own == {LATIN, "GREEK"} and _is_symbol(word, scripts) else word[other]
    form = "".join(_FORMS.get((name, letter.islower()), "o") for name, letter in zip(scripts, word, strict=True))
    amid = _AMID_LATIN.search(form)
    return word[amid.start() + 1] if amid else ""


_FORMS: Final = {(LATIN, False): "L", (LATIN, True): "l", ("", False): "-", ("", True): "-"}
_AMID_LATIN: Final = re.compile(r"[Ll]o+l")
"""Letters of another script between a Latin letter and a small one, as `_strange` writes a word."""


def _is_symbol(word: str, scripts: list[str]) -> bool:
    """Tell whether the one Greek letter of a word is a symbol: at one of its ends, and not taken for a Latin letter."""
    if scripts.count("GREEK") > 1:
        return False
    place = scripts.index("GREEK")
    if place not in (0, len(word) - 1):
        return False
    beside = word[1] if place == 0 else word[-2]
    return word[place] not in _GREEK_AS_LATIN or (word[place].islower() and (beside.isupper() or len(word) < _SHORT))


# -- no letters --------------------------------------------------------------------------------------------------------

BLANK: Final = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U00016fe4\U0001d159"
"""Characters that count as letters or signs and show nothing: fillers of Hangul, Khmer and Khitan, the empty cell of
Braille, the null note."""

_UNASSIGNED: Final = frozenset({"Co", "Cn"})


def unassigned_character(text: str) -> str:
    """Give the first character that stands for nothing: of private use, not (yet) assigned, or no character at all.

    What is assigned is what Python's own `unicodedata` knows.
    """
    return next((c for c in text if c > "\u0377" and unicodedata.category(c) in _UNASSIGNED), "")


def number_of(character: str) -> str:
    """Name a character by its number, and by its name where it has one: U+0430 CYRILLIC SMALL LETTER A."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
