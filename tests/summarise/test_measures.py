"""What a finding may name is what is computed: each kind of series gives the measures that it is said to give."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from scripts.model.codes import AGGREGATIONS
from scripts.model.measures import has_period, measures_of
from tests.summaries import series_of, summaries_of

CASES: list[dict[str, Any]] = json.loads(Path("tests/spec/summary_rules.json").read_bytes())["cases"]


def measures(case: dict[str, Any]) -> set[str]:
    """Measures of a case that a text can name: without codes of the series' own dimensions."""
    return {measure for _, _, measure in summaries_of(case) if "." not in measure}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_measures_are_those_that_are_computed(case: dict[str, Any]) -> None:
    assert measures(case) == set(measures_of(series_of(case), case["series"].get("codes", ())))


@pytest.mark.parametrize(("kind", "dimensions"), [*product(["policy", "category"], [[], ["mode"]])])
def test_dimensions_leave_no_measure_to_name(kind: str, dimensions: list[str]) -> None:
    case = {
        "series": {"measure_type": kind, "aggregation": "areas", "dimensions": dimensions, "codes": ["yes", "no"]},
        "members": {"columns": ["group", "ref_area", "valid_from", "valid_to"], "rows": [["WLD", "AAA", "1990", ""]]},
        "observations": {
            "columns": ["ref_area", "time_period", "mode", "obs_value", "obs_status"],
            "rows": [["AAA", "2020", "land", "yes", "A"]],
        },
    }
    assert measures(case) == set(measures_of(series_of(case), ["yes", "no"]))
    assert bool(measures(case)) != bool(dimensions)


def test_what_is_over_all_periods_has_no_period_to_name() -> None:
    kinds = {a: series_of({"series": {"measure_type": "ratio", "aggregation": a}}) for a in AGGREGATIONS}
    assert {a for a, series in kinds.items() if not has_period(series)} == {"spread", "none"}
