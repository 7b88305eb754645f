"""What a cell is by its writing: a plain number, a day, a stand-in for nothing, or none of these."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from scripts.package.read import Package

PLACEHOLDERS: Final = frozenset(
    {
        *("NA", "N/A", "n/a", "N/a", "N.A.", "n.a.", "n.d.", "N.D.", "nd", "ND", "n/d", "N/D", "s/d", "S/D"),
        *("NaN", "nan", "NAN", "Nan", "NaT", "<NA>", "NULL", "Null", "null", "None", "none", "Nil", "nil"),
        *("(null)", "[null]", "<null>", "<NULL>", "\\N", "undefined", "(blank)", "(empty)", "NaN%"),
        *("TBC", "tbc", "TBD", "tbd", "x", "X", "*", "?", "??", ":", "/", ".", "..", "...", "\u2026"),
        *("-", "--", "---", "\u2013", "\u2014", "\u2212"),
    }
)
"""What people and programs write where there is nothing to write."""

WORDS_FOR_NOTHING: Final = frozenset({"missing", "unknown", "not available", "not applicable", "no data", "not stated"})
"""Further stand-ins, which may be honest text elsewhere but never a number."""

_ONLY_NOTHING: Final = re.compile(r"(?:(?:nan|NaN|NaT|None|null|NULL|undefined)(?:[\s,;/|()-]+|\Z)){2,}")
"""Several such words and nothing else: what comes of joining cells that hold them."""

SPREADSHEET_ERROR: Final = re.compile(
    r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|ERROR!|SPILL!|CALC!|FIELD!|BUSY!|BLOCKED!|CONNECT!|UNKNOWN!"
    r"|EXTERNAL!|PYTHON!|TIMEOUT!|GETTING_DATA|BEZUG!|WERT!|ZAHL!|VALEUR!|NOM\?|NOMBRE!|\u00a1(?:REF|VALOR|NUM|NULO|DIV/0)!"
    r"|\u00bfNOMBRE\?)(?!\w)|\AErr:[0-9]{3}\Z|\A(?:#NV|#{3,})\Z",
    re.IGNORECASE,
)
"""What spreadsheets write, in several languages, where a formula failed or a column is too narrow."""

PROGRAM_RESIDUE: Final = re.compile(
    r"\A(?:loading|please wait|chargement|cargando)\s*(?:\.{2,3}|\u2026)\Z"
    r"|\[object [A-Z]\w*\]|\bInvalid Date\b|\A(?:NoneType|System\.\w+(?:\[\])?|Promise \{.*\}|function ?\(.*\{.*)\Z"
    r"|<[\w. ]+ at 0x[0-9a-f]+>|<(?:built-in |bound )?(?:class|function|method|generator)\b[^>]*>"
    r"|\bTraceback \(most recent call last\)|\A\$\{\w+\}\Z|\A%(?:\([a-z_]+\))?[sd]\Z|(?-i:\bNaN\b)",
    re.IGNORECASE,
)
"""What programs write in place of a text that they did not have yet, or could not write."""

_PERHAPS_STAND_IN: Final = re.compile(
    r"[#\[<$%\u2026]|\.\.|[Nn]a[Nn]|Na[NT]|[Nn]ull|NULL|None|undefined|Err|[Ii]nvalid|[Ss]ystem|Promise|[Ff]unction|Traceback"
)
"""Quick look: a cell without any of this holds nothing of the kind."""

_STAND_IN: Final = re.compile(
    f"(?P<error>{SPREADSHEET_ERROR.pattern})|(?P<residue>{PROGRAM_RESIDUE.pattern})", re.IGNORECASE
)


def stand_in(cell: str) -> str:
    """Code of what a cell holds in place of a value: a word for nothing, a spreadsheet's error, what a program wrote.

    '' when it holds none of these.
    """
    if cell in PLACEHOLDERS:
        return "value-placeholder"
    if not _PERHAPS_STAND_IN.search(cell):
        return ""
    if _ONLY_NOTHING.fullmatch(cell):
        return "value-placeholder"
    found = _STAND_IN.search(cell)
    return "" if not found else "spreadsheet-error" if found["error"] else "program-residue"


LONGEST: Final = 80
"""Characters beyond which a cell is no number, however it is written."""

NUMBER_TYPES: Final = frozenset({"integer", "number"})

LONGEST_NUMBER: Final = 15
"""Significant digits that a spreadsheet, a browser and any other program with double precision hold exactly."""

PLAIN: Final = re.compile(r"(?!-0(?:\.0+)?\Z)-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
"""A number as the package writes it. Zero has no sign."""

SPACES: Final = r"\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
GROUPED: Final = re.compile(
    rf"[-+\u2212]?[0-9]{{1,3}}(?:(?:,[0-9]{{3}})+|(?:[{SPACES}'\u2019_.][0-9]{{3}})+)(?:[.,][0-9]+)?"
)
"""A number whose thousands are set apart: by commas, points, spaces, apostrophes or underscores."""

_AMOUNT: Final = rf"[0-9](?:[0-9.,'\u2019{SPACES}]*[0-9])?[{SPACES}]*%?"
_LIMIT: Final = (
    r"(?:[<>\u2264\u2265]=?|=[<>]|less than|fewer than|more than|under|over|above|below|at least|at most|up to"
    r"|min(?:imum|\.)?|max(?:imum|\.)?)"
)
_MORE: Final = r"(?:\+|or (?:more|fewer|less|over)|and (?:more|over|above))"
_TO: Final = r"(?:[-\u2010-\u2014\u2212/~]|\.{2,3}|\u2026|\u00b1|to|and|or|\u00e0)"

_WITHHELD: Final = re.compile(
    r"(?:[\[(](?:c|d|s|u|x|low|\*|supp?(?:ressed)?|conf(?:idential)?|n\.?p)\.?[\])]"
    r"|[cdsx]|\*{1,3}|[\u2020\u2021\u00a7#\u25cf\u25a0]"
    r"|conf\.|confidential|suppressed|withheld|n\.?p\.?|not published)",
    re.IGNORECASE,
)
"""What statistical offices write in place of a figure that they have and withhold."""

_BRACKETED: Final = re.compile(r"[\[(][^\[\]()0-9]{0,20}[\])]")
"""A mark in brackets without a number: what it says stands in the source's key."""

_FAULTS: Final = (
    ("number-not-plain", re.compile(r"-0(?:\.0+)?")),
    (
        "number-not-exact",
        re.compile(
            rf"{_LIMIT}[{SPACES}]*{_AMOUNT}|{_AMOUNT}[{SPACES}]*{_MORE}"
            rf"|(?:between |from )?{_AMOUNT}[{SPACES}]*{_TO}[{SPACES}]*{_AMOUNT}",
            re.IGNORECASE,
        ),
    ),
    ("number-infinite", re.compile(r"[-+\u2212]?(?:inf(?:inity)?|\u221e)", re.IGNORECASE)),
    ("number-with-separator", GROUPED),
    ("number-with-separator", re.compile(r"[0-9]+(?:_[0-9]+)+")),
    ("number-with-decimal-comma", re.compile(r"[-+\u2212]?[0-9]*,[0-9]+")),
    ("number-with-percent", re.compile(rf"[-+\u2212]?[0-9.,]+[{SPACES}]*(?:[%\u2030]|per ?cent|pct)", re.IGNORECASE)),
    (
        "number-not-plain",
        re.compile(r"(?:[-+\u2212]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|0x[0-9a-f]+|\(\d+(?:\.\d+)?\))", re.IGNORECASE),
    ),
    (
        "number-with-mark",
        re.compile(
            rf"(?:[~\u2248]|c(?:irc)?a?\.?|about|approx\.?|around)?[{SPACES}]*[-+]?[0-9][0-9.,]*[{SPACES}]*"
            r"(?:\*+|[\u2020\u2021\u00a7#]|[a-z]{1,2}|[\[(][a-z0-9*]{1,4}\.?[\])]|[\u00b9\u00b2\u00b3\u2070-\u2079]+)?",
            re.IGNORECASE,
        ),
    ),
    ("value-placeholder", _BRACKETED),
)
"""Ways of writing a number that is not plain, the more certain first. None fits a plain number."""


def number_fault(cell: str, kind: str) -> str:
    """Code of what is wrong with a cell of a column of numbers; '' when it is plain, blank, or no number at all.

    Space at either end is another fault, told of every cell.

    `kind` is the column's type: `integer` or `number`.
    """
    if not cell or len(cell) > LONGEST or cell != cell.strip():
        return ""
    if PLAIN.fullmatch(cell) and _digits(cell) > LONGEST_NUMBER:
        return "number-too-long"
    if PLAIN.fullmatch(cell):
        return "number-not-whole" if kind == "integer" and "." in cell else ""
    if _WITHHELD.fullmatch(cell):
        return "value-suppressed"
    if cell.casefold() in WORDS_FOR_NOTHING:
        return "value-placeholder"
    return stand_in(cell) or next((code for code, pattern in _FAULTS if pattern.fullmatch(cell)), "")


def _digits(cell: str) -> int:
    """Significant digits of a plain number."""
    return len(cell.lstrip("-0.").replace(".", ""))


def fields(package: Package, table: str) -> list[Mapping[str, Any]]:
    """The fields of a table as its descriptor gives them, as far as it does."""
    schema = package.resource(table).get("schema")
    given = schema.get("fields", []) if isinstance(schema, dict) else []
    return [field for field in given if isinstance(field, dict) and isinstance(field.get("name"), str)]


def rules(field: Mapping[str, Any]) -> Mapping[str, Any]:
    """The constraints of a field."""
    constraints = field.get("constraints")
    return constraints if isinstance(constraints, dict) else {}


def per_value(cells: pd.Series, judge: Callable[[str], object], kind: type = object) -> pd.Series:
    """Judge each distinct cell once, and give the verdicts row by row, as a series of `kind` also when it is empty.

    `Series.map` guesses what it gives: of no cells, or where nothing is found, numbers, in which no text can be filled.
    """
    given = cells.tolist()
    verdicts = {cell: judge(cell) for cell in dict.fromkeys(given)}
    return pd.Series([verdicts[cell] for cell in given], index=cells.index, name=cells.name, dtype=kind)


def plain_numbers(cells: pd.Series) -> pd.Series:
    """Numbers of the cells that are plain numbers of which every digit counts, and no number for all others."""
    return per_value(cells, _plain_number, float)


def _plain_number(cell: object) -> float:
    """The number that a cell is; none for another cell, and for one that a join has found nothing for."""
    is_plain = isinstance(cell, str) and PLAIN.fullmatch(cell) and _digits(cell) <= LONGEST_NUMBER
    return float(str(cell)) if is_plain else float("nan")


def ascii_digits(cell: str) -> str:
    """A cell with the digits 0 to 9 in place of digits of other writings (Arabic, Devanagari, full width)."""
    if cell.isascii():
        return cell
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in cell)


def possible_day(cell: str) -> bool:
    """Whether the calendar has such a year, month or day. Takes YYYY, YYYY-MM or YYYY-MM-DD."""
    try:
        date.fromisoformat(first_day(cell))
    except ValueError:
        return False
    return True


_DATE: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def is_date(cell: str) -> bool:
    """Whether a cell is a year, month or day of the calendar, as the package writes it."""
    return bool(_DATE.fullmatch(cell)) and possible_day(cell)


def first_day(cell: str) -> str:
    """First day of a year, month or day, as YYYY-MM-DD."""
    return cell + "-01-01"[max(len(cell) - 4, 0) :]


def last_day(cell: str) -> str:
    """Last day of a year, month or day, as YYYY-MM-DD; of what the calendar lacks, the 31st, which compares as text."""
    if len(cell) == len("YYYY-MM") and possible_day(cell):
        return f"{cell}-{monthrange(int(cell[:4]), int(cell[5:]))[1]}"
    return cell + "-12-31"[max(len(cell) - 4, 0) :]


def year_of(cell: str) -> int | None:
    """The year that a cell of four digits is; None for any other cell."""
    return int(cell) if len(cell) == len("YYYY") and cell.isascii() and cell.isdecimal() else None
