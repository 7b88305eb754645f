"""Observations that are derived from a register say what the register says."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.model.problems import Problem
from scripts.validate.check import Check, Context


def derived_observations(context: Context) -> Iterator[Problem]:
    """A register headline's value is the number of distinct things that the area's register rows count as."""
    for series in context.series():
        if series.measure_type != "register" or series.role != "headline":
            continue
        if f"register_{series.register}" not in context.sound:
            continue
        register = context.table(f"register_{series.register}")
        counted = register[register["counted_as"] != ""].groupby("ref_area")["counted_as"].nunique()
        frame = context.table(series.table)
        expected = frame["ref_area"].map(counted).fillna(0).astype(int).astype(str)
        for index in frame.index[frame["obs_value"] != expected]:
            yield Problem(
                file=f"data/{series.table}.csv",
                row=int(index) + 2,
                field="obs_value",
                code="value-not-the-registers",
                found=str(frame.at[index, "obs_value"]),
                expected=str(expected.at[index]),
            )
        for area in sorted(set(counted.index) - set(frame["ref_area"])):
            yield Problem(
                file=f"data/{series.table}.csv", field="ref_area", code="area-of-register-absent", found=str(area)
            )


CHECKS = (Check(codes=("value-not-the-registers", "area-of-register-absent"), run=derived_observations),)
