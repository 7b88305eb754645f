"""CSV for a double click: what a spreadsheet would guess is defused, and LibreOffice shows what was written."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from babel import Locale

from scripts.exports.latest import latest
from scripts.exports.sheets import Book, Sheet, Shelf, Values
from scripts.exports.slices import Rows
from scripts.exports.spreadsheet_csv import MARK, defused, spreadsheet_csv
from scripts.exports.spreadsheets import spreadsheets
from scripts.exports.workbook import workbook
from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.libreoffice import reopened
from tests.packages import write_package

LANGUAGES = ("en", "fr", "es")


def edition(folder: Path, locale: str = "en") -> Edition:
    """Give the small package as a language writes it, in English words."""
    package = read_package(write_package(folder))
    return Edition(Reading(package, summarise(package)), replace(Words.load("en"), locale=Locale.parse(locale)))


def read(data: bytes, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


def booked(*texts: str, values: tuple[str, ...] = ()) -> Book:
    rows = Rows(("note", "obs_value"), list(zip(texts, values or ("",) * len(texts), strict=True)))
    return Book(path="x", title="x", sheets=(Sheet(name="newest", rows=rows),), series=(), sources=())


GUESSED = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "=HYPERLINK(\"x\")", "|calc", "%0A=1"),
    *("002", "0012", "1234567890123456", "1e5", "1E-5", "2010-05", "2010/11", "12/2010", "1-2", "3.5.2010", "10:30"),
    *("1 1/2", "1,234", "1.5", "12 345", "TRUE", "vrai", "FALSO", "5 %", "12.5%", "$5", "5 €"),
)  # fmt: skip
PLAIN = ("NA", "NAM", "2010", "Côte d'Ivoire", "São Tomé", "2 of 3", "x=1", "A-1", "", "C002", "ISO 3166-1")


@pytest.mark.parametrize("text", GUESSED)
def test_what_would_be_guessed_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_stays(text: str) -> None:
    assert defused(text) == text


@pytest.mark.parametrize(("locale", "separator", "value"), [("en", ",", "0.5"), ("fr", ";", "0,5"), ("es", ";", "0,5")])
def test_cells_are_parted_as_the_language_does(tmp_path: Path, locale: str, separator: str, value: str) -> None:
    data = spreadsheet_csv(edition(tmp_path, locale), booked("Å;,", values=("0.5",)))
    assert data.decode().startswith(MARK)
    assert data.endswith(b"\r\n")
    assert read(data, separator)[1] == ["Å;,", value]


def test_a_file_has_the_newest_values_and_no_zero_for_a_blank(tmp_path: Path) -> None:
    site = edition(tmp_path)
    values = Values(site.reading.package, summarise(site.reading.package))
    files = {file.path: file for file in spreadsheets(site, values)}
    for book in Shelf(site, values, latest(site)).books():
        header, *rows = read(files[f"data/latest/{book.path}.en.excel.csv"].data, ",")
        place = header.index("Value")
        assert [row[place] for row in rows] == book.newest.rows.held("obs_value")


# -- LibreOffice -------------------------------------------------------------------------------------------------------

DOUBLE_CLICK = {",": "CSV:44,34,76,1,,1033,false,true", ";": "CSV:59,34,76,1,,1036,false,true"}
"""How LibreOffice reads a CSV file that was clicked: UTF-8, and numbers and dates found by guessing."""


@pytest.mark.parametrize(("locale", "separator"), [("en", ","), ("fr", ";"), ("es", ";")])
def test_libreoffice_shows_what_was_written(tmp_path: Path, locale: str, separator: str) -> None:
    texts = [text for text in (*GUESSED, *PLAIN) if text.strip() == text and text not in ("", "2010")]
    values = tuple("0.25" for _ in texts)
    path = tmp_path / "x.csv"
    path.write_bytes(spreadsheet_csv(edition(tmp_path / "p", locale), booked(*texts, values=values)))
    sheet = reopened(path, tmp_path, f"--infilter={DOUBLE_CLICK[separator]}").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[0] for row in rows] == [defused(text) for text in texts]
    assert {row[1] for row in rows} == {0.25}


def test_libreoffice_opens_a_workbook_with_codes_accents_and_blanks(tmp_path: Path) -> None:
    site = edition(tmp_path / "p")
    path = tmp_path / "x.xlsx"
    path.write_bytes(workbook(site, booked("=1+1", "002", "NA", "Côte d'Ivoire", values=("", "0", "0.5", "7"))))
    held = reopened(path, tmp_path)["Newest values"]
    rows = [[cell.value for cell in row] for row in held.iter_rows(min_row=2)]
    assert rows == [["=1+1", None], ["002", 0], ["NA", 0.5], ["Côte d'Ivoire", 7]]
    assert all(cell.data_type != "f" for row in held.iter_rows() for cell in row)
