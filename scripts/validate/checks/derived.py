"""Observations that are derived from a register say what the register says, no more and no less."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd

from scripts.model.codes import POLICY_CODES
from scripts.model.problems import Problem
from scripts.model.tables import DATE_PATTERN, Series
from scripts.validate.cells import per_value, plain_numbers, year_of
from scripts.validate.check import Check, Context

SIDES: Final = ("ref_area", "counterpart_area")
"""Columns of a register that name the parties of a row."""

YES: Final = "yes"
LAST_YEAR: Final = 9999
YEAR_END: Final = "12-31"
KEY: Final = ["ref_area", "time_period"]
OF_REGISTER: Final = " of the register"


def derived_observations(context: Context) -> Iterator[Problem]:
    """Compare every series that is derived from a register by a general rule with what its register gives."""
    for series in context.series():
        name = f"register_{series.register}"
        if series.register and name in context.sound:
            register, frame = context.table(name), context.table(series.table)
            if series.counts_records and series.role == "headline":
                yield from _counts(series, register, frame)
            elif series.has_statuses and not series.dimensions:
                yield from _policy(series, register, frame)
            elif series.has_parts and series.sums_records and not series.dimensions:
                yield from _ratio(series, register, frame, context.table("reference_areas"))


def _counts(series: Series, register: pd.DataFrame, frame: pd.DataFrame) -> Iterator[Problem]:
    """A register headline's value is the number of distinct things that the area's register rows count as.

    Of a value that is no count, other checks tell.
    """
    counted = register[register["counted_as"] != ""].groupby("ref_area")["counted_as"].nunique().to_dict()
    expected = per_value(frame["ref_area"], lambda area: str(counted.get(area, 0)), str)
    judged = (frame["obs_value"] == "") | (plain_numbers(frame["obs_value"]) >= 0)
    yield from _other_values(series, frame.loc[judged, "obs_value"], expected[judged])
    for area in sorted({str(area) for area in counted} - set(frame["ref_area"])):
        yield _absent(series, area)


def _policy(series: Series, register: pd.DataFrame, frame: pd.DataFrame) -> Iterator[Problem]:
    """A policy is a yes just where a counted row, of which the area is a party, is valid on the year's reference day.

    A counted row without a date counts in the series' last year only.
    """
    valid = _valid_years(series, _parties(register[register["counted_as"] != ""]))
    given = list(zip(frame["ref_area"], frame["time_period"], strict=True))
    should = pd.Series([key in valid for key in given], index=frame.index, dtype=bool)
    expected = frame["obs_value"].mask(should, YES)
    judged = frame["obs_value"].isin(["", *POLICY_CODES])
    yield from _other_values(series, frame.loc[judged, "obs_value"], expected[judged])
    for index in frame.index[~should & (frame["obs_value"] == YES)]:
        yield Problem(
            file=f"data/{series.table}.csv",
            row=int(index) + 2,
            field="obs_value",
            code="yes-not-in-register",
            found=YES,
        )
    for area, year in sorted(valid - set(given)):
        yield _absent(series, area, year)


def _parties(register: pd.DataFrame) -> pd.DataFrame:
    """One row for each party of each row, with its dates; those with a malformed date are left out."""
    columns = ["ref_area", "id", "date_from", "date_to"]
    sides = [register.assign(ref_area=register[side])[columns] for side in SIDES]
    parties = pd.concat(sides, ignore_index=True).drop_duplicates(["ref_area", "id"])
    kept = (parties["ref_area"] != "") & _dates(parties["date_from"]) & _dates(parties["date_to"])
    return parties[kept]


def _dates(cells: pd.Series) -> pd.Series:
    return per_value(cells, lambda cell: not cell or re.fullmatch(DATE_PATTERN, cell) is not None, bool)


def _valid_years(series: Series, parties: pd.DataFrame) -> set[tuple[str, str]]:
    """Area and year of each reference day on which a row is valid. A date without its day counts from its beginning."""
    first, last = year_of(series.first_period), year_of(series.last_period)
    if first is None or last is None:
        return set()
    day = series.reference_day or YEAR_END
    rows = parties[["ref_area", "date_from", "date_to"]].drop_duplicates().itertuples(index=False, name=None)
    return {
        (area, str(year))
        for area, start, end in rows
        for year in range(max(first, _begun(start, day) if start else last), min(last, _ended(end, day)) + 1)
    }


def _begun(start: str, day: str) -> int:
    """First year on whose reference day something is valid that began on a date."""
    return int(start[:4]) + (start > f"{start[:4]}-{day}")


def _ended(end: str, day: str) -> int:
    """Last year on whose reference day something is valid that ended on a date; a blank is never."""
    return int(end[:4]) - (end < f"{end[:4]}-{day}") if end else LAST_YEAR


def _ratio(series: Series, register: pd.DataFrame, frame: pd.DataFrame, areas: pd.DataFrame) -> Iterator[Problem]:
    """A ratio counts the register's rows up to each year: those true in its numerator over those in its denominator.

    The columns are those of the register that carry the series' suffix (`numerator_strict` for `.strict`); the
    denominator without suffix serves where there is none with it. A year is given when the area exists at its end.
    """
    top, bottom = _columns(series, register)
    last = year_of(series.last_period)
    if not top or not bottom or last is None:
        return
    counts = _cumulated(series, register, top, bottom, last)
    counts = counts[_existing(counts, areas)]
    both = frame[KEY].assign(at=frame.index).merge(counts, how="outer", on=KEY, validate="many_to_one")
    given = both[both["at"].notna()].set_index("at").reindex(frame.index)
    for part in ("numerator", "denominator"):
        expected = given[f"{part}{OF_REGISTER}"].fillna(0).astype(int).astype(str)
        same = plain_numbers(frame[part]) == plain_numbers(expected)
        yield from _other_values(series, frame[part], expected.mask(same, frame[part]))
    for row in both[both["at"].isna()][KEY].itertuples(index=False):
        yield _absent(series, str(row[0]), str(row[1]))


def _columns(series: Series, register: pd.DataFrame) -> tuple[str, str]:
    """Columns of the register that a ratio counts; '' for one that is not there."""
    top = f"numerator{series.suffix}" if f"numerator{series.suffix}" in register else ""
    bottoms = [name for name in (f"denominator{series.suffix}", "denominator") if name in register]
    return top, bottoms[0] if bottoms else ""


def _cumulated(series: Series, register: pd.DataFrame, top: str, bottom: str, last: int) -> pd.DataFrame:
    """Rows of each area up to each year, from the year of its first to `last`: area, year, and the two numbers.

    Of a series with a window, those of the years that it spans; a year of which there are none is left out.
    """
    first = register.drop_duplicates("id")
    met = set(first["id"][first[top] == "true"])
    parties = _parties(register[(register[bottom] == "true") & (register["date_from"] != "")])
    rows = pd.DataFrame(
        {
            "ref_area": parties["ref_area"],
            "year": parties["date_from"].str[:4].astype(int),
            "met": parties["id"].isin(met).astype(int),
        }
    )
    if rows.empty:
        return pd.DataFrame(columns=[*KEY, f"numerator{OF_REGISTER}", f"denominator{OF_REGISTER}"])
    signed = rows.groupby(["ref_area", "year"])["met"].agg(["sum", "size"])
    areas, years = signed.index.get_level_values("ref_area").unique(), range(int(rows["year"].min()), last + 1)
    every = signed.reindex(pd.MultiIndex.from_product([areas, years], names=signed.index.names), fill_value=0)
    grown = every.groupby("ref_area").cumsum()
    if series.window_years:
        grown = grown - grown.groupby("ref_area").shift(series.window_years, fill_value=0)
    grown = grown.reset_index()
    grown = grown[grown["size"] > 0]
    return pd.DataFrame(
        {
            "ref_area": grown["ref_area"],
            "time_period": grown["year"].astype(str),
            f"numerator{OF_REGISTER}": grown["sum"],
            f"denominator{OF_REGISTER}": grown["size"],
        }
    )


def _existing(counts: pd.DataFrame, areas: pd.DataFrame) -> pd.Series:
    dates = areas.drop_duplicates("iso3").set_index("iso3")[["valid_from", "valid_to"]].to_dict()
    days = counts["time_period"] + f"-{YEAR_END}"
    ended = per_value(counts["ref_area"], lambda area: dates["valid_to"].get(area, ""), str)
    begun = per_value(counts["ref_area"], lambda area: dates["valid_from"].get(area, ""), str) <= days
    return begun & ((ended == "") | (ended >= days))


def _other_values(series: Series, found: pd.Series, expected: pd.Series) -> Iterator[Problem]:
    for index in found.index[found != expected]:
        yield Problem(
            file=f"data/{series.table}.csv",
            row=int(index) + 2,
            field=str(found.name),
            code="value-not-the-registers",
            found=str(found.loc[index]),
            expected=str(expected.loc[index]),
        )


def _absent(series: Series, *place: str) -> Problem:
    return Problem(
        file=f"data/{series.table}.csv",
        field=", ".join(KEY[: len(place)]),
        code="observation-of-register-absent",
        found=", ".join(place),
    )


CHECKS = (
    Check(
        codes=("value-not-the-registers", "yes-not-in-register", "observation-of-register-absent"),
        run=derived_observations,
        across=True,
    ),
)
