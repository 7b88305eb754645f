"""Specimens of the faults of the Schengen visa statistics of thirteen years, in their six layouts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.schengen_visas_2010_2024 import ADAPTER, BOOKS, DERIVED
from scripts.sources.visa_workbooks import NATIONAL, Sheet

NAMES = {"Germany": "DEU", "Czech Republic": "CZE", "Iceland": "ISL", "Cyprus": "CYP"}
OLD = ["Schengen State ", "World region ", "Location of consulate ", "C visas issued (including MEV) \n"]
OLD_HEADERS = [*OLD, "Multiple entry C visas issued"]
MARKED = ["Schengen State", "Country where consulate is located", "Consulate"]
UNIFORM = [*MARKED, "Total  uniform visas issued (including MEV) \n", "Multiple entry uniform visas (MEVs) issued 1)"]
SHORT = ["Member State", *MARKED[1:], "Total  short-stay visas issued (including MEV) \n"]
SHORT_HEADERS = [*SHORT, "Multiple entry short-stay visas (MEVs) issued"]

Rows = list[list[Any]]

SHEETS: Mapping[str, tuple[list[str], Rows]] = {
    "2012": (
        OLD_HEADERS,
        [
            [None] * 5,
            ["GERMANY", "ASIA", "KABUL", 99.99999999999999, 20],
            ["CZECH REPUBLIC", "ASIA", "KABUL", 10, 12],
            ["ICELAND ", "ASIA", "BEIJING", 5, None],
            [None, None, "Selection Sub total in 2012", 115, 32],
            [None, None, "Minimum", "-", "-"],
            [
                None,
                None,
                "NB - Germany only provided data about MEVs with a validity of more than one year",
                None,
                None,
            ],
            [None, None, "TOTAL Visas in 2012", 115, 32],
        ],
    ),
    "uniform": (
        UNIFORM,
        [
            ["Germany", "CHINA", "BEIJING", 10, 4],
            [None, None, None, None, 0],
            [None, None, "Selection Sub total in 2014", 10, 4],
            [None, None, "Total worldwide 2020", 10, 4],
            [None, None, "Share of subtotal on worldwide total", 1, 1],
            ["1) For Germany: only MEVs valid for more than 1 year are included", None, None, None, None],
        ],
    ),
    "national": (SHORT_HEADERS, [["Cyprus", "CHINA", "BEIJING", 8, 2], [None, None, "Total worldwide 2014", 8, 2]]),
}
SUMS = "year,iso3,scope,issued,multiple_entry,consulate_rows,rows_mev_blank\n"
EARLY = "2010,DEU,schengen,50,7,2,1\n2010,ISL,schengen,9,0,1,1\n2012,DEU,schengen,100,20,1,0\n"
LATE = "2012,CZE,schengen,10,12,1,0\n2012,ISL,schengen,5,0,1,1\n"


def known_areas() -> Areas:
    return Areas.from_tables(
        pd.DataFrame([{"iso3": c, "iso2": "", "m49": "", "valid_to": ""} for c in NAMES.values()]),
        pd.DataFrame([{"name": n, "ref_area": c, "valid_from": "0001", "valid_to": ""} for n, c in NAMES.items()]),
    )


def rows_of(year: str, sheet: Sheet) -> tuple[list[str], Rows]:
    return SHEETS["2012" if year == "2012" else "national" if sheet.scope == NATIONAL else "uniform"]


def folder(tmp_path: Path, changed: Mapping[str, Rows] | None = None, sums: str = EARLY + LATE) -> RawFolder:
    """Every workbook, where `changed` gives other rows by year; and the table of sums, which agrees with them."""
    raw = tmp_path / "schengen-visas-2010-2024"
    raw.mkdir()
    derived = SUMS + sums
    for book in BOOKS:
        with pd.ExcelWriter(raw / book.file) as written:
            for sheet in book.sheets:
                headers, rows = rows_of(book.year, sheet)
                told = (changed or {}).get(book.year, rows) if sheet.scope != NATIONAL else rows
                frame = pd.DataFrame([headers, *told])
                frame.to_excel(written, sheet_name=sheet.name, header=False, index=False)
                if book.year != "2012":
                    area, issued, multiple = ("CYP", 8, 2) if sheet.scope == NATIONAL else ("DEU", 10, 4)
                    derived += f"{book.year},{area},{sheet.scope},{issued},{multiple},1,0\n"
    (raw / DERIVED).write_text(derived, encoding="utf-8")
    return RawFolder(raw)


def test_each_layout_is_read(tmp_path: Path) -> None:
    visas = ADAPTER.read(folder(tmp_path), known_areas()).tables["visas"]
    of_2012 = visas[visas["time_period"] == "2012"].set_index("ref_area")
    assert of_2012["issued"].to_dict() == {"DEU": 100, "CZE": 10, "ISL": 5}
    assert of_2012["multiple"].fillna(-1).to_dict() == {"DEU": 20, "CZE": 12, "ISL": -1}
    for year in ("2014", "2019", "2023", "2024"):
        found = visas[visas["time_period"] == year][["ref_area", "scope", "issued", "multiple"]]
        assert found.to_numpy().tolist() == [["DEU", "schengen", 10, 4], ["CYP", "national", 8, 2]]


def test_years_that_are_not_read_come_from_the_sums_and_blank_is_not_zero(tmp_path: Path) -> None:
    visas = ADAPTER.read(folder(tmp_path), known_areas()).tables["visas"]
    of_2010 = visas[visas["time_period"] == "2010"].set_index("ref_area")
    assert of_2010["issued"].to_dict() == {"DEU": 50, "ISL": 9}
    assert of_2010["multiple"].fillna(-1).to_dict() == {"DEU": 7, "ISL": -1}


def test_the_accounts_tell_totals_explanations_stray_zeros_and_rounding(tmp_path: Path) -> None:
    accounts = {account.file: account for account in ADAPTER.read(folder(tmp_path), known_areas()).accounts}
    old = accounts["synthese_2012_with_filters_en.xlsx"]
    assert (old.read, old.used) == (8, 3)
    assert old.set_aside == {"blank-row": 1, "total-row": 3, "explanation-row": 1, "other-sheet": 0}
    assert old.repaired == {"multiple-above-issued": 1, "number-rounded": 1}
    later = accounts["2015_consulates_schengen_visa_stats_en.xlsx"]
    assert later.set_aside == {"blank-row": 1, "total-row": 4, "explanation-row": 1, "other-sheet": 0}
    assert (accounts[DERIVED].used, accounts[DERIVED].set_aside) == (2, {"duplicate-copy": 21})


GERMANY = ["Germany", "CHINA", "BEIJING"]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([[*GERMANY, 11, 4], [None, None, "Total worldwide 2016", 10, 4]], ("source-total-differs", "11, 4", "10, 4")),
        (
            [[*GERMANY, 11, 4], [None, None, "Total worldwide 2016", 11, 4]],
            ("source-total-differs", "DEU 2016: 10", "11"),
        ),
        ([[*GERMANY, 10, 4]], ("source-total-differs", "10, 4", "")),
        ([["Prussia", *GERMANY[1:], 10, 4]], ("area-name-unmatched", "Prussia", "")),
        ([[*GERMANY, "ten", 4]], ("source-number-unreadable", "ten", "")),
        ([[*GERMANY, 10.5, 4]], ("source-number-unreadable", "10.5", "")),
    ],
)
def test_what_does_not_add_up_or_is_not_known_is_refused(
    tmp_path: Path, rows: Rows, problem: tuple[str, str, str]
) -> None:
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(folder(tmp_path, {"2016": rows}), known_areas())
    (found,) = refused.value.problems
    assert (found.code, found.found, found.expected) == problem


@pytest.mark.parametrize(
    "sums", [EARLY + LATE.replace("10,12", "10,11"), EARLY, EARLY + LATE + "2012,CYP,national,8,2,1,0\n"]
)
def test_a_table_of_sums_that_disagrees_with_a_workbook_is_refused(tmp_path: Path, sums: str) -> None:
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(folder(tmp_path, sums=sums), known_areas())
    assert {found.code for found in refused.value.problems} == {"source-total-differs"}
    assert {found.file for found in refused.value.problems} == {f"schengen-visas-2010-2024/{DERIVED}"}


def test_an_unknown_scope_a_changed_column_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    raw = folder(tmp_path, sums=(EARLY + LATE).replace("2010,DEU,schengen", "2010,DEU,both"))
    with pytest.raises(RefusedError) as scope:
        ADAPTER.read(raw, known_areas())
    assert [(found.code, found.found) for found in scope.value.problems] == [("source-code-unknown", "both")]
    (raw.path / DERIVED).write_text("year,iso3\n", encoding="utf-8")
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(raw, known_areas())
    assert "issued" in {found.field for found in changed.value.problems}
    (raw.path / BOOKS[0].file).unlink()
    with pytest.raises(RefusedError) as missing:
        ADAPTER.read(raw, known_areas())
    assert [found.code for found in missing.value.problems] == ["source-file-missing"]
