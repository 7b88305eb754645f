"""Every row that each way of summing gives, and no other: what a group without observations has, and what it has not.

The cases of `tests/spec/summary_rules.json` state one rule each and a few rows; these state all rows of a few cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.summaries import summaries_of

MEMBERS = {
    "columns": ["group", "ref_area", "valid_from", "valid_to"],
    "rows": [
        *(["WLD", area, "1990", ""] for area in ("AAA", "BBB", "CCC")),
        ["002", "AAA", "1990", ""],
        ["002", "BBB", "2001-01-01", ""],
        ["150", "CCC", "1990", "2000-12-31"],
    ],
}
"""BBB comes to 002 in 2001; CCC leaves 150 at the end of 2000, which is empty then.

What is added counts BBB in 002 in every year, and CCC in 150 in none.
"""

COLUMNS = ["ref_area", "time_period", "obs_value", "obs_status"]
PARTS = ["numerator", "denominator"]
RANGE = ["numerator", "denominator_low", "denominator_high"]
PARTIES = ["ref_area", "counterpart_area", "date_from", "numerator", "denominator"]
COMPANION = {"role": "companion", "indicator": "exam"}
"""Settings of a series that has columns of its own in a register, which end in `_example`."""

Told = dict[str, dict[str, str]]
"""By group and period, parted by a space: the measures with their values; the status after one that is not normal."""


def case(settings: str, columns: list[str], *rows: str, register: bool = False, **more: Any) -> dict[str, Any]:
    """A case from its kind and way of summing, and lines of cells; `.` is a blank cell."""
    kind, aggregation = settings.split()
    cells = [["" if cell == "." else cell for cell in row.split()] for row in rows]
    table = {"columns": columns, "rows": cells}
    span = {"first_period": "2000", "last_period": "2002"}
    return {
        "series": {"measure_type": kind, "aggregation": aggregation, **span, **more},
        "members": MEMBERS,
        "register" if register else "observations": table,
    }


def told(text: str) -> dict[str, str]:
    """Measures and values from a line: `total=3 areas_reporting=1`; `-` is a blank value."""
    return dict(each.split("=") for each in text.split())


EMPTY = "total=- areas_reporting=0"
CASES: dict[str, tuple[dict[str, Any], Mapping[str, str]]] = {
    "policies": (
        case("policy areas", COLUMNS, "AAA 2000 yes A", "BBB 2001 no A", "CCC 2002 . O", max_age=1),
        {
            "WLD 2000": "yes=1 partial=0 no=0 not_assessed=2 assessed=1 members=3 "
            "share_low=0.3333333333333333 share_high=1 share_assessed=1",
            "WLD 2001": "yes=1 partial=0 no=1 not_assessed=1 assessed=2 members=3 "
            "share_low=0.3333333333333333 share_high=0.6666666666666666 share_assessed=0.5",
            "WLD 2002": "yes=0 partial=0 no=1 not_assessed=2 assessed=1 members=3 "
            "share_low=0 share_high=0.6666666666666666 share_assessed=0",
            "002 2000": "yes=1 partial=0 no=0 not_assessed=0 assessed=1 members=1 "
            "share_low=1 share_high=1 share_assessed=1",
            "002 2001": "yes=1 partial=0 no=1 not_assessed=0 assessed=2 members=2 "
            "share_low=0.5 share_high=0.5 share_assessed=0.5",
            "002 2002": "yes=0 partial=0 no=1 not_assessed=1 assessed=1 members=2 "
            "share_low=0 share_high=0.5 share_assessed=0",
            "150 2000": "yes=0 partial=0 no=0 not_assessed=1 assessed=0 members=1 "
            "share_low=0 share_high=1 share_assessed=-",
        },
    ),
    "categories by a dimension": (
        case(
            "category areas",
            ["mode", *COLUMNS],
            "land AAA 2000 high A",
            "land CCC 2000 low A",
            "sea AAA 2001 low A",
            dimensions=["mode"],
            codes=["high", "low"],
        ),
        {
            "WLD 2000": "high.land=1 low.land=1 not_assessed.land=1 assessed.land=2 members.land=3",
            "002 2000": "high.land=1 low.land=0 not_assessed.land=0 assessed.land=1 members.land=1",
            "150 2000": "high.land=0 low.land=1 not_assessed.land=0 assessed.land=1 members.land=1",
            "WLD 2001": "high.sea=0 low.sea=1 not_assessed.sea=2 assessed.sea=1 members.sea=3",
            "002 2001": "high.sea=0 low.sea=1 not_assessed.sea=1 assessed.sea=1 members.sea=2",
        },
    ),
    "nothing assessed": (case("policy areas", COLUMNS, "AAA 2000 . O"), {}),
    "sums": (
        case("count sum", COLUMNS, "AAA 2000 4 A", "BBB 2000 5 A", "CCC 2001 0 P", "AAA 2001 . O", "BBB _U 7 A"),
        {
            "WLD 2000": "total=9 areas_reporting=2",
            "002 2000": "total=9 areas_reporting=2",
            "150 2000": EMPTY,
            "WLD 2001": "total=0P areas_reporting=1P",
            "002 2001": EMPTY,
            "150 2001": EMPTY,
            "WLD _U": "total=7 areas_reporting=1",
            "002 _U": "total=7 areas_reporting=1",
            "150 _U": EMPTY,
        },
    ),
    "sums by a dimension": (
        case(
            "count sum",
            ["mode", *COLUMNS],
            "land AAA 2000 4 A",
            "land AAA 2001 2 P",
            "sea CCC 2000 1 A",
            "air CCC 2000 . O",
            dimensions=["mode"],
        ),
        {
            "WLD 2000": "total.land=4 areas_reporting.land=1 total.sea=1 areas_reporting.sea=1",
            "002 2000": "total.land=4 areas_reporting.land=1 total.sea=- areas_reporting.sea=0",
            "150 2000": "total.land=- areas_reporting.land=0 total.sea=- areas_reporting.sea=0",
            "WLD 2001": "total.land=2P areas_reporting.land=1P",
            "002 2001": "total.land=2P areas_reporting.land=1P",
            "150 2001": "total.land=- areas_reporting.land=0",
        },
    ),
    "nothing to add": (case("count sum", COLUMNS, "AAA 2000 . O"), {}),
    "sums over time": (
        case("count sum_over_time", COLUMNS, "AAA 2000 4 A", "AAA 2001 6 P", "BBB 2000 5 A", "BBB _U 7 A"),
        {
            "WLD 2000": "total=9 areas_reporting=2",
            "002 2000": "total=9 areas_reporting=2",
            "150 2000": EMPTY,
            "WLD 2001": "total=6P areas_reporting=1P",
            "002 2001": "total=6P areas_reporting=1P",
            "150 2001": EMPTY,
            "WLD _U": "total=7 areas_reporting=1",
            "002 _U": "total=7 areas_reporting=1",
            "150 _U": EMPTY,
            "WLD _T": "total=22P areas_reporting=2P",
            "002 _T": "total=22P areas_reporting=2P",
            "150 _T": EMPTY,
            "AAA _T": "total=10P",
            "BBB _T": "total=12",
        },
    ),
    "a register": (
        case("register sum", COLUMNS, "AAA 2000 2 A", "BBB 2000 0 A", "CCC 2000 1 A", "AAA 2001 0 A"),
        {
            "WLD 2000": "records=3 areas=2",
            "002 2000": "records=2 areas=1",
            "150 2000": "records=- areas=0",
        },
    ),
    "ratios": (
        case(
            "ratio ratio_of_sums",
            [*COLUMNS, *PARTS],
            "AAA 2000 0.5 A 1 2",
            "BBB 2000 0.25 A 1 4",
            "CCC 2000 0.9 U 9 10",
            "CCC 2001 . O . .",
            "AAA 2001 . A 3 .",
            "BBB 2001 . A . 8",
            "BBB 2002 . A 0 0",
        ),
        {
            "WLD 2000": "numerator=2 denominator=6 ratio=0.3333333333333333 cases=2",
            "002 2000": "numerator=2 denominator=6 ratio=0.3333333333333333 cases=2",
            "WLD 2002": "numerator=0 denominator=0 ratio=- cases=1",
            "002 2002": "numerator=0 denominator=0 ratio=- cases=1",
        },
    ),
    "ratios per million, of which the product is more than a float holds": (
        case("ratio ratio_of_sums", [*COLUMNS, *PARTS], "AAA 2000 . A 7525857623982 533380", per=1_000_000),
        {
            "WLD 2000": "numerator=7525857623982 denominator=533380 ratio=14109748441977.576 cases=1",
            "002 2000": "numerator=7525857623982 denominator=533380 ratio=14109748441977.576 cases=1",
        },
    ),
    "ratios of single cases": (
        case(
            "ratio spread",
            [*COLUMNS, *PARTS],
            "AAA 2000 0.5 A 6 12",
            "AAA 2001 0.25 A 1 4",
            "CCC 2000 0.9 U 9 10",  # of low reliability
            "CCC 2000 . E 1 .",  # no value
            "BBB _U 0.1 E 1 10",
        ),
        {
            "WLD 2000": "areas_reporting=1",
            "002 2000": "areas_reporting=1",
            "WLD 2001": "areas_reporting=1",
            "002 2001": "areas_reporting=1",
            "WLD _U": "areas_reporting=1E",
            "002 _U": "areas_reporting=1E",
            "WLD _T": "areas_reporting=2E cases=3E lowest=0.1E median=0.25E highest=0.5E numerator=8E denominator=26E "
            "numerator_without_largest=2E denominator_without_largest=14E",
            "002 _T": "areas_reporting=2E cases=3E lowest=0.1E median=0.25E highest=0.5E numerator=8E denominator=26E "
            "numerator_without_largest=2E denominator_without_largest=14E",
            "150 _T": "areas_reporting=0 cases=0 lowest=- median=- highest=- numerator=- denominator=- "
            "numerator_without_largest=- denominator_without_largest=-",
        },
    ),
    "a range with exact figures in some rows": (
        case(
            "ratio ratio_of_sums",
            [*COLUMNS, "numerator", "denominator", "denominator_low", "denominator_high"],
            "AAA 2000 . A 2 4 4 4",
            "BBB 2000 . E 2 . 4 8",
            has_range=True,
        ),
        {
            "WLD 2000": "numerator=4E denominator=- ratio=- ratio_low=0.3333333333333333E ratio_high=0.5E cases=2E",
            "002 2000": "numerator=4E denominator=- ratio=- ratio_low=0.3333333333333333E ratio_high=0.5E cases=2E",
        },
    ),
    "records": (
        case(
            "ratio distinct_records",
            PARTIES,
            "AAA BBB 1999-05-01 true true",  # before the first period
            "AAA AAA 2000 false true",  # one party on both sides
            "BBB . 2001 true false",  # not judged
            "BBB CCC . true true",  # without a date
            "CCC . 2002-12-31 true true",
            "CCC . 2003 true true",  # after the last period
            register=True,
        ),
        {
            "WLD 2000": "numerator=1 denominator=2 cases=2 records=2 ratio=0.5 ratio_low=0.5 ratio_high=0.5",
            "002 2000": "numerator=1 denominator=2 cases=2 records=2 ratio=0.5 ratio_low=0.5 ratio_high=0.5",
            "WLD 2001": "numerator=1 denominator=2 cases=2 records=3 ratio=0.5 "
            "ratio_low=0.3333333333333333 ratio_high=0.6666666666666666",
            "002 2001": "numerator=1 denominator=2 cases=2 records=3 ratio=0.5 "
            "ratio_low=0.3333333333333333 ratio_high=0.6666666666666666",
            "WLD 2002": "numerator=2 denominator=3 cases=3 records=4 ratio=0.6666666666666666 "
            "ratio_low=0.5 ratio_high=0.75",
            "002 2002": "numerator=1 denominator=2 cases=2 records=3 ratio=0.5 "
            "ratio_low=0.3333333333333333 ratio_high=0.6666666666666666",
        },
    ),
    "records of a companion, with a denominator of its own": (
        case(
            "ratio distinct_records",
            [*PARTIES, "numerator_example", "denominator_example"],
            "AAA . 2000 true true false true",
            "AAA . 2000 false false true true",
            "AAA . 2000 true true true false",
            "CCC . 2002 false true true true",
            register=True,
            **COMPANION,
        ),
        {
            "WLD 2000": "numerator=1 denominator=2 cases=2 records=3 ratio=0.5",
            "002 2000": "numerator=1 denominator=2 cases=2 records=3 ratio=0.5",
            "WLD 2001": "numerator=1 denominator=2 cases=2 records=3 ratio=0.5",
            "002 2001": "numerator=1 denominator=2 cases=2 records=3 ratio=0.5",
            "WLD 2002": "numerator=2 denominator=3 cases=3 records=4 ratio=0.6666666666666666",
            "002 2002": "numerator=1 denominator=2 cases=2 records=3 ratio=0.5",
        },
    ),
    "records of a companion, with the denominator of the headline": (
        case(
            "ratio distinct_records",
            [*PARTIES, "numerator_example"],
            "AAA . 2002 true true false",
            "AAA . 2002 false true true",
            "AAA . 2002 true false true",
            register=True,
            **COMPANION,
        ),
        {
            "WLD 2002": "numerator=1 denominator=2 cases=2 records=3 ratio=0.5 "
            "ratio_low=0.3333333333333333 ratio_high=0.6666666666666666",
            "002 2002": "numerator=1 denominator=2 cases=2 records=3 ratio=0.5 "
            "ratio_low=0.3333333333333333 ratio_high=0.6666666666666666",
        },
    ),
    "never added": (
        case("count none", COLUMNS, "AAA 2000 40 A", "AAA 2001 60 P", "BBB _U 7 A", "CCC 2001 . O"),
        {
            "WLD 2000": "areas_reporting=1",
            "002 2000": "areas_reporting=1",
            "WLD 2001": "areas_reporting=1P",
            "002 2001": "areas_reporting=1P",
            "WLD _U": "areas_reporting=1",
            "002 _U": "areas_reporting=1",
            "WLD _T": "areas_reporting=2P cases=3P",
            "002 _T": "areas_reporting=2P cases=3P",
            "150 _T": "areas_reporting=0 cases=0",
        },
    ),
}


def given(case: dict[str, Any]) -> Told:
    """What a case gives, as CASES has it."""
    found: Told = {}
    for (group, period, measure), (value, status) in summaries_of(case).items():
        assert (status == "O") == (value == ""), "a blank value is missing, and nothing else is"
        assert status in "AEUPO"
        found.setdefault(f"{group} {period}", {})[measure] = f"{value}{status.strip('AO')}" or "-"
    return found


@pytest.mark.parametrize("name", CASES)
def test_all_rows(name: str) -> None:
    settings, expected = CASES[name]
    assert given(settings) == {place: told(text) for place, text in expected.items()}
