"""Periods as SDMX writes them, and the days that they cover."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.model.periods import FORMS, Span, form_of, span_of

pytestmark = pytest.mark.unit

CASES = {
    ("2024", ""): ("year", "2024-01-01", "2024-12-31"),
    ("2024-S1", ""): ("half-year", "2024-01-01", "2024-06-30"),
    ("2024-S2", ""): ("half-year", "2024-07-01", "2024-12-31"),
    ("2023-Q1", ""): ("quarter", "2023-01-01", "2023-03-31"),
    ("2023-Q4", ""): ("quarter", "2023-10-01", "2023-12-31"),
    ("2024-02", ""): ("month", "2024-02-01", "2024-02-29"),
    ("2010-11", ""): ("month", "2010-11-01", "2010-11-30"),
    ("2024-02-29", ""): ("day", "2024-02-29", "2024-02-29"),
    ("2010/11", "04-01"): ("reporting year", "2010-04-01", "2011-03-31"),
    ("1999/00", "07-01"): ("reporting year", "1999-07-01", "2000-06-30"),
    ("2010/11", ""): ("reporting year", "2010-01-01", "2010-12-31"),
    ("2010-04-01/P18M", ""): ("span", "2010-04-01", "2011-09-30"),
    ("2010-04-01/P2Y", ""): ("span", "2010-04-01", "2012-03-31"),
    ("2010-04-01/P10D", ""): ("span", "2010-04-01", "2010-04-10"),
    ("2024-01-31/P1M", ""): ("span", "2024-01-31", "2024-02-28"),
}


@pytest.mark.parametrize(("period", "start"), CASES)
def test_a_period_covers_its_days(period: str, start: str) -> None:
    form, first, last = CASES[period, start]
    assert form_of(period) == form
    assert span_of(period, start) == Span(first, last)


@pytest.mark.parametrize("text", ["2010/12", "2024-13", "2023-02-29", "0000", "9999-06-01/P9Y", "2024-02-30/P1M"])
def test_what_the_calendar_lacks_is_no_period(text: str) -> None:
    assert form_of(text)
    assert span_of(text) is None


@pytest.mark.parametrize(
    "text", ["", "_U", "2024-Q5", "2024-S3", "2024-1", "24", "2024p", "2010-2011", "2010/2011", "٢٠٢٤"]
)
def test_what_is_written_otherwise_is_no_period(text: str) -> None:
    assert form_of(text) == ""
    assert span_of(text) is None


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9000, 1, 1)), st.integers(1, 999))
def test_a_span_of_days_is_as_long_as_it_says(first: date, days: int) -> None:
    span = span_of(f"{first.isoformat()}/P{days}D")
    assert span is not None
    assert date.fromisoformat(span.last) - date.fromisoformat(span.first) == timedelta(days=days - 1)


@given(st.sampled_from(sorted(FORMS)).flatmap(lambda form: st.from_regex(FORMS[form], fullmatch=True)))
def test_a_period_never_ends_before_it_begins(period: str) -> None:
    span = span_of(period)
    assert span is None or span.first <= span.last
