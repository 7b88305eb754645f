"""A ratio by year with the range that it may have, for the headline of an indicator whose ratios follow one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number, chart_id
from scripts.charts.wording import credit, percents, ticks, with_parts
from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition, plain

LEAST = 10
"""A line begins in the first year with so many cases: before, one case more or less moves the ratio by a tenth."""

MEASURES = ("ratio", "ratio_low", "ratio_high")

Figures = Mapping[str, Figure]


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each indicator of a ratio that has enough cases in more than one year."""
    for indicator in sentences.stated(site):
        series = site.reading.headline(indicator)
        if series.has_parts and not series.has_cases:
            years = _years(site, series)
            if len(years) > 1:
                yield _chart(site, indicator, series, years)


def _years(site: Edition, series: Series) -> dict[str, Figures]:
    """The figures of each year from the first with enough cases; a year without a ratio is a gap."""
    held = {period: sentences.values(site, series, WORLD, period) for period in site.reading.periods(series)}
    first = next((p for p, f in held.items() if "cases" in f and f["cases"].number >= LEAST and "ratio" in f), None)
    return {} if first is None else {period: figures for period, figures in held.items() if period >= first}


def _chart(site: Edition, indicator: Row, series: Series, years: Mapping[str, Figures]) -> Chart:
    words, periods = site.words, list(years)
    last = years[periods[-1]]
    measures = [measure for measure in MEASURES if measure in last]
    title = _title(site, years, series.first_period)
    return Chart(
        id=chart_id(series, "trend"),
        kind="ratio_trend",
        page=INDICATOR.path(indicator["id"]),
        shows="trend",
        title=title,
        subtitle=_subtitle(site, series, periods[0], ranged=len(measures) > 1),
        alternative=_alternative(site, title, periods[0], years[periods[0]]),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=(
            Column(name="time_period", label=words("column.time_period")),
            Column(name="measure"),
            Column(name="measure_label", label=words("column.obs_value")),
        ),
        numbers=tuple(
            _number(site, series, period, measure, years[period]) for measure in measures for period in periods
        ),
        across="measure_label",
        options={
            "percents": percents(site),
            "ends": {measure: site.written(last[measure]) for measure in measures},
            "names": {measure: words(f"chart.ratio_trend.{measure}") for measure in measures},
            "ticks": {"wide": ticks(periods, 12), "narrow": ticks(periods, 5)},
        },
    )


def _number(site: Edition, series: Series, period: str, measure: str, figures: Figures) -> Number:
    figure, blank = figures.get(measure), sentences.absence(site, series)
    return Number(
        texts={"time_period": period, "measure": measure, "measure_label": site.words(f"measure.{measure}")},
        figure=figure,
        label=site.words("chart.number", what=site.words.day(period), value=_told(site, figures) or blank),
        blank=blank,
    )


def _told(site: Edition, figures: Figures) -> str:
    """The ratio of a year with its parts and its range; '' where there is none."""
    if "ratio" not in figures:
        return ""
    parts = with_parts(site, figures["ratio"], figures)
    if "ratio_low" not in figures:
        return parts
    return site.words("chart.ratio_trend.ranged", value=parts, **_texts(site, figures))


def _texts(site: Edition, figures: Figures) -> dict[str, str]:
    return {measure: site.written(figure) for measure, figure in figures.items()}


def _title(site: Edition, years: Mapping[str, Figures], start: str) -> Markup:
    """State the last year, with its range where it has one, else beside the first."""
    first, last = min(years), max(years)
    shown: dict[str, object] = {**years[last], "last": last, "start": start}
    if "ratio_low" in years[last] and "records" in years[last]:
        return site.phrase("chart.ratio_trend.among", **shown)
    return site.phrase("chart.ratio_trend.plain", first=first, then=years[first]["ratio"], **shown)


def _subtitle(site: Edition, series: Series, first: str, *, ranged: bool) -> str:
    label = site.words("chart.ratio_trend.subtitle", label=site.series_label(series), first=first, least=LEAST)
    return f"{label} {site.words('chart.ratio_trend.band')}" if ranged else label


def _alternative(site: Edition, title: Markup, first: str, figures: Figures) -> str:
    return site.words("chart.ratio_trend.alternative", finding=plain(title), first=first, value=_told(site, figures))
