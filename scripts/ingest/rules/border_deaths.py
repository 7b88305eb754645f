"""border-deaths: how many migrants are known to have died or gone missing, by assigned country and year.

A figure is the sum of dead and missing over the incidents of one edition, as the source counts them: always a minimum.
Years to 2024 of the headline, of causes, months and rates are of the edition of June 2025, which has no outcomes and
other routes; those of outcomes, regions and routes are of the edition of May 2025, so that they do not add up to it.
2025 is of the edition of September in all of them. The country is the one to which IOM assigns the incident, also for
a shipwreck in international waters, so the source's own region of the incident, its route and its UN region stand
beside it. Incidents without a date stand in the period `_U`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from scripts.ingest.incidents import (
    NEWEST,
    REVISED,
    WITH_OUTCOMES,
    by_year,
    coded,
    cut_off,
    periods,
    routes,
    spliced,
    totals,
)
from scripts.ingest.rule import Inputs, Rule, Tables, number_text, ratio_text
from scripts.ingest.stocks import stock_note, stock_status
from scripts.model.codes import UNKNOWN_PERIOD

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

PLACES = {"route": "routes", "incident_region": "regions", "un_region": "un_regions"}
"""Where an incident was, as the source says beside the country: by dimension, the column of the incidents."""

PARTED = ("incident_region", "route")
"""Places of which the dead and the missing are given apart."""


def build(inputs: Inputs) -> Tables:
    """Make the headline, its parts by outcome, cause, place and month, and its two rates."""
    revised, placed = spliced(inputs, REVISED), spliced(inputs, WITH_OUTCOMES)
    by_month = revised.assign(time_period=periods(revised["date"], 7))
    tables = {
        "": by_year(revised, []),
        ".cause": by_year(revised.assign(cause=coded(revised["causes"], CAUSES)), ["cause"]),
        ".month": totals(by_month, ["ref_area", "time_period", "source"]),
        ".outcome": by_outcome(placed, []),
    }
    for dimension, column in PLACES.items():
        incidents, name = placed.assign(**{dimension: routes(placed[column])}), _named(dimension)
        tables[f".{name}"] = by_year(incidents, [dimension])
        if dimension in PARTED:
            tables[f".{name}-outcome"] = by_outcome(incidents, [dimension])
    counts = {f"observations_border-deaths{name}": with_status(frame, inputs) for name, frame in tables.items()}
    every = counts | rates(counts["observations_border-deaths"], inputs)
    return {name: as_text(frame) for name, frame in every.items()}


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
    noted = totals(both, [*keys, "source"]).merge(lowered, on=keys, how="left", validate="one_to_one")
    return noted.fillna({"note": ""})


def with_status(frame: pd.DataFrame, inputs: Inputs) -> pd.DataFrame:
    """Set `obs_status` and `note`: provisional in a period that was not over or settled in its edition; a note why."""
    days = {edition: cut_off(inputs.framework, edition) for edition in frame["source"].unique()}
    keys = list(zip(frame["source"], frame["time_period"], strict=True))
    found = pd.Series([days[source].note(period) for source, period in keys], index=frame.index, dtype=str)
    still_open = pd.Series([days[source].is_open(period) for source, period in keys], index=frame.index, dtype=bool)
    own = frame["note"] if "note" in frame.columns else pd.Series("", index=frame.index)
    return frame.assign(note=found.mask(found == "", own), obs_status=still_open.map({True: "P", False: "A"}))


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


RULE = Rule(sources=(WITH_OUTCOMES, REVISED, NEWEST, POPULATION, STOCK), build=build)
