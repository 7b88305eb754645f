"""Visa rules that allow several entries, gathered from public pages: documented cases, not a census.

Faults: a date may be the day on which a rule was seen, not its start (`attested_by`), or missing; some pages are weak
or contradict each other; a business card is listed beside visas; addresses of three rows are local files. The
quotations are not passed on.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.model.problems import Problem, RefusedError
from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

FACTS: Final = "multi_entry_facts.csv"

KINDS: Final = {
    "schengen": "schengen-visa",
    "national visa": "national-visa",
    "e-visa": "e-visa",
    "regional visa": "regional-visa",
    "business card pre-clearance": "business-travel-card",
}
DATES: Final = {
    "effective_date": "in-force",
    "attested_by": "attested",
    "announced": "announced",
    "undated": "not-stated",
}
STATUSES: Final = {"granted": "granted", "contested": "contested", "single_only": "single-entry-only"}
CONFIDENCES: Final = {"high": "high", "medium": "medium", "low": "low"}

_CODED: Final = {"instrument_class": KINDS, "date_basis": DATES, "status": STATUSES, "confidence": CONFIDENCES}
_COLUMNS = ["iso3", "instrument", "scope", "valid_from", "valid_to", "source_title", "source_url", *_CODED]


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `instruments`, one row a rule.

    Columns: `ref_area`, `instrument`, `kind`, `scope` (for whom), `valid_from` and `valid_to` (days or ''),
    `date_basis`, `status`, `confidence`, `source_title`, `source_url` ('' where it was no web address).

    Raises RefusedError for an unknown area or code, and for a date that its basis contradicts.
    """
    frame = raw.csv(FACTS, columns=_COLUMNS)
    file = f"{raw.source}/{FACTS}"
    _refuse_others(frame, file)
    local = ~frame["source_url"].str.match("https?://")
    instruments = pd.DataFrame(
        {
            "ref_area": areas.check(frame["iso3"], file=file, column="iso3"),
            "instrument": frame["instrument"],
            "kind": frame["instrument_class"].map(KINDS),
            "scope": frame["scope"],
            "valid_from": frame["valid_from"],
            "valid_to": frame["valid_to"],
            "date_basis": frame["date_basis"].map(DATES),
            "status": frame["status"].map(STATUSES),
            "confidence": frame["confidence"].map(CONFIDENCES),
            "source_title": frame["source_title"],
            "source_url": frame["source_url"].where(~local, ""),
        }
    )
    return Harvest(
        tables={"instruments": instruments},
        accounts=(
            Account(file=FACTS, read=len(frame), used=len(frame), repaired={"address-not-public": int(local.sum())}),
        ),
    )


def _refuse_others(frame: pd.DataFrame, file: str) -> None:
    """Refuse unknown codes, and a row whose date is missing though its basis says otherwise, or the reverse."""
    problems = [
        Problem(file=file, row=int(str(index)) + 2, field=column, code="source-code-unknown", found=found)
        for column, known in _CODED.items()
        for index, found in frame.loc[~frame[column].isin(list(known)), column].items()
    ]
    contradicted = (frame["date_basis"] == "undated") != (frame["valid_from"] == "")
    problems += [
        Problem(file=file, row=int(str(index)) + 2, field="valid_from", code="source-rows-contradict", found=found)
        for index, found in frame.loc[contradicted, "valid_from"].items()
    ]
    if problems:
        raise RefusedError(problems)


ADAPTER = Adapter(source="multi-entry-visas", read=read)
