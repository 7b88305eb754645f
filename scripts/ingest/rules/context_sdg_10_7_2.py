"""SDG indicator 10.7.2 as context of every country: the overall level, and the level by policy domain.

Two other tables check the series and feed none of them: the overall level in the release by domain, and a small extract
of 2021. Where they state the level of an area and year that a series states too, they must agree with it.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from scripts.ingest.levels import level_observations
from scripts.ingest.rule import Inputs, Rule, Tables
from scripts.model.problems import Problem, RefusedError

OVERALL: Final = "sdg-10-7-2-overall"
DOMAINS: Final = "sdg-10-7-2-domains-2019"
EXTRACTS: Final = "sdg-10-7-extracts"
ALL: Final = "alldomains"


def build(inputs: Inputs) -> Tables:
    """Give both context series. Raises RefusedError when a checking table contradicts the overall level."""
    overall = inputs.table(OVERALL, "levels")
    domains = inputs.table(DOMAINS, "levels")
    for source in (DOMAINS, EXTRACTS):
        _refuse_contradictions(overall, inputs.table(source, "levels"), source)
    return {
        "observations_sdg-10-7-2.overall": level_observations(overall, OVERALL),
        "observations_sdg-10-7-2.domains": level_observations(domains[domains["policy_domain"] != ALL], DOMAINS),
    }


def _refuse_contradictions(overall: pd.DataFrame, check: pd.DataFrame, source: str) -> None:
    both = overall.merge(
        check[check["policy_domain"] == ALL],
        on=["ref_area", "time_period"],
        how="inner",
        validate="one_to_one",
        suffixes=("", "_check"),
    )
    differ = both[both["level"] != both["level_check"]]
    if len(differ):
        raise RefusedError(
            Problem(
                file=source,
                code="source-rows-contradict",
                field="level",
                found=f"{row['ref_area']} {row['time_period']}: {row['level_check']}",
                expected=row["level"],
            )
            for row in differ.to_dict("records")
        )


RULE = Rule(sources=(OVERALL, DOMAINS, EXTRACTS), build=build)
