"""Codes by which sources group their own records, such as places at sea: their years, parts and assigned areas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.beside import KINDS, RISK
from scripts.findings.figures import Figure, contains
from scripts.findings.reading import Row
from scripts.model.codes import ALL_PERIODS, UNKNOWN_PERIOD, WORLD
from scripts.model.pages import GROUPED, INDICATOR
from scripts.model.tables import Series
from scripts.render.beside import kind_table, of_code
from scripts.render.cells import figure, unit
from scripts.render.charts import ShownChart, charts_of
from scripts.render.columns import column, period_column
from scripts.render.context import Context
from scripts.render.files import File, listed, of_series
from scripts.render.links import anchor, area_link, source_line
from scripts.render.makers import Makers
from scripts.render.parts import Column, Fact, Link, Placed, Table, Text, table

FIRST = 6
"""Codes of a grouping that an indicator's page links to: those with most. The list of groupings has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Codes of another grouping whose names hold the name of a code, such as the routes over a sea, by year."""

    id: str
    title: str
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedPage:
    """What the page of a code of a grouping shows."""

    title: str
    indicator: Link | None
    finding: Markup
    description: str
    limits: str
    charts: tuple[ShownChart, ...]
    years: Table
    alike: tuple[Alike, ...]
    risk: Placed | None
    assigned: Table
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """One grouping in the list of all."""

    id: str
    title: str
    description: str
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code with the series that has it as a whole, and the one that parts it, where there is one."""

    row: Row
    whole: Series
    split: Series | None

    def figure(self, context: Context, period: str, part: str = "", area: str = WORLD) -> Figure | None:
        """The figure of the code in a period, or of a part of it; None where there is none."""
        series = self.split if part else self.whole
        measure = f"{self.whole.kind.main}.{self.row['code']}{f'.{part}' if part else ''}"
        return context.reading.summary(series, area, period, measure) if series else None

    def parts(self, context: Context) -> list[tuple[str, str]]:
        """The parts of the code with their names."""
        if self.split is None:
            return []
        name = self.split.dimensions[-1]
        return [(code, context.edition.label(name, code)) for code in context.reading.package.codes[name]]


def grouped_page(context: Context, row: Row) -> GroupedPage:
    """Give what the page of a code shows."""
    edition, reading = context.edition, context.reading
    code, name = _code(context, row), context.edition.label(row["codelist"], row["code"])
    grouping = next(each for each in reading.groupings if each["id"] == row["codelist"])
    indicator = reading.indicator_rows.get(code.whole.indicator)
    others = _alike(context, row, name)
    said = (edition.text(grouping, "description"), edition.explained(row["codelist"], row["code"]))
    held = [row, *(each for found in others.values() for each in found)]
    files = [
        *(f"groupings/{each['codelist']}/{each['code']}.csv" for each in held),
        *of_series(series for codelist in (row["codelist"], *others) for series in reading.by_grouping(codelist)),
    ]
    return GroupedPage(
        title=context.words("grouping.title", name=name, grouping=edition.text(grouping, "label")),
        indicator=Link(label=edition.text(indicator, "label"), href=context.href(INDICATOR.path(indicator["id"])))
        if indicator
        else None,
        finding=_finding(context, code, name),
        description=" ".join(text for text in said if text),
        limits=edition.text(indicator, "limits") if indicator else "",
        charts=charts_of(context, "years"),
        years=_years(context, code, name),
        alike=tuple(_by_year(context, codelist, rows, name) for codelist, rows in others.items()),
        risk=_risk(context, code),
        assigned=_assigned(context, code, name),
        files=listed(context, files),
    )


def groupings_page(context: Context, _: None) -> tuple[Grouping, ...]:
    """Give every grouping with its codes."""
    return tuple(_grouping(context, row) for row in context.reading.groupings if context.reading.grouped[row["id"]])


PAGES = Makers(rows={"grouped_code": grouped_page}, site={"groupings": groupings_page})


def groupings_of(context: Context, indicator: Row) -> tuple[Fact, ...]:
    """The groupings of an indicator's series, each with links to the codes that have most."""
    found = []
    for row in context.reading.groupings:
        if any(series.indicator == indicator["id"] for series in context.reading.by_grouping(row["id"])):
            codes = [_code(context, each) for each in context.reading.grouped[row["id"]]]
            ranked = sorted(codes, key=lambda code: -_number(code.figure(context, ALL_PERIODS)))
            links = [_link(context, code.row) for code in ranked[:FIRST]]
            found.append(Fact(label=context.edition.text(row, "label"), value=Markup(", ").join(links)))
    return tuple(found)


def _number(read: Figure | None) -> float:
    return read.number if read else 0


def _code(context: Context, row: Row) -> Code:
    whole, *others = context.reading.by_grouping(row["codelist"])
    split = next((series for series in others if len(series.dimensions) > len(whole.dimensions)), None)
    return Code(row=row, whole=whole, split=split)


def _link(context: Context, row: Row) -> Markup:
    return anchor(context.href(GROUPED.path(GROUPED.code(row))), context.edition.label(row["codelist"], row["code"]))


def _latest(context: Context, whole: Series) -> str:
    """The last period that is whole for every code of a series; '' for none."""
    reading = context.reading
    for period in reversed(reading.periods(whole)):
        measures = (f"{whole.kind.main}.{code}" for code in reading.dimension_codes(whole))
        found = [reading.summary(whole, WORLD, period, measure) for measure in measures]
        if not any(each and each.partial for each in found):
            return period
    return ""


def _finding(context: Context, code: Code, name: str) -> Markup:
    """What is recorded of a code in the last whole period, in its parts."""
    period, phrase = _latest(context, code.whole), context.edition.phrase
    found = code.figure(context, period)
    if not period:
        return phrase("grouping.finding_undated", name=name)
    if found is None:
        return phrase("grouping.finding_none", name=name, period=context.words.day(period))
    parts = [(label, code.figure(context, period, part)) for part, label in code.parts(context)]
    told = [phrase("grouping.part", figure=each, name=label.lower()) for label, each in parts if each]
    unit = context.edition.unit_of(code.whole, found)
    shown = {"name": name, "period": context.words.day(period), "figure": context.edition.bounded(found), "unit": unit}
    if not told or not contains(found, (each for _, each in parts if each)):
        return phrase("grouping.finding_unit_whole" if unit else "grouping.finding_whole", **shown)
    parted = context.edition.listed(told)
    return phrase("grouping.finding_unit" if unit else "grouping.finding", parts=parted, **shown)


def _years(context: Context, code: Code, name: str) -> Table:
    """One row a period that has a figure, the latest first, then what has no date, and all together."""
    listed_periods = [*reversed(context.reading.periods(code.whole)), UNKNOWN_PERIOD, ALL_PERIODS]

    def part(of: str) -> Callable[[str], Text]:
        return lambda period: figure(context, code.figure(context, period, of))

    def whole(period: str) -> Text:
        read = code.figure(context, period)
        shown = Markup("{}").format(figure(context, read))
        partial = read is not None and read.partial
        return shown + context.macro("pill", context.words("figure.partial"), "provisional") if partial else shown

    columns: list[Column[str]] = [
        period_column(context, lambda period: period),
        *(column(context, of, part(of), "figure", label) for of, label in code.parts(context)),
        column(context, code.whole.kind.main, whole, "figure", context.words("grouping.together")),
    ]
    return table(
        columns,
        [period for period in listed_periods if code.figure(context, period) is not None],
        id="years-table",
        caption=context.words("grouping.years_caption", name=name),
        source=source_line(context, context.reading.sources_of[code.whole.id]),
    )


def _risk(context: Context, code: Code) -> Placed | None:
    """Deaths by crossings of a route, by year; None where no crossings of it were counted."""
    rows = of_code(context, code.whole.indicator, code.row["codelist"], code.row["code"])
    if not rows:
        return None
    return Placed(
        title=context.words("other.risk"),
        intro=context.edition.explained(KINDS, RISK),
        count=len(rows),
        table=kind_table(context, RISK, rows, name="risk-table", several=False),
    )


def _alike(context: Context, row: Row, name: str) -> dict[str, list[Row]]:
    """The codes of other groupings of the same indicator whose names hold a name and say more, by grouping."""
    reading, indicator = context.reading, _code(context, row).whole.indicator

    def says_more(codelist: str, each: Row) -> bool:
        label = context.edition.label(codelist, each["code"])
        return name.lower() in label.lower() and len(label) > len(name)

    found = {}
    for codelist in (grouping["id"] for grouping in reading.groupings if grouping["id"] != row["codelist"]):
        if any(series.indicator == indicator for series in reading.by_grouping(codelist)):
            found[codelist] = [each for each in reading.grouped[codelist] if says_more(codelist, each)]
    return {codelist: rows for codelist, rows in found.items() if rows}


Dated = tuple[str, Code]
"""A period and a code that has a figure in it."""


def _by_year(context: Context, codelist: str, rows: list[Row], name: str) -> Alike:
    """One row a period and code, the latest period first."""
    codes, words = [_code(context, row) for row in rows], context.words
    grouping = next(context.edition.text(row, "label") for row in context.reading.groupings if row["id"] == codelist)
    dated = [*reversed(context.reading.periods(codes[0].whole)), UNKNOWN_PERIOD, ALL_PERIODS]

    def part(of: str) -> Callable[[Dated], Text]:
        return lambda item: figure(context, item[1].figure(context, item[0], of))

    columns: list[Column[Dated]] = [
        period_column(context, lambda item: item[0]),
        column(context, "code", lambda item: _link(context, item[1].row), "wide", grouping),
        *(column(context, of, part(of), "figure", label) for of, label in codes[0].parts(context)),
        column(context, codes[0].whole.kind.main, part(""), "figure", words("grouping.together")),
    ]
    place = codelist.replace("_", "-")
    return Alike(
        id=place,
        title=words("grouping.alike", name=name, grouping=grouping),
        table=table(
            columns,
            [(period, code) for period in dated for code in codes if code.figure(context, period) is not None],
            id=f"{place}-table",
            caption=words("grouping.alike_caption", name=name, grouping=grouping),
            source=source_line(context, context.reading.sources_of[codes[0].whole.id]),
            filter=words("table.filter"),
        ),
    )


def _assigned(context: Context, code: Code, name: str) -> Table:
    """One row an area that records of the code are assigned to, over all periods, the largest first."""
    areas = context.edition.reporting(code.whole)
    found = [(area, read) for area in areas if (read := code.figure(context, ALL_PERIODS, area=area))]
    columns: list[Column[tuple[str, Figure]]] = [
        column(context, "ref_area", lambda row: area_link(context, row[0])),
        column(context, code.whole.kind.main, lambda row: figure(context, row[1]), "figure", unit(context, code.whole)),
    ]
    return table(
        columns,
        sorted(found, key=lambda row: -row[1].number),
        id="assigned-table",
        caption=context.words("grouping.assigned_caption", name=name),
        source=source_line(context, context.reading.sources_of[code.whole.id]),
    )


def _grouping(context: Context, row: Row) -> Grouping:
    """One row a code: the last whole period, and all periods."""
    name, place = context.edition.text(row, "label"), row["id"].replace("_", "-")
    codes = [_code(context, each) for each in context.reading.grouped[row["id"]]]
    latest = _latest(context, codes[0].whole)
    columns: list[Column[Code]] = [
        column(context, "code", lambda code: _link(context, code.row), label=name),
        *(
            [column(context, "latest", lambda code: figure(context, code.figure(context, latest)), "figure", latest)]
            if latest
            else []
        ),
        column(
            context,
            "all",
            lambda code: figure(context, code.figure(context, ALL_PERIODS)),
            "figure",
            context.words("period.all_short"),
        ),
    ]
    caption = context.words("grouping.table_caption", name=name)
    return Grouping(
        id=place,
        title=name,
        description=context.edition.text(row, "description"),
        table=table(columns, codes, id=f"{place}-table", caption=caption),
    )
