"""United Nations Treaty Collection, parties to ICERD and ICRMW with full dates, as the depositary listed them in 2015.

The third column is a date with a suffix: a for accession, d for succession, none for ratification; it is blank for a
country that only signed. Names are those of the time of the list. Declarations are not used, nor is the amendment to
ICERD.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse

LISTED_ON: Final = "2015-03-14"
TREATIES: Final = {
    "icerd": ("treaties_4-2.csv", "Signature", "Accession(a), Succession(d), Ratification"),
    "icrmw": (
        "treaties_4-13.csv",
        "Signature, Succession to signature(d)",
        "Ratification, Accession(a), Succession(d)",
    ),
}
AMENDMENT: Final = "treaties_4-2-a.csv"
INDEX: Final = "index.csv"
NUMBERS: Final = {"icerd": ("4", "2"), "icrmw": ("4", "13")}
ACTS: Final = {"": "ratified", "a": "acceded", "d": "succeeded"}


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give two tables.

    `parties`: treaty (icerd, icrmw), ref_area, date (ISO 8601), act (ratified, acceded, succeeded).
    `treaties`: treaty, title, url. Raises RefusedError when a file or column is missing, a name means no area or a
    date cannot be read.
    """
    parts = [_parties(raw, areas, treaty) for treaty in TREATIES]
    index = raw.csv(INDEX, ["chapter_no", "treaty_no", "treaty_name", "url"])
    titles = _titles(index)
    amendment = raw.csv(AMENDMENT, ["Participant", "Acceptance(A)"])
    return Harvest(
        tables={"parties": pd.concat([frame for frame, _ in parts], ignore_index=True), "treaties": titles},
        accounts=(
            *(account for _, account in parts),
            Account(file=AMENDMENT, read=len(amendment), used=0, set_aside={"other-treaty": len(amendment)}),
            Account(
                file=INDEX,
                read=len(index),
                used=len(titles),
                set_aside={"other-treaty": len(index) - len(titles)},
            ),
        ),
    )


def _parties(raw: RawFolder, areas: Areas, treaty: str) -> tuple[pd.DataFrame, Account]:
    name, signature, consent = TREATIES[treaty]
    file = f"{raw.source}/{name}"
    frame = raw.csv(name, ["Participant", signature, consent])
    used = frame[frame[consent].str.strip() != ""]
    parts = used[consent].str.strip().str.extract(r"^(?P<day>\d{1,2} \w{3} \d{4})(?: (?P<act>[ad]))?$")
    dates = pd.to_datetime(parts["day"], format="%d %b %Y", errors="coerce")
    refuse(used.loc[dates.isna(), consent], file=file, code="source-value-unreadable")
    tidy = pd.DataFrame(
        {
            "treaty": treaty,
            "ref_area": areas.match(
                used["Participant"],
                file=file,
                column="Participant",
                days=pd.Series(LISTED_ON, index=used.index),
            ),
            "date": dates.dt.strftime("%Y-%m-%d"),
            "act": parts["act"].fillna("").map(ACTS),
        }
    )
    return tidy, Account(
        file=name,
        read=len(frame),
        used=len(used),
        set_aside={"signed-only": len(frame) - len(used)},
    )


def _titles(index: pd.DataFrame) -> pd.DataFrame:
    numbers = pd.DataFrame([(t, *n) for t, n in NUMBERS.items()], columns=["treaty", "chapter_no", "treaty_no"])
    found = numbers.merge(index, on=["chapter_no", "treaty_no"], how="inner", validate="one_to_one")
    titles = found["treaty_name"].str.split(". New York", regex=False).str[0]
    return pd.DataFrame({"treaty": found["treaty"], "title": titles, "url": found["url"]})


ADAPTER = Adapter(source="un-treaties", read=read)
