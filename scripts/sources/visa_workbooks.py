"""Workbooks in which the European Commission publishes, each year, the visas that consulates issued.

One sheet has the uniform visas of the states that apply the Schengen rules, another the national short-stay visas of
states that do not yet. What both have in common is read here: headings that differ from year to year, rows of totals
below the data, and the publisher's own total, to which the rows must add up.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from scripts.model.problems import Problem, RefusedError
from scripts.sources.adapter import Account
from scripts.sources.areas import Areas
from scripts.sources.cell_values import by_row, texts, whole
from scripts.sources.raw import RawFolder, read_excel

SCHENGEN, NATIONAL = "schengen", "national"
"""Scopes: uniform visas, which are good for all states that apply the rules, and visas of a single state."""

COLUMNS: Final = ["ref_area", "time_period", "scope", "consulate", "issued", "multiple"]

STATE: Final = "Schengen State"
CONSULATE: Final = "Consulate"
ISSUED: Final = "Total uniform visas issued (including MEV)"
MULTIPLE: Final = "Multiple entry uniform visas (MEVs) issued"

HEADINGS: Final[Mapping[str, Sequence[str]]] = {
    STATE: (STATE, "Member State"),
    CONSULATE: (CONSULATE, "Location of consulate"),
    ISSUED: (ISSUED, "Total short-stay visas issued (including MEV)", "C visas issued (including MEV)"),
    MULTIPLE: (MULTIPLE, "Multiple entry short-stay visas (MEVs) issued", "Multiple entry C visas issued"),
}
"""What a column is called in one year or another, by its name of most years."""

_MARK: Final = re.compile(r"\s*\d\)$")
_FOOTNOTE: Final = r"\d\) "
_NOISE: Final = 1e-6
"""By how much a cell may miss a whole number that the spreadsheet computed it to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of consulates: its name, whose visas it has, and how its row of totals begins ('' where it has none)."""

    name: str
    scope: str
    total: str = "Total worldwide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The workbook of one year, and its sheets that are read."""

    file: str
    year: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    visas: pd.DataFrame
    rows: int
    totals: int
    explanations: int
    rounded: int


def read_book(raw: RawFolder, areas: Areas, book: Book) -> tuple[pd.DataFrame, Account]:
    """Give a row for each consulate with COLUMNS (numbers, or <NA> where blank), and the account of the workbook.

    Raises RefusedError for a missing file, sheet or column, for an unknown state, for a cell that is no number, and
    where the rows do not add up to the publisher's total.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Cannot parse header or footer")
        sheets = read_excel(raw, book.file)
    read = [_sheet(raw, areas, sheets, book, sheet) for sheet in book.sheets]
    visas = pd.concat([each.visas for each in read], ignore_index=True)
    named = {sheet.name for sheet in book.sheets}
    others = sum(len(cells) for name, cells in sheets.items() if name not in named)
    rows, totals = sum(each.rows for each in read), sum(each.totals for each in read)
    explanations = sum(each.explanations for each in read)
    account = Account(
        file=book.file,
        read=rows + others,
        used=len(visas),
        set_aside={
            "blank-row": rows - len(visas) - totals - explanations,
            "total-row": totals,
            "explanation-row": explanations,
            "other-sheet": others,
        },
        repaired={
            "multiple-above-issued": above_issued(visas),
            "number-rounded": sum(each.rounded for each in read),
        },
    )
    return visas, account


def above_issued(visas: pd.DataFrame) -> int:
    """Give the number of rows with more visas for several entries than visas, a blank number of visas included."""
    return int((visas["multiple"] > visas["issued"].fillna(0)).fillna(value=False).sum())


def _sheet(raw: RawFolder, areas: Areas, sheets: Mapping[str, pd.DataFrame], book: Book, sheet: Sheet) -> _Read:
    """Read one sheet of consulates. Rows are used that name a state; the rest is counted by what it is."""
    file = f"{raw.source}/{book.file}"
    if sheet.name not in sheets:
        found = ", ".join(sheets)
        raise RefusedError([Problem(file=file, code="source-sheet-missing", found=found, expected=sheet.name)])
    cells = sheets[sheet.name].astype(object)
    cells = cells.where(cells.notna(), "")
    below = by_row(cells.iloc[1:])
    frame = by_row(_columns(raw, cells, book.file))
    state = texts(frame[STATE])
    footnote = state.str.match(_FOOTNOTE)
    named = (state != "") & ~footnote
    label = below.apply(lambda row: next((cell for cell in row if isinstance(cell, str) and cell.strip()), ""), axis=1)
    totals = ~named & ~footnote & (label != "") & (frame[ISSUED] != "")
    told = footnote | (~named & ~totals & (label != ""))
    rows = frame[named]
    numbers = rows[[ISSUED, MULTIPLE]].map(_without_noise)
    visas = pd.DataFrame(
        {
            "ref_area": areas.match(state[named].str.title(), file=file, column=STATE, days=None),
            "time_period": book.year,
            "scope": sheet.scope,
            "consulate": texts(rows[CONSULATE]),
            "issued": whole(numbers[ISSUED], file=file, column=ISSUED),
            "multiple": whole(numbers[MULTIPLE], file=file, column=MULTIPLE),
        }
    )
    if sheet.total:
        _refuse_other_total(visas, frame[totals & label.str.startswith(sheet.total)], file, book.year)
    return _Read(
        visas=visas,
        rows=len(frame),
        totals=int(totals.sum()),
        explanations=int(told.sum()),
        rounded=int((numbers != rows[[ISSUED, MULTIPLE]]).any(axis=1).sum()),
    )


def _without_noise(cell: Any) -> Any:
    """Give the whole number that a cell misses by no more than the error of a spreadsheet's sum; else the cell."""
    near = isinstance(cell, float) and 0 < abs(cell - round(cell)) < _NOISE
    return round(cell) if near else cell


def _columns(raw: RawFolder, cells: pd.DataFrame, file: str) -> pd.DataFrame:
    """Give the columns that are used, below their names of most years.

    Headings have line breaks, double and trailing spaces, and marks of footnotes.
    """
    headings = [_MARK.sub("", " ".join(str(cell).split())) for cell in cells.iloc[0]]
    known = {other: name for name, others in HEADINGS.items() for other in others}
    frame = cells.iloc[1:].set_axis([known.get(heading, heading) for heading in headings], axis="columns")
    return raw.with_columns(frame, file, list(HEADINGS))[list(HEADINGS)]


def _refuse_other_total(visas: pd.DataFrame, total: pd.DataFrame, file: str, year: str) -> None:
    """Compare the sums with the publisher's row of totals."""
    expected = [str(cell) for cell in (*total[ISSUED], *total[MULTIPLE])]
    found = [str(int(visas[column].sum())) for column in ("issued", "multiple")]
    if expected != found:
        raise RefusedError(
            [
                Problem(
                    file=file,
                    field=f"{ISSUED}, {MULTIPLE} {year}",
                    code="source-total-differs",
                    found=", ".join(found),
                    expected=", ".join(expected),
                )
            ]
        )
