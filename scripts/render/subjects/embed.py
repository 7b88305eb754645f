"""A chart by itself, to be shown in other sites."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.drawing.drawn import Drawn
from scripts.render.charts import ShownChart, chart_table, embed_code, shown_chart
from scripts.render.context import Context
from scripts.render.makers import Makers
from scripts.render.parts import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedPage:
    """What the page of a chart shows. `code` puts it into another site."""

    chart: ShownChart
    numbers: Table
    code: str


def embed_page(context: Context, drawn: Drawn) -> EmbedPage:
    """Give a chart with the table of its numbers."""
    return EmbedPage(
        chart=shown_chart(context, drawn),
        numbers=chart_table(context, drawn.chart, "numbers-table"),
        code=embed_code(context, drawn),
    )


PAGES = Makers(charts={"embed": embed_page})
