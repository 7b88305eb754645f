"""Rules beside the headline's: each counts the same things, is stricter or looser as it says, or there is a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from scripts.model.codes import DIRECTIONS, LOOSER, STRICTER
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.package.files import records
from scripts.validate.cells import plain_numbers
from scripts.validate.check import Check, Context

TABLE: Final = "variants"
FILE: Final = f"data/{TABLE}.csv"
OWN: Final = DIRECTIONS[0]
VARIANT: Final = "variant"
YES: Final = "yes"
KEY: Final = ["ref_area", "time_period"]
NEEDED: Final = {OWN: "headline's own", STRICTER: STRICTER, LOOSER: LOOSER}
"""Directions of which every indicator says something, with the word for such a rule."""


def variants(context: Context) -> Iterator[Problem]:
    """Tell rows that name no rule for what the headline counts, directions left out, and counts against a direction.

    A package that lists no rules needs none.
    """
    rows = context.table(TABLE)
    series = {each.id: each for each in context.series()}
    yield from _unlisted(context, set(rows["series"]))
    if rows.empty:
        return
    yield from _missing(context, rows)
    headlines = {each.indicator: each for each in series.values() if each.role == OWN}
    for index, row in zip(rows.index, records(rows), strict=True):
        headline, named = headlines.get(row["indicator"]), series.get(row["series"])
        if headline is None or (row["series"] and named is None) or row["direction"] not in DIRECTIONS:
            continue
        fault = _unfit(row, headline, named)
        if fault:
            field, found, expected = fault
            yield Problem(
                file=FILE, row=int(index) + 2, field=field, code="variant-unfit", found=found, expected=expected
            )
        elif named and row["direction"] in (STRICTER, LOOSER):
            yield from _against(context, headline, named, row["code"], stricter=row["direction"] == STRICTER)


def _unlisted(context: Context, listed: set[str]) -> Iterator[Problem]:
    """A series that is there for another rule alone, and of which nothing says how it stands to the headline."""
    table = context.table("series")
    for index, found in table.loc[table["role"] == VARIANT, "id"].items():
        if context.certain(TABLE) and found not in listed:
            yield Problem(
                file="data/series.csv",
                row=int(str(index)) + 2,
                field="role",
                code="variant-unfit",
                found=found,
                expected=f"a row in {FILE}",
            )


def _missing(context: Context, rows: pd.DataFrame) -> Iterator[Problem]:
    given = set(zip(rows["indicator"], rows["direction"], strict=True))
    for indicator in context.table("indicators")["id"]:
        for direction, rule in NEEDED.items():
            if (indicator, direction) not in given:
                yield Problem(file=FILE, field="direction", code="variant-missing", found=indicator, expected=rule)


def _unfit(row: Mapping[str, str], headline: Series, named: Series | None) -> tuple[str, str, str] | None:
    """Field, value and what is expected of a row that does not name a rule; None where it does, or says why not."""
    reasons = {name: text for name, text in row.items() if name.startswith("reason_")}
    if named is None:
        return None if all(reasons.values()) else ("series", "", "a series, or the reason why there is none")
    filled = next((name for name, text in reasons.items() if text), "")
    if filled:
        return filled, named.id, "a series without such a reason"
    return _own(headline, named) if row["direction"] == OWN else _other(row["code"], headline, named)


def _own(headline: Series, named: Series) -> tuple[str, str, str] | None:
    return None if named.id == headline.id else ("series", named.id, headline.id)


def _other(code: str, headline: Series, named: Series) -> tuple[str, str, str] | None:
    """The first of what keeps a series from standing beside a headline as a rule of its own."""
    faults = (
        (named.id == headline.id, "series", f"another series than {headline.id}"),
        (named.indicator != headline.indicator, "series", f"a series of {headline.indicator}"),
        (not named.is_measured_as(headline), "series", f"a series that is measured as {headline.id}"),
        (named.last_period < headline.last_period, "series", f"a series that reaches {headline.last_period}"),
        (len(named.dimensions) != bool(code), "code", "a code of its one dimension, or none where it has none"),
    )
    found = next(((field, expected) for holds, field, expected in faults if holds), None)
    return (found[0], named.id, found[1]) if found else None


def _against(context: Context, headline: Series, variant: Series, code: str, *, stricter: bool) -> Iterator[Problem]:
    """Compare both rules, area by area and period by period."""
    first, second = _counted(context, headline), _counted(context, variant, code)
    both = first.merge(second, how="outer", on=KEY, suffixes=("_headline", ""), validate="one_to_one")
    both = both[~(_is_no_number(both, "") | _is_no_number(both, "_headline"))]
    less, more = ("number", "number_headline") if stricter else ("number_headline", "number")
    off = both[both[less].fillna(0) > both[more].fillna(0)].astype(object).fillna("")
    for row in off.to_dict("records"):
        yield Problem(
            file=f"data/{variant.table}.csv",
            row=0 if row["at"] == "" else int(row["at"]) + 2,
            field="obs_value",
            code="variant-against-direction",
            found=str(row["value"]) or f"none for {row['ref_area']}, {row['time_period']}",
            expected=str(row["value_headline"]),
        )


def _is_no_number(both: pd.DataFrame, side: str) -> pd.Series:
    """Whether there is a value of one side that is no number, which other checks tell."""
    return both[f"number{side}"].isna() & (both[f"value{side}"].fillna("") != "")


def _counted(context: Context, series: Series, code: str = "") -> pd.DataFrame:
    """Give KEY, `value`, `number` (what each observation adds to the count) and `at` (its place in the table).

    What is no number adds nothing that can be compared; of it other checks tell, as of two observations of one key.
    """
    frame = context.table(series.table)
    column = "numerator" if series.has_parts else "obs_value"
    if code:
        frame = frame[frame[series.dimensions[0]] == code]
    value = frame[column]
    number = (value == YES).astype(float) if series.has_statuses else plain_numbers(value)
    found = frame[KEY].assign(value=value, number=number, at=frame.index)
    return found.drop_duplicates(KEY)


CHECKS = (Check(codes=("variant-unfit", "variant-missing", "variant-against-direction"), run=variants, across=True),)
