"""A worksheet of xlsxwriter that writes texts and numbers in fewer steps, and the same bytes.

Workbooks of countries, regions and indicators have some eight million cells. The library looks at each as if it could
be anything (a formula, a link, a date, an address such as "A1"), which took longer than all other files of data.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellNumberTuple, CellStringTuple, Worksheet


class LeanSheet(Worksheet):  # type: ignore[misc] # the library says nothing of its types
    """Texts and numbers go in by `text` and `number`. Whatever else it has is written as the library does."""

    def __init__(self) -> None:
        super().__init__()
        self._styles: dict[tuple[int, Any], str] = {}
        self._columns: dict[int, str] = {}

    def text(self, row: int, column: int, text: str, form: Any = None) -> None:
        """Put a text into a cell, whatever it looks like. Rows and columns are counted from 0."""
        self._write_string(row, column, text, form)

    def number(self, row: int, column: int, number: float) -> None:
        """Put a number into a cell."""
        self._write_number(row, column, number)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if isinstance(cell, CellStringTuple):
            self.fh.write(
                f'<c r="{self._named(col)}{row + 1}"{self._styled(col, cell.format)} t="s"><v>{cell.string}</v></c>'
            )
        elif isinstance(cell, CellNumberTuple):
            self.fh.write(
                f'<c r="{self._named(col)}{row + 1}"{self._styled(col, cell.format)}><v>{cell.number:.16G}</v></c>'
            )
        else:
            super()._write_cell(row, col, cell)

    def _named(self, column: int) -> str:
        """Give the letters of a column."""
        found = self._columns.get(column)
        if found is None:
            found = self._columns[column] = xl_col_to_name(column)
        return found

    def _styled(self, column: int, form: Any) -> str:
        """Give the attribute of a cell's format, which else is that of its column; rows have none of their own."""
        found = self._styles.get((column, form))
        if found is None:
            own = form or (self.col_info[column].column_format if column in self.col_info else None)
            found = self._styles[column, form] = f' s="{own._get_xf_index()}"' if own else ""  # noqa: SLF001 - as its own cells ask
        return found
