"""The unit of an aggregate, which its series and its measure decide together."""

from __future__ import annotations

from scripts.model.measures import SPREAD

AREAS, SHARE = "areas", "share"


def unit_of_measure(measure_type: str, unit_measure: str, measure: str) -> str:
    """Give the unit code of a measure of a series whose observations are in `unit_measure`; '' where none is stated.

    Policies and categories count areas, but for their shares. Of other series `total`, `ratio`, the spread of ratios
    and the `records` of a register are in the series' own unit; `areas` and `areas_reporting` count areas; numerators,
    denominators and cases are numbers of things that the series does not name.
    """
    name = measure.partition(".")[0]
    if measure_type in ("policy", "category"):
        return SHARE if name.startswith("share_") else AREAS
    if name in ("areas", "areas_reporting"):
        return AREAS
    own = (
        name in ("total", "mean")
        or name in SPREAD
        or name.startswith("ratio")
        or (name == "records" and measure_type == "register")
    )
    return unit_measure if own else ""
