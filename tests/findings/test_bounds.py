"""'At least', 'almost' and 'about' are of just those figures that a source bounds, and of sums with such a part."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from scripts.findings.reading import Reading
from scripts.model.codes import ABOUT, ALL_PERIODS, ALMOST, AT_LEAST
from scripts.package.read import Package
from scripts.summarise.bounds import bounded_sums
from scripts.summarise.members import Members
from scripts.summarise.summarise import summarise_series
from tests.summaries import package_of, series_of

MORE, NEARLY, ROUGHLY = "stated-as-more-than", "stated-as-almost", "stated-as-about"
COLUMNS = ["ref_area", "time_period", "obs_value", "obs_status", "source", "note"]
OWN = (("002", "KEN"), ("150", "DEU"))
MEMBERS = {
    "columns": ["group", "ref_area", "valid_from", "valid_to"],
    "rows": [[group, area, "1955-01-01", ""] for group, area in (*OWN, ("WLD", "DEU"), ("WLD", "KEN"))],
}


def read(rows: list[list[str]], **settings: Any) -> tuple[Reading, Package]:
    told = {"measure_type": "count", "aggregation": "sum", **settings}
    case = {"series": told, "members": MEMBERS, "observations": {"columns": COLUMNS, "rows": rows}}
    package, series = package_of(case), series_of(case)
    package = Package(descriptor={}, files={}, tables={**package.tables, "series": _row(told)})
    sums = summarise_series(series, package, Members.from_tables(package.tables)).assign(series="example")
    return Reading(package, sums), package


def _row(settings: dict[str, Any]) -> pd.DataFrame:
    row = {name: str(value).lower() for name, value in settings.items()}
    blank = ("indicator", "role", "codelist", "unit_measure", "per", "has_range", "dimensions", "register", "max_age")
    rest = dict.fromkeys((*blank, "reference_day", "source"), "")
    held = {**rest, "decimals": "0", "is_minimum": "false", "first_period": "2000", "last_period": "2030", **row}
    return pd.DataFrame([{"id": "example", "order": "1", **held}])


SUMS = [
    # notes of Germany's and of Kenya's figure, what bounds the sums of Europe, Africa and the world
    ("", "", "", "", ""),
    (MORE, "", AT_LEAST, "", AT_LEAST),
    (MORE, MORE, AT_LEAST, AT_LEAST, AT_LEAST),
    (NEARLY, "", ALMOST, "", ALMOST),
    (MORE, NEARLY, AT_LEAST, ALMOST, ABOUT),
    ("", ROUGHLY, "", ABOUT, ABOUT),
    ("read-twice", "", "", "", ""),
]


@pytest.mark.parametrize(("of_germany", "of_kenya", "of_europe", "of_africa", "of_world"), SUMS)
def test_a_sum_has_the_bound_of_its_parts(
    of_germany: str, of_kenya: str, of_europe: str, of_africa: str, of_world: str
) -> None:
    rows = [["DEU", "2020", "700", "A", "s", of_germany], ["KEN", "2020", "50", "A", "s", of_kenya]]
    reading, package = read(rows)
    (series,) = package.series.values()
    found = {group: reading.summary(series, group, "2020", "total") for group in ("150", "002", "WLD")}
    bounds = {group: figure.bound for group, figure in found.items() if figure}
    assert bounds == {"150": of_europe, "002": of_africa, "WLD": of_world}
    reporting = reading.summary(series, "WLD", "2020", "areas_reporting")
    assert reporting is not None
    assert not reporting.bound, "how many report is known exactly"


SINGLE = [
    # whether every figure of the series is a minimum, value, note, what is said before it, whether its note says so
    (False, "700", "", "", False),
    (False, "700", MORE, AT_LEAST, True),
    (False, "700", NEARLY, ALMOST, True),
    (True, "700", "", AT_LEAST, False),
    (True, "0", "", "", False),
]


@pytest.mark.parametrize(("minimum", "value", "note", "bound", "noted"), SINGLE)
def test_a_figure_has_the_bound_of_its_note_or_of_its_series(
    value: str, note: str, bound: str, *, minimum: bool, noted: bool
) -> None:
    reading, package = read([["DEU", "2020", value, "A", "s", note]], is_minimum=minimum)
    (series,) = package.series.values()
    figure = reading.observations(series, "DEU")[0].value
    assert figure is not None
    assert (figure.bound, figure.noted) == (bound, noted)


def test_single_figures_that_are_never_added_have_no_bounded_sum() -> None:
    reading, package = read([["DEU", "2020", "700", "A", "s", MORE]], aggregation="none", is_minimum=True)
    (series,) = package.series.values()
    assert bounded_sums(series, package) == {}
    cases = reading.summary(series, "WLD", ALL_PERIODS, "cases")
    assert cases is not None
    assert not cases.bound


POLICIES = [
    # status of Germany, of Kenya ('' is not assessed), what is said before the number of states with a yes
    ("yes", "no", ""),
    ("yes", "", AT_LEAST),
    ("no", "", AT_LEAST),
]


@pytest.mark.parametrize(("of_germany", "of_kenya", "bound"), POLICIES)
def test_states_that_were_not_assessed_may_be_a_yes_too(of_germany: str, of_kenya: str, bound: str) -> None:
    held = {"DEU": of_germany, "KEN": of_kenya}
    rows = [[area, "2020", status, "A", "s", ""] for area, status in held.items() if status]
    reading, package = read(rows, measure_type="policy", aggregation="areas", reference_day="12-31")
    (series,) = package.series.values()
    yes = reading.summary(series, "WLD", "2020", "yes")
    assert yes is not None
    assert yes.bound == bound, "of those that were not assessed nothing is known, also where nobody else is a yes"
