"""Figures that stand beside an indicator's series and are never added: by kind, each with its published cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.findings.figures import DATA, RATE, WHOLE, Figure
from scripts.findings.reading import Reading, Row
from scripts.model.codes import BOUNDS

TABLE = "other_figures"
KINDS = "other_kind"
EDITION, RISK, NEWEST, TOTALS = "edition", "risk", "newest", "published-total"
"""Kinds that have a table of their own form, or whose figures are all of the publisher of the headline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One figure with its row. `value` is None where it is withheld; a rate has its parts."""

    row: Row
    value: Figure | None
    numerator: Figure | None
    denominator: Figure | None


def beside(reading: Reading, indicator: str) -> dict[str, list[Beside]]:
    """Give the figures beside an indicator by kind, in the order of the code list of kinds; no kind that has none."""
    columns = _columns(reading)
    every = [_read(row, number, columns) for number, row in enumerate(reading.rows(TABLE), start=2)]
    own = [each for each in every if each.row["indicator"] == indicator]
    kinds = {kind: [each for each in own if each.row["kind"] == kind] for kind in reading.package.codes.get(KINDS, ())}
    return {kind: held for kind, held in kinds.items() if held}


def shown_rows(kind: str, held: Sequence[Beside]) -> Sequence[object]:
    """Give what has a row in the table of a kind: a year of all editions, or a figure."""
    if kind == EDITION:
        return sorted({each.row["date_from"] for each in held} - {""}, reverse=True)
    return held


def about_area(reading: Reading, indicator: str, ref_area: str) -> list[Beside]:
    """Give the figures beside an indicator that are of one area, and cite a page: a year of a list does not."""
    columns = _columns(reading)
    return [
        _read(row, number, columns)
        for number, row in enumerate(reading.rows(TABLE), start=2)
        if (row["indicator"], row["ref_area"]) == (indicator, ref_area) and row["source_url"]
    ]


def _columns(reading: Reading) -> list[str]:
    frame = reading.package.tables.get(TABLE)
    return [] if frame is None else list(frame.columns)


def _read(row: Row, number: int, columns: Sequence[str]) -> Beside:
    bound = BOUNDS.get(f"stated-as-{row['value_qualifier']}", "")

    def figure(name: str, *, bound: str = "") -> Figure | None:
        if not row[name]:
            return None
        cell = f"{DATA}/{TABLE}.csv#cell={number},{columns.index(name) + 1}"
        form = RATE if name == "obs_value" and row["denominator"] else WHOLE
        status = row["obs_status"]
        return Figure(value=float(row[name]), form=form, cell=cell, status=status, bound=bound, noted=bool(bound))

    return Beside(
        row=row,
        value=figure("obs_value", bound=bound),
        numerator=figure("numerator"),
        denominator=figure("denominator"),
    )
