"""Tables of single acts: rows of registers, evidence behind observations, practices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup

from scripts.findings.reading import Row
from scripts.model.outcomes import AS_OF, COUNTS
from scripts.render.cells import package_number, span
from scripts.render.columns import column
from scripts.render.context import Context
from scripts.render.links import area_link, cited, dimension_link
from scripts.render.parts import CARDS, Cell, Column, Table, Text, table


def register_columns(context: Context, register: str) -> list[Column[Row]]:
    """Rows of a register: what, where, kind, when, status, its numbers, whether it counts, source."""
    label = context.edition.label
    return [
        column(context, "title", lambda row: with_note(context, context.original(row["title"]), row), "wide"),
        column(context, "place", lambda row: place_of(context, row)),
        column(context, "record_type", lambda row: label("record_type", row["record_type"])),
        column(context, "date", lambda row: dated(context, row), "date"),
        column(context, "record_status", lambda row: label("record_status", row["record_status"])),
        *_outcome_columns(context, register),
        column(context, "counted", lambda row: counted_as(context, row)),
        column(context, "source", lambda row: cited(context, row), "wide"),
    ]


def _outcome_columns(context: Context, register: str) -> Iterator[Column[Row]]:
    """What became of applications, each number with its published cell, and the day of which they are."""
    table = f"register_{register}"
    rows = context.reading.rows(table)
    if not rows or not {AS_OF, *COUNTS} <= set(rows[0]):
        return
    places = {row["id"]: number for number, row in enumerate(rows, start=2)}

    def numbers(name: str) -> Callable[[Row], Text | Cell]:
        return lambda row: package_number(context, table, places[row["id"]], name, row[name]) if row[name] else ""

    for name in COUNTS:
        yield column(context, name, numbers(name), "figure", optional=True)
    yield column(
        context,
        AS_OF,
        lambda row: Cell(text=context.words.day(row[AS_OF]), order=row[AS_OF]) if row[AS_OF] else "",
        "date",
        optional=True,
    )


def with_note(context: Context, said: Text, row: Row) -> Markup:
    """A text, and under it the note of its row."""
    note = context.edition.text(row, "note")
    shown = Markup("{}").format(said)
    return shown + Markup('<span class="cell-note">{}</span>').format(note) if note else shown


def place_of(context: Context, row: Row) -> Text:
    """Where something is: its place, and the countries or areas that it is of."""
    areas = Markup(", ").join(area_link(context, a) for a in (row["ref_area"], row["counterpart_area"]) if a)
    return (
        context.edition.phrase("listing.within", what=context.place(row["place"]), where=areas)
        if row["place"]
        else areas
    )


def dated(context: Context, row: Row) -> Cell:
    """From when until when, with what the date is of."""
    when = span(context, row["date_from"], row["date_to"])
    basis = context.edition.label("date_basis", row["date_basis"])
    return Cell(text=Markup("{} ({})").format(when, basis) if when else basis, order=row["date_from"])


def counted_as(context: Context, row: Row) -> str:
    """Whether a row of a register counts, or why it does not."""
    if row["counted_as"]:
        return context.words("register.counted")
    return context.edition.label("not_counted", row["not_counted"])


def area_column(context: Context, kind: str = "text") -> Column[Row]:
    """The country or area that a row is about."""
    return column(context, "ref_area", lambda row: area_link(context, row["ref_area"]), kind)


def evidence_columns(context: Context) -> list[Column[Row]]:
    """Evidence of one area: instrument, when, what it does, source."""

    def dated(row: Row) -> Cell:
        return Cell(text=span(context, row["valid_from"], row["valid_to"]), order=row["valid_from"])

    return [
        column(context, "instrument", lambda row: context.original(row["instrument"]), "wide"),
        column(context, "date", dated, "date"),
        column(context, "summary", lambda row: context.edition.text(row, "summary"), "wide"),
        column(context, "source", lambda row: cited(context, row), "wide"),
    ]


def practice_columns(context: Context) -> list[Column[Row]]:
    """Practices of one area: what, since when, kind, dimensions that it serves, source."""
    rows = {row["id"]: row for row in context.reading.dimensions}

    def dated(row: Row) -> Cell:
        return Cell(text=span(context, row["date_from"], row["date_to"]), order=row["date_from"])

    def served(row: Row) -> Markup:
        return Markup(", ").join(dimension_link(context, rows[each]) for each in row["dimensions"].split())

    return [
        column(context, "practice", lambda row: with_note(context, context.edition.text(row, "practice"), row), "wide"),
        column(context, "date", dated, "date"),
        column(context, "kind", lambda row: context.edition.label("practice_kind", row["kind"])),
        column(context, "dimensions", served, "wide"),
        column(context, "source", lambda row: cited(context, row), "wide"),
    ]


def practices_of_area(context: Context, rows: Iterable[Row], iso3: str, *, place: str, sort: bool = True) -> Table:
    """The practices of one area as a table with the id `place`."""
    caption = context.words("country.practices_caption", name=context.edition.area_names[iso3])
    return table(practice_columns(context), rows, id=place, caption=caption, phone=CARDS, sort=sort, tall=False)
