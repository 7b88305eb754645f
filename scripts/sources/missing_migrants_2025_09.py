"""IOM Missing Migrants Project, incidents of 2025 as its API gave them on 15 September 2025.

Faults: the year is not over (1 January to 8 September); 58 rows bear the id of another (split incidents) and are no
repeats; three rows repeat another, and are kept; a name of a country holds an HTML entity ('People&#039;s'); routes
bear names that earlier editions do not have.
"""

from __future__ import annotations

import html

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.cell_values import texts
from scripts.sources.missing_migrants import split_at_commas, split_causes
from scripts.sources.missing_migrants_api import counted, read_rows
from scripts.sources.raw import RawFolder

FILE = "mmp_2025_api_2025-09-15.csv"
COUNTRY, CAUSE = "country_of_incident", "cause_death"
ROUTE, REGION, UN_REGION = "migration_route", "region", "unsd_geographic_grouping"


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `incidents`: what `counted` gives, `ref_area`, `causes`, `routes`, `regions` and `un_regions`.

    Values are written as in `missing-migrants`. Raises RefusedError as `missing_migrants_api.counted` does, and for an
    unknown country or cause.
    """
    frame = read_rows(raw, FILE, COUNTRY, CAUSE, ROUTE, REGION, UN_REGION)
    file, written = f"{raw.source}/{FILE}", texts(frame[COUNTRY])
    names = written.map(html.unescape)
    incidents = counted(frame, file).assign(
        ref_area=areas.match(names, file=file, column=COUNTRY),
        causes=split_causes(texts(frame[CAUSE]), file=file, column=CAUSE),
        routes=split_at_commas(texts(frame[ROUTE])),
        regions=split_at_commas(texts(frame[REGION])),
        un_regions=split_at_commas(texts(frame[UN_REGION])),
    )
    repaired = {"entity-decoded": int((names != written).sum())}
    account = Account(file=FILE, read=len(frame), used=len(incidents), repaired=repaired)
    return Harvest(tables={"incidents": incidents.reset_index(drop=True)}, accounts=(account,))


ADAPTER = Adapter(source="missing-migrants-2025-09", read=read, folder="missing-migrants-later")
