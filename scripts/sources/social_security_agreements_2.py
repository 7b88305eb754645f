"""More social security agreements, read in stored pages, each with its own publisher and confidence.

Faults: stored pages are cut, so that most lists are read only in part and two rows name no partner; most rows have no
date; one entry into force is an announcement; of one agreement the first counted day is given in place of a disputed
day of entry into force; two rows only avoid double contributions, and of one it is not said; one agreement was signed
and not in force; three rows repeat what the first list has.
"""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.cell_values import by_row
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse, refuse_other_codes

AGREEMENTS: Final = "agreements_more.csv"

DATES: Final = {
    "in_force": "in-force",
    "announced": "announced",
    "applies_from": "applies-from",
    "undated": "not-stated",
}
ANSWERS: Final = {"yes": "yes", "no": "no", "unclear": ""}
NOT_IN_FORCE: Final = "bilateral, not in force when read"
KINDS: Final = ("bilateral", "multilateral", NOT_IN_FORCE)
REPEATED: Final = frozenset({("CAN", "ALB"), ("CAN", "ATG"), ("CAN", "AUS")})
"""Pairs that the first list has from the same page."""

_DAY: Final = re.compile(r"(\d{4})-\d{2}-\d{2}")
_ANSWER: Final = "aggregation_or_export_of_benefits"
_TOLD: Final = ("source_url", "source_title", "source_publisher", "confidence", "basis")
_CODED: Final = {
    "kind": KINDS,
    _ANSWER: ANSWERS,
    "date_basis": DATES,
    "confidence": ("high", "medium", "low"),
    "basis": ("read", "known"),
}
_NAMES: Final = ("instrument_or_party_a", "party", "iso3_a", "iso3_b", "date")


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `agreements`: one row a pair of parties, or a party and a multilateral agreement, or a party alone.

    Columns: `kind` (bilateral, multilateral); `instrument` (as written; the names of a pair, or of the one that is
    named); `ref_area`, `counterpart_area` ('' for multilateral and where no partner is named); `in_force` (day or '');
    `date_basis`; `transfers` (yes, no, or '' when the source does not show it); `is_in_force` (true, or false where it
    was only signed); `source_url`, `source_title` (a day in it shortened to its year: sentences have
    none as machines write them), `source_publisher`, `confidence`, `basis`.

    Raises RefusedError for an unknown area or code, and for a date that its basis contradicts.
    """
    file = f"{raw.source}/{AGREEMENTS}"
    frame = by_row(raw.csv(AGREEMENTS, columns=[*_NAMES, *_CODED, *_TOLD]))
    for column, codes in _CODED.items():
        refuse_other_codes(frame, column, codes, file)
    contradicted = (frame["date_basis"] == "undated") != (frame["date"] == "")
    refuse(frame.loc[contradicted, "date"], file=file, code="source-rows-contradict", first_row=0)
    repeated = pd.Series(
        [pair in REPEATED for pair in zip(frame["iso3_a"], frame["iso3_b"], strict=True)], index=frame.index
    )
    used = frame[~repeated]
    account = Account(
        file=AGREEMENTS,
        read=len(frame),
        used=len(used),
        set_aside={"duplicate-copy": int(repeated.sum())},
        repaired={"day-in-title": sum(bool(_DAY.search(title)) for title in used["source_title"])},
    )
    return Harvest(tables={"agreements": _agreements(used, areas, file)}, accounts=(account,))


def _agreements(frame: pd.DataFrame, areas: Areas, file: str) -> pd.DataFrame:
    """Tidy the rows. The parties are known by their codes; a multilateral agreement has its party in the second."""
    shared = frame["kind"] == "multilateral"
    alone = ~shared & (frame["iso3_b"] == "")
    party = frame["iso3_a"].mask(shared, frame["iso3_b"])
    partner = frame["iso3_b"].mask(shared, "")
    named = partner != ""
    areas.check(partner[named], file=file, column="iso3_b")
    first = frame["instrument_or_party_a"]
    return pd.DataFrame(
        {
            "kind": frame["kind"].mask(frame["kind"] == NOT_IN_FORCE, "bilateral"),
            "instrument": first.where(shared | alone, first + " and " + frame["party"]),
            "ref_area": areas.check(party, file=file, column="iso3_a"),
            "counterpart_area": partner,
            "in_force": frame["date"],
            "date_basis": frame["date_basis"].map(DATES),
            "transfers": frame[_ANSWER].map(ANSWERS),
            "is_in_force": (frame["kind"] != NOT_IN_FORCE).map({True: "true", False: "false"}),
            **{name: frame[name] for name in _TOLD},
            "source_title": frame["source_title"].str.replace(_DAY, r"\1", regex=True),
        }
    ).reset_index(drop=True)


ADAPTER = Adapter(source="social-security-agreements-2", read=read)
