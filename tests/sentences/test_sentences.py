"""What a sentence says first, whether it is a lower bound, and which observation stands: at the edges of each rule."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from scripts.findings.elsewhere import Elsewhere, elsewhere
from scripts.findings.reading import Reading
from scripts.model.codes import WORLD
from scripts.package.read import Package, read_package
from scripts.sentences import sentences
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.charts.package import changes, chart_site
from tests.packages import Rows, write_package


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return read_package(write_package(tmp_path_factory.mktemp("package")))


@pytest.fixture(scope="module")
def summaries(package: Package) -> pd.DataFrame:
    return summarise(package)


def told(package: Package, summaries: pd.DataFrame, altered: Mapping[str, int]) -> Edition:
    """The site with other values of the headline of open doors in its last year."""
    frame = summaries.copy()
    last = frame[(frame["series"] == "open-doors") & (frame["group"] == "WLD")]
    last = last[(last["time_period"] == last["time_period"].max()) & last["measure"].isin(altered)]
    assert len(last) == len(altered)
    frame.loc[last.index, "value"] = [str(altered[measure]) for measure in last["measure"]]
    return Edition(Reading(package, frame), Words.load("en"))


SAID = "1 of {members} UN member states had open doors in 2023."
FLOOR = f"At least {SAID}"
FIRST = (
    "Only {assessed} of {members} UN member states were assessed; the source does not cover the other {rest}. {floor}"
)
LAST = "{floor} {assessed} of {members} member states were assessed; {rest} were not."

COVERAGE = [
    # assessed, members, what is said
    (1, 4, FIRST.replace("states were", "states was")),
    (3, 7, FIRST),
    (49, 100, FIRST),
    (1, 2, "At least 1 of 2 UN member states had open doors in 2023. 1 of 2 member states was assessed; 1 was not."),
    (2, 4, LAST),
    (50, 100, LAST),
    (4, 7, LAST),
    (98, 100, LAST),
    (4, 4, f"{SAID} All {{members}} member states were assessed."),
]


@pytest.mark.parametrize(("assessed", "members", "said"), COVERAGE)
def test_coverage_below_half_is_said_first_and_half_is_not_below(
    package: Package, summaries: pd.DataFrame, assessed: int, members: int, said: str
) -> None:
    rest = members - assessed
    site = told(package, summaries, {"yes": 1, "assessed": assessed, "members": members, "not_assessed": rest})
    floor = FLOOR.format(members=members)
    expected = said.format(assessed=assessed, members=members, rest=rest, floor=floor)
    assert sentences.finding(site, site.reading.indicators[0]).striptags() == expected


CARRIED = [
    # the years of statuses of Germany and Kenya, what is said of those that are older than the headline's
    ("2023", "2023", ""),
    ("2023", "2022", "For 1 state the status is that of 2022, the last that the source has."),
    ("2023", "2020", ""),
]


@pytest.mark.parametrize(("germany", "kenya", "said"), CARRIED)
def test_a_status_that_is_carried_forward_is_not_of_the_year_of_the_headline(
    tmp_path: Path, germany: str, kenya: str, said: str
) -> None:
    def observed(rows: Rows) -> Rows:
        return [{**rows[0], "ref_area": a, "time_period": y} for a, y in (("DEU", germany), ("KEN", kenya))]

    package = read_package(write_package(tmp_path, **{"observations_open-doors": observed}))
    site = Edition(Reading(package, summarise(package)), Words.load("en"))
    doors = site.reading.indicators[0]
    assert sentences.carried(site, site.reading.headline(doors), WORLD).striptags() == said
    assert said in sentences.finding(site, doors).striptags()


def test_a_headline_whose_periods_are_all_provisional_says_so(tmp_path: Path) -> None:
    def provisional(rows: Rows) -> Rows:
        return [{**row, "obs_status": "P"} for row in rows]

    package = read_package(write_package(tmp_path, observations_crossings=provisional))
    site = Edition(Reading(package, summarise(package)), Words.load("en"))
    crossings = site.reading.indicators[1]
    assert site.reading.latest(site.reading.headline(crossings)) == ""
    assert sentences.statement(site, site.reading.headline(crossings)).main is None
    told = "No figure can be stated: no period is complete."
    assert sentences.finding(site, crossings).striptags() == told


KNOWN = [
    ((), (), "The headline's source does not cover it."),
    (("companion",), (), "The headline's source does not cover it."),
    ((), ("row",), "Nothing that the headline counts."),
    (("companion",), ("row",), "Nothing that the headline counts."),
]


@pytest.mark.parametrize(("companions", "records", "said"), KNOWN)
def test_a_gap_is_not_said_to_be_more_than_one_of_the_headline(
    package: Package, summaries: pd.DataFrame, companions: tuple[str, ...], records: tuple[str, ...], said: str
) -> None:
    site = Edition(Reading(package, summaries), Words.load("en"))
    series = site.reading.headline(site.reading.indicators[0])
    held = site.reading.observations(series, "DEU")[0]
    known = Elsewhere(companions=tuple((series, held) for _ in companions), records=tuple({"id": r} for r in records))
    assert sentences.absence(site, series, known) == said


def test_what_is_known_elsewhere_is_the_last_value_where_none_stands(package: Package, summaries: pd.DataFrame) -> None:
    site = Edition(Reading(package, summaries), Words.load("en"))
    found = elsewhere(site.reading, site.reading.headline(site.reading.indicators[0]), "DEU")
    assert [(each.id, held.time_period) for each, held in found.companions] == [("open-doors.height", "2023")]
    crossings = elsewhere(site.reading, site.reading.headline(site.reading.indicators[1]), "KEN")
    assert [row["id"] for row in crossings.records] == ["x3"]


# -- figures that are never added up -----------------------------------------------------------------------------------

NAMED = "Most: {largest} ({case}, {place}, {year})."


def _naming(rows: Rows) -> Rows:
    return [{**row, "finding_en": NAMED} if row["id"] == "pupils" else row for row in rows]


def test_a_finding_of_figures_that_are_never_added_names_the_largest_of_them() -> None:
    added = changes()["indicators"]
    assert callable(added)
    site = chart_site(indicators=lambda rows: _naming(added(rows)))
    row = next(row for row in site.reading.indicators if row["id"] == "pupils")
    said = sentences.finding(site, row).striptags()
    assert said == "Most: at least 9,000 (Second, Germany, date unknown)."
