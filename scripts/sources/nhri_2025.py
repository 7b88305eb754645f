"""SDG 16.a.1, accreditation of national human-rights institutions by country and year, edition of 2026 (UNDP).

One row a country and year: A, B, or D for no status. It was read in the file of the SDG 16 report and written down, so
it is compared with the lists that are held where both have a year. Faults: D folds together an institution with C
status, a status that was withdrawn and no application; there are no figures for 2001 to 2004, 2006 to 2009 and 2011 to
2014; some states are listed for years before they existed.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse, refuse_other_codes, refuse_other_forms

FILE: Final = "nhri_status_2000_2025.csv"
STATUSES: Final = {"A": "a", "B": "b", "D": "none"}
FIRST_YEARS: Final = {"MNE": "2006", "TLS": "2002", "SSD": "2011"}
"""First year of states that the source lists before they existed."""


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `statuses`: ref_area, time_period, nhri_status (a, b, none), one for each area and year.

    Raises RefusedError for a missing file or column, an unknown area or status, what is no year, and an area that
    stands twice in a year.
    """
    file = f"{raw.source}/{FILE}"
    frame = raw.csv(FILE, ["iso3", "year", "status"])
    refuse_other_codes(frame, "status", STATUSES, file)
    refuse_other_forms(frame, "year", r"20[0-9]{2}", file, "2025")
    refuse(frame.loc[frame.duplicated(["iso3", "year"]), "iso3"], file=file, code="source-rows-contradict")
    areas.check(frame["iso3"], file=file, column="iso3")
    early = frame["year"] < frame["iso3"].map(FIRST_YEARS).fillna("")
    used = frame[~early]
    statuses = pd.DataFrame(
        {
            "ref_area": used["iso3"],
            "time_period": used["year"],
            "nhri_status": used["status"].map(STATUSES),
        }
    ).reset_index(drop=True)
    account = Account(
        file=FILE,
        read=len(frame),
        used=len(statuses),
        set_aside={"before-area-existed": int(early.sum())} if early.any() else {},
    )
    return Harvest(tables={"statuses": statuses}, accounts=(account,))


ADAPTER = Adapter(source="nhri-2025", read=read)
