"""Turns columns of cells into numbers and days, and refuses what is neither, with its row as a spreadsheet shows it."""

from __future__ import annotations

import re

import pandas as pd

from scripts.sources.refusals import refuse

DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def by_row(frame: pd.DataFrame) -> pd.DataFrame:
    """Index the rows of a file by their number in a spreadsheet, of which row 1 is the header."""
    return frame.set_axis(range(2, len(frame) + 2), axis="index")


def texts(cells: pd.Series) -> pd.Series:
    """Give cells as text without spaces around it: workbooks store one column partly as text, partly as numbers."""
    return cells.astype(str).str.strip()


def whole(cells: pd.Series, *, file: str, column: str) -> pd.Series:
    """Whole numbers of cells that are indexed by row, <NA> where blank. Raises RefusedError for any other cell."""
    blank = cells.astype(str) == ""
    numbers = pd.to_numeric(cells.mask(blank), errors="coerce")
    refuse_rows(cells[~blank & (numbers.isna() | (numbers % 1 != 0))], file, column, "source-number-unreadable")
    return numbers.astype("Int64")


def whole_filled(cells: pd.Series, *, file: str, column: str) -> pd.Series:
    """Whole numbers of cells that are indexed by row. Raises RefusedError for any other cell, a blank one included."""
    refuse_rows(cells[cells.astype(str) == ""], file, column, "source-number-unreadable")
    return whole(cells, file=file, column=column)


def days(cells: pd.Series, *, file: str, column: str) -> pd.Series:
    """Return cells that are indexed by row and hold YYYY-MM-DD or ''. Raises RefusedError for any other cell."""
    refuse_rows(cells[[bool(v) and not DAY.fullmatch(v) for v in cells]], file, column, "source-date-unreadable")
    return cells


def refuse_rows(cells: pd.Series, file: str, column: str, code: str, expected: str = "") -> None:
    """Refuse cells that are indexed by row. Raises RefusedError with one problem for each; does nothing for none."""
    refuse(pd.Series(cells, name=column), file=file, code=code, expected=expected, first_row=0)
