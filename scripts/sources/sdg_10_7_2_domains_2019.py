"""SDG 10.7.2 by policy domain and country, 2019 round (United Nations Statistics Division, release of October 2020).

Areas are M49 codes without leading zeros. Answers are bands 1 to 4, or N where the government gave none. The Channel
Islands (M49 830) have no ISO code: their rows are set aside. Shares of regions and the two tidy copies are not used.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

LEVELS: Final = "ddf--datapoints--sg_cpa_migrs--by--geo_area--nature--policy_domains--units--year.csv"
SHARES: Final = "ddf--datapoints--sg_cpa_migrp--by--geo_area--nature--policy_domains--units--year.csv"
KEYS: Final = ["geo_area", "nature", "policy_domains", "units", "year"]
TIDY: Final = ("tidy_10_7_2_country_by_domain.csv", "tidy_10_7_2_region_share_by_domain.csv")
LABELS: Final = {
    "ddf--entities--geo_area.csv": "geo_area",
    "ddf--entities--nature.csv": "nature",
    "ddf--entities--policy_domains.csv": "policy_domains",
}
CHANNEL_ISLANDS: Final = "830"


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give table `levels`: ref_area, time_period, policy_domain (alldomains, domain1 to domain6), level (1 to 4, or N).

    Raises RefusedError when a file or column is missing or an M49 code is unknown.
    """
    frame = raw.csv(LEVELS, [*KEYS, "sg_cpa_migrs"])
    m49 = frame["geo_area"].str.zfill(3)
    no_code = m49 == CHANNEL_ISLANDS
    used = frame[~no_code]
    tidy = pd.DataFrame(
        {
            "ref_area": areas.of_m49(m49[~no_code], file=f"{raw.source}/{LEVELS}", column="geo_area"),
            "time_period": used["year"],
            "policy_domain": used["policy_domains"],
            "level": used["sg_cpa_migrs"],
        }
    ).reset_index(drop=True)
    shares = raw.csv(SHARES, [*KEYS, "sg_cpa_migrp"])
    copies = {name: raw.csv(name, ["m49", "policy_domains", "value"]) for name in TIDY}
    labels = {name: raw.csv(name, [column, "name"]) for name, column in LABELS.items()}
    return Harvest(
        tables={"levels": tidy},
        accounts=(
            Account(
                file=LEVELS,
                read=len(frame),
                used=len(tidy),
                set_aside={"not-iso-area": int(no_code.sum())},
            ),
            _unused(SHARES, shares, "regions-only"),
            *(_unused(name, copy, "derived-copy") for name, copy in copies.items()),
            *(_unused(name, label, "names-not-figures") for name, label in labels.items()),
        ),
    )


def _unused(name: str, frame: pd.DataFrame, reason: str) -> Account:
    return Account(file=name, read=len(frame), used=0, set_aside={reason: len(frame)})


ADAPTER = Adapter(source="sdg-10-7-2-domains-2019", read=read)
