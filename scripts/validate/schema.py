"""Tier 1: what the profile says of cells and keys.

The rules are the descriptor's. Frictionless, the stock tool, finds the same (`tests/validate/test_reference.py`), but
takes many times as long.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import pandas as pd

from scripts.model.problems import Problem
from scripts.model.tables import Field, Table
from scripts.validate.check import in_rows
from scripts.validate.nearest import nearest

CODES: Final = (
    "value-required",
    "wrong-type",
    "value-malformed",
    "code-unknown",
    "value-out-of-range",
    "duplicate-key",
    "reference-unknown",
)

TYPES: Final[Mapping[str, re.Pattern[str]]] = {
    "integer": re.compile(r"[+-]?[0-9]+"),
    "number": re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?"),
}
"""How a number is written. Frictionless also takes NaN and INF for numbers, which no figure is."""

LONGEST_NUMBER: Final = 40
"""Digits beyond which a text of digits is no figure."""


def check_table(table: Table, frames: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    """Check one table, whose frame is among `frames`. References into a table that is not there are left out."""
    frame = frames[table.name]
    for field in table.fields:
        column = frame[field.name]
        yield from _column(table, field, column)
        if field.references:
            yield from _reference(table, field, column, frames)
    yield from _keys(table, frame)


def _column(table: Table, field: Field, column: pd.Series) -> Iterator[Problem]:
    """Check each different value of a column once."""
    places, values = pd.factorize(column)
    code_of = _judge(field)
    codes = [code_of(str(value)) for value in values]
    for code in sorted(set(codes) - {""}):
        wrong = pd.Series(places, index=column.index).isin([n for n, own in enumerate(codes) if own == code])
        expected = _expected(field) if code == "value-out-of-range" else ""
        for problem in in_rows(table.name, column[wrong].to_frame(), code, field.name, expected):
            near = nearest(problem.found, field.enum) if code == "code-unknown" else problem.expected
            yield Problem(
                file=problem.file, row=problem.row, field=field.name, code=code, found=problem.found, expected=near
            )


def _expected(field: Field) -> str:
    low = "" if field.minimum is None else f"{field.minimum:g}"
    high = "" if field.maximum is None else f"{field.maximum:g}"
    return f"{low}..{high}"


def _judge(field: Field) -> Callable[[str], str]:
    """Give a function that gives the code of what is wrong with a value, '' when nothing is."""
    type_of, pattern = TYPES.get(field.type), re.compile(field.pattern)
    low = -math.inf if field.minimum is None else field.minimum
    high = math.inf if field.maximum is None else field.maximum

    def judge(value: str) -> str:
        if value == "":
            return "value-required" if field.required else ""
        if type_of and (not type_of.fullmatch(value) or len(value) > LONGEST_NUMBER):
            return "wrong-type"
        if field.enum and value not in field.enum:
            return "code-unknown"
        if field.pattern and not pattern.fullmatch(value):
            return "value-malformed"
        return "value-out-of-range" if type_of and not low <= float(value) <= high else ""

    return judge


def _reference(table: Table, field: Field, column: pd.Series, frames: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    """Tell each value that is not in the table that it refers to."""
    target, _, key = field.references.partition(".")
    if target not in frames or key not in frames[target]:
        return
    known = frozenset(frames[target][key])
    unknown = column[(column != "") & ~column.isin(known)]
    near = {value: nearest(str(value), known) for value in unknown.unique()}
    for index, found in unknown.items():
        yield Problem(
            file=table.path,
            row=int(str(index)) + 2,
            field=field.name,
            code="reference-unknown",
            found=str(found),
            expected=near[found],
        )


def _keys(table: Table, frame: pd.DataFrame) -> Iterator[Problem]:
    """Tell each row whose key an earlier row has."""
    unique = [(field.name,) for field in table.fields if field.unique]
    for key in dict.fromkeys([table.primary_key, *unique]):
        names = list(key)
        filled = frame[(frame[names] != "").any(axis=1)]
        again = filled[filled.duplicated(names)]
        for index, cells in again[names].iterrows():
            yield Problem(
                file=table.path,
                row=int(str(index)) + 2,
                field=", ".join(names),
                code="duplicate-key",
                found=", ".join(str(cell) for cell in cells),
            )
