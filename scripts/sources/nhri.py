"""SDG 16.a.1, accreditation of national human-rights institutions by country (OHCHR and GANHRI, through UNSD).

Four files list, by year, the countries with A status, with B status, with no status (C), and those whose institution
did not apply. A country that stands in none is unknown. Areas are M49 codes without leading zeros. Faults: of 2019 the
list of those that did not apply holds a single row, and that country stands in another list too, so the row is set
aside; some states are listed for years before they existed. Years: 2000, 2005, 2010, 2015 to 2019.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.model.problems import Problem, RefusedError
from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

KEYS: Final = ["geo_area", "nature", "units", "year"]
STATUSES: Final = {"impln": "a", "intexstn": "b", "nostusn": "c", "noappln": "not-applied"}
REGIONS: Final = ("impl", "intexst")
LABELS: Final = {
    "ddf--concepts--continuous.csv": "concept",
    "ddf--entities--geo_area.csv": "geo_area",
    "ddf--entities--nature.csv": "nature",
    "ddf--entities--units.csv": "units",
}
INCOMPLETE: Final = frozenset({("not-applied", "2019")})
FIRST_YEARS: Final = {"499": "2006", "626": "2002", "728": "2011"}
"""First year of states that the source lists before they existed: Montenegro, Timor-Leste, South Sudan."""


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give table `statuses`: ref_area, time_period, nhri_status (a, b, c, not-applied), one for each area and year.

    Raises RefusedError when a file or column is missing, an M49 code is unknown or two lists contradict each other.
    """
    parts = [_statuses(raw, areas, series, status) for series, status in STATUSES.items()]
    tidy = pd.concat([frame for frame, _ in parts], ignore_index=True)
    _refuse_contradictions(tidy, raw.source)
    regions = {_file(s): raw.csv(_file(s), [*KEYS, f"sg_nhr_{s}"]) for s in REGIONS}
    labels = {name: raw.csv(name, [column]) for name, column in LABELS.items()}
    return Harvest(
        tables={"statuses": tidy},
        accounts=(
            *(account for _, account in parts),
            *(_unused(name, rows, "regions-only") for name, rows in regions.items()),
            *(_unused(name, rows, "names-not-figures") for name, rows in labels.items()),
        ),
    )


def _file(series: str) -> str:
    return f"ddf--datapoints--sg_nhr_{series}--by--geo_area--nature--units--year.csv"


def _statuses(raw: RawFolder, areas: Areas, series: str, status: str) -> tuple[pd.DataFrame, Account]:
    name = _file(series)
    frame = raw.csv(name, [*KEYS, f"sg_nhr_{series}"])
    m49 = frame["geo_area"].str.zfill(3)
    incomplete = pd.Series([(status, year) in INCOMPLETE for year in frame["year"]], index=frame.index, dtype=bool)
    early = (frame["year"] < m49.map(FIRST_YEARS).fillna("")) & ~incomplete
    used = ~incomplete & ~early
    tidy = pd.DataFrame(
        {
            "ref_area": areas.of_m49(m49[used], file=f"{raw.source}/{name}", column="geo_area"),
            "time_period": frame.loc[used, "year"],
            "nhri_status": status,
        }
    )
    aside = {"before-area-existed": int(early.sum()), "incomplete-list": int(incomplete.sum())}
    return tidy, Account(
        file=name,
        read=len(frame),
        used=len(tidy),
        set_aside={reason: count for reason, count in aside.items() if count},
    )


def _refuse_contradictions(tidy: pd.DataFrame, source: str) -> None:
    double = tidy[tidy.duplicated(["ref_area", "time_period"])]
    if len(double):
        raise RefusedError(
            Problem(
                file=f"{source}/{_file('noappln')}",
                code="source-rows-contradict",
                field="geo_area",
                found=f"{area} {year}",
            )
            for area, year in zip(double["ref_area"], double["time_period"], strict=True)
        )


def _unused(name: str, frame: pd.DataFrame, reason: str) -> Account:
    return Account(file=name, read=len(frame), used=0, set_aside={reason: len(frame)})


ADAPTER = Adapter(source="nhri", read=read)
