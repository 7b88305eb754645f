"""What holds for the summaries of any observations, searched with generated ones."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.summaries import summaries_of

AREAS = ["AAA", "BBB", "CCC", "DDD", "EEE"]
YEARS = ["2018", "2019", "2020", "2021", "2022"]
GROUPS = {"WLD": AREAS, "002": AREAS[:3], "014": AREAS[:2], "017": AREAS[2:3], "150": AREAS[3:4]}
"""002 is 014 and 017 together; EEE is in the world alone."""

MEMBERS = {
    "columns": ["group", "ref_area", "valid_from", "valid_to"],
    "rows": [
        [group, area, "2020-06-30" if area == "BBB" else "1990", ""] for group, held in GROUPS.items() for area in held
    ],
}
COLUMNS = ["ref_area", "time_period", "obs_value", "obs_status"]

Rows = list[list[str]]


def case(settings: dict[str, Any], rows: Rows, columns: list[str] | None = None) -> dict[str, Any]:
    return {
        "series": {"first_period": "2018", "last_period": "2022", **settings},
        "members": MEMBERS,
        "observations": {"columns": columns or COLUMNS, "rows": rows},
    }


def rows_of(values: st.SearchStrategy[list[str]]) -> st.SearchStrategy[Rows]:
    """Observations with distinct keys: each area and year at most once, with cells from `values`."""
    keys = st.tuples(st.sampled_from(AREAS), st.sampled_from(YEARS))
    return st.dictionaries(keys, values, min_size=1, max_size=15).map(
        lambda found: [[area, year, *cells] for (area, year), cells in found.items()]
    )


STATUSES = rows_of(st.sampled_from([["yes", "A"], ["partial", "A"], ["no", "A"]]))
COUNTS = rows_of(
    st.one_of(
        st.tuples(st.integers(0, 10**9).map(str), st.sampled_from("AEPU")).map(list),
        st.sampled_from([["", "L"], ["", "O"]]),
    )
)
RATIOS = rows_of(
    st.tuples(st.integers(0, 500), st.integers(500, 900), st.sampled_from("AU")).map(
        lambda found: [repr(found[0] / found[1]), found[2], str(found[0]), str(found[1])]
    )
)
POLICY = st.fixed_dictionaries(
    {
        "measure_type": st.just("policy"),
        "aggregation": st.just("areas"),
        "max_age": st.integers(0, 4),
        "reference_day": st.sampled_from(["01-01", "12-31"]),
    }
)
SUM = {"measure_type": "count", "aggregation": "sum"}
OVER_TIME = {"measure_type": "count", "aggregation": "sum_over_time"}
RATIO = {"measure_type": "ratio", "aggregation": "ratio_of_sums"}
RATIO_COLUMNS = [*COLUMNS, "numerator", "denominator"]


def shuffled(rows: Rows, seed: int) -> Rows:
    return random.Random(seed).sample(rows, len(rows))  # noqa: S311 - an order, not a secret


@given(STATUSES, POLICY, st.integers())
def test_order_of_statuses_does_not_matter(rows: Rows, settings: dict[str, Any], seed: int) -> None:
    assert summaries_of(case(settings, rows)) == summaries_of(case(settings, shuffled(rows, seed)))


@given(COUNTS.filter(lambda rows: any(row[2] for row in rows)), st.sampled_from([SUM, OVER_TIME]), st.integers())
def test_order_of_counts_does_not_matter(rows: Rows, settings: dict[str, Any], seed: int) -> None:
    assert summaries_of(case(settings, rows)) == summaries_of(case(settings, shuffled(rows, seed)))


@given(RATIOS, st.integers())
def test_order_of_ratios_does_not_matter(rows: Rows, seed: int) -> None:
    first, second = (summaries_of(case(RATIO, r, RATIO_COLUMNS)) for r in (rows, shuffled(rows, seed)))
    assert first == second


@given(STATUSES, POLICY, st.sampled_from(AREAS), st.sampled_from(YEARS))
def test_a_status_not_assessed_changes_nothing(rows: Rows, settings: dict[str, Any], area: str, year: str) -> None:
    if any(row[:2] == [area, year] for row in rows):
        return
    assert summaries_of(case(settings, [*rows, [area, year, "", "O"]])) == summaries_of(case(settings, rows))


@given(COUNTS.filter(lambda rows: any(row[2] for row in rows)), st.sampled_from(AREAS), st.sampled_from(YEARS))
def test_a_count_not_assessed_changes_nothing(rows: Rows, area: str, year: str) -> None:
    if any(row[:2] == [area, year] for row in rows):
        return
    assert summaries_of(case(SUM, [*rows, [area, year, "", "O"]])) == summaries_of(case(SUM, rows))


@given(STATUSES, POLICY)
def test_the_four_classes_are_the_members(rows: Rows, settings: dict[str, Any]) -> None:
    found = summaries_of(case(settings, rows))
    for group, period in {key[:2] for key in found}:

        def number(measure: str, place: tuple[str, str] = (group, period)) -> float:
            return float(found[(*place, measure)][0])

        assert number("yes") + number("partial") + number("no") == number("assessed")
        assert number("assessed") + number("not_assessed") == number("members")
        assert number("members") <= len(GROUPS[group])
        assert 0 <= number("share_low") <= number("share_high") <= 1
        if number("assessed"):
            assert number("share_low") <= number("share_assessed") <= number("share_high")
        else:
            assert found[group, period, "share_assessed"] == ("", "O")


@given(COUNTS.filter(lambda rows: any(row[2] for row in rows)), st.sampled_from([SUM, OVER_TIME]))
def test_parts_of_a_group_add_up_to_it(rows: Rows, settings: dict[str, Any]) -> None:
    found = summaries_of(case(settings, rows))
    for period in {period for _, period, _ in found}:
        parts = [found["014", period, "total"][0], found["017", period, "total"][0]]
        whole = found["002", period, "total"][0]
        assert (whole == "") == (parts == ["", ""])
        assert int(whole or 0) == sum(int(part or 0) for part in parts)
        reporting = [int(found[group, period, "areas_reporting"][0]) for group in ("014", "017", "002")]
        assert reporting[0] + reporting[1] == reporting[2]


@given(RATIOS)
def test_a_ratio_lies_between_those_of_its_parts(rows: Rows) -> None:
    found = summaries_of(case(RATIO, rows, RATIO_COLUMNS))
    for group, period, measure in found:
        if group != "002" or measure != "ratio":
            continue
        parts = [float(found[part, period, "ratio"][0]) for part in ("014", "017") if (part, period, "ratio") in found]
        assert min(parts) <= float(found[group, period, measure][0]) <= max(parts)
