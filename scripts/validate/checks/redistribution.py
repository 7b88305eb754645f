"""What may be published of a source that permits derived figures only: statuses and counts, never its own values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import pandas as pd

from scripts.model.kinds import kind_of
from scripts.model.measures import VALUE_COLUMNS
from scripts.model.problems import Problem
from scripts.model.reuse import DERIVED
from scripts.model.tables import Series
from scripts.package.read import REGISTER_PREFIX
from scripts.validate.cells import per_value
from scripts.validate.check import Check, Context, in_rows

RECORDS: Final = ("evidence", "assessments", "good_practices")
"""Tables that, like registers, tell facts one by one."""

TITLE: Final = "title_"
"""What the name of a column of titles begins with, in each language: a title may quote another."""

QUOTED: Final = re.compile(r"[“\"«„](?P<said>[^”\"»“]+)[”\"»“]")
MOST_WORDS: Final = 12
"""Words between quotation marks that still are a name or a term."""


def values(context: Context) -> Iterator[Problem]:
    """An observation of such a source is a status by a rule, or counts records.

    A measured value, a count of things or people, a class, and a ratio whose parts are no counts of records are the
    source's own: a score is one of these. The first row of each table is told. Facts that were read one by
    one stand in records.
    """
    for series in context.series():
        if _is_known(series) and not _is_derived(series):
            yield from _first(
                context, series.table, [name for name in VALUE_COLUMNS if name in context.table(series.table)]
            )


def _first(context: Context, table: str, columns: Iterable[str]) -> Iterator[Problem]:
    """Tell the first cell with a value of such a source in any of the columns."""
    frame = context.table(table)
    mine = frame[frame["source"].isin(_closed(context))]
    held = ((column, mine[mine[column] != ""]) for column in columns)
    column, rows = next(((column, rows) for column, rows in held if len(rows)), ("source", mine[:0]))
    yield from in_rows(table, rows.iloc[:1], "derived-only-value", column)


def _is_known(series: Series) -> bool:
    """Whether it is certain what a value of a series is: of a measure or a way of summing that is none, others tell."""
    return bool(kind_of(series.measure_type, series.aggregation))


def _is_derived(series: Series) -> bool:
    """Whether a value of a series can only be made by a rule of ours: a status, or a number of records."""
    return series.has_statuses or series.counts_records or series.sums_records


def quotations(context: Context) -> Iterator[Problem]:
    """No text about a record of such a source quotes more than a name or a term."""
    closed = _closed(context)
    for table in _of_records(context):
        frame = context.table(table)
        mine = frame[frame["source"].isin(closed)]
        for column in _texts(context, frame):
            long = per_value(mine[column], _quotes_long, bool)
            yield from in_rows(table, mine[long], "derived-only-quotation", str(column))


def _texts(context: Context, frame: pd.DataFrame) -> list[str]:
    """Give the columns of a table that say something in a language of the package."""
    endings = tuple(f"_{language}" for language in context.package.languages.codes)
    return [str(name) for name in frame.columns if str(name).endswith(endings) and not str(name).startswith(TITLE)]


def _quotes_long(cell: str) -> bool:
    return any(len(found["said"].split()) > MOST_WORDS for found in QUOTED.finditer(cell))


def _closed(context: Context) -> list[str]:
    """The sources of which only derived figures may be published."""
    sources = context.table("sources")
    return sources.loc[sources["redistribution"] == DERIVED, "id"].tolist()


def _of_records(context: Context) -> list[str]:
    named = (table for table in context.sound if table in RECORDS or table.startswith(REGISTER_PREFIX))
    return sorted(table for table in named if "source" in context.table(table))


CHECKS = (
    Check(codes=("derived-only-value",), run=values),
    Check(codes=("derived-only-quotation",), run=quotations),
)
