"""The newest values, Parquet files and workbooks: each fault of them is told, with its place."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scripts.verify.bundles import bundles
from scripts.verify.croissant import croissant
from scripts.verify.files import Folder
from scripts.verify.latest import latest
from scripts.verify.parquet import parquet
from scripts.verify.sdmx import STRUCTURE, sdmx
from scripts.verify.spreadsheets import spreadsheets
from scripts.verify.workbooks import workbooks
from tests.verify.tiny_site import DATA, Made, make_good, workbook, write_forms
from tests.verify.tiny_site import parquet as written

LATEST = f"{DATA}/latest.csv"
PEOPLE = f"{DATA}/parquet/observations_people.parquet"
COLUMNS = ("ref_area", "time_period", "obs_value", "obs_status", "source", "note")
ROW = ("FRA", "2020", "1234", "P", "gazette", "")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    good = make_good(tmp_path)
    write_forms(good.site)
    return good


def test_nothing_is_told_of_a_sound_site(made: Made) -> None:
    site = Folder(made.site)
    assert [*latest(site), *parquet(site), *sdmx(site)] == []


def changed(old: str, new: str) -> Callable[[Made], None]:
    return lambda made: made.change(LATEST, old, new)


FAULTS: dict[str, tuple[Callable[[Made], object], set[str]]] = {
    "another value": (changed(",1234,", ",1235,"), {"latest-differs"}),
    "another year": (changed(",2020,2021,yes", ",2019,2021,yes"), {"latest-differs"}),
    "another cell": (changed("#cell=2,3", "#cell=3,3"), {"latest-differs"}),
    "another label": (changed("Open doors", "Shut doors"), {"latest-differs"}),
    "a column too many": (changed("indicator,indicator_label", "x,indicator,indicator_label"), {"latest-differs"}),
    "no table": (lambda made: (made.site / LATEST).unlink(), {"latest-absent"}),
    "an area of nobody": (
        lambda made: made.change(f"{DATA}/observations_people.csv", "FRA", "QQQ"),
        {"latest-not-recomputed"},
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_of_the_newest_values_is_told(made: Made, case: str) -> None:
    spoil, codes = FAULTS[case]
    spoil(made)
    assert {problem.code for problem in latest(Folder(made.site))} == codes


def rewritten(columns: tuple[str, ...], *rows: tuple[str, ...], path: str = PEOPLE) -> Callable[[Made], object]:
    return lambda made: (made.site / path).write_bytes(written(columns, rows))


def as_number(made: Made) -> None:
    """Write codes that look like numbers as numbers."""
    target = made.site / DATA / "parquet" / "area_groups.parquet"
    with duckdb.connect(":memory:") as engine:
        query = f"SELECT TRY_CAST(id AS BIGINT) AS id, kind, parent, name_en FROM read_parquet('{target}')"  # noqa: S608
        engine.execute(f"CREATE TABLE held AS {query}")
        engine.execute(f"COPY held TO '{target}' (FORMAT parquet)")


PARQUET_FAULTS: dict[str, tuple[Callable[[Made], object], set[str]]] = {
    "another value": (
        rewritten(COLUMNS, ("FRA", "2020", "1235", "P", "gazette", "")),
        {"parquet-row-extra", "parquet-row-absent"},
    ),
    "a row twice": (rewritten(COLUMNS, ROW, ROW), {"parquet-row-extra"}),
    "a row too few": (rewritten(COLUMNS), {"parquet-row-absent"}),
    "a zero for a blank": (rewritten(COLUMNS, (*ROW[:-1], "0")), {"parquet-row-extra", "parquet-row-absent"}),
    "another column": (rewritten((*COLUMNS[:-1], "mood"), ROW), {"parquet-differs"}),
    "a file of nobody": (rewritten(COLUMNS, ROW, path=f"{DATA}/parquet/people.parquet"), {"parquet-extra"}),
    "no file": (lambda made: (made.site / PEOPLE).unlink(), {"parquet-absent"}),
    "no file of all": (lambda made: (made.site / DATA / "parquet/observations.parquet").unlink(), {"parquet-absent"}),
    "bytes that are none": (lambda made: (made.site / PEOPLE).write_bytes(b"PAR1"), {"parquet-unreadable"}),
    "a code as a number": (as_number, {"parquet-code-not-text", "parquet-row-extra", "parquet-row-absent"}),
    "an observation of all that is not so": (
        lambda made: made.change(f"{DATA}/observations_people.csv", "1234", "1235"),
        {"parquet-row-extra", "parquet-row-absent"},
    ),
}


@pytest.mark.parametrize("case", PARQUET_FAULTS)
def test_a_fault_of_a_parquet_file_is_told(made: Made, case: str) -> None:
    spoil, codes = PARQUET_FAULTS[case]
    spoil(made)
    assert {problem.code for problem in parquet(Folder(made.site))} == codes


# -- Croissant ---------------------------------------------------------------------------------------------------------

CROISSANT = f"{DATA}/croissant.json"


def told_otherwise(change: Callable[[dict[str, Any]], object]) -> Callable[[Made], object]:
    def run(made: Made) -> None:
        held = json.loads(made.text(CROISSANT))
        change(held)
        made.add(CROISSANT, json.dumps(held))

    return run


CROISSANT_FAULTS: dict[str, tuple[Callable[[Made], object], set[str]]] = {
    "no file": (lambda made: (made.site / CROISSANT).unlink(), {"croissant-differs"}),
    "no JSON": (lambda made: made.add(CROISSANT, "{"), {"croissant-unreadable"}),
    "no object": (lambda made: made.add(CROISSANT, "[]"), {"croissant-unreadable"}),
    "a file left out": (told_otherwise(lambda held: held["distribution"].pop()), {"croissant-differs"}),
    "a table left out": (told_otherwise(lambda held: held["recordSet"].pop()), {"croissant-differs"}),
    "a column that is not there": (
        told_otherwise(lambda held: held["recordSet"][0]["field"].append({"name": "mood"})),
        {"croissant-differs"},
    ),
    "another hash": (
        told_otherwise(lambda held: held["distribution"][0].update(sha256="0")),
        {"data-set-file-differs"},
    ),
    "another size": (
        told_otherwise(lambda held: held["distribution"][0].update(contentSize="1 B")),
        {"data-set-file-differs"},
    ),
    "another address": (
        told_otherwise(lambda held: held["distribution"][0].update(contentUrl="https://example.org/x.parquet")),
        {"data-set-file-missing"},
    ),
    "a file that changed": (
        rewritten(("id", "title"), ("gazette", "Gazettes"), path=f"{DATA}/parquet/sources.parquet"),
        {"data-set-file-differs"},
    ),
}


@pytest.mark.parametrize("case", CROISSANT_FAULTS)
def test_a_fault_of_croissant_is_told(made: Made, case: str) -> None:
    assert list(croissant(Folder(made.site))) == []
    spoil, codes = CROISSANT_FAULTS[case]
    spoil(made)
    assert {problem.code for problem in croissant(Folder(made.site))} == codes


# -- workbooks ---------------------------------------------------------------------------------------------------------

GERMANY = f"{DATA}/countries/DEU.en.xlsx"
SHEET = "xl/worksheets/sheet1.xml"


def repacked(change: Callable[[str, bytes], bytes]) -> Callable[[Made], None]:
    def run(made: Made) -> None:
        path = made.site / GERMANY
        with zipfile.ZipFile(path) as opened:
            held = {name: opened.read(name) for name in opened.namelist()}
        with zipfile.ZipFile(path, "w") as target:
            for name, data in held.items():
                target.writestr(name, change(name, data))

    return run


def text(old: bytes, new: bytes, name: str = "xl/sharedStrings.xml") -> Callable[[Made], None]:
    def change(part: str, data: bytes) -> bytes:
        assert part != name or old in data
        return data.replace(old, new, 1) if part == name else data

    return repacked(change)


CHANGED = {"workbook-row-extra", "workbook-row-absent"}
WORKBOOK_FAULTS: dict[str, tuple[Callable[[Made], object], set[str]]] = {
    "another label": (text(b"Open doors", b"Shut doors"), CHANGED),
    "another status": (text(b"<t>Yes</t>", b"<t>No</t>"), CHANGED),
    "a number for a text": (text(b'<c r="A2" t="s"><v>', b'<c r="A2"><v>', SHEET), CHANGED),
    "a formula": (text(b"</sheetData>", b"</sheetData><f>1+1</f>", SHEET), {"workbook-active"}),
    "a link": (text(b"</sheetData>", b"</sheetData><hyperlinks><hyperlink/></hyperlinks>", SHEET), {"workbook-active"}),
    "joined cells": (text(b"</sheetData>", b"</sheetData><mergeCell ref='A1:B1'/>", SHEET), {"workbook-active"}),
    "a value that moved": (
        lambda made: made.change(f"{DATA}/observations_doors.csv", "2020,yes", "2020,no"),
        {"workbook-row-extra", "workbook-row-absent"},
    ),
    "a column too few": (
        lambda made: (made.site / GERMANY).write_bytes(workbook({"newest": (("note",), [{"note": "x"}])})),
        {"workbook-columns-differ", "workbook-row-absent"},
    ),
    "no workbook": (lambda made: (made.site / GERMANY).unlink(), {"workbook-absent"}),
    "bytes that are none": (lambda made: (made.site / GERMANY).write_bytes(b"PK"), {"workbook-unreadable"}),
    "a workbook of nobody": (
        lambda made: (made.site / DATA / "countries/QQQ.en.xlsx").write_bytes((made.site / GERMANY).read_bytes()),
        {"workbook-extra"},
    ),
    "a series that there is not": (
        lambda made: made.change(f"{DATA}/latest.csv", ",people,", ",persons,"),
        {"workbook-unreadable"},
    ),
    "series that are none": (
        lambda made: made.change(f"{DATA}/series.csv", "policy-status,0,1", "policy-status,x,1"),
        {"workbook-not-recomputed"},
    ),
}


@pytest.mark.parametrize("case", WORKBOOK_FAULTS)
def test_a_fault_of_a_workbook_is_told(made: Made, case: str) -> None:
    spoil, codes = WORKBOOK_FAULTS[case]
    spoil(made)
    assert {problem.code for problem in workbooks(Folder(made.site))} == codes


def test_nothing_is_told_of_sound_workbooks(made: Made) -> None:
    assert list(workbooks(Folder(made.site))) == []


# -- CSV for spreadsheets ----------------------------------------------------------------------------------------------

CLICKED = f"{DATA}/countries/DEU.en.excel.csv"


def clicked(old: str, new: str) -> Callable[[Made], None]:
    def run(made: Made) -> None:
        path = made.site / CLICKED
        text = path.read_bytes().decode()
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode())

    return run


SPREADSHEET_FAULTS: dict[str, tuple[Callable[[Made], object], set[str]]] = {
    "another label": (clicked("Open doors", "Shut doors"), {"spreadsheet-differs"}),
    "another year": (clicked(",2020,", ",2019,"), {"spreadsheet-differs"}),
    "no mark": (clicked("\ufeff", ""), {"spreadsheet-unmarked"}),
    "a formula": (clicked("Read twice.", "=1+1"), {"spreadsheet-active", "spreadsheet-differs"}),
    "a column too few": (clicked("series\r", "series,x\r"), {"spreadsheet-differs"}),
    "no file": (lambda made: (made.site / CLICKED).unlink(), {"spreadsheet-absent"}),
    "a file of nobody": (
        lambda made: (made.site / DATA / "countries/QQQ.en.excel.csv").write_bytes(b""),
        {"spreadsheet-extra"},
    ),
}


@pytest.mark.parametrize("case", SPREADSHEET_FAULTS)
def test_a_fault_of_a_spreadsheet_file_is_told(made: Made, case: str) -> None:
    spoil, codes = SPREADSHEET_FAULTS[case]
    spoil(made)
    assert {problem.code for problem in spreadsheets(Folder(made.site))} == codes


@pytest.mark.parametrize("new", ["'Germany", "Germany"])
def test_a_text_may_be_guarded_and_decimals_may_have_a_comma(made: Made, new: str) -> None:
    path = made.site / DATA / "countries/FRA.en.excel.csv"
    assert list(spreadsheets(Folder(made.site))) == []
    path.write_bytes(path.read_bytes().replace(b",", b";"))
    clicked("Germany", new)(made)
    assert list(spreadsheets(Folder(made.site))) == []


# -- the zip of a slice ------------------------------------------------------------------------------------------------

BUNDLE = f"{DATA}/countries/DEU.en.zip"


def packed(name: str, data: bytes | None) -> Callable[[Made], None]:
    """Put other bytes under a name of the zip, or leave it out."""

    def run(made: Made) -> None:
        with zipfile.ZipFile(made.site / BUNDLE) as opened:
            held = {each: opened.read(each) for each in opened.namelist()}
        changed = {**held, name: data} if data is not None else {k: v for k, v in held.items() if k != name}
        with zipfile.ZipFile(made.site / BUNDLE, "w") as target:
            for each, content in changed.items():
                target.writestr(each, content)

    return run


BUNDLE_FAULTS: dict[str, tuple[Callable[[Made], object], set[str]]] = {
    "no zip": (lambda made: (made.site / BUNDLE).unlink(), {"bundle-absent"}),
    "a zip of nobody": (
        lambda made: (made.site / DATA / "countries/SUN.en.zip").write_bytes((made.site / BUNDLE).read_bytes()),
        {"bundle-extra"},
    ),
    "bytes that are none": (lambda made: (made.site / BUNDLE).write_bytes(b"PK"), {"bundle-unreadable"}),
    "another table": (packed("DEU.csv", b"x"), {"bundle-differs"}),
    "no table": (packed("DEU.csv", None), {"bundle-differs"}),
    "no readme": (packed("README.txt", None), {"bundle-differs"}),
    "a description of another table": (packed("datapackage.json", b"{}"), {"bundle-differs"}),
    "a description that is none": (packed("datapackage.json", b"["), {"bundle-unreadable"}),
    "terms without a source": (packed("LICENCE.txt", b"ours"), {"bundle-source-untold"}),
}


@pytest.mark.parametrize("case", BUNDLE_FAULTS)
def test_a_fault_of_a_zip_is_told(made: Made, case: str) -> None:
    assert list(bundles(Folder(made.site))) == []
    spoil, codes = BUNDLE_FAULTS[case]
    spoil(made)
    assert {problem.code for problem in bundles(Folder(made.site))} == codes


SDMX = f"{DATA}/sdmx/people.sdmx.csv"
SDMX_FAULTS: dict[str, tuple[Callable[[Made], object], set[str]]] = {
    "another value": (lambda made: made.change(SDMX, "1234", "1235"), {"sdmx-differs"}),
    "another unit": (lambda made: made.change(SDMX, "persons", "ships"), {"sdmx-differs"}),
    "a dataflow of another series": (lambda made: made.change(SDMX, "DF_people", "DF_doors"), {"sdmx-differs"}),
    "no header of the standard": (lambda made: made.change(SDMX, "ACTION", "DEED"), {"sdmx-unreadable"}),
    "a code that is none": (lambda made: made.change(STRUCTURE, 'id="persons"', 'id="person"'), {"sdmx-differs"}),
    "a structure that is none": (lambda made: made.change(STRUCTURE, "</x>", ""), {"sdmx-unreadable"}),
    "no structure": (lambda made: (made.site / STRUCTURE).unlink(), {"sdmx-absent"}),
    "no file": (lambda made: (made.site / SDMX).unlink(), {"sdmx-absent"}),
    "a file of nobody": (lambda made: made.add(f"{DATA}/sdmx/cats.sdmx.csv", "x"), {"sdmx-extra"}),
}


@pytest.mark.parametrize("case", SDMX_FAULTS)
def test_a_fault_of_sdmx_is_told(made: Made, case: str) -> None:
    spoil, codes = SDMX_FAULTS[case]
    spoil(made)
    assert {problem.code for problem in sdmx(Folder(made.site))} == codes
