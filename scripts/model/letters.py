"""Letters as names are compared by them, and marks among them that nobody sees."""

from __future__ import annotations

import unicodedata
from typing import Final

DIRECTION: Final = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks of direction, for a class of a regular expression: nobody sees them, and they turn round what is seen."""


def without_marks(text: str) -> str:
    """Give a text without accents and other marks on its letters, each of which is in its plain form (NFKD)."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
