"""UN member states by status in each region and group of countries, for each policy and each further reading of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number, chart_id, shown_of
from scripts.charts.regions import by_value, compared, regions_of, set_off
from scripts.charts.wording import counts, credit, label_of, percents, policies, status_name
from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition, plain

REGIONS = "regions"
"""What such a chart shows, and the end of its id."""

Figures = Mapping[str, Figure]


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each such series."""
    for indicator, series in policies(site):
        yield _chart(site, indicator, series)


def _chart(site: Edition, indicator: Row, series: Series) -> Chart:
    words, period = site.words, site.reading.latest(series)
    groups = [WORLD, *compared(site)]
    found = {group: figures for group in groups if (figures := sentences.values(site, series, group, period))}
    ranked = by_value(site, [group for group in found if group != WORLD], lambda group: _share(found[group]))
    held = {group: found[group] for group in (WORLD, *ranked)}
    title = _title(site, series, held)
    return Chart(
        id=chart_id(series, REGIONS),
        kind="policy_regions",
        page=INDICATOR.path(indicator["id"]),
        shows=shown_of(series, REGIONS),
        title=title,
        subtitle=words(
            "chart.policy_regions.subtitle",
            label=label_of(site, series),
            period=sentences.period_text(site, series, period),
        ),
        alternative=words(
            "chart.policy_regions.alternative",
            finding=plain(title),
            counts=words.list(counts(site, series, held[WORLD])),
        ),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=(
            Column(name="group"),
            Column(name="group_label", label=words("column.group")),
            Column(name="status"),
            Column(name="status_label", label=words("column.status")),
        ),
        numbers=tuple(
            _number(site, group, status, figures[status])
            for group, figures in held.items()
            for status in series.statuses
        ),
        across="status_label",
        options={
            "members": {group: _members(site, figures) for group, figures in held.items()},
            "statuses": {status: status_name(site, status) for status in series.statuses},
            "counts": {g: {s: site.written(figures[s]) for s in series.statuses} for g, figures in held.items()},
            "told": {group: counts(site, series, figures) for group, figures in held.items()},
            "percents": percents(site),
            "apart": set_off(site, list(held)),
        },
    )


def _share(figures: Figures) -> float:
    """The part of all states that is surely a yes: whoever was not assessed may be one or not."""
    return figures["yes"].number / (figures["members"].number or 1)


def _members(site: Edition, figures: Figures) -> str:
    return site.words("chart.policy_regions.members", count=figures["members"].number)


def _number(site: Edition, group: str, status: str, figure: Figure) -> Number:
    name, said = site.group_name(group), status_name(site, status)
    return Number(
        texts={"group": group, "group_label": name, "status": status, "status_label": said},
        figure=figure,
        label=site.words("chart.number", what=f"{name}, {said}", value=site.written(figure)),
    )


# -- the finding -------------------------------------------------------------------------------------------------------


def _title(site: Edition, series: Series, held: Mapping[str, Figures]) -> Markup:
    """Compare two regions where one surely has a larger share of yes, else say how unevenly they were assessed."""
    regions = {group: held[group] for group in regions_of(site, held)}
    if series.finds_only_yes:
        return _documented(site, regions) or site.phrase("chart.policy_regions.documented_alone", **held[WORLD])
    if not regions:
        return _alike(site, held[WORLD])
    return _apart(site, regions) or _assessed(site, regions, held[WORLD])


def _apart(site: Edition, regions: Mapping[str, Figures]) -> Markup:
    """Say that yes is more common in one region than in another, whatever those not assessed may have; '' for none."""
    first = max(regions, key=lambda group: regions[group]["share_low"].number)
    last = min(regions, key=lambda group: regions[group]["share_high"].number)
    low, high = regions[first]["share_low"], regions[last]["share_high"]
    if low.number <= high.number:
        return Markup()
    key = "exact" if regions[first]["not_assessed"].zero and regions[last]["not_assessed"].zero else "apart"
    return _two(site, f"chart.policy_regions.{key}", regions, (first, last), low=low, high=high)


def _documented(site: Edition, regions: Mapping[str, Figures]) -> Markup:
    """Say in which region it is documented in the largest part of the states, and in which in the smallest."""
    if len(regions) < 2:  # noqa: PLR2004 - two are compared
        return Markup()
    first = max(regions, key=lambda group: _share(regions[group]))
    last = min(regions, key=lambda group: _share(regions[group]))
    if _share(regions[first]) == _share(regions[last]):
        return Markup()
    return _two(site, "chart.policy_regions.documented", regions, (first, last))


def _assessed(site: Edition, regions: Mapping[str, Figures], world: Figures) -> Markup:
    """Say in which region most of the states were assessed, and in which fewest."""
    parts = {group: figures["assessed"].number / figures["members"].number for group, figures in regions.items()}
    first, last = max(parts, key=lambda group: parts[group]), min(parts, key=lambda group: parts[group])
    if parts[first] == parts[last]:
        return _alike(site, world)
    return _two(site, "chart.policy_regions.coverage", regions, (first, last))


def _alike(site: Edition, world: Figures) -> Markup:
    """Say the world's figure, where no two regions can be told apart."""
    key = "all" if world["not_assessed"].zero else "same"
    shown = {**world, "yes": site.bounded(world["yes"])}
    return site.phrase(f"chart.policy_regions.{key}", **shown)


def _two(site: Edition, key: str, regions: Mapping[str, Figures], pair: tuple[str, str], **more: Figure) -> Markup:
    first, last = pair
    shown: dict[str, object] = {**{f"other_{name}": figure for name, figure in regions[last].items()}, **regions[first]}
    names = {"region": site.group_name(first), "other": site.group_name(last)}
    return site.phrase(key, **shown, **names, **more)
