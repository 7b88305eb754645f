"""What a value may be: a plain number in its range, a code of its list, and a total that is the sum of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from scripts.model.codes import POLICY_CODES
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.validate.cells import (
    number_fault,
    per_value,
    plain_numbers,
    rules,
    stand_in,
)
from scripts.validate.check import Check, Column, Context, in_rows
from scripts.validate.checks.text import text_faults
from scripts.validate.nearest import nearest

WRITING_CODES: Final = (
    "value-placeholder",
    "spreadsheet-error",
    "program-residue",
    "number-infinite",
    "number-with-separator",
    "number-with-decimal-comma",
    "number-with-percent",
    "number-not-exact",
    "number-with-mark",
    "value-suppressed",
    "number-not-plain",
    "number-not-whole",
    "number-too-long",
)


def writing(context: Context) -> Iterator[Problem]:
    """A number is written plainly, and where nothing is known the cell is empty, not filled with a stand-in."""
    for column in context.columns:
        yield from _of_column(column)


def _of_column(column: Column) -> Iterator[Problem]:
    """Judge each distinct cell once."""
    table, cells, constraints = column.table, column.cells, rules(column.field)
    kind = str(column.field.get("type"))
    codes: dict[str, list[str]] = {}
    for cell in column.distinct:
        code = number_fault(cell, kind) if column.number else _stand_in(table, cell, constraints)
        if code and (table, cells.name) != (CODELISTS, "code"):
            codes.setdefault(code, []).append(cell)
    for code, wrong in codes.items():
        yield from in_rows(table, cells[cells.isin(wrong)].to_frame(), code, str(cells.name))


def _stand_in(table: str, cell: str, constraints: Mapping[str, Any]) -> str:
    """Code of a stand-in for nothing in a column of text, unless the column allows just that text (`NA`, Namibia)."""
    code = stand_in(cell)
    if code != "value-placeholder":
        return code
    honest = cell in WORDS or (table == CODELISTS and cell in LABELS) or cell in constraints.get("enum", ())
    return "" if honest or _fits(cell, str(constraints.get("pattern", ""))) else code


WORDS: Final = frozenset({"none", "nil", "x", "X"})
"""Stand-ins that are honest words in a text or a list of codes."""

CODELISTS: Final = "codelists"
LABELS: Final = frozenset({"None", "Nil"})
"""Stand-ins that are honest labels of codes."""


def _fits(cell: str, pattern: str) -> bool:
    try:
        return bool(pattern and re.fullmatch(pattern, cell))
    except re.error:
        return False


def bounds(context: Context) -> Iterator[Problem]:
    """A count is not negative, a share lies from 0 to 1, a policy code is of its list, and decimals are the series'."""
    for series in context.series():
        frame = context.table(series.table)
        if series.has_statuses:
            codes = per_value(frame["obs_value"], _policy_fault)
            for index, expected in codes[codes.notna()].items():
                yield from in_rows(series.table, frame.loc[[index]], "policy-code-unknown", "obs_value", str(expected))
        if series.has_numbers:
            yield from _negative(series, frame)
        if series.has_parts:
            yield from _decimals(series, frame)
        if series.is_share:
            yield from _outside_share(series, frame)


def _policy_fault(cell: str) -> str | None:
    """What a cell that is no policy code most likely stands for, '' when unclear; None when nothing is wrong."""
    if not cell or cell in POLICY_CODES or stand_in(cell) or text_faults(cell):
        return None
    return nearest(cell, POLICY_CODES)


def only_yes(context: Context) -> Iterator[Problem]:
    """A series whose sources can find only yes holds yes or a blank: a no would need a source that can find one."""
    for series in context.series():
        if series.finds_only_yes:
            frame = context.table(series.table)
            other = frame["obs_value"].isin(set(POLICY_CODES) - {"yes"})
            yield from in_rows(series.table, frame[other], "value-not-yes", "obs_value")


def _negative(series: Series, frame: pd.DataFrame) -> Iterator[Problem]:
    if series.has_negatives:
        return
    whole = PARTS if series.has_parts else ("obs_value",)
    for column in (name for name in whole if name in frame):
        below = plain_numbers(frame[column]) < 0
        if series.has_corrections and column == "obs_value":
            below &= frame["note"] == ""
        yield from in_rows(series.table, frame[below], "count-negative", column)


PARTS: Final = ("numerator", "denominator", "denominator_low", "denominator_high", "pending")
"""Columns of a ratio that hold counts."""


def _decimals(series: Series, frame: pd.DataFrame) -> Iterator[Problem]:
    for column in (name for name in ("obs_value", "value_low", "value_high") if name in frame):
        plain = plain_numbers(frame[column]).notna()
        many = plain & (frame[column].str.partition(".")[2].str.len() > series.decimals)
        yield from in_rows(series.table, frame[many], "decimals-too-many", column, str(series.decimals))


def _outside_share(series: Series, frame: pd.DataFrame) -> Iterator[Problem]:
    for column in (name for name in ("obs_value", "value_low", "value_high") if name in frame):
        share = plain_numbers(frame[column])
        yield from in_rows(series.table, frame[(share < 0) | (share > 1)], "share-out-of-range", column)


def totals(context: Context) -> Iterator[Problem]:
    """A count is the sum of the counts that divide it: by one dimension, or by the months of a year.

    A series divides another when both are counts of one indicator in one unit that are summed over groups in the same
    way. Where either has no row, a part is blank, or the two are of other sources (two editions of one), nothing is
    said.
    """
    counts = [s for s in context.series() if s.counts_things and s.indicator and s.is_summed]
    for total in (s for s in counts if not s.dimensions):
        for parts in counts:
            if parts.id != total.id and _divides(parts, total):
                yield from _total(total, parts, context.table(total.table), context.table(parts.table))


def _divides(parts: Series, total: Series) -> bool:
    same = (parts.indicator, parts.unit_measure) == (total.indicator, total.unit_measure)
    if parts.dimensions:
        return same and len(parts.dimensions) == 1 and parts.is_summed_as(total)
    return same and parts.adds_areas and total.adds_areas and parts.adds_periods != total.adds_periods


def _total(total: Series, parts: Series, whole: pd.DataFrame, pieces: pd.DataFrame) -> Iterator[Problem]:
    key = ["ref_area", "time_period", "source"]
    if not parts.dimensions:
        monthly = pieces["time_period"].str.fullmatch(r"[0-9]{4}-[0-9]{2}")
        pieces = pieces[monthly].assign(time_period=pieces["time_period"].str[:4])
    numbers = pieces[key].assign(part=plain_numbers(pieces["obs_value"]))
    summed = numbers.groupby(key, as_index=False)["part"].agg(["sum", "count", "size"])
    summed = summed[summed["count"] == summed["size"]]
    found = whole.assign(at=whole.index, total=plain_numbers(whole["obs_value"]))
    found = found[~found.duplicated(key, keep=False)].merge(summed, how="inner", on=key, validate="one_to_one")
    off = found[(found["total"] - found["sum"]).abs() > 0]
    for row in off.itertuples():
        yield Problem(
            file=f"data/{total.table}.csv",
            row=int(str(row.at)) + 2,
            field="obs_value",
            code="total-not-its-parts",
            found=str(row.obs_value),
            expected=f"{row.sum:.0f} ({parts.id})",
        )


CHECKS = (
    Check(codes=WRITING_CODES, run=writing),
    Check(
        codes=("policy-code-unknown", "count-negative", "decimals-too-many", "share-out-of-range"),
        run=bounds,
    ),
    Check(codes=("value-not-yes",), run=only_yes),
    Check(codes=("total-not-its-parts",), run=totals, across=True),
)
