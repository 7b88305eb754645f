"""dual-nationality: what each category makes of the policy, and rows of before a state was independent."""

from __future__ import annotations

import pandas as pd
import pytest

from scripts.ingest.rule import Inputs, Tables
from scripts.ingest.rules import dual_nationality
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas

AREAS = pd.DataFrame([{"iso3": "TON", "valid_from": "1970-06-04"}, {"iso3": "DEU", "valid_from": ""}])


def tables(acceptance: pd.DataFrame) -> Tables:
    harvest = Harvest(tables={"acceptance": acceptance}, accounts=())
    nothing = Areas(codes=frozenset(), iso2={}, m49={}, names={})
    inputs = Inputs(harvests={"dual-nationality": harvest}, areas=nothing, framework={"reference_areas": AREAS})
    return dual_nationality.build(inputs)


def headline(*rows: tuple[str, str, str]) -> list[tuple[str, ...]]:
    acceptance = pd.DataFrame(rows, columns=["ref_area", "time_period", "acceptance"]).assign(loss="nobody")
    made = tables(acceptance)["observations_dual-nationality"]
    columns = made[["ref_area", "time_period", "obs_value", "note"]]
    return [tuple(map(str, row)) for row in columns.itertuples(index=False, name=None)]


def test_a_row_of_before_independence_says_so() -> None:
    assert headline(("TON", "1970", "none"), ("TON", "1971", "none")) == [
        ("TON", "1970", "no", "before-independence"),
        ("TON", "1971", "no", ""),
    ]


def test_a_state_without_a_first_day_always_existed() -> None:
    assert headline(("DEU", "1960", "both-ways")) == [("DEU", "1960", "yes", "")]


def test_a_reform_after_the_reference_date_is_noted() -> None:
    assert headline(("DEU", "2024", "arrivals-only")) == [("DEU", "2024", "partial", "reform-after-reference-date")]


@pytest.mark.parametrize(
    ("acceptance", "loss", "usual", "rules"),
    [
        ("both-ways", "nobody", "yes", ("yes", "yes", "yes", "yes")),
        ("both-ways", "naturalised", "yes", ("partial", "yes", "yes", "yes")),
        ("abroad-only", "naturalised", "yes", ("partial", "partial", "yes", "yes")),
        ("arrivals-only", "with-exceptions", "partial", ("partial", "partial", "yes", "yes")),
        ("none", "with-exceptions", "no", ("no", "no", "yes", "no")),
        ("none", "everybody", "no", ("no", "no", "no", "no")),
    ],
)
def test_a_stricter_and_a_looser_rule_move_whom_they_name(
    acceptance: str, loss: str, usual: str, rules: tuple[str, ...]
) -> None:
    row = {"ref_area": "DEU", "time_period": "2020", "acceptance": acceptance, "loss": loss}
    made = tables(pd.DataFrame([row]))
    names = ("naturalised-too", "both-ways", "with-exceptions", "either-way")
    assert made["observations_dual-nationality"]["obs_value"].item() == usual
    assert tuple(made[f"observations_dual-nationality.{name}"]["obs_value"].item() for name in names) == rules
