"""Statuses from scores: every combination of two required items and one that is asked for where it was scored."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.ingest.thresholds import item_scores, policy_statuses

REQUIRED = {"a1": 50.0, "b2": 50.0, "c3": 67.0}
HEALTH = {"h4": 50.0}


def long(rows: list[tuple[str, str, str, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["ref_area", "time_period", "item", "score"])


def status(a: float | None, b: float | None, c: float | None, h: float | None) -> tuple[str, str]:
    wide = pd.DataFrame({"a1": [a], "b2": [b], "c3": [c], "h4": [h]}, dtype="float64")
    row = policy_statuses(wide, REQUIRED, where_scored=HEALTH, partial_from=2).iloc[0]
    return row["obs_value"], row["obs_status"]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((50, 50, 67, 50), ("yes", "A")),
        ((100, 100, 100, None), ("yes", "A")),
        ((100, 100, 66, 100), ("partial", "A")),
        ((100, 100, 100, 0), ("partial", "A")),
        ((49, 50, 67, 50), ("partial", "A")),
        ((0, 0, 100, 100), ("no", "A")),
        ((0, 0, 0, None), ("no", "A")),
        ((100, 100, None, 100), ("", "O")),
        ((0, 0, None, 0), ("", "O")),
    ],
)
def test_a_status_needs_every_required_item(
    scores: tuple[float | None, float | None, float | None, float | None], expected: tuple[str, str]
) -> None:
    assert status(*scores) == expected


def test_without_partial_all_else_is_no() -> None:
    wide = pd.DataFrame({"a1": [50.0, 50.0], "b2": [50.0, 0.0], "c3": [67.0, 100.0]})
    assert list(policy_statuses(wide, REQUIRED)["obs_value"]) == ["yes", "no"]


def test_a_year_in_which_only_other_items_were_scored_is_kept_as_not_assessed() -> None:
    scores = long([("SWE", "2010", "z9", 100), ("SWE", "2009", "a1", 100), ("SWE", "2024", "a1", 100)])
    wide = item_scores(scores, REQUIRED, 2010, 2023)
    assert list(wide["time_period"]) == ["2010"]
    assert list(policy_statuses(wide, REQUIRED)["obs_status"]) == ["O"]


@settings(deadline=None, max_examples=30)
@given(st.permutations([(a, i, s) for a in ("SWE", "DEU") for i, s in (("a1", 100.0), ("b2", 0.0), ("c3", 67.0))]))
def test_the_order_of_rows_changes_nothing(rows: list[tuple[str, str, float]]) -> None:
    scores = long([(area, "2010", item, score) for area, item, score in rows])
    frame = policy_statuses(item_scores(scores, REQUIRED, 2010, 2010), REQUIRED, partial_from=2)
    assert sorted(zip(frame["ref_area"], frame["obs_value"], strict=True)) == [("DEU", "partial"), ("SWE", "partial")]
