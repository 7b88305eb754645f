"""A world map of how many of the indicators are known for each country and area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number
from scripts.charts.kinds.area_map import disputed, insets, points
from scripts.charts.map_steps import SHADES, Step, step_of, steps
from scripts.charts.wording import credit_of_all
from scripts.findings.coverage import Coverage
from scripts.words.edition import Area, Edition, plain

REST = "rest"
"""Class of areas of which nothing is known."""


def bounds(indicators: int) -> list[float]:
    """Give where the classes of a number of indicators begin: each a quarter of them wide, the last with the rest."""
    width = max(1, indicators // len(SHADES))
    return [1.0 + width * n for n in range(len(SHADES))]


def charts(site: Edition) -> Iterator[Chart]:
    """Give the one map, where the package has shapes, UN member states, and several indicators to count."""
    several = len(site.reading.indicators) > 1
    if not several or site.reading.map is None or not any(area.is_state for area in site.areas.values()):
        return
    words, coverage = site.words, site.coverage
    title = _finding(site, coverage)
    found = steps(bounds(len(site.reading.indicators)))
    numbers = tuple(_number(site, coverage, area, found) for area in site.areas.values())
    counts = Counter(number.texts["class"] for number in numbers)
    keys = [
        {
            "code": step.code,
            "fill": step.fill,
            "name": words("chart.world_coverage.class", name=_name(site, step), count=words.number(counts[step.code])),
        }
        for step in found
        if counts[step.code]
    ]
    yield Chart(
        id="world-coverage",
        kind="area_map",
        page="",
        shows="coverage",
        title=title,
        subtitle=words("chart.world_coverage.subtitle"),
        alternative=words(
            "chart.world_coverage.alternative",
            finding=plain(title),
            classes=words.list([key["name"] for key in keys]),
        ),
        sources=(),
        credit=credit_of_all(site),
        note=words("chart.area_map.credit"),
        columns=(
            Column(name="ref_area"),
            Column(name="ref_area_label", label=words("column.ref_area")),
            Column(name="class"),
        ),
        numbers=numbers,
        options={
            "rest": REST,
            "points": points(site),
            "disputed": disputed(site),
            "insets": insets(site),
            "classes": [
                *keys,
                {"code": REST, "fill": "@panel", "name": words("chart.world_coverage.rest")},
                {"code": "disputed", "fill": "@grey", "name": words("chart.area_map.disputed")},
            ],
        },
    )


def _number(site: Edition, coverage: Coverage, area: Area, found: list[Step]) -> Number:
    figure = coverage.indicators_known(area.iso3)
    step = step_of(figure.number, found)
    known = site.words(
        "countries.known", count=figure.number, known=site.written(figure), all=len(site.reading.indicators)
    )
    return Number(
        texts={"ref_area": area.iso3, "ref_area_label": area.name, "class": step.code if step else REST},
        figure=figure,
        label=site.words("chart.number", what=area.name, value=known),
    )


def _name(site: Edition, step: Step) -> str:
    """Name a class of whole numbers, the last of which is that of all indicators."""
    least = site.words.number(step.least)
    if step.end is None:
        return site.words("chart.world_coverage.above", least=least)
    if step.end - 1 == step.least:
        return least
    return site.words("chart.world_coverage.run", least=least, most=site.words.number(step.end - 1))


SOME: Final = 2
"""Stands for a number between none and all, where there is one indicator."""


def _finding(site: Edition, coverage: Coverage) -> Markup:
    """Say how few and how many of the indicators are known of a UN member state."""
    figures = [coverage.indicators_known(area.iso3) for area in site.areas.values() if area.is_state]
    least = min(figures, key=lambda figure: figure.number)
    most = max(figures, key=lambda figure: figure.number)
    every = len(site.reading.indicators)
    if every == 1:
        return site.phrase("chart.world_coverage.title_single", count=least if least.number == most.number else SOME)
    if least.number == most.number:
        return site.phrase("chart.world_coverage.title_same", count=least, all=every, least=least)
    key = "chart.world_coverage.title_whole" if most.number == every else "chart.world_coverage.title_part"
    return site.phrase(key, all=every, least=least, most=most)
