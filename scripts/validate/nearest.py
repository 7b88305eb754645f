"""The valid value that a wrong one most likely stands for."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

LIKENESS: Final = 0.6
"""How alike two values must be (ratio of `difflib`), so that a suggestion helps more than it misleads."""

LONGEST: Final = 80
"""Characters beyond which a value stands for no code: comparing takes the square of the length."""


def nearest(found: str, valid: Iterable[str]) -> str:
    """Give the valid value closest to the one found, letter case apart; '' when none is close."""
    if not 0 < len(found) <= LONGEST:
        return ""
    plain: dict[str, str] = {}
    for value in valid:
        plain.setdefault(value.casefold(), value)
    close = get_close_matches(found.strip().casefold(), plain, n=1, cutoff=LIKENESS)
    return plain[close[0]] if close else ""
