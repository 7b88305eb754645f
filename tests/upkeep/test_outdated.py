"""Which sources are overdue on a day: as validation has it on the day of the release."""

from __future__ import annotations

import pytest

from scripts.cli import main
from scripts.model.days import months_after, months_between
from scripts.upkeep.outdated import overdue


@pytest.mark.parametrize(
    ("until", "months", "on", "since"),
    [
        ("2023-12-31", "12", "2025-01-30", ""),
        ("2023-12-31", "12", "2025-01-31", "2025-01-31"),
        ("2023-12-31", "12", "2029-01-01", "2025-01-31"),
        ("2024-01-01", "12", "2025-02-01", "2025-02-01"),
        ("2023", "12", "2025-02-01", "2025-01-31"),
        ("2024-02", "1", "2024-04-29", "2024-04-29"),
        ("2025-04-29", "1", "2025-06-28", ""),
        ("2023-12-31", "", "2099-01-01", ""),
    ],
)
def test_a_source_is_overdue_after_its_cycle(until: str, months: str, on: str, since: str) -> None:
    row = {"id": "a", "data_until": until, "cycle_months": months}
    assert [each.since for each in overdue([row], on)] == [since] * bool(since)


def test_the_longest_overdue_comes_first() -> None:
    rows = [
        {"id": name, "data_until": until, "cycle_months": "12"}
        for name, until in (("a", "2020-12-31"), ("b", "2010-12-31"))
    ]
    assert [each.row["id"] for each in overdue(rows, "2025-01-01")] == ["b", "a"]


def test_months_are_counted_as_people_do() -> None:
    assert months_after("2024-01-31", 1) == "2024-02-29"
    assert months_between("2024-01-31", "2024-02-29") == 0
    assert months_between("2024-01-31", "2024-03-31") == 2


def test_the_command_says_where_the_next_edition_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outdated", "--on", "2026-11-29"]) == 0
    told = capsys.readouterr().out
    assert "make fetch SOURCE=dual-nationality" in told
    assert "https://missingmigrants.iom.int/downloads" in told


@pytest.mark.parametrize("day", ["", "2026-02-30", "today", "2026-1-1"])
def test_a_day_is_needed(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outdated", "--on", day]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
