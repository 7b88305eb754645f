"""SDG 10.7.2 as context: levels as they stand, and two tables that only check them."""

from __future__ import annotations

import pandas as pd
import pytest

from scripts.ingest.rule import Inputs
from scripts.ingest.rules.context_sdg_10_7_2 import build
from scripts.model.problems import RefusedError
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas

Rows = list[tuple[str, str, str, str]]
OVERALL = [("DNK", "2021", "2"), ("SWE", "2019", "3")]
DOMAINS: Rows = [
    ("SWE", "2019", "alldomains", "3"),
    ("SWE", "2019", "domain6", "4"),
    ("ABW", "2019", "alldomains", "N"),
    ("ABW", "2019", "domain6", "N"),
    ("ALB", "2019", "alldomains", "3"),
]
NORDICS: Rows = [("DNK", "2021", "domain1", "3"), ("DNK", "2021", "alldomains", "2")]


def make_inputs(domains: Rows = DOMAINS, nordics: Rows = NORDICS) -> Inputs:
    columns = ["ref_area", "time_period", "policy_domain", "level"]
    frames = {
        "sdg-10-7-2-overall": pd.DataFrame(OVERALL, columns=["ref_area", "time_period", "level"]),
        "sdg-10-7-2-domains-2019": pd.DataFrame(domains, columns=columns),
        "sdg-10-7-extracts": pd.DataFrame(nordics, columns=columns),
    }
    return Inputs(
        harvests={source: Harvest(tables={"levels": frame}, accounts=()) for source, frame in frames.items()},
        areas=Areas(codes=frozenset(), iso2={}, m49={}, names={}),
        framework={},
    )


def test_levels_are_published_as_they_stand_and_checks_feed_nothing() -> None:
    tables = build(make_inputs())
    overall, domains = tables["observations_sdg-10-7-2.overall"], tables["observations_sdg-10-7-2.domains"]
    assert overall[["ref_area", "time_period", "obs_value", "source"]].to_numpy().tolist() == [
        ["DNK", "2021", "partially-meets", "sdg-10-7-2-overall"],
        ["SWE", "2019", "meets", "sdg-10-7-2-overall"],
    ]
    assert domains[["ref_area", "policy_domain", "obs_value", "obs_status"]].to_numpy().tolist() == [
        ["SWE", "domain6", "fully-meets", "A"],
        ["ABW", "domain6", "", "O"],
    ]


@pytest.mark.parametrize(
    ("inputs", "file", "found"),
    [
        (
            make_inputs(domains=[("SWE", "2019", "alldomains", "4")]),
            "sdg-10-7-2-domains-2019",
            "SWE 2019: 4",
        ),
        (make_inputs(nordics=[("DNK", "2021", "alldomains", "3")]), "sdg-10-7-extracts", "DNK 2021: 3"),
    ],
)
def test_a_check_that_contradicts_is_refused(inputs: Inputs, file: str, found: str) -> None:
    with pytest.raises(RefusedError) as caught:
        build(inputs)
    assert [(p.code, p.file, p.found) for p in caught.value.problems] == [("source-rows-contradict", file, found)]
