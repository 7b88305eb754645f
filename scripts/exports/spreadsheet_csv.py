"""CSV that a spreadsheet opens right by a double click: newest values in words, as a reader's language writes them.

A spreadsheet that opens a CSV file guesses. So the file begins with a byte order mark, or accents would be garbled; the
sign between cells is that which a spreadsheet of the language expects; and a text that it would take for a formula, a
number or a date has an apostrophe before it, which readers see. The plain CSV files have none of this: programs read
those.
"""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from scripts.exports.sheets import NUMBERS, Book
from scripts.exports.workbook import is_number
from scripts.words.edition import Edition

MARK: Final = "\ufeff"
GUARD: Final = "'"
ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What a text may begin with that a spreadsheet would calculate or run."""

GUESSED: Final = re.compile(
    r"0\d+|\d{16,}|[\d.,]+[eE][-+]?\d+"  # zeros that would go, digits that would be rounded, powers of ten
    r"|\d{1,4}[-/.]\d{1,4}([-/.]\d{1,4})?|\d{1,2}:\d{2}.*"  # dates and times
    r"|\d+ \d+/\d+|\d[\d.,\s\u00a0\u202f]*[.,\s\u00a0\u202f]\d+"
    r"|[$€£]?\s*[\d.,]+\s*[%$€£]|[$€£]\s*[\d.,]+"
    r"|TRUE|FALSE|VRAI|FAUX|VERDADERO|FALSO",
    re.ASCII | re.IGNORECASE,
)
"""What a spreadsheet would take for something else than text; a year is a number, which does it no harm."""


def spreadsheet_csv(site: Edition, book: Book) -> bytes:
    """Give the newest values of a book: UTF-8 with a mark, lines that end as spreadsheets write them."""
    rows, decimal = book.newest.rows, site.words.number_signs[1]
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";" if decimal == "," else ",", lineterminator="\r\n")
    writer.writerow([defused(site.words(f"workbook.column.{name}")) for name in rows.columns])
    texts, numbers = _Written(), _Written(decimal)
    written = [numbers if name in NUMBERS else texts for name in rows.columns]
    writer.writerows([of[text] for of, text in zip(written, row, strict=True)] for row in rows.rows)
    return f"{MARK}{target.getvalue()}".encode()


def defused(text: str) -> str:
    """Give a text with an apostrophe before it where a spreadsheet would not take it for text."""
    bare = text.lstrip()
    return f"{GUARD}{text}" if text.startswith(ACTIVE) or bare.startswith(ACTIVE) or GUESSED.fullmatch(bare) else text


class _Written(dict[str, str]):
    """Texts as a spreadsheet gets them, each looked at once. `decimal` is the sign of numbers; '': all are texts."""

    def __init__(self, decimal: str = "") -> None:
        super().__init__()
        self._decimal = decimal

    def __missing__(self, text: str) -> str:
        numeric = bool(self._decimal) and is_number(text)
        return self.setdefault(text, text.replace(".", self._decimal) if numeric else defused(text))
