"""SDG 10.7, four small extracts of the UN SDG database: they are kept as checks of other sources and feed no series.

Only one holds countries (10.7.2 by domain, five Nordic countries, 2021). The others are of the world or of regions. A
domain is headed "Whole-of-government/ Evidence-based policies", with a stray space. The overall level is not the mean
of the rounded domains.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

NORDICS: Final = "10_7_2_Migration_Policies_Nordics.csv"
ROUND: Final = "2021"
DOMAINS: Final = {
    "Migrant rights": "domain1",
    "Whole-of-government/ Evidence-based policies": "domain2",
    "Cooperation and partnerships": "domain3",
    "Socioeconomic well-being": "domain4",
    "Mobility dimensions of crises": "domain5",
    "Safe, orderly and regular migration": "domain6",
    "Overall": "alldomains",
}
WORLD: Final = {
    "10_7_2_Migration_Policies_Share_World_SDG_Regions.csv": ("TIME_PERIOD", "regions-only"),
    "10_7_3_Migrants_Deaths_World_Total.csv": ("REF_AREA", "world-only"),
    "10_7_4_Proportion_Population_Refugees_World_Total.csv": ("REF_AREA", "world-only"),
}


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give table `levels`: ref_area, time_period, policy_domain, level (1 to 4), of the Nordic extract.

    Raises RefusedError when a file or column is missing or a name means no area.
    """
    frame = raw.csv(NORDICS, ["COMPOSITE_BREAKDOWN"])
    long = frame.melt(id_vars="COMPOSITE_BREAKDOWN", var_name="name", value_name="level")
    tidy = pd.DataFrame(
        {
            "ref_area": areas.match(long["name"], file=f"{raw.source}/{NORDICS}", column="name"),
            "time_period": ROUND,
            "policy_domain": long["COMPOSITE_BREAKDOWN"].map(DOMAINS).fillna(""),
            "level": long["level"],
        }
    )
    world = {name: raw.csv(name, [column]) for name, (column, _) in WORLD.items()}
    return Harvest(
        tables={"levels": tidy},
        accounts=(
            Account(file=NORDICS, read=len(frame), used=0, set_aside={"kept-as-check": len(frame)}),
            *(
                Account(file=name, read=len(rows), used=0, set_aside={WORLD[name][1]: len(rows)})
                for name, rows in world.items()
            ),
        ),
    )


ADAPTER = Adapter(source="sdg-10-7-extracts", read=read)
