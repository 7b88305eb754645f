"""The files of every chart: drawings for pages, the picture, its numbers, its specification."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pandas as pd

from scripts.charts.chart import CSV_TAIL, Chart
from scripts.drawing.cache import Cache
from scripts.drawing.colours import colours
from scripts.drawing.draw import MAP, world_map
from scripts.drawing.drawn import Drawn
from scripts.drawing.picture import picture
from scripts.drawing.png import drawable, fonts, pngs
from scripts.drawing.widths import Widths
from scripts.model.site import Download
from scripts.package.files import csv_bytes
from scripts.words.edition import Edition

SCALE = 1.5
"""Pixels of a PNG for each unit of its drawing."""


def folder(site: Edition) -> str:
    """Folder of the charts of a language, below the site's root."""
    return site.languages.folder_of("charts", site.words.language)


def chart_files(site: Edition, drawn: Sequence[Drawn], cache: Cache) -> Iterator[Download]:
    """Give every file of every chart, and the map that live charts and specifications load.

    For the chart `x`: `x.svg` and `x.png` (the picture with its words; no PNG where they have letters that the site's
    fonts lack), `x.csv` (exactly its numbers, each with the
    cell it was read from), `x.json` (Vega-Lite), and in `x/` the drawings and Vega specifications that pages load.
    """
    base = folder(site)
    shapes = world_map(site, cache)
    if shapes is not None:
        yield Download(path=f"{base}/{MAP}", data=shapes, media_type="application/json")
    typefaces = fonts(cache)
    widths, palette = Widths(typefaces), dict(colours())
    pictures = {each.chart.id: picture(each, widths, palette) for each in drawn}
    for name, data in pngs(drawable(pictures, widths), SCALE, cache, typefaces).items():
        yield Download(path=f"{base}/{name}.png", data=data, media_type="image/png")
    for each in drawn:
        yield from _text_files(f"{base}/{each.chart.id}", each, pictures[each.chart.id])


def _text_files(base: str, each: Drawn, whole: str) -> Iterator[Download]:
    table = numbers(each.chart)
    yield Download(path=f"{base}.svg", data=whole.encode(), media_type="image/svg+xml")
    yield Download(path=f"{base}.csv", data=csv_bytes(table), media_type="text/csv", rows=len(table))
    yield Download(path=f"{base}.json", data=_specification(each).encode(), media_type="application/json")
    for name, drawing in (("wide", each.wide), ("narrow", each.narrow)):
        yield Download(path=f"{base}/{name}.svg", data=f"{drawing.svg}\n".encode(), media_type="image/svg+xml")
        yield Download(path=f"{base}/{name}.vg.json", data=drawing.vega.encode(), media_type="application/json")


def numbers(chart: Chart) -> pd.DataFrame:
    """Give a chart's numbers as text: its columns, `obs_value` as published, and the `cell` that it was read from."""
    columns = [column.name for column in chart.columns]
    rows = [
        [*(n.texts[c] for c in columns), n.figure.exact if n.figure else "", n.label, n.figure.cell if n.figure else ""]
        for n in chart.numbers
    ]
    return pd.DataFrame(rows, columns=[*columns, *CSV_TAIL], dtype=str)


def _specification(each: Drawn) -> str:
    """Give the Vega-Lite specification with its title, measure and credit."""
    spec = json.loads(each.spec)
    chart = each.chart
    spec = {
        "$schema": spec.pop("$schema"),
        "title": {
            "text": chart.title.striptags(),
            "subtitle": [chart.subtitle, f"{chart.credit} {chart.note}".strip()],
        },
        "description": chart.alternative,
        **spec,
    }
    return json.dumps(spec, ensure_ascii=False, indent=1) + "\n"
