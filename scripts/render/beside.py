"""Tables of the figures that stand beside an indicator's series: one a kind, never added to anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from scripts.findings.beside import EDITION, KINDS, NEWEST, RISK, TOTALS, Beside, beside, shown_rows
from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.pages import GROUPED
from scripts.render.cells import span
from scripts.render.columns import column, note_column, period_column
from scripts.render.context import Context
from scripts.render.links import anchor, area_link, cited, source_line
from scripts.render.parts import Cell, Column, Table, Text, table
from scripts.words.grammar import typographic


def kind_title(context: Context, kind: str) -> str:
    """The heading over the figures of a kind."""
    return context.edition.label(KINDS, kind)


def kind_table(  # noqa: PLR0913 - what a table may have
    context: Context, kind: str, rows: Sequence[Beside], *, name: str, tall: bool | None = None, several: bool = True
) -> Table:
    """The figures of one kind: editions beside each other by year, rates with their parts, all others one a row.

    Rates of one route alone (`several` is false) do not name it.
    """
    if kind == EDITION:
        return _editions(context, rows, name)
    columns = _rates(context, rows, several=several) if kind == RISK else _facts(context, kind)
    return table(
        columns,
        sorted(rows, key=lambda each: (_ordered(context, each), each.row["date_from"], each.row["id"])),
        id=name,
        caption=context.words("other.caption", kind=kind_title(context, kind)),
        source=source_line(context, dict.fromkeys(each.row["source"] for each in rows)),
        filter=context.words("table.filter") if kind != NEWEST else "",
        tall=tall,
    )


def of_code(context: Context, indicator: str, codelist: str, code: str) -> list[Beside]:
    """The rates of one code of a grouping, such as a route, in the order of their years."""
    held = beside(context.reading, indicator).get(RISK, [])
    return [each for each in held if (each.row["codelist"], each.row["code"]) == (codelist, code)]


def shown(context: Context, each: Beside) -> Text | Cell:
    """A figure with what the source says before it, and that its period is not whole; why there is none."""
    if each.value is None:
        return context.edition.label("obs_status", each.row["obs_status"])
    text = Markup("{}").format(context.edition.alone(each.value))
    if each.value.partial:
        text += context.macro("pill", context.words("figure.partial"), "provisional")
    return Cell(text=text, order=each.value.exact)


def when(context: Context, row: Row) -> Cell:
    """The days that a figure covers; a whole year by its number, and from when where the end is not known."""
    start, end = row["date_from"], row["date_to"]
    if start and not end:
        return Cell(text=context.words("other.from", day=context.words.day(start)), order=start)
    year = start[:4] if (start[4:], end) == ("-01-01", f"{start[:4]}-12-31") else ""
    return Cell(text=year or span(context, start, end), order=start)


def place(context: Context, row: Row) -> Text:
    """Where it is of: a code of a list, words, or the country; the world where it is of none."""
    if row["code"]:
        label = context.edition.label(row["codelist"], row["code"])
        known = any(each["code"] == row["code"] for each in context.reading.grouped.get(row["codelist"], []))
        held = context.reading.labels[row["codelist"], row["code"]]
        return anchor(context.href(GROUPED.path(GROUPED.code(held))), label) if known else label
    own = context.edition.text(row, "place")
    area = area_link(context, row["ref_area"]) if row["ref_area"] else ""
    if own and area and typographic(own) != context.edition.area_names.get(row["ref_area"]):
        return context.edition.phrase("listing.within", what=own, where=area)
    return area or own or context.edition.group_name(WORLD)


def _ordered(context: Context, each: Beside) -> str:
    """Where a figure stands: the world first, then codes in the order of their list, then words."""
    row = each.row
    if row["code"]:
        return f"1{context.reading.package.codes[row['codelist']].index(row['code']):04}"
    if not row["source_url"] or not (row["ref_area"] or context.edition.text(row, "place")):
        return f"0{row['source']}{'' if row['source_url'] else row['id'][:4]}"
    return f"2{context.edition.text(row, 'title')}"


def _facts(context: Context, kind: str) -> list[Column[Beside]]:
    def said(each: Beside) -> Text:
        title, remark = context.edition.text(each.row, "title"), context.edition.text(each.row, "remark")
        text = Markup("{}").format(title)
        return text + Markup('<span class="cell-note">{}</span>').format(remark) if remark else text

    def counted(each: Beside) -> str:
        return context.words(f"other.counted_by.{'authority' if each.row['official'] == 'true' else 'others'}")

    columns: list[Column[Beside]] = [
        column(context, "title", said, "wide", context.words("column.what")),
        column(context, "place", lambda each: place(context, each.row), "wide"),
        column(context, "date", lambda each: when(context, each.row), "date"),
        column(context, "obs_value", lambda each: shown(context, each), "figure"),
        column(context, "unit_measure", lambda each: context.edition.label("unit_measure", each.row["unit_measure"])),
    ]
    if kind not in (NEWEST, TOTALS):
        columns.append(column(context, "official", counted))
    return [*columns, column(context, "source", lambda each: cited(context, each.row), "wide")]


def _rates(context: Context, rows: Sequence[Beside], *, several: bool) -> list[Column[Beside]]:
    units = dict.fromkeys(context.edition.label("unit_measure", each.row["unit_measure"]) for each in rows)

    def part(read: Callable[[Beside], Figure | None]) -> Callable[[Beside], Text | Cell]:
        def made(each: Beside) -> Text | Cell:
            found = read(each)
            return Cell(text=context.edition.html(found), order=found.exact) if found else ""

        return made

    where: Column[Beside] = column(context, "place", lambda each: place(context, each.row), "wide")
    return [
        *([where] if several else []),
        period_column(context, lambda each: each.row["date_from"]),
        column(
            context,
            "obs_value",
            lambda each: shown(context, each),
            "figure",
            ", ".join(units),
        ),
        column(context, "numerator", part(lambda each: each.numerator), "figure", context.words("other.deaths")),
        column(context, "denominator", part(lambda each: each.denominator), "figure", context.words("other.crossings")),
        note_column(context, lambda each: context.edition.label("note", each.row["note"]) if each.row["note"] else ""),
        column(context, "source", lambda each: cited(context, each.row), "wide"),
    ]


def _editions(context: Context, rows: Sequence[Beside], name: str) -> Table:
    """One row a year, one column an edition, the oldest edition first. What has no year is in no row."""
    sources = sorted(
        dict.fromkeys(each.row["source"] for each in rows), key=lambda s: context.reading.sources[s]["data_until"]
    )
    held = {(each.row["date_from"], each.row["source"]): each for each in rows}

    def of(source: str) -> Callable[[str], Text | Cell]:
        return lambda year: (
            shown(context, held[year, source]) if (year, source) in held else context.words("table.blank")
        )

    return table(
        [
            period_column(context, lambda year: year),
            *(
                column(context, s, of(s), "figure", context.called(context.reading.sources[s], "edition"))
                for s in sources
            ),
        ],
        [str(year) for year in shown_rows(EDITION, rows)],
        id=name,
        caption=context.words("other.caption", kind=kind_title(context, EDITION)),
        source=source_line(context, sources),
    )
