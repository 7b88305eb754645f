"""Charts as pages show them: the drawings, the files, the table of the same numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from scripts.charts.chart import Chart, Number
from scripts.drawing.drawn import Drawing, Drawn
from scripts.drawing.files import LIVE, folder
from scripts.model.pages import CHART
from scripts.render.columns import column
from scripts.render.context import Context
from scripts.render.links import source_line
from scripts.render.parts import Cell, Column, SourceLine, Table, Text, table
from scripts.render.reusing import reuse

FILES = ("svg", "png", "csv", "json")
"""Files of a chart that its links lead to, in this order."""

DRAWN, PICTURE, SPECIFICATION = "svg", "png", "json"
"""The drawing, and what the page makes where it is no file: the picture of the drawing, the specification of LIVE."""

SMALL = "headlines"
"""What the small charts show that stand in cards, one an indicator."""

CELL = re.compile('data-cell="([^"]+)"')
"""The cell of a figure, as it is printed."""

LONGEST_CREDIT = 400
"""Letters of a credit that stands under a chart; a longer one, of many sources, is folded."""

WIDEST = 6
"""Columns of numbers that stand side by side; a chart of more that brings its table has a row a number."""

INLINE = 60
"""A chart with more numbers than this has its table on its own page, so that a slow line need not carry both."""

Line = tuple[tuple[str, ...], Mapping[str, Number]]
"""A row of a chart's table: the texts that name it, and its numbers by the text of the column that goes across."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The room that a drawing takes, in whole pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartFile:
    """A link to a file of a chart. `made`: whether the page's script makes it of what the link leads to."""

    label: str
    href: str
    made: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChart:
    """One chart on a page.

    `numbers` is the address of the table of the same numbers, and `table` that table where it comes with the chart.
    """

    id: str
    title: Markup
    subtitle: str
    alternative: str
    source: tuple[SourceLine, ...] | None
    credit: Markup
    folded: bool
    """Whether the credit is too long to stand open."""
    note: str
    reuse: Markup
    """What may be done with it; '' where it is of several series."""
    folder: str
    wide: Size
    narrow: Size
    files: tuple[ChartFile, ...]
    page: str
    own_page: str
    count: int
    numbers: str
    elsewhere: bool
    """Whether the table of its numbers is on another page."""
    table: Table | None


def charts_of(
    context: Context, shows: str, *, indicator: str = "", beside: Table | None = None
) -> tuple[ShownChart, ...]:
    """Give the charts of this page that show one thing; none where nothing is to be shown.

    With an `indicator` those of that one alone. `beside` is a table of the page: a chart whose figures it has brings no
    table of its own.
    """
    drawings = context.drawings.of(context.path, shows)
    return tuple(shown_chart(context, drawn, beside) for drawn in drawings if indicator in ("", drawn.chart.indicator))


def small_chart(context: Context, indicator: str) -> ShownChart | None:
    """Give the small chart of an indicator, where this page has one."""
    return next(iter(charts_of(context, SMALL, indicator=indicator)), None)


def shown_chart(context: Context, drawn: Drawn, beside: Table | None = None) -> ShownChart:
    """Give one chart as this page shows it, `beside` a table that may have its figures."""
    chart = drawn.chart
    base = f"{folder(context.edition)}/{chart.id}"
    own_page = context.href(CHART.path(chart.id))
    inline = len(chart.numbers) <= INLINE
    there = beside.id if beside is not None and _has_figures(beside, chart) else ""
    numbers = there or (f"{chart.id}-table" if inline else "")
    return ShownChart(
        id=chart.id,
        title=chart.title,
        subtitle=chart.subtitle,
        alternative=chart.alternative,
        source=source_line(context, chart.sources) if chart.sources else None,
        credit=context.with_originals(chart.credit, context.sources(chart.sources)),
        folded=not chart.sources and len(chart.credit) > LONGEST_CREDIT,
        note=chart.note,
        reuse=reuse(context, chart.sources),
        folder=context.file(f"{base}/"),
        wide=_size(drawn.wide),
        narrow=_size(drawn.narrow),
        files=tuple(_files(context, base)),
        page=context.href(chart.page),
        own_page=own_page,
        count=len(chart.numbers),
        numbers=f"#{numbers}" if numbers else f"{own_page}#numbers",
        elsewhere=not numbers,
        table=chart_table(context, chart, f"{chart.id}-table") if inline and not there else None,
    )


def _has_figures(table: Table, chart: Chart) -> bool:
    """Whether a table has every figure of a chart, by their cells."""
    held = {cell for row in table.rows for each in row for cell in CELL.findall(str(each.text))}
    return {number.figure.cell for number in chart.numbers if number.figure} <= held


def picture_of(context: Context, base: str) -> str:
    """Give the address of a chart's picture: the PNG, or the drawing of which the page makes it; '' for none."""
    paths = (f"{base}.{kind}" for kind in (PICTURE, DRAWN))
    return next((context.file(path) for path in paths if context.drawings.has(path)), "")


def _files(context: Context, base: str) -> Iterator[ChartFile]:
    """Give the files of a chart. What is no file is made in the page, of what its link leads to."""
    made_of = {PICTURE: picture_of(context, base), SPECIFICATION: context.file(f"{base}/{LIVE}")}
    for kind in FILES:
        there = context.drawings.has(f"{base}.{kind}")
        href = context.file(f"{base}.{kind}") if there else made_of.get(kind, "")
        if href:
            yield ChartFile(label=context.words(f"chart.file.{kind}"), href=href, made=not there)


def chart_table(context: Context, chart: Chart, place: str) -> Table:
    """Give the numbers of a chart as a table with the id `place`: figures with their cells, gaps with their reason."""
    if len(_across(chart)) > WIDEST and len(chart.numbers) <= INLINE:
        chart = replace(chart, across="")
    named = [c for c in chart.columns if c.label and c.name != chart.across]
    held: dict[tuple[str, ...], dict[str, Number]] = {}
    for number in chart.numbers:
        key = tuple(number.texts[c.name] for c in named)
        held.setdefault(key, {})[number.texts[chart.across] if chart.across else ""] = number
    columns = [
        *(_named(context, c.name, c.label, n) for n, c in enumerate(named)),
        *(_valued(context, chart, across) for across in _across(chart)),
    ]
    lines: list[Line] = list(held.items())
    return table(columns, lines, id=place, caption=chart.title, tall=False)


def _named(context: Context, name: str, label: str, place: int) -> Column[Line]:
    return column(context, name, lambda line: line[0][place], label=label)


def _across(chart: Chart) -> list[str]:
    return list(dict.fromkeys(n.texts[chart.across] for n in chart.numbers)) if chart.across else [""]


def _valued(context: Context, chart: Chart, across: str) -> Column[Line]:
    """The column of the numbers of one text of the column that goes across; of all of them where there is none."""
    kind = "text" if any(n.figure and isinstance(n.figure.value, str) for n in chart.numbers) else "figure"
    label = across if chart.across else context.words("column.obs_value")
    return column(context, _code(chart, across), _number(context, across), kind, label)


def _number(context: Context, across: str) -> Callable[[Line], Text | Cell]:
    def cell(line: Line) -> Text | Cell:
        number = line[1].get(across)
        if number is None:
            return context.words("table.blank")
        if number.figure is None:
            return number.blank or context.words("table.blank")
        shown = context.edition.alone(number.figure)
        return Cell(text=shown, order=number.figure.exact) if number.figure.noted else shown

    return cell


def _code(chart: Chart, label: str) -> str:
    """Give the codes that a column of numbers stands for, which name it in addresses; `obs_value` for the only one.

    They are the texts without a label that all its numbers share: `yes`.
    """
    if not chart.across:
        return "obs_value"
    held = [n.texts for n in chart.numbers if n.texts[chart.across] == label]
    found = [{texts[c.name] for texts in held} for c in chart.columns if not c.label]
    return ".".join(codes.pop() for codes in found if len(codes) == 1) or "obs_value"


def _size(drawing: Drawing) -> Size:
    return Size(width=round(drawing.width), height=round(drawing.height))
