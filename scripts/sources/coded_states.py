"""Tables of one row a country, with a code for each question, as of one day: what two editions of one publisher are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import pandas as pd

from scripts.sources.adapter import Account, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_other_codes, refuse_repeats

FILE: Final = "derived_flags.csv"
"""The text copy of a workbook. Its flags, which whoever made the copy derived, are not read."""


def coded_states(
    raw: RawFolder, areas: Areas, table: str, columns: Sequence[str], codes: Mapping[str, Collection[str]]
) -> Harvest:
    """Give one table: ref_area, time_period (the year of `as_of`), and `columns` as the source has them.

    `codes` are those that each column may hold, `as_of` among them. Raises RefusedError for a missing file or column,
    an unknown area, an area twice and an unknown code.
    """
    file = f"{raw.source}/{FILE}"
    frame = raw.csv(FILE, ["iso3", *codes])
    for column, allowed in codes.items():
        refuse_other_codes(frame, column, allowed, file)
    refuse_repeats(frame, "iso3", file)
    held = pd.DataFrame(
        {
            "ref_area": areas.check(frame["iso3"], file=file, column="iso3"),
            "time_period": frame["as_of"].str[:4],
            **{column: frame[column] for column in columns},
        }
    )
    return Harvest(tables={table: held}, accounts=(Account(file=FILE, read=len(frame), used=len(held)),))
