"""More visa rules that allow several entries, read in stored pages and in official statistics.

Faults: three rows have no date; a day on which a visa was seen is no start; what is known of an end but was not read
stands in a remark alone; three rows rest on weak pages; one is of a visa for a single entry. Three rows on a visa of
several African states are better read than those of the first list, which they stand beside.
"""

from __future__ import annotations

from typing import Final

from scripts.sources.adapter import Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.multi_entry_visas import COLUMNS, harvest
from scripts.sources.raw import RawFolder

FACTS: Final = "multi_entry_facts_more.csv"


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `instruments`, one row a rule, as the first list does, with the publisher of each page."""
    frame = raw.csv(FACTS, columns=[*COLUMNS, "source_publisher"])
    return harvest(frame, areas, source=raw.source, name=FACTS)


ADAPTER = Adapter(source="multi-entry-visas-2", read=read)
