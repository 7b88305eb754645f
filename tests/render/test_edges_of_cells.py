"""Which figures are said to be a minimum, and how a country's years are told: at the edges of each rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest

from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.render import long_tables
from scripts.render.context import Context
from scripts.render.drawings import Drawings
from scripts.render.environment import environment_of
from scripts.render.headlines import headline
from scripts.render.long_tables import fits, path_of, years_fit
from scripts.render.long_tables import long_tables as tables_of
from scripts.render.subjects.country import timeline
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.charts.package import chart_site
from tests.packages import Row, Rows, write_package


def context(edition: Edition) -> Context:
    macros = environment_of(edition).get_template("partials/figures.html").module
    return Context(edition=edition, path="", macros=macros, files={}, drawings=Drawings())


# -- lower bounds ------------------------------------------------------------------------------------------------------

QUALIFIED = [
    # indicator, what its headline's settings are changed to, states of which nothing is known, what is said of it
    ("open-doors", {}, 1, "At least"),
    ("open-doors", {}, 0, ""),
    ("open-doors", {"is_minimum": "true"}, 0, "At least"),
    ("losses", {}, None, "At least"),
    ("losses", {"is_minimum": "false"}, None, ""),
    ("treaties", {}, None, ""),
    ("pupils", {}, None, ""),  # a minimum, and a number of published figures, which is exact
    ("crossings", {}, None, "At least"),
    ("crossings", {"is_minimum": "false"}, None, ""),
]


def with_settings(indicator: str, settings: Row) -> Callable[[Rows], Rows]:
    return lambda rows: [{**row, **settings} if row["id"] == indicator else row for row in rows]


@pytest.fixture(scope="module")
def plain() -> Edition:
    return chart_site()


@pytest.mark.parametrize(("indicator", "settings", "unknown", "said"), QUALIFIED)
def test_a_headline_says_that_it_is_a_minimum(
    plain: Edition, indicator: str, settings: Row, unknown: int | None, said: str
) -> None:
    series = pd.DataFrame(with_settings(indicator, settings)(plain.reading.rows("series")), dtype=str)
    package = type(plain.reading.package)(
        descriptor=plain.reading.package.descriptor,
        files=plain.reading.package.files,
        tables={**plain.reading.package.tables, "series": series},
    )
    frame = summarise(package)
    if unknown is not None:
        own = (frame["series"] == indicator) & (frame["group"] == "WLD") & (frame["measure"] == "not_assessed")
        frame.loc[own, "value"] = str(unknown)
    site = Edition(Reading(package, frame), Words.load("en"))
    row = next(row for row in site.reading.indicators if row["id"] == indicator)
    shown = headline(site, row)
    assert shown.figure is not None
    assert shown.qualifier == said


# -- a country's years -------------------------------------------------------------------------------------------------

RUNS = {
    # observations as year and status, of 2020 to 2023 with statuses that hold a year longer: what is told
    (): "Not assessed 2020 to 2023",
    ("2020 no",): "No 2020 to 2021 (carried forward from 2020); Not assessed 2022 to 2023",
    ("2023 yes",): "Yes 2023",
    ("2021 no",): "No 2021 to 2022 (carried forward from 2021); Not assessed 2023",
    ("2020 yes", "2023 yes"): "Yes 2020 to 2021 (carried forward from 2020); Not assessed 2022; Yes 2023",
    ("2020 no", "2021 yes", "2023 yes"): "No 2020; Yes 2021 to 2023",
    ("2022 partial", "2023 no"): "Partial 2022; No 2023",
}


def doors(said: Sequence[str]) -> list[Row]:
    rows = [("KEN", "2023", "yes"), *(("DEU", *each.split()) for each in said)]
    return [
        {"ref_area": area, "time_period": year, "obs_value": status, "obs_status": "A", "source": "survey"}
        for area, year, status in rows
    ]


BROKEN = {
    # observations as above, of a series with a break in 2022: what is told
    ("2021 yes", "2022 yes", "2023 yes"): "Yes 2021; after a break in the series, Yes 2022 to 2023",
    ("2021 yes", "2022 no"): "Yes 2021; after a break in the series, No 2022 to 2023 (carried forward from 2022)",
    ("2021 yes",): ("Yes 2021; after a break in the series, Yes 2022 (carried forward from 2021); Not assessed 2023"),
    ("2022 yes", "2023 yes"): "Yes 2022 to 2023",
}


@pytest.mark.parametrize("said", BROKEN, ids=str)
def test_no_run_of_a_status_goes_across_a_break(tmp_path: Path, said: tuple[str, ...]) -> None:
    breaks = [{"series": "open-doors", "time_period": "2022", "reason_en": "Other items.", "source": "survey"}]
    changed: dict[str, Rows] = {"observations_open-doors": doors(said), "breaks": breaks}
    package = read_package(write_package(tmp_path, **changed))
    site = Edition(Reading(package, summarise(package)), Words.load("en"))
    assert [fact.value for fact in timeline(context(site), site.areas["DEU"])] == [BROKEN[said]]


@pytest.mark.parametrize("said", RUNS, ids=str)
def test_years_before_the_first_assessment_are_passed_over_and_later_ones_told(
    tmp_path: Path, said: tuple[str, ...]
) -> None:
    package = read_package(write_package(tmp_path, **{"observations_open-doors": doors(said)}))
    site = Edition(Reading(package, summarise(package)), Words.load("en"))
    assert [fact.value for fact in timeline(context(site), site.areas["DEU"])] == [RUNS[said]]


# -- tables that fit ---------------------------------------------------------------------------------------------------

SIZES = [
    # rule, its limit
    (fits, "LONGEST_BESIDE"),
    (years_fit, "LONGEST_INSIDE"),
]


@pytest.mark.parametrize(("rule", "limit"), SIZES)
def test_a_table_of_just_so_many_rows_fits(rule: Callable[[range], bool], limit: str) -> None:
    most = getattr(long_tables, limit)
    assert [rule(range(rows)) for rows in (0, 1, most - 1, most, most + 1)] == [True, True, True, True, False]


TREND, REGISTER, ABOUT = "indicators/open-doors/trend/", "indicators/crossings/register/", "countries/deu/crossings/"
PAGES = [
    # years that a page keeps, rows that it keeps beside, pages of tables: the small package has 4 years, 4 rows and 2
    (4, 4, []),
    (3, 4, [TREND]),
    (4, 3, [REGISTER]),
    (3, 3, [TREND, REGISTER]),
    (4, 2, [REGISTER]),
    (4, 1, [REGISTER, ABOUT]),
]


@pytest.mark.parametrize(("inside", "beside", "pages"), PAGES)
def test_only_what_does_not_fit_has_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: int, beside: int, pages: list[str]
) -> None:
    monkeypatch.setattr(long_tables, "LONGEST_INSIDE", inside)
    monkeypatch.setattr(long_tables, "LONGEST_BESIDE", beside)
    package = read_package(write_package(tmp_path))
    site = Edition(Reading(package, summarise(package)), Words.load("en"))
    found = [path_of(table) for table in tables_of(site)]
    assert [path for path in found if path in (TREND, REGISTER, ABOUT)] == pages
