"""Agreements of a country that could be read, and those of them with safeguards, at the end of each decade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number
from scripts.charts.wording import credit
from scripts.findings.reading import Observation, Row
from scripts.model.pages import COUNTRY
from scripts.model.tables import Series
from scripts.words.edition import Area, Edition

DECADE = 10
PARTS = ("denominator", "numerator")
"""Columns of an observation: agreements that could be read, and those of them with safeguards."""


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each share of distinct records, and each country and area that had any in two decades."""
    for indicator in site.reading.indicators:
        series = site.reading.headline(indicator)
        if series.sums_records:
            for code in site.reporting(series):
                held = _decades(site.reading.observations(series, code))
                if len(held) > 1:
                    yield _chart(site, site.areas[code], indicator, series, held)


def _decades(observations: Sequence[Observation]) -> list[Observation]:
    """Give the observation of the last year and of every tenth year before it; each counts all years up to its own."""
    last = int(observations[-1].time_period)
    return [o for o in observations if (last - int(o.time_period)) % DECADE == 0]


def _chart(site: Edition, area: Area, indicator: Row, series: Series, held: Sequence[Observation]) -> Chart:
    words = site.words
    title = _finding(site, area, held[-1])
    numbers = tuple(_number(site, o, part) for o in held for part in PARTS)
    return Chart(
        id=f"{area.slug}-{indicator['id']}",
        kind="country_agreements",
        page=COUNTRY.path(area.iso3),
        place="agreements",
        title=title,
        subtitle=words("chart.country_agreements.subtitle", label=site.text(indicator, "label")),
        alternative=words(
            "chart.country_agreements.alternative",
            finding=title.striptags(),
            counts=words("chart.sources_separator").join(_told(site, held, part) for part in PARTS),
        ),
        source=series.source,
        credit=credit(site, series.source),
        columns=(
            Column(name="time_period", label=words("chart.country_agreements.until")),
            Column(name="measure"),
            Column(name="measure_label", label=words("column.series")),
        ),
        numbers=numbers,
        across="measure_label",
        options={"names": {part: words(f"chart.country_agreements.{part}") for part in PARTS}},
    )


def _number(site: Edition, observation: Observation, part: str) -> Number:
    figure = observation.figures[part]
    name = site.words(f"chart.country_agreements.{part}")
    texts = {"time_period": observation.time_period, "measure": part, "measure_label": name}
    label = site.words("chart.number", what=f"{observation.time_period}, {name}", value=site.written(figure))
    return Number(texts=texts, figure=figure, label=label)


def _told(site: Edition, held: Sequence[Observation], part: str) -> str:
    """Say one number of every decade in a line."""
    values = [site.words("chart.of_period", value=site.written(o.figures[part]), period=o.time_period) for o in held]
    return site.words(
        "chart.number", what=site.words(f"chart.country_agreements.{part}"), value=site.words.list(values)
    )


def _finding(site: Edition, area: Area, last: Observation) -> Markup:
    """Say how many agreements could be read, which is a minimum of those there are, and how many have safeguards."""
    read, safe = (last.figures[part] for part in PARTS)
    party = site.phrase("chart.country_agreements.party", count=read, name=area.name, read=read)
    key = "safe_of_one" if read.number == 1 else "safe"
    return site.phrase(f"chart.country_agreements.{key}", count=safe, party=party, safe=safe)
