"""UN DESA International Migrant Stock, 2024 revision: persons by destination, origin and sex, in eight years.

Faults: only 1990 to 2020 by fives, and 2024; nothing lies between, and nothing is interpolated. Destinations count
persons born abroad, or foreign citizens, or were imputed. Jersey and Guernsey stand together under XCX, which is no ISO
code. Totals are not in the bilateral file; the totals that come with it are used as a control.
"""

from __future__ import annotations

import pandas as pd

from scripts.model.problems import Problem, RefusedError
from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.cell_values import by_row, refuse_rows, whole_filled
from scripts.sources.raw import RawFolder

FILE = "undesa_stocks_2024rev.csv"
TOTALS = "derived_totals_by_destination_year.csv"
CHANNEL_ISLANDS = "XCX"
"""Jersey and Guernsey together. Used where the list of areas has it, else set aside: it cannot be divided."""

SEXES = ("female", "male")
BASES = {
    ("1", "0", "0"): "birth",
    ("0", "1", "0"): "citizenship",
    ("1", "1", "0"): "birth-and-citizenship",
    ("0", "0", "1"): "imputed",
    ("0", "1", "1"): "imputed",
}
"""Whom a destination counts, from the flags `type_b`, `type_c` and `type_i`."""


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `stock`: `ref_area`, `time_period` (year), `female`, `male`, `total` (persons at mid-year), `basis`.

    `basis` says whom the destination counts: birth, citizenship, birth-and-citizenship, or imputed. Raises RefusedError
    for an unknown area, sex or flag, for a number that is not whole, and for a sum that differs from the control.
    """
    columns = ["geo", "t", "sex", "n", "type_b", "type_c", "type_i"]
    rows = by_row(raw.csv(FILE, columns=columns))
    totals = raw.csv(TOTALS, columns=["geo", "t", "female", "male", "total"])
    file = f"{raw.source}/{FILE}"
    stock = _by_destination(rows, file)
    _refuse_other_totals(stock, totals, f"{raw.source}/{TOTALS}")
    joint = {CHANNEL_ISLANDS} - areas.codes
    held = stock[~stock["ref_area"].isin(joint)].reset_index(drop=True)
    areas.check(held["ref_area"], file=file, column="geo")
    aside = int(rows["geo"].isin(joint).sum())
    return Harvest(
        tables={"stock": held},
        accounts=(
            Account(file=FILE, read=len(rows), used=len(rows) - aside, set_aside={"joint-area": aside}),
            Account(file=TOTALS, read=len(totals), used=0, set_aside={"control-total": len(totals)}),
        ),
    )


def _by_destination(rows: pd.DataFrame, file: str) -> pd.DataFrame:
    """Sum origins: one row a destination and year. The flags must be the same in all rows of both."""
    refuse_rows(rows.loc[~rows["sex"].isin(SEXES), "sex"], file, "sex", "source-code-unknown", ", ".join(SEXES))
    flags = pd.MultiIndex.from_frame(rows[["type_b", "type_c", "type_i"]]).to_flat_index()
    basis = pd.Series(flags, index=rows.index).map(BASES)
    refuse_rows(rows.loc[basis.isna(), "type_b"], file, "type_b, type_c, type_i", "source-code-unknown")
    persons = rows.assign(n=whole_filled(rows["n"], file=file, column="n"), basis=basis)
    keys = ["geo", "t", "basis"]
    wide = persons.pivot_table(index=keys, columns="sex", values="n", aggfunc="sum", observed=True).reset_index()
    by_destination = wide.rename(columns={"geo": "ref_area", "t": "time_period"}).rename_axis(columns=None)
    return by_destination.assign(total=by_destination["female"] + by_destination["male"])


def _refuse_other_totals(stock: pd.DataFrame, totals: pd.DataFrame, file: str) -> None:
    """Refuse a control total that differs from our sum, or has no counterpart."""
    keys = ["ref_area", "time_period"]
    control = totals.rename(columns={"geo": "ref_area", "t": "time_period"})
    both = stock.merge(control, on=keys, how="outer", validate="one_to_one", suffixes=("", "_control"))
    differs = pd.Series(data=False, index=both.index)
    for column in (*SEXES, "total"):
        differs |= both[column].astype(str) != both[f"{column}_control"].astype(str)
    if differs.any():
        raise RefusedError(
            Problem(file=file, field="total", code="source-total-differs", found=f"{r.ref_area} {r.time_period}")
            for r in both[differs].itertuples()
        )


ADAPTER = Adapter(source="migrant-stock", read=read)
