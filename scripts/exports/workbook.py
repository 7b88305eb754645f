"""Excel workbooks: a cover, what is inside, one table a sheet, notes and sources.

The layout follows the guidance of the UK's Government Analysis Function: no merged cells, one table a sheet that begins
in its first cell, a header that stays, numbers as numbers, and a reason beside every blank. Text is written as text:
nothing in it becomes a formula, a link or a number. The same content gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from xlsxwriter import Workbook

from scripts.exports.lean_sheet import Content, LeanSheet, numbered
from scripts.exports.sheets import NUMBERS, Book
from scripts.findings.reading import Row
from scripts.words.citation import publication_of
from scripts.words.edition import Edition

SETTINGS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a text may begin with that a spreadsheet would calculate, once somebody edits the cell."""

LONGEST: Final = 32_000
"""Letters of a cell; a workbook may hold some more, and what is longer is cut and says so."""

EXACT: Final = 15
"""Digits that a spreadsheet keeps of a number; a longer one is written as text."""

WIDTHS: Final[Mapping[str, int]] = {
    **dict.fromkeys(NUMBERS, 14),
    "indicator_label": 38,
    "series_label": 44,
    "ref_area_label": 26,
    "ref_area": 8,
    "breakdown": 26,
    "time_period": 10,
    "stated_period": 10,
    "bound": 10,
    "obs_value_label": 18,
    "obs_status_label": 18,
    "unit_measure_label": 20,
    "source_label": 50,
    "note": 40,
    "series": 34,
    "measure_label": 30,
    "measure": 24,
    "label": 38,
    "statement": 60,
    "unit": 40,
    "limits": 80,
    "missing": 60,
    "number": 8,
    "name": 26,
    "what": 90,
    "rows": 10,
    "meaning": 110,
    "rule": 110,
    "title": 50,
    "publisher": 40,
    "edition": 24,
    "url": 50,
    "licence": 40,
    "redistribution": 40,
    "accessed": 12,
    "data_until": 12,
    "citation": 80,
}
WRAPPED: Final = frozenset(("statement", "unit", "limits", "missing", "what", "meaning", "rule", "citation"))
SOURCE: Final = (
    "title",
    "publisher",
    "edition",
    "url",
    "accessed",
    "data_until",
    "licence",
    "redistribution",
    "citation",
)

Rows = Sequence[Sequence[str]]


def workbook(site: Edition, book: Book) -> bytes:
    """Give the workbook of a book."""
    return _Made(site, book).written()


class _Made:
    """One workbook while it is made."""

    def __init__(self, site: Edition, book: Book) -> None:
        self._site, self._book, self._words = site, book, site.words
        self._publication = publication_of(site.reading.package.descriptor, site.words)
        self._target = io.BytesIO()
        self._file = Workbook(self._target, SETTINGS)
        self._plain = self._file.add_format({"valign": "top"})
        self._wrap = self._file.add_format({"valign": "top", "text_wrap": True})
        self._head = self._file.add_format({"valign": "top", "text_wrap": True, "bold": True})
        self._title = self._file.add_format({"bold": True, "font_size": 16})
        self._guarded = self._file.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})
        numbered(self._title, self._wrap, self._plain, self._head)  # as they are met; who is guarded, where one is

    def written(self) -> bytes:
        """Write every sheet, and give the bytes."""
        day = datetime.fromisoformat(self._publication.day)
        title = self._words("workbook.title", what=self._book.title, site=self._publication.site)
        self._file.set_properties(
            {"title": title, "author": self._publication.producer, "created": day, "comments": self._cited(title)}
        )
        self._cover(title)
        self._table("contents", ("name", "what", "rows"), self._contents(), numbers=("rows",))
        for sheet in self._book.sheets:
            self._table(sheet.name, sheet.rows.columns, sheet.rows.rows, numbers=(*NUMBERS, "number"))
        self._table("notes", ("name", "meaning", "rule"), list(self._notes()))
        self._table("sources", SOURCE, list(self._sources()))
        self._file.close()
        return self._target.getvalue()

    # -- sheets --------------------------------------------------------------------------------------------------------

    def _cover(self, title: str) -> None:
        sheet = self._sheet("cover")
        sheet.set_column(0, 0, 110)
        words, own = self._words, self._publication
        lines = [
            title,
            words("workbook.release", release=own.release, day=words.day(own.day), iso=own.day),
            words("workbook.about"),
            words("workbook.blank"),
            words("workbook.licence", licence=own.licence, site=own.site),
            words("workbook.cite", citation=self._cited(title)),
            words("workbook.error"),
            words("workbook.more"),
        ]
        for number, line in enumerate(lines):
            self._text(sheet, number, 0, line, self._title if number == 0 else self._wrap)

    def _contents(self) -> Rows:
        listed = [(sheet.name, str(len(sheet.rows.rows))) for sheet in self._book.sheets]
        every = [*listed, ("notes", ""), ("sources", str(len(self._book.sources)))]
        return [(self._tab(name), self._words(f"workbook.what.{name}", title=self._book.title), n) for name, n in every]

    def _notes(self) -> Iterator[tuple[str, str, str]]:
        site = self._site
        yield self._words("workbook.column.obs_value"), self._words("workbook.blank"), ""
        yield self._words("workbook.column.bound"), self._words("workbook.bound"), ""
        for name in self._book.series:
            row: Row = site.reading.series_rows[name]
            yield site.text(row, "label"), site.text(row, "description"), site.text(row, "rule")
        for codelist in ("obs_status", "unit_measure"):
            used = {label for sheet in self._book.sheets for label in set(sheet.rows.held(f"{codelist}_label"))}
            for (listed, code), row in site.reading.labels.items():
                if listed == codelist and site.text(row, "label") in used:
                    yield site.label(codelist, code), site.text(row, "description"), ""

    def _sources(self) -> Iterator[list[str]]:
        for name in self._book.sources:
            row: Row = self._site.source(name)
            yield [self._words(f"redistribution.{row[key]}") if key == "redistribution" else row[key] for key in SOURCE]

    def _cited(self, title: str) -> str:
        own = self._publication
        facts = {"producer": own.producer, "year": own.year, "release": own.release, "site": own.site}
        return self._words("quote.apa", title=title, address="", **facts).strip()

    # -- cells ---------------------------------------------------------------------------------------------------------

    def _sheet(self, name: str) -> LeanSheet:
        sheet: LeanSheet = self._file.add_worksheet(self._tab(name), worksheet_class=LeanSheet)
        return sheet

    def _tab(self, name: str) -> str:
        return self._words(f"workbook.sheet.{name}")

    def _table(self, name: str, columns: Sequence[str], rows: Rows, numbers: Iterable[str] = ()) -> None:
        """Write a table from the first cell on: a header that stays, and below it one row a row."""
        sheet = self._sheet(name)
        labels = [self._words(f"workbook.column.{column}") for column in columns]
        for place, column in enumerate(columns):
            sheet.set_column(place, place, WIDTHS.get(column, 20), self._wrap if column in WRAPPED else self._plain)
        if rows:  # a table of a workbook has a row at least
            header = [{"header": label, "header_format": self._head} for label in labels]
            about = {"name": f"table_{name}", "columns": header, "style": "Table Style Light 1", "banded_rows": False}
            sheet.add_table(0, 0, len(rows), len(columns) - 1, about)
        else:
            for place, label in enumerate(labels):
                self._text(sheet, 0, place, label, self._head)
        sheet.freeze_panes(1, 0)
        numeric = set(numbers)
        sheet.lines(rows, [self._number if column in numeric else self._said for column in columns])

    def _number(self, text: str) -> Content:
        return Content(float(text)) if is_number(text) else self._said(text)

    def _said(self, text: str) -> Content:
        """Give a text as a cell has it: guarded where a spreadsheet would calculate it."""
        return Content(_shown(text), self._guarded if text.startswith(ACTIVE) else None)

    def _text(self, sheet: LeanSheet, line: int, place: int, text: str, form: Any) -> None:
        sheet.text(line, place, _shown(text), form)


def _shown(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


PLAIN: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def is_number(text: str) -> bool:
    """Tell whether a text is a number of which a spreadsheet keeps every digit."""
    return bool(PLAIN.fullmatch(text)) and sum(letter.isdigit() for letter in text.lstrip("-0.")) <= EXACT
