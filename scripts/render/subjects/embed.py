"""A chart by itself, to be shown in other sites."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.drawing.drawn import Drawn
from scripts.render.charts import ShownChart, chart_table, shown_chart
from scripts.render.context import Context
from scripts.render.makers import Makers
from scripts.render.parts import Table
from scripts.render.quoting import Quoted, chart_quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedPage:
    """What the page of a chart shows."""

    chart: ShownChart
    numbers: Table
    quoted: Quoted


def embed_page(context: Context, drawn: Drawn) -> EmbedPage:
    """Give a chart with the table of its numbers."""
    return EmbedPage(
        chart=shown_chart(context, drawn),
        numbers=chart_table(context, drawn.chart, "numbers-table"),
        quoted=chart_quoted(context, drawn),
    )


PAGES = Makers(charts={"embed": embed_page})
