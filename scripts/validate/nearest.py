"""The valid value that a wrong one most likely stands for.

A suggestion that is taken unread becomes a figure of something else. So only a slip of the hand is put right, and only
in words: one letter of a code of three makes another country (ARB, the Arab world, is not Aruba), and one digit another
edition or group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 5
"""Letters below which one slip makes another word."""

LONGEST: Final = 80
"""Characters beyond which a value stands for no code."""


def nearest(found: str, valid: Iterable[str]) -> str:
    """Give the one valid value that differs in letter case or space alone, or else by one slip in a word; '' when none.

    A slip is a letter too many, too few or another, or two that are exchanged. Digits have none.
    """
    if not 0 < len(found) <= LONGEST:
        return ""
    plain: dict[str, set[str]] = {}
    for value in valid:
        plain.setdefault(_plain(value), set()).add(value)
    meant = _plain(found)
    close = [meant] if meant in plain else [value for value in plain if _is_slip(meant, value)]
    values = set().union(*(plain[value] for value in close))
    return values.pop() if len(values) == 1 else ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_slip(one: str, other: str) -> bool:
    """Whether two texts of some length differ by one letter, or by two neighbours that are exchanged."""
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST or len(long) - len(short) > 1 or _digits(one) != _digits(other):
        return False
    start = next((n for n, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    left, right = short[start:], long[start:]
    if len(short) < len(long):
        return left == right[1:]
    return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)
