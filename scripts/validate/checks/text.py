"""What no cell may hold: characters that cannot be seen, stray spaces, markup, formulas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from scripts.model.problems import Problem
from scripts.validate.cells import NUMBER_TYPES, PLACEHOLDERS, fields, number_fault
from scripts.validate.check import Check, Context
from scripts.validate.structure import GARBLED

_JOINERS_AT_HOME: Final = r"[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af]"
"""Scripts in which a joiner or non-joiner between letters is spelling."""

_CHARACTERS: Final = (
    ("text-direction-override", re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")),
    (
        "text-invisible-character",
        re.compile(
            r"[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff"
            r"\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
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

_SUSPECT: Final = re.compile(
    r"\A[ =+\-@\t\r]|;[\s\"']*[=+\-@]|  | \Z|<|&[A-Za-z#]|[\x01-\x1f\x7f-\xa0\u00ad]|[\u0300-\U0010ffff]", re.DOTALL
)
"""Quick look: a cell without any of this has none of the faults above, and is in normal form."""

_MENDED: Final = frozenset({"text-not-normal", "text-space-doubled", *(code for code, _ in _CHARACTERS)})
"""Faults whose remedy is known to the letter: `expected` holds the mended cell."""

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
    text = cell
    for code, pattern in _CHARACTERS:
        text = pattern.sub("" if code in ("text-direction-override", "text-invisible-character") else " ", text)
    return re.sub(" +", " ", unicodedata.normalize("NFC", text)).strip(" ")


def text_faults(cell: str, *, number: bool = False) -> tuple[str, ...]:
    """Codes of every fault of a cell's writing.

    Garbled letters, stand-ins for nothing and how a number is written are told elsewhere.
    """
    if not _SUSPECT.search(cell) or cell in PLACEHOLDERS or GARBLED.search(cell):
        return ()
    if number:
        return () if number_fault(cell, "number") else tuple(c for c, pattern in _CHARACTERS if pattern.search(cell))
    found = [code for code, pattern in (*_CHARACTERS, *_WRITING) if pattern.search(cell)]
    if not unicodedata.is_normalized("NFC", cell):
        found.append("text-not-normal")
    return tuple(found)


def writing_faults(cell: str, *, number: bool = False) -> tuple[tuple[str, str], ...]:
    """Codes of every fault of a cell's writing, each with the mended cell where that is known, else ''."""
    return tuple((code, _clean(cell) if code in _MENDED else "") for code in text_faults(cell, number=number))


def texts(context: Context) -> Iterator[Problem]:
    """Every cell of every table is written in seen characters, single spaces and normal form, and is safe to open."""
    for name in sorted(context.sound):
        frame = context.table(name)
        for field in fields(context.package, name):
            if field["name"] in frame:
                yield from _of_column(name, frame[field["name"]], field)


def _of_column(table: str, cells: pd.Series, field: Mapping[str, Any]) -> Iterator[Problem]:
    number = field.get("type") in NUMBER_TYPES
    longest = LONGEST_BY_COLUMN.get(re.sub(r"_[a-z]{2}$", "", str(cells.name)), LONGEST)
    verdicts: dict[str, tuple[tuple[str, str], ...]] = {}
    for cell in cells.unique().tolist():
        told = [*writing_faults(cell, number=number)]
        if len(cell) > longest:
            told.append(("text-too-long", str(longest)))
        if told:
            verdicts[cell] = tuple(told)
    if not verdicts:
        return
    for index, cell in cells[cells.isin(list(verdicts))].items():
        for code, expected in verdicts[cell]:
            found = cell if code != "text-too-long" else str(len(cell))
            yield Problem(
                file=f"data/{table}.csv",
                row=int(str(index)) + 2,
                field=str(cells.name),
                code=code,
                found=found,
                expected=expected,
            )


TEXT_CODES: Final = (*(code for code, _ in (*_CHARACTERS, *_WRITING)), "text-not-normal")
"""What `writing_faults` may tell."""

CHECKS = (
    Check(
        codes=(*TEXT_CODES, "text-too-long"),
        run=texts,
    ),
)
