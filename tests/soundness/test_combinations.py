"""Whatever validation finds no error in can be built and verified; what it refuses, it refuses by code."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.model.codes import AGGREGATIONS, MEASURE_TYPES
from scripts.model.kinds import KINDS
from scripts.validate.validate import validate_files
from tests.packages import Row, Rows, package_files
from tests.soundness.combinations import SORTS, SURROUNDINGS, Sort, Surroundings, anything, package_of, possible, trials
from tests.soundness.trial import tried

SEEDS = range(300 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 3)
"""Packages with any settings at all: a few in a usual run, many in `make fuzz`."""


TRIALS = trials()


@pytest.mark.one_in(11)
@pytest.mark.parametrize("number", range(len(TRIALS)))
def test_every_two_settings_that_go_together_are_built_and_verified(number: int, tmp_path: Path) -> None:
    sorts, around = TRIALS[number]
    trial = tried(package_of(sorts, around), tmp_path)
    assert not trial.refused, (around, trial.refused[:3])
    assert not trial.faults, (around, trial.faults[:3])


@pytest.mark.one_in(2)
@pytest.mark.parametrize("seed", SEEDS)
def test_any_settings_are_built_or_refused(seed: int, tmp_path: Path) -> None:
    """Any values of all settings at once, also those that do not go together."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    sorts = [anything(rng, SORTS, Sort) for _ in range(rng.randrange(1, 9))]
    kept = [sort for sort in sorts if possible(sort)] if rng.random() < 0.8 else sorts
    around = anything(rng, SURROUNDINGS, Surroundings)
    trial = tried(package_of(kept, around), tmp_path)
    assert not trial.faults, (seed, around, trial.faults[:3])
    if all(map(possible, kept)):
        assert not trial.refused, (seed, around, trial.refused[:3])


# -- what does not go together -----------------------------------------------------------------------------------------


@pytest.mark.one_in(7)
@pytest.mark.parametrize("measure", MEASURE_TYPES)
@pytest.mark.parametrize("way", AGGREGATIONS)
def test_a_way_of_summing_fits_or_is_refused(measure: str, way: str) -> None:
    """The series is a companion; what is said of its other settings is not asked here."""

    def change(rows: Rows) -> list[Row]:
        settings = {"measure_type": measure, "aggregation": way, "dimensions": "", "has_range": "false", "per": "1"}
        return [{**row, **(settings if row["id"] == "crossings.helped" else {})} for row in rows]

    blank = [{"ref_area": "DEU", "time_period": "2022", "obs_status": "O", "source": "survey"}]
    files = package_files(series=change, **{"observations_crossings.helped": blank})
    codes = {problem.code for problem in validate_files(files)}
    assert ("aggregation-unfit" in codes) == ((measure, way) not in KINDS)


Change = Callable[[Rows], Any]


def setting(series: str, **settings: str) -> Change:
    """Change settings of one series."""
    return lambda rows: [{**row, **(settings if row["id"] == series else {})} for row in rows]


def without(column: str, *values: str) -> Change:
    """Leave out rows."""
    return lambda rows: [row for row in rows if row.get(column) not in values]


CASES: dict[str, tuple[dict[str, Change | None], set[str]]] = {
    "a policy that is never counted": ({"series": setting("open-doors", aggregation="none")}, {"aggregation-unfit"}),
    "a register divided by kind": (
        {
            "series": setting("crossings", dimensions="mode"),
            "observations_crossings": lambda rows: [{**row, "mode": "land"} for row in rows],
        },
        {"headline-divided"},
    ),
    "a world under an M49 code": (
        {
            "area_groups": lambda rows: [
                {**row, "id": row["id"].replace("WLD", "001"), "parent": row["parent"].replace("WLD", "001")}
                for row in rows
            ],
            "area_group_members": lambda rows: [{**row, "group": row["group"].replace("WLD", "001")} for row in rows],
        },
        {"world-missing"},
    ),
    "no world": (
        {
            "area_groups": lambda rows: [{**row, "parent": ""} for row in rows if row["id"] != "WLD"],
            "area_group_members": without("group", "WLD"),
        },
        {"world-missing"},
    ),
    "a month of a policy": (
        {
            "observations_open-doors": lambda rows: [
                {**row, "time_period": row["time_period"].replace("2021", "2021-05")} for row in rows
            ]
        },
        {"period-not-a-year"},
    ),
    "a count of 26 digits": (
        {"observations_crossings.travellers": lambda rows: [{**rows[0], "obs_value": "9" * 26}, *rows[1:]]},
        {"number-too-long"},
    ),
    "dimensions left out that a link and a practice name": (
        {"dimensions": None},
        {"link-end-unknown", "dimension-unknown"},
    ),
    "frameworks left out that a link names": ({"frameworks": None}, {"link-end-unknown"}),
    "no label for a status that is used": (
        {"codelists": without("code", "yes")},
        {"code-without-label"},
    ),
}
"""What a stranger may well have, and the codes that refuse it."""


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_stated_is_refused_by_code(name: str) -> None:
    changes, codes = CASES[name]
    assert {problem.code for problem in validate_files(package_files(**changes))} == codes


STATED: dict[str, tuple[dict[str, Change | None], str, str]] = {
    "all values blank": (
        {
            "observations_open-doors": lambda rows: [
                {**row, "obs_value": "", "obs_status": "NYP", "note": ""} for row in rows
            ]
        },
        "indicators/open-doors/",
        "No figure can be stated: nothing has been reported.",
    ),
    "no register row that counts": (
        {
            "register_crossings": lambda rows: [
                {**row, "counted_as": "", "not_counted": "low-confidence", "confidence": "low"} for row in rows
            ],
            "observations_crossings": lambda rows: [{**row, "obs_value": "0"} for row in rows],
        },
        "indicators/crossings/",
        "No figure can be stated: no row of the register counts.",
    ),
    "no UN member": (
        {"reference_areas": lambda rows: [{**row, "area_type": "other-area", "un_member_since": ""} for row in rows]},
        "indicators/open-doors/",
        "No figure can be stated: what was reported is of no UN member state.",
    ),
    "a companion without any value": (
        {
            "observations_crossings.travellers": lambda rows: [
                {**row, "obs_value": "", "obs_status": "Q"} for row in rows
            ]
        },
        "indicators/crossings/",
        "at least",
    ),
}
"""What has nothing to state, the page that says so, and how."""


@pytest.mark.parametrize("name", STATED)
def test_what_has_nothing_to_state_says_so(name: str, tmp_path: Path) -> None:
    changes, page, said = STATED[name]
    trial = tried(package_files(**changes), tmp_path)
    assert not trial.refused
    assert not trial.faults, trial.faults[:3]
    assert said in trial.pages[page].fragment
