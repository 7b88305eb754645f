"""Schengen membership: the days on which 26 states signed and began to apply the Schengen rules.

Faults: the list ends in 2011, so it lacks Croatia, Bulgaria and Romania.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

MEMBERSHIP: Final = "SchengenMembership.csv"


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `membership`: `ref_area`, `signed`, `implemented` (days). Raises RefusedError for an unknown area."""
    frame = raw.csv(MEMBERSHIP, columns=["signed", "implemented", "iso3_state"])
    codes = areas.check(frame["iso3_state"], file=f"{raw.source}/{MEMBERSHIP}", column="iso3_state")
    membership = pd.DataFrame({"ref_area": codes, "signed": frame["signed"], "implemented": frame["implemented"]})
    return Harvest(
        tables={"membership": membership},
        accounts=(Account(file=MEMBERSHIP, read=len(frame), used=len(frame)),),
    )


ADAPTER = Adapter(source="schengen-membership", read=read)
