"""Schengen visa statistics of consulates, 2017 and 2018.

Faults: rows of totals and blank rows follow the data; headers have line breaks, double and trailing spaces; in sixteen
rows more multiple-entry visas were issued than visas; Bulgaria, Croatia and Romania issued national visas, on a sheet
of their own whose footers give a wrong year; comma-separated copies of the main sheet hold numbers as text.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.visa_workbooks import NATIONAL, SCHENGEN, STATE, Book, Sheet, read_book

COPIED: Final = "derived_mev_by_state.csv"

BOOKS: Final = tuple(
    Book(
        file=f"{year}-consulates-schengen-visa-stats.xlsx",
        year=year,
        sheets=(Sheet(name="Data for consulates", scope=SCHENGEN), Sheet(name="BG, HR, RO", scope=NATIONAL)),
    )
    for year in ("2017", "2018")
)


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `visas`, a row for each consulate and scope, with the COLUMNS of `visa_workbooks`.

    Raises RefusedError for an unknown state, and when the rows do not add up to the publisher's own total.
    """
    read = [read_book(raw, areas, book) for book in BOOKS]
    copies = [
        (copy, len(raw.csv(copy, columns=columns)))
        for copy, columns in (
            *((f"{book.year}-data-for-consulates.csv", [STATE]) for book in BOOKS),
            (COPIED, ["state"]),
        )
    ]
    return Harvest(
        tables={"visas": pd.concat([visas for visas, _ in read], ignore_index=True)},
        accounts=(
            *(account for _, account in read),
            *(Account(file=copy, read=rows, used=0, set_aside={"duplicate-copy": rows}) for copy, rows in copies),
        ),
    )


ADAPTER = Adapter(source="schengen-visas", read=read)
