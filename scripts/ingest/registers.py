"""What rules that make a register share: ids, reasons for not counting, and the count by country."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from typing import Final

import pandas as pd


def slug(text: str) -> str:
    """Lower-case ASCII form of a name, words joined by hyphens, fit for an id."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def kebab(codes: pd.Series) -> pd.Series:
    """Codes that a source joins by underscores, joined by hyphens."""
    return codes.str.replace("_", "-", regex=False)


def first_reason(index: pd.Index, reasons: Sequence[tuple[str, pd.Series]]) -> pd.Series:
    """For each row the code of the first reason that holds for it; '' where none does."""
    found = pd.Series("", index=index, dtype=str)
    for code, holds in reversed(reasons):
        found = found.mask(holds, code)
    return found


def unfit_to_count(frame: pd.DataFrame) -> tuple[tuple[str, pd.Series], ...]:
    """Give the reasons that hold everywhere: a row counts only when it was read, and confidence is high or medium."""
    return (
        ("not-read", frame["basis"] != "read"),
        ("confidence-low", ~frame["confidence"].isin(["high", "medium"])),
    )


def distinct_counted(register: pd.DataFrame, time_period: str) -> pd.DataFrame:
    """Give `ref_area`, `time_period` and `obs_value`: the distinct things that a country's register rows count as."""
    counted = register[register["counted_as"] != ""]
    return count_distinct(counted.assign(time_period=time_period))


def count_distinct(rows: pd.DataFrame) -> pd.DataFrame:
    """Give `ref_area`, `time_period` and `obs_value`: the distinct `counted_as` of each country and period."""
    numbers = rows.groupby(["ref_area", "time_period"])["counted_as"].nunique().rename("obs_value").reset_index()
    return pd.DataFrame(numbers.assign(obs_value=numbers["obs_value"].map(str)))


def also_counted(register: pd.DataFrame, reasons: Sequence[str], named: pd.Series) -> pd.DataFrame:
    """Give a register by a looser rule: rows that do not count for one of `reasons` alone count as `named`."""
    added = register["not_counted"].isin(reasons)
    return register.assign(counted_as=register["counted_as"].mask(added, named))


def counted_only(register: pd.DataFrame, kept: pd.Series) -> pd.DataFrame:
    """Give a register by a stricter rule: of the rows that count, those that are `kept`."""
    return register.assign(counted_as=register["counted_as"].where(kept, ""))


DOCUMENTED: Final = "documented-by"
"""Note on the first year in which something is documented, which is not told to be the year in which it began."""


def first_documented(observed: pd.DataFrame) -> pd.DataFrame:
    """Note the first yes of each area as documented by its year, where no other note says what its date is.

    For series whose sources find only what there is: that nothing is found before a year is no start.
    """
    first = observed.sort_values("time_period", kind="stable").drop_duplicates("ref_area").index
    unsaid = observed.index.isin(first) & (observed["note"] == "")
    return observed.assign(note=observed["note"].mask(unsaid, DOCUMENTED))


FACTS_SOURCE: Final = "register-of-facts"
"""The registers of rules and agreements as they stand, which the facts of several sources are gathered in."""
WITHOUT_DATE: Final = "without-date"
"""Why a row is in no year that would count in every other respect."""
UNDATED: Final = "date-not-known"
"""Note on a yes of which no row gives a date."""


def documented(register: pd.DataFrame, time_period: str, *, announced: str) -> pd.DataFrame:
    """Give a yes in one period, that of the register itself, for each area with a row that counts whatever its date.

    Rows that count in a year, also where the rule has ended since, and rows that lack nothing but a date. The parties
    of an agreement are both areas of its row. Notes say where no date is known, and `announced` where there is nothing
    but an announcement. What is said is of the register, which is the source: that there is a record, not since when.
    """
    rows = register[(register["counted_as"] != "") | (register["not_counted"] == WITHOUT_DATE)]
    sides = [rows.assign(area=rows[side]) for side in ("ref_area", "counterpart_area")]
    held = pd.concat(sides).query("area != ''").groupby("area")
    found = pd.DataFrame(
        [
            (area, time_period, "yes", _best_known(set(each.loc[each["counted_as"] != "", "date_basis"]), announced))
            for area, each in held
        ],
        columns=["ref_area", "time_period", "obs_value", "note"],
    )
    return first_documented(found.assign(source=FACTS_SOURCE))


def _best_known(bases: Collection[str], announced: str) -> str:
    """What is said of a yes by the bases of the dates of its rows: nothing where one is more than an announcement."""
    if not bases:
        return UNDATED
    return announced if set(bases) == {"announced"} else ""


def first_source(sources: Iterable[str], first: str) -> str:
    """Name one of several sources: `first` where it is among them, else the first by name."""
    found = set(sources)
    return first if first in found else min(found)


def numbered(ids: pd.Series) -> pd.Series:
    """Make ids unique: the second of the same id ends in -2, and so on. The first keeps its own."""
    before = ids.groupby(ids).cumcount()
    return ids.where(before == 0, ids + "-" + (before + 1).astype(str))
