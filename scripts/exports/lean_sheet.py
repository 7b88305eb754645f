"""A worksheet of xlsxwriter that writes tables of texts and numbers in fewer steps, and the same bytes.

Workbooks of countries, regions and indicators have some eight million cells. The library looks at each as if it could
be anything (a formula, a link, a date, an address such as "A1"), and keeps it as an object until the sheet is written,
which took longer than all other files of data. What differs are some thousand texts, which are looked at once each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import Worksheet

LETTERS: Final = cache(xl_col_to_name)
"""Gives the letters of a column by its number, counted from 0."""

BLOCK: Final = 16
"""Rows of which the library says together, as hints for programs, from which to which column they have cells."""


class Content(NamedTuple):
    """What a cell holds: a text or a number, and the format where it is not that of its column."""

    said: str | float
    form: Any = None


Reader = Callable[[str], Content]
"""Reads a text that is not empty as a cell has it."""


class _End(NamedTuple):
    """How a cell ends, and its own format."""

    text: str
    form: Any


class _Ends(dict[str, _End]):
    """How cells end by their texts, each read once. Texts are numbered in the order in which they are first asked."""

    def __init__(self, read: Reader, number_of: Callable[[str], int]) -> None:
        super().__init__()
        self._read, self._number_of = read, number_of

    def __missing__(self, text: str) -> _End:
        said, form = self._read(text)
        end = f' t="s"><v>{self._number_of(said)}' if isinstance(said, str) else f"><v>{said:.16G}"
        return self.setdefault(text, _End(f"{end}</v></c>", form))


class LeanSheet(Worksheet):  # type: ignore[misc] # the library says nothing of its types
    """Single texts go in by `text`, the rows of a table by `lines`. All else is written as the library does."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[list[_End | None]] = []
        self._styles: dict[tuple[int, Any], str] = {}

    def text(self, row: int, column: int, text: str, form: Any = None) -> None:
        """Put a text into a cell, whatever it looks like. Rows and columns are counted from 0."""
        self._write_string(row, column, text, form)

    def lines(self, rows: Sequence[Sequence[str]], readers: Sequence[Reader]) -> None:
        """Put rows below the first, which has the heads: their texts as the reader of each column reads them.

        A text that is empty is a blank cell.
        """
        shared = self.str_table
        ends = {read: _Ends(read, shared._get_shared_string_index) for read in readers}  # noqa: SLF001 - as the library asks
        of_columns = [ends[read] for read in readers]
        before = shared.count
        self._lines = [[of[text] if text else None for of, text in zip(of_columns, row, strict=True)] for row in rows]
        shared.count = before + sum(end.text[1] == "t" for line in self._lines for end in line if end)  # each, not once
        filled = [number for number, line in enumerate(self._lines, start=1) if any(line)]
        self._check_dimensions(max(filled, default=0), 0)

    def add_table(self, first_row: int, first_col: int, last_row: int, last_col: int, options: Any = None) -> None:
        """Make a table of a range, as the library does, which would note of each of its cells that it is taken."""
        super().add_table(first_row, first_col, first_row + 1, last_col, options)
        table = self.tables[-1]
        for name in ("range", "a_range", "autofilter"):
            table[name] = xl_range(first_row, first_col, last_row, last_col)

    def _write_rows(self) -> None:
        super()._write_rows()  # the heads, and what single cells there are
        styles = [self._styled(column, None) for column in range(max(map(len, self._lines), default=0))]
        for number, (line, spans) in enumerate(zip(self._lines, _spans(self._lines), strict=True), start=1):
            cells = "".join(
                f'<c r="{LETTERS(column)}{number + 1}"'
                f"{styles[column] if end.form is None else self._styled(column, end.form)}{end.text}"
                for column, end in enumerate(line)
                if end is not None
            )
            if cells:
                self._write_row(number, spans)
                self.fh.write(cells)
                self._xml_end_tag("row")

    def _styled(self, column: int, form: Any) -> str:
        """Give the attribute of a cell's format, which else is that of its column; rows have none of their own."""
        found = self._styles.get((column, form))
        if found is None:
            own = form or (self.col_info[column].column_format if column in self.col_info else None)
            found = self._styles[column, form] = f' s="{own._get_xf_index()}"' if own else ""  # noqa: SLF001 - as its own cells ask
        return found


def _spans(lines: Sequence[Sequence[_End | None]]) -> Iterator[str]:
    """Give for each line, of which the first is the second row of its sheet, the columns that its block has cells in.

    The first block has the heads too, which have a cell in each column.
    """
    for start in range(0, len(lines) + 1, BLOCK) if lines else ():
        block = lines[max(start - 1, 0) : start + BLOCK - 1]
        filled = {column for line in block for column, end in enumerate(line, start=1) if end is not None}
        if start == 0:
            filled |= {1, len(block[0])}
        yield from [f"{min(filled)}:{max(filled)}" if filled else ""] * len(block)
