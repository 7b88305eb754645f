"""Turns scored items into policy statuses by thresholds. Shared by the rules that read MIPEX."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def item_scores(scores: pd.DataFrame, items: Mapping[str, float], first: int, last: int) -> pd.DataFrame:
    """Give one row for each area and year (first to last) in which any item was scored, and a column for each item.

    The columns are those of `items`. A score that the source does not give is NaN. `scores` has ref_area, time_period,
    item and score.
    """
    years = scores["time_period"].astype(int)
    every = scores.loc[years.between(first, last), ["ref_area", "time_period"]].drop_duplicates()
    wide = scores[scores["item"].isin(list(items))].pivot_table(
        index=["ref_area", "time_period"], columns="item", values="score", aggfunc="first"
    )
    return every.merge(
        wide.reindex(columns=list(items)).reset_index(),
        on=["ref_area", "time_period"],
        how="left",
        validate="one_to_one",
    )


def policy_statuses(
    wide: pd.DataFrame,
    required: Mapping[str, float],
    *,
    where_scored: Mapping[str, float] | None = None,
    partial_from: int | None = None,
) -> pd.DataFrame:
    """Add `obs_value` and `obs_status` to a frame of item scores.

    Yes when every required item reaches its threshold, and so does each item of `where_scored` that has a score; else
    partial when at least `partial_from` required items do (never, when None); else no. When a required item has no
    score the value is blank with status O, because even `no` needs every item.
    """
    met = pd.DataFrame({item: wide[item] >= least for item, least in required.items()})
    also = pd.DataFrame(
        {item: wide[item].isna() | (wide[item] >= least) for item, least in (where_scored or {}).items()},
        index=wide.index,
    )
    assessed = wide[list(required)].notna().all(axis=1)
    value = pd.Series("no", index=wide.index, dtype=str)
    if partial_from is not None:
        value[met.sum(axis=1) >= partial_from] = "partial"
    value[met.all(axis=1) & also.all(axis=1)] = "yes"
    return wide.assign(
        obs_value=value.where(assessed, ""),
        obs_status=assessed.map({True: "A", False: "O"}),
    )


def or_partial(headline: pd.DataFrame) -> pd.DataFrame:
    """Give the observations of a looser rule: whatever the headline has in part is a yes."""
    return headline.assign(obs_value=headline["obs_value"].replace("partial", "yes"))
