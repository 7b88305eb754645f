"""What no cell may hold: characters that cannot be seen, stray spaces, markup, formulas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from scripts.model.letters import DIRECTION
from scripts.model.locale_files import OWN
from scripts.model.problems import Problem
from scripts.validate.cells import number_fault, stand_in
from scripts.validate.check import Check, Column, Context
from scripts.validate.letters import (
    BLANK,
    is_garbled,
    is_lost,
    mended,
    number_of,
    strange_letter,
    unassigned_character,
)
from scripts.validate.vocabulary import Vocabulary

_JOINERS_AT_HOME: Final = r"[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af]"
"""Scripts in which a joiner or non-joiner between letters is spelling."""

_CHARACTERS: Final = (
    ("text-direction-override", re.compile(rf"[{DIRECTION}]")),
    (
        "text-invisible-character",
        re.compile(
            rf"[{BLANK}\u00ad\u034f\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
            r"\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
            rf"|(?<!{_JOINERS_AT_HOME})[\u200c\u200d]"
        ),
    ),
    ("text-control-character", re.compile(r"(?!\A[\t\r])[\x01-\x1f\x7f-\x9f\u2028\u2029]")),
    ("text-space-odd", re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")),
    ("text-space-around", re.compile(r"\A | \Z")),
)
"""Faults that no cell of any kind may have. A tab or carriage return at the start is told as a formula."""

_SIGNS: Final = r"=+\-@\uff1d\uff0b\uff0d\uff20"
"""What a formula begins with in some spreadsheet; the last four are the full-width forms of the others.

Where the decimal sign is a comma, a spreadsheet that opens a file parts it at semicolons, and what follows one in a
text then begins a cell of its own.
"""

_WRITING: Final = (
    ("text-formula", re.compile(rf"\A[{_SIGNS}\t\r]|;[\s\"']*[{_SIGNS}]")),
    ("text-space-doubled", re.compile(r"\S  +\S")),
    (
        "text-html",
        re.compile(r"</?[A-Za-z][^<>]*>|<!--|<!\[CDATA|&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]+|#[xX][0-9A-Fa-f]+);"),
    ),
)
"""Faults of text, not of numbers."""

_OTHER_LANGUAGE: Final = re.compile(rf"_(?!{OWN}\b)[a-z]{{2}}(?:\Z|\.)")
"""End of the name of a column of texts in another language than English, or of such a property with what is in it."""

_UNBROKEN: Final = str.maketrans({"\u00a0": " ", "\u202f": " "})
"""Spaces that do not break, which French has before a semicolon and between thousands: they take a space's place."""

_SUSPECT: Final = re.compile(
    r"\A[ =+\-@\t\r]|;[\s\"']*[=+\-@]|  | \Z|[<?]|&[A-Za-z#]|\\[ux]|%[CDE]|=C3|[^\x20-\x7e]", re.DOTALL
)
"""Quick look: a cell without any of this has none of the faults of a text."""

_MENDED: Final = frozenset({"text-not-normal", "text-space-doubled", *(code for code, _ in _CHARACTERS)})
"""Faults whose remedy is known to the letter: `expected` holds the mended cell."""

LETTERS: Final = ("text-garbled", "text-letters-lost", "text-mixed-scripts", "text-unassigned-character")
"""Faults of letters. Of a text whose letters are garbled or lost nothing else is told."""

NAMES: Final = frozenset({"name", "official_name", "place", "publisher"})
"""Columns, without their language, of names: none of them asks a question."""
_LOST_AT_END: Final = re.compile(r"(?<=[^\W\d_])\?")

_OPEN: Final = ":;,\u060c\u061b\u3001\uff1a\uff0c\uff1b"
_ENDS: Final = frozenset(_OPEN)
NAMED: Final = NAMES | {"label", "title", "unit", "edition", "instrument", "practice", "source_title"}
"""Columns, without their language, of names after which a sentence goes on with marks of its own."""

LONGEST: Final = 500
LONGEST_BY_COLUMN: Final = {
    **dict.fromkeys(
        ("id", "code", "codelist", "ref_area", "iso2", "iso3", "m49", "group", "parent", "unit_measure"), 100
    ),
    **dict.fromkeys(("time_period", "obs_status"), 20),
    **dict.fromkeys(("name", "label", "unit", "place"), 250),
    **dict.fromkeys(("title", "licence", "citation", "obtained_through", "publisher", "edition", "keywords"), 1000),
    **dict.fromkeys(("url", "source_url", "licence_url"), 2000),
    **dict.fromkeys(
        ("description", "rule", "limits", "missing", "faults", "handling", "note", "summary", "finding", "statement"),
        5000,
    ),
}
"""Characters that a cell may have, by column without its language; `LONGEST` for every other column."""


def _clean(cell: str) -> str:
    """What the cell most likely should be: seen characters only, single spaces, normal form."""
    text = re.sub(f"[{BLANK}]", " ", cell)
    for code, pattern in _CHARACTERS:
        text = pattern.sub("" if code in ("text-direction-override", "text-invisible-character") else " ", text)
    return re.sub(" +", " ", unicodedata.normalize("NFC", text)).strip(" ")


def longest_of(place: str) -> int:
    """Give the characters that a text may have, by its column or property; a translation may be a quarter longer."""
    longest = LONGEST_BY_COLUMN.get(re.sub(r"_[a-z]{2}\Z", "", place.rpartition(".")[2]), LONGEST)
    return longest + longest // 4 if _OTHER_LANGUAGE.search(place) else longest


def as_spaced(text: str, place: str) -> str:
    """Give a text of another language than English with plain spaces for those that do not break, which it may have."""
    return text.translate(_UNBROKEN) if _OTHER_LANGUAGE.search(place) else text


def text_faults(cell: str, *, number: bool = False) -> tuple[str, ...]:
    """Codes of every fault of a cell's writing.

    Stand-ins for nothing and how a number is written are told elsewhere.
    """
    if not _SUSPECT.search(cell) or stand_in(cell):
        return ()
    if number and number_fault(cell, "number"):
        return ()
    if is_garbled(cell):
        return ("text-garbled",)
    if number:
        return tuple(code for code, pattern in _CHARACTERS if pattern.search(cell))
    if is_lost(cell):
        return ("text-letters-lost",)
    found = [code for code, pattern in (*_CHARACTERS, *_WRITING) if pattern.search(cell)]
    judged = {
        "text-not-normal": not unicodedata.is_normalized("NFC", cell),
        "text-mixed-scripts": strange_letter(cell),
        "text-unassigned-character": unassigned_character(cell) and "text-invisible-character" not in found,
    }
    return (*found, *(code for code, wrong in judged.items() if wrong))


def writing_faults(cell: str, *, number: bool = False) -> tuple[tuple[str, str, str], ...]:
    """Codes of every fault of a cell's writing.

    Each has what was found (the cell, and by its number a letter that looks like another) and the mended cell where
    that is known, else ''.
    """
    return tuple((code, _found(code, cell), _mended(code, cell)) for code in text_faults(cell, number=number))


def faults_of(text: str, place: str) -> Iterator[tuple[str, str, str]]:
    """Give code, what was found and what would be right, of each fault of a text, by the column that is to hold it."""
    yield from dict.fromkeys(writing_faults(as_spaced(text, place))) or _opened(text, place)
    longest = longest_of(place)
    if len(text) > longest:
        yield "text-too-long", str(len(text)), str(longest)


def _found(code: str, cell: str) -> str:
    strange = {"text-mixed-scripts": strange_letter, "text-unassigned-character": unassigned_character}
    return f"{cell} ({number_of(strange[code](cell))})" if code in strange else cell


def _mended(code: str, cell: str) -> str:
    if code == "text-garbled":
        return mended(cell)
    return _clean(cell) if code in _MENDED else ""


def texts(context: Context) -> Iterator[Problem]:
    """Every cell of every table is written in seen characters, single spaces and normal form, and is safe to open.

    Its letters are those that were written, as far as it and the marked words of other cells can tell.
    """
    columns = context.columns
    texts_of = (column.distinct for column in columns if not column.address and not column.number)
    words = Vocabulary.of({cell for distinct in texts_of for cell in distinct if not cell.isascii()})
    for column in columns:
        yield from _of_column(column, words)


def _of_column(column: Column, words: Vocabulary) -> Iterator[Problem]:
    longest = longest_of(str(column.cells.name))
    suspect = (cell for cell in column.distinct if len(cell) > longest or _SUSPECT.search(cell))
    verdicts = {cell: told for cell in suspect if (told := [*_told(cell, column, words, longest)])}
    if verdicts:
        yield from _in_cells(column, column.cells[column.cells.isin(list(verdicts))], verdicts)


def _in_cells(
    column: Column, cells: pd.Series, verdicts: Mapping[str, Sequence[tuple[str, str, str]]]
) -> Iterator[Problem]:
    """Tell code, what was found and what would be right, of some cells of a column."""
    for index, cell in cells.items():
        for code, found, expected in verdicts[str(cell)]:
            yield Problem(
                file=f"data/{column.table}.csv",
                row=int(str(index)) + 2,
                field=str(column.cells.name),
                code=code,
                found=found,
                expected=expected,
            )


def _told(cell: str, column: Column, words: Vocabulary, longest: int) -> Iterator[tuple[str, str, str]]:
    """Give code, what was found and what would be right, of each fault of a cell."""
    faults = writing_faults(as_spaced(cell, str(column.cells.name)), number=column.number)
    if not column.number and not column.address and {code for code, _, _ in faults} <= {*LETTERS}:
        faults = _by_others(cell, column, words) or faults
    yield from faults
    if len(cell) > longest:
        yield "text-too-long", str(len(cell)), str(longest)


def ends(context: Context) -> Iterator[Problem]:
    """No name ends with a mark after which it should go on: the sentence that it stands in has marks of its own."""
    for column in context.columns:
        if column.subject in NAMED:
            told = {cell: [*_opened(cell, column.subject)] for cell in column.distinct if cell[-1:] in _ENDS}
            yield from _in_cells(column, column.cells[column.cells.isin(list(told))], told) if told else ()


def _opened(text: str, subject: str) -> Iterator[tuple[str, str, str]]:
    """Tell a name that ends with a mark after which it should go on, as headings of tables do."""
    if subject in NAMED and text[-1:] in _ENDS:
        yield "text-ends-open", text, text.rstrip(f"{_OPEN} \u00a0\u202f")


def _by_others(cell: str, column: Column, words: Vocabulary) -> tuple[tuple[str, str, str], ...]:
    """What the column and the words of other cells tell of letters."""
    meant, code = words.meant(cell)
    if code:
        return ((code, cell, meant),)
    if column.subject in NAMES and _LOST_AT_END.search(cell):
        return (("text-letters-lost", cell, ""),)
    return ()


TEXT_CODES: Final = (*(code for code, _ in (*_CHARACTERS, *_WRITING)), *LETTERS, "text-not-normal")
"""What `writing_faults` may tell."""

CHECKS = (
    Check(codes=(*TEXT_CODES, "text-too-long"), run=texts),
    Check(codes=("text-ends-open",), run=ends, warning=True),
)
