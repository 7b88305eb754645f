"""Schengen visa statistics of consulates, 2010 to 2016 and 2019 to 2024, by issuing state.

Faults: headings, names of states and rows of totals differ from year to year, in six layouts; Germany gave only visas
of more than a year until 2015, as notes in the files of 2011 to 2015 say; in up to thirty rows a year more visas for
several entries than visas are given; some states left visas for several entries blank in all rows; in 2024 Bulgaria and
Romania are on both sheets, of uniform and of national visas; the second of these has no total that year; the totals of
2021 name another year. Three workbooks are in a format that is not read here: their sums by state are taken from the
table that was made from all fifteen, and that table must agree with every workbook that is read.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.model.problems import Problem, RefusedError
from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.cell_values import by_row, whole_filled
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_other_codes
from scripts.sources.visa_workbooks import COLUMNS, NATIONAL, SCHENGEN, Book, Sheet, read_book

_UNIFORM: Final = Sheet(name="Data for consulates", scope=SCHENGEN)
_THREE: Final = Sheet(name="BG, HR, RO", scope=NATIONAL)
_FOUR: Final = Sheet(name="BG, CY, HR, RO", scope=NATIONAL)

BOOKS: Final = (
    Book(
        file="synthese_2012_with_filters_en.xlsx",
        year="2012",
        sheets=(Sheet(name="Sheet1", scope=SCHENGEN, total="TOTAL Visas"),),
    ),
    Book(
        file="2014_global_schengen_visa_stats_compilation_consulates_-_final_en.xlsx",
        year="2014",
        sheets=(_UNIFORM, _THREE),
    ),
    Book(file="2015_consulates_schengen_visa_stats_en.xlsx", year="2015", sheets=(_UNIFORM, _THREE)),
    Book(file="2016_consulates_schengen_visa_stats_en.xlsx", year="2016", sheets=(_UNIFORM, _THREE)),
    Book(file="2019-consulates-schengen-visa-stats.xlsx", year="2019", sheets=(_UNIFORM, _FOUR)),
    Book(file="visa_statistics_for_consulates_2020.xlsx", year="2020", sheets=(_UNIFORM, _FOUR)),
    Book(file="Visa statistics for consulates 2021_0.xlsx", year="2021", sheets=(_UNIFORM, _FOUR)),
    Book(file="Visa statistics for consulates in 2022_en.xlsx", year="2022", sheets=(_UNIFORM, _FOUR)),
    Book(
        file="2023-schengen-visa-statistics-consulates_en.xlsx",
        year="2023",
        sheets=(_UNIFORM, Sheet(name="BG, CY, RO", scope=NATIONAL)),
    ),
    Book(
        file="2024-schengen-visa-statistics-consulates_en.xlsx",
        year="2024",
        sheets=(_UNIFORM, Sheet(name="BG, CY, RO", scope=NATIONAL, total="")),
    ),
)

DERIVED: Final = "derived_mev_by_state_2010_2024.csv"
UNREAD_YEARS: Final = ("2010", "2011", "2013")
"""Years of which only sums by state are known here: their workbooks are in the older format of Excel."""

_KEY: Final = ["ref_area", "time_period", "scope"]
_NUMBERS: Final = {"issued": "issued", "multiple_entry": "multiple"}
_COUNTS: Final = ("consulate_rows", "rows_mev_blank")


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `visas`: a row for each consulate and scope, or for each state and scope in UNREAD_YEARS (no `consulate`).

    Raises RefusedError for an unknown state or scope, when rows do not add up to the publisher's own total, and when
    the table of sums disagrees with a workbook.
    """
    read = [read_book(raw, areas, book) for book in BOOKS]
    visas = pd.concat([part for part, _ in read], ignore_index=True)
    derived = _derived(raw, areas)
    _refuse_other_sums(visas, derived, f"{raw.source}/{DERIVED}")
    unread = derived["time_period"].isin(UNREAD_YEARS)
    return Harvest(
        tables={"visas": pd.concat([visas, derived.loc[unread, COLUMNS]], ignore_index=True)},
        accounts=(
            *(account for _, account in read),
            Account(
                file=DERIVED,
                read=len(derived),
                used=int(unread.sum()),
                set_aside={"duplicate-copy": int((~unread).sum())},
            ),
        ),
    )


def _derived(raw: RawFolder, areas: Areas) -> pd.DataFrame:
    """Give the sums by state: COLUMNS, where `multiple` is <NA> when every row of the state was blank, not zero."""
    file = f"{raw.source}/{DERIVED}"
    frame = by_row(raw.csv(DERIVED, columns=["year", "iso3", "scope", *_NUMBERS, *_COUNTS]))
    refuse_other_codes(frame, "scope", (SCHENGEN, NATIONAL), file)
    numbers = {name: whole_filled(frame[name], file=file, column=name) for name in (*_NUMBERS, *_COUNTS)}
    blank = numbers["rows_mev_blank"] == numbers["consulate_rows"]
    return pd.DataFrame(
        {
            "ref_area": areas.check(frame["iso3"], file=file, column="iso3"),
            "time_period": frame["year"],
            "scope": frame["scope"],
            "consulate": "",
            "issued": numbers["issued"],
            "multiple": numbers["multiple_entry"].mask(blank),
        }
    )


def _refuse_other_sums(visas: pd.DataFrame, derived: pd.DataFrame, file: str) -> None:
    """Hold the table of sums to the workbooks, state by state, in the years of which both are there."""
    found = derived[derived["time_period"].isin(visas["time_period"].unique())]
    sums = visas.groupby(_KEY)[list(_NUMBERS.values())].sum(min_count=1).reset_index()
    both = found.merge(sums, on=_KEY, how="outer", suffixes=("", "_read"), validate="one_to_one")
    both = both.astype("string").fillna("")
    problems = [
        Problem(
            file=file,
            field=column,
            code="source-total-differs",
            found=f"{row['ref_area']} {row['time_period']}: {row[column]}",
            expected=row[f"{column}_read"],
        )
        for row in both.to_dict("records")
        for column in _NUMBERS.values()
        if row[column] != row[f"{column}_read"]
    ]
    if problems:
        raise RefusedError(problems)


ADAPTER = Adapter(source="schengen-visas-2010-2024", read=read)
