"""IOM Missing Migrants Project, incidents of 2026 as its site gave them on 6 May 2026.

Faults: no column names the country of the incident, and none is guessed from its coordinates; the year is not over
(1 January to 3 May); `Main ID` repeats where incidents were split, `Incident ID` does not; one count of the missing is
negative (bodies found later). The second file has routes to Europe alone and was cleaned by others; it is not used.
"""

from __future__ import annotations

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.cell_values import by_row, days, texts, whole
from scripts.sources.missing_migrants import split_at_commas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_repeats

FILE = "mmp_2026_download_2026-05-06.csv"
EUROPE = "mmp_europe_routes_2025-2026_giocopp.csv"
DEAD, MISSING, DAY = "Number Dead", "Minimum Estimated Number of Missing", "Incident Date ISO"
COLUMNS = ("Main ID", "Incident ID", "Region", DEAD, MISSING, DAY)


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `incidents`: `id`, `date`, `dead`, `missing`, `total` (persons) and `regions`, and no country.

    Raises RefusedError for an unreadable number or day, and for a repeated `Incident ID`.
    """
    file = f"{raw.source}/{FILE}"
    read_in = raw.csv(FILE, columns=COLUMNS)
    refuse_repeats(read_in, "Incident ID", file)
    frame = by_row(read_in)
    dead, missing = (whole(frame[column], file=file, column=column) for column in (DEAD, MISSING))
    incidents = pd.DataFrame(
        {
            "id": texts(frame["Incident ID"]),
            "date": days(texts(frame[DAY]), file=file, column=DAY),
            "dead": dead,
            "missing": missing,
            "total": dead.fillna(0) + missing.fillna(0),
            "regions": split_at_commas(texts(frame["Region"])),
        }
    )
    others = len(raw.csv(EUROPE, columns=["Main ID"]))
    return Harvest(
        tables={"incidents": incidents.reset_index(drop=True)},
        accounts=(
            Account(file=FILE, read=len(frame), used=len(incidents)),
            Account(file=EUROPE, read=others, used=0, set_aside={"routes-of-europe-only": others}),
        ),
    )


ADAPTER = Adapter(source="missing-migrants-2026-05", read=read, folder="missing-migrants-later")
