"""OCHA Countries and Territories Taxonomy: codes, UNTERM short and formal names, and a point for every area.

Faults that this adapter mends or sets aside:

- Seven rows have no ISO 3166-1 code. Kosovo (XKX) is kept; parts of countries and groups of islands are set aside as
  `not-iso-area`, and the Netherlands Antilles, marked deprecated, as `deprecated`.
- M49 codes have lost their leading zeros (`code-padded`).
- Formal names begin with "the" (`article-dropped`).
- Two longitudes count on past the 180th meridian (`longitude-wrapped`).
- Namibia's alpha-2 code is the text NA, which is not a missing value.
"""

from __future__ import annotations

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

FILE = "ocha-ct-taxonomy.csv"
PLAIN = {
    "Preferred Term": "preferred_term",
    "English Short": "name_en",
    "French Short": "name_fr",
    "Spanish Short": "name_es",
    "English Formal": "official_name_en",
    "M49 English": "m49_name_en",
    "M49 French": "m49_name_fr",
    "M49 Spanish": "m49_name_es",
    "Latitude": "latitude",
    "Longitude": "longitude",
}
ALTERNATIVES = ("ISO Alt Term", "DGACM Alt Term", "HPC Tools Alt Term", "RW Short Name", "RW API Alt Term")
CODES = (
    "ISO 3166-1 Alpha 2-Codes",
    "ISO 3166-1 Alpha 3-Codes",
    "x Alpha2 codes",
    "x Alpha3 codes",
    "m49 numerical code",
    "Deprecated",
)
KOSOVO = "XKX"
HALF_TURN = 180


def plain_name(name: str) -> str:
    """Bring a name to one form: single spaces, straight apostrophes, no leading article, no footnote marks."""
    text = " ".join(name.replace("\xa0", " ").replace("\u2019", "'").replace("*", " ").split())
    return text.removeprefix("the ")


def _wrapped(longitude: str) -> str:
    """Bring a longitude in degrees, as text, into -180 to 180."""
    return f"{float(longitude) - 2 * HALF_TURN:.7f}" if longitude and float(longitude) > HALF_TURN else longitude


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Read the taxonomy.

    Tables: `areas` (ref_area, iso2, m49, names, latitude and longitude in degrees) and `names` (ref_area, name, column:
    every name that any English column gives). Raises RefusedError when the file or a column is missing.
    """
    frame = raw.csv(FILE, [*CODES, *PLAIN, *ALTERNATIVES])
    iso3 = frame["ISO 3166-1 Alpha 3-Codes"].str.strip()
    extra = frame["x Alpha3 codes"].str.strip()
    deprecated = frame["Deprecated"] == "Y"
    used = ((iso3 != "") | (extra == KOSOVO)) & ~deprecated
    kept = frame[used]
    m49 = kept["m49 numerical code"].str.strip()
    table = pd.DataFrame(
        {
            "ref_area": iso3.where(iso3 != "", extra)[used],
            "iso2": kept["ISO 3166-1 Alpha 2-Codes"].where(iso3 != "", kept["x Alpha2 codes"]).str.strip(),
            "m49": m49.where(m49 == "", m49.str.zfill(3)),
            **{new: kept[old].map(plain_name) for old, new in PLAIN.items()},
        }
    )
    beyond = pd.to_numeric(table["longitude"], errors="coerce") > HALF_TURN
    table["longitude"] = table["longitude"].where(~beyond, table["longitude"].map(_wrapped))
    account = Account(
        file=FILE,
        read=len(frame),
        used=int(used.sum()),
        set_aside=_counts({"deprecated": deprecated, "not-iso-area": ~used & ~deprecated}),
        repaired=_counts(
            {
                "code-padded": (m49 != "") & (m49.str.len() < 3),  # noqa: PLR2004 - M49 codes have three digits
                "longitude-wrapped": beyond,
                "article-dropped": kept["English Formal"].str.startswith("the "),
            }
        ),
    )
    tables = {"areas": table.reset_index(drop=True), "names": _names(kept, table["ref_area"])}
    return Harvest(tables=tables, accounts=(account,))


def _counts(flags: dict[str, pd.Series]) -> dict[str, int]:
    counts = {reason: int(flag.sum()) for reason, flag in flags.items()}
    return {reason: count for reason, count in counts.items() if count}


def _names(kept: pd.DataFrame, ref_area: pd.Series) -> pd.DataFrame:
    """Every English name of every column, once for each area and column."""
    parts = [
        pd.DataFrame({"ref_area": ref_area, "name": kept[column].str.strip(), "column": column})
        for column in ("Preferred Term", "English Short", "M49 English", "English Formal", *ALTERNATIVES)
    ]
    names = pd.concat(parts, ignore_index=True)
    return names[names["name"] != ""].reset_index(drop=True)


ADAPTER = Adapter(source="reference-areas", read=read, needs_areas=False)
