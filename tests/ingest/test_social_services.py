"""social-services: countries as their MIPEX items stand in 2019, and what governments answered on migrant rights."""

from __future__ import annotations

import pandas as pd
import pytest

from scripts.ingest.rule import Inputs, Tables
from scripts.ingest.rules.social_services import build
from scripts.model.problems import RefusedError
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas

ITEMS = ("ad18", "ab6", "ca45ca47", "145a")
SCORES: dict[tuple[str, str], tuple[float | None, ...]] = {
    ("SWE", "2019"): (100, 100, 100, 100),
    ("SWE", "2018"): (100, 100, 100, None),
    ("USA", "2019"): (0, 100, 100, 50),
    ("DEU", "2019"): (100, 100, 33, 100),
    ("TUR", "2019"): (0, 100, 33, 50),
    ("PRT", "2019"): (50, 50, 67, 50),
    ("NZL", "2019"): (50, 50, 67, 0),
    ("AUT", "2009"): (50, 100, 100, None),
    ("AUT", "2010"): (50, 100, None, None),
}
LEVELS = [("ALB", "domain1", "2"), ("DEU", "domain1", "4"), ("ABW", "domain1", "N"), ("ALB", "domain2", "3")]


def make_inputs(levels: list[tuple[str, str, str]] | None = None) -> Inputs:
    scores = pd.DataFrame(
        [
            {"ref_area": area, "time_period": year, "item": item, "score": score}
            for (area, year), values in SCORES.items()
            for item, score in zip(ITEMS, values, strict=True)
            if score is not None
        ]
    )
    answers = pd.DataFrame(levels or LEVELS, columns=["ref_area", "policy_domain", "level"])
    return Inputs(
        harvests={
            "mipex": Harvest(tables={"scores": scores}, accounts=()),
            "sdg-10-7-2-domains-2019": Harvest(tables={"levels": answers.assign(time_period="2019")}, accounts=()),
        },
        areas=Areas(codes=frozenset(), iso2={}, m49={}, names={}),
        framework={},
    )


def cells(tables: Tables, series: str) -> dict[tuple[str, str], tuple[str, str, str]]:
    frame = tables[f"observations_{series}"]
    return {
        (row["ref_area"], row["time_period"]): (row["obs_value"], row["obs_status"], row["note"])
        for row in frame.to_dict("records")
    }


def test_headline() -> None:
    assert cells(build(make_inputs()), "social-services") == {
        ("SWE", "2019"): ("yes", "A", ""),
        ("SWE", "2018"): ("yes", "A", "health-not-scored"),
        ("USA", "2019"): ("partial", "A", ""),
        ("DEU", "2019"): ("partial", "A", ""),
        ("TUR", "2019"): ("no", "A", ""),
        ("PRT", "2019"): ("yes", "A", ""),
        ("NZL", "2019"): ("partial", "A", ""),
        ("AUT", "2010"): ("", "O", ""),
    }


def test_strict_companion_asks_for_full_scores() -> None:
    strict = cells(build(make_inputs()), "social-services.strict")
    assert {key for key, (value, _, _) in strict.items() if value == "yes"} == {
        ("SWE", "2018"),
        ("SWE", "2019"),
        ("DEU", "2019"),
    }


def test_governments_that_gave_no_answer_are_not_assessed() -> None:
    assert cells(build(make_inputs()), "social-services.migrant-rights") == {
        ("ALB", "2019"): ("partially-meets", "A", ""),
        ("DEU", "2019"): ("fully-meets", "A", ""),
        ("ABW", "2019"): ("", "O", ""),
    }


def test_no_score_leaves_the_rule() -> None:
    columns = {"ref_area", "time_period", "obs_value", "obs_status", "source", "note"}
    assert {name: set(frame.columns) for name, frame in build(make_inputs()).items()} == {
        "observations_social-services": columns,
        "observations_social-services.full": columns,
        "observations_social-services.strict": columns,
        "observations_social-services.two-of-three": columns,
        "observations_social-services.without-health": columns,
        "observations_social-services.migrant-rights": columns,
    }


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(RefusedError) as caught:
        build(make_inputs([("ALB", "domain1", "5")]))
    assert [(p.code, p.found) for p in caught.value.problems] == [("source-code-unknown", "5")]


def test_full_equality_asks_for_every_item_at_its_highest() -> None:
    """A score of 50 is a yes of the headline, and no full equality; health is asked for where it was scored."""
    found = cells(build(make_inputs()), "social-services.full")
    assert [found[area, "2019"][0] for area in ("SWE", "PRT", "USA")] == ["yes", "no", "no"]
    assert found["SWE", "2018"][0] == "yes"


def test_looser_rules_leave_out_health_or_one_of_three() -> None:
    made = build(make_inputs())
    places = (("NZL", "2019"), ("USA", "2019"), ("TUR", "2019"), ("AUT", "2010"))
    found = {name: [cells(made, f"social-services.{name}")[place][0] for place in places] for name in LOOSER}
    assert found == {"without-health": ["yes", "partial", "no", ""], "two-of-three": ["yes", "yes", "no", ""]}


LOOSER = ("without-health", "two-of-three")
