"""constitutions: two scales with the same numbers, rights of which two are enough, and what a no does not say."""

from __future__ import annotations

import pandas as pd
import pytest

from scripts.ingest.rule import Inputs
from scripts.ingest.rules.constitutions import NOT_GUARANTEED, SOCIAL, SOURCE, build
from scripts.package.files import records
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas


def built(*, race: str = "1", citizens: str = "1", social: str = "111") -> dict[str, dict[str, str]]:
    row = {"ref_area": "FRA", "time_period": "2024", "const_podeorebl_3": race, "const_podeorebl_20": citizens}
    row |= dict(zip(SOCIAL, social, strict=True))
    inputs = Inputs(
        harvests={SOURCE: Harvest(tables={"texts": pd.DataFrame([row])}, accounts=())},
        areas=Areas(codes=frozenset(), iso2={}, m49={}, names={}),
        framework={},
    )
    return {name.removeprefix("observations_"): records(frame)[0] for name, frame in build(inputs).items()}


@pytest.mark.parametrize(("code", "status"), [("1", "no"), ("2", "no"), ("3", "partial"), ("5", "yes")])
def test_equality_by_race(code: str, status: str) -> None:
    assert built(race=code)["anti-racism.constitution"]["obs_value"] == status


@pytest.mark.parametrize(("code", "status"), [("1", "no"), ("2", "no"), ("3", "no"), ("4", "partial"), ("5", "yes")])
def test_equality_of_non_citizens_has_another_scale(code: str, status: str) -> None:
    assert built(citizens=code)["anti-racism.constitution-non-citizens"]["obs_value"] == status


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        ("555", "yes"),
        ("551", "yes"),
        ("544", "partial"),
        ("541", "partial"),
        ("441", "partial"),
        ("511", "no"),
        ("433", "no"),
        ("111", "no"),
    ],
)
def test_two_of_three_social_rights_are_enough(codes: str, status: str) -> None:
    assert built(social=codes)["social-services.constitution"]["obs_value"] == status


def test_a_no_says_that_it_is_of_the_text_alone() -> None:
    assert {found["note"] for found in built().values()} == {NOT_GUARANTEED}
    assert {found["note"] for found in built(race="5", citizens="5", social="555").values()} == {""}
