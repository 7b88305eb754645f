"""Versions of releases: a year, a number in that year, and perhaps a number of corrections."""

from __future__ import annotations

import re
from typing import Final

PATTERN: Final = r"\d{4}(\.\d+){1,2}"
"""What a version looks like: 2026.2, or 2026.1.1 for a correction of 2026.1."""

SHELF: Final = "releases"
"""Folder beside a `datapackage.json` in which releases are kept."""

_NUMBERS: Final = re.compile(r"[0-9]+(\.[0-9]+)*")


def order_of(version: str) -> tuple[int, ...]:
    """Give what versions are ordered by: 2026.10 comes after 2026.9.1. Nothing for a text that has no such order."""
    return tuple(map(int, version.split("."))) if _NUMBERS.fullmatch(version) else ()
