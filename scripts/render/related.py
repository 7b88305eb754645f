"""What the crosswalk links to each other."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.reading import Row
from scripts.render.context import Context
from scripts.render.links import criterion_link, dimension_link, indicator_link
from scripts.render.parts import Fact

STARTS = {"indicators": indicator_link, "dimensions": dimension_link, "criteria": criterion_link}
"""Links to a row of each of our tables that the crosswalk links."""

FRAMEWORKS = "frameworks"
"""Table of the elements of other frameworks, which have no pages."""

FRAMEWORK = "framework"
"""List of codes of the frameworks themselves."""


def row_of(context: Context, table: str, row_id: str) -> Row:
    """Give a row of a table by its id. Raises StopIteration."""
    return next(row for row in context.reading.rows(table) if row["id"] == row_id)


def framework_name(context: Context, framework: str) -> str:
    """Name another framework as the package's list of codes does, else as its elements do."""
    named = (FRAMEWORK, framework) in context.reading.labels
    return context.edition.label(FRAMEWORK, framework) if named else framework


def target(context: Context, link: Row) -> tuple[str, Markup]:
    """Give the framework and the element that a link of the crosswalk leads to."""
    row = row_of(context, link["to_table"], link["to_id"])
    if link["to_table"] == FRAMEWORKS:
        name = framework_name(context, row["framework"])
        return name, Markup("{} {}").format(row["number"], context.edition.text(row, "label"))
    return context.words(f"crosswalk.{link['to_table']}"), STARTS[link["to_table"]](context, row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An element that something is linked to, and a caution that belongs to the link; '' where there is none."""

    element: Markup
    note: str


def elements(context: Context, table: str, row_id: str) -> dict[str, list[Element]]:
    """Give what the crosswalk links a row to, by framework."""
    found: dict[str, list[Element]] = {}
    for link in context.reading.links(table, row_id):
        label, element = target(context, link)
        found.setdefault(label, []).append(Element(element=element, note=context.edition.text(link, "note")))
    return found


def related(context: Context, table: str, row_id: str) -> tuple[Fact, ...]:
    """Give the same as a list of facts, without cautions."""
    found = elements(context, table, row_id).items()
    return tuple(Fact(label=label, value=context.edition.apart(each.element for each in held)) for label, held in found)


def linked_indicators(context: Context, table: str, row_id: str) -> list[Row]:
    """Give the indicators that the crosswalk links to a dimension or criterion."""
    linked = {
        r["from_id"]
        for r in context.reading.rows("crosswalk")
        if (r["from_table"], r["to_table"], r["to_id"]) == ("indicators", table, row_id)
    }
    return [i for i in context.reading.indicators if i["id"] in linked]
