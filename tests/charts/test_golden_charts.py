"""Two charts of each kind, made from the small package, are what they were when somebody last looked at them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from scripts.charts.gather import gather
from scripts.drawing.files import numbers
from scripts.drawing.units import Units
from scripts.exports.exports import table_of
from scripts.exports.published import package_files
from scripts.findings import coverage
from scripts.package.files import csv_bytes
from scripts.summarise.summarise import summarise
from tests.charts.golden import compare, drawn_charts, kinds, small_site, structure

NUMBER = re.compile(r"\d[\d,.]*\d|\d")

EACH = 2
"""Charts of each kind that are compared: the first ones by id."""


def chosen() -> list[str]:
    by_kind: dict[str, list[str]] = {}
    for chart in sorted(gather(small_site()), key=lambda each: each.id):
        by_kind.setdefault(chart.kind, []).append(chart.id)
    return [name for names in by_kind.values() for name in names[:EACH]]


@pytest.mark.parametrize("name", chosen())
def test_chart_is_what_it_was(name: str) -> None:
    compare(drawn_charts()[name])


def test_every_kind_is_compared_and_every_golden_file_is_used() -> None:
    charts = {chart.id: chart.kind for chart in gather(small_site())}
    assert set(kinds()) == set(charts.values())
    files = {path.name for path in Path("tests/golden/charts").glob("*.txt")}
    assert files == {f"{charts[name]}.{name}.txt" for name in chosen()}


def published() -> dict[str, list[list[str]]]:
    site = small_site()
    files = {f.path: f.data for f in package_files(site.reading.package)}
    files["data/latest/summaries.csv"] = csv_bytes(summarise(site.reading.package))
    found = coverage.Coverage(site.reading)
    files[f"data/latest/{coverage.AREAS}"] = csv_bytes(table_of(found.areas_table()))
    files[f"data/latest/{coverage.GROUPS}"] = csv_bytes(table_of(found.groups_table()))
    return {path: list(csv.reader(io.StringIO(data.decode()))) for path, data in files.items() if path.endswith("csv")}


def test_every_number_is_that_of_its_cell() -> None:
    tables = published()
    checked = 0
    site = small_site()
    units = Units(site.reading)
    for chart in gather(site):
        for value, cell in numbers(chart, units)[["obs_value", "cell"]].itertuples(index=False):
            if not cell:
                assert value == ""
                continue
            file, _, place = cell.partition("#cell=")
            row, column = (int(part) for part in place.split(","))
            held = tables[file][row - 1][column - 1]
            assert held == value or float(held) == float(value), (chart.id, cell)
            checked += 1
    assert checked > 20


@pytest.mark.parametrize("name", chosen())
def test_a_chart_says_what_it_shows(name: str) -> None:
    chart = drawn_charts()[name].chart
    assert chart.title.striptags()
    assert chart.subtitle
    assert chart.alternative
    assert chart.credit
    assert all(number.label for number in chart.numbers)
    assert all(number.figure or number.blank for number in chart.numbers), "a gap says why"
    known = " ".join(
        [
            chart.subtitle,
            str(chart.title),
            *(key["name"] for key in chart.options.get("classes", ())),
            *(f"{n.label} {' '.join(n.texts.values())}" for n in chart.numbers),
            *(small_site().written(n.figure) for n in chart.numbers if n.figure),
        ]
    )
    assert set(NUMBER.findall(chart.alternative)) <= set(NUMBER.findall(known)), "it says no figure of its own"


@pytest.mark.parametrize("name", chosen())
def test_drawings_fit_their_column_and_name_no_colour(name: str) -> None:
    drawn = drawn_charts()[name]
    small = drawn.chart.kind == "sparkline"
    for drawing, most in ((drawn.wide, 916), (drawn.narrow, 352)):
        assert small or most - 36 <= drawing.width <= most
        assert "@" not in drawing.svg.replace("@media", "")
        assert structure(drawing.svg)
    assert '"@' not in drawn.spec
    assert json.loads(drawn.spec)["$schema"].endswith("/v6.json")
