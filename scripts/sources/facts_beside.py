"""Facts that stand beside an indicator and are never added, as two snapshots write them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse, refuse_other_codes, refuse_other_forms, refuse_repeats

CITED = ("source_title", "source_publisher", "source_url", "confidence", "basis")
BOUNDS = {
    "": "exactly",
    "about": "about",
    "at least": "more-than",
    "more than": "more-than",
    "over": "more-than",
    "nearly": "almost",
}
"""What stands before a figure, and what it is called in the package: 'at least' and 'more than' both bound it below."""


def read_facts_beside(  # noqa: PLR0913 - what tells one such file from the other
    raw: RawFolder, name: str, areas: Areas, *, area: str, others: Sequence[str], no_area: Sequence[str] = ()
) -> pd.DataFrame:
    """Give `id`, `ref_area` ('' for none, and for each of `no_area`), `others`, the period, value, unit and citation.

    `bound` is how exact the value is. Raises RefusedError for a repeated id, an unknown area, word before a figure,
    confidence or basis, and for a number or day that is none.
    """
    file = f"{raw.source}/{name}"
    frame = raw.csv(
        name, columns=["id", area, *others, "period_start", "period_end", "value", "unit", "qualifier", "note", *CITED]
    )
    refuse_repeats(frame, "id", file)
    refuse_other_codes(frame, "qualifier", BOUNDS, file)
    refuse_other_codes(frame, "confidence", ("high", "medium", "low"), file)
    refuse_other_codes(frame, "basis", ("read", "known"), file)
    refuse_other_forms(frame, "value", r"\d+", file, "a whole number")
    for column in ("period_start", "period_end"):
        refuse_other_forms(frame, column, r"(\d{4}(-\d{2}(-\d{2})?)?)?", file, "a day or nothing")
    placed = frame[area].where(~frame[area].isin(list(no_area)), "")
    refuse(placed[(placed != "") & ~placed.isin(list(areas.codes))], file=file, code="area-code-unknown")
    columns = ["id", *others, "period_start", "period_end", "value", "unit", "note", *CITED]
    notes = frame["note"].str.replace("CONFLICTS", "Conflicts", regex=False)
    return frame.loc[:, columns].assign(ref_area=placed, bound=frame["qualifier"].map(BOUNDS), note=notes)
