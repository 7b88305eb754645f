"""What a companion holds by the codes of its dimension over all periods, or by class where it has one period only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number
from scripts.charts.wording import credit, more_than
from scripts.findings.figures import Figure, contains
from scripts.findings.reading import Row
from scripts.model.codes import ALL_PERIODS, WORLD
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition, plain

MOST = 10
"""Codes that are shown; the table of the series has all."""

FEWEST = 3
"""A dimension of two codes splits the columns by year instead."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code with its name and its figure."""

    code: str
    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Said:
    """What a chart says: its finding, its measure and its codes."""

    title: Markup
    subtitle: str
    codes: Sequence[Code]


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each companion that is a count with one dimension, or a class in a single period."""
    for indicator in site.reading.indicators:
        for series in site.reading.companions(indicator):
            if series.counts_things and series.adds_periods and len(series.dimensions) == 1:
                found = _by_dimension(site, series)
                if len(found) >= FEWEST:
                    yield _dimension(site, indicator, series, found)
            elif _is_of_one_year(site, series):
                yield _category(site, indicator, series)


def _is_of_one_year(site: Edition, series: Series) -> bool:
    """Tell whether states were counted by class in a single year."""
    counted = series.has_classes and series.counts_states and not series.dimensions
    return counted and len(site.reading.periods(series)) == 1


# -- a count by the codes of its dimension -----------------------------------------------------------------------------


def _by_dimension(site: Edition, series: Series) -> list[Code]:
    """Every code that has a figure over all periods, the largest first."""
    name, main = series.dimensions[0], sentences.main_measure(series)
    found = [
        Code(code, site.label(name, code), figure)
        for code in site.reading.dimension_codes(series)
        if (figure := site.reading.summary(series, WORLD, ALL_PERIODS, f"{main}.{code}"))
    ]
    return sorted(found, key=lambda each: -each.figure.number)


def _dimension(site: Edition, indicator: Row, series: Series, found: Sequence[Code]) -> Chart:
    words, label = site.words, site.series_label(series)
    shown = found[:MOST]
    period = sentences.period_text(site, series, ALL_PERIODS)
    headline = site.reading.headline(indicator)
    same = headline.is_measured_as(series) and headline.is_summed_as(series)
    whole = site.reading.summary(headline, WORLD, ALL_PERIODS, sentences.main_measure(headline)) if same else None
    title = _title(site, series, shown, whole if contains(whole, (each.figure for each in found)) else None)
    rest = len(found) - len(shown)
    subtitle = words("chart.code_totals.subtitle", label=label, period=period)
    others = words("chart.code_totals.others", count=rest)
    return _chart(site, indicator, series, Said(title, f"{subtitle} {others}" if rest else subtitle, shown))


def _title(site: Edition, series: Series, shown: Sequence[Code], whole: Figure | None) -> Markup:
    """Say which part of the whole the first code has: in a sentence of its own where the language has one for it."""
    first, second = shown[0], shown[1]
    if whole is None:
        figures = {"figure": first.figure, "second_figure": second.figure}
        return site.phrase("chart.code_totals.without_whole", code=first.name, second=second.name, **figures)
    part = more_than(first.figure.number, whole.number) or "plain"
    own = f"chart.code_totals.said.{series.dimensions[0]}.{first.code}.{part}"
    key = own if site.words.has(own) else f"chart.code_totals.title.{part}"
    return site.phrase(key, code=first.name, figure=first.figure, whole=whole)


# -- states by class ---------------------------------------------------------------------------------------------------


def _category(site: Edition, indicator: Row, series: Series) -> Chart:
    words, period = site.words, site.reading.periods(series)[0]
    figures = {m: site.reading.summary(series, WORLD, period, m) for m in ("assessed", "members", "not_assessed")}
    names = {code: site.label(series.codelist, code) for code in site.reading.package.codes[series.codelist]}
    names["not_assessed"] = site.status_label("not_assessed")
    shown = [
        Code(code, name, figure)
        for code, name in names.items()
        if (figure := site.reading.summary(series, WORLD, period, code))
    ]
    unknown = figures["not_assessed"]
    largest = max(shown[:-1], key=lambda each: each.figure.number)
    first = sum(each.figure.number == largest.figure.number for each in shown[:-1])
    title = site.phrase(
        "chart.code_totals.classes" if first == 1 else "chart.code_totals.classes_even",
        count=unknown,
        code=largest.name,
        figure=largest.figure,
        **{name: figure for name, figure in figures.items() if figure},
    )
    subtitle = words(
        "chart.code_totals.subtitle_classes",
        label=site.series_label(series),
        period=sentences.period_text(site, series, period),
    )
    return _chart(site, indicator, series, Said(title, subtitle, shown))


# -- both --------------------------------------------------------------------------------------------------------------


def _chart(site: Edition, indicator: Row, series: Series, said: Said) -> Chart:
    words, shown = site.words, said.codes
    return Chart(
        id=series.id.replace(".", "-"),
        kind="code_totals",
        page=INDICATOR.path(indicator["id"]),
        shows="kinds",
        title=said.title,
        subtitle=said.subtitle,
        alternative=words(
            "chart.code_totals.alternative",
            finding=plain(said.title),
            codes=words.list([f"{c.name} {site.written(c.figure)}" for c in shown]),
        ),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=(Column(name="code"), Column(name="code_label", label=site.series_label(series))),
        numbers=tuple(
            Number(
                texts={"code": c.code, "code_label": c.name},
                figure=c.figure,
                label=words("chart.number", what=c.name, value=site.written(c.figure)),
            )
            for c in shown
        ),
        options={
            "values": {c.code: site.written(c.figure) for c in shown},
            "fills": {c.code: "@pattern-none" for c in shown if c.code == "not_assessed"},
            "blank": words("table.blank"),
        },
    )
