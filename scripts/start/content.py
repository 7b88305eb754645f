"""Reads a plain CSV of a stranger: its letters, its delimiter, its head, and the figures that its rows hold."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scripts.model.letters import DIRECTION
from scripts.package.kinds import is_json, kind_of
from scripts.start.periods import periods_in
from scripts.start.wish import Told, Wish

DELIMITERS: Final = (",", ";", "\t", "|")
HEAD_WITHIN: Final = 20
"""Rows among which the head is looked for: some publishers write a title and a date above it."""

FEW: Final = 3
"""Columns of periods from which on a file is taken for a wide one."""

_UNSEEN: Final = re.compile(rf"[{DIRECTION}\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens, spaces without width and marks of direction."""

_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One figure of the file as it stands there. `row` is as spreadsheets count, `column` the one of the figure."""

    row: int
    cells: Mapping[str, str]
    series: str
    time: str
    time_column: str
    value: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A file that could be read: its columns and rows, each row with its number."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    above: int = 0
    """Rows above the head."""

    def cells(self, column: str) -> Iterator[str]:
        """Give the cells of a column, without space around them; of a row that is too short none."""
        place = self.columns.index(column)
        return (row[place] for _, row in self.rows if len(row) == len(self.columns))

    def entries(self, wish: Wish) -> Iterator[Entry]:
        """Give the figures of the rows that have as many cells as the head."""
        heads = list(periods_in(self.columns, wish.reading)) if wish.wide else []
        for number, row in self.rows:
            if len(row) == len(self.columns):
                cells = dict(zip(self.columns, row, strict=True))
                named = cells[wish.series] if wish.series else ""
                for column in heads or wish.values:
                    yield Entry(
                        row=number,
                        cells=cells,
                        series=_series(wish, named, column),
                        time=column if wish.wide else cells[wish.time],
                        time_column=column if wish.wide else wish.time,
                        value=cells[column],
                        column=column,
                    )


def _series(wish: Wish, named: str, column: str) -> str:
    """Give the name of a series: of several columns of figures each is one."""
    if len(wish.values) > 1:
        label = wish.labels.get(column, column)
        return f"{named}: {label}" if named else label
    return named if wish.series else wish.title


def read_content(wish: Wish) -> Content | Told:
    """Read the file, with the delimiter and the head in which its columns are; or tell why it cannot be read."""
    text = _text(wish)
    if isinstance(text, Told):
        return text
    delimiters: Sequence[str] = DELIMITERS
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        delimiters, text = [first.strip()[-1]], rest
    try:
        read = {delimiter: _rows(text, delimiter) for delimiter in delimiters}
    except csv.Error as error:
        return Told(key="unreadable", values={"file": wish.file, "reason": error})
    if not any(len(rows) > 1 for rows in read.values()):
        return Told(key="empty", values={"file": wish.file})
    wanted = {*wish.named, *wish.values}
    rows, above = max(
        ((rows, above) for rows in read.values() for above in range(min(HEAD_WITHIN, len(rows)))),
        key=lambda each: (len(wanted & {*each[0][each[1]][1]}), -each[1], len(each[0][each[1]][1])),
    )
    if rows[-1][1] != (_END,):
        return Told(key="quote", values={"file": wish.file, "row": rows[-1][0]})
    return Content(columns=rows[above][1], rows=tuple(rows[above + 1 : -1]), above=above)


def _text(wish: Wish) -> str | Told:
    try:
        data = wish.file.read_bytes()
    except OSError as error:
        return Told(key="unreadable", values={"file": wish.file, "reason": error.strerror or error})
    encoding = "utf-16" if data.startswith(_UTF_16) and not data.startswith(codecs.BOM_UTF32_LE) else wish.encoding
    try:
        text = data.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except UnicodeDecodeError as error:
        if kind := kind_of(data):
            return Told(key="kind", values={"file": wish.file, "kind": kind})
        row = data[: error.start].count(b"\n") + 1
        return Told(key="encoding", values={"file": wish.file, "row": row, "encoding": encoding.upper()})
    if kind := kind_of(data) or ("JSON" if is_json(text) else ""):
        return Told(key="kind", values={"file": wish.file, "kind": kind})
    if "\0" in text:
        return Told(key="null", values={"file": wish.file, "row": text.count("\n", 0, text.index("\0")) + 1})
    return text


_END: Final = "\N{END OF TEXT}"
"""Stands in a row of its own behind the last: one that a quotation mark keeps open swallows it."""


def _rows(text: str, delimiter: str) -> list[tuple[int, tuple[str, ...]]]:
    """Give each row that is not blank with its number, in which a cell of several lines counts as one row.

    The last is `_END` alone, unless a quotation mark before it is never closed.
    """
    rows = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=delimiter)
    numbered = ((number, tuple(map(_cell, row))) for number, row in enumerate(rows, start=1))
    return [(number, row) for number, row in numbered if any(row)]


def _cell(text: str) -> str:
    """Write a cell as the package does: letters in normal form (NFC), on one line, without space around or doubled.

    Marks that nobody sees, as web pages and word processors leave them in names, go.
    """
    seen = text if text.isascii() else _UNSEEN.sub("", text)
    spaced = " ".join(seen.split()) if text != _END else text
    return spaced if spaced.isascii() else unicodedata.normalize("NFC", spaced)


def faults(wish: Wish, content: Content) -> Iterator[Told]:
    """Tell each column that is not there or there twice, and a wide file that is not said to be one."""
    columns, periods = content.columns, periods_in(content.columns, wish.reading)
    if wish.wide and not periods:
        yield Told(key="no_periods", values={"file": wish.file, "columns": ", ".join(columns)})
    elif not wish.wide and wish.time not in columns and len(periods) >= FEW:
        yield Told(key="wide", values={"file": wish.file, "column": wish.time, "found": next(iter(periods))})
        return
    named = (*wish.named, *wish.values)
    for column in (*named, *periods) if wish.wide else named:
        count = columns.count(column)
        if count != 1:
            key, listed = "column_twice" if count else "column", ", ".join(columns)
            yield Told(key=key, values={"file": wish.file, "column": column, "columns": listed})
    for column in sorted({column for column in named if named.count(column) > 1}):
        yield Told(key="column_named_twice", values={"column": column})
