"""The summary rules as a table: each case of `tests/spec/summary_rules.json` gives what it says it gives.

The page `method/rules/` prints the same cases.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scripts.words.words import Words
from tests.summaries import summaries_of

SPEC = Path("tests/spec/summary_rules.json")
CASES: list[dict[str, Any]] = json.loads(SPEC.read_bytes())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_summary_rule(case: dict[str, Any]) -> None:
    found = summaries_of(case)
    expected = {tuple(row[:3]): tuple(row[3:]) for row in case["expected"]["rows"]}
    assert {key: found.get(key) for key in expected} == expected


def test_each_case_has_a_title_and_its_own_id() -> None:
    ids = [case["id"] for case in CASES]
    assert len(set(ids)) == len(ids)
    words = Words.load("en")
    assert [i for i in ids if not words.has(f"rules.{i}")] == []


def test_what_is_never_added_has_no_total() -> None:
    case = next(case for case in CASES if case["id"] == "never-added")
    assert {measure for _, _, measure in summaries_of(case)} == {"areas_reporting", "cases"}
