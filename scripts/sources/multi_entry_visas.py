"""Visa rules that allow several entries, gathered from public pages: documented cases, not a census.

Faults: a date may be the day on which a rule was seen, not its start (`attested_by`), or missing; some pages are weak
or contradict each other; a business card is listed beside visas; addresses of three rows are local files. The
quotations are not passed on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
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

BASES: Final = ("read", "known")

_CODED: Final[Mapping[str, Collection[str]]] = {
    "instrument_class": KINDS,
    "date_basis": DATES,
    "status": STATUSES,
    "confidence": CONFIDENCES,
    "basis": BASES,
}
COLUMNS: Final = ["iso3", "instrument", "scope", "valid_from", "valid_to", "source_title", "source_url", *_CODED]
"""What a list of facts has. The first has neither publishers nor `basis`."""


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `instruments`, one row a rule, with the columns of `instruments`.

    All were read on their pages, of which the publisher is not given.
    """
    frame = raw.csv(FACTS, columns=[name for name in COLUMNS if name != "basis"])
    told = frame.assign(source_publisher="", basis="read")
    return harvest(told, areas, source=raw.source, name=FACTS)


def harvest(frame: pd.DataFrame, areas: Areas, *, source: str, name: str) -> Harvest:
    """Give `instruments`, one row a rule, from a list of facts with COLUMNS and `source_publisher`.

    Columns: `ref_area`, `instrument`, `kind`, `scope` (for whom), `valid_from` and `valid_to` (days or ''),
    `date_basis`, `status`, `confidence`, `basis`, `source_title`, `source_publisher`, `source_url` ('' where it was no
    web address).

    Raises RefusedError for an unknown area or code, and for a date that its basis contradicts.
    """
    file = f"{source}/{name}"
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
            "basis": frame["basis"],
            "source_title": frame["source_title"],
            "source_publisher": frame["source_publisher"],
            "source_url": frame["source_url"].where(~local, ""),
        }
    )
    return Harvest(
        tables={"instruments": instruments},
        accounts=(
            Account(file=name, read=len(frame), used=len(frame), repaired={"address-not-public": int(local.sum())}),
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
