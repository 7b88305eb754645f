"""A headline is a role: a former one keeps its id, and with it its section, its charts and its place by other rules.

The small package asks for doors that were seen in one year; `open-doors`, of several years, was the headline before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from lxml import html

from scripts.charts.chart import Chart
from scripts.charts.kinds import area_map, country_timeline, policy_regions, policy_trend
from scripts.exports.exports import exports
from scripts.findings.reading import Reading
from scripts.findings.releases import moved_headlines, told
from scripts.model.site import Download
from scripts.model.tables import Series
from scripts.package.differences import COLUMNS
from scripts.package.history import History, Release
from scripts.package.read import Package, read_package
from scripts.render.drawings import Drawings
from scripts.render.pages import render
from scripts.summarise.summarise import summarise
from scripts.verify.files import Folder
from scripts.verify.variants import variants
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.by_rule import by_rule
from tests.charts.package import changes, chart_site
from tests.packages import Change, Row, Rows, write_package

SEEN = "open-doors.seen"
OBSERVED = {"obs_status": "A", "source": "survey", "note": ""}


def series(rows: Rows) -> Rows:
    """The former headline is a companion, and what was seen in 2021 takes its place."""
    held = [{**row, "role": "companion", "order": "2"} if row["id"] == "open-doors" else row for row in rows]
    like = next(row for row in rows if row["id"] == "open-doors")
    own = {"id": SEEN, "label_en": "Doors seen open", "first_period": "2021", "last_period": "2021", "max_age": "0"}
    return [*held, {**like, **own}]


def seen() -> Rows:
    held = (("DEU", "yes"), ("KEN", "no"), ("NAM", "yes"))
    return [{**OBSERVED, "ref_area": area, "time_period": "2021", "obs_value": value} for area, value in held]


def several_years() -> Rows:
    years = (("2021", "no"), ("2022", "yes"), ("2023", "yes"))
    return [{**OBSERVED, "ref_area": "DEU", "time_period": year, "obs_value": value} for year, value in years]


def rule(direction: str, name: str) -> Row:
    return {"indicator": "open-doors", "direction": direction, "series": name, "code": "", "reason_en": ""}


def tables() -> dict[str, Change]:
    """Changes for `write_package`. Of red doors nothing is known in 2021."""
    given = by_rule()
    rules = [row for row in given["variants"] if row["indicator"] != "open-doors"]
    named = ("open-doors", "open-doors.wide", "open-doors.narrow", "open-doors.red")
    rules += [rule("headline", SEEN), *(rule("other", name) for name in named)]
    return {
        **given,
        "series": lambda rows: series(given["series"](rows)),
        "variants": rules,
        f"observations_{SEEN}": seen(),
    }


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return read_package(write_package(tmp_path_factory.mktemp("package"), **tables()))


@pytest.fixture(scope="module")
def summaries(package: Package) -> pd.DataFrame:
    return summarise(package)


@pytest.fixture(scope="module")
def site(package: Package, summaries: pd.DataFrame) -> Edition:
    return Edition(Reading(package, summaries), Words.load("en"))


@pytest.fixture(scope="module")
def files(site: Edition, summaries: pd.DataFrame) -> tuple[Download, ...]:
    return tuple(exports(site, summaries))


@pytest.fixture(scope="module")
def pages(site: Edition, files: tuple[Download, ...]) -> dict[str, html.HtmlElement]:
    made = render(site, files, Drawings())
    return {page.path: html.fromstring(f"<main>{page.fragment}</main>") for page in made}


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    ("name", "role", "own"),
    [
        ("open-doors", "headline", ""),
        ("open-doors", "companion", "open-doors"),
        ("open-doors.seen", "headline", ""),
        ("open-doors.seen", "companion", "seen"),
    ],
)
def test_what_an_id_adds_follows_from_the_role(site: Edition, name: str, role: str, own: str) -> None:
    held: Series = replace(site.reading.package.series["open-doors"], id=name, role=role)
    assert held.own_name == own


def test_the_page_states_the_new_headline_and_has_a_section_of_the_former(pages: dict[str, html.HtmlElement]) -> None:
    page = pages["indicators/open-doors/"]
    assert "2 of 3 UN member states had open doors in 2021." in text(page)
    (section,) = page.xpath("//section[@aria-labelledby='companion-open-doors']")
    assert "Countries with open doors" in text(section)
    assert "World, 2023" in text(section)
    (periods,) = page.xpath("//dt[text()='Years covered']/following-sibling::dd") or page.xpath("//dd[text()='2021']")
    assert text(periods) == "2021"


def test_a_rule_stands_beside_the_headline_with_its_own_period_where_it_has_nothing_of_that(
    pages: dict[str, html.HtmlElement],
) -> None:
    rows = pages["indicators/open-doors/"].xpath("//table[@id='rules-table']/tbody/tr")
    told = [[text(cell) for cell in row] for row in rows]
    assert [(line[0], line[3]) for line in told] == [
        ("Doors seen open", "2"),
        ("Countries with open doors", "1"),
        ("Doors ajar", "1"),
        ("Doors without a guard", "0 (2023)"),
        ("Red doors", "1 (2023)"),
    ]


def test_both_tables_of_rules_are_counted_again_alike(files: tuple[Download, ...], tmp_path: Path) -> None:
    for file in files:
        target = tmp_path / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)
    assert list(variants(Folder(tmp_path))) == []


def test_a_country_has_what_holds_by_the_other_reading_beside_the_headline(pages: dict[str, html.HtmlElement]) -> None:
    (row,) = pages["countries/deu/"].xpath("//table[@id='profile']//tr[.//*[@data-known]]")
    assert [each.get("data-known") for each in row.xpath(".//*[@data-known]")] == ["open-doors"]
    assert "Countries with open doors, 2023: Yes" in text(row)


# -- charts ------------------------------------------------------------------------------------------------------------


def ids(charts: Iterable[Chart]) -> dict[str, str]:
    return {chart.id: chart.shows for chart in charts if chart.id.startswith("open-doors")}


def test_charts_keep_the_address_of_their_series() -> None:
    former = chart_site()
    assert set(ids(policy_trend.charts(former))) == {"open-doors-trend"}
    drawn = changes()["series"]
    assert callable(drawn)
    now = chart_site(
        series=lambda rows: series(drawn(rows)),
        variants=[rule("headline", SEEN), rule("other", "open-doors")],
        **{f"observations_{SEEN}": seen(), "observations_open-doors": several_years()},
    )
    assert ids(policy_trend.charts(now)) == {"open-doors-trend": "trend of open-doors"}
    assert ids(area_map.charts(now)) == {"open-doors-seen-map": "map", "open-doors-map": "map of open-doors"}
    assert ids(policy_regions.charts(now)) == {
        "open-doors-seen-regions": "regions",
        "open-doors-regions": "regions of open-doors",
    }
    (trend,) = (chart for chart in policy_trend.charts(now) if chart.id == "open-doors-trend")
    assert trend.subtitle.startswith("Countries with open doors: ")
    assert trend.options["areas"] == "open-doors-map"
    strips = {
        chart.id: list(dict.fromkeys(number.texts["indicator_label"] for number in chart.numbers))
        for chart in country_timeline.charts(now)
    }
    assert strips["deu-timeline"] == ["Open doors", "Countries with open doors"]
    assert strips["nam-timeline"] == ["Open doors"], "no strip of what a reading does not know"


# -- what has moved ----------------------------------------------------------------------------------------------------


def release(version: str, after: str, *changes: dict[str, str]) -> Release:
    frame = pd.DataFrame(list(changes), columns=list(COLUMNS), dtype=str).fillna("")
    return Release(version=version, released="2024-01-01", after=after, changes=frame, files={})


def test_a_series_that_was_the_headline_is_told_with_the_releases(package: Package, summaries: pd.DataFrame) -> None:
    role = {"kind": "revised", "table": "series", "column": "role", "old": "headline", "new": "companion"}
    history = History(
        (
            release("2024.3", "2024.2"),
            release("2024.2", "2024.1", {**role, "key": "id=open-doors"}, {**role, "key": "id=gone"}),
            release("2024.1", ""),
        )
    )
    reading = Reading(package, summaries, history)
    (moved,) = moved_headlines(reading, told(reading), "open-doors")
    assert (moved.series, moved.since, moved.until) == ("open-doors", "2024.2", "2024.1")
    assert moved_headlines(reading, told(reading), "crossings") == ()
