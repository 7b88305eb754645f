"""Every record about one country in one list: laws and treaties, registers, practices, assessments by others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.beside import KINDS, about_area
from scripts.findings.reading import Row
from scripts.model.outcomes import AS_OF, COUNTS
from scripts.render.beside import shown, when
from scripts.render.cells import package_number, span
from scripts.render.columns import column
from scripts.render.context import Context
from scripts.render.links import cited, dimension_link
from scripts.render.long_tables import CountryTable, fits, path_of
from scripts.render.parts import CARDS, Cell, Choice, Column, Link, Placed, Table, Text, table
from scripts.render.records import counted_as, dated, place_of, register_columns, with_note
from scripts.words.edition import Area

PRACTICES, ASSESSMENTS = "good_practices", "assessments"
"""Tables whose rows are under no indicator, which name what they are in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of the list. `subject` is an indicator, or the table of what is under none."""

    subject: str
    what: Text
    kind: str
    when: Cell
    counted: str
    source: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The list of a country's records, and links to registers that are too long for it. `count` is that of the list."""

    count: int
    table: Table
    longer: tuple[Link, ...]


def records(context: Context, area: Area) -> Records:
    """Give every record about a country, by indicator; a long register is a page of its own."""
    registers = {n: context.reading.about(f"register_{n}", area.iso3) for n in context.reading.package.registers}
    rows = [
        *_evidence(context, area),
        *(each for name, held in registers.items() if fits(held) for each in _register(context, name, held)),
        *(each for row in context.reading.indicators for each in _beside(context, area, row["id"])),
        *_practices(context, area),
        *_assessments(context, area),
    ]
    order = list(_subjects(context))
    rows.sort(key=lambda record: order.index(record.subject))
    return Records(
        count=len(rows),
        table=_table(context, area, rows),
        longer=tuple(_longer(context, area, name, len(held)) for name, held in registers.items() if not fits(held)),
    )


def _longer(context: Context, area: Area, name: str, count: int) -> Link:
    label = context.edition.phrase("country.records_more", count=count, label=context.edition.register_label(name))
    return Link(label=label, href=context.href(path_of(CountryTable(area, name))))


def _subjects(context: Context) -> dict[str, str]:
    """The subjects by which the list can be narrowed down, with their names, in order."""
    own = {f"register_{name}": context.edition.register_label(name) for name in context.reading.package.registers}
    indicators = {row["id"]: context.edition.text(row, "label") for row in context.reading.indicators}
    return {
        **indicators,
        **{name: label for name, label in own.items() if name.removeprefix("register_") not in indicators},
        **{name: context.words(f"country.records_of.{name}") for name in (PRACTICES, ASSESSMENTS)},
    }


def _table(context: Context, area: Area, rows: list[Record]) -> Table:
    subjects = _subjects(context)
    present = dict.fromkeys(record.subject for record in rows)
    subject: Column[Record] = Column(
        name="indicator",
        label=context.words("profile.indicator"),
        cell=lambda record: Cell(text=subjects[record.subject], code=record.subject),
        codes=tuple(subjects),
        choices=tuple(Choice(code=code, label=subjects[code]) for code in present) if len(present) > 1 else (),
    )
    return table(
        [
            column(context, "title", lambda record: record.what, "wide"),
            subject,
            column(context, "record_type", lambda record: record.kind, optional=True),
            column(context, "date", lambda record: record.when, "date"),
            column(context, "counted", lambda record: record.counted, optional=True),
            column(context, "source", lambda record: record.source, "wide"),
        ],
        rows,
        id="records-table",
        caption=context.words("country.records_caption", name=area.name),
        phone=CARDS,
        tall=False,
    )


# -- what becomes a record ---------------------------------------------------------------------------------------------


def _evidence(context: Context, area: Area) -> Iterator[Record]:
    series = context.reading.package.series
    for row in context.reading.about("evidence", area.iso3):
        summary = context.edition.text(row, "summary")
        yield Record(
            subject=series[row["series"]].indicator,
            what=Markup('{}<span class="cell-note">{}</span>').format(context.original(row["instrument"]), summary),
            kind="",
            when=Cell(text=span(context, row["valid_from"], row["valid_to"]), order=row["valid_from"]),
            counted="",
            source=cited(context, row),
        )


def _register(context: Context, name: str, rows: Iterable[Row]) -> Iterator[Record]:
    for row in rows:
        where, outcome = place_of(context, row), _outcome(context, f"register_{name}", row)
        title = with_note(context, context.original(row["title"]), row)
        lines = [Markup('<span class="cell-note">{}</span>').format(line) for line in (where, outcome) if line]
        yield Record(
            subject=name if name in context.reading.indicator_rows else f"register_{name}",
            what=Markup().join((title, *lines)),
            kind=context.edition.label("record_type", row["record_type"]),
            when=dated(context, row),
            counted=counted_as(context, row),
            source=cited(context, row),
        )


def _outcome(context: Context, table_name: str, row: Row) -> Markup:
    """What became of applications, each number with its published cell, and the day of which they are."""
    if not {AS_OF, *COUNTS} <= set(row):
        return Markup()
    place = context.reading.rows(table_name).index(dict(row)) + 2
    numbers = [
        context.edition.phrase(
            "country.outcome",
            label=context.words(f"column.{name}"),
            value=package_number(context, table_name, place, name, row[name]).text,
        )
        for name in COUNTS
        if row[name]
    ]
    if not numbers:
        return Markup()
    told = context.edition.listed(numbers)
    return (
        context.edition.phrase("country.outcomes", told=told, day=context.words.day(row[AS_OF])) if row[AS_OF] else told
    )


def _beside(context: Context, area: Area, indicator: str) -> Iterator[Record]:
    """Other figures about the country, each of which cites a page: they are never added to the headline."""
    for each in about_area(context.reading, indicator, area.iso3):
        figure, label = shown(context, each), context.edition.label("unit_measure", each.row["unit_measure"])
        told = context.edition.phrase("other.figure", figure=getattr(figure, "text", figure), unit=label)
        remark = context.edition.text(each.row, "remark")
        lines = [Markup('<span class="cell-note">{}</span>').format(line) for line in (told, remark) if line]
        yield Record(
            subject=indicator,
            what=Markup().join((Markup("{}").format(context.edition.text(each.row, "title")), *lines)),
            kind=context.edition.label(KINDS, each.row["kind"]),
            when=when(context, each.row),
            counted=context.words("other.not_added"),
            source=cited(context, each.row),
        )


def _practices(context: Context, area: Area) -> Iterator[Record]:
    served = {row["id"]: row for row in context.reading.dimensions}
    for row in context.reading.about(PRACTICES, area.iso3):
        dimensions = [dimension_link(context, served[each]) for each in row["dimensions"].split()]
        what = with_note(context, context.edition.text(row, "practice"), row)
        yield Record(
            subject=PRACTICES,
            what=Markup('{}<span class="cell-note">{}</span>').format(what, Markup(", ").join(dimensions)),
            kind=context.edition.label("practice_kind", row["kind"]),
            when=Cell(text=span(context, row["date_from"], row["date_to"]), order=row["date_from"]),
            counted="",
            source=cited(context, row),
        )


def _assessments(context: Context, area: Area) -> Iterator[Record]:
    for row in context.reading.about(ASSESSMENTS, area.iso3):
        title, year = with_note(context, context.edition.text(row, "title"), row), row["time_period"]
        place = Markup('<span class="cell-note">{}</span>').format(row["place"]) if row["place"] else Markup()
        yield Record(
            subject=ASSESSMENTS,
            what=title + place,
            kind="",
            when=Cell(text=year, order=year),
            counted="",
            source=cited(context, row),
        )


# -- a register on a page of its own -----------------------------------------------------------------------------------


def register_about(context: Context, area: Area, name: str) -> Placed:
    """The rows of a register about a country, whole, for a page of their own."""
    words, rows = context.words, context.reading.about(f"register_{name}", area.iso3)
    label = context.edition.register_label(name)
    counted = sum(bool(row["counted_as"]) for row in rows)
    shown = table(
        register_columns(context, name),
        rows,
        id=f"register-{name}-table",
        caption=words("country.register_caption", label=label, name=area.name),
        filter=words("table.filter"),
        tall=True,
    )
    return Placed(
        title=words("country.register_title", label=label),
        intro=context.edition.phrase("country.register_intro", count=len(rows), counted=counted),
        count=len(rows),
        table=shown,
    )
