"""Core UN human-rights treaties, status of the 193 UN members on 25 August 2022, by year (World Politics Data Lab).

Faults: eight ICERD years are not those in which the country became a party (most are years of signature): they are
blanked and counted as repaired. A row that is flagged both as party and as having taken no action contradicts itself
and is set aside, with its area named. The two-letter code of Timor-Leste is the withdrawn TP; Namibia's is NA. Sixteen
other treaties are accounted for and not read further. The file gives years only.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

YEAR: Final = "year ratification or accession"
COLUMNS: Final = ["iso2", "member", "state party", YEAR, "signatory", "no action", "status"]
TREATIES: Final = {"icerd": "hr_status_icerd.csv", "icrmw": "hr_status_icmw.csv"}
OTHERS: Final = tuple(
    f"hr_status_{name}.csv"
    for name in (
        *("cat", "cedaw", "cped", "crc", "crpd", "iccpr", "iccpr_op1", "iccpr_op2", "icescr", "icescr_op"),
        *("op_cedaw", "op_crc_ac", "op_crc_ic", "op_crc_sc", "op_crpd", "opcat"),
    )
)
WITHDRAWN_CODES: Final = {"TP": "TL"}
WRONG_YEARS: Final = {
    ("icerd", "USA"): "1966",
    ("icerd", "GBR"): "1966",
    ("icerd", "BRA"): "1966",
    ("icerd", "MEX"): "1966",
    ("icerd", "JAM"): "1966",
    ("icerd", "DEU"): "1973",
    ("icerd", "ETH"): "1973",
    ("icerd", "ATG"): "1998",
}


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give table `statuses`: treaty (icerd, icrmw), ref_area, party (true, false), year ('' when none or wrong).

    Table `contradictions` has treaty, ref_area and year of rows that contradict themselves. Raises RefusedError when a
    file or column is missing or a code is unknown.
    """
    parts = [_statuses(raw, areas, treaty, name) for treaty, name in TREATIES.items()]
    others = {name: len(raw.csv(name, COLUMNS)) for name in OTHERS}
    return Harvest(
        tables={
            "statuses": pd.concat([used for used, _, _ in parts], ignore_index=True),
            "contradictions": pd.concat([odd for _, odd, _ in parts], ignore_index=True),
        },
        accounts=(
            *(account for _, _, account in parts),
            *(Account(file=name, read=n, used=0, set_aside={"other-treaty": n}) for name, n in others.items()),
        ),
    )


def _statuses(raw: RawFolder, areas: Areas, treaty: str, name: str) -> tuple[pd.DataFrame, pd.DataFrame, Account]:
    frame = raw.csv(name, COLUMNS)
    tidy = pd.DataFrame(
        {
            "treaty": treaty,
            "ref_area": areas.of_iso2(
                frame["iso2"].replace(WITHDRAWN_CODES), file=f"{raw.source}/{name}", column="iso2"
            ),
            "party": frame["state party"].map({"1": "true"}).fillna("false"),
            "year": frame[YEAR],
        }
    )
    wrong = pd.Series(
        [WRONG_YEARS.get((treaty, area)) == year for area, year in zip(tidy["ref_area"], tidy["year"], strict=True)],
        index=tidy.index,
    )
    tidy.loc[wrong, "year"] = ""
    odd = (frame["state party"] == "1") & (frame["no action"] == "1")
    used = tidy[~odd]
    account = Account(
        file=name,
        read=len(frame),
        used=len(used),
        set_aside={"contradictory-flags": int(odd.sum())} if odd.any() else {},
        repaired={
            reason: count
            for reason, count in (
                ("withdrawn-area-code", int(frame["iso2"].isin(list(WITHDRAWN_CODES)).sum())),
                ("wrong-year-of-ratification", int(wrong.sum())),
            )
            if count
        },
    )
    return used, tidy.loc[odd, ["treaty", "ref_area", "year"]], account


ADAPTER = Adapter(source="human-rights-treaties", read=read)
