"""A country among the states of its region: who says yes, partial or no, who was not assessed, and what is known.

Counts and shares stand on no common scale: where not every state has a figure, a place among the others would be read
as a rank. Such a row says how many states have a figure, and what this country's is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number, figure_of
from scripts.charts.wording import credit_of_all, status_name, written
from scripts.findings.coverage import Coverage
from scripts.findings.figures import Figure
from scripts.findings.reading import Observation, Row
from scripts.model.codes import ALL_STATUSES
from scripts.model.pages import COUNTRY
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Area, Edition, plain

KNOWN, MEMBERS = "known", "members"
"""Codes of the numbers that are of the region: states with a figure, and all states."""

FIGURE = "figure"
"""Code of the figure of a state in a row without dots."""

OWN = "own"
"""Code of this country's own figure in a row without dots."""


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each country and area that has other states in its region, where an indicator is a policy."""
    coverage = site.coverage
    if not any(site.reading.headline(row).has_statuses for row in site.reading.indicators):
        return
    regions: dict[str, tuple[Number, ...]] = {}
    for area in site.areas.values():
        region = site.region(area)
        if region and coverage.members(region).number > area.is_state:
            if region not in regions:
                regions[region] = tuple(_of_region(site, coverage, region))
            yield _chart(site, coverage, area, region, regions[region])


def _of_region(site: Edition, coverage: Coverage, region: str) -> Iterator[Number]:
    """Give what is the same for every country of a region: the number of states, coverage, the status of each state."""
    states = [area for area in site.members(region) if area.is_state]
    whole = {"ref_area": region, "ref_area_label": site.group_name(region), "time_period": ""}
    members = {"indicator": "", "indicator_label": site.words("chart.country_position.members")}
    yield _number(site, {**members, **whole, "code": MEMBERS}, coverage.members(region))
    for indicator in site.reading.indicators:
        about = {"indicator": indicator["id"], "indicator_label": site.text(indicator, "label")}
        yield _number(site, {**about, **whole, "code": KNOWN}, coverage.states_known(region, indicator))
        series = site.reading.headline(indicator)
        if series.has_statuses:
            statuses = [
                _status(site, series, about, state, coverage.found[state.iso3][indicator["id"]]) for state in states
            ]
            yield from sorted(statuses, key=lambda number: ALL_STATUSES.index(number.texts["code"]))
        else:
            yield from _figures(site, coverage, indicator, states)


def _figures(site: Edition, coverage: Coverage, indicator: Row, states: Sequence[Area]) -> Iterator[Number]:
    """Give the figures of all states of a region, which have no dots: a table's blank then is one of the data."""
    about = {"indicator": indicator["id"], "indicator_label": site.text(indicator, "label")}
    for state in states:
        found = coverage.found[state.iso3][indicator["id"]]
        figure = figure_of(found)
        if found and figure:
            place = {"ref_area": state.iso3, "ref_area_label": state.name, "time_period": found.time_period}
            yield _number(site, {**about, **place, "code": FIGURE}, figure)


def _number(site: Edition, texts: Mapping[str, str], figure: Figure) -> Number:
    what = f"{texts['indicator_label']}, {texts['ref_area_label']}"
    return Number(texts=texts, figure=figure, label=site.words("chart.number", what=what, value=site.written(figure)))


def _status(site: Edition, series: Series, about: Mapping[str, str], state: Area, found: Observation | None) -> Number:
    figure = found.value if found else None
    status = figure.exact if figure else series.rest
    said = site.written(figure) if figure else status_name(site, status)
    year = found.time_period if found else ""
    value = site.words("chart.of_period", value=said, period=year) if year else said
    place = {"ref_area": state.iso3, "ref_area_label": state.name, "time_period": year}
    return Number(
        texts={**about, **place, "code": status},
        figure=figure,
        label=site.words("chart.number", what=state.name, value=value),
        blank="" if figure else said,
    )


def _chart(site: Edition, coverage: Coverage, area: Area, region: str, shared: Sequence[Number]) -> Chart:
    words = site.words
    held = coverage.found[area.iso3]
    title = _finding(site, coverage, area, region)
    rows = [_row(site, coverage, area, region, indicator) for indicator in site.reading.indicators]
    return Chart(
        id=f"{area.slug}-position",
        kind="country_position",
        page=COUNTRY.path(area.iso3),
        shows="position",
        title=title,
        subtitle=words(
            f"chart.country_position.subtitle.{'state' if area.is_state else 'area'}",
            name=area.name,
            region=site.group_name(region),
        ),
        alternative=words(
            "chart.country_position.alternative",
            finding=plain(title),
            rows=words.apart(
                words("chart.number", what=row["label"], value=f"{row['value']}, {row['coverage']}") for row in rows
            ),
        ),
        sources=(),
        credit=credit_of_all(site),
        columns=(
            Column(name="indicator"),
            Column(name="indicator_label", label=words("profile.indicator")),
            Column(name="ref_area"),
            Column(name="ref_area_label", label=words("column.ref_area")),
            Column(name="time_period"),
            Column(name="code"),
        ),
        numbers=(*(number for number in shared if not _is_own(number, area)), *_own(site, area, held)),
        across="indicator_label",
        options={
            "own": area.iso3,
            "name": area.name,
            "rows": rows,
            "names": {status: status_name(site, status) for status in ALL_STATUSES},
            "known": words("chart.country_position.known"),
            "here": words("chart.country_position.here"),
        },
    )


def _is_own(number: Number, area: Area) -> bool:
    """Tell whether a number is the country's own figure, which stands as such."""
    return number.texts["code"] == FIGURE and number.texts["ref_area"] == area.iso3


def _own(site: Edition, area: Area, held: Mapping[str, Observation | None]) -> Iterator[Number]:
    """Give the country's figures in the rows that have no dots, and all of an area, which is no dot."""
    for indicator in site.reading.indicators:
        found = held[indicator["id"]]
        figure = figure_of(found)
        if found and figure and not (area.is_state and site.reading.headline(indicator).has_statuses):
            about = {"indicator": indicator["id"], "indicator_label": site.text(indicator, "label")}
            place = {"ref_area": area.iso3, "ref_area_label": area.name, "time_period": found.time_period}
            yield _number(site, {**about, **place, "code": OWN}, figure)


def _row(site: Edition, coverage: Coverage, area: Area, region: str, indicator: Row) -> dict[str, str]:
    """Give the words of a row: the indicator, what is known of the country, of how many states anything is."""
    series = site.reading.headline(indicator)
    known = coverage.states_known(region, indicator)
    kind = "figure"
    if series.has_statuses:
        kind = "documented" if series.finds_only_yes else "policy"
    return {
        "indicator": indicator["id"],
        "label": site.text(indicator, "label"),
        "value": _value(site, series, coverage.found[area.iso3][indicator["id"]]),
        "coverage": plain(
            site.phrase(f"chart.country_position.{kind}", count=known, known=known, members=coverage.members(region))
        ),
    }


def _value(site: Edition, series: Series, found: Observation | None) -> str:
    figure = figure_of(found)
    if found is None or figure is None:
        return status_name(site, series.rest) if series.has_statuses else site.words("chart.no_figure")
    return site.words("chart.of_period", value=written(site, found, figure), period=found.time_period)


def _finding(site: Edition, coverage: Coverage, area: Area, region: str) -> Markup:
    """Say the country's status under the policy that is known of most states, and how many others have it."""
    policies = [row for row in site.reading.indicators if site.reading.headline(row).has_statuses]
    held = [row for row in policies if coverage.found[area.iso3][row["id"]] is not None]
    shown = max(held, key=lambda row: coverage.states_known(region, row).number, default=None)
    if shown is None:
        return site.phrase("chart.country_position.title.none", name=area.name)
    series, status = site.reading.headline(shown), figure_of(coverage.found[area.iso3][shown["id"]])
    period = site.reading.latest(series)
    figures = sentences.values(site, series, region, period)
    alike = figures.get(status.exact) if status else None
    return site.phrase(
        f"chart.country_position.title.{_among(series, area, figures, alike)}",
        label=site.text(shown, "label"),
        status=status,
        name=area.name,
        region=site.group_name(region),
        period=period,
        count=alike or 0,
        alike=alike,
        members=figures["members"],
        assessed=figures.get("assessed"),
    )


def _among(series: Series, area: Area, figures: Mapping[str, Figure], alike: Figure | None) -> str:
    """Name the text: an area that is no state is not among the states, and `alike` counts it not."""
    if not area.is_state or alike is None or alike.zero:
        return "area"
    if series.finds_only_yes:
        return "documented"
    if not figures[series.rest].zero:
        return "some" if figures["assessed"].number > 1 else "only"
    return "every" if alike.number == figures["members"].number else "all"
