"""Reads the figures of a plain CSV one by one: each is used, or left out for a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from scripts.start.areas import TOTALS, Atlas, fold
from scripts.start.content import Content, Entry
from scripts.start.leaving import Leaving
from scripts.start.numbers import Number, plain
from scripts.start.wish import Wish

MOST_DIGITS: Final = 15
"""Digits that a program with double precision holds exactly; validation refuses more."""

_TWO_LETTERS: Final = re.compile(r"[A-Z]{2}")
NOT_AVAILABLE: Final = "NA"
"""What is Namibia's code among codes of two letters, and may be 'not available' among others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An area as a file has it: `code` is the ISO code where it is a known country, else the file's own text."""

    code: str
    name: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row that is used. `value` is '' where the source gives none; `row` is as spreadsheets count."""

    row: int
    column: str
    series: str
    place: Place
    period: str
    codes: tuple[str, ...]
    """The cells of the dimensions."""
    value: str
    status: str
    unit: str
    weight: str = ""
    before: bool = False
    """Whether it is of a time before the area existed."""

    @property
    def area(self) -> str:
        """The area that it is of."""
        return self.place.code


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads figures as the caller wished, with the areas of a package; of its own areas every name is one."""

    wish: Wish
    atlas: Atlas | None
    leaving: Leaving
    unweighed: Leaving
    """Rows that are used, but of which nobody knows what they weigh."""
    two_letters: bool
    """Whether the areas are written by codes of two letters."""

    @classmethod
    def of(cls, wish: Wish, atlas: Atlas | None, content: Content, leaving: Leaving) -> Reader:
        """Make one for a file."""
        cells = content.cells(wish.areas.column) if wish.areas.column else ()
        return cls(wish, atlas, leaving, Leaving(), _coded(cells))

    def figures(self, content: Content) -> Iterator[Figure]:
        """Give each figure that is used."""
        for number, row in content.rows:
            if len(row) != len(content.columns):
                self.leaving.add(number, "length", "", str(len(row)), str(len(content.columns)))
        for entry in content.entries(self.wish):
            if figure := self._figure(entry):
                yield figure

    def _figure(self, entry: Entry) -> Figure | None:
        wish, cells = self.wish, entry.cells
        codes = tuple(cells[each.column] for each in wish.dimensions)
        unit = cells[wish.unit_column] if wish.unit_column else wish.unit
        needed = [(wish.series, entry.series), (wish.unit_column, unit)]
        needed += [(d.column, cell) for d, cell in zip(wish.dimensions, codes, strict=True) if d.total != ""]
        blank = next((column for column, cell in needed if not cell), None)
        if blank is not None:
            self.leaving.add(entry.row, "blank", blank, "")
            return None
        period = self._period(entry)
        place = self._place(entry, period) if period else None
        number = self._number(entry, unit) if place else None
        if place is None or number is None:
            return None
        before = self._before(place, period)
        if before and not wish.areas.before:
            self.leaving.add(entry.row, "before", wish.areas.column, cells[wish.areas.column], self._lived(place)[0])
            return None
        return Figure(
            row=entry.row,
            column=entry.column,
            series=entry.series,
            place=place,
            period=period,
            codes=codes,
            value=number.value,
            status=number.status,
            unit=unit,
            weight=self._weight(entry),
            before=before,
        )

    def _period(self, entry: Entry) -> str:
        reading = self.wish.reading
        period = reading.head(entry.time) if self.wish.wide else reading.period(entry.time)
        if not period:
            self.leaving.add(entry.row, "period", entry.time_column, entry.time)
        elif reading.span(period).first > self.wish.origin.accessed:
            self.leaving.add(entry.row, "future", entry.time_column, entry.time, self.wish.origin.accessed)
            return ""
        return period

    # -- areas ---------------------------------------------------------------------------------------------------------

    def _place(self, entry: Entry, period: str) -> Place | None:
        areas = self.wish.areas
        if not areas.column:
            return self._known(entry, areas.one, period)
        cell = entry.cells[areas.column]
        if not cell and not areas.whole:
            self.leaving.add(entry.row, "blank", areas.column, "")
            return None
        if not cell:
            return self._known(entry, areas.whole, period)
        return self._known(entry, cell, period)

    def _known(self, entry: Entry, cell: str, period: str) -> Place | None:
        """Give the place that a text means."""
        areas = self.wish.areas
        whole = cell in (areas.whole, areas.one)
        name = entry.cells[areas.name] if areas.name and not whole else cell
        parent = entry.cells[areas.parent] if areas.parent and not whole else ""
        if self.atlas is None:
            if fold(cell) in TOTALS and not whole:
                self.leaving.add(entry.row, "group", areas.column, cell, cell)
                return None
            return Place(code=cell, name=name or cell, parent="" if fold(parent) in TOTALS else parent)
        if cell == NOT_AVAILABLE and not self.two_letters:
            self.leaving.add(entry.row, "namibia", areas.column, cell)
            return None
        return self._of_atlas(self.atlas, entry, Place(code=cell, name=name or cell, parent=parent), period)

    def _of_atlas(self, atlas: Atlas, entry: Entry, written: Place, period: str) -> Place | None:
        """Give the country that a text means; with a country as its parent it is a part of that, by its own text."""
        cell, column, span = written.code, self.wish.areas.column, self.wish.reading.span(period)
        meaning = atlas.meaning(cell, span.last)
        of = atlas.meaning(written.parent, span.last).area if written.parent else ""
        if of and meaning.area != of:
            return Place(code=cell, name=written.name, parent=of)
        if meaning.many:
            self.leaving.add(entry.row, "many", column, cell, ", ".join(meaning.many))
        elif meaning.group:
            self.leaving.add(entry.row, "group", column, cell, meaning.group)
        elif not meaning.area:
            self.leaving.add(entry.row, "unknown", column, cell)
        elif span.first > atlas.lives[meaning.area][1]:
            self.leaving.add(entry.row, "ended", column, cell, atlas.lives[meaning.area][1])
        else:
            return Place(code=meaning.area)
        return None

    def _lived(self, place: Place) -> tuple[str, str]:
        """Give the first and last day of an area; of a part of a country those of the country."""
        return self.atlas.lives[place.parent or place.code] if self.atlas else ("", "")

    def _before(self, place: Place, period: str) -> bool:
        return self.atlas is not None and self.wish.reading.span(period).last < self._lived(place)[0]

    # -- numbers -------------------------------------------------------------------------------------------------------

    def _number(self, entry: Entry, unit: str) -> Number | None:
        """Give a number as the package writes it, and None for what is no number."""
        number = self.wish.numbers.read(entry.value, unit)
        if number is None:
            self.leaving.add(entry.row, "number", entry.column, entry.value)
            return None
        if not number.value:
            return number
        value = plain(Decimal(number.value), self.wish.decimals)
        if self.wish.measure == "count" and ("." in value or value.startswith("-")):
            self.leaving.add(entry.row, "whole", entry.column, entry.value)
            return None
        if len(value.strip("-0.").replace(".", "")) > MOST_DIGITS:
            self.leaving.add(entry.row, "digits", entry.column, entry.value)
            return None
        return Number(value=value, status=number.status)

    def _weight(self, entry: Entry) -> str:
        """Give what the figure weighs in a mean, as a whole number; '' where that is not known, which is told."""
        column = self.wish.weight
        if not column:
            return ""
        number = self.wish.numbers.read(entry.cells[column], "")
        value = plain(Decimal(number.value), None) if number and number.value else ""
        if "." in value or value.startswith("-") or number is None:
            self.unweighed.add(entry.row, "weight", column, entry.cells[column])
            return ""
        return value


def _coded(cells: Iterable[str]) -> bool:
    return any(cell != NOT_AVAILABLE and _TWO_LETTERS.fullmatch(cell) for cell in cells)
