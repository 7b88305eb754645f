"""Agreements of a country that were judged, and those of them with safeguards, by the years of signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number
from scripts.charts.wording import credit
from scripts.findings.reading import Observation, Row
from scripts.model.pages import COUNTRY
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Area, Edition, plain

PARTS = ("denominator", "numerator")
"""Columns of an observation: records that were judged, and those of them with safeguards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some years, and what was signed in them; `held` is None where none of it was judged."""

    name: str
    held: Observation | None


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each share of distinct records that a companion has by spans of years.

    One for each country and area that had any in two of them.
    """
    for indicator in site.reading.indicators:
        series = site.reading.headline(indicator)
        spanned = next((s for s in site.reading.companions(indicator) if s.sums_records and s.window_years), None)
        if series.sums_records and spanned is not None:
            for code in site.reporting(series):
                spans = _spans(site, spanned, code)
                if len(spans) > 1:
                    yield _chart(site, site.areas[code], indicator, series, spans)


def _spans(site: Edition, series: Series, area: str) -> list[Span]:
    """Give the spans that end with the last year, side by side back to the first with any; none counts a year twice."""
    by_year = {int(o.time_period): o for o in site.reading.observations(series, area)}
    last, years = int(series.last_period), series.window_years
    ends = range(last, min(by_year, default=last + 1) - 1, -years)
    named = [site.words("chart.country_agreements.span", first=str(end - years + 1), last=str(end)) for end in ends]
    spans = [Span(name=name, held=by_year.get(end)) for name, end in zip(named, ends, strict=True)]
    while spans and spans[-1].held is None:
        spans.pop()
    return spans[::-1]


def _chart(site: Edition, area: Area, indicator: Row, series: Series, spans: Sequence[Span]) -> Chart:
    words, named = site.words, sentences.cases(site, series)
    title = _finding(site, area, series, site.reading.observations(series, area.iso3))
    numbers = tuple(_number(site, span, part) for span in spans for part in PARTS)
    return Chart(
        id=f"{area.slug}-{indicator['id']}",
        kind="country_agreements",
        page=COUNTRY.path(area.iso3),
        shows="agreements",
        title=title,
        subtitle=words("chart.country_agreements.subtitle", label=site.text(indicator, "label"), named=named),
        alternative=words(
            "chart.country_agreements.alternative",
            finding=plain(title),
            counts=words.apart(_told(site, spans, part) for part in PARTS),
        ),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=(
            Column(name="time_period", label=words("chart.country_agreements.until")),
            Column(name="measure"),
            Column(name="measure_label", label=words("column.series")),
        ),
        numbers=numbers,
        across="measure_label",
        options={"names": {part: words(f"chart.country_agreements.{part}") for part in PARTS}},
    )


def _number(site: Edition, span: Span, part: str) -> Number:
    figure = span.held.figures[part] if span.held else None
    name = site.words(f"chart.country_agreements.{part}")
    texts = {"time_period": span.name, "measure": part, "measure_label": name}
    blank = site.words("chart.country_agreements.blank")
    label = site.words("chart.number", what=f"{span.name}, {name}", value=site.written(figure) if figure else blank)
    return Number(texts=texts, figure=figure, label=label, blank=blank)


def _told(site: Edition, spans: Sequence[Span], part: str) -> str:
    """Say one number of every span in a line."""
    values = [
        site.words("chart.of_period", value=site.written(span.held.figures[part]), period=span.name)
        for span in spans
        if span.held
    ]
    return site.words(
        "chart.number", what=site.words(f"chart.country_agreements.{part}"), value=site.words.list(values)
    )


def _finding(site: Edition, area: Area, series: Series, held: Sequence[Observation]) -> Markup:
    """Say how many records of an area were judged, of which years, and how many of them have safeguards."""
    read, safe = (held[-1].figures[part] for part in PARTS)
    counts = {each.time_period: each.figures[PARTS[0]].number for each in held}  # of all years up to each
    years = {
        "first": next((year for year, count in counts.items() if count), held[0].time_period),
        "last": next(year for year, count in counts.items() if count == read.number),
    }
    when = "year" if years["first"] == years["last"] else "years"
    party = site.phrase(
        "chart.country_agreements.party",
        count=read,
        name=area.name,
        read=read,
        named=sentences.cases(site, series),
        signed=site.words(f"chart.country_agreements.signed.{when}", **years),
    )
    key = "safe_of_one" if read.number == 1 else "safe"
    return site.phrase(f"chart.country_agreements.{key}", count=safe, party=party, safe=safe)
