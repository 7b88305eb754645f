"""What constitutions guarantee: equality by race, equality of non-citizens, and their social rights (companions).

A written guarantee is no service and no court decision. A `no` says that the text has no explicit guarantee.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.ingest.rule import Inputs, Rule, Tables, observations

SOURCE: Final = "world-constitutions-2024"
RACE: Final = {"5": "yes", "3": "partial"}
"""Guaranteed, and aspired to; equality in general names no race and is a `no`."""

NON_CITIZENS: Final = {"5": "yes", "4": "partial"}
"""Guaranteed to non-citizens, and to everyone; in words of citizens, not at all, or kept for citizens is a `no`."""

SOCIAL: Final = ("const_edu_20", "const_work_20", "const_health_20")
ENOUGH: Final = 2
"""Rights, of education, work and health, that must be guaranteed."""

NOT_GUARANTEED: Final = "no-explicit-guarantee"


def build(inputs: Inputs) -> Tables:
    """Give the observations of three companions. No code of the source is published."""
    texts = inputs.table(SOURCE, "texts")
    return {
        "observations_anti-racism.constitution": _observed(texts, _mapped(texts["const_podeorebl_3"], RACE)),
        "observations_anti-racism.constitution-non-citizens": _observed(
            texts, _mapped(texts["const_podeorebl_20"], NON_CITIZENS)
        ),
        "observations_social-services.constitution": _observed(texts, _social(texts)),
    }


def _mapped(codes: pd.Series, values: dict[str, str]) -> pd.Series:
    return codes.map(values).fillna("no")


def _social(texts: pd.DataFrame) -> pd.Series:
    """Yes where at least two of three rights are guaranteed to non-citizens, partial where to them or everyone."""
    rights = texts[list(SOCIAL)]
    to_them = (rights == "5").sum(axis=1) >= ENOUGH
    to_all = rights.isin(["4", "5"]).sum(axis=1) >= ENOUGH
    return to_all.map({True: "partial", False: "no"}).mask(to_them, "yes")


def _observed(texts: pd.DataFrame, value: pd.Series) -> pd.DataFrame:
    note = value.eq("no").map({True: NOT_GUARANTEED, False: ""})
    return observations(texts[["ref_area", "time_period"]].assign(obs_value=value, note=note), source=SOURCE)


RULE = Rule(sources=(SOURCE,), build=build)
