"""Equal access to social services: from MIPEX items (headline, strict) and SDG 10.7.2 domain 1 (companion)."""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.ingest.levels import level_observations
from scripts.ingest.rule import Inputs, Rule, Tables, observations
from scripts.ingest.thresholds import item_scores, policy_statuses

SOURCE: Final = "mipex"
GOVERNMENTS: Final = "sdg-10-7-2-domains-2019"
REQUIRED: Final = {"ad18": 50.0, "ab6": 50.0, "ca45ca47": 67.0}
"""Social security and assistance, public employment services, education: the lowest score that counts."""
HEALTH: Final = {"145a": 50.0}
"""Health services, asked for only where the source scored them that year."""
FULL: Final = dict.fromkeys(REQUIRED, 100.0)
FULL_HEALTH: Final = dict.fromkeys(HEALTH, 100.0)
"""The same items at the highest score: every category of migrants has what nationals have."""
STRICT: Final = {"ad18": 100.0, "ab6": 100.0}
PARTIAL_FROM: Final = 2
FIRST, LAST = 2010, 2023
"""Before 2010 the education item is scored for four countries at most, and 2024 covers part of the countries."""
MIGRANT_RIGHTS: Final = "domain1"


def build(inputs: Inputs) -> Tables:
    """Give the observations of the headline and its companions. No item score is published."""
    scores = inputs.table(SOURCE, "scores")
    levels = inputs.table(GOVERNMENTS, "levels")
    rights = levels[levels["policy_domain"] == MIGRANT_RIGHTS].drop(columns="policy_domain")
    return {
        "observations_social-services": _headline(scores),
        "observations_social-services.full": _full(scores),
        "observations_social-services.strict": _strict(scores),
        "observations_social-services.migrant-rights": level_observations(rights, GOVERNMENTS),
    }


def _headline(scores: pd.DataFrame) -> pd.DataFrame:
    wide = item_scores(scores, {**REQUIRED, **HEALTH}, FIRST, LAST)
    frame = policy_statuses(wide, REQUIRED, where_scored=HEALTH, partial_from=PARTIAL_FROM)
    without_health = frame["145a"].isna() & (frame["obs_value"] != "")
    frame["note"] = without_health.map({True: "health-not-scored", False: ""})
    return observations(frame.drop(columns=[*REQUIRED, *HEALTH]), source=SOURCE)


def _full(scores: pd.DataFrame) -> pd.DataFrame:
    wide = item_scores(scores, {**FULL, **FULL_HEALTH}, FIRST, LAST)
    frame = policy_statuses(wide, FULL, where_scored=FULL_HEALTH)
    return observations(frame.drop(columns=[*FULL, *FULL_HEALTH]), source=SOURCE)


def _strict(scores: pd.DataFrame) -> pd.DataFrame:
    wide = item_scores(scores, STRICT, FIRST, LAST)
    return observations(policy_statuses(wide, STRICT).drop(columns=list(STRICT)), source=SOURCE)


RULE = Rule(sources=(SOURCE, GOVERNMENTS), build=build)
