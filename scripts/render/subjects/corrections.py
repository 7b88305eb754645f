"""Corrections: what was wrong, since when, and what is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.corrections import REPORTS, TABLE
from scripts.findings.reading import Row
from scripts.model.versions import order_of
from scripts.render.columns import column
from scripts.render.context import Context
from scripts.render.links import anchor, area_link, indicator_link
from scripts.render.makers import Makers
from scripts.render.parts import CARDS, Cell, Column, Table, Text, table
from scripts.render.subjects.releases import release_link


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage:
    """What the page of corrections shows; None for a table of which there is no row."""

    corrections: Table | None
    reports: Table | None


def corrections_page(context: Context, _: None) -> CorrectionsPage:
    """Give corrections, and reports with their answers."""
    return CorrectionsPage(corrections=_corrections(context), reports=_reports(context))


def _reports(context: Context) -> Table | None:
    """One row a report that was answered, the last answered first."""
    rows = sorted(context.reading.rows(REPORTS), key=lambda row: (row["answered"], row["id"]), reverse=True)

    def day(name: str, row: Row) -> Cell:
        return Cell(text=context.words.day(row[name]), order=row[name])

    def concerned(row: Row) -> Text:
        page = anchor(context.href(row["page"]), row["page"]) if row["page"] else context.words("corrections.whole")
        cell = Markup(" <code>{}</code>").format(row["cell"]) if row["cell"] else ""
        return Markup("{}{}").format(page, cell)

    def column_of(name: str, cell: Callable[[Row], Text | Cell], kind: str = "wide") -> Column[Row]:
        return column(context, name, cell, kind, label=context.words(f"corrections.column.{name}"))

    if not rows:
        return None
    return table(
        [
            column_of("report", lambda row: _anchored(row["id"], context.edition.text(row, "report"))),
            column_of("of", concerned),
            column_of("reported", lambda row: day("reported", row), "text"),
            column_of("answered", lambda row: day("answered", row), "text"),
            column_of("answer", lambda row: context.edition.text(row, "answer")),
            column_of("done", lambda row: context.edition.text(row, "done")),
            column_of("release", lambda row: _release(context, row["release"]) if row["release"] else "", "text"),
        ],
        rows,
        id="reports-table",
        caption=context.words("corrections.reports_caption"),
        phone=CARDS,
        filter=context.words("table.filter"),
    )


def _corrections(context: Context) -> Table | None:
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
