"""Specimens of the faults of the Schengen visa statistics of 2017 and 2018."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.schengen_visas import ADAPTER

HEADERS = [
    "Schengen State",
    "Country where consulate is located",
    "Consulate",
    "Uniform visas applied for",
    "Total  uniform visas issued (including MEV) \n",
    "Multiple entry uniform visas (MEVs) issued",
]
ROWS: list[list[Any]] = [
    ["Austria", "ALBANIA", "TIRANA", 57, 47, 25],
    ["Austria", "CHINA", "BEIJING", 12, 10, 11],
    ["Estonia", "CHINA", "BEIJING", None, None, None],
]
FOOTERS: list[list[Any]] = [
    [None, None, None, None, None, None],
    [None, None, "Selection Sub total in 2017", 69, 57, 36],
    [None, None, "Total worldwide 2017", 69, 57, 36],
    [None, None, "Share of subtotal on worldwide total", 1, 1, 1],
]


NATIONAL_HEADERS = [*HEADERS[:3], "Short-stay visas applied for", *HEADERS[4:]]
NATIONAL_HEADERS[4:] = [
    "Total  short-stay visas issued (including MEV) \n",
    "Multiple entry short-stay visas (MEVs) issued",
]
NATIONAL_ROWS: list[list[Any]] = [
    ["Romania", "CHINA", "BEIJING", 4, 3, 1],
    [None, None, "Total worldwide 2014", 4, 3, 1],
]


def known_areas() -> Areas:
    names = {"Austria": "AUT", "Estonia": "EST", "Romania": "ROU"}
    return Areas.from_tables(
        pd.DataFrame([{"iso3": c, "iso2": "", "m49": "", "valid_to": ""} for c in names.values()]),
        pd.DataFrame([{"name": n, "ref_area": c, "valid_from": "0001", "valid_to": ""} for n, c in names.items()]),
    )


def folder(tmp_path: Path, rows: list[list[Any]], headers: list[str] | None = None) -> RawFolder:
    raw = tmp_path / "schengen-visas"
    raw.mkdir()
    for year in ("2017", "2018"):
        with pd.ExcelWriter(raw / f"{year}-consulates-schengen-visa-stats.xlsx") as book:
            pd.DataFrame([["About"]]).to_excel(book, sheet_name="Description", header=False, index=False)
            data = pd.DataFrame([headers or HEADERS, *rows])
            data.to_excel(book, sheet_name="Data for consulates", header=False, index=False)
            national = pd.DataFrame([NATIONAL_HEADERS, *NATIONAL_ROWS])
            national.to_excel(book, sheet_name="BG, HR, RO", header=False, index=False)
        (raw / f"{year}-data-for-consulates.csv").write_bytes(b"Schengen State,Consulate\nAustria,TIRANA\n,\n")
    (raw / "derived_mev_by_state.csv").write_bytes(b"state,app\nAustria,1\n")
    return RawFolder(raw)


def test_rows_are_read_totals_set_aside_and_a_higher_part_kept(tmp_path: Path) -> None:
    harvest = ADAPTER.read(folder(tmp_path, ROWS + FOOTERS), known_areas())
    visas = harvest.tables["visas"]
    of_2017 = visas[visas["time_period"] == "2017"]
    assert list(of_2017["ref_area"]) == ["AUT", "AUT", "EST", "ROU"]
    assert list(of_2017["scope"]) == ["schengen", "schengen", "schengen", "national"]
    assert list(of_2017["multiple"].fillna(-1)) == [25, 11, -1, 1]
    book = harvest.accounts[0]
    assert (book.read, book.used) == (10, 4)
    assert book.set_aside == {"blank-row": 1, "total-row": 4, "explanation-row": 0, "other-sheet": 1}
    assert book.repaired == {"multiple-above-issued": 1, "number-rounded": 0}
    assert [account.set_aside for account in harvest.accounts[2:]] == [{"duplicate-copy": n} for n in (2, 2, 1)]


def test_rows_that_do_not_add_up_to_the_total_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(folder(tmp_path, ROWS[1:] + FOOTERS), known_areas())
    (problem,) = refused.value.problems
    assert (problem.code, problem.found, problem.expected) == ("source-total-differs", "10, 11", "57, 36")


def test_national_visas_that_do_not_add_up_are_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "NATIONAL_ROWS", [["Romania", "CHINA", "X", 4, 2, 1], NATIONAL_ROWS[1]])
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(folder(tmp_path, ROWS + FOOTERS), known_areas())
    assert [(problem.found, problem.expected) for problem in refused.value.problems] == [("2, 1", "3, 1")]


def test_a_changed_column_a_missing_sheet_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    raw = folder(tmp_path, ROWS + FOOTERS, [*HEADERS[:5], "MEVs"])
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(raw, known_areas())
    assert changed.value.problems[0].field == "Multiple entry uniform visas (MEVs) issued"
    book = raw.path / "2017-consulates-schengen-visa-stats.xlsx"
    pd.DataFrame([["About"]]).to_excel(book, sheet_name="Description", header=False, index=False)
    with pytest.raises(RefusedError) as no_sheet:
        ADAPTER.read(raw, known_areas())
    assert no_sheet.value.problems[0].code == "source-sheet-missing"
    book.unlink()
    with pytest.raises(RefusedError) as missing:
        ADAPTER.read(raw, known_areas())
    assert missing.value.problems[0].file == "schengen-visas/2017-consulates-schengen-visa-stats.xlsx"
