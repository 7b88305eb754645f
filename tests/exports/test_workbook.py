"""Workbooks, read with another library: they say what the package says, text is text, and a blank stays one."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from xlsxwriter.worksheet import Worksheet

from scripts.exports.latest import latest
from scripts.exports.lean_sheet import Reader
from scripts.exports.sheets import Book, Sheet, Shelf, Values
from scripts.exports.slices import Rows
from scripts.exports.spreadsheets import spreadsheets
from scripts.exports.workbook import is_number, workbook
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from tests.editions import edition

FOLDER = "data/latest/"
OWN = ("Cover", "Contents", "Notes", "Sources")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edition(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def files(site: Edition) -> dict[str, bytes]:
    return {file.path.removeprefix(FOLDER): file.data for file in spreadsheets(site, values_of(site))}


def values_of(site: Edition) -> Values:
    return Values(site.reading.package, summarise(site.reading.package))


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(sheet: Any) -> list[dict[str, object]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_there_is_one_of_each(site: Edition, files: dict[str, bytes]) -> None:
    assert {name for name in files if name.endswith(".xlsx")} == {
        "whole/overview.en.xlsx",
        *(f"indicators/{row['id']}.en.xlsx" for row in site.reading.indicators),
        *(f"countries/{area}.en.xlsx" for area in site.areas),
        *(f"regions/{group}.en.xlsx" for group in site.reading.groups if group != "WLD"),
    }


def test_the_layout_is_that_of_the_guidance(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if not name.endswith(".xlsx"):
            continue
        book = opened(data)
        assert book.sheetnames[:2] == list(OWN[:2]), name
        assert book.sheetnames[-2:] == list(OWN[2:]), name
        for sheet in book.worksheets:
            assert not sheet.merged_cells.ranges
            assert len(sheet.tables) == (sheet.title != "Cover" and sheet.max_row > 1), (name, sheet.title)
            if sheet.title != "Cover":
                assert sheet.freeze_panes == "A2"
                header = [cell.value for cell in sheet[1]]
                assert all(header)
                assert len(set(header)) == len(header)
            assert all(cell.data_type != "f" and cell.hyperlink is None for row in sheet for cell in row)


def test_the_cover_says_what_it_is(files: dict[str, bytes]) -> None:
    book = opened(files["countries/DEU.en.xlsx"])
    text = " ".join(str(row[0]) for row in book["Cover"].iter_rows(values_only=True))
    for said in (
        "Germany",
        "2024.1",
        "2024-06-30",
        "30 June 2024",
        "CC BY 4.0",
        "cite",
        "report an error",
        "never zero",
    ):
        assert said in text
    assert str(book.properties.created)[:10] == "2024-06-30"


def test_values_are_those_of_the_package(site: Edition, files: dict[str, bytes]) -> None:
    """Each value of each period once in the book of its country, as a number or as the label of its code."""
    package = site.reading.package
    for area in site.areas:
        book = opened(files[f"countries/{area}.en.xlsx"])
        held = rows_of(book["All periods"]) if "All periods" in book.sheetnames else []
        told = Counter((r["What is measured"], r["Period"], r.get("Value"), r.get("Value in words")) for r in held)
        right = []
        for series in package.series.values():
            frame = package.observations(series.id)
            for _, row in frame[frame["ref_area"] == area].iterrows():
                value, coded = row["obs_value"], bool(series.codelist)
                label = site.label(series.codelist, value) if coded and value else None
                number = float(value) if value and not coded else None
                if series.indicator:
                    right.append((site.series_label(series), row["time_period"], number, label))
        assert told == Counter(right)


def test_a_blank_has_its_reason_and_a_zero_is_a_zero(files: dict[str, bytes]) -> None:
    namibia = rows_of(opened(files["countries/NAM.en.xlsx"])["All periods"])
    blank = next(row for row in namibia if row["Value in words"] is None and row["Value"] is None)
    assert blank["Status of the value"] == "O"
    assert [row["Value"] for row in namibia if row["What is measured"] == "Ways across"] == [0]


def test_a_code_that_looks_like_a_number_is_text(files: dict[str, bytes]) -> None:
    africa = rows_of(opened(files["regions/002.en.xlsx"])["Groups"])
    assert {row["Code"] for row in africa} == {"002"}
    assert all(isinstance(row["Period"], str) for row in africa)


def test_the_same_bytes_come_again(site: Edition, files: dict[str, bytes]) -> None:
    again = {file.path.removeprefix(FOLDER): file.data for file in spreadsheets(site, values_of(site))}
    assert again == files
    with zipfile.ZipFile(io.BytesIO(files["countries/DEU.en.xlsx"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


HOSTILE = (
    "=1+1", "=HYPERLINK(\"http://x.example\",\"x\")", "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1",
    "http://x.example", "mailto:x@x.example", "internal:'Cover'!A1", "ftp://x", "0012", "1e5", "NA", "TRUE", "12/2010",
    "Côte d'Ivoire, Åland", "<b>&amp;", "_x0041_", "'", "a\nb", "{=1}", "99999999999999999999", "\u202e", "x" * 40_000,
)  # fmt: skip


def test_text_is_never_a_formula_a_link_or_a_number(site: Edition) -> None:
    rows = Rows(("ref_area_label", "note"), list(zip(HOSTILE, HOSTILE, strict=True)))
    book = Book(path="x", title="=x", sheets=(Sheet(name="newest", rows=rows),), series=(), sources=())
    data = workbook(site, book)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if "worksheets/" in name)
    assert b"<f>" not in sheets
    assert b"hyperlink" not in sheets
    held = opened(data)["Newest values"]
    for text, row in zip(HOSTILE, held.iter_rows(min_row=2), strict=True):
        for cell in row:
            assert cell.data_type == "s"
            if len(text) < 32_000:
                assert str(cell.value).replace("_x000D_", "\r") == text
            else:
                assert str(cell.value).endswith(" …")
        assert row[0].quotePrefix == text.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", True), ("-3", True), ("0.355556", True), ("123456789012345", True), ("1234567890123456", False),
        ("0.1234567890123456", False), ("1e5", False), ("", False), ("٣", False), ("1,5", False), ("nan", False),
        ("yes", False), ("1.", False), (" 1", False),
    ],
)  # fmt: skip
def test_a_number_is_what_a_spreadsheet_keeps(text: str, *, number: bool) -> None:
    assert is_number(text) is number


def test_names_of_sheets_fit(site: Edition) -> None:
    names = [text for key, text in site.words.texts.items() if key.startswith("workbook.sheet.")]
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
    assert len({name.casefold() for name in names}) == len(names)


def test_newest_values_are_those_of_the_table(site: Edition, files: dict[str, bytes]) -> None:
    frame = latest(site)
    rows = rows_of(opened(files["whole/overview.en.xlsx"])["Newest values"])
    told = sorted((str(r["Series (id)"]), str(r["Code"]), str(r["Period"])) for r in rows)
    assert told == sorted(zip(frame["series"], frame["ref_area"], frame["time_period"], strict=True))
    assert len(list(Shelf(site, values_of(site), frame).books())) * 2 == len(files)


class Plain(Worksheet):  # type: ignore[misc] # the library says nothing of its types
    """The library's own worksheet, asked as ours is."""

    text = Worksheet.write_string

    def lines(self, rows: Sequence[Sequence[str]], readers: Sequence[Reader]) -> None:
        """Put rows below the first, cell by cell."""
        for line, row in enumerate(rows, start=1):
            for column, (read, text) in enumerate(zip(readers, row, strict=True)):
                if text:
                    said, form = read(text)
                    (self.write_string if isinstance(said, str) else self.write_number)(line, column, said, form)


def test_our_sheets_are_byte_by_byte_those_of_the_library(
    files: dict[str, bytes], site: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.exports.workbook.LeanSheet", Plain)
    plain = {file.path.removeprefix(FOLDER): file.data for file in spreadsheets(site, values_of(site))}
    assert plain == files
    assert len(files) > 10


@pytest.mark.parametrize("blank", [(0,), (2,), (0, 2), (0, 1, 2), ()])
def test_so_are_those_with_blanks_at_their_edges(
    site: Edition, monkeypatch: pytest.MonkeyPatch, blank: tuple[int, ...]
) -> None:
    """Of 40 rows, those of the second block are blank in some columns: which it has cells in is said with each row."""
    told = [
        tuple("" if place in blank and 15 <= n < 31 else text for place, text in enumerate((f"a{n}", "=1", f"0.{n}")))
        for n in range(40)
    ]
    rows = Rows(("note", "series", "obs_value"), told)
    book = Book(path="x", title="x", sheets=(Sheet(name="newest", rows=rows),), series=(), sources=())
    own = workbook(site, book)
    monkeypatch.setattr("scripts.exports.workbook.LeanSheet", Plain)
    assert workbook(site, book) == own
