"""Which indicator the home page begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scripts.findings.figures import Figure
from scripts.findings.reading import Reading, Row

HALF = 2


def leading(reading: Reading, stated: Sequence[Row], known: Mapping[str, Figure], states: Figure) -> Row | None:
    """Give the indicator whose figure is the newest of those that are widely known; None where none is stated.

    Widely known is what is known of at least half of the UN member states; where nothing is, what is known of most. The
    newest is that whose source covers the latest day; of equals, what is known of most states, then the first in order.
    `stated` are the indicators that state a figure, in order; `known` has by indicator of how many of the `states`
    something is known.
    """
    wide = [row for row in stated if HALF * known[row["id"]].number >= states.number]
    most = max((known[row["id"]].number for row in stated), default=0)
    among = wide or [row for row in stated if known[row["id"]].number == most]
    return max(among, key=lambda row: (_until(reading, row), known[row["id"]].number), default=None)


def _until(reading: Reading, indicator: Row) -> str:
    """The last day that the source of a headline covers (ISO 8601)."""
    return reading.sources[reading.headline(indicator).source]["data_until"]
