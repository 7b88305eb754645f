"""What a table or a comparison shows is taken away as a workbook: the same rows, numbers as numbers, text as text."""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import settled
from tests.libreoffice import reopened

Reader = Callable[..., Page]
Row = list[Any]

INDICATOR, COUNTRIES = "indicators/dual-nationality/", "#countries-table"
SAID = ": as the page says it"
PLAIN_CELLS = {
    "=1+1": "formula",
    "-1+1": "formula",
    "@SUM(A1)": "formula",
    "004": "code",
    "NA": "code",
    "1e5": "code",
    "_x0041_": "what a workbook writes for a letter",
    "<b>&\"'": "signs of XML",
    "Côte d'Ivoire, 中 🙂": "letters",
    "\u0001a\ufffe": "signs that XML cannot hold",
}
"""Texts that a spreadsheet could take for something else."""


def table_of(page: Page, table: str) -> Locator:
    return page.locator("[data-table]", has=page.locator(table))


def taken(page: Page, button: Locator) -> Path:
    with page.expect_download() as saved:
        button.click()
    return Path(saved.value.path()).rename(Path(saved.value.path()).with_suffix(".xlsx"))


def workbook(page: Page, table: str) -> Path:
    return taken(page, table_of(page, table).locator("[data-take=xlsx]"))


def sheets(path: Path) -> tuple[list[str], list[Row]]:
    """Give the lines of the cover and the rows of the table, heads first; what is no text or number fails."""
    book = openpyxl.load_workbook(path)
    cover, held = book.worksheets
    for sheet in (cover, held):
        assert all(cell.data_type in {"s", "n", "inlineStr"} for row in sheet.iter_rows() for cell in row)
        assert not sheet.merged_cells.ranges
    return [str(row[0].value) for row in cover.iter_rows()], [[cell.value for cell in row] for row in held.iter_rows()]


def shown(table: Locator) -> list[list[str]]:
    found: list[list[str]] = table.locator("tbody tr").evaluate_all(
        "(rows) => rows.filter((row) => !row.hidden).map((row) => [...row.cells].map((cell) => cell.innerText.trim()))"
    )
    return found


# -- a table -----------------------------------------------------------------------------------------------------------


def test_one_row_is_left_of_a_table_that_is_narrowed_down(page: Page, address: str) -> None:
    page.goto(f"{INDICATOR}?countries.filter=turkey")
    rows = page.locator(f"{COUNTRIES} tbody tr:not([hidden])")
    expect(rows).to_have_count(1)
    path = workbook(page, COUNTRIES)
    cover, (heads, *held) = sheets(path)
    assert [row[0] for row in held] == ["Türkiye"]
    assert [row[1] for row in held] == [shown(page.locator(COUNTRIES))[0][1]]
    assert heads[0] == "Country or area"
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Cover", "Table"]
    assert book["Table"].freeze_panes == "A2"
    assert list(book["Table"].tables) == ["table_shown"]
    release = json.loads(page.request.get("data/latest/datapackage.json").text())
    told = "\n".join(cover)
    assert cover[0] == page.locator(f"{COUNTRIES}-caption").inner_text()
    assert f"{address}{INDICATOR}?countries.filter=turkey{COUNTRIES}" in told
    assert "Show only countries with: turkey" in told
    assert re.search(r"1 of \d+ shown\.", told)
    assert f"Release {release['version']} of " in told
    assert "under CC" in told
    assert "\nSource: " in told
    assert "Please cite: " in told
    created = book.properties.created
    assert isinstance(created, dt.datetime)
    assert created.date().isoformat() == release["created"][:10]


def test_rows_are_in_the_order_in_which_they_are_shown(page: Page) -> None:
    table = "#countries-table"
    page.goto("indicators/border-deaths/?countries.sort=obs_value.asc")
    _, (heads, *held) = sheets(workbook(page, table))
    rows = shown(page.locator(table))
    assert [row[0] for row in held] == [row[0] for row in rows]
    place = heads.index("Persons")
    values = [row[place] for row in held if row[place] is not None]
    assert all(isinstance(value, int) for value in values)
    assert values == sorted(values)
    assert values[0] < values[-1]
    page.goto("indicators/border-deaths/?countries.sort=obs_value.desc")
    _, (_, *turned) = sheets(workbook(page, table))
    assert [row[place] for row in turned if row[place] is not None] == sorted(values, reverse=True)


def test_what_is_said_beside_a_number_stands_beside_it(page: Page) -> None:
    page.goto("groupings/incident-region/mediterranean/")
    _, (heads, *held) = sheets(workbook(page, "#years-table"))
    rows = shown(page.locator("#years-table"))
    column = next(place for place, head in enumerate(heads) if head.endswith(SAID))
    noted = [row for row in held if row[column]]
    assert noted
    for row in noted:
        number = row[column - 1]
        assert isinstance(number, int)
        assert row[column] == f"{number:,} partial year"
    assert [row[0] for row in held] == [row[0] for row in rows]


def test_days_are_those_of_the_data(page: Page) -> None:
    page.goto("indicators/agreement-safeguards/register/?register.filter=peru+ecuador")
    table = "#register-table"
    _, (heads, *held) = sheets(workbook(page, table))
    orders = page.locator(f"{table} tbody tr:not([hidden]) td.is-date").evaluate_all(
        "(all) => all.map(({ dataset }) => dataset.order ?? null)"
    )
    place = heads.index("When")
    assert [row[place] for row in held] == orders
    assert any(re.fullmatch(r"\d{4}-\d\d-\d\d", order or "") for order in orders)
    assert heads[place + 1] == f"When{SAID}"
    assert [row[place + 1] for row in held] == [row[3] for row in shown(page.locator(table))]


def test_a_percentage_is_one(page: Page) -> None:
    page.goto("indicators/agreement-safeguards/trend/")
    path = workbook(page, "#trend-table")
    cells = [cell for row in openpyxl.load_workbook(path)["Table"].iter_rows(min_row=2) for cell in row]
    shares = [cell for cell in cells if "%" in cell.number_format]
    values = page.locator("#trend-table tbody data").evaluate_all(
        "(all) => all.filter(({ textContent }) => textContent.includes('%')).map(({ value }) => Number(value))"
    )
    assert [cell.value for cell in shares] == values
    assert values


def test_text_stays_text_and_a_blank_stays_blank(page: Page, tmp_path: Path) -> None:
    page.goto(INDICATOR)
    page.locator(COUNTRIES).evaluate(
        """(table, texts) => texts.forEach((text, place) => {
          const [name, status, ...rest] = table.tBodies[0].rows[place].cells;
          name.textContent = text;
          status.textContent = "\\u2013";
          rest.forEach((cell) => { cell.textContent = text; });
        })""",
        list(PLAIN_CELLS),
    )
    path = workbook(page, COUNTRIES)
    expected = [text.strip("\u0001\ufffe") for text in PLAIN_CELLS]
    with zipfile.ZipFile(path) as parts:
        assert parts.testzip() is None
        assert "<f" not in re.sub(r"<(fo|fi)", "", parts.read("xl/worksheets/sheet2.xml").decode())
    for book in (openpyxl.load_workbook(path), reopened(path, tmp_path)):
        cells = [row[: len(expected)] for row in book["Table"].iter_rows(min_row=2, max_row=1 + len(expected))]
        found = [re.sub("_x005F_", "_", str(row[0].value)) for row in cells]
        assert found == expected
        assert {row[0].data_type for row in cells} <= {"s", "inlineStr"}
        assert [row[1].value for row in cells] == [None] * len(expected)


def test_libreoffice_shows_the_same_rows(page: Page, tmp_path: Path) -> None:
    page.goto("indicators/border-deaths/?countries.sort=ref_area.desc&countries.filter=a")
    path = workbook(page, "#countries-table")
    cover, rows = sheets(path)
    book = reopened(path, tmp_path)
    assert [[cell.value for cell in row] for row in book["Table"].iter_rows()] == rows
    assert [row[0].value for row in book["Cover"].iter_rows()] == cover
    assert len(rows) > 10


def test_the_same_view_gives_the_same_bytes(page: Page) -> None:
    page.goto(f"{INDICATOR}?countries.status=no")
    assert workbook(page, COUNTRIES).read_bytes() == workbook(page, COUNTRIES).read_bytes()


def test_no_row_is_a_table_of_heads_alone(page: Page, tmp_path: Path) -> None:
    page.goto(f"{INDICATOR}?countries.filter=atlantis")
    expect(page.locator(f"{COUNTRIES} tbody tr:not([hidden])")).to_have_count(0)
    path = workbook(page, COUNTRIES)
    _, rows = sheets(path)
    assert len(rows) == 1
    assert not openpyxl.load_workbook(path)["Table"].tables  # Excel mends a table without rows, and says so
    assert reopened(path, tmp_path)["Table"].max_row == 1


@pytest.mark.parametrize(
    ("language", "name", "names", "said"),
    [
        ("fr", "Türkiye", ["Présentation", "Tableau"], "Version 20"),
        ("es", "Türkiye", ["Portada", "Tabla"], "Versión 20"),
    ],
)
def test_a_workbook_is_in_the_language_of_its_page(
    page: Page, language: str, name: str, names: list[str], said: str
) -> None:
    page.goto(f"{language}/{INDICATOR}?countries.filter=turkey")
    expect(page.locator(f"{COUNTRIES} tbody tr:not([hidden])")).to_have_count(1)
    path = workbook(page, COUNTRIES)
    cover, (heads, *held) = sheets(path)
    assert openpyxl.load_workbook(path).sheetnames == names
    assert heads == page.locator(f"{COUNTRIES} thead th").all_inner_texts()[: len(heads)]
    assert [row[1] for row in held] == [shown(page.locator(COUNTRIES))[0][1]]
    assert any(line.startswith(said) for line in cover)


def test_a_table_that_cannot_be_sorted_is_taken_too(page: Page) -> None:
    page.goto("countries/deu/")
    _, (heads, *held) = sheets(workbook(page, "#profile"))
    names = page.locator("#profile tbody th > a").all_inner_texts()
    assert len(held) == len(names) == 11
    assert all(name in row[0] for name, row in zip(names, held, strict=True))
    assert [row[heads.index("Year")] for row in held] == [row[2] or None for row in shown(page.locator("#profile"))]


# -- a comparison ------------------------------------------------------------------------------------------------------


def test_a_comparison_is_a_row_a_row_of_the_page(page: Page, tmp_path: Path) -> None:
    page.goto("compare/?a=DEU&b=MAR&c=ITA")
    expect(page.locator("#comparison thead th a")).to_have_count(3)
    path = taken(page, page.locator(".compare__take [data-take]"))
    cover, (heads, *held) = sheets(path)
    lines = page.locator("#comparison tbody tr")
    assert len(held) == lines.count()
    assert heads[:7] == [
        "Indicator",
        "Can it be compared?",
        *("Germany", f"Germany{SAID}", "Germany: year", "Germany: source", "Morocco"),
    ]
    assert len(heads) == 2 + 4 * 3
    for place, row in enumerate(held):
        cells = lines.nth(place).locator("td")
        assert row[0] in lines.nth(place).locator("th").inner_text()
        assert row[1] == re.sub(r"\s+", " ", cells.nth(0).inner_text()).strip()
        for country in range(3):
            value, said, year, source = row[2 + 4 * country : 6 + 4 * country]
            words = re.sub(r"\s+", " ", cells.nth(1 + country).inner_text())
            assert all(part in words for part in (said or "").split("; "))
            assert f"Year: {year}" in words if year and len(year) == 4 else value is None or year
            if isinstance(value, str):
                assert value in words
            assert source or not year
    values = [row[2] for row in held]
    assert any(isinstance(value, int | float) for value in values)
    assert {"Yes", "Partial", "No"} & {value for value in values if isinstance(value, str)}
    assert "compare/?a=DEU&b=MAR&c=ITA#comparison" in "\n".join(cover)
    assert [[cell.value for cell in row] for row in reopened(path, tmp_path)["Table"].iter_rows()] == [heads, *held]


def test_a_comparison_of_chosen_indicators_has_no_others(page: Page) -> None:
    page.goto("compare/?a=DEU&b=MAR&i=dual-nationality,border-deaths")
    expect(page.locator("#comparison tbody tr")).to_have_count(2)
    _, (_, *held) = sheets(taken(page, page.locator(".compare__take [data-take]")))
    assert len(held) == 2


# -- asked for, and only then ------------------------------------------------------------------------------------------


def test_nothing_is_loaded_before_it_is_asked_for(reader: Reader) -> None:
    reading = reader()
    asked = settled(reading, INDICATOR)
    wanted = ("/take.js", "/sheet.js", "/take.json", "/picture.js")
    assert [each.url for each in asked if each.url.endswith(wanted)] == []
    workbook(reading, COUNTRIES)
    assert {name for name in wanted if any(each.url.endswith(name) for each in asked)} == set(wanted)


def test_a_file_that_cannot_be_made_is_told(reader: Reader) -> None:
    reading = reader()
    reading.route("**/words/take.json", lambda route: route.abort())
    reading.goto(INDICATOR)
    button = table_of(reading, COUNTRIES).locator("[data-take=xlsx]")
    button.click()
    expect(button).to_have_text("The file could not be made: try again")
    reading.unroute("**/words/take.json")
    assert len(sheets(taken(reading, button))[1]) > 100


def test_buttons_say_of_which_table_they_are(page: Page) -> None:
    page.goto(INDICATOR)
    for form in ("CSV", "XLSX"):
        button = table_of(page, COUNTRIES).get_by_role("button", name=f"What is shown, as {form}", exact=True)
        expect(button).to_have_accessible_description(page.locator(f"{COUNTRIES}-caption").inner_text())


def test_a_workbook_is_taken_by_keyboard(page: Page) -> None:
    page.goto(INDICATOR)
    button = table_of(page, COUNTRIES).locator("[data-take=xlsx]")
    table_of(page, COUNTRIES).locator("[data-take=csv]").focus()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename == "countries.xlsx"


def test_without_script_nothing_is_offered_that_needs_one(reader: Reader) -> None:
    plain = reader(java_script_enabled=False)
    for path in (INDICATOR, "compare/?a=DEU&b=MAR", "countries/deu/"):
        plain.goto(path)
        assert plain.locator("[data-take]").filter(visible=True).count() == 0
