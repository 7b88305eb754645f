"""What rules share that add up incidents: which edition a period is of, sums by area and period, codes of places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from scripts.ingest.rule import Inputs, Tables
from scripts.model.codes import UNKNOWN_PERIOD
from scripts.model.days import last_day_of, months_before

WITH_OUTCOMES = "missing-migrants"
"""Workbook of 5 May 2025: the last edition of whole years that gives the dead and the missing apart, and places."""

REVISED = "missing-migrants-2025-06"
"""Edition of 4 June 2025: the newest of whole years. It has neither outcomes nor the project's own places."""

NEWEST = "missing-migrants-2025-09"
"""Edition of 15 September 2025: the year 2025 alone, to 8 September, with outcomes and places."""

FIRST_OF_NEWEST = "2025"

SEVERAL = "more-than-one"
"""Code of an incident to which the source gives several causes or routes: its persons cannot be divided among them."""

NO_ROUTE = "not-stated"


@dataclass(frozen=True, slots=True)
class CutOff:
    """The last day that an edition covers (YYYY-MM-DD): it tells which periods are not over, and not yet settled."""

    day: str
    settles_after: int = 0
    """Months after its end during which reports of a period still come in."""

    @property
    def partial_year(self) -> str:
        """The year that the edition covers in part; '' when it ends with a year."""
        return "" if self.day[5:] == "12-31" else self.day[:4]

    @property
    def partial_month(self) -> str:
        """The month that the edition covers in part; '' when it ends with a month."""
        return "" if pd.Timestamp(self.day).is_month_end else self.day[:7]

    def is_open(self, period: str) -> bool:
        """Tell whether a period was not over, or ended too short a time ago for its reports to be in."""
        return period != UNKNOWN_PERIOD and last_day_of(period) > months_before(self.day, self.settles_after)

    def note(self, period: str) -> str:
        """Why a period is provisional, or has no date; '' for one of which nothing is to be said."""
        if period == UNKNOWN_PERIOD:
            return "date-unknown"
        if period == self.partial_year:
            return "partial-year"
        if period == self.partial_month:
            return "partial-month"
        return "not-settled" if self.is_open(period) else ""


def cut_off(framework: Tables, edition: str) -> CutOff:
    """Give the last day of an edition, and how long after a period the indicator waits for its reports."""
    sources, series = framework["sources"], framework["series"]
    return CutOff(
        str(sources.loc[sources["id"] == edition, "data_until"].item()),
        int(series.loc[series["id"] == "border-deaths", "settles_after"].item() or "0"),
    )


def spliced(inputs: Inputs, earlier: str) -> pd.DataFrame:
    """Give the incidents of `earlier` before FIRST_OF_NEWEST, and those of NEWEST from then on, each with its `source`.

    Editions are never added: each period is of one of them alone. Incidents without a date are of the earlier one.
    """
    whole, newest = inputs.table(earlier, "incidents"), inputs.table(NEWEST, "incidents")
    before = whole[(whole["date"] == "") | (whole["date"].str[:4] < FIRST_OF_NEWEST)]
    after = newest[newest["date"].str[:4] >= FIRST_OF_NEWEST]
    shared = [column for column in whole.columns if column in newest.columns]
    parts = [before[shared].assign(source=earlier), after[shared].assign(source=NEWEST)]
    return pd.concat(parts, ignore_index=True)


def totals(frame: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Add up `total` by keys as `obs_value`. Nothing is given for a group in which every total is blank."""
    summed = frame.groupby(list(keys))["total"].sum(min_count=1).dropna()
    return summed.rename("obs_value").reset_index()


def by_year(incidents: pd.DataFrame, dimensions: Sequence[str]) -> pd.DataFrame:
    """Add up persons by area, year and dimensions, with the edition that each year is of."""
    dated = incidents.assign(time_period=periods(incidents["date"], 4))
    return totals(dated, ["ref_area", "time_period", *dimensions, "source"])


def periods(dates: pd.Series, length: int) -> pd.Series:
    """Year (4 characters) or month (7) of each date; `_U` for no date."""
    return dates.str[:length].replace("", UNKNOWN_PERIOD)


def coded(values: pd.Series, codes: dict[str, str]) -> pd.Series:
    """Code of each value; one code for any cell that holds several."""
    return values.map({**codes, **{v: SEVERAL for v in values.unique() if "|" in v}})


def routes(values: pd.Series) -> pd.Series:
    """Code of each route or region: its name in lower case, without accents, with hyphens."""

    def code(name: str) -> str:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")

    return coded(values, {name: code(name) or NO_ROUTE for name in values.unique()})
