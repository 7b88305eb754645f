"""What is known of each member of a group: the status under each policy, elsewhere whether there is a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number, figure_of
from scripts.charts.regions import regions_of
from scripts.charts.wording import credit_of_all, status_name, written
from scripts.findings.coverage import Coverage
from scripts.findings.elsewhere import elsewhere
from scripts.findings.figures import Figure
from scripts.findings.reading import Observation, Row
from scripts.model.codes import STATUSES, WORLD
from scripts.model.pages import AREA_GROUP
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Area, Edition, plain

NAMED = 2
"""Indicators that a title names; where more have no figure, the subtitle names every one."""

KNOWN, REST, COUNTED = "known", "rest", "counted"
"""Codes of a figure, of none, and of the number of states with one."""

Found = Mapping[str, tuple[Number, ...]]
"""The numbers of each area, by its code."""


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each group that has members, and one for the world; none where no area is a UN member."""
    coverage = site.coverage
    if coverage.members(WORLD).zero:
        return
    areas = {code: tuple(_of_area(site, site.areas[code], held)) for code, held in coverage.found.items()}
    for group in site.reading.groups:
        members = site.members(group)
        if group == WORLD:
            yield _by_part(site, coverage, group)
        elif members:
            yield _by_member(site, coverage, group, [areas[area.iso3] for area in members])


def _gap(site: Edition, series: Series, area: Area) -> str:
    if series.has_statuses:
        return status_name(site, series.rest)
    return sentences.absence(site, series, elsewhere(site.reading, series, area.iso3))


def _of_area(site: Edition, area: Area, held: Mapping[str, Observation | None]) -> Iterator[Number]:
    for indicator in site.reading.indicators:
        series, found = site.reading.headline(indicator), held[indicator["id"]]
        figure, label = figure_of(found), site.text(indicator, "label")
        policy = series.has_statuses
        code = KNOWN if figure else REST
        if policy:
            code = figure.exact if figure else series.rest
        said = written(site, found, figure) if found and figure else _gap(site, series, area)
        year = found.time_period if found else ""
        value = site.words("chart.of_period", value=said, period=year) if year else said
        yield Number(
            texts={**_about(indicator, label), "ref_area": area.iso3, "ref_area_label": area.name, "time_period": year}
            | {"code": code},
            figure=figure,
            label=site.words("chart.number", what=f"{area.name}, {label}", value=value),
            blank="" if figure else said,
        )


def _about(indicator: Row, label: str) -> dict[str, str]:
    return {"indicator": indicator["id"], "indicator_label": label}


def _counted(site: Edition, coverage: Coverage, group: str) -> Iterator[Number]:
    """Give the number of states in a group, and of how many of them each indicator is known."""
    place = {"ref_area": group, "ref_area_label": site.group_name(group), "time_period": "", "code": COUNTED}
    members = {"indicator": "", "indicator_label": site.words("chart.group_coverage.members")}
    yield _number(site, {**members, **place}, coverage.members(group))
    for indicator in site.reading.indicators:
        about = _about(indicator, site.text(indicator, "label"))
        yield _number(site, {**about, **place}, coverage.states_known(group, indicator))


def _number(site: Edition, texts: Mapping[str, str], figure: Figure) -> Number:
    what = f"{texts['ref_area_label']}, {texts['indicator_label']}"
    return Number(texts=texts, figure=figure, label=site.words("chart.number", what=what, value=site.written(figure)))


def _by_member(site: Edition, coverage: Coverage, group: str, members: list[tuple[Number, ...]]) -> Chart:
    numbers = (*_counted(site, coverage, group), *(number for member in members for number in member))
    names = {status: status_name(site, status) for status in STATUSES}
    names |= {KNOWN: site.words("chart.group_coverage.known"), REST: site.words("chart.group_coverage.rest")}
    options = {
        "names": names,
        "counted": site.words("chart.group_coverage.counted", members=site.written(coverage.members(group))),
    }
    return _chart(site, coverage, group, kind="group_coverage", numbers=numbers, options=options)


def _by_part(site: Edition, coverage: Coverage, group: str) -> Chart:
    """Show the world, whose members are too many, by its regions, each with its sub-regions below it, by name."""
    regions = sorted(regions_of(site, site.reading.groups), key=lambda each: _by_name(site, each))
    divided = site.reading.divided
    below = {
        region: sorted(divided.get((region, "sub-region"), ()), key=lambda each: _by_name(site, each))
        for region in regions
    }
    parts = [part for region in regions for part in (region, *below[region])]
    numbers = tuple(number for each in (group, *parts) for number in _counted(site, coverage, each))
    options = {"whole": group, "nested": [part for parts in below.values() for part in parts]}
    return _chart(site, coverage, group, kind="subregion_coverage", numbers=numbers, options=options)


def _by_name(site: Edition, group: str) -> tuple[str, str]:
    return site.words.sort_key(site.group_name(group))


def _chart(site: Edition, coverage: Coverage, group: str, **own: Any) -> Chart:
    """Give a chart of a group with what is particular to it: `kind`, `numbers`, `options`."""
    words, name, kind = site.words, site.group_name(group), own["kind"]
    title = _finding(site, coverage, group)
    counts = [
        words("chart.number", what=site.text(row, "label"), value=site.written(coverage.states_known(group, row)))
        for row in site.reading.indicators
    ]
    return Chart(
        id=f"{group.lower()}-coverage",
        kind=kind,
        page=AREA_GROUP.path(group),
        shows="coverage",
        title=title,
        subtitle=_subtitle(site, kind, _blank(site, coverage, group)),
        alternative=words(
            f"chart.{kind}.alternative",
            finding=plain(title),
            name=name,
            members=site.written(coverage.members(group)),
            counts=words.list(counts),
        ),
        sources=(),
        credit=credit_of_all(site),
        columns=(
            Column(name="ref_area"),
            Column(name="ref_area_label", label=words("column.ref_area")),
            Column(name="indicator"),
            Column(name="indicator_label", label=words("profile.indicator")),
            Column(name="time_period"),
            Column(name="code"),
        ),
        numbers=own["numbers"],
        across="indicator_label",
        options={
            **own["options"],
            "indicators": [
                {"indicator": row["id"], "number": row["number"], "label": site.text(row, "label")}
                for row in site.reading.indicators
            ],
        },
    )


def _finding(site: Edition, coverage: Coverage, group: str) -> Markup:
    """Say which indicators are known of most states of a group and which of fewest; of more than NAMED, how many."""
    members = coverage.members(group)
    found = [(coverage.states_known(group, row), site.text(row, "label")) for row in site.reading.indicators]
    most, least = (pick((known for known, _ in found), key=_number_of) for pick in (max, min))
    named = {end: [label for known, label in found if known.number == end] for end in (most.number, least.number)}
    return site.phrase(
        f"chart.group_coverage.title.{_told_as(members, most, least)}",
        count=most,
        name=site.group_name(group),
        labels=_named(site, named[most.number]),
        most=most,
        members=members,
        others=_named(site, named[least.number]),
        least=least,
    )


def _subtitle(site: Edition, kind: str, blank: Sequence[str]) -> str:
    """Say what is shown, and name every blank column that the title only counts."""
    told = [site.words(f"chart.{kind}.subtitle")]
    if len(blank) > NAMED:
        told.append(site.words("chart.group_coverage.without", labels=site.words.quoted(blank)))
    return " ".join(told)


def _named(site: Edition, labels: Sequence[str]) -> str:
    if len(labels) <= NAMED:
        return site.words.quoted(labels)
    return site.words("chart.group_coverage.several", count=len(labels), all=len(site.reading.indicators))


def _blank(site: Edition, coverage: Coverage, group: str) -> list[str]:
    """Give the labels of the indicators that are known of no state of a group."""
    rows = site.reading.indicators
    return [site.text(row, "label") for row in rows if coverage.states_known(group, row).zero]


def _number_of(figure: Figure) -> float:
    return figure.number


def _told_as(members: Figure, most: Figure, least: Figure) -> str:
    """Name the text: of a group of one state nothing is counted, and none is `part` of all."""
    if most.number == least.number:
        return "single_equal" if members.number == most.number == 1 else "equal"
    if members.number == 1:
        return "single"
    return f"{'all' if most.number == members.number else 'part'}.{'none' if least.zero else 'some'}"
