"""What is known of an area in each year, as the API's files hold it: what a comparison of one year is made of.

Which observation stands in a period is decided in `scripts.summarise.standing`.
"""

from __future__ import annotations

from typing import Final

from scripts.exports.observed import Json, labels, observed, sources
from scripts.findings.reading import Observation
from scripts.model.tables import Series
from scripts.words.edition import Edition

TOLD: Final = ("time_period", "values", "obs_status", "source", "note")
"""What an entry has of an observation; the rest is the same in each year of a series, or empty."""


def series_of(site: Edition) -> list[Series]:
    """Give the series that have one figure an area and period: headlines in order, then context without dimensions."""
    headlines = [site.reading.headline(indicator) for indicator in site.reading.indicators]
    return [*headlines, *(series for series in site.reading.context() if not series.dimensions)]


def periods_of(site: Edition, area: str) -> list[str]:
    """Give the periods in which anything is known of an area, the newest first."""
    found = {period for series in series_of(site) for period in site.reading.known_by_period(series, area)}
    return sorted(found, reverse=True)


def years(site: Edition, area: str) -> Json:
    """Give by series what stands in each period, the newest first, with words and sources.

    An entry is an observation without what is blank and what its series says. A status that is carried forward has
    the period that it stands for as its `headline_period`. Among `blanks` are the periods in which nothing stands and
    the source says why.
    """
    held = {series: site.reading.known_by_period(series, area) for series in series_of(site)}
    blank = {series: site.reading.blank_by_period(series, area) for series in held}
    whole = [observed(series, each) for found in (held, blank) for series in found for each in found[series].values()]
    return {
        "iso3": area,
        "series": {
            series.id: [_entry(series, period, each) for period, each in found.items()]
            for series, found in held.items()
            if found
        },
        "blanks": {
            series.id: [_blank(series, each) for each in found.values()] for series, found in blank.items() if found
        },
        "labels": labels(site, whole),
        "sources": sources(site, whole),
    }


def _entry(series: Series, period: str, observation: Observation) -> Json:
    told = observed(series, observation)
    carried = {"headline_period": period, "carried_forward": True} if observation.time_period != period else {}
    return {**{key: told[key] for key in TOLD if told[key] is not None}, **carried}


def _blank(series: Series, observation: Observation) -> Json:
    told = observed(series, observation)
    return {key: told[key] for key in TOLD if key != "values" and told[key] is not None}
