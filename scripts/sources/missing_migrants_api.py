"""What editions of the Missing Migrants Project that were taken from its API share: their columns of counts."""

from __future__ import annotations

import pandas as pd

from scripts.sources.cell_values import by_row, days, refuse_rows, texts, whole, whole_filled
from scripts.sources.raw import RawFolder

DEAD, MISSING, TOTAL = "number_dead", "number_missing", "total_dead_and_missing"
DAY = "reported_date"


def read_rows(raw: RawFolder, file: str, *others: str) -> pd.DataFrame:
    """Read a file of the API as text, indexed by the number of each row in a spreadsheet, with `others` of its columns.

    Raises RefusedError for a missing file or column.
    """
    return by_row(raw.csv(file, columns=["web_id", DAY, DEAD, MISSING, TOTAL, *others]))


def counted(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    """Give `id`, `date` ('' for none), `dead` and `missing` (persons, <NA> when blank) and `total` of each row.

    Raises RefusedError for an unreadable day or number, and a total that is not dead plus missing.
    """
    counts = {column: whole(frame[column], file=file, column=column) for column in (DEAD, MISSING)}
    total = whole_filled(frame[TOTAL], file=file, column=TOTAL)
    differs = counts[DEAD].fillna(0) + counts[MISSING].fillna(0) != total
    refuse_rows(total[differs], file, TOTAL, "source-total-differs", f"{DEAD} + {MISSING}")
    return pd.DataFrame(
        {
            "id": texts(frame["web_id"]),
            "date": days(texts(frame[DAY]), file=file, column=DAY),
            "dead": counts[DEAD],
            "missing": counts[MISSING],
            "total": total,
        }
    )
