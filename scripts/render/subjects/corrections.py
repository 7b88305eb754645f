"""Corrections: what was wrong, since when, and what is right."""

from __future__ import annotations

from markupsafe import Markup

from scripts.findings.corrections import TABLE
from scripts.findings.reading import Row
from scripts.model.versions import order_of
from scripts.render.columns import column
from scripts.render.context import Context
from scripts.render.links import anchor, area_link, indicator_link
from scripts.render.makers import Makers
from scripts.render.parts import CARDS, Cell, Table, Text, table
from scripts.render.subjects.releases import release_link


def corrections_page(context: Context, _: None) -> Table | None:
    """One row a correction, those of the newest release first; None where nothing has been corrected."""
    rows = sorted(context.reading.rows(TABLE), key=lambda row: order_of(row["corrected"]), reverse=True)

    def text(name: str, row: Row) -> str:
        return context.edition.text(row, name)

    if not rows:
        return None
    return table(
        [
            column(
                context,
                "was",
                lambda row: _anchored(row["id"], text("was", row)),
                "wide",
                label=context.words("corrections.column.was"),
            ),
            column(context, "now", lambda row: text("now", row), "wide", label=context.words("corrections.column.now")),
            column(
                context, "of", lambda row: _concerns(context, row), "wide", label=context.words("corrections.column.of")
            ),
            column(
                context,
                "since",
                lambda row: _release(context, row["since"]),
                label=context.words("corrections.column.since"),
            ),
            column(
                context,
                "corrected",
                lambda row: _release(context, row["corrected"]),
                label=context.words("corrections.column.corrected"),
            ),
            column(
                context,
                "found",
                lambda row: text("found", row),
                "wide",
                label=context.words("corrections.column.found"),
            ),
        ],
        rows,
        id="corrections-table",
        caption=context.words("corrections.caption"),
        phone=CARDS,
        filter=context.words("table.filter"),
    )


def _anchored(name: str, text: str) -> Markup:
    """A text with an address on the page, to which feeds and pages lead."""
    return Markup('<span id="{}">{}</span>').format(name, text)


def _release(context: Context, version: str) -> Cell:
    """A release, linked where it has a page, and sorted by its numbers."""
    known = {each.version for each in context.reading.history.releases}
    order = ".".join(part.zfill(4) for part in version.split("."))
    return Cell(text=release_link(context, version) if version in known else version, order=order)


def _concerns(context: Context, row: Row) -> Text:
    """What it concerns, each linked: indicators, countries, other pages."""
    indicators = (context.reading.indicator_rows[name] for name in row["indicators"].split())
    links = [
        *(indicator_link(context, each) for each in indicators),
        *(area_link(context, code) for code in row["ref_areas"].split()),
        *(anchor(context.href(path), path) for path in row["pages"].split()),
    ]
    return Markup(", ").join(links) or context.words("corrections.whole")


PAGES = Makers(site={"corrections": corrections_page})
