"""What a chart is once it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scripts.charts.chart import Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One drawing of a chart: for a page's column (`wide`) or for a phone (`narrow`)."""

    svg: str
    width: float
    height: float
    vega: str
    """The compiled Vega specification as JSON, in the page's own colours, for the live chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A chart with its drawings and its Vega-Lite specification as JSON, which needs nothing but the published map."""

    chart: Chart
    wide: Drawing
    narrow: Drawing
    spec: str

    @property
    def bare(self) -> Drawn:
        """The same without its texts, once they are files: of some thousand charts they are gigabytes."""
        wide, narrow = (replace(each, svg="", vega="") for each in (self.wide, self.narrow))
        return replace(self, wide=wide, narrow=narrow, spec="")
