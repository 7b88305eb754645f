"""border-deaths: how many migrants are known to have died or gone missing, by assigned country and year.

A figure is the sum of dead and missing over the incidents of one edition, as the source counts them: always a minimum.
The country is the one to which IOM assigns the incident: a shipwreck in international waters is assigned to one too, so
the source's own region of the incident, its route and its UN region stand beside it. Incidents without a date stand in
the period `_U`. Injured persons and other victims of crime are in no source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from scripts.ingest.rule import Inputs, Rule, Tables, number_text, ratio_text
from scripts.ingest.stocks import stock_note, stock_status
from scripts.model.codes import UNKNOWN_PERIOD
from scripts.model.days import last_day_of, months_before

EDITION = "missing-migrants"
"""Edition of this release. `missing-migrants-2025-06` is a later one, and gives no split by outcome."""

POPULATION = "population"
STOCK = "migrant-stock"
DECIMALS = 4
"""Of rates: enough that one death in the largest population is not shown as none."""

CAUSES = {
    "Accidental death": "accident",
    "Drowning": "drowning",
    "Harsh environmental conditions / lack of adequate shelter, food, water": "harsh-conditions",
    "Mixed or unknown": "mixed-or-unknown",
    "Sickness / lack of access to adequate healthcare": "sickness",
    "Vehicle accident / death linked to hazardous transport": "hazardous-transport",
    "Violence": "violence",
}
SEVERAL = "more-than-one"
"""Code of an incident to which the source gives several causes or routes: its persons cannot be divided among them."""

NO_ROUTE = "not-stated"

PARTED = ("incident_region", "route")
"""Places of which the dead and the missing are given apart."""

PLACES = {"incident_region": "regions", "un_region": "un_regions"}
"""Where an incident was, as the source says beside the country: by dimension, the column of the incidents."""


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


def build(inputs: Inputs) -> Tables:
    """Make the headline, its parts by outcome, cause, route and month, and its two rates."""
    incidents = inputs.table(EDITION, "incidents")
    sources = inputs.framework["sources"]
    series = inputs.framework["series"]
    cut_off = CutOff(
        str(sources.loc[sources["id"] == EDITION, "data_until"].item()),
        int(series.loc[series["id"] == "border-deaths", "settles_after"].item() or "0"),
    )
    deaths = by_year(incidents, [])
    tables = {
        "observations_border-deaths": deaths,
        "observations_border-deaths.cause": by_year(
            incidents.assign(cause=coded(incidents["causes"], CAUSES)), ["cause"]
        ),
        "observations_border-deaths.month": totals(incidents.assign(time_period=periods(incidents["date"], 7)), []),
    }
    places = {"route": "routes", **(PLACES if "regions" in incidents.columns else {})}
    for dimension, column in places.items():
        placed = incidents.assign(**{dimension: routes(incidents[column])})
        tables[f"observations_border-deaths.{_named(dimension)}"] = by_year(placed, [dimension])
        if "dead" in incidents.columns and dimension in PARTED:
            tables[f"observations_border-deaths.{_named(dimension)}-outcome"] = by_outcome(placed, [dimension])
    if "dead" in incidents.columns:
        tables["observations_border-deaths.outcome"] = by_outcome(incidents, [])
    counts = {name: with_status(frame, cut_off) for name, frame in tables.items()}
    return {name: as_text(frame) for name, frame in (counts | rates(with_status(deaths, cut_off), inputs)).items()}


def totals(frame: pd.DataFrame, dimensions: Sequence[str]) -> pd.DataFrame:
    """Add up `total` by area, period and dimensions. Nothing is given for a group in which every total is blank."""
    keys = ["ref_area", "time_period", *dimensions]
    summed = frame.groupby(keys)["total"].sum(min_count=1).dropna()
    return summed.rename("obs_value").reset_index()


def by_year(incidents: pd.DataFrame, dimensions: Sequence[str]) -> pd.DataFrame:
    """Add up persons by area, year and dimensions."""
    return totals(incidents.assign(time_period=periods(incidents["date"], 4)), dimensions)


def _named(dimension: str) -> str:
    """Give what the series of a dimension adds to the indicator's id."""
    return dimension.removeprefix("incident_").replace("_", "-")


def by_outcome(incidents: pd.DataFrame, dimensions: Sequence[str]) -> pd.DataFrame:
    """Add up the dead and the missing apart. A blank count adds nothing, and is no zero where there is no other.

    A negative number of missing (bodies found later) lowers the sum, and the sum says so in a note.
    """
    parts = [incidents.assign(outcome=outcome, total=incidents[outcome]) for outcome in ("dead", "missing")]
    both = pd.concat(parts, ignore_index=True)
    both["time_period"] = periods(both["date"], 4)
    keys = ["ref_area", "time_period", *dimensions, "outcome"]
    lowered = both[both["total"].fillna(0) < 0].drop_duplicates(keys)[keys].assign(note="bodies-found-later")
    noted = totals(both, [*dimensions, "outcome"]).merge(lowered, on=keys, how="left", validate="one_to_one")
    return noted.fillna({"note": ""})


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


def with_status(frame: pd.DataFrame, cut_off: CutOff) -> pd.DataFrame:
    """Set `obs_status`, `source` and `note`: provisional in a period that was not over or settled; a note why."""
    period = frame["time_period"]
    still_open = {each for each in period.unique() if cut_off.is_open(each)}
    notes = {
        **dict.fromkeys(still_open, "not-settled"),
        UNKNOWN_PERIOD: "date-unknown",
        cut_off.partial_year: "partial-year",
        cut_off.partial_month: "partial-month",
    }
    own = frame["note"] if "note" in frame.columns else pd.Series("", index=frame.index)
    status = period.isin(still_open).map({True: "P", False: "A"})
    return frame.assign(note=period.map(notes).fillna(own), obs_status=status, source=EDITION)


def rates(deaths: pd.DataFrame, inputs: Inputs) -> dict[str, pd.DataFrame]:
    """Both rates, each for areas and years that have deaths and a denominator. Undated deaths have no rate."""
    dated = deaths[deaths["time_period"] != UNKNOWN_PERIOD].rename(columns={"obs_value": "numerator"})
    return {
        "observations_border-deaths.per-million-inhabitants": per_million_inhabitants(
            dated, inputs.table(POPULATION, "population")
        ),
        "observations_border-deaths.per-100000-migrants": per_100000_migrants(dated, inputs.table(STOCK, "stock")),
    }


def per_million_inhabitants(deaths: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Deaths per million inhabitants at mid-year; for years after the last population, per inhabitants of that year."""
    last = max(population["time_period"])
    later = deaths["time_period"] > last
    stand_in = f"population-of-{last}"
    joined = deaths.assign(
        population_year=deaths["time_period"].mask(later, last),
        note=deaths["note"].mask(later, deaths["note"].map(lambda note: f"{note}-{stand_in}" if note else stand_in)),
        obs_status=deaths["obs_status"].mask(later & (deaths["obs_status"] == "A"), "E"),
    ).merge(
        population.rename(columns={"time_period": "population_year", "population": "denominator"}),
        on=["ref_area", "population_year"],
        how="inner",
        validate="many_to_one",
    )
    return _rate(joined.drop(columns="population_year"), 1_000_000)


def per_100000_migrants(deaths: pd.DataFrame, stock: pd.DataFrame) -> pd.DataFrame:
    """Deaths per 100,000 migrants of the area, in the years for which there is a stock: none is interpolated.

    A rate is an estimate where its stock was imputed, and bears the stock's note.
    """
    denominators = stock[["ref_area", "time_period"]].assign(
        denominator=stock["total"], stock_status=stock_status(stock), stock_note=stock_note(stock)
    )
    joined = deaths.merge(denominators, on=["ref_area", "time_period"], how="inner", validate="one_to_one")
    noted = joined.assign(
        obs_status=joined["obs_status"].where(joined["obs_status"] != "A", joined["stock_status"]),
        note=joined["note"].where(joined["note"] != "", joined["stock_note"]),
    )
    return _rate(noted.drop(columns=["stock_status", "stock_note"]), 100_000)


def _rate(joined: pd.DataFrame, per: int) -> pd.DataFrame:
    """Complete a rate from its numerator and denominator."""
    return joined.assign(obs_value=ratio_text(joined["numerator"], joined["denominator"], per=per, decimals=DECIMALS))


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Write whole numbers as text; `obs_value` of a rate is text already."""
    numbers = [c for c in ("obs_value", "numerator", "denominator") if c in frame.columns]
    return frame.assign(**{c: number_text(frame[c]) for c in numbers if pd.api.types.is_numeric_dtype(frame[c])})


RULE = Rule(sources=(EDITION, POPULATION, STOCK), build=build)
