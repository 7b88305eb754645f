"""IOM Missing Migrants Project, as its API gave it on 2 August 2024: an older edition, for revisions alone.

Faults: 15 rows have no day, and the year of their file stands for them; causes are free texts and one country is
'Mixed/Unknown', so that neither is read; 20 counts of the missing are negative; an id may stand several times (split
incidents), and 77 rows repeat another: they are kept, for nothing says that they are wrong.
"""

from __future__ import annotations

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.missing_migrants_api import counted, read_rows
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_other_forms

FILE = "mmp_2014-2024_api_2024-08-02.csv"
YEAR = "year_file"


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `incidents`: what `missing_migrants_api.counted` gives, and `year`, that of the source's own file.

    Raises RefusedError as that does, and for a year that is none.
    """
    frame = read_rows(raw, FILE, YEAR)
    file = f"{raw.source}/{FILE}"
    refuse_other_forms(frame.reset_index(drop=True), YEAR, r"\d{4}", file, "YYYY")
    incidents = counted(frame, file).assign(year=frame[YEAR]).reset_index(drop=True)
    account = Account(file=FILE, read=len(frame), used=len(incidents))
    return Harvest(tables={"incidents": incidents}, accounts=(account,))


ADAPTER = Adapter(source="missing-migrants-2024-08", read=read, folder="missing-migrants-later")
