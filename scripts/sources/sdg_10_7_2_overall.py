"""SDG 10.7.2, all domains together, by country, 2019 and 2021 (UN SDG database, series SG_CPA_MIGRS).

The column of values is headed by a sentence of some 240 characters with commas and semicolons.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

FILE: Final = "facilitate-orderly-safe-migration.csv"
VALUE: Final = (
    "10.7.2 - Countries with migration policies to facilitate orderly, safe, regular and responsible migration and "
    "mobility of people, by policy domain (1 = Requires further progress; 2 = Partially meets; 3 = Meets; "
    "4 = Fully meets) - SG_CPA_MIGRS - All Domains"
)


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give table `levels`: ref_area, time_period, level (1 to 4).

    Raises RefusedError when the file or a column is missing or a code is unknown.
    """
    frame = raw.csv(FILE, ["Entity", "Code", "Year", VALUE])
    tidy = pd.DataFrame(
        {
            "ref_area": areas.check(frame["Code"], file=f"{raw.source}/{FILE}", column="Code"),
            "time_period": frame["Year"],
            "level": frame[VALUE],
        }
    )
    return Harvest(tables={"levels": tidy}, accounts=(Account(file=FILE, read=len(frame), used=len(tidy)),))


ADAPTER = Adapter(source="sdg-10-7-2-overall", read=read)
