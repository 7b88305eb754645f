"""A ratio by region with the cases behind it and the range that it may have, for the headline of an indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number, chart_id
from scripts.charts.regions import by_value, compared, regions_of, set_off
from scripts.charts.wording import credit, percents, with_parts
from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition, plain

MEASURES = ("ratio", "ratio_low", "ratio_high")

ENOUGH = 5
"""Regions are compared where each has so many cases."""

Figures = Mapping[str, Figure]


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each indicator of a share that any region has."""
    for indicator in sentences.stated(site):
        series = site.reading.headline(indicator)
        if series.is_share and not series.has_cases:
            held = _held(site, series)
            if "ratio" in held[WORLD] and any("ratio" in held[group] for group in held if group != WORLD):
                yield _chart(site, indicator, series, held)


def _held(site: Edition, series: Series) -> dict[str, Figures]:
    period = site.reading.latest(series)
    found = {group: sentences.values(site, series, group, period) for group in (WORLD, *compared(site))}
    ranked = by_value(
        site,
        [group for group in found if group != WORLD],
        lambda g: found[g]["ratio"].number if "ratio" in found[g] else None,
    )
    return {group: found[group] for group in (WORLD, *ranked)}


def _chart(site: Edition, indicator: Row, series: Series, held: Mapping[str, Figures]) -> Chart:
    words, period = site.words, site.reading.latest(series)
    measures = [measure for measure in MEASURES if measure in held[WORLD]]
    title = _title(site, held)
    return Chart(
        id=chart_id(series, "regions"),
        kind="region_ratios",
        page=INDICATOR.path(indicator["id"]),
        shows="regions",
        title=title,
        subtitle=words(
            "chart.region_ratios.ranged" if len(measures) > 1 else "chart.region_ratios.subtitle",
            label=site.series_label(series),
            period=sentences.period_text(site, series, period),
        ),
        alternative=words(
            "chart.region_ratios.alternative",
            finding=plain(title),
            regions=words.list([f"{site.group_name(g)} {_told(site, held[g])}" for g in regions_of(site, held)]),
        ),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=(
            Column(name="group"),
            Column(name="group_label", label=words("column.group")),
            Column(name="measure"),
            Column(name="measure_label", label=words("column.obs_value")),
        ),
        numbers=tuple(_number(site, series, group, measure, held[group]) for group in held for measure in measures),
        across="measure_label",
        options={
            "percents": percents(site),
            "values": {group: site.written(figures["ratio"]) for group, figures in held.items() if "ratio" in figures},
            "more": {
                group: _parts(site, figures)
                for group, figures in held.items()
                if "ratio" in figures and not figures["ratio"].few
            },
            "blank": words("chart.region_ratios.blank"),
            "apart": set_off(site, list(held)),
        },
    )


def _number(site: Edition, series: Series, group: str, measure: str, figures: Figures) -> Number:
    name, blank = site.group_name(group), site.words("chart.region_ratios.blank")
    return Number(
        texts={
            "group": group,
            "group_label": name,
            "measure": measure,
            "measure_label": site.words(f"measure.{measure}"),
        },
        figure=figures.get(measure),
        label=site.words("chart.number", what=name, value=_told(site, figures)),
        blank=blank,
    )


def _parts(site: Edition, figures: Figures) -> str:
    return str(
        site.phrase(
            "chart.region_ratios.parts",
            numerator=site.written(figures["numerator"]),
            denominator=site.written(figures["denominator"]),
        )
    )


def _told(site: Edition, figures: Figures) -> str:
    """The ratio with its parts and its range, or that there is none."""
    if "ratio" not in figures:
        return site.words("chart.region_ratios.blank")
    texts = {measure: site.written(figure) for measure, figure in figures.items()}
    parts = with_parts(site, figures["ratio"], figures)
    return site.words("chart.ratio_trend.ranged", value=parts, **texts) if "ratio_low" in texts else parts


def _title(site: Edition, held: Mapping[str, Figures]) -> Markup:
    """Say whether any region is surely above another: not where their ranges meet, nor where cases are few."""
    world = held[WORLD]
    regions = {g: held[g] for g in regions_of(site, held) if "ratio" in held[g]}
    shown: dict[str, object] = {**world, "count": world["cases"]}
    if any(figures["cases"].number < ENOUGH for figures in regions.values()):
        return site.phrase("chart.region_ratios.few", **shown)
    if "ratio_low" not in world:
        return site.phrase("chart.region_ratios.plain", **shown)
    first = max(regions, key=lambda group: regions[group]["ratio_low"].number)
    last = min(regions, key=lambda group: regions[group]["ratio_high"].number)
    low, high = regions[first]["ratio_low"], regions[last]["ratio_high"]
    if low.number <= high.number:
        return site.phrase("chart.region_ratios.overlap", **shown)
    names = {"region": site.group_name(first), "other": site.group_name(last)}
    return site.phrase("chart.region_ratios.apart", low=low, high=high, **names)
