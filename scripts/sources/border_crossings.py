"""Crossings of borders by route and year, as authorities count them, collected by IOM's Global Data Institute.

Faults: detections and encounters are not persons, and leave out whoever was stopped before the border; the last year
of most series is not whole (`months` is its last month), nor is the first of the United States; fiscal years stand
beside calendar years; several routes of Frontex overlap. Rates that whoever took the snapshot computed from an earlier
edition of deaths are read as a control alone.
"""

from __future__ import annotations

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.cell_values import by_row, whole_filled
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_other_codes, refuse_other_forms

FILE = "crossings_by_route_year.csv"
CONTROL = "deaths_per_10000_crossings_DERIVED.csv"
CALENDAR, FISCAL = "calendar year", "US fiscal year (Oct-Sep)"
KEPT = ("series", "route", "type", "publisher", "source_url")
WHOLE_YEAR = "12"


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `crossings` of whole calendar years and `control`.

    `crossings`: `series`, `route` and `type` as the file names them ('' where it does not), `year`, `crossings`,
    `publisher` and `source_url`. `control`: `route`, `year`, `deaths`, `crossings` and `rate` (text, per 10,000).
    Raises RefusedError for an unknown kind of year, and for a number or year that is none.
    """
    file = f"{raw.source}/{FILE}"
    found = raw.csv(FILE, columns=[*KEPT, "year", "months", "value", "period"])
    refuse_other_codes(found, "period", (CALENDAR, FISCAL), file)
    refuse_other_forms(found, "year", r"\d{4}", file, "YYYY")
    frame = by_row(found)
    values = whole_filled(frame["value"], file=file, column="value")
    fiscal, partial = frame["period"] == FISCAL, frame["months"] != WHOLE_YEAR
    used = frame[~fiscal & ~partial]
    crossings = used.loc[:, [*KEPT, "year"]].assign(crossings=values[used.index]).reset_index(drop=True)
    control = raw.csv(CONTROL, columns=["route", "year", "dead_and_missing", "crossings", "deaths_per_10000_crossings"])
    return Harvest(
        tables={"crossings": crossings, "control": _control(control, f"{raw.source}/{CONTROL}")},
        accounts=(
            Account(
                file=FILE,
                read=len(frame),
                used=len(used),
                set_aside={"other-kind-of-year": int(fiscal.sum()), "year-not-whole": int((~fiscal & partial).sum())},
            ),
            Account(file=CONTROL, read=len(control), used=0, set_aside={"kept-as-check": len(control)}),
        ),
    )


def _control(found: pd.DataFrame, file: str) -> pd.DataFrame:
    frame = by_row(found)
    return pd.DataFrame(
        {
            "route": frame["route"],
            "year": frame["year"],
            "deaths": whole_filled(frame["dead_and_missing"], file=file, column="dead_and_missing"),
            "crossings": whole_filled(frame["crossings"], file=file, column="crossings"),
            "rate": frame["deaths_per_10000_crossings"],
        }
    ).reset_index(drop=True)


ADAPTER = Adapter(source="border-crossings", read=read)
