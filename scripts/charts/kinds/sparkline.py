"""A picture of each headline that is small enough to stand in a list: no axes, only the first and the last year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scripts.charts.chart import Chart, Column, Number
from scripts.charts.wording import credit, status_name
from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.codes import ALL_STATUSES, WORLD
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition, plain

MOST_YEARS = 27
"""Years that a small chart shows at most."""

ONE_YEAR = {
    "policy": "policy_year",
    "total": "whole",
    "records": "whole",
    "assessed": "assessed_year",
    "ratio": "ratio_year",
    "shares": "shares_year",
}
"""Texts of a chart of one year alone, by the form whose text names two."""

Drawn = tuple[str, Series, list[Number]]
"""The form of a small chart, the series whose numbers it shows, and these numbers."""


def charts(site: Edition) -> Iterator[Chart]:
    """Give one small chart for each indicator that has any number."""
    for indicator in sentences.stated(site):
        form, series, numbers = _drawn(site, indicator)
        if numbers:
            yield _chart(site, indicator, form, series, numbers)


def _drawn(site: Edition, indicator: Row) -> Drawn:
    series = site.reading.headline(indicator)
    if series.has_statuses:
        return "policy", series, list(_by_year(site, series, series.statuses))
    if series.has_cases:
        return "shares" if series.has_parts else "cases", series, list(_published(site, series))
    measure = sentences.main_measure(series)
    if len(site.reading.periods(series)) > 1:
        return measure, series, list(_by_year(site, series, (measure,)))
    longer = next((c for c in site.reading.companions(indicator) if _counts_the_same(site, series, c)), None)
    if longer is not None:
        return measure, longer, list(_by_year(site, longer, (measure,)))
    return "whole", series, list(_by_year(site, series, (measure,)))


def _counts_the_same(site: Edition, series: Series, companion: Series) -> bool:
    """Tell whether a companion counts what a headline of one year counts, in several years."""
    same = companion.is_measured_as(series) and not companion.dimensions
    return same and len(site.reading.periods(companion)) > 1


def _by_year(site: Edition, series: Series, measures: Sequence[str]) -> Iterator[Number]:
    for period in site.reading.periods(series)[-MOST_YEARS:]:
        for measure in measures:
            figure = site.reading.summary(series, WORLD, period, measure)
            if figure is not None:
                when = site.words.period(period)
                what = f"{when}, {status_name(site, measure)}" if measure in ALL_STATUSES else when
                yield _number(site, series, (period, measure, figure.status), figure, what)


def _published(site: Edition, series: Series) -> Iterator[Number]:
    """Give every published figure of any area, by year; those without a year last."""
    held = [o for code in site.reporting(series) for o in site.reading.observations(series, code)]
    for o in sorted(held, key=lambda each: each.time_period):
        figure = o.value
        if figure is not None:
            what = f"{site.areas[o.ref_area].name}, {sentences.period_text(site, series, o.time_period)}"
            yield _number(site, series, (o.time_period, "obs_value", o.obs_status), figure, what)


def _number(site: Edition, series: Series, place: tuple[str, str, str], figure: Figure, what: str) -> Number:
    period, measure, status = place
    texts = {"series": series.id, "time_period": period, "measure": measure, "obs_status": status, "what": what}
    return Number(texts=texts, figure=figure, label=site.words("chart.number", what=what, value=site.written(figure)))


def _chart(site: Edition, indicator: Row, form: str, series: Series, numbers: list[Number]) -> Chart:
    words, title = site.words, sentences.stated_finding(site, indicator)
    dated = [n.texts["time_period"] for n in numbers if n.texts["time_period"][:1].isdigit()]
    first, last = min(dated, default=""), max(dated, default="")
    of_one = ONE_YEAR.get(form, form) if first == last else form
    told = "cases" if form == "shares" and not dated else of_one
    subtitle = words(f"chart.sparkline.{told}", first=words.day(first), last=words.day(last))
    return Chart(
        id=f"{indicator['id']}-small",
        kind="sparkline",
        page="",
        shows="headlines",
        indicator=indicator["id"],
        title=title,
        subtitle=subtitle,
        alternative=words("chart.sparkline.alternative", what=subtitle, finding=plain(title)),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=(
            Column(name="series"),
            Column(name="time_period"),
            Column(name="measure"),
            Column(name="obs_status"),
            Column(name="what", label=words("chart.country_count.what")),
        ),
        numbers=tuple(numbers),
        options={"form": form, "first": first, "last": last},
    )
