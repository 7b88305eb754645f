"""Equal access to social services: from MIPEX items (headline and other rules) and SDG 10.7.2 domain 1 (companion)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from scripts.ingest.levels import level_observations
from scripts.ingest.rule import Inputs, Rule, Tables, observations
from scripts.ingest.thresholds import item_scores, or_partial, policy_statuses

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The lowest scores that a series asks for, and of how many items a partial status is made; None for never."""

    required: Mapping[str, float]
    where_scored: Mapping[str, float] = field(default_factory=dict)
    partial_from: int | None = None


HEADLINE: Final = Thresholds(required=REQUIRED, where_scored=HEALTH, partial_from=PARTIAL_FROM)
VARIANTS: Final = {
    "full": Thresholds(required=FULL, where_scored=FULL_HEALTH),
    "strict": Thresholds(required=STRICT),
    "without-health": Thresholds(required=REQUIRED, partial_from=PARTIAL_FROM),
}
"""By the name of the series, other thresholds than the headline's."""


def build(inputs: Inputs) -> Tables:
    """Give the observations of the headline, of other rules and of companions. No item score is published."""
    scores = inputs.table(SOURCE, "scores")
    levels = inputs.table(GOVERNMENTS, "levels")
    rights = levels[levels["policy_domain"] == MIGRANT_RIGHTS].drop(columns="policy_domain")
    headline = _headline(scores)
    return {
        "observations_social-services": headline,
        **{f"observations_social-services.{name}": _by(each, scores) for name, each in VARIANTS.items()},
        "observations_social-services.two-of-three": or_partial(headline),
        "observations_social-services.migrant-rights": level_observations(rights, GOVERNMENTS),
    }


def _headline(scores: pd.DataFrame) -> pd.DataFrame:
    frame = _statuses(HEADLINE, scores)
    without_health = frame["145a"].isna() & (frame["obs_value"] != "")
    frame["note"] = without_health.map({True: "health-not-scored", False: ""})
    return observations(frame.drop(columns=[*REQUIRED, *HEALTH]), source=SOURCE)


def _by(asked: Thresholds, scores: pd.DataFrame) -> pd.DataFrame:
    frame = _statuses(asked, scores)
    return observations(frame.drop(columns=[*asked.required, *asked.where_scored]), source=SOURCE)


def _statuses(asked: Thresholds, scores: pd.DataFrame) -> pd.DataFrame:
    wide = item_scores(scores, {**asked.required, **asked.where_scored}, FIRST, LAST)
    return policy_statuses(wide, asked.required, where_scored=asked.where_scored, partial_from=asked.partial_from)


RULE = Rule(sources=(SOURCE, GOVERNMENTS), build=build)
