"""law-at-work: statuses by areas of work, a stricter and a looser rule, and what a no does not say."""

from __future__ import annotations

import pandas as pd
import pytest

from scripts.ingest.rule import Inputs
from scripts.ingest.rules.law_at_work import NOT_FORBIDDEN, SOURCE, WIDER, build
from scripts.package.files import records
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas

NAMES = ("law-at-work", "law-at-work-wider", "law-at-work-any", "migrants-at-work")


def built(codes: str, *, race: str = "5", migrants: tuple[str, str] = ("1", "1")) -> dict[str, dict[str, str]]:
    """Give the observation of each series; `codes` are of hiring, pay, promotion, dismissal, training, harassment."""
    row = dict(zip(WIDER, codes, strict=True)) | {"ref_area": "FRA", "time_period": "2016", "anyprotect_race": race}
    row |= dict(zip(("anyprotect_mig", "anyprotect_fno"), migrants, strict=True))
    inputs = Inputs(
        harvests={SOURCE: Harvest(tables={"laws": pd.DataFrame([row])}, accounts=())},
        areas=Areas(codes=frozenset(), iso2={}, m49={}, names={}),
        framework={},
    )
    made = build(inputs)
    return {name: records(made[f"observations_anti-racism.{name}"])[0] for name in NAMES}


@pytest.mark.parametrize(
    ("codes", "race", "expected"),
    [
        ("555555", "5", ("yes", "yes", "yes")),
        ("444444", "5", ("yes", "yes", "yes")),
        ("555511", "5", ("yes", "partial", "yes")),
        ("535555", "5", ("partial", "partial", "yes")),  # equal pay alone is less than pay
        ("255555", "5", ("partial", "partial", "yes")),  # a clause that names no ground
        ("111151", "5", ("partial", "partial", "yes")),
        ("111111", "5", ("partial", "partial", "yes")),  # forbidden at work, in none of these areas
        ("222222", "1", ("no", "no", "no")),
    ],
)
def test_a_status_asks_for_every_area_of_work(codes: str, race: str, expected: tuple[str, ...]) -> None:
    found = built(codes, race=race)
    assert tuple(found[name]["obs_value"] for name in NAMES[:3]) == expected


@pytest.mark.parametrize(
    ("migrants", "expected"),
    [
        (("5", "1"), ("yes", "A")),
        (("1", "5"), ("yes", "A")),
        (("1", "1"), ("no", "A")),
        (("", "5"), ("yes", "A")),
        (("", "1"), ("", "O")),
    ],
)
def test_a_ground_without_a_code_is_never_a_no(migrants: tuple[str, str], expected: tuple[str, str]) -> None:
    found = built("555555", migrants=migrants)["migrants-at-work"]
    assert (found["obs_value"], found["obs_status"]) == expected


def test_a_no_says_that_it_is_no_more_than_no_explicit_prohibition() -> None:
    notes = {name: found["note"] for name, found in built("111111", race="1", migrants=("", "1")).items()}
    assert notes == dict.fromkeys(NAMES[:3], NOT_FORBIDDEN) | {"migrants-at-work": ""}


def test_no_code_of_the_source_is_published() -> None:
    assert set(built("555555")["law-at-work"]) == {
        *("ref_area", "time_period", "obs_value", "obs_status", "source", "note")
    }
