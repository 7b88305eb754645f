"""Schengen visa statistics of consulates, 2017 and 2018.

Faults: rows of totals and blank rows follow the data; headers have line breaks, double and trailing spaces; in sixteen
rows more multiple-entry visas were issued than visas; Bulgaria, Croatia and Romania issued national visas, on a sheet
of their own whose footers give a wrong year; comma-separated copies of the main sheet hold numbers as text.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Final

import pandas as pd

from scripts.model.problems import Problem, RefusedError
from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder, read_excel

YEARS: Final = ("2017", "2018")
CONSULATES: Final = "Data for consulates"
NATIONAL: Final = "BG, HR, RO"
COPIED: Final = "derived_mev_by_state.csv"

STATE: Final = "Schengen State"
CONSULATE: Final = "Consulate"
APPLIED: Final = "Uniform visas applied for"
ISSUED: Final = "Total uniform visas issued (including MEV)"
MULTIPLE: Final = "Multiple entry uniform visas (MEVs) issued"
_COLUMNS = [STATE, CONSULATE, APPLIED, ISSUED, MULTIPLE]


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `visas`: `ref_area` (issuing state), `time_period`, `consulate`, `issued`, `multiple` (numbers or NaN).

    Raises RefusedError for an unknown state, and when the rows do not add up to the publisher's own total.
    """
    parts, accounts = [], []
    for year in YEARS:
        part, of_year = _year(raw, areas, year)
        parts.append(part)
        accounts += of_year
    derived = raw.csv(COPIED, columns=["state"])
    accounts.append(Account(file=COPIED, read=len(derived), used=0, set_aside={"duplicate-copy": len(derived)}))
    return Harvest(tables={"visas": pd.concat(parts, ignore_index=True)}, accounts=tuple(accounts))


def _year(raw: RawFolder, areas: Areas, year: str) -> tuple[pd.DataFrame, list[Account]]:
    """Rows of one year's workbook, and the accounts of the workbook and of its comma-separated copy."""
    book = f"{year}-consulates-schengen-visa-stats.xlsx"
    copy = f"{year}-data-for-consulates.csv"
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Cannot parse header or footer")
        sheets = read_excel(raw, book)
    sheet = _sheet(raw, sheets, book)
    named = sheet[STATE] != ""
    footers = ~named & (sheet[CONSULATE] != "")
    file = f"{raw.source}/{book}"
    visas = pd.DataFrame(
        {
            "ref_area": areas.match(sheet.loc[named, STATE], file=file, column=STATE, days=None),
            "time_period": year,
            "consulate": sheet.loc[named, CONSULATE],
            "issued": pd.to_numeric(sheet.loc[named, ISSUED]),
            "multiple": pd.to_numeric(sheet.loc[named, MULTIPLE]),
        }
    )
    _refuse_other_total(visas, sheet[footers], file, year)
    others = sum(len(s) for name, s in sheets.items() if name not in (CONSULATES, NATIONAL))
    national = len(sheets[NATIONAL]) - 1 if NATIONAL in sheets else 0
    rows = len(raw.csv(copy, columns=[STATE]))
    return visas, [
        Account(
            file=book,
            read=len(sheet) + national + others,
            used=len(visas),
            set_aside={
                "blank-row": int((~named & ~footers).sum()),
                "total-row": int(footers.sum()),
                "national-visas": national,
                "other-sheet": others,
            },
            repaired={"multiple-above-issued": int((visas["multiple"] > visas["issued"]).sum())},
        ),
        Account(file=copy, read=rows, used=0, set_aside={"duplicate-copy": rows}),
    ]


def _sheet(raw: RawFolder, sheets: Mapping[str, pd.DataFrame], book: str) -> pd.DataFrame:
    """Give the sheet of consulates with its headers tidied: one space between words. Blank cells are ''."""
    if CONSULATES not in sheets:
        found = ", ".join(sheets)
        raise RefusedError([Problem(file=f"{raw.source}/{book}", code="source-sheet-missing", found=found)])
    cells = sheets[CONSULATES]
    headers = [" ".join(str(cell).split()) for cell in cells.iloc[0]]
    frame = cells.iloc[1:].set_axis(headers, axis="columns").reset_index(drop=True)
    frame = raw.with_columns(frame, book, _COLUMNS)[_COLUMNS]
    return frame.astype(object).where(frame.notna(), "")


def _refuse_other_total(visas: pd.DataFrame, footers: pd.DataFrame, file: str, year: str) -> None:
    """Compare the sums with the row `Total worldwide`."""
    total = footers[footers[CONSULATE].str.startswith("Total worldwide")]
    expected = [str(int(cell)) for cell in (*total[ISSUED], *total[MULTIPLE])]
    found = [str(int(visas["issued"].sum())), str(int(visas["multiple"].sum()))]
    if expected != found:
        raise RefusedError(
            [
                Problem(
                    file=file,
                    field=f"{ISSUED}, {MULTIPLE} {year}",
                    code="source-total-differs",
                    found=", ".join(found),
                    expected=", ".join(expected),
                )
            ]
        )


ADAPTER = Adapter(source="schengen-visas", read=read)
