"""Whether areas existed on a day. Shared by the rules that follow agreements through the years."""

from __future__ import annotations

import pandas as pd


def existed(codes: pd.Series, years: pd.Series, lifetimes: pd.DataFrame) -> pd.Series:
    """Whether each area existed on 31 December of each year."""
    dates = lifetimes.set_index("iso3")
    days = years.astype(str) + "-12-31"
    begun = codes.map(dates["valid_from"]) <= days
    ended = codes.map(dates["valid_to"])
    return begun & ((ended == "") | (ended >= days))
