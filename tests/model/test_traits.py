"""What follows from the kind of a series is said once, in the model; rooms ask for it by its meaning."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from scripts.model.codes import AGGREGATIONS, MEASURE_TYPES
from scripts.model.kinds import KINDS, MEASURES, WAYS, measure_of, way_of

ASKING = ("charts", "drawing", "exports", "assemble", "release", "validate", "verify")
"""Rooms that ask by meaning."""

MEASURING = ("verify/second_path.py",)
"""The second way of summing: it is what the ways of summing are."""

KNOWN = {"MEASURE_TYPES", "AGGREGATIONS", "expected"}
SETTINGS = {"measure_type", "aggregation"}

OF_MEASURES = {
    "policy": {"statuses"},
    "category": {"classes"},
    "count": {"numbers", "things"},
    "ratio": {"numbers", "parts"},
    "register": {"numbers", "records"},
    "": set(),
    "else": set(),
}

OF_WAYS = {
    "areas": {"of_states"},
    "sum": {"adds"},
    "sum_over_time": {"adds", "over_time"},
    "ratio_of_sums": set(),
    "spread": {"of_cases", "spread"},
    "distinct_records": {"of_records"},
    "none": {"unsummed", "of_cases"},
    "": set(),
    "else": set(),
}


@pytest.mark.parametrize(("code", "traits"), OF_MEASURES.items(), ids=OF_MEASURES.keys())
def test_what_a_value_is(code: str, traits: set[str]) -> None:
    assert {name for name, holds in asdict(measure_of(code)).items() if holds} == traits


@pytest.mark.parametrize(("code", "traits"), OF_WAYS.items(), ids=OF_WAYS.keys())
def test_what_a_figure_of_a_group_is(code: str, traits: set[str]) -> None:
    assert {name for name, holds in asdict(way_of(code)).items() if holds} == traits


def test_every_setting_has_its_traits() -> None:
    assert tuple(MEASURES) == MEASURE_TYPES
    assert tuple(WAYS) == AGGREGATIONS
    assert {measure for measure, _ in KINDS} == {*MEASURES}
    assert {way for _, way in KINDS} == {*WAYS}


def _named(node: ast.AST) -> Iterator[str]:
    """Give the settings of a series that an expression reads: `series.measure_type`, `row["aggregation"]`."""
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and each.attr in SETTINGS:
            yield each.attr
        if isinstance(each, ast.Constant) and each.value in SETTINGS:
            yield str(each.value)


@pytest.mark.parametrize("room", ASKING)
def test_no_room_compares_a_setting_with_a_code(room: str) -> None:
    """A comparison of two series, or of two columns, is none with a code."""
    found = [
        f"{path}:{node.lineno}"
        for path in Path("scripts", room).rglob("*.py")
        if not path.as_posix().endswith(MEASURING)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare) and {*_named(node.left)} and not _is_known(node)
    ]
    assert found == []


def _is_known(node: ast.Compare) -> bool:
    """Tell whether it is asked only if a setting is one at all, or what a row of the package itself says."""
    return all(isinstance(each, ast.Name) and each.id in KNOWN for each in node.comparators)
