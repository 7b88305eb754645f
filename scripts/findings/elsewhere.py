"""What else is known of an area beside a headline: companions, further readings, and rows of the register."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.findings.reading import Observation, Reading, Row
from scripts.model.codes import UNKNOWN_PERIOD
from scripts.model.tables import Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Companions with the observation that stands for the area in each, and the register's rows about it."""

    companions: tuple[tuple[Series, Observation], ...]
    records: tuple[Row, ...]
    blank: Observation | None = None
    """The newest observation of the headline, where it has no value: its status and note say why there is none."""


def elsewhere(reading: Reading, headline: Series, ref_area: str) -> Elsewhere:
    """Give what is known of an area beside a headline that says nothing of it."""
    companions = reading.companions({"id": headline.indicator})
    found = ((each, reading.known(each, ref_area) or _last(reading, each, ref_area)) for each in companions)
    records = reading.about(f"register_{headline.register}", ref_area) if headline.register else []
    return Elsewhere(
        companions=tuple((series, observation) for series, observation in found if observation is not None),
        records=tuple(records),
        blank=_blank(reading, headline, ref_area),
    )


def read_beside(reading: Reading, headline: Series, ref_area: str) -> tuple[tuple[Series, Observation], ...]:
    """Give what holds for an area by each further reading of an indicator whose headline has a figure of it."""
    found = ((each, reading.known(each, ref_area)) for each in reading.readings({"id": headline.indicator}))
    return tuple((series, observation) for series, observation in found if observation is not None)


def _blank(reading: Reading, headline: Series, ref_area: str) -> Observation | None:
    """Give the newest observation of an area where it has no value; one of an unknown period is none."""
    dated = [each for each in reading.observations(headline, ref_area) if each.time_period != UNKNOWN_PERIOD]
    newest = max(dated, key=lambda each: each.time_period, default=None)
    return newest if newest and not newest.figures else None


def _last(reading: Reading, series: Series, ref_area: str) -> Observation | None:
    """Give the last observation of an area with a value, where none stands for it in the series' last year."""
    valued = (each for each in reversed(reading.observations(series, ref_area)) if each.figures)
    return next(valued, None)
