"""Reads the rows of a plain long CSV one by one: each gives a figure, or the reason for which it is left out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from scripts.start.areas import TOTALS, Atlas, fold
from scripts.start.wish import Left, Told, Wish

DELIMITERS: Final = (",", ";", "\t")
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?", re.ASCII)
MOST_DIGITS: Final = 15
"""Digits that a program with double precision holds exactly; validation refuses more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row that is used. `value` is '' where the source gives none; `row` is as spreadsheets count."""

    row: int
    series: str
    area: str
    period: str
    codes: tuple[str, ...]
    """The cells of the dimensions."""
    value: str
    before: bool = False
    """Whether it is of a time before the area existed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A file that could be read: its columns and rows, each row with its number."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def cells(self, column: str) -> Iterator[str]:
        """Give the cells of a column, without space around them; of a row that is too short none."""
        place = self.columns.index(column)
        return (row[place] for _, row in self.rows if len(row) == len(self.columns))


def read_content(wish: Wish) -> Content | Told:
    """Read the file, as UTF-8 and with the delimiter that its head has; or tell why it cannot be read."""
    try:
        text = wish.file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return Told(key="unreadable", values={"file": wish.file, "reason": error.strerror or error})
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        return Told(key="encoding", values={"file": wish.file, "row": row})
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    try:
        rows = [(number, tuple(map(str.strip, row))) for number, row in _numbered(text, delimiter)]
    except csv.Error as error:
        return Told(key="unreadable", values={"file": wish.file, "reason": error})
    if not rows:
        return Told(key="empty", values={"file": wish.file})
    return Content(columns=rows[0][1], rows=tuple(rows[1:]))


def _numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not blank with its number, in which a cell of several lines counts as one row."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return ((number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row))


class Leaving:
    """Collects what is left out, by reason and text."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str, str, str], list[int]] = {}

    def add(self, row: int, reason: str, column: str, found: str, more: str = "") -> None:
        """Note that a row is left out."""
        self._held.setdefault((reason, column, found, more), []).append(row)

    def all(self) -> tuple[Left, ...]:
        """Give what was left out, in the order of the file within each reason."""
        found = [
            Left(reason=reason, column=column, found=cell, more=more, row=min(rows), count=len(rows))
            for (reason, column, cell, more), rows in self._held.items()
        ]
        return tuple(sorted(found, key=lambda left: (left.reason, left.row, left.found)))


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads rows as the caller wished, with the areas of a package; of its own areas every name is one."""

    wish: Wish
    atlas: Atlas | None
    leaving: Leaving

    def figures(self, content: Content) -> Iterator[Figure]:
        """Give the figure of each row that has one."""
        for number, row in content.rows:
            if len(row) != len(content.columns):
                self.leaving.add(number, "length", "", str(len(row)), str(len(content.columns)))
            elif figure := self._figure(number, dict(zip(content.columns, row, strict=True))):
                yield figure

    def _figure(self, number: int, cells: Mapping[str, str]) -> Figure | None:
        wish = self.wish
        series = cells[wish.series] if wish.series else wish.title
        codes = tuple(cells[each.column] for each in wish.dimensions)
        for column, cell in ((wish.series, series), *((d.column, cells[d.column]) for d in wish.dimensions)):
            if not cell:
                self.leaving.add(number, "blank", column, "")
                return None
        period = self._period(number, cells[wish.time])
        area = self._area(number, cells[wish.area], period) if period else ""
        value = self._value(number, cells[wish.value]) if area else None
        if value is None:
            return None
        before = self._before(area, period)
        if before and not wish.before:
            self.leaving.add(number, "before", wish.area, cells[wish.area], self._lived(area)[0])
            return None
        return Figure(row=number, series=series, area=area, period=period, codes=codes, value=value, before=before)

    def _period(self, number: int, cell: str) -> str:
        period = self.wish.reading.period(cell)
        if not period:
            self.leaving.add(number, "period", self.wish.time, cell)
        return period

    def _area(self, number: int, cell: str, period: str) -> str:
        column = self.wish.area
        if not cell:
            self.leaving.add(number, "blank", column, "")
        if self.atlas is None and fold(cell) in TOTALS:
            self.leaving.add(number, "group", column, cell, cell)
            return ""
        if self.atlas is None or not cell:
            return cell
        span = self.wish.reading.span(period)
        meaning = self.atlas.meaning(cell, span.last)
        if meaning.many:
            self.leaving.add(number, "many", column, cell, ", ".join(meaning.many))
        elif meaning.group:
            self.leaving.add(number, "group", column, cell, meaning.group)
        elif not meaning.area:
            self.leaving.add(number, "unknown", column, cell)
        elif span.first > self._lived(meaning.area)[1]:
            self.leaving.add(number, "ended", column, cell, self._lived(meaning.area)[1])
        else:
            return meaning.area
        return ""

    def _lived(self, area: str) -> tuple[str, str]:
        return self.atlas.lives[area] if self.atlas else ("", "")

    def _before(self, area: str, period: str) -> bool:
        return self.atlas is not None and self.wish.reading.span(period).last < self._lived(area)[0]

    def _value(self, number: int, cell: str) -> str | None:
        """Give a number as the package writes it, '' for a blank cell, None for what is no number."""
        if not cell:
            return ""
        column = self.wish.value
        if not _NUMBER.fullmatch(cell):
            self.leaving.add(number, "number", column, cell)
            return None
        value = plain(Decimal(cell), self.wish.decimals)
        if self.wish.measure == "count" and ("." in value or value.startswith("-")):
            self.leaving.add(number, "whole", column, cell)
            return None
        if len(value.strip("-0.").replace(".", "")) > MOST_DIGITS:
            self.leaving.add(number, "digits", column, cell)
            return None
        return value


def plain(value: Decimal, decimals: int | None) -> str:
    """Write a number without exponent, sign of zero or zeros at its end, rounded half to even where that is asked."""
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.lstrip("-") if not value else text
