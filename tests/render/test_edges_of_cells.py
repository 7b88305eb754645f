"""Which figures are said to be a minimum, and how a country's years are told: at the edges of each rule."""

from __future__ import annotations

from collections.abc import Callable
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
    ("pupils", {}, None, "At least"),  # the largest of them, which is a minimum
    ("pupils", {"is_minimum": "false"}, None, ""),
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
