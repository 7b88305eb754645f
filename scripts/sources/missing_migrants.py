"""IOM Missing Migrants Project, global incident file: one row an incident.

Faults: nine `Main ID` begin with a byte order mark; thirteen rows have no date; five missing counts are negative
(bodies found later) and most are blank, which is not zero; cells with several values join them by commas, while commas
also stand inside one cause and inside one country's name; `Source Quality` mixes numbers and text; `Incident ID` is not
`Main ID` where incidents were split or merged; 521 rows repeat another but for their ids, and cumulative incidents book
a whole period on one day. The last two are kept: nothing in the file says that they are wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.cell_values import by_row, days, refuse_rows, texts, whole, whole_filled
from scripts.sources.raw import RawFolder, read_excel

FILE = "Missing_Migrants_Global_Figures_allData.xlsx"
BYTE_ORDER_MARK = "\ufeff"
SEPARATOR = "|"
"""Stands between the values of one tidy cell; no value of the source has it."""

DEAD = "Number of Dead"
MISSING = "Minimum Estimated Number of Missing"
TOTAL = "Total Number of Dead and Missing"
COLUMNS = (
    "Main ID",
    "Incident ID",
    "Incident Type",
    "Region of Incident",
    "Incident Date",
    DEAD,
    MISSING,
    TOTAL,
    "Cause of Death",
    "Country of Incident",
    "Migration Route",
    "UNSD Geographical Grouping",
    "Source Quality",
)

CAUSES = (
    "Accidental death",
    "Drowning",
    "Harsh environmental conditions / lack of adequate shelter, food, water",
    "Mixed or unknown",
    "Sickness / lack of access to adequate healthcare",
    "Vehicle accident / death linked to hazardous transport",
    "Violence",
)
"""The project's seven causes of death, as it writes them."""


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `incidents`, one row an incident, in the order of the file.

    `id`, `incident_ids`, `incident_type`, `ref_area`, `date` (YYYY-MM-DD, '' when the file gives none), `dead` and
    `missing` (persons, <NA> when blank; `missing` may be negative), `total` (persons), `causes`, `routes`, `regions`
    (the source's own region of the incident), `un_regions` (`Uncategorized` for incidents in none) and `source_quality`
    (texts; several values stand with `|` between them; no route is '').

    Raises RefusedError for an unknown area or cause, an unreadable number or date, and a total that is not dead plus
    missing.
    """
    sheet = next(iter(read_excel(raw, FILE).values()))
    headed = sheet.iloc[1:].set_axis(sheet.iloc[0].astype(str).tolist(), axis="columns")
    frame = by_row(raw.with_columns(headed, FILE, COLUMNS))
    file = f"{raw.source}/{FILE}"
    placed = frame["Country of Incident"] != ""
    incidents = tidy(frame[placed], areas, file)
    return Harvest(
        tables={"incidents": incidents.reset_index(drop=True)},
        accounts=(
            Account(
                file=FILE,
                read=len(frame),
                used=len(incidents),
                set_aside={"no-area": int((~placed).sum())},
                repaired={
                    "byte-order-mark": int(texts(frame.loc[placed, "Main ID"]).str.contains(BYTE_ORDER_MARK).sum())
                },
            ),
        ),
    )


def tidy(frame: pd.DataFrame, areas: Areas, file: str) -> pd.DataFrame:
    """Make rows tidy that are indexed by their number in the spreadsheet."""
    counts = {column: whole(frame[column], file=file, column=column) for column in (DEAD, MISSING)}
    counts[TOTAL] = whole_filled(frame[TOTAL], file=file, column=TOTAL)
    _refuse_other_totals(counts, file)
    return pd.DataFrame(
        {
            "id": texts(frame["Main ID"]).str.strip(BYTE_ORDER_MARK),
            "incident_ids": split_at_commas(texts(frame["Incident ID"]).str.replace(BYTE_ORDER_MARK, "")),
            "incident_type": split_at_commas(texts(frame["Incident Type"])),
            "ref_area": areas.match(texts(frame["Country of Incident"]), file=file, column="Country of Incident"),
            "date": days(texts(frame["Incident Date"]), file=file, column="Incident Date"),
            "dead": counts[DEAD],
            "missing": counts[MISSING],
            "total": counts[TOTAL],
            "causes": split_causes(texts(frame["Cause of Death"]), file=file, column="Cause of Death"),
            "routes": split_at_commas(texts(frame["Migration Route"])),
            "regions": split_at_commas(texts(frame["Region of Incident"])),
            "un_regions": split_at_commas(texts(frame["UNSD Geographical Grouping"])),
            "source_quality": split_at_commas(texts(frame["Source Quality"])),
        }
    )


def split_at_commas(values: pd.Series) -> pd.Series:
    """Put `|` between the values of each cell. Only for columns of which no single value has a comma."""
    return pd.Series([SEPARATOR.join(p.strip() for p in v.split(",")) for v in values], index=values.index, dtype=str)


def split_causes(values: pd.Series, *, file: str, column: str) -> pd.Series:
    """Put `|` between the causes of each cell. Raises RefusedError for a cell that is not made of known causes."""
    parts = {text: split_known(text, CAUSES) for text in values.unique()}
    refuse_rows(values[[not parts[v] for v in values]], file, column, "source-code-unknown", "; ".join(CAUSES))
    return values.map({text: SEPARATOR.join(known) for text, known in parts.items()})


def split_known(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Split a comma list of known values that may have commas themselves; () when it holds any other."""
    parts: list[str] = []
    rest = text
    while rest:
        part = next((k for k in known if rest == k or rest.startswith(f"{k},")), "")
        if not part:
            return ()
        parts.append(part)
        rest = rest[len(part) + 1 :].lstrip()
    return tuple(parts)


def _refuse_other_totals(counts: dict[str, pd.Series], file: str) -> None:
    """Refuse a total that is not dead plus missing (blank adds nothing)."""
    differs = counts[DEAD].fillna(0) + counts[MISSING].fillna(0) != counts[TOTAL]
    refuse_rows(counts[TOTAL][differs], file, TOTAL, "source-total-differs", f"{DEAD} + {MISSING}")


ADAPTER = Adapter(source="missing-migrants", read=read)
