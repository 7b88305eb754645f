"""A worksheet of xlsxwriter that writes texts and numbers in fewer steps, and the same bytes.

Workbooks of countries, regions and indicators have some eight million cells. The library looks at each as if it could
be anything (a formula, a link, a date, an address such as "A1"), which took longer than all other files of data.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellNumberTuple, CellStringTuple, Worksheet

LETTERS: Final = cache(xl_col_to_name)
"""Gives the letters of a column by its number, counted from 0."""


class LeanSheet(Worksheet):  # type: ignore[misc] # the library says nothing of its types
    """Texts and numbers go in by `text` and `number`. Whatever else it has is written as the library does."""

    def __init__(self) -> None:
        super().__init__()
        self._styles: dict[tuple[int, Any], str] = {}

    def text(self, row: int, column: int, text: str, form: Any = None) -> None:
        """Put a text into a cell, whatever it looks like. Rows and columns are counted from 0."""
        self._write_string(row, column, text, form)

    def number(self, row: int, column: int, number: float) -> None:
        """Put a number into a cell."""
        self._write_number(row, column, number)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if isinstance(cell, CellStringTuple):
            kind, value = ' t="s"', cell.string
        elif isinstance(cell, CellNumberTuple):
            kind, value = "", f"{cell.number:.16G}"
        else:
            super()._write_cell(row, col, cell)
            return
        self.fh.write(f'<c r="{LETTERS(col)}{row + 1}"{self._styled(col, cell.format)}{kind}><v>{value}</v></c>')

    def _styled(self, column: int, form: Any) -> str:
        """Give the attribute of a cell's format, which else is that of its column; rows have none of their own."""
        found = self._styles.get((column, form))
        if found is None:
            own = form or (self.col_info[column].column_format if column in self.col_info else None)
            found = self._styles[column, form] = f' s="{own._get_xf_index()}"' if own else ""  # noqa: SLF001 - as its own cells ask
        return found
