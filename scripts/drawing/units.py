"""The unit and the sources of a chart's number, which its file names beside it: a file is read without its page."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from scripts.charts.chart import Chart, Number
from scripts.findings.figures import DATA, SUMMARIES, WHOLE, Figure
from scripts.findings.reading import Reading
from scripts.model.tables import Series
from scripts.model.units import unit_of_measure

ABOUT: Final = ("unit_measure", "source")
"""Columns of a chart's file, as observations have them."""

OBSERVED: Final = re.compile(rf"{DATA}/observations_(?P<series>.+)\.csv#")
ROW: Final = re.compile(rf"{re.escape(SUMMARIES)}#cell=(?P<row>\d+),")


class Units:
    """What numbers of charts are in, and where they are from, told by the cell that each was read from."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def _keys(self) -> dict[int, tuple[str, str]]:
        """Series and measure of each row of the summaries."""
        found = self._reading.summaries.rows.items()
        return {row: (series, measure) for (series, _, _, measure), (row, _, _) in found}

    def of(self, chart: Chart, number: Number) -> tuple[str, str]:
        """Give the code of the unit and the ids of the sources, parted by spaces; each '' where it is of no series.

        A gap has the sources of its chart.
        """
        if number.figure is None:
            return "", " ".join(chart.sources)
        series, unit = self._told(number.figure)
        return unit, " ".join(self._reading.sources_of[series.id] if series else chart.sources)

    def _told(self, figure: Figure) -> tuple[Series | None, str]:
        """Give the series that a figure is of and its unit, which of a part of a ratio the series does not name."""
        named = self._reading.package.series
        if found := OBSERVED.match(figure.cell):
            series = named.get(found["series"])
            own = series and not (series.has_parts and figure.form == WHOLE)
            return series, series.unit_measure if series and own else ""
        if found := ROW.match(figure.cell):
            name, measure = self._keys[int(found["row"])]
            return named[name], unit_of_measure(named[name].measure_type, named[name].unit_measure, measure)
        return None, ""
