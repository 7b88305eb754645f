"""Which indicator the home page begins with: the newest of those that are widely known."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from scripts.findings.figures import WHOLE, Figure
from scripts.findings.leading import leading

RULE: dict[str, tuple[dict[str, tuple[str, int]], str | None]] = {
    "the newest of what is known of half of the states": (
        {"wide-old": ("2020-12-31", 193), "wide-new": ("2025-04-29", 138), "thin-newest": ("2026-11-23", 49)},
        "wide-new",
    ),
    "half is enough": ({"half": ("2020-01-01", 97), "thin": ("2026-01-01", 96)}, "half"),
    "of equals, what is known of most": ({"a": ("2024-01-01", 120), "b": ("2024-01-01", 150)}, "b"),
    "of equals in all, the first": ({"a": ("2024-01-01", 120), "b": ("2024-01-01", 120)}, "a"),
    "where nothing is widely known, what is known of most": (
        {"a": ("2026-01-01", 10), "b": ("2020-01-01", 60)},
        "b",
    ),
    "nothing is stated": ({}, None),
}


def number(value: int) -> Figure:
    return Figure(value=float(value), form=WHOLE, cell="")


@pytest.mark.parametrize("case", RULE.values(), ids=RULE.keys())
def test_the_rule(case: tuple[dict[str, tuple[str, int]], str | None]) -> None:
    known, expected = case
    reading = SimpleNamespace(
        headline=lambda row: SimpleNamespace(source=row["id"]),
        sources={name: {"data_until": day} for name, (day, _) in known.items()},
    )
    rows = [{"id": name} for name in known]
    counts = {name: number(states) for name, (_, states) in known.items()}
    found = leading(cast("Any", reading), rows, counts, number(193))
    assert (found and found["id"]) == expected
