"""A ratio whose parts are said to be the values of other series has those values, each of its own area and period."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from typing import Final

import pandas as pd

from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.validate.cells import per_value, plain_numbers
from scripts.validate.check import Check, Context

TABLE: Final = "ratio_parts"
PLACE: Final = ["ref_area", "time_period"]
PERIOD: Final = r"[0-9]{4}(?:-[0-9]{2})?"


def parts(context: Context) -> Iterator[Problem]:
    """Compare the numerators and denominators of ratios with the series that `ratio_parts` names for them.

    A ratio and its part agree in area, period and every dimension of the part. A row of `ratio_parts` that cannot be
    followed (no ratio, no series of counts, a dimension that the ratio lacks) is told itself.
    """
    series = {s.id: s for s in context.series()}
    rows = context.table(TABLE).drop_duplicates(["series", "part"])
    for index, row in zip(rows.index, rows.to_dict("records"), strict=True):
        ratio, part = series.get(row["series"]), series.get(row["part_series"])
        if ratio is None or part is None or row["part"] not in context.table(ratio.table):
            continue
        if fault := _unfit(ratio, part):
            field, found = fault
            yield Problem(
                file=f"data/{TABLE}.csv", row=int(index) + 2, field=field, code="ratio-part-unfit", found=found
            )
        else:
            yield from _differing(context, ratio, part, row["part"], carried=row["carried_forward"] == "true")
    yield from _not_ratios(rows, series)


def _not_ratios(rows: pd.DataFrame, series: dict[str, Series]) -> Iterator[Problem]:
    kinds = {s.id for s in series.values() if not s.has_parts}
    for index, found in rows.loc[rows["series"].isin(kinds), "series"].items():
        yield Problem(
            file=f"data/{TABLE}.csv", row=int(str(index)) + 2, field="series", code="ratio-part-unfit", found=found
        )


def _unfit(ratio: Series, part: Series) -> tuple[str, str] | None:
    """Field and value that keep a part from being compared; None when it can be."""
    if ratio.id == part.id or not part.is_count or set(part.dimensions) - set(ratio.dimensions):
        return "part_series", part.id
    return None


def _differing(context: Context, ratio: Series, part: Series, column: str, *, carried: bool) -> Iterator[Problem]:
    frame, values = context.table(ratio.table), context.table(part.table)
    key = [*PLACE, *part.dimensions]
    twice = values.duplicated(key, keep=False)
    known = values.loc[~twice, [*key, "obs_value"]].rename(columns={"obs_value": "meant"})
    asked = frame[key].assign(found=frame[column], at=frame.index)
    asked = asked[plain_numbers(asked["found"]).notna()]
    if carried:
        asked["time_period"] = _carried(asked["time_period"], values["time_period"])
    both = asked.merge(known, how="left", on=key, validate="many_to_one")
    both["meant"] = both["meant"].astype(object).where(both["meant"].notna(), "")
    ambiguous = set(zip(*(values.loc[twice, name] for name in key), strict=True))
    numbers = both.assign(number=plain_numbers(both["found"]), should=plain_numbers(both["meant"]))
    off = numbers[(numbers["number"] != numbers["should"]) & ((numbers["meant"] == "") | numbers["should"].notna())]
    for row in off.to_dict("records"):
        if tuple(row[name] for name in key) not in ambiguous:
            yield Problem(
                file=f"data/{ratio.table}.csv",
                row=int(row["at"]) + 2,
                field=column,
                code="part-not-its-series",
                found=str(row["found"]),
                expected=_expected(row, part, values),
            )


def _carried(asked: pd.Series, given: pd.Series) -> pd.Series:
    """Periods, those after the last of the part's series replaced by that last one of the same length."""
    lasts = {len(period): period for period in sorted(given.unique().tolist()) if re.fullmatch(PERIOD, period)}

    def standing_in(period: str) -> str:
        return min(period, lasts.get(len(period), period)) if re.fullmatch(PERIOD, period) else period

    return per_value(asked, standing_in)


TELLING: Final = 4
"""Digits of a value that, found at another area, tells whose it is."""


def _expected(row: Mapping[Hashable, str], part: Series, values: pd.DataFrame) -> str:
    """What the part's series has, and whose value was found instead where just one other area has it."""
    meant = f"{row['meant']} in {part.id}" if row["meant"] else f"no value in {part.id}"
    same = values[(values["time_period"] == row["time_period"]) & (values["obs_value"] == row["found"])]["ref_area"]
    owners = sorted(set(same) - {row["ref_area"]})
    return f"{meant}; {row['found']} is of {owners[0]}" if len(owners) == 1 and len(row["found"]) >= TELLING else meant


CHECKS = (Check(codes=("ratio-part-unfit", "part-not-its-series"), run=parts, across=True),)
