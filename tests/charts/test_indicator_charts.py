"""Charts of an indicator hold the published numbers, choose their classes and findings by rule, and say their gaps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pandas as pd
import pytest
from markupsafe import Markup

from scripts.charts import map_steps
from scripts.charts.chart import Chart, Number
from scripts.charts.kinds import (
    area_map,
    case_ratios,
    case_values,
    category_years,
    code_totals,
    policy_regions,
    ratio_trend,
    region_ratios,
    region_totals,
    top_areas,
    yearly_totals,
)
from scripts.charts.regions import set_off
from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.charts.golden import drawn_charts
from tests.charts.package import changes, chart_site, completed
from tests.packages import Row, write_package

Summary = tuple[str, str, str, str]
"""Series, group, period and measure."""


@cache
def site() -> Edition:
    return chart_site()


@cache
def summaries() -> pd.DataFrame:
    return summarise(site().reading.package)


def told(altered: Mapping[Summary, str]) -> Edition:
    """The site with other values in some of its summaries: a rule of words is tried without a package for each case."""
    frame = summaries().copy()
    keys = zip(frame["series"], frame["group"], frame["time_period"], frame["measure"], strict=True)
    frame["value"] = [altered.get(key, value) for key, value in zip(keys, frame["value"], strict=True)]
    assert set(altered) <= set(zip(*(frame[c] for c in ("series", "group", "time_period", "measure")), strict=True))
    return Edition(Reading(site().reading.package, frame), Words.load("en"))


def by_id(charts: Iterable[Chart]) -> dict[str, Chart]:
    return {chart.id: chart for chart in charts}


def title(charts: Iterable[Chart], name: str) -> str:
    return str(by_id(charts)[name].title.striptags())


def shown(chart: Chart, *names: str) -> list[tuple[str, ...]]:
    """Some texts of each number, and its value; '-' for a gap."""
    return [(*(n.texts[name] for name in names), n.figure.exact if n.figure else "-") for n in chart.numbers]


# -- classes of maps ---------------------------------------------------------------------------------------------------

STEPS = [
    (map_steps.COUNTS, 0, None),
    (map_steps.COUNTS, 1, "step-1"),
    (map_steps.COUNTS, 9, "step-1"),
    (map_steps.COUNTS, 10, "step-2"),
    (map_steps.COUNTS, 999, "step-3"),
    (map_steps.COUNTS, 1000, "step-4"),
    (map_steps.COUNTS, 10**7, "step-4"),
    (map_steps.RECORDS, 4, "step-3"),
    (map_steps.RECORDS, 5, "step-4"),
    (map_steps.SHARES, 0.0, "step-1"),
    (map_steps.SHARES, 0.2499, "step-1"),
    (map_steps.SHARES, 0.25, "step-2"),
    (map_steps.SHARES, 1.0, "step-4"),
]


@pytest.mark.parametrize(("bounds", "value", "code"), STEPS)
def test_class_of_a_number(bounds: tuple[float, ...], value: float, code: str | None) -> None:
    step = map_steps.step_of(value, map_steps.steps(bounds))
    assert (step.code if step else None) == code


NAMES = [
    ("losses", "total", map_steps.COUNTS, ["1 to 9", "10 to 99", "100 to 999", "1,000 or more"]),
    ("crossings", "records", map_steps.RECORDS, ["1", "2", "3 to 4", "5 or more"]),
    ("pacts", "ratio", map_steps.SHARES, ["0% to under 25%", "25% to under 50%", "50% to under 75%", "75% or more"]),
]


@pytest.mark.parametrize(("series", "measure", "bounds", "names"), NAMES)
def test_names_of_classes(series: str, measure: str, bounds: tuple[float, ...], names: list[str]) -> None:
    found = map_steps.named(site(), site().reading.package.series[series], measure, map_steps.steps(bounds))
    assert [name for _, name in found] == names


MAPS = {
    "open-doors-map": [("DEU", "yes", "yes"), ("KEN", "no", "no"), ("NAM", "not_assessed", "-")],
    # nothing recorded of Kenya and Namibia in the year is no zero; Namibia's zero in a register is nothing known
    "losses-map": [("ABW", "step-1", "4"), ("DEU", "step-4", "1200"), ("KEN", "rest", "-"), ("NAM", "rest", "-")],
    "crossings-map": [("ABW", "rest", "-"), ("DEU", "step-2", "2"), ("KEN", "step-1", "1"), ("NAM", "rest", "-")],
    # a share of one or two treaties stands in no class
    "treaties-map": [("ABW", "rest", "-"), ("DEU", "few", "0.5"), ("KEN", "few", "1"), ("NAM", "few", "0")],
    "pupils-map": [
        ("ABW", "rest", "-"),
        ("DEU", "known", "40"),
        ("DEU", "known", "9000"),
        ("KEN", "known", "75"),
        ("NAM", "rest", "-"),
    ],
}


@pytest.mark.parametrize("name", MAPS)
def test_map(name: str) -> None:
    chart = by_id(area_map.charts(site()))[name]
    assert shown(chart, "ref_area", "class") == MAPS[name]
    assert {n.texts["class"] for n in chart.numbers} <= {each["code"] for each in chart.options["classes"]}
    assert all(n.blank for n in chart.numbers if n.figure is None)


def test_a_reported_zero_is_a_class_of_its_own() -> None:
    rows: list[Row] = [
        {"ref_area": a, "time_period": "2023", "obs_value": v, "obs_status": "A", "source": "survey"}
        for a, v in (("DEU", "0"), ("KEN", "3"))
    ]
    chart = by_id(area_map.charts(with_losses(rows)))["losses-map"]
    assert ("DEU", "zero", "0") in shown(chart, "ref_area", "class")
    assert [each["name"] for each in chart.options["classes"]][:2] == ["0 reported: 1 area", "1 to 9: 1 area"]


def with_losses(rows: list[Row]) -> Edition:
    """The site with other losses; what they are by reason is not changed."""
    written = write_package(Path(mkdtemp()), **{**changes(), "observations_losses": rows})
    package = completed(read_package(written))
    return Edition(Reading(package, summarise(package)), Words.load("en"))


def states(history: Mapping[str, Any], area: str) -> list[str]:
    """The class of an area in each year of a map's history."""
    found = next(each for each in history["areas"] if each["ref_area"] == area)
    return [found["classes"][run] if run >= 0 else "" for run in found["runs"]]


def test_a_map_moves_through_years() -> None:
    chart = by_id(area_map.charts(site()))["open-doors-map"]
    history = chart.options["history"]
    assert (history["first"], history["last"]) == (2020, 2023)
    assert states(history, "DEU") == ["no", "yes", "yes", "yes"]
    assert states(history, "KEN") == ["not_assessed", "not_assessed", "partial", "no"]
    assert {each["code"]: each["names"] for each in history["classes"]}["yes"] == ["", "Yes: 1", "Yes: 1", "Yes: 1"]
    assert history["titles"][-1].startswith(chart.title.striptags())
    assert history["subtitles"][-1] == chart.subtitle
    for year, title, subtitle in zip(range(2020, 2024), history["titles"], history["subtitles"], strict=True):
        assert str(year) in title
        assert str(year) in subtitle


def test_the_last_year_of_a_history_is_the_map() -> None:
    for chart in area_map.charts(site()):
        history = chart.options.get("history")
        if history:
            last = {area["ref_area"]: states(history, area["ref_area"])[-1] for area in history["areas"]}
            assert last == {n.texts["ref_area"]: n.texts["class"] for n in chart.numbers}, chart.id
            names = {each["code"]: each["names"][-1] for each in history["classes"] if each["names"][-1]}
            assert names == {each["code"]: each["name"] for each in chart.options["classes"]}, chart.id


def test_an_area_has_no_class_before_it_existed() -> None:
    history = by_id(area_map.charts(site()))["losses-map"].options["history"]
    namibia = next(each for each in history["areas"] if each["ref_area"] == "NAM")
    assert -1 not in namibia["runs"]
    before = area_map._states(site().areas["NAM"], ["1989", "1990"], lambda area, _: _number(area.iso3))
    assert before["runs"] == [-1, 0]


def _number(code: str) -> Number:
    return Number(texts={"ref_area": code, "class": "yes"}, figure=None, label="")


def test_a_title_that_tells_no_year_is_given_one() -> None:
    assert area_map._of_year(site(), Markup("Known in 3 areas"), "2020") == "Known in 3 areas (2020)"
    assert area_map._of_year(site(), Markup("Known in 2020"), "2020") == "Known in 2020"


@pytest.mark.parametrize(("trend", "areas"), [("open-doors-trend", "open-doors-map"), ("losses-trend", "losses-map")])
def test_a_live_trend_has_room_for_countries_of_its_map(trend: str, areas: str) -> None:
    drawn = drawn_charts()[trend]
    for drawing in (drawn.wide, drawn.narrow):
        live = json.loads(drawing.vega)
        assert live["usermeta"]["live"] == {"areas": areas}
        assert [data["values"] for data in live["data"] if data["name"] == "chosen"] == [[]]
    held = {each["name"]: each for each in json.loads(drawn_charts()[areas].wide.vega)["data"]}["areas"]["values"]
    assert {len(each["runs"]) for each in held} == {len(drawn_charts()[areas].chart.options["history"]["titles"])}
    for each in held:
        assert len(each["classes"]) == len(each["labels"]) == len(each["values"])


def test_only_the_live_map_has_a_slider() -> None:
    drawn = drawn_charts()["open-doors-map"]
    for drawing in (drawn.wide, drawn.narrow):
        signals = {each["name"]: each for each in json.loads(drawing.vega)["signals"]}
        assert signals["year"]["value"] == 2023
        years = json.loads(drawing.vega)["usermeta"]["live"]["years"]
        assert (years["first"], years["last"], len(years["titles"])) == (2020, 2023, 4)
    assert "year" not in {each["name"] for each in json.loads(drawn.spec).get("params", ())}


MAP_TITLES: list[tuple[str, dict[Summary, str], str]] = [
    ("open-doors-map", {}, "2 of 3 states were assessed; yes in 1"),
    (
        "open-doors-map",
        {("open-doors", "WLD", "2023", "not_assessed"): "0"},
        "Yes in 1 of 3 states, no in 1",
    ),
    (
        "open-doors-map",
        {("open-doors", "WLD", "2023", "not_assessed"): "0", ("open-doors", "WLD", "2023", "no"): "9"},
        "Yes in 1 of 3 states, no in 9",
    ),
    (
        "open-doors-map",
        {("open-doors", "WLD", "2023", "not_assessed"): "0", ("open-doors", "WLD", "2023", "no"): "10"},
        "No in 10 of 3 states, 1 of them in one region, Africa",
    ),
    (
        "open-doors-map",
        {("open-doors", "WLD", "2023", "assessed"): "1"},
        "1 of 3 states was assessed; yes in 1",
    ),
    (
        "open-doors-map",
        {("open-doors", "WLD", "2023", "no"): "0"},
        "2 of 3 states were assessed; yes in 1",
    ),
    ("losses-map", {}, "Assigned to 2 countries and areas in 2022: at least 1,204"),
    (
        "losses-map",
        {("losses", "WLD", "2022", "areas_reporting"): "1"},
        "Assigned to 1 country or area in 2022: at least 1,204",
    ),
    ("crossings-map", {}, "Known in 2 countries and areas: at least 3"),
    ("treaties-map", {}, "1 of 2 among those judged up to 2020"),
    ("pupils-map", {}, "3 figures are published, from 2 countries and areas"),
]


@pytest.mark.parametrize(("name", "altered", "said"), MAP_TITLES)
def test_title_of_a_map(name: str, altered: dict[Summary, str], said: str) -> None:
    assert title(area_map.charts(told(altered)), name) == said


# -- by year -----------------------------------------------------------------------------------------------------------


def test_columns_are_the_totals() -> None:
    chart = by_id(yearly_totals.charts(site()))["losses-trend"]
    assert shown(chart, "time_period", "part") == [
        ("2020", "total", "5"),
        ("2021", "total", "1"),
        ("2022", "total", "1204"),
        ("2023", "total", "3"),
    ], "reasons that do not add up to the whole split no column"
    assert chart.options["partial"] == {"periods": ["2023"], "name": "2023, not complete"}
    assert chart.subtitle.endswith("2023 is not complete. 2 more have no date and are not shown.")


def test_columns_are_split_in_two_where_the_parts_are_the_whole() -> None:
    whole = {"2021": "", "2022": "1200", "2023": ""}
    altered: dict[Summary, str] = {("losses", "WLD", year, "total"): value for year, value in whole.items()}
    chart = by_id(yearly_totals.charts(told(altered)))["losses-trend"]
    assert shown(chart, "time_period", "part")[4:] == [
        ("2020", "storm", "5"),
        ("2020", "fire", "-"),
        ("2021", "storm", "-"),
        ("2021", "fire", "-"),
        ("2022", "storm", "700"),
        ("2022", "fire", "500"),
        ("2023", "storm", "-"),
        ("2023", "fire", "-"),
    ]
    assert chart.options["names"] == {"storm": "Storm", "fire": "Fire"}


YEARS: list[tuple[dict[Summary, str], str]] = [
    ({}, "The most recorded in any year since 2020: at least 1,204 in 2022"),
    (
        {("losses", "WLD", "2021", "total"): "1205"},
        "The most recorded in a year since 2020 was 1,205, in 2021; in 2022 it was at least 1,204",
    ),
    # as many as ever is the most that was ever recorded
    (
        {("losses", "WLD", "2021", "total"): "1204"},
        "The most recorded in any year since 2020: at least 1,204 in 2022",
    ),
    # a year that is not complete has the most where it has more than any; with as many it has not
    (
        {("losses", "WLD", "2023", "total"): "9999"},
        "The most recorded in a year since 2020 was 9,999, in 2023; in 2022 it was at least 1,204",
    ),
    (
        {("losses", "WLD", "2023", "total"): "1204"},
        "The most recorded in any year since 2020: at least 1,204 in 2022",
    ),
    (
        {("losses", "WLD", "2020", "total"): "", ("losses", "WLD", "2021", "total"): ""},
        "In 2022: at least 1,204",
    ),
]


@pytest.mark.parametrize(("altered", "said"), YEARS)
def test_title_of_years(altered: dict[Summary, str], said: str) -> None:
    assert title(yearly_totals.charts(told(altered)), "losses-trend") == said


def test_a_series_of_one_year_has_no_columns() -> None:
    assert "crossings-trend" not in by_id(yearly_totals.charts(site()))


def test_no_year_of_a_cumulative_series_is_called_the_highest() -> None:
    """Everything before is in each year, so that the last has the most by construction."""
    made = changes()["series"]
    assert callable(made)
    grown = chart_site(
        series=lambda rows: [{**r, **({"window": "all"} if r["id"] == "losses" else {})} for r in made(rows)]
    )
    chart = by_id(yearly_totals.charts(grown))["losses-trend"]
    assert chart.title.striptags() == "From 5 by the end of 2020 to at least 1,204 by the end of 2022"


def test_a_line_begins_with_enough_cases() -> None:
    charts = by_id(ratio_trend.charts(site()))
    assert set(charts) == {"pacts-trend"}, "two treaties make no line"
    rows = shown(charts["pacts-trend"], "time_period", "measure")
    assert rows[0] == ("2010", "ratio", "0.5")
    assert {measure for _, measure, _ in rows} == {"ratio", "ratio_low", "ratio_high"}
    figures = {row[:2]: float(row[2]) for row in rows}
    assert all(
        figures[year, "ratio_low"] <= figures[year, "ratio"] <= figures[year, "ratio_high"] for year, _ in figures
    )


# -- by region ---------------------------------------------------------------------------------------------------------

REGIONS: list[tuple[dict[Summary, str], str]] = [
    (
        {},
        ("Yes in at least 1 of 1 of the states in one region, Europe, and in at most 1 of 2 in another, Africa"),
    ),
    (
        {("open-doors", "002", "2023", "not_assessed"): "0"},
        "Yes in 1 of 1 states in one region, Europe, and in 0 of 2 in another, Africa",
    ),
    # ranges that meet: then only what was assessed can be compared
    (
        {("open-doors", "002", "2023", "share_high"): "1"},
        "1 of 1 states assessed in one region, Europe, and 1 of 2 in another, Africa",
    ),
    (
        {("open-doors", "002", "2023", "share_high"): "1", ("open-doors", "002", "2023", "assessed"): "2"},
        "Yes in at least 1 of 3 states, as far as each region was assessed",
    ),
]


@pytest.mark.parametrize(("altered", "said"), REGIONS)
def test_title_of_policy_regions(altered: dict[Summary, str], said: str) -> None:
    assert title(policy_regions.charts(told(altered)), "open-doors-regions") == said


def test_regions_of_a_policy_add_up() -> None:
    (chart,) = policy_regions.charts(site())
    found = {(n.texts["group"], n.texts["status"]): n.figure.number for n in chart.numbers if n.figure}
    assert [found["002", s] for s in ("yes", "partial", "no", "not_assessed")] == [0, 0, 1, 1]
    assert chart.options["members"] == {"WLD": "3 states", "002": "2 states", "150": "1 state"}
    assert chart.options["apart"] == ["150"], "the region with the larger part of yes comes first"


TOTALS: list[tuple[str, dict[Summary, str], str]] = [
    ("losses-regions", {}, "Europe 1,200 in 2022"),
    ("crossings-regions", {}, "2 of the 3 known are in one region, Europe"),
    ("pupils-regions", {}, "2 of 3 published figures are from one region, Europe"),
    (
        "crossings-regions",
        {("crossings", "150", "2023", "records"): "1"},
        "Africa 1 and Europe 1",
    ),
    (
        "crossings-regions",
        {("crossings", "150", "2023", "records"): ""},
        "1 of the 3 known is in one region, Africa",
    ),
]


@pytest.mark.parametrize(("name", "altered", "said"), TOTALS)
def test_title_of_region_totals(name: str, altered: dict[Summary, str], said: str) -> None:
    assert title(region_totals.charts(told(altered)), name) == said


def test_a_region_without_a_record_is_a_gap_and_comes_last() -> None:
    chart = by_id(region_totals.charts(site()))["losses-regions"]
    assert shown(chart, "group") == [("150", "1200"), ("002", "-")]
    assert [n.blank for n in chart.numbers if n.figure is None] == ["none recorded"]


def test_no_chart_of_regions_without_any_figure() -> None:
    nothing: dict[Summary, str] = {("losses", group, "2022", "total"): "" for group in ("002", "150")}
    assert "losses-regions" not in by_id(region_totals.charts(told(nothing)))


RATIOS: list[tuple[str, dict[Summary, str], str]] = [
    ("treaties-regions", {}, "1 of 2 in 2 cases, in some regions too few to compare"),
    (
        "pacts-regions",
        {},
        "Too many could not be judged to compare regions; 44.4% of all those judged",
    ),
    (
        "pacts-regions",
        {("pacts", "150", "2021", "ratio_low"): "0.6", ("pacts", "002", "2021", "ratio_high"): "0.5"},
        "At least 60.0% in one region, Europe, and at most 50.0% in another, Africa",
    ),
]


@pytest.mark.parametrize(("name", "altered", "said"), RATIOS)
def test_title_of_region_ratios(name: str, altered: dict[Summary, str], said: str) -> None:
    assert title(region_ratios.charts(told(altered)), name) == said


def test_groups_of_another_kind_are_set_off() -> None:
    assert set_off(site(), ["WLD", "002", "150"]) == ["002"]


# -- by area -----------------------------------------------------------------------------------------------------------

FIRST = [
    ([9, 8, 7], [9, 8, 7]),
    (range(30, 10, -1), range(30, 20, -1)),
    # five more are even with the tenth: there is room for them
    ([20, 19, 18, 17, 16, 15, 14, 13, 12, *[5] * 6, 1], [20, 19, 18, 17, 16, 15, 14, 13, 12, *[5] * 6]),
    # there is no room for ten that are even with the tenth: those above it alone
    ([20, 19, 18, *[1] * 20], [20, 19, 18]),
    ([1] * 20, []),
]


@pytest.mark.parametrize(("held", "expected"), FIRST)
def test_areas_that_are_even_are_shown_together_or_not_at_all(held: Iterable[int], expected: Iterable[int]) -> None:
    found = top_areas.first([_Value(number) for number in held], lambda value: value.number)
    assert [value.number for value in found] == list(expected)


class _Value:
    def __init__(self, number: float) -> None:
        self.number = number


def test_areas_with_most() -> None:
    charts = by_id(top_areas.charts(site()))
    assert shown(charts["losses-areas"], "ref_area") == [("DEU", "1200"), ("ABW", "4")]
    assert (
        charts["losses-areas"].title.striptags()
        == "More are assigned to Germany than to any other: 1,200 of the 1,204 recorded in 2022"
    )
    assert shown(charts["crossings-areas"], "ref_area") == [("DEU", "2"), ("KEN", "1")]
    assert "pupils-areas" not in charts, "figures that are never added are not compared"


def test_cases_stand_for_themselves() -> None:
    (chart,) = case_values.charts(site())
    assert shown(chart, "ref_area", "case", "time_period") == [
        ("DEU", "first", "2022", "40"),
        ("DEU", "second", "date unknown", "9000"),
        ("KEN", "first", "2023", "75"),
    ]
    assert "never added up" in str(chart.title)


def test_a_range_is_shown_as_a_range() -> None:
    (chart,) = case_ratios.charts(site())
    assert shown(chart, "ref_area", "measure") == [
        ("DEU", "value_low", "0.5"),
        ("DEU", "value_high", "0.75"),
        ("KEN", "value_low", "0.25"),
        ("KEN", "value_high", "0.5"),
    ]
    assert chart.options["values"] == ["50.0% to 75.0%", "25.0% to 50.0%"]
    assert chart.options["hollow"] == []


# -- by kind -----------------------------------------------------------------------------------------------------------


def test_classes_of_one_year_are_rows_and_of_more_are_columns() -> None:
    (rows,) = [chart for chart in code_totals.charts(site()) if chart.id == "open-doors-height"]
    assert shown(rows, "code") == [("low", "1"), ("high", "1"), ("not_assessed", "1")]
    assert rows.title.striptags() == "2 of 3 states assessed"
    (columns,) = category_years.charts(site())
    assert shown(columns, "time_period", "code") == [
        ("2022", "low", "1"),
        ("2022", "high", "1"),
        ("2022", "not_assessed", "1"),
        ("2023", "low", "2"),
        ("2023", "high", "1"),
        ("2023", "not_assessed", "0"),
    ]
    assert columns.title.striptags() == "“Low” in 2 of 3 states in 2023"


def test_a_dimension_of_two_codes_splits_the_years_instead() -> None:
    assert "losses-reason" not in by_id(code_totals.charts(site()))


# -- all ---------------------------------------------------------------------------------------------------------------

KINDS = (
    area_map,
    case_ratios,
    case_values,
    category_years,
    code_totals,
    policy_regions,
    ratio_trend,
    region_ratios,
    region_totals,
    top_areas,
    yearly_totals,
)


def every() -> Iterator[Chart]:
    for kind in KINDS:
        yield from kind.charts(site())


def test_every_chart_stands_on_the_page_of_its_indicator() -> None:
    shown = {"map", "trend", "regions", "areas", "kinds"}
    indicators = {row["id"] for row in site().reading.indicators}
    for chart in every():
        assert chart.page.split("/")[0] == "indicators"
        assert chart.page.split("/")[1] in indicators
        assert chart.shows in shown
        assert chart.alternative
        assert all(n.label for n in chart.numbers), chart.id
        assert all(n.figure or n.blank for n in chart.numbers), f"{chart.id}: a gap has a reason"
        named = [tuple(n.texts.values()) for n in chart.numbers]
        assert len(named) == len(set(named)) or chart.kind == "area_map", chart.id
