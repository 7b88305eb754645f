"""Letters as names are compared by them."""

from __future__ import annotations

import unicodedata


def without_marks(text: str) -> str:
    """Give a text without accents and other marks on its letters, each of which is in its plain form (NFKD)."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
