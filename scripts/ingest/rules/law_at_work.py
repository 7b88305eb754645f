"""Policies that combat racism and xenophobia: what national law forbids at work (headline, other rules, a companion).

A `no` says that no law forbids it explicitly. It never says that it is lawful: courts and constitutions are not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from scripts.ingest.rule import Inputs, Rule, Tables, observations

SOURCE: Final = "world-discrimination-at-work-2016"
FORBIDDEN: Final = "5"
"""Some explicit prohibition, in the columns on work as a whole."""

NAMED: Final = ("4", "5")
"""A prohibition in an area of work that is broad or specific: below stand none, a clause without grounds, equal pay."""

CORE: Final = ("hir_race", "pay_race", "promdemo_race", "term_race")
"""Hiring, pay, promotion and dismissal."""

WIDER: Final = (*CORE, "train_race", "harass_race")
"""Also training and harassment."""

NOT_FORBIDDEN: Final = "no-explicit-prohibition"


def build(inputs: Inputs) -> Tables:
    """Give the observations of the headline, of a stricter and a looser rule, and of migrants at work. No code."""
    laws = inputs.table(SOURCE, "laws")
    headline = _by_areas(laws, CORE)
    return {
        "observations_anti-racism.law-at-work": _observed(laws, headline),
        "observations_anti-racism.law-at-work-wider": _observed(laws, _by_areas(laws, WIDER)),
        "observations_anti-racism.law-at-work-any": _observed(laws, headline.replace("partial", "yes")),
        "observations_anti-racism.migrants-at-work": _observed(laws, _of_migrants(laws)),
    }


def _by_areas(laws: pd.DataFrame, asked: Sequence[str]) -> pd.Series:
    """Yes where each area that is asked for is named, partial where anything is forbidden at all, else no."""
    everywhere = laws[list(asked)].isin(NAMED).all(axis=1)
    anywhere = laws["anyprotect_race"] == FORBIDDEN
    value = anywhere.map({True: "partial", False: "no"})
    return value.mask(anywhere & everywhere, "yes")


def _of_migrants(laws: pd.DataFrame) -> pd.Series:
    """Yes where migrant status or foreign origin is a ground, no where neither is; blank where one is not coded."""
    grounds = laws[["anyprotect_mig", "anyprotect_fno"]]
    forbidden, uncoded = (grounds == FORBIDDEN).any(axis=1), (grounds == "").any(axis=1)
    return forbidden.map({True: "yes", False: "no"}).mask(uncoded & ~forbidden, "")


def _observed(laws: pd.DataFrame, value: pd.Series) -> pd.DataFrame:
    frame = laws[["ref_area", "time_period"]].assign(
        obs_value=value,
        obs_status=value.eq("").map({True: "O", False: "A"}),
        note=value.eq("no").map({True: NOT_FORBIDDEN, False: ""}),
    )
    return observations(frame, source=SOURCE)


RULE = Rule(sources=(SOURCE,), build=build)
