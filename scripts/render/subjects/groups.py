"""Groups of countries: how each stands, and where each of its members does."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.reading import Observation, Row
from scripts.model.codes import DIVISIONS, group_of_parts
from scripts.model.pages import AREA_GROUP
from scripts.model.tables import Series
from scripts.render.cells import period_cell, value
from scripts.render.charts import ShownChart, charts_of
from scripts.render.columns import column, status_column
from scripts.render.context import Context
from scripts.render.files import File, listed, of_slice
from scripts.render.links import area_link, group_link, indicator_link
from scripts.render.makers import Makers
from scripts.render.parts import CARDS, Column, Table, Text, table
from scripts.render.quotes import Quote, quote
from scripts.sentences import sentences
from scripts.sentences.group import quotable
from scripts.words.edition import Area


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPage:
    """What the page of a group shows. `count` is the number of its members that have a page, `parts` of its parts."""

    name: str
    quotes: tuple[Quote, ...]
    count: int
    whole: Text
    """Link to the area that the group makes up, where the package has it; '' where it has none."""
    policies: bool
    """Whether the table of members shows policies; else it shows their figures."""
    indicators: Table
    parts: Table
    coverage: tuple[ShownChart, ...]
    matrix: Table
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEntry:
    """One group in a list, with the groups that are parts of it, by name."""

    href: str
    label: str
    text: Markup
    parts: tuple[GroupEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfGroup:
    """The groups of one kind."""

    id: str
    title: str
    groups: tuple[GroupEntry, ...]


def region_page(context: Context, group: Row) -> RegionPage:
    """Give what the page of a group shows."""
    code = group["id"]
    name, members = context.edition.group_name(code), context.edition.members(code)
    return RegionPage(
        name=name,
        quotes=tuple(quote(context, each) for each in quotable(context.edition, code)),
        count=len(members),
        whole=_whole(context, code),
        policies=_has_policies(context),
        indicators=_indicators(context, code, name),
        parts=_parts(context, code, name),
        coverage=charts_of(context, "coverage"),
        matrix=_matrix(context, members, name),
        files=listed(context, of_slice(context, f"regions/{code}")),
    )


def regions_page(context: Context, _: None) -> tuple[KindOfGroup, ...]:
    """Give the groups of areas under their kinds, those that are parts of others under these."""
    kinds: dict[str, list[GroupEntry]] = {}
    for group, row in context.reading.groups.items():
        if row["kind"] not in DIVISIONS or row["parent"] not in context.reading.groups:
            kinds.setdefault(row["kind"], []).append(_entry(context, group))
    return tuple(
        KindOfGroup(id=f"kind-{kind}", title=context.edition.label("group_kind", kind), groups=tuple(groups))
        for kind, groups in kinds.items()
    )


PAGES = Makers(rows={"region": region_page}, site={"regions": regions_page})


def _entry(context: Context, group: str) -> GroupEntry:
    areas = context.edition.members(group)
    states = sum(area.is_state for area in areas)
    text = ("regions.members", states) if states else ("regions.areas", len(areas))
    parts = (_entry(context, each) for each in context.reading.parts_of(group))
    return GroupEntry(
        href=context.href(AREA_GROUP.path(group)),
        label=context.edition.group_name(group),
        text=context.edition.phrase(text[0], count=text[1]),
        parts=tuple(sorted(parts, key=lambda each: context.words.sort_key(each.label))),
    )


def _indicators(context: Context, group: str, name: str) -> Table:
    """A row an indicator: how the group stands, bounds, period."""
    edition, words = context.edition, context.words

    def series(row: Row) -> tuple[Series, str]:
        found = context.reading.headline(row)
        return found, context.reading.latest(found)

    def standing(row: Row) -> Markup:
        found, period = series(row)
        return sentences.standing(edition, found, group, period)

    def bounds(row: Row) -> Markup:
        found, period = series(row)
        return sentences.bounds(edition, found, sentences.values(edition, found, group, period))

    return table(
        [
            column(context, "indicator", lambda row: indicator_link(context, row), label=words("profile.indicator")),
            column(context, "standing", standing, "wide", words("region.standing")),
            column(context, "bounds", bounds, "wide", words("headline.bounds"), optional=True),
            column(context, "time_period", lambda row: period_cell(context, series(row)[1]), "year"),
        ],
        context.reading.indicators,
        id="indicators-table",
        caption=words("region.indicators_caption", name=name),
        phone=CARDS,
        sort=False,
        tall=False,
    )


def _parts(context: Context, group: str, name: str) -> Table:
    """A column for each group that a group is divided into: how it stands under each indicator, in its period."""
    held = context.reading.parts_of(group)
    return table(
        [
            column(
                context,
                "indicator",
                lambda row: _dated_indicator(context, row),
                label=context.words("profile.indicator"),
            ),
            *(_part_column(context, code) for code in held),
        ],
        context.reading.indicators if held else (),
        id="parts-table",
        caption=context.words("region.subregions_caption", name=name),
        phone=CARDS,
        sort=False,
        tall=False,
    )


def _dated_indicator(context: Context, indicator: Row) -> Markup:
    """An indicator with the period of its headline."""
    series = context.reading.headline(indicator)
    period = sentences.period_text(context.edition, series, context.reading.latest(series))
    return context.edition.phrase("region.part_head", label=indicator_link(context, indicator), period=period)


def _part_column(context: Context, group: str) -> Column[Row]:
    """How a group stands under each indicator, in the period of its headline."""

    def standing(indicator: Row) -> Markup:
        series = context.reading.headline(indicator)
        return sentences.standing(context.edition, series, group, context.reading.latest(series))

    return column(context, group, standing, label=group_link(context, group))


def _whole(context: Context, group: str) -> Text:
    """Give a link to the area of which a group has the parts."""
    whole = next((area for area in context.edition.areas if group_of_parts(area) == group), "")
    return area_link(context, whole) if whole else ""


def _has_policies(context: Context) -> bool:
    return any(context.reading.headline(row).has_statuses for row in context.reading.indicators)


def _matrix(context: Context, members: list[Area], name: str) -> Table:
    """Members of a group by policy indicator: one mark each; where none is a policy, by number."""
    headlines = [(row, context.reading.headline(row)) for row in context.reading.indicators]
    policies = _has_policies(context)
    numbers = () if policies else [(row, series) for row, series in headlines if not series.has_classes]
    return table(
        [
            column(context, "ref_area", lambda area: area_link(context, area.iso3)),
            *(_policy(context, row, series) for row, series in headlines if series.has_statuses),
            *(_number(context, row, series) for row, series in numbers),
        ],
        members,
        id="matrix-table",
        caption=context.words("region.matrix_caption" if policies else "region.members_caption", name=name),
        filter=context.words("table.filter_country"),
        phone=CARDS,
    )


def _number(context: Context, indicator: Row, series: Series) -> Column[Area]:
    """What is known of each area under an indicator, with its period."""

    def known(area: Area) -> Markup:
        found = context.reading.known(series, area.iso3)
        if found is None or not found.value:
            return Markup()
        return context.edition.phrase(
            "region.member",
            value=value(context, series, found),
            period=sentences.period_text(context.edition, series, found.time_period),
        )

    return column(context, indicator["id"], known, label=indicator_link(context, indicator))


def _policy(context: Context, indicator: Row, series: Series) -> Column[Area]:
    period = context.reading.latest(series)

    def status(area: Area) -> Observation | None:
        return context.reading.status(series, area.iso3, period)

    return status_column(context, series, indicator["id"], indicator_link(context, indicator), status)
