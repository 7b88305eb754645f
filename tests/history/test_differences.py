"""What one release changed in another is told by whole keys, table by table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.package.differences import COLUMNS, REVISED, differences, of_summaries
from scripts.package.files import records
from scripts.package.read import Package, read_package
from tests.packages import Rows, write_package

pytestmark = pytest.mark.unit
Change = Callable[[Rows], Rows]
TRAVELLERS = "observations_crossings.travellers"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return read_package(write_package(tmp_path_factory.mktemp("before")))


def changed(before: Package, folder: Path, **changes: Change | Rows) -> list[Mapping[str, str]]:
    """The changes of the small package, made otherwise, as records of what is not blank."""
    found = differences(before, read_package(write_package(folder, **changes)))
    assert list(found.columns) == list(COLUMNS)
    return [{k: v for k, v in row.items() if v} for row in records(found)]


def _key(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["ref_area"], row["time_period"], row["mode"]


def first(**cells: str) -> Change:
    return lambda rows: [{**rows[0], **cells}, *rows[1:]]


def test_nothing_changed_is_no_change(before: Package, tmp_path: Path) -> None:
    assert changed(before, tmp_path) == []


def test_a_value_is_revised_under_its_whole_key(before: Package, tmp_path: Path) -> None:
    """Another row of the same area and year, by another mode, is there and stands as it was."""
    rows = records(before.observations("crossings.travellers"))
    mine = next(row for row in rows if (row["ref_area"], row["mode"]) == ("DEU", "land"))

    other = {**mine, "mode": "sea"}
    now = lambda rows: [*({**row, "obs_value": "1201"} if _key(row) == _key(mine) else row for row in rows), other]  # noqa: E731
    before = read_package(write_package(tmp_path / "before", **{TRAVELLERS: lambda rows: [*rows, other]}))
    told = changed(before, tmp_path / "now", **{TRAVELLERS: now})
    assert told == [
        {
            "kind": "revised",
            "table": TRAVELLERS,
            "series": "crossings.travellers",
            "indicator": "crossings",
            "ref_area": mine["ref_area"],
            "time_period": mine["time_period"],
            "key": f"mode={mine['mode']}",
            "column": "obs_value",
            "old": mine["obs_value"],
            "new": "1201",
        }
    ]


@pytest.mark.parametrize(("kind", "swap"), [("removed", False), ("added", True)])
def test_a_row_comes_or_goes(kind: str, swap: bool, before: Package, tmp_path: Path) -> None:  # noqa: FBT001
    fewer = read_package(write_package(tmp_path, **{TRAVELLERS: lambda rows: rows[1:]}))
    old, new = (fewer, before) if swap else (before, fewer)
    told = differences(old, new)
    assert list(told["kind"]) == [kind]
    gone = "1200"
    assert told[["column", "old", "new"]].to_numpy().tolist() == [
        ["obs_value", *((gone, "") if not swap else ("", gone))]
    ]


def test_a_record_is_told_with_its_area_and_its_indicator(before: Package, tmp_path: Path) -> None:
    told = changed(before, tmp_path, register_crossings=first(title="Older bridge"))
    assert [(row["indicator"], row["ref_area"], row["key"]) for row in told] == [("crossings", "DEU", "id=x1")]


def test_an_area_is_told_under_its_code(before: Package, tmp_path: Path) -> None:
    told = changed(before, tmp_path, reference_areas=first(latitude="51"))
    assert [(row["ref_area"], row["column"], row["new"]) for row in told] == [("DEU", "latitude", "51")]


def test_a_table_that_comes_is_one_change_with_its_number_of_rows(before: Package, tmp_path: Path) -> None:
    note = {"series": "crossings", "ref_area": "DEU", "kind": "revised", "reason": "error", "reason_en": "Recount."}
    told = changed(before, tmp_path, revisions=[note])
    assert told == [{"kind": "table added", "table": "revisions", "new": "1"}]


NOTE = {"series": "crossings.travellers", "kind": "revised", "reason_en": "Why."}


@pytest.mark.parametrize(
    ("notes", "reason"),
    [
        ([], ""),
        ([{**NOTE, "reason": "error"}], "error"),
        ([{**NOTE, "reason": "error", "ref_area": "NAM"}], ""),
        ([{**NOTE, "reason": "error", "kind": "removed"}], ""),
        ([{**NOTE, "reason": "error", "series": ""}], "error"),
        ([{**NOTE, "reason": "error"}, {**NOTE, "reason": "publisher", "ref_area": "DEU"}], "publisher"),
        ([{**NOTE, "reason": "publisher", "dimensions": "air"}], ""),
    ],
)
def test_the_reason_is_that_of_the_note_that_says_most(
    notes: list[dict[str, str]], reason: str, before: Package, tmp_path: Path
) -> None:
    changes: dict[str, object] = {TRAVELLERS: first(obs_value="1201"), **({"revisions": notes} if notes else {})}
    told = differences(before, read_package(write_package(tmp_path, **changes)))  # type: ignore[arg-type]
    assert list(told.loc[told["kind"] == REVISED, "reason"]) == [reason]


def test_figures_of_groups_are_those_that_are_stated(before: Package) -> None:
    columns = ["series", "group", "time_period", "measure", "value"]

    def frame(*values: str) -> pd.DataFrame:
        rows = [
            ["crossings.travellers", "WLD", "2022", "total", values[0]],
            ["crossings.travellers", "WLD", "2022", "areas_reporting", values[1]],
            ["crossings.travellers", "WLD", "2023", "total", values[2]],
        ]
        return pd.DataFrame(rows, columns=columns, dtype=str)

    told = of_summaries(before, frame("1", "2", ""), frame("3", "4", "5"))
    stated = told[["ref_area", "time_period", "key", "old", "new"]].to_numpy().tolist()
    assert stated == [["WLD", "2022", "measure=total", "1", "3"]], (
        "another measure, and a value where none was, are not"
    )


@given(
    st.dictionaries(st.sampled_from(range(8)), st.sampled_from(["5", "7"]), max_size=8),
    st.dictionaries(st.sampled_from(range(8)), st.sampled_from(["5", "7"]), max_size=8),
)
def test_what_is_told_makes_the_one_of_the_other(old: dict[int, str], new: dict[int, str]) -> None:
    """Whatever rows two releases have, the changes lead from the first to the second, and say nothing besides."""
    left, right = (_package({str(key): value for key, value in rows.items()}) for rows in (old, new))
    made = {str(key): value for key, value in old.items()}
    for row in differences(left, right).to_dict("records"):
        key = row["key"].removeprefix("id=")
        if row["kind"] == "removed":
            del made[key]
        elif row["kind"] == "added":
            assert key not in made
            made[key] = new[int(key)]
        else:
            assert made[key] == row["old"] != row["new"]
            made[key] = row["new"]
    assert made == {str(key): value for key, value in new.items()}


def _package(rows: Mapping[str, str]) -> Package:
    """A package of one table with a key `id` and a column `cell`."""
    frame = pd.DataFrame(sorted(rows.items()), columns=["id", "cell"], dtype=str)
    series = pd.DataFrame(columns=["id", "indicator", "order"], dtype=str)
    resource = {"name": "things", "path": "data/things.csv", "schema": {"primaryKey": ["id"]}}
    listed = [resource, {"name": "series", "path": "data/series.csv", "schema": {"primaryKey": ["id"]}}]
    return Package(descriptor={"resources": listed}, files={}, tables={"things": frame, "series": series})
