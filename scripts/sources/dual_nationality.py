"""GLOBALCIT Citizenship Law Dataset, country-year file.

Faults: `iso2` reads NA for eleven states, Namibia among them, so areas are identified by `iso3` alone; missing cells
are the text NA; states that no longer exist have a row for every year; names are not the UN's and are not used.
"""

from __future__ import annotations

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_other_codes

COUNTRY_YEARS = "data_v3.1_country-year.csv"
COUNCIL_OF_EUROPE = "L05_categories_council_of_europe_2026.csv"
FORMER_STATES = frozenset({"CSK", "DDR", "SCG", "SUN", "YUG"})

ACCEPTANCE = {"0": "none", "1": "abroad-only", "2": "arrivals-only", "3": "both-ways"}
"""Meaning of `dualcit_comb`, from the authors' scripts: who may hold two nationalities."""


LOSS = {
    "0": "nobody",
    "1": "everybody",
    "2": "with-exceptions",
    "3": "naturalised",
    "4": "everybody",
    "5": "with-exceptions",
    "6": "naturalised",
}
"""Meaning of `L05_cat`: who loses the nationality on taking another, by lapse (1 to 3) or by withdrawal (4 to 6)."""


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `acceptance`: `ref_area`, `time_period` (law on 1 January of that year), `acceptance`, `loss`.

    Raises RefusedError for an unknown area or a code that the code book does not have.
    """
    frame = raw.csv(COUNTRY_YEARS, columns=["iso3", "year", "L05_cat", "dualcit_comb"])
    for column, codes in (("dualcit_comb", ACCEPTANCE), ("L05_cat", LOSS)):
        refuse_other_codes(frame, column, {*codes, "NA"}, f"{raw.source}/{COUNTRY_YEARS}")
    areas.check(frame["iso3"], file=f"{raw.source}/{COUNTRY_YEARS}", column="iso3")
    former = frame["iso3"].isin(FORMER_STATES)
    uncoded = ~former & (frame["dualcit_comb"] == "NA")
    used = frame[~former & ~uncoded]
    later = raw.csv(COUNCIL_OF_EUROPE, columns=["iso3", "l05_cat"])
    return Harvest(
        tables={
            "acceptance": pd.DataFrame(
                {
                    "ref_area": used["iso3"],
                    "time_period": used["year"],
                    "acceptance": used["dualcit_comb"].map(ACCEPTANCE),
                    "loss": used["L05_cat"].map(LOSS),
                }
            ).reset_index(drop=True)
        },
        accounts=(
            Account(
                file=COUNTRY_YEARS,
                read=len(frame),
                used=len(used),
                set_aside={"former-state": int(former.sum()), "not-coded-that-year": int(uncoded.sum())},
            ),
            Account(file=COUNCIL_OF_EUROPE, read=len(later), used=0, set_aside={"other-reference-date": len(later)}),
        ),
    )


ADAPTER = Adapter(source="dual-nationality", read=read)
