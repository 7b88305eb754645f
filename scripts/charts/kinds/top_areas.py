"""The countries and areas with most of what a count or register holds, for the headline of each such indicator."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number, chart_id
from scripts.charts.wording import FRACTIONS, credit, more_than
from scripts.findings.figures import Figure, contains
from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Area, Edition, plain

MOST = 10
"""Areas that are shown, and those that have as much as the last of them."""

ROOM = 15
"""Areas that there is room for. Where more have as much as the tenth, only those with more than it are shown."""

T = TypeVar("T")

Held = Sequence[tuple[Area, Figure]]


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each indicator of a count or register that is summed, and that differs between areas."""
    for indicator in sentences.stated(site):
        series = site.reading.headline(indicator)
        if series.is_count and series.is_summed:
            held = [each for each in _held(site, series) if each[1].number > 0]
            shown = first(held, lambda each: each[1].number)
            if len(shown) > 1:
                yield _chart(site, indicator, series, shown, whole=len(shown) == len(held))


def _held(site: Edition, series: Series) -> Held:
    """Every area with a figure other than zero in the headline's period, the largest first, by name where even."""
    period = site.reading.latest(series)
    found = [
        (area, o.value)
        for area in site.areas.values()
        for o in site.reading.observations(series, area.iso3)
        if o.time_period == period and o.value and not o.value.zero and not series.dimensions
    ]
    return sorted(found, key=lambda each: -each[1].number)


def first(held: Sequence[T], number: Callable[[T], float]) -> Sequence[T]:
    """Give of things in order the first ten and all that are even with the tenth, or those above it; none of all even.

    `number` gives what they are ranked by, the largest first.
    """
    if len(held) <= MOST:
        return held
    tenth = number(held[MOST - 1])
    among = [each for each in held if number(each) >= tenth]
    return among if len(among) <= ROOM else [each for each in held if number(each) > tenth]


def _chart(site: Edition, indicator: Row, series: Series, shown: Held, *, whole: bool) -> Chart:
    words, period = site.words, site.reading.latest(series)
    title = _title(site, series, shown)
    kind = "all" if whole else "first"
    return Chart(
        id=chart_id(series, "areas"),
        kind="top_areas",
        page=INDICATOR.path(indicator["id"]),
        shows="areas",
        title=title,
        subtitle=words(
            f"chart.top_areas.{kind}.{series.said_as}",
            label=site.text(indicator, "label"),
            period=sentences.period_text(site, series, period),
            least=site.written(shown[-1][1]),
        ),
        alternative=words(
            "chart.top_areas.alternative",
            finding=plain(title),
            areas=words.list([f"{area.name} {site.written(figure)}" for area, figure in shown]),
        ),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=(
            Column(name="ref_area"),
            Column(name="ref_area_label", label=words("column.ref_area")),
            Column(name="time_period", label=words("column.time_period")),
        ),
        numbers=tuple(
            Number(
                texts={"ref_area": area.iso3, "ref_area_label": area.name, "time_period": period},
                figure=figure,
                label=words("chart.number", what=area.name, value=site.written(figure)),
            )
            for area, figure in shown
        ),
        options={"values": {area.iso3: site.written(figure) for area, figure in shown}, "blank": words("table.blank")},
    )


def _title(site: Edition, series: Series, shown: Held) -> Markup:
    """Name the fewest areas that have more than a half, a third or a quarter together; else that with most."""
    period = site.reading.latest(series)
    whole = site.reading.summary(series, WORLD, period, sentences.main_measure(series))
    of_period = sentences.period_text(site, series, period)
    first = [area.name for area, figure in shown if figure.number == shown[0][1].number]
    if whole is None or not contains(whole, (figure for _, figure in _held(site, series))):
        return site.phrase(
            "chart.top_areas.alone",
            count=len(first),
            areas=site.words.list(first),
            figure=shown[0][1],
            period=of_period,
        )
    together = _together(shown, whole.number)
    if together:
        areas = site.words.list([area.name for area, _ in shown[: together[1]]])
        return site.phrase(
            f"chart.top_areas.{together[0]}.{series.said_as}", areas=areas, whole=whole, period=of_period
        )
    key = "single" if len(first) == 1 else "several"
    return site.phrase(
        f"chart.top_areas.{key}.{series.said_as}",
        areas=site.words.list(first),
        count=shown[0][1],
        figure=shown[0][1],
        whole=whole,
        period=of_period,
    )


def _together(shown: Held, whole: float) -> tuple[str, int] | None:
    """Give the largest fraction of the whole that two or three areas have more than, and how many they are.

    None where they have no quarter, or where another area has as much as the last of them.
    """
    values = [figure.number for _, figure in shown]
    for name in FRACTIONS:
        for count in (2, 3):
            sure = len(values) > count and values[count - 1] > values[count]
            if sure and more_than(sum(values[:count]), whole) == name:
                return name, count
    return None
