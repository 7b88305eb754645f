"""IOM Missing Migrants Project, edition of 4 June 2025, as IOM's Global Data Institute cleaned it: one row an incident.

A later edition of `missing-migrants`. Faults: it has no ids, no split into dead and missing (`dead` is both), and no
source quality; numbers carry a decimal point; `m` is a day number; routes bear other names than in the project's own
file, and 'Undefined' for none; 708 rows repeat another, and are kept, for nothing says that they are wrong.
"""

from __future__ import annotations

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.cell_values import by_row, days, texts, whole_filled
from scripts.sources.missing_migrants import split_at_commas, split_causes
from scripts.sources.raw import RawFolder

FILE = "iom_mmp.csv"
NO_ROUTE = "Undefined"


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `incidents`: `incident_type`, `ref_area`, `date`, `total` (persons), `causes`, `routes`.

    Values are written as in `missing-migrants`. Raises RefusedError for an unknown area or cause and for an unreadable
    number or date.
    """
    rows = by_row(raw.csv(FILE, columns=["t", "type", "route", "geo", "dead", "cause"]))
    file = f"{raw.source}/{FILE}"
    placed = rows["geo"] != ""
    used = rows[placed]
    incidents = pd.DataFrame(
        {
            "incident_type": split_at_commas(used["type"]),
            "ref_area": areas.check(used["geo"], file=file, column="geo"),
            "date": days(texts(used["t"]), file=file, column="t"),
            "total": whole_filled(used["dead"], file=file, column="dead"),
            "causes": split_causes(used["cause"], file=file, column="cause"),
            "routes": split_at_commas(used["route"].replace(NO_ROUTE, "")),
        }
    )
    account = Account(file=FILE, read=len(rows), used=len(incidents), set_aside={"no-area": int((~placed).sum())})
    return Harvest(tables={"incidents": incidents.reset_index(drop=True)}, accounts=(account,))


ADAPTER = Adapter(source="missing-migrants-2025-06", read=read)
