"""UN member states by class and year, for each companion that is a class in more than one year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number
from scripts.charts.wording import credit, more_than, ticks
from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition, plain

UNKNOWN = "not_assessed"

Years = Mapping[str, Mapping[str, Figure]]


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each companion."""
    for indicator in site.reading.indicators:
        for series in site.reading.companions(indicator):
            if _is_of_years(site, series):
                yield _chart(site, indicator, series)


def _is_of_years(site: Edition, series: Series) -> bool:
    """Tell whether states were counted by class in several years."""
    counted = series.has_classes and series.counts_states and not series.dimensions
    return counted and len(site.reading.periods(series)) > 1


def _chart(site: Edition, indicator: Row, series: Series) -> Chart:
    words, periods = site.words, site.reading.periods(series)
    names = {code: site.label(series.codelist, code) for code in site.reading.package.codes[series.codelist]}
    names[UNKNOWN] = site.status_label(UNKNOWN)
    years = {period: _figures(site, series, period, [*names, "members"]) for period in periods}
    last = years[periods[-1]]
    title = _title(site, names, years)
    day = "start" if series.reference_day == "01-01" else "any"
    return Chart(
        id=series.id.replace(".", "-"),
        kind="category_years",
        page=INDICATOR.path(indicator["id"]),
        shows="kinds",
        title=title,
        subtitle=words(f"chart.category_years.subtitle.{day}", label=site.series_label(series)),
        alternative=words(
            "chart.category_years.alternative",
            finding=plain(title),
            period=sentences.period_text(site, series, periods[-1]),
            counts=words.list(
                [words("chart.count", name=names[code], count=site.written(last[code])) for code in names]
            ),
        ),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=(
            Column(name="time_period", label=words("column.time_period")),
            Column(name="code"),
            Column(name="code_label", label=site.series_label(series)),
        ),
        numbers=tuple(
            _number(site, period, code, names[code], years[period][code]) for period in periods for code in names
        ),
        across="code_label",
        options={
            "members": max(int(figures["members"].number) for figures in years.values()),
            "names": {code: names[code] for code in names},
            "order": list(names),
            "unit": words("chart.policy_trend.unit"),
            "unknown": UNKNOWN,
            "ticks": {"wide": ticks(periods, 12), "narrow": ticks(periods, 5)},
        },
    )


def _figures(site: Edition, series: Series, period: str, measures: Sequence[str]) -> dict[str, Figure]:
    found = {measure: site.reading.summary(series, WORLD, period, measure) for measure in measures}
    return {measure: figure for measure, figure in found.items() if figure is not None}


def _number(site: Edition, period: str, code: str, name: str, figure: Figure) -> Number:
    label = site.words("chart.number", what=f"{site.words.day(period)}, {name}", value=site.written(figure))
    return Number(texts={"time_period": period, "code": code, "code_label": name}, figure=figure, label=label)


def _title(site: Edition, names: Mapping[str, str], years: Years) -> Markup:
    """Give the largest class of the last year, in which every class was counted over the same states."""
    last = max(years)
    known = {code: years[last][code] for code in names if code != UNKNOWN}
    code = max(known, key=lambda each: known[each].number)
    counted_all = years[last][UNKNOWN].zero
    half = counted_all and more_than(known[code].number, years[last]["members"].number) == "half"
    return site.phrase(
        f"chart.category_years.{'half' if half else 'title'}",
        code=names[code],
        figure=known[code],
        members=years[last]["members"],
        count=years[last][UNKNOWN],
        unknown=years[last][UNKNOWN],
        period=last,
    )
