"""How numbers and texts are judged, cell by cell; and faults planted at random are found where they are."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.validate.cells import first_day, last_day, number_fault, possible_day
from scripts.validate.checks.text import text_faults
from scripts.validate.validate import validate_files
from tests.packages import package_files
from tests.validate.faults_values import FAULTS, Fault


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_a_whole_number_has_no_fault(number: int) -> None:
    assert number_fault(str(number), "integer") == ""


@given(st.decimals(-(10**11) + 1, 10**11 - 1, allow_nan=False, places=4))
def test_a_number_has_no_fault(number: Decimal) -> None:
    assert number_fault(f"{abs(number) if number == 0 else number:f}", "number") == ""


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("999999999999999", ""),
        ("1000000000000000", "number-too-long"),
        ("-999999999999999", ""),
        ("0.000000999999999999999", ""),
        ("0.1234567890123456", "number-too-long"),
        ("9" * 26, "number-too-long"),
    ],
)
def test_a_number_has_no_more_digits_than_programs_hold(cell: str, code: str) -> None:
    assert number_fault(cell, "number") == code


@pytest.mark.parametrize("cell", ["-0", "-0.0", "-0.000"])
def test_zero_has_no_sign(cell: str) -> None:
    assert number_fault(cell, "number") == "number-not-plain"
    assert number_fault("-0.05", "number") == ""


@given(st.text())
def test_any_cell_can_be_judged(cell: str) -> None:
    number_fault(cell, "integer")
    text_faults(cell)
    text_faults(cell, number=True)


@pytest.mark.parametrize("cell", ["", " 5", "many", "1200 persons", "1-", "12 March", "01/02/2020"])
def test_what_is_no_number_is_left_to_others(cell: str) -> None:
    assert number_fault(cell, "integer") == ""


NOT_NUMBERS = {
    "number-not-exact": "<5|\u22644|<0.1|<5%|>10|10+|5-10|5\u201310|5..10|5\u00b12|5/10|2010-11|1,000-2,000|1\u20132%"
    "|less than 5|10 or more|5 to 10|between 5 and 10|2 000 to 3 000|over 1,000|10 - 20",
    "value-suppressed": "[c]|(c)|c|[x]|x|X|*|**|(D)|S|n.p.|suppressed|Confidential|withheld|[low]|\u2020|#",
    "value-placeholder": "..|n/a|-|NA|[z]|(na)|[e]|tbc|?|not available",
    "number-with-mark": "1022e|1200p|5*|~5|1022\u2020|1,022 (e)|1200 (a)|ca. 1200|about 5|5 [u]",
    "number-with-separator": "1,022|1.234.567|1 022",
}
"""Cells of a column of whole numbers from which nobody may make a figure by taking a sign off, by code."""


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    ("code", "cell"), [(code, cell) for code, cells in NOT_NUMBERS.items() for cell in cells.split("|")]
)
def test_what_a_source_writes_in_place_of_a_figure(code: str, cell: str) -> None:
    assert number_fault(cell, "integer") == number_fault(cell, "number") == code


def test_long_cells_are_judged_in_time() -> None:
    for piece in ("1", "1 ", "1.", "1,", "1-", "<", "[", "1..", "c "):
        number_fault(f"1{piece * 50_000}x", "integer")


@pytest.mark.parametrize(
    "cell",
    [
        "Côte d'Ivoire",
        "Law No. 5/2020 - second part",
        "a < b and c > d",
        "R&D; Q&A",
        "AT&T",
        "\u0645\u06cc\u200c\u062e\u0648",
        "क्\u200dष",
        "Türkiye",
        "Ελλάδα",
        "2 + 2 = 4",
        "info@example.org",
        "https://example.org/a?b=1&c=2",
        "100 % - 50 %",
        "",
    ],
)
def test_honest_text_has_no_fault(cell: str) -> None:
    assert text_faults(cell) == ()


def test_a_negative_number_is_no_formula() -> None:
    assert text_faults("-12.5", number=True) == ()
    assert text_faults("-12.5") == ("text-formula",)


def test_each_fault_of_a_text_is_told() -> None:
    assert set(text_faults(" a\u200b  <b>")) == {
        "text-space-around",
        "text-invisible-character",
        "text-space-doubled",
        "text-html",
    }


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02-03", "2023-02-03", "2023-02-03"),
    ],
)
def test_days_of_a_period(cell: str, first: str, last: str) -> None:
    assert possible_day(cell)
    assert (first_day(cell), last_day(cell)) == (first, last)


def test_a_correction_with_a_note_is_no_fault() -> None:
    files = package_files(
        series=lambda rows: [{**row, "has_corrections": "true"} for row in rows],
        **{
            "observations_crossings.travellers": lambda rows: [
                {**row, "obs_value": "-3", "note": "from-law"} if row["time_period"] == "_U" else row for row in rows
            ]
        },
    )
    assert validate_files(files) == ()


def test_a_stock_need_not_be_flagged_in_a_year_that_goes_on() -> None:
    files = package_files(
        sources=lambda rows: [{**rows[0], "data_until": "2023-01-01"}],
        series=lambda rows: [
            {
                **row,
                "aggregation": "sum" if row["id"] == "crossings.travellers" else row["aggregation"],
                "reference_day": "01-01" if row.get("reference_day") else "",  # a status of this day is known by then
            }
            for row in rows
        ],
        **{"observations_crossings.travellers": lambda rows: [{**row, "obs_status": "A"} for row in rows]},
    )
    assert {problem.code for problem in validate_files(files)} <= {"source-overdue"}


@pytest.mark.one_in(3)
@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault.code}-{fault.table}" for fault in FAULTS])
def test_a_planted_fault_is_found_where_it_is(fault: Fault) -> None:
    rng = random.Random(fault.code)  # noqa: S311 - repeatable, not secret
    planted: list[tuple[int, str]] = []

    def change(rows: object) -> list[dict[str, str]]:
        changed = [dict(row) for row in rows]  # type: ignore[attr-defined]
        planted.append(fault.plant(changed, rng))
        return changed

    problems = validate_files(package_files(**{fault.table: change}))
    field = planted[0][1]
    found = [(problem.code, problem.field) for problem in problems]
    assert set(found) == {(fault.code, field)}, problems
