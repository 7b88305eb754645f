"""Which sums have a part that its source bounds: more than, almost or about so many."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.model.codes import ABOUT, BOUNDS
from scripts.model.tables import Series
from scripts.package.read import Package
from scripts.summarise.members import Members
from scripts.summarise.summarise import summed


def bounded_sums(series: Series, package: Package) -> Mapping[tuple[str, str, str], str]:
    """Give what bounds the sums of a series whose observations have bounds: by group, period and measure.

    A sum has the bound of its parts; where these have different ones, it is about its figure. Nothing where the values
    of areas are not added.
    """
    observations = package.observations(series.id)
    found: dict[tuple[str, str, str], str] = {}
    for note, bound in BOUNDS.items() if series.adds_areas else ():
        parts = observations[(observations["note"] == note) & (observations["obs_value"] != "")]
        if not parts.empty:
            sums = summed(series, parts, Members.from_tables(package.tables))
            held = sums[sums["value"] != ""]
            for key in held[["group", "time_period", "measure"]].itertuples(index=False, name=None):
                found[key] = bound if found.get(key, bound) == bound else ABOUT
    return found
