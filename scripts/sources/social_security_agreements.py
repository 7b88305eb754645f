"""Social security agreements, written down from archived pages of social security institutions.

Faults: only the lists of the United States, of the Ibero-American Convention and of the CARICOM Agreement are complete;
CARICOM dates are of ratification, some before the agreement was in force; the benefit part of one agreement began later
than the rest; dates have a day, a month or nothing; agreements that only avoid double contributions are listed too; two
pairs are listed by both sides; counts by country name no agreement.
"""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_other_codes

AGREEMENTS: Final = "agreements.csv"
COUNTS: Final = "bssa_counts_2015.csv"
COUNTED_IN: Final = "2015"

CARICOM: Final = "CARICOM Agreement on Social Security"
CARICOM_IN_FORCE: Final = "1997-04-01"

_COLUMNS = ["instrument_or_party_a", "party", "kind", "date", "aggregation_or_export_of_benefits", "source_url", "note"]
_KINDS = ("bilateral", "multilateral")
_ANSWERS = ("yes", "no", "")
_LATER = re.compile(r"benefit provisions from (\d{4}-\d{2}-\d{2})")


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `agreements`: one row a pair of parties, or a party and a multilateral agreement; and `counts`.

    `counts` has a row a country: `ref_area`, `name` (as written), `number` of bilateral agreements in force in
    COUNTED_IN, `source_url`.

    Columns: `kind`; `instrument` (as written; the names of a pair); `ref_area`, `counterpart_area` ('' for
    multilateral); `in_force` (day, month or ''), `ratified` (true where the date is of ratification);
    `lifted`, `benefits_later` (true where a date before the entry into force, or before that of the benefit part, was
    replaced); `transfers` (yes, no, or '' when the source does not show it); `source_url`.

    Raises RefusedError for an unknown area, kind or answer.
    """
    frame = raw.csv(AGREEMENTS, columns=_COLUMNS)
    counts = raw.csv(COUNTS, columns=["country", "bssa_in_force_2015", "source_url"])
    file = f"{raw.source}/{AGREEMENTS}"
    refuse_other_codes(frame, "kind", _KINDS, file)
    refuse_other_codes(frame, "aggregation_or_export_of_benefits", _ANSWERS, file)
    pair = frame["kind"] == "bilateral"
    party = areas.match(frame["party"], file=file, column="party")
    first = areas.match(frame.loc[pair, "instrument_or_party_a"], file=file, column="instrument_or_party_a")
    caricom = frame["instrument_or_party_a"] == CARICOM
    early = caricom & (frame["date"] < CARICOM_IN_FORCE)
    later = frame["note"].str.extract(_LATER, expand=False).fillna("")
    in_force = frame["date"].mask(early, CARICOM_IN_FORCE).mask(later != "", later)
    agreements = pd.DataFrame(
        {
            "kind": frame["kind"],
            "instrument": frame["instrument_or_party_a"].where(
                ~pair, frame["instrument_or_party_a"] + " and " + frame["party"]
            ),
            "ref_area": first.reindex(frame.index).where(pair, party),
            "counterpart_area": party.where(pair, ""),
            "in_force": in_force,
            "ratified": (caricom & ~early).map({True: "true", False: "false"}),
            "lifted": early.map({True: "true", False: "false"}),
            "benefits_later": (later != "").map({True: "true", False: "false"}),
            "transfers": frame["aggregation_or_export_of_benefits"],
            "source_url": frame["source_url"],
        }
    )
    counted = pd.DataFrame(
        {
            "ref_area": areas.match(counts["country"], file=f"{raw.source}/{COUNTS}", column="country"),
            "name": counts["country"],
            "number": counts["bssa_in_force_2015"],
            "source_url": counts["source_url"],
        }
    )
    return Harvest(
        tables={"agreements": agreements, "counts": counted},
        accounts=(
            Account(
                file=AGREEMENTS,
                read=len(frame),
                used=len(frame),
                repaired={
                    "lifted-to-entry-into-force": int(early.sum()),
                    "benefit-part-began-later": int((later != "").sum()),
                },
            ),
            Account(file=COUNTS, read=len(counts), used=len(counts)),
        ),
    )


ADAPTER = Adapter(source="social-security-agreements", read=read)
