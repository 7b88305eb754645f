"""What was counted in a country, by year and, over all years, by its most telling dimension, such as the cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number
from scripts.charts.wording import credit
from scripts.findings.figures import Figure, contains
from scripts.findings.reading import Observation, Row
from scripts.model.codes import ALL_PERIODS, UNKNOWN_PERIOD
from scripts.model.pages import COUNTRY
from scripts.model.periods import YEAR, form_of
from scripts.model.prose import FEW
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Area, Edition, plain

MOST_CODES = 10
"""A dimension with more codes than this is not drawn: its bars would be a table."""


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each count that may be added over time, and each country and area that has any of it."""
    for indicator in site.reading.indicators:
        series = site.reading.headline(indicator)
        if series.counts_things and series.adds_periods:
            parts = _parts(site, indicator)
            counted = (c for c in site.reporting(series) if site.reading.summary(series, c, ALL_PERIODS, "total"))
            for code in counted:
                yield _chart(site, site.areas[code], indicator, series, parts)


def _parts(site: Edition, indicator: Row) -> Series | None:
    """Give the companion that tells most apart among those whose codes can be drawn; None where there is none."""
    fit = [
        companion
        for companion in site.reading.companions(indicator)
        if companion.adds_periods
        and len(companion.dimensions) == 1
        and len(site.reading.dimension_codes(companion)) <= MOST_CODES
    ]
    return max(fit, key=lambda companion: len(site.reading.dimension_codes(companion)), default=None)


def _chart(site: Edition, area: Area, indicator: Row, series: Series, parts: Series | None) -> Chart:
    words = site.words
    years = _years(site, area, series)
    kinds = _kinds(site, area, parts) if parts else []
    title = sentences.capital(_finding(site, area, indicator, series))
    return Chart(
        id=f"{area.slug}-{indicator['id']}",
        kind="country_count",
        page=COUNTRY.path(area.iso3),
        shows="count",
        indicator=indicator["id"],
        title=title,
        subtitle=_subtitle(site, series, years),
        alternative=words(
            "chart.country_count.alternative",
            finding=plain(title),
            years=words.list([n.label for n in years if n.figure]),
            kinds=words.list([n.label for n in kinds]),
            count=len(kinds),
        ),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=(
            Column(name="series"),
            Column(name="time_period"),
            Column(name="code"),
            Column(name="what", label=words("chart.country_count.what")),
            Column(name="obs_status"),
        ),
        numbers=(*years, *kinds),
        options={
            "heads": {
                "years": words("chart.country_count.years"),
                "kinds": _kinds_head(site, parts),
            },
            "undated": {UNKNOWN_PERIOD: words("period.unknown")},
        },
    )


def _years(site: Edition, area: Area, series: Series) -> list[Number]:
    """Give a number for each year that the series covers, and one for those without a date where there are any.

    Of a series by other periods than years those are shown of which the area has an observation.
    """
    held = {o.time_period: o for o in site.reading.observations(series, area.iso3)}
    covered = [str(year) for year in range(int(series.first_period), int(series.last_period) + 1)]
    if not _by_year(held):
        covered = sorted(period for period in held if period != UNKNOWN_PERIOD)
    periods = [*covered, *([UNKNOWN_PERIOD] if UNKNOWN_PERIOD in held else [])]
    return [_year(site, series, period, held[period].value if period in held else None) for period in periods]


def _by_year(periods: Iterable[str]) -> bool:
    return all(period == UNKNOWN_PERIOD or form_of(period) == YEAR for period in periods)


def _year(site: Edition, series: Series, period: str, figure: Figure | None) -> Number:
    words = site.words
    blank = "" if figure else words("chart.country_count.blank")
    named = words("period.unknown") if period == UNKNOWN_PERIOD else words.day(period)
    what = words("chart.country_count.partial", year=named) if figure and figure.partial else named
    status = figure.status if figure else ""
    texts = {"series": series.id, "time_period": period, "code": "", "what": what, "obs_status": status}
    label = words("chart.number", what=what, value=site.written(figure) if figure else blank)
    return Number(texts=texts, figure=figure, label=label, blank=blank)


def _kinds(site: Edition, area: Area, parts: Series) -> list[Number]:
    """Give the total of each code over all periods, highest first; a code without any is left out."""
    (dimension,) = parts.dimensions
    found = [
        (site.label(dimension, code), code, figure)
        for code in site.reading.dimension_codes(parts)
        if (figure := site.reading.summary(parts, area.iso3, ALL_PERIODS, f"total.{code}")) is not None
    ]
    found.sort(key=lambda each: -each[2].number)
    return [
        Number(
            texts={
                "series": parts.id,
                "time_period": ALL_PERIODS,
                "code": code,
                "what": label,
                "obs_status": figure.status,
            },
            figure=figure,
            label=site.words("chart.number", what=label, value=site.written(figure)),
        )
        for label, code, figure in found
    ]


def _kinds_head(site: Edition, parts: Series | None) -> str:
    if parts is None:
        return ""
    one = parts.first_period == parts.last_period
    return site.words(
        "chart.country_count.kinds_year" if one else "chart.country_count.kinds",
        label=site.series_label(parts),
        first=parts.first_period,
        last=parts.last_period,
    )


def _finding(site: Edition, area: Area, indicator: Row, series: Series) -> Markup:
    """Say the total over all periods, which is a minimum where the series says so, and the year with most."""
    total = site.reading.summary(series, area.iso3, ALL_PERIODS, "total")
    most = _most(site, area, series)
    years = [o.value for o in site.reading.observations(series, area.iso3) if o.value]
    by_year = _by_year(o.time_period for o in site.reading.observations(series, area.iso3))
    told = by_year and most is not None and total is not None and total.number >= FEW and contains(total, years)
    first, last = site.words.day(series.first_period), sentences.end_text(site, series)
    whole = "whole" if first != last else "whole_year"
    return site.phrase(
        f"chart.country_count.title.{'peak' if told else whole}",
        count=total,
        total=site.bounded(total) if total else "",
        peak=most.value if most else "",
        year=most.time_period if most else "",
        name=area.name,
        label=site.text(indicator, "label"),
        unit=site.text(indicator, "unit"),
        first=first,
        last=last,
    )


def _most(site: Edition, area: Area, series: Series) -> Observation | None:
    """Give the year with most; None where two have as much, or where there are no two whole years to compare.

    A year that is not complete counts with what it has: where that is more than in any other, no other has most.
    """
    every = site.reading.observations(series, area.iso3)
    years = [(o.value.number, o) for o in every if o.value and o.time_period != UNKNOWN_PERIOD]
    if sum(not (o.value and o.value.partial) for _, o in years) < 2:  # noqa: PLR2004 - two to compare
        return None
    (most, found), (next_to_it, _), *_ = sorted(years, key=lambda each: -each[0])
    return found if most > next_to_it else None


def _subtitle(site: Edition, series: Series, years: Sequence[Number]) -> str:
    """Say what is counted, what a gap means, and which year is not whole."""
    partial = [n.texts["time_period"] for n in years if n.figure and n.figure.partial]
    said = [site.words("chart.country_count.subtitle", series=site.series_label(series))]
    if any(n.figure is None for n in years):
        said.append(site.words("chart.country_count.gaps"))
    if partial:
        said.append(site.words("chart.country_count.incomplete", year=partial[-1]))
    return " ".join(said)
