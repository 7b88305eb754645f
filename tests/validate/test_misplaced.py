"""A column that was sorted, shifted or shuffled by itself is told once; scattered changes are not taken for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import pytest

from scripts.package.read import read_package
from scripts.validate.misplaced import misplaced
from scripts.validate.validate import validate
from tests.packages import Change, Rows, write_package

TRAVELLERS = "observations_crossings.travellers"
NUMBERS = ["12", "7", "", "150", "3", "88", "41", "9", "1000", "23", "60", "5"]
STATUSES = ["no"] * 7 + ["yes"] * 5 + ["no"] * 3 + ["partial"] * 6 + ["yes"] * 2 + ["no"] * 8 + ["yes"] * 4


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (NUMBERS, sorted(NUMBERS), ("column-sorted", 0)),
        (NUMBERS, sorted(NUMBERS, key=lambda n: float(n or 0)), ("column-sorted", 0)),
        (NUMBERS, sorted(NUMBERS, key=lambda n: -float(n or -1)), ("column-sorted", 0)),
        (STATUSES, sorted(STATUSES), ("column-sorted", 0)),
        (NUMBERS, ["4", *NUMBERS[:-1]], ("column-shifted", 1)),
        (NUMBERS, [*NUMBERS[3:], "", "", ""], ("column-shifted", -3)),
        (NUMBERS, [*NUMBERS[:4], *NUMBERS[5:], ""], ("column-shifted", -1)),
        (STATUSES, ["no", *STATUSES[:-1]], ("column-shifted", 1)),
        (NUMBERS, [NUMBERS[n] for n in (3, 0, 1, 2, 9, 11, 4, 10, 5, 7, 6, 8)], ("column-shuffled", 0)),
        (NUMBERS, NUMBERS, None),
        (NUMBERS, [f"{n}1" for n in NUMBERS], None),
        (NUMBERS, [*NUMBERS[:6], *reversed(NUMBERS[6:10]), *NUMBERS[10:]], None),
        (STATUSES, ["yes" if s == "no" else "no" for s in STATUSES], None),
        ([], [], None),
    ],
)
def test_a_column_against_what_it_was(before: Sequence[str], now: Sequence[str], told: tuple[str, int] | None) -> None:
    found = misplaced(before, now)
    assert (found and (found.code, found.by)) == told


@pytest.mark.parametrize("seed", range(40))
def test_scattered_changes_are_no_shift(seed: int) -> None:
    """Statuses that set in a year later in a third of the areas, and numbers of which some are revised."""
    random = Random(seed)  # noqa: S311
    lives = [["no"] * random.randrange(1, 9) for _ in range(30)]
    before = [status for life in lives for status in [*life, *["yes"] * (10 - len(life))]]
    later = random.sample(range(30), 10)
    now = list(before)
    for area in later:
        now[area * 10 + len(lives[area])] = "no"
    assert misplaced(before, now) is None
    numbers = [str(random.randrange(40)) for _ in range(300)]
    revised = [str(random.randrange(40)) if random.random() < 0.3 else n for n in numbers]
    assert misplaced(numbers, revised) is None


def codes(folder: Path, changes: Mapping[str, Change]) -> list[str]:
    now = write_package(folder / "now", **changes)
    return [p.code for p in validate(now, read_package(write_package(folder / "before", **BEFORE)))]


def with_values(values: Sequence[str]) -> Change:
    def change(rows: Rows) -> Rows:
        years = [{**rows[0], "ref_area": area, "time_period": year} for area in ("DEU", "KEN") for year in YEARS]
        return [{**row, "obs_value": value} for row, value in zip(years, values, strict=True)]

    return change


YEARS = ("2020", "2021", "2022", "2023")
GROWING = ["100", "101", "103", "106", "110", "115", "121", "128"]
BEFORE: Mapping[str, Change] = {TRAVELLERS: with_values(GROWING)}


def test_a_shift_within_the_bound_of_revisions_is_told_once(tmp_path: Path) -> None:
    """Each value moved by less than a tenth, where a fifth needs no note."""
    assert codes(tmp_path, {TRAVELLERS: with_values(["99", *GROWING[:-1]])}) == ["column-shifted"]


def test_notes_that_explain_every_change_explain_a_shift(tmp_path: Path) -> None:
    note = {"series": "crossings.travellers", "kind": "revised", "reason": "error", "reason_en": "Dated a year later."}
    shifted = with_values(["99", *GROWING[:-1]])
    assert codes(tmp_path / "all", {TRAVELLERS: shifted, "revisions": [note]}) == []
    assert codes(tmp_path / "one", {TRAVELLERS: shifted, "revisions": [{**note, "ref_area": "KEN"}]}) == [
        "column-shifted"
    ]


def test_other_changes_are_told_beside_it(tmp_path: Path) -> None:
    """A value that moved by more than its bound, above the rows that a shift explains."""
    values = ["900", "101", "101", "103", "106", "110", "115", "121"]
    assert codes(tmp_path, {TRAVELLERS: with_values(values)}) == ["value-moved-without-note", "column-shifted"]
