"""Days at their edges: what begins and ends on one day, and what begins or ends on the day that a year is judged by."""

from __future__ import annotations

import pandas as pd
import pytest

from scripts.package.read import Package
from scripts.validate.check import Context
from scripts.validate.checks.derived import derived_observations
from scripts.validate.checks.time import order

ORDERED = [
    # first day, last day, are reversed
    ("2020-05-05", "2020-05-06", False),
    ("2020-05-05", "2020-05-05", False),
    ("2020-05-05", "2020-05-04", True),
    ("2020-05", "2020-05", False),
    ("2020", "2020", False),
    ("2020-12-31", "2020", False),  # some day of that year, which may be that one
    ("2020-05-31", "2020-05", False),
    ("2020", "2020-01-01", False),
    ("2021", "2020-12-31", True),
    ("2020-06", "2020-05-31", True),
    ("2021-01-01", "2020", True),
    ("2020-05-05", "", False),
    ("", "2020-05-05", False),
]


def in_memory(**tables: pd.DataFrame) -> Context:
    return Context(package=Package(descriptor={}, files={}, tables=tables), sound=frozenset(tables), previous=None)


@pytest.mark.parametrize(("start", "end", "reversed_"), ORDERED)
def test_what_begins_and_ends_on_one_day_is_in_order(start: str, end: str, *, reversed_: bool) -> None:
    told = list(order(in_memory(x=pd.DataFrame({"valid_from": [start], "valid_to": [end]}, dtype=str))))
    assert [(problem.code, problem.row) for problem in told] == ([("dates-reversed", 2)] if reversed_ else [])


VALID = [
    # reference day, first day, last day, first and last year of which it is true, of 2018 to 2022
    ("12-31", "2020-01-01", "", "2020", "2022"),
    ("12-31", "2020-12-30", "", "2020", "2022"),
    ("12-31", "2020-12-31", "", "2020", "2022"),
    ("12-31", "2021-01-01", "", "2021", "2022"),
    ("12-31", "2019", "2020-12-31", "2019", "2020"),
    ("12-31", "2019", "2020-12-30", "2019", "2019"),
    ("01-01", "2020-01-01", "", "2020", "2022"),
    ("01-01", "2020-01-02", "", "2021", "2022"),
    ("01-01", "2019-12-31", "", "2020", "2022"),
    ("01-01", "2019-01-01", "2021-01-01", "2019", "2021"),
    ("01-01", "2019-01-01", "2020-12-31", "2019", "2020"),
    ("01-01", "2020", "", "2020", "2022"),  # of a year alone: from its beginning
    ("", "2020-12-31", "", "2020", "2022"),
    ("12-31", "", "", "2022", "2022"),
    ("12-31", "2000-05-05", "2030-05-05", "2018", "2022"),
]


BLANK = ("codelist", "unit_measure", "per", "has_range", "dimensions", "max_age", "is_minimum", "source")
SERIES = {
    **dict.fromkeys(BLANK, ""),
    "id": "acts",
    "indicator": "acts",
    "role": "headline",
    "measure_type": "policy",
    "aggregation": "areas",
    "decimals": "0",
    "register": "acts",
}


@pytest.mark.parametrize(("day", "start", "end", "first", "last"), VALID)
def test_a_record_counts_in_the_years_on_whose_day_it_is_valid(
    day: str, start: str, end: str, first: str, last: str
) -> None:
    settings = {"reference_day": day, "first_period": "2018", "last_period": "2022"}
    record = {"id": "a", "ref_area": "DEU", "counterpart_area": "", "date_from": start, "date_to": end}
    context = in_memory(
        series=pd.DataFrame([{**SERIES, **settings}], dtype=str),
        register_acts=pd.DataFrame([{**record, "counted_as": "a"}], dtype=str),
        observations_acts=pd.DataFrame(columns=["ref_area", "time_period", "obs_value"], dtype=str),
    )
    told = [(problem.code, problem.found) for problem in derived_observations(context)]
    years = range(int(first), int(last) + 1)
    assert told == [("observation-of-register-absent", f"DEU, {year}") for year in years]
