"""Ratifications of four ILO conventions on migrant workers and social security: partial lists, never to be counted.

Faults: every list is incomplete; dates are of ratification, of entry into force, or of entry into force towards one
other state; some are years; two states no longer exist under their names; one ratification is given to the Democratic
Republic of the Congo by one source and to the Congo by the other.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.model.problems import Problem, RefusedError
from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

RATIFICATIONS: Final = "ratifications_partial.csv"

DATE_KINDS: Final = {
    "in_force_for_state_towards_Sweden": "in-force-towards-sweden",
    "ratification_deposit": "ratification",
    "ratification": "ratification",
    "ratification_year": "ratification",
    "entry_into_force": "in-force",
}
SOUTH_VIET_NAM: Final = "Viet Nam (Republic of)"
_CONFLICT: Final = " [source error: NORMLEX says Congo]"


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `ratifications`: `convention`, `ref_area`, `date`, `date_basis`, `conflict` (true or false), `source_url`.

    Raises RefusedError for an unknown area or kind of date.
    """
    frame = raw.csv(RATIFICATIONS, columns=["convention", "country_as_written", "date", "date_kind", "source_url"])
    file = f"{raw.source}/{RATIFICATIONS}"
    strange = sorted(set(frame["date_kind"]) - DATE_KINDS.keys())
    if strange:
        raise RefusedError(
            Problem(file=file, field="date_kind", code="source-code-unknown", found=word) for word in strange
        )
    ended = frame["country_as_written"] == SOUTH_VIET_NAM
    used = frame[~ended]
    conflict = used["country_as_written"].str.endswith(_CONFLICT)
    names = used["country_as_written"].str.removesuffix(_CONFLICT)
    ratifications = pd.DataFrame(
        {
            "convention": used["convention"],
            "ref_area": areas.match(names, file=file, column="country_as_written", days=used["date"]),
            "date": used["date"],
            "date_basis": used["date_kind"].map(DATE_KINDS),
            "conflict": conflict.map({True: "true", False: "false"}),
            "source_url": used["source_url"],
        }
    ).reset_index(drop=True)
    return Harvest(
        tables={"ratifications": ratifications},
        accounts=(
            Account(
                file=RATIFICATIONS,
                read=len(frame),
                used=len(used),
                set_aside={"state-without-successor": int(ended.sum())},
                repaired={"sources-conflict": int(conflict.sum())},
            ),
        ),
    )


ADAPTER = Adapter(source="ilo-conventions", read=read)
