"""Names of cities with their letters.

Sources that were written in plain ASCII have Medellin for Medellín. `place_names` in `scripts.ingest.facts` has each
name as such a source writes it and as the city itself does; nothing is guessed from letters. Ids keep the form that
they have, which is without marks anyhow.
"""

from __future__ import annotations

import pandas as pd

from scripts.ingest.facts import read_facts


def with_letters(areas: pd.Series, places: pd.Series) -> pd.Series:
    """Give names of places, each of an area, as they are written there; a name that is not listed stays as it is."""
    rows = read_facts("place_names").to_dict("records")
    names = {(row["ref_area"], row["written"]): row["name"] for row in rows}
    pairs = zip(areas, places, strict=True)
    return pd.Series([names.get((area, place), place) for area, place in pairs], index=places.index, dtype=str)
