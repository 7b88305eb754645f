"""MIPEX, item scores by country and year: the core workbook (2007-2019) and the EU workbook (2020-2023).

Each sheet is a country. Its strands are stacked blocks: rows "Policy strand", "Indicator", "Sub-indicator" and more
down to "Year", then a row for each year; across stand triplets of year, score and comment, one for each item. A row of
the account is one score cell: a country, an item and a year.

Faults: the sheets UK and TU are not ISO codes; in TU a stray "s" stands in the sub-indicator row of an item that has
its code in the indicator row; headings have trailing spaces; spreadsheet errors, blanks and sentences stand where
scores should; health is scored in 2014 and 2019 only, with stray values between; some health rows stand twice; four
sheets go beyond the edition (2020, 2021); the EU workbook's 2024 covers 15 of 28 countries. Averages of strands are not
joined: the two workbooks average different sets of items. The CSV of 2019 is corrupt (scores of 100 became 0 or were
cut), and the list of items is a copy made from the workbooks: both are read only to be accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from math import isnan
from typing import Any, Final

import pandas as pd

from scripts.model.problems import Problem, RefusedError
from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder, read_excel

COLUMNS: Final = ["ref_area", "time_period", "item", "score"]
SHEET_CODES: Final = {"UK": "GB", "TU": "TR"}
LOWEST, HIGHEST = 0, 100
HEALTH: Final = "Health Strand"
CORRUPT: Final = "MIPEX2019.csv"
DERIVED: Final = "mipex_items_DERIVED.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One workbook: the years that it covers for all of its countries, and the years in which it scored health."""

    file: str
    years: range
    health_years: frozenset[int]
    incomplete: frozenset[int] = frozenset()
    """Years that it has for some of its countries only."""


EDITIONS: Final = (
    Edition(
        file="mipex_core_2007-2019.xlsx",
        years=range(2007, 2020),
        health_years=frozenset({2014, 2019}),
    ),
    Edition(
        file="EU_Policy_Indicators_Scores_2020-2024.xlsx",
        years=range(2020, 2024),
        health_years=frozenset(range(2020, 2024)),
        incomplete=frozenset({2024}),
    ),
)


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give table `scores`: one score from 0 to 100 for each ref_area, time_period and item. Scores are numbers.

    Raises RefusedError when a file or column is missing, a sheet is no country, or no block is found in a sheet.
    """
    parts = [_edition(raw, areas, edition) for edition in EDITIONS]
    corrupt = raw.csv(CORRUPT, ["COUNTRY", "OVERALL SCORE", "ANTI-DISCRIMINATION"], sep=";")
    derived = raw.csv(DERIVED, ["source", "strand", "item", "title"])
    return Harvest(
        tables={"scores": pd.concat([frame for frame, _ in parts], ignore_index=True)},
        accounts=(
            *(account for _, account in parts),
            Account(file=CORRUPT, read=len(corrupt), used=0, set_aside={"corrupt-file": len(corrupt)}),
            Account(file=DERIVED, read=len(derived), used=0, set_aside={"derived-copy": len(derived)}),
        ),
    )


def _edition(raw: RawFolder, areas: Areas, edition: Edition) -> tuple[pd.DataFrame, Account]:
    cells = pd.DataFrame(
        [
            {"ref_area": _area(areas, sheet, f"{raw.source}/{edition.file}"), **cell}
            for sheet, frame in read_excel(raw, edition.file).items()
            for cell in _cells(frame.to_numpy().tolist(), f"{raw.source}/{edition.file}", sheet)
        ]
    )
    cells["score"] = [_number(value) for value in cells["raw"]]
    cells["reason"] = [_reason(edition, cell) for cell in cells.to_dict("records")]
    cells["reason"] = _repeats(cells)
    used = cells[cells["reason"] == ""]
    account = Account(
        file=edition.file,
        read=len(cells),
        used=len(used),
        set_aside=_counts(cells["reason"]),
        repaired=_counts(used["repair"]),
    )
    tidy = used.assign(time_period=used["year"].astype(int).astype(str))
    return tidy.reindex(columns=COLUMNS).reset_index(drop=True), account


def _area(areas: Areas, sheet: str, file: str) -> str:
    """ISO3 code of a sheet, whose name is an ISO2 code but for two. Raises RefusedError when it is none."""
    code = areas.iso2.get(SHEET_CODES.get(sheet, sheet), "")
    if not code:
        raise RefusedError([Problem(file=file, code="area-code-unknown", field="sheet", found=sheet)])
    return code


def _cells(rows: list[list[Any]], file: str, sheet: str) -> Iterator[dict[str, Any]]:
    """Give each score cell of a sheet. Raises RefusedError when the sheet has no block."""
    strand, found = "", False
    items: dict[int, tuple[str, str]] = {}
    heads: dict[str, list[Any]] = {}
    for row in rows:
        head = _text(row[0])
        if head == "Policy strand":
            strand, items, heads = _text(row[1]), {}, {}
        elif head in ("Indicator", "Sub-indicator"):
            heads[head] = row
        elif head == "Year" and heads:
            items, found = _items(heads), True
        elif items:
            yield from _row(row, strand, items)
    if not found:
        raise RefusedError([Problem(file=file, code="source-column-missing", field="Indicator", found=sheet)])


def _items(heads: Mapping[str, list[Any]]) -> dict[int, tuple[str, str]]:
    """Item code and repair reason by the column of its year. The sub-indicator's code is the narrower one."""
    items: dict[int, tuple[str, str]] = {}
    for column in range(0, max(len(row) for row in heads.values()) - 1, 3):
        wide, narrow = (_at(heads.get(name, []), column + 1) for name in ("Indicator", "Sub-indicator"))
        if re.search(r"\d", narrow) or (narrow and not wide):
            items[column] = (narrow, "")
        elif wide:
            items[column] = (wide, "item-heading-repaired" if narrow else "")
    return items


def _row(row: list[Any], strand: str, items: Mapping[int, tuple[str, str]]) -> Iterator[dict[str, Any]]:
    for column, (item, repair) in items.items():
        year, value = (row[column], row[column + 1]) if column + 1 < len(row) else ("", "")
        if _text(year) or not _blank(value):
            yield {"strand": strand, "item": item, "year": _number(year), "raw": value, "repair": repair}


def _reason(edition: Edition, cell: Mapping[Hashable, Any]) -> str:
    """Why a score cell is set aside; '' when it is used."""
    year = cell["year"]
    checks = (
        ("not-a-year", isnan(year)),
        ("computed-average", not re.search(r"\d", cell["item"])),
        ("incomplete-round", year in edition.incomplete),
        ("outside-edition", year not in edition.years),
        ("blank-score", _blank(cell["raw"])),
        ("not-a-score", not LOWEST <= cell["score"] <= HIGHEST),
        ("stray-health-score", cell["strand"] == HEALTH and year not in edition.health_years),
    )
    return next((reason for reason, applies in checks if applies), "")


def _repeats(cells: pd.DataFrame) -> pd.Series:
    """Set aside the second of two equal scores, and both of two that differ."""
    key = ["ref_area", "year", "item"]
    good = cells[cells["reason"] == ""]
    differ = good.groupby(key)["score"].transform("nunique") > 1
    repeated = good.duplicated(key) & ~differ
    reason = cells["reason"].copy()
    reason.loc[differ[differ].index] = "contradictory-scores"
    reason.loc[repeated[repeated].index] = "repeated-score"
    return reason


def _counts(reasons: pd.Series) -> dict[str, int]:
    counts = reasons[reasons != ""].value_counts()
    return {str(reason): int(count) for reason, count in sorted(counts.items())}


def _at(row: list[Any], column: int) -> str:
    return _text(row[column]) if column < len(row) else ""


def _blank(value: Any) -> bool:
    """Whether a cell is empty. A spreadsheet error is read as NaN, which is not blank."""
    return value is None or (isinstance(value, str) and not value.strip())


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124


def _number(value: Any) -> float:
    """Read a number; NaN when the cell holds anything else."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")


ADAPTER = Adapter(source="mipex", read=read)
