"""Observations that stand for single cases, such as programmes: they are shown one by one and never added up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.charts.chart import Column
from scripts.findings.reading import Observation
from scripts.model.tables import Series
from scripts.words.edition import Edition

UNRELIABLE = "U"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case with the words that name it."""

    observation: Observation
    area: str
    name: str
    code: str
    period: str

    @property
    def reliable(self) -> bool:
        """Whether its value is of normal reliability."""
        return self.observation.obs_status != UNRELIABLE

    def full_name(self, site: Edition) -> str:
        """Its area, period and name in one."""
        return site.words("chart.case", area=self.area, period=self.period, name=self.name)

    @property
    def texts(self) -> dict[str, str]:
        """The columns that name its numbers."""
        found = self.observation
        return {
            "ref_area": found.ref_area,
            "ref_area_label": self.area,
            "case": self.code,
            "case_label": self.name,
            "time_period": self.period,
        }


def case_columns(site: Edition) -> tuple[Column, ...]:
    """Columns that name a case in a chart: its area, its code and its period."""
    words = site.words
    return (
        Column(name="ref_area"),
        Column(name="ref_area_label", label=words("column.ref_area")),
        Column(name="case"),
        Column(name="case_label", label=words("chart.case_ratios.case")),
        Column(name="time_period", label=words("column.time_period")),
    )


def of_cases(series: Series) -> bool:
    """Tell whether a series holds single cases, each with a code of one dimension."""
    return series.has_cases and len(series.dimensions) == 1


def cases(site: Edition, series: Series) -> Iterator[Case]:
    """Give every case that has a value or a range, by area, in the order of the file."""
    dimension = series.dimensions[0]
    for iso3, area in site.areas.items():
        for found in site.reading.observations(series, iso3):
            if found.value or "value_low" in found.figures:
                code = found.dimensions[dimension]
                dated = found.time_period[:1].isdigit()
                yield Case(
                    observation=found,
                    area=area.name,
                    name=site.label(dimension, code),
                    code=code,
                    period=site.words.day(found.time_period) if dated else site.words("period.unknown"),
                )
