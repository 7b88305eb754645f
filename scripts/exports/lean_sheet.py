"""A worksheet of xlsxwriter that writes tables of texts and numbers in fewer steps, and the same bytes.

Workbooks of countries, regions and indicators have some eight million cells. The library looks at each as if it could
be anything (a formula, a link, a date, an address such as "A1"), and keeps it as an object until the sheet is written,
which took longer than all other files of data. What differs are some thousand texts, which are looked at once each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
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


ROW: Final = "\0"
"""Stands in a cell for the number of its row; no text of a cell stands there itself."""

TEXT: Final = ' t="s"><v>'
"""How the end of a cell begins that has a text."""

Reader = Callable[[str], Content]
"""Reads a text that is not empty as a cell has it."""


class _Ends(dict[str, tuple[Any, str]]):
    """The own format and the end of cells by their texts, each read once.

    Texts are numbered in the order in which they are first asked for.
    """

    def __init__(self, read: Reader, number_of: Callable[[str], int]) -> None:
        super().__init__()
        self._read, self._number_of = read, number_of

    def __missing__(self, text: str) -> tuple[Any, str]:
        said, form = self._read(text)
        end = f"{TEXT}{self._number_of(said)}" if isinstance(said, str) else f"><v>{said:.16G}"
        return self.setdefault(text, (form, f"{end}</v></c>"))


class _Cells(dict[str, str]):
    """The cells of a column by their texts, with `ROW` where the number of a row belongs; an empty text has none."""

    def __init__(self, letters: str, ends: _Ends, styled: Callable[[Any], str]) -> None:
        super().__init__({"": ""})
        self._letters, self._ends, self._styled = letters, ends, styled

    def __missing__(self, text: str) -> str:
        form, end = self._ends[text]
        return self.setdefault(text, f'<c r="{self._letters}{ROW}"{self._styled(form)}{end}')


def numbered(*forms: Any) -> None:
    """Number formats in this order. The library would as it first writes a cell of each; rows are made before that."""
    for form in forms:
        form._get_xf_index()  # noqa: SLF001 - as its own cells ask


class LeanSheet(Worksheet):  # type: ignore[misc] # the library says nothing of its types
    """Single texts go in by `text`, the rows of a table by `lines`. All else is written as the library does."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []
        self._styles: dict[tuple[int, Any], str] = {}

    def text(self, row: int, column: int, text: str, form: Any = None) -> None:
        """Put a text into a cell, whatever it looks like. Rows and columns are counted from 0."""
        self._write_string(row, column, text, form)

    def lines(self, rows: Sequence[Sequence[str]], readers: Sequence[Reader]) -> None:
        """Put rows below the first, which has the heads: their texts as the reader of each column reads them.

        A text that is empty is a blank cell. Columns have their formats by then, and these their numbers.
        """
        shared = self.str_table
        ends = {read: _Ends(read, shared._get_shared_string_index) for read in readers}  # noqa: SLF001 - as the library asks
        columns = [_Cells(LETTERS(n), ends[read], partial(self._styled, n)) for n, read in enumerate(readers)]
        before = shared.count
        cells = ["".join([of[text] for of, text in zip(columns, row, strict=True)]) for row in rows]
        shared.count = before + sum(line.count(TEXT) for line in cells)  # each, not once
        self._lines = [
            f'<row r="{n}" spans="{spans}">{line.replace(ROW, str(n))}</row>' if line else ""
            for n, (line, spans) in enumerate(zip(cells, _spans(rows), strict=True), start=2)
        ]
        filled = [number for number, line in enumerate(cells, start=1) if line]
        self._check_dimensions(max(filled, default=0), 0)

    def add_table(self, first_row: int, first_col: int, last_row: int, last_col: int, options: Any = None) -> None:
        """Make a table of a range, as the library does, which would note of each of its cells that it is taken."""
        super().add_table(first_row, first_col, first_row + 1, last_col, options)
        table = self.tables[-1]
        for name in ("range", "a_range", "autofilter"):
            table[name] = xl_range(first_row, first_col, last_row, last_col)

    def _write_rows(self) -> None:
        single = max((row for row, cells in self.table.items() if cells), default=0)
        last, self.dim_rowmax = getattr(self, "dim_rowmax", 0), single
        super()._write_rows()  # the heads, and what single cells there are: it looks for some at each place
        self.dim_rowmax = last
        self.fh.write("".join(self._lines))

    def _styled(self, column: int, form: Any) -> str:
        """Give the attribute of a cell's format, which else is that of its column; rows have none of their own."""
        found = self._styles.get((column, form))
        if found is None:
            own = form or (self.col_info[column].column_format if column in self.col_info else None)
            found = self._styles[column, form] = f' s="{own._get_xf_index()}"' if own else ""  # noqa: SLF001 - as its own cells ask
        return found


def _spans(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give for each row, of which the first is the second of its sheet, the columns that its block has cells in.

    The first block has the heads too, which have a cell in each column.
    """
    for start in range(0, len(rows) + 1, BLOCK) if rows else ():
        block = rows[max(start - 1, 0) : start + BLOCK - 1]
        filled = [column for column, texts in enumerate(zip(*block, strict=True), start=1) if any(texts)]
        if start == 0:
            filled = [1, len(block[0])]
        yield from [f"{filled[0]}:{filled[-1]}" if filled else ""] * len(block)
