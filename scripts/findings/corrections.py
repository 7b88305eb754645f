"""Which corrections concern a page: those of its indicator or its country, and those that name its address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from scripts.findings.reading import Reading, Row
from scripts.model.pages import COUNTRY, INDICATOR

TABLE: Final = "corrections"
REPORTS: Final = "reports"
"""Table of what readers reported, and what was answered."""


def concerning(reading: Reading, path: str) -> tuple[Row, ...]:
    """Give the corrections that concern the page at `path`, below the root of its language, in their order."""
    return tuple(row for row in reading.rows(TABLE) if path in places(row))


def places(row: Row) -> Sequence[str]:
    """Give the addresses of the pages that a correction concerns."""
    return (
        *(INDICATOR.path(name) for name in row["indicators"].split()),
        *(COUNTRY.path(code) for code in row["ref_areas"].split()),
        *row["pages"].split(),
    )
