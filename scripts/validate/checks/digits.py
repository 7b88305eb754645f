"""Codes are written with the digits 0 to 9, also where digits of another writing look the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from scripts.model.periods import PERIOD_PATTERN
from scripts.model.problems import Problem
from scripts.model.tables import DATE_PATTERN, KEYWORDS_PATTERN, URL_PATTERN
from scripts.validate.cells import NUMBER_TYPES, ascii_digits, rules
from scripts.validate.check import Check, Context, in_rows
from scripts.validate.checks.keys import FREE, KEYS
from scripts.validate.checks.text import text_faults
from scripts.validate.checks.time import YEAR_PATTERN

NO_CODES: Final = frozenset({"", DATE_PATTERN, PERIOD_PATTERN, YEAR_PATTERN, URL_PATTERN, KEYWORDS_PATTERN})
"""Patterns of columns that hold no codes; periods and dates have checks of their own."""

CODES: Final = frozenset({"code", "codelist", "counted_as", "dimensions", "from_id", "to_id", *KEYS})
"""Columns that hold codes although neither pattern nor code list says so."""


def digits(context: Context) -> Iterator[Problem]:
    """No code holds a digit other than 0 to 9: a program does not find it under the code that a reader sees."""
    for column in context.columns:
        if _holds_codes(column.table, column.field):
            for cell in column.distinct:
                meant = ascii_digits(cell)
                if meant != cell and not text_faults(cell):
                    rows = column.cells[column.cells == cell].to_frame()
                    yield from in_rows(column.table, rows, "digits-not-ascii", str(column.cells.name), meant)


def _holds_codes(table: str, field: Mapping[str, Any]) -> bool:
    if field.get("type") in NUMBER_TYPES or (table, field["name"]) in FREE:
        return False
    held = rules(field)
    listed = bool(field.get("codelist") or held.get("enum") or held.get("unique"))
    return listed or field["name"] in CODES or held.get("pattern", "") not in NO_CODES


CHECKS = (Check(codes=("digits-not-ascii",), run=digits),)
