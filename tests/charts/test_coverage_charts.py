"""Charts of coverage hold every member and indicator, and every count that they state is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from scripts.charts.chart import Chart
from scripts.charts.gather import gather
from scripts.charts.kinds import group_coverage, sparkline, world_coverage
from scripts.findings.reading import Reading
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.charts.package import chart_site
from tests.editions import edition
from tests.packages import Rows

ROWS = ("open-doors", "crossings", "losses", "treaties")


@cache
def site() -> Edition:
    return chart_site()


def by_id(charts: Iterator[Chart]) -> dict[str, Chart]:
    return {chart.id: chart for chart in charts}


def codes(chart: Chart, area: str) -> dict[str, str]:
    """What a chart shows of an area: the code of each indicator, or the number of states."""
    found = [n for n in chart.numbers if n.texts["ref_area"] == area and n.texts["indicator"] in ("", *ROWS)]
    return {
        n.texts["indicator"]: n.figure.exact if n.figure and n.texts["code"] == "counted" else n.texts["code"]
        for n in found
    }


# -- groups ------------------------------------------------------------------------------------------------------------

MEMBERS = {
    "KEN": {"open-doors": "no", "crossings": "known", "losses": "known", "treaties": "known"},
    "NAM": {"open-doors": "not_assessed", "crossings": "known", "losses": "rest", "treaties": "known"},
    "002": {"": "2", "open-doors": "1", "crossings": "2", "losses": "1", "treaties": "2"},
}


@pytest.mark.parametrize("area", MEMBERS)
def test_each_member_is_shown_under_each_indicator(area: str) -> None:
    assert codes(by_id(group_coverage.charts(site()))["002-coverage"], area) == MEMBERS[area]


def test_a_gap_says_why() -> None:
    numbers = by_id(group_coverage.charts(site()))["002-coverage"].numbers
    gaps = {(n.texts["ref_area"], n.texts["indicator"]): n.blank for n in numbers if n.figure is None}
    assert gaps["NAM", "open-doors"] == "Not assessed"
    assert gaps["NAM", "losses"] == "The source has no record here; there may be cases that nobody recorded."


def test_the_world_is_shown_by_its_parts() -> None:
    charts = by_id(group_coverage.charts(site()))
    assert {name: chart.kind for name, chart in charts.items()} == {
        "wld-coverage": "subregion_coverage",
        "002-coverage": "group_coverage",
        "150-coverage": "group_coverage",
    }
    assert {n.texts["ref_area"] for n in charts["wld-coverage"].numbers} == {"WLD", "002", "150"}


FINDINGS = {
    ("DEU 2023", "KEN 2023", "NAM 2023"): "Europe: the one UN member state has a figure under each indicator",
    (
        "KEN 2023",
        "NAM 2023",
    ): "Europe: the one UN member state has a figure under “Crossings”, none under “Open doors”",
}


@pytest.mark.parametrize("known", FINDINGS)
def test_finding_of_a_group(known: tuple[str, ...]) -> None:
    rows = [dict(zip(("ref_area", "time_period"), each.split(), strict=True)) for each in known]
    doors = [{**row, "obs_value": "yes", "obs_status": "A", "source": "survey"} for row in rows]
    charts = by_id(group_coverage.charts(two_indicators(doors)))
    assert charts["150-coverage"].title.striptags() == FINDINGS[known]


def two_indicators(doors: Rows) -> Edition:
    """The small package with other observations of its policy."""
    return edition(Path(mkdtemp()), **{"observations_open-doors": doors})


# -- the world ---------------------------------------------------------------------------------------------------------


def test_the_map_shows_how_many_indicators_are_known() -> None:
    (chart,) = world_coverage.charts(site())
    known = {n.texts["ref_area"]: n.figure.exact for n in chart.numbers if n.figure}
    assert set(known) == {"DEU", "KEN", "NAM", "ABW"}
    assert known["ABW"] == "1"
    assert all(n.figure and n.figure.cell.startswith("data/latest/coverage.csv#") for n in chart.numbers)


def test_the_key_of_the_map_has_the_classes_that_occur() -> None:
    (chart,) = world_coverage.charts(site())
    shown = {n.texts["class"] for n in chart.numbers}
    assert {key["code"] for key in chart.options["classes"]} == {*shown, "rest", "disputed"}


def test_a_package_without_shapes_has_no_maps() -> None:
    package = site().reading.package
    bare = replace(package, files={path: data for path, data in package.files.items() if "topojson" not in path})
    charts = gather(Edition(Reading(bare, summarise(bare)), Words.load("en")))
    assert not [chart.id for chart in charts if chart.kind == "area_map"]


# -- small pictures ----------------------------------------------------------------------------------------------------

FORMS = {
    "open-doors-small": ("policy", "At least 1 of 3 UN member states had open doors in 2023"),
    "crossings-small": ("whole", "2023: at least 3 ways across are known"),
    "losses-small": ("total", "At least 1,204 doors were lost in 2022"),
    "treaties-small": ("ratio", "2000 to 2020: 1 of 2 treaties: 1 of 2"),
}


@pytest.mark.parametrize("name", FORMS)
def test_each_headline_has_a_form_and_its_figure(name: str) -> None:
    chart = by_id(sparkline.charts(site()))[name]
    assert (chart.options["form"], chart.title.striptags()) == FORMS[name]
    assert 'data-cell="data/latest/summaries.csv#' in chart.title


def test_a_year_that_is_not_complete_is_marked() -> None:
    numbers = by_id(sparkline.charts(site()))["losses-small"].numbers
    assert {n.texts["time_period"]: n.texts["obs_status"] for n in numbers}["2023"] == "P"
