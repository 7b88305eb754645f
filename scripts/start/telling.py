"""Tells a person what became of a file: what stops it, what was left out and why, and the account of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scripts.start.wish import Adapted, Left
from scripts.words.words import Words

MOST: Final = 30
"""Lines on rows that were left out, unless all are asked for."""


def lines(made: Adapted, words: Words, *, everything: bool) -> Iterator[str]:
    """Give the lines, one for each fault, and one for each text for which rows were left out."""
    for fault in made.faults:
        yield words(f"adapt.fault.{fault.key}", **fault.values)
    shown = made.left if everything else made.left[:MOST]
    yield from (_left(left, words, made) for left in shown)
    if len(shown) < len(made.left):
        yield words("adapt.further", count=len(made.left) - len(shown))
    for note in made.notes:
        yield words(f"adapt.note.{note.key}", **note.values)
    if made.read:
        key = "account" if made.one_a_row else "account_cells"
        yield words(f"adapt.{key}", count=made.read, used=made.used, left=made.read - made.used)


def _left(left: Left, words: Words, made: Adapted) -> str:
    what = words(f"adapt.left.{left.reason}", row=left.row, column=left.column, found=left.found, more=left.more)
    return words("adapt.rows" if made.one_a_row else "adapt.cells", count=left.count, what=what)
