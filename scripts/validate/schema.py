"""Tier 1: what the profile says of cells and keys.

The rules are the descriptor's. Frictionless, the stock tool, finds the same (`tests/validate/test_reference.py`), but
takes many times as long.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from scripts.model.problems import Problem
from scripts.model.tables import Field, Table
from scripts.validate.cells import ascii_digits
from scripts.validate.check import SERIES_LIMITS
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


SUGGESTED: Final = 20
"""Wrong values of one column for which the nearest right one is looked up: the first screen of them."""


def check_table(table: Table, frames: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    """Check one table, whose frame is among `frames`. References into a table that is not there are left out."""
    frame = frames[table.name]
    cells = {name: frame[name].tolist() for name in table.columns}
    rows = [int(place) + 2 for place in frame.index]
    for field in table.fields:
        yield from _column(table, field, cells[field.name], rows)
        if field.references:
            yield from _reference(table, field, cells[field.name], rows, frames)
    yield from _keys(table, cells, rows)


def _column(table: Table, field: Field, values: list[str], rows: list[int]) -> Iterator[Problem]:
    """Check each different value of a column once."""
    limit = SERIES_LIMITS.get(field.name) if table.name == "series" else None
    field = field if limit is None else replace(field, maximum=limit)
    judge = _judge(field)
    wrong = {value: code for value in dict.fromkeys(values) if (code := judge(value))}
    if not wrong:
        return
    near = _nearest([value for value, code in wrong.items() if code == "code-unknown"], field.enum)
    limits = _expected(field)
    for row, value in zip(rows, values, strict=True):
        if value in wrong:
            code = wrong[value]
            expected = near.get(value, "") if code != "value-out-of-range" else limits
            yield Problem(file=table.path, row=row, field=field.name, code=code, found=value, expected=expected)


def _nearest(values: list[str], valid: Iterable[str]) -> dict[str, str]:
    return {value: nearest(value, valid) for value in values[:SUGGESTED]}


def _expected(field: Field) -> str:
    low = "" if field.minimum is None else f"{field.minimum:g}"
    high = "" if field.maximum is None else f"{field.maximum:g}"
    return f"{low}..{high}"


def _judge(field: Field) -> Callable[[str], str]:
    """Give a function that gives the code of what is wrong with a value, '' when nothing is.

    Patterns are read as JSON Schema reads them: a digit is one from 0 to 9.
    """
    type_of, pattern = TYPES.get(field.type), re.compile(field.pattern, re.ASCII)
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


def _reference(
    table: Table, field: Field, values: list[str], rows: list[int], frames: Mapping[str, pd.DataFrame]
) -> Iterator[Problem]:
    """Tell each value that is not in the table that it refers to."""
    target, _, key = field.references.partition(".")
    if target not in frames or key not in frames[target]:
        return
    known = frozenset(map(ascii_digits, frames[target][key]))
    unknown = [value for value in dict.fromkeys(values) if value and value not in known]
    if not unknown:
        return
    near, strange = _nearest(unknown, sorted(known)), set(unknown)
    for row, found in zip(rows, values, strict=True):
        if found in strange:
            expected = near.get(found, "")
            code = "reference-unknown"
            yield Problem(file=table.path, row=row, field=field.name, code=code, found=found, expected=expected)


def _keys(table: Table, cells: Mapping[str, list[str]], rows: list[int]) -> Iterator[Problem]:
    """Tell each row whose key an earlier row has."""
    unique = [(field.name,) for field in table.fields if field.unique]
    for key in dict.fromkeys([table.primary_key, *unique]):
        keys = list(zip(*(cells[name] for name in key), strict=True))
        if len(set(keys)) == len(keys):
            continue
        seen: set[tuple[str, ...]] = set()
        for row, own in zip(rows, keys, strict=True):
            if own in seen and any(own):
                field, found = ", ".join(key), ", ".join(own)
                yield Problem(file=table.path, row=row, field=field, code="duplicate-key", found=found)
            seen.add(own)
