"""Charts as pages show them: the drawings, the files, the table of the same numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from scripts.charts.chart import Chart, Number
from scripts.drawing.drawn import Drawing, Drawn
from scripts.drawing.files import folder
from scripts.findings.reading import Row
from scripts.model.languages import root_of
from scripts.model.site import Download
from scripts.render.cells import Cell
from scripts.render.country_tables import CountryTables
from scripts.render.indicator_tables import Column
from scripts.words.edition import Edition

FILES = ("svg", "png", "csv", "json")
"""Files of a chart that its links lead to, in this order."""

SMALL = "headlines"
"""Place of the small charts that stand in cards, one an indicator."""

INLINE = 60
"""A chart with more numbers than this has its table on its own page, so that a slow line need not carry both."""

EMBED_MARGIN = 260
"""Height in pixels that an embedded chart needs beside its drawing, for its words and credit."""


@dataclass(frozen=True, slots=True)
class Drawings:
    """The drawn charts of a site by the page and the place that they stand on, and the site's address where known.

    `files` are the addresses of the files that charts have, where these have been made: a picture may be lacking.
    """

    drawn: Sequence[Drawn] = ()
    site_url: str = ""
    files: frozenset[str] | None = None
    _places: dict[tuple[str, str], list[Drawn]] = field(default_factory=dict)

    def has(self, path: str) -> bool:
        """Tell whether there is a file, as far as is known."""
        return self.files is None or path in self.files

    def at(self, page: str, place: str) -> list[Drawn]:
        """Give the charts of a place of a page, in their order."""
        if not self._places:
            for each in self.drawn:
                self._places.setdefault((each.chart.page, each.chart.place), []).append(each)
        return self._places.get((page, place), [])


class ChartViews(CountryTables):
    """What a page says of the charts that stand on it."""

    def __init__(
        self, site: Edition, environment: Environment, path: str, downloads: Sequence[Download], drawings: Drawings
    ) -> None:
        super().__init__(site, environment, path, downloads)
        self._drawings = drawings

    def charts(self, place: str) -> list[dict[str, Any]]:
        """Give the charts of a place of this page; none where nothing is to be shown."""
        return [self.chart(drawn) for drawn in self._drawings.at(self.path, place)]

    def chart(self, drawn: Drawn) -> dict[str, Any]:
        """Give one chart as the macro `chart` takes it."""
        chart = drawn.chart
        base = f"{folder(self.words.language)}/{chart.id}"
        return {
            "id": chart.id,
            "title": chart.title,
            "subtitle": chart.subtitle,
            "alternative": chart.alternative,
            "source": self.source_line(chart.source) if chart.source else None,
            "credit": chart.credit,
            "note": chart.note,
            "folder": self.file(f"{base}/"),
            "wide": _size(drawn.wide),
            "narrow": _size(drawn.narrow),
            "links": [
                {"label": self.words(f"chart.file.{kind}"), "href": self.file(f"{base}.{kind}")}
                for kind in FILES
                if self._drawings.has(f"{base}.{kind}")
            ],
            "own_page": self.href(f"embed/{chart.id}/"),
            "page": self.href(chart.page),
            "code": self._embed_code(drawn),
            "table": chart.table,
            "inline": len(chart.numbers) <= INLINE,
            "count": len(chart.numbers),
            "columns": self.chart_columns(chart),
            "rows": self.chart_rows(chart) if len(chart.numbers) <= INLINE and not chart.table else [],
        }

    def card(self, indicator: Row) -> dict[str, Any]:
        """One indicator as an entry of a list of cards, with its small chart where this page has one."""
        small = (c for c in self._drawings.at(self.path, SMALL) if c.chart.indicator == indicator["id"])
        drawn = next(small, None)
        return {**super().card(indicator), "drawing": self.chart(drawn) if drawn else None}

    def _embed_code(self, drawn: Drawn) -> str:
        """HTML that puts a chart into another site. The address is whole only where the site's own is known."""
        height = round(drawn.wide.height) + EMBED_MARGIN
        language = root_of(self.words.language)
        address = f"{self._drawings.site_url.rstrip('/')}/{language}embed/{drawn.chart.id}/"
        code = Markup(
            '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" style="border:0"></iframe>'
        ).format(address, drawn.chart.title.striptags(), height)
        return str(code)  # to be read, not to be run

    def chart_columns(self, chart: Chart) -> list[Column]:
        """Heads of the table of a chart's numbers."""
        named = [c for c in chart.columns if c.label and c.name != chart.across]
        heads = [self.column(c.name, label=c.label) for c in named]
        kind = "text" if any(n.figure and isinstance(n.figure.value, str) for n in chart.numbers) else "figure"
        values = self._values(chart)
        return [*heads, *(self.column(_code(chart, label), kind, label) for label in values)]

    def _values(self, chart: Chart) -> list[str]:
        if not chart.across:
            return [self.words("column.obs_value")]
        return list(dict.fromkeys(n.texts[chart.across] for n in chart.numbers))

    def chart_rows(self, chart: Chart) -> list[list[Cell]]:
        """The numbers of a chart as rows of a table, each figure with its cell and each gap with its reason."""
        names = [c.name for c in chart.columns if c.label and c.name != chart.across]
        rows: dict[tuple[str, ...], dict[str, Number]] = {}
        for number in chart.numbers:
            key = tuple(number.texts[name] for name in names)
            rows.setdefault(key, {})[number.texts[chart.across] if chart.across else ""] = number
        values = self._values(chart) if chart.across else [""]
        return [[*key, *(self._number(held, value) for value in values)] for key, held in rows.items()]

    def _number(self, held: Mapping[str, Number], value: str) -> Cell:
        number = held.get(value)
        if number is None:
            return self.words("table.blank")
        if number.figure is None:
            return number.blank or self.words("table.blank")
        return self.site.html(number.figure)


def _code(chart: Chart, label: str) -> str:
    """Give the codes that a column of numbers stands for, which name it in addresses; `obs_value` for the only one.

    They are the texts without a label that all its numbers share: `yes`.
    """
    if not chart.across:
        return "obs_value"
    held = [n.texts for n in chart.numbers if n.texts[chart.across] == label]
    found = [{texts[c.name] for texts in held} for c in chart.columns if not c.label]
    return ".".join(codes.pop() for codes in found if len(codes) == 1) or "obs_value"


def _size(drawing: Drawing) -> dict[str, int]:
    """The room that a drawing takes, in whole pixels."""
    return {"width": round(drawing.width), "height": round(drawing.height)}
