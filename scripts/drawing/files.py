"""The files of every chart: drawings for pages, the picture, its numbers, its specification."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from scripts.charts.chart import CSV_TAIL, Chart
from scripts.drawing.colours import colours
from scripts.drawing.draw import world_maps
from scripts.drawing.drawn import Drawn
from scripts.drawing.lettering import Lettering
from scripts.drawing.picture import picture
from scripts.drawing.png import drawable, fonts, pngs
from scripts.drawing.units import ABOUT, Units
from scripts.drawing.widths import Widths
from scripts.kept import Cache
from scripts.model.pages import pictured
from scripts.model.site import Download
from scripts.package.files import csv_bytes
from scripts.words.edition import Edition, plain

SCALE = 1.25
"""Pixels of a PNG for each unit of its drawing, here and in `picture.js`."""


LIVE = "live.zlib"
"""Packed JSON (RFC 1950) of what a live chart needs: in `wide` and `narrow` its Vega specifications, which the page
loads, and in `spec` the one in Vega-Lite, which readers take away."""


def folder(site: Edition) -> str:
    """Folder of the charts of a language, below the site's root."""
    return site.languages.folder_of("charts", site.words.language)


def chart_files(site: Edition, drawn: Iterable[Drawn], cache: Cache, root: str = "") -> Iterator[Download]:
    """Give every file of every chart, and the map that live charts and specifications load.

    For the chart `x`: `x.svg` (the picture with its words), `x.csv` (exactly its numbers, each with the cell it was
    read from), and in `x/` the drawings that pages load and LIVE, its specifications. For charts of pages that are
    `pictured` there are also `x.json` (Vega-Lite), and `x.png` for who cannot use SVG, but not where it has letters
    that the site's fonts lack. Those of other charts are made in the page that is asked for them (`picture.js`).

    `root` is the address of the site's root, '' where it is not known: a specification that somebody takes away loads
    the map by its whole address, or has it in itself.
    """
    base = folder(site)
    maps = world_maps(site, cache)
    for name, shapes in maps.items():
        yield Download(path=f"{base}/{name}", data=shapes.encode(), media_type="application/json")
    typefaces = fonts(cache)
    widths, palette = Widths(typefaces), dict(colours())
    lettering = Lettering(typefaces, cache)
    units = Units(site.reading)
    taken = Maps(root=f"{root}{base}/" if root else "", shapes=maps)
    kept: dict[str, str] = {}
    for each in drawn:
        whole = picture(each, widths, palette)
        if pictured(each.chart.page):
            kept[each.chart.id] = whole
        table = numbers(each.chart, units)
        path = f"{base}/{each.chart.id}.csv"
        yield Download(path=path, data=csv_bytes(table), media_type="text/csv", rows=len(table))
        yield from _text_files(f"{base}/{each.chart.id}", each, whole, lettering, taken)
    for name, data in pngs(drawable(kept, widths), SCALE, cache, typefaces).items():
        yield Download(path=f"{base}/{name}.png", data=data, media_type="image/png")


@dataclass(frozen=True, slots=True, kw_only=True)
class Maps:
    """The maps that specifications name, by file name, and the address of their folder; '' where it is not known."""

    root: str
    shapes: Mapping[str, str]

    def whole(self, specification: dict[str, Any]) -> dict[str, Any]:
        """Give a specification that can be taken anywhere: its maps by whole addresses, else among its data, once."""
        held: set[str] = set()

        def carried(part: Any) -> Any:
            if isinstance(part, list):
                return [carried(each) for each in part]
            if not isinstance(part, dict):
                return part
            name = str(part.get("url"))
            if name not in self.shapes:
                return {key: carried(each) for key, each in part.items()}
            if self.root:
                return {**part, "url": f"{self.root}{name}"}
            held.add(name)
            return {"name": name, **{key: each for key, each in part.items() if key != "url"}}

        made = {key: carried(each) for key, each in specification.items()}
        shapes = {name: json.loads(self.shapes[name]) for name in sorted(held)}
        return {**made, "datasets": {**made.get("datasets", {}), **shapes}} if shapes else made


def _text_files(base: str, each: Drawn, whole: str, lettering: Lettering, maps: Maps) -> Iterator[Download]:
    yield Download(path=f"{base}.svg", data=lettering.put(whole).encode(), media_type="image/svg+xml")
    specification = _specification(each, maps)
    if pictured(each.chart.page):
        yield Download(path=f"{base}.json", data=f"{specification}\n".encode(), media_type="application/json")
    yield Download(path=f"{base}/{LIVE}", data=_packed(each, specification), media_type="application/zlib")
    for name, drawing in (("wide", each.wide), ("narrow", each.narrow)):
        svg = lettering.put(drawing.svg)
        yield Download(path=f"{base}/{name}.svg", data=f"{svg}\n".encode(), media_type="image/svg+xml")


def _packed(each: Drawn, specification: str) -> bytes:
    """Give the specifications of a chart as LIVE has them."""
    parts = {"wide": each.wide.vega, "narrow": each.narrow.vega, "spec": specification}
    text = ",".join(f'"{name}":{part}' for name, part in parts.items())
    return zlib.compress(f"{{{text}}}".encode(), 6)


def numbers(chart: Chart, units: Units) -> pd.DataFrame:
    """Give a chart's numbers as text: its columns, unit and sources, `obs_value` as published, what readers are told.

    Last is the `cell` that the number was read from.
    """
    columns = [column.name for column in chart.columns]
    rows = [
        [
            *(n.texts[c] for c in columns),
            *units.of(chart, n),
            *((n.figure.exact, n.label, n.figure.cell) if n.figure else ("", n.label, "")),
        ]
        for n in chart.numbers
    ]
    return pd.DataFrame(rows, columns=[*columns, *ABOUT, *CSV_TAIL], dtype=str)


def _specification(each: Drawn, maps: Maps) -> str:
    """Give the Vega-Lite specification with its title, measure and credit, and with its maps wherever it is taken."""
    spec = maps.whole(json.loads(each.spec))
    chart = each.chart
    spec = {
        "$schema": spec.pop("$schema"),
        "title": {
            "text": plain(chart.title),
            "subtitle": [chart.subtitle, f"{chart.credit} {chart.note}".strip()],
        },
        "description": chart.alternative,
        **spec,
    }
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":"))
