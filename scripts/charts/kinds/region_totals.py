"""Counts, registers and numbers of published figures by region, for the headline of an indicator, as bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number, chart_id
from scripts.charts.regions import DEVELOPMENT, by_value, compared, regions_of, set_off
from scripts.charts.wording import credit, more_than
from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition, plain

COUNTED = {"areas_reporting", "areas"}
"""Measures that say how many areas are in a total."""


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each indicator whose headline counts something other than states."""
    for indicator in sentences.stated(site):
        series = site.reading.headline(indicator)
        if series.is_count:
            chart = _chart(site, indicator, series)
            if chart is not None:
                yield chart


def _chart(site: Edition, indicator: Row, series: Series) -> Chart | None:
    words, period, main = site.words, site.reading.latest(series), sentences.main_measure(series)
    whole = sentences.values(site, series, WORLD, period)
    held = {group: sentences.values(site, series, group, period) for group in compared(site)}
    ranked = by_value(site, held, lambda group: held[group][main].number if main in held[group] else None)
    kind = series.told_as
    if main not in whole or not any(main in figures for figures in held.values()):
        return None
    title = _title(site, series, whole[main], {g: held[g][main] for g in ranked if main in held[g]})
    return Chart(
        id=chart_id(series, "regions"),
        kind="region_totals",
        page=INDICATOR.path(indicator["id"]),
        shows="regions",
        title=title,
        subtitle=words(
            f"chart.region_totals.subtitle.{kind}",
            label=site.text(indicator, "label"),
            period=sentences.period_text(site, series, period),
        ),
        alternative=words(
            "chart.region_totals.alternative",
            finding=plain(title),
            regions=words.list([_told(site, g, held[g].get(main)) for g in regions_of(site, ranked)]),
        ),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=(Column(name="group"), Column(name="group_label", label=words("column.group")), Column(name="measure")),
        numbers=tuple(_number(site, series, group, held[group], main) for group in ranked),
        options={
            "values": {g: site.written(held[g][main]) for g in ranked if main in held[g]},
            "more": {g: more for g in ranked if (more := _more(site, held[g]))},
            "fills": {g: "@bar-2" for g in ranked if site.reading.groups[g]["kind"] == DEVELOPMENT},
            "blank": words(f"chart.region_totals.blank.{kind}"),
            "apart": set_off(site, ranked),
        },
    )


def _number(site: Edition, series: Series, group: str, figures: Mapping[str, Figure], main: str) -> Number:
    name = site.group_name(group)
    figure = figures.get(main)
    blank = site.words(f"chart.region_totals.blank.{series.told_as}")
    more = _more(site, figures)
    value = ", ".join(part for part in (site.written(figure) if figure else blank, more) if part)
    return Number(
        texts={"group": group, "group_label": name, "measure": main},
        figure=figure,
        label=site.words("chart.number", what=name, value=value),
        blank=blank,
    )


def _more(site: Edition, figures: Mapping[str, Figure]) -> str:
    """Say how many areas are in a total; '' where none is."""
    areas = next((figures[measure] for measure in figures if measure in COUNTED), None)
    return "" if areas is None or areas.zero else site.words("chart.areas", count=areas.number)


def _told(site: Edition, group: str, figure: Figure | None) -> str:
    return f"{site.group_name(group)} {site.written(figure) if figure else site.words('table.blank')}"


def _title(site: Edition, series: Series, whole: Figure, found: Mapping[str, Figure]) -> Markup:
    """Say how much of the whole is in the region with most of it, or in each where several have as much.

    What a source assigns to countries is told of each region: most of a sea's records would make one of them stand out.
    """
    regions = {g: found[g] for g in regions_of(site, found)}
    first = [g for g, f in regions.items() if f.number == max(each.number for each in regions.values())]
    if len(first) != 1:
        return site.phrase("chart.region_totals.even", regions=_each(site, first or list(regions), regions))
    figure = regions[first[0]]
    return site.phrase(
        f"chart.region_totals.title.{series.told_as}{_part(series, figure, whole)}",
        count=figure,
        figure=figure,
        whole=whole,
        regions=_each(site, list(regions), regions),
        region=site.group_name(first[0]),
        period=sentences.period_text(site, series, site.reading.latest(series)),
    )


def _part(series: Series, figure: Figure, whole: Figure) -> str:
    """Give the end of a title's name: which part of the whole the region has."""
    if series.told_as in ("count", "sum"):
        return ""
    if series.told_as == "published":
        return ".whole" if figure.number == whole.number else ".plain"
    return f".{more_than(figure.number, whole.number) or 'plain'}"


def _each(site: Edition, groups: Sequence[str], figures: Mapping[str, Figure]) -> str:
    return site.words.list([_told(site, group, figures[group]) for group in groups])
