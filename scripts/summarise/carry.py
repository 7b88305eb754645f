"""Carries a status forward from its last observation, for as long as the series allows."""

from __future__ import annotations

import pandas as pd

from scripts.model.tables import Series


def carried(series: Series, observations: pd.DataFrame) -> pd.DataFrame:
    """Give each area's status in each year.

    The columns are `ref_area`, `time_period`, the dimensions, `obs_value`, `obs_status` and `observed`.
    `observed` is the year that the status is from: at most `max_age` years before `time_period`. Years run from the
    series' first to its last period. Blank values are not carried: they say that there is nothing to carry.
    """
    valued = observations[observations["obs_value"] != ""]
    keys = ["ref_area", *series.dimensions]
    base = valued[[*keys, "time_period", "obs_value", "obs_status"]].assign(observed=valued["time_period"])
    years = base["observed"].astype(int)
    oldest = min(series.max_age, max(int(series.last_period) - int(years.min()), 0)) if len(base) else 0
    aged = [base.assign(time_period=(years + age).astype(str).str.zfill(4)) for age in range(oldest + 1)]
    spread = pd.concat(aged, ignore_index=True)
    spread = spread[spread["time_period"] <= series.last_period]
    latest = spread.sort_values("observed", kind="stable").drop_duplicates([*keys, "time_period"], keep="last")
    return latest.sort_values([*keys, "time_period"], kind="stable").reset_index(drop=True)
