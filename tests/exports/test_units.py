"""The unit of an aggregate, as a table."""

from __future__ import annotations

import pytest

from scripts.model.units import unit_of_measure

CASES = [
    ("policy", "policy-status", "yes", "areas"),
    ("policy", "policy-status", "members", "areas"),
    ("policy", "policy-status", "share_low", "share"),
    ("category", "level", "meets.domain1", "areas"),
    ("count", "persons", "total", "persons"),
    ("count", "persons", "total.dead", "persons"),
    ("count", "persons", "areas_reporting", "areas"),
    ("ratio", "share", "ratio_low", "share"),
    ("ratio", "share", "numerator", ""),
    ("ratio", "share", "records", ""),
    ("register", "cities", "records", "cities"),
    ("register", "cities", "areas", "areas"),
]


@pytest.mark.parametrize(("measure_type", "unit", "measure", "expected"), CASES)
def test_unit(measure_type: str, unit: str, measure: str, expected: str) -> None:
    assert unit_of_measure(measure_type, unit, measure) == expected
