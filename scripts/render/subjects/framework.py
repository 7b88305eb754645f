"""The framework: policy areas, dimensions, criteria, practices, and links to other frameworks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.reading import Row
from scripts.model.pages import DIMENSION, POLICY_AREA
from scripts.render.columns import column
from scripts.render.context import Context
from scripts.render.headlines import Card, card, cards
from scripts.render.links import area_link, cited, indicator_link
from scripts.render.makers import Makers
from scripts.render.parts import CARDS, Fact, Table, Text, table
from scripts.render.records import area_column, practice_columns, practices_of_area
from scripts.render.related import FRAMEWORKS, STARTS, elements, framework_name, linked_indicators, related
from scripts.render.related import Element as LinkedElement
from scripts.sentences import sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is found of an indicator, under its name or beside a link to it."""

    id: str
    indicator: Text
    finding: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyArea:
    """A policy area with its indicators."""

    id: str
    label: str
    href: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAreaPage:
    """What the page of a policy area shows."""

    cards: tuple[Card, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionPage:
    """What the page of a dimension shows."""

    cards: tuple[Card, ...]
    related: tuple[Fact, ...]
    practices: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A dimension or criterion in a list, with the indicators that are linked to it."""

    id: str
    href: str
    label: str
    text: Text
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """The elements of another framework."""

    name: str
    elements: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One thing of ours with what it is linked to, by framework; `count` is the number of its links."""

    id: str
    label: str
    link: Markup
    count: int
    elements: Mapping[str, Sequence[LinkedElement]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedKind:
    """The things of one of our tables that have links."""

    id: str
    title: str
    things: tuple[Linked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswalkPage:
    """What the crosswalk shows."""

    kinds: tuple[LinkedKind, ...]
    frameworks: tuple[Framework, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Practices:
    """The practices of one country."""

    id: str
    country: Text
    table: Table


def policy_areas(context: Context, _: None) -> tuple[PolicyArea, ...]:
    """Give every policy area with the cards of its indicators."""
    return tuple(
        PolicyArea(
            id=f"area-{row['id']}",
            label=context.edition.text(row, "label"),
            href=context.href(POLICY_AREA.path(row["id"])),
            cards=cards(context, row["id"]),
        )
        for row in context.reading.policy_areas
    )


def policy_area_page(context: Context, area: Row) -> PolicyAreaPage:
    """Give the indicators of a policy area, with what is found of each."""
    own = (row for row in context.reading.indicators if row["policy_area"] == area["id"])
    return PolicyAreaPage(
        cards=cards(context, area["id"]),
        findings=tuple(
            Finding(
                id=f"finding-{row['id']}",
                indicator=context.edition.text(row, "label"),
                finding=sentences.finding(context.edition, row),
            )
            for row in own
        ),
    )


def dimension_page(context: Context, dimension: Row) -> DimensionPage:
    """Give what is linked to a dimension, and the practices that serve it."""
    served = [row for row in context.reading.rows("good_practices") if dimension["id"] in row["dimensions"].split()]
    return DimensionPage(
        cards=tuple(card(context, row) for row in linked_indicators(context, "dimensions", dimension["id"])),
        related=related(context, "dimensions", dimension["id"]),
        practices=table(
            [area_column(context, "wide"), *practice_columns(context)],
            served,
            id="practices-table",
            caption=context.words("dimension.practices_caption", name=context.edition.text(dimension, "label")),
            phone=CARDS,
            tall=False,
        ),
    )


def dimensions_page(context: Context, _: None) -> tuple[Element, ...]:
    """Give every dimension with links to its indicators."""
    return tuple(
        Element(
            id=row["id"],
            href=context.href(DIMENSION.path(row["id"])),
            label=context.edition.text(row, "label"),
            text=_indicators(context, row),
        )
        for row in context.reading.dimensions
    )


def _indicators(context: Context, dimension: Row) -> Text:
    """The indicators of a dimension as a line of links; a sentence where there is none."""
    linked = linked_indicators(context, "dimensions", dimension["id"])
    return Markup(", ").join(indicator_link(context, row) for row in linked) or context.words("dimension.none")


def criteria_page(context: Context, _: None) -> tuple[Element, ...]:
    """Give every criterion with the findings of its indicators."""
    return tuple(
        Element(
            id=row["id"],
            href=f"#{row['id']}",
            label=context.edition.text(row, "label"),
            text=context.edition.text(row, "description"),
            findings=tuple(_linked(context, each) for each in linked_indicators(context, "criteria", row["id"])),
        )
        for row in context.reading.criteria
    )


def _linked(context: Context, indicator: Row) -> Finding:
    finding = sentences.finding(context.edition, indicator)
    return Finding(id=indicator["id"], indicator=indicator_link(context, indicator), finding=finding)


def good_practices_page(context: Context, _: None) -> tuple[Practices, ...]:
    """Give the practices of each country, by the country's name."""
    held: dict[str, list[Row]] = {}
    for row in context.reading.rows("good_practices"):
        held.setdefault(row["ref_area"], []).append(row)
    return tuple(
        Practices(
            id=f"practice-{area.lower()}",
            country=area_link(context, area),
            table=practices_of_area(context, held[area], area, place=f"table-{area.lower()}", sort=False),
        )
        for area in context.edition.areas
        if area in held
    )


# -- crosswalk ---------------------------------------------------------------------------------------------------------


def crosswalk_page(context: Context, _: None) -> CrosswalkPage:
    """Give every link of the crosswalk, and the elements of each framework in the order of their numbers."""
    found: dict[str, list[Row]] = {}
    rows = context.reading.rows(FRAMEWORKS)
    for row in sorted(rows, key=lambda row: (row["framework"], _counted(row["number"]))):
        found.setdefault(row["framework"], []).append(row)
    return CrosswalkPage(
        kinds=tuple(kind for name in STARTS if (kind := _linked_kind(context, name)).things),
        frameworks=tuple(
            Framework(name=name, elements=_elements(context, name, held, number))
            for number, (code, held) in enumerate(found.items(), start=1)
            for name in [framework_name(context, code)]
        ),
    )


def _counted(number: str) -> tuple[tuple[int, str], ...]:
    """What sorts numbers such as P2 and 10.7.1 as they are counted."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", number))


def _linked_kind(context: Context, name: str) -> LinkedKind:
    """Every row of one of our tables that is linked to something."""
    return LinkedKind(
        id=f"links-{name}",
        title=context.words(f"crosswalk.of.{name}"),
        things=tuple(
            Linked(
                id=f"{name}-{row['id']}",
                label=context.edition.text(row, "label"),
                link=STARTS[name](context, row),
                count=len(context.reading.links(name, row["id"])),
                elements=elements(context, name, row["id"]),
            )
            for row in context.reading.rows(name)
            if context.reading.links(name, row["id"])
        ),
    )


def _elements(context: Context, framework: str, rows: list[Row], number: int) -> Table:
    def said(row: Row) -> Markup:
        label, text = context.edition.text(row, "label"), context.edition.text(row, "description")
        return Markup("<strong>{}</strong> {}").format(label, text)

    return table(
        [
            column(context, "number", lambda row: row["number"]),
            column(context, "element", said, "wide"),
            column(context, "source", lambda row: cited(context, row), "wide"),
        ],
        rows,
        id=f"framework-table-{number}",
        caption=context.words("crosswalk.framework_caption", framework=framework),
        phone=CARDS,
        tall=False,
    )


PAGES = Makers(
    site={
        "indicators": policy_areas,
        "dimensions": dimensions_page,
        "criteria": criteria_page,
        "good_practices": good_practices_page,
        "crosswalk": crosswalk_page,
    },
    rows={"policy_area": policy_area_page, "dimension": dimension_page},
)
