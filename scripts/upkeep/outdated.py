"""Sources whose next edition should be there by a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scripts.model.days import last_day_of, months_after, months_between
from scripts.upkeep.listed import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A source of which a newer edition should be there, since a day."""

    row: Row
    since: str


def overdue(rows: Iterable[Row], on: str) -> list[Overdue]:
    """Give the sources that are overdue on a day, the longest first.

    A source is, once more time has passed since the last day that it covers than from one of its editions to the next:
    validation warns by the same rule on the day of the release.
    """
    found = [
        Overdue(row=row, since=months_after(_until(row), int(row["cycle_months"]) + 1))
        for row in rows
        if row["cycle_months"] and months_between(_until(row), on) > int(row["cycle_months"])
    ]
    return sorted(found, key=lambda each: (each.since, each.row["id"]))


def _until(row: Row) -> str:
    until = row["data_until"]
    return until if len(until) == len("2024-01-31") else last_day_of(until)
