"""Collects which rows of a stranger's file are left out, and why."""

from __future__ import annotations

from scripts.start.wish import Left


class Leaving:
    """Collects what is left out, by reason and text."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str, str, str], list[int]] = {}

    def add(self, row: int, reason: str, column: str, found: str, more: str = "") -> None:
        """Note that a row is left out."""
        self._held.setdefault((reason, column, found, more), []).append(row)

    def all(self) -> tuple[Left, ...]:
        """Give what was left out, in the order of the file within each reason."""
        found = [
            Left(reason=reason, column=column, found=cell, more=more, row=min(rows), count=len(rows))
            for (reason, column, cell, more), rows in self._held.items()
        ]
        return tuple(sorted(found, key=lambda left: (left.reason, left.row, left.found)))
