"""Measures of cities, and cities' memberships of networks, written from archived web pages.

Faults: prefectures, a county and a survey stand among the cities; commitments made in a network stand among the
measures; many measures have no year; dates of memberships are written in words; published totals of networks are no
records of cities; a list of cases found, not a sample. Measures have a file of additions with the same columns.
"""

from __future__ import annotations

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_other_codes, refuse_other_forms, refuse_repeats

MEASURES = "city_measures.csv"
MORE = "city_measures_additions.csv"
MEMBERSHIPS = "city_network_membership.csv"
TOTALS = "city_network_totals.csv"
CITED = ("source_title", "source_publisher", "source_url", "confidence", "basis")
MEASURE_COLUMNS = (
    *("id", "city", "country_iso3", "level", "measure", "measure_type", "crisis_related", "names_migrants"),
    *("year_start", "year_end", "value", "unit", "note", *CITED),
)
MEMBERSHIP_COLUMNS = ("network", "city", "country_iso3", "cohort_or_date", *CITED)
LEVELS = ("city", "county", "prefecture", "survey")
TYPES = (
    *("climate_response", "covid_response", "displacement_response", "emergency_plan_or_information"),
    *("emergency_response", "local_law_or_strategy", "network_commitment", "reception_or_integration"),
)

DATED = r"(?P<date_from>\d{4}(?:-\d{2})?)(?:/(?P<date_to>\d{4}-\d{2}))?(?: \((?:pilot|profile)\))?"
UNDATED = r"after \d{4}|by \d{4}|year not shown"
"""The two ways in which a membership's date is written; the second gives no date on which it held."""


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `measures` and `memberships`.

    `measures`: `id`, `city`, `ref_area`, `level`, `measure`, `measure_type`, `crisis_related` and `names_migrants` (yes
    or no), `year_start`, `year_end`, `value`, `unit`, `note`, and the citation. `memberships`: `network`, `city`,
    `ref_area`, `date_from`, `date_to` (YYYY or YYYY-MM), `date_words` (when there is no date), and the citation.
    Measures are those of the file, then those of its additions.
    Raises RefusedError for an unknown area or code, a year, number or date that is none, and a repeated id.
    """
    files = {name: _measures(raw, areas, name) for name in (MEASURES, MORE)}
    measures, memberships = pd.concat(files.values(), ignore_index=True), _memberships(raw, areas)
    refuse_repeats(measures, "id", raw.source)
    totals = len(raw.csv(TOTALS, columns=["programme", "measure", "date", "value"]))
    return Harvest(
        tables={"measures": measures, "memberships": memberships},
        accounts=(
            *(Account(file=name, read=len(frame), used=len(frame)) for name, frame in files.items()),
            Account(file=MEMBERSHIPS, read=len(memberships), used=len(memberships)),
            Account(file=TOTALS, read=totals, used=0, set_aside={"published-total": totals}),
        ),
    )


def _measures(raw: RawFolder, areas: Areas, name: str) -> pd.DataFrame:
    file = f"{raw.source}/{name}"
    frame = raw.csv(name, columns=MEASURE_COLUMNS)
    areas.check(frame["country_iso3"], file=file, column="country_iso3")
    refuse_repeats(frame, "id", file)
    refuse_other_codes(frame, "level", LEVELS, file)
    refuse_other_codes(frame, "measure_type", TYPES, file)
    for column in ("crisis_related", "names_migrants"):
        refuse_other_codes(frame, column, ("yes", "no"), file)
    for column in ("year_start", "year_end"):
        refuse_other_forms(frame, column, r"(\d{4})?", file, "YYYY or nothing")
    refuse_other_forms(frame, "value", r"\d*", file, "a whole number or nothing")
    return frame.loc[:, list(MEASURE_COLUMNS)].rename(columns={"country_iso3": "ref_area"})


def _memberships(raw: RawFolder, areas: Areas) -> pd.DataFrame:
    file = f"{raw.source}/{MEMBERSHIPS}"
    frame = raw.csv(MEMBERSHIPS, columns=MEMBERSHIP_COLUMNS)
    areas.check(frame["country_iso3"], file=file, column="country_iso3")
    refuse_other_forms(frame, "cohort_or_date", f"{DATED}|{UNDATED}", file, "a date, or that there is none")
    dates = frame["cohort_or_date"].str.extract(f"^{DATED}$").fillna("")
    return (
        frame.loc[:, list(MEMBERSHIP_COLUMNS)]
        .assign(
            date_from=dates["date_from"],
            date_to=dates["date_to"],
            date_words=frame["cohort_or_date"].where(dates["date_from"] == "", ""),
        )
        .drop(columns="cohort_or_date")
        .rename(columns={"country_iso3": "ref_area"})
    )


ADAPTER = Adapter(source="city-measures", read=read)
