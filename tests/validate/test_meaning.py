"""Faults of keys and meaning planted at random; what is no fault; registers and releases on tables in memory."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import Problem
from scripts.package.read import Package, read_package
from scripts.validate.check import Check, Context
from scripts.validate.checks import areas, derived, keys, meaning, releases
from scripts.validate.validate import validate, validate_files
from tests.packages import Rows, edit, package_files, small_tables, write_package
from tests.validate.faults_meaning import FAULTS
from tests.validate.faults_values import Fault

Change = Callable[[Rows], Sequence[Mapping[str, str]]]
REAL = Path("datapackage")
STATUSES = "observations_open-doors"
TRAVELLERS = "observations_crossings.travellers"
ALL = (*keys.CHECKS, *areas.CHECKS, *meaning.CHECKS, *derived.CHECKS)


@pytest.mark.one_in(7)
@pytest.mark.parametrize("fault", FAULTS, ids=[f"{n}-{fault.code}" for n, fault in enumerate(FAULTS)])
@pytest.mark.parametrize("seed", range(3))
def test_a_planted_fault_is_told_alone(fault: Fault, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    planted: list[tuple[int, str]] = []

    def change(rows: Rows) -> list[dict[str, str]]:
        columns = {column for row in rows for column in row} | {"framework", "valid_to", "role", "per", "confidence"}
        changed = [{**dict.fromkeys(columns & _columns(fault.table), ""), **row} for row in rows]
        planted.append(fault.plant(changed, rng))
        return changed

    problems = validate_files(package_files(**{fault.table: change}))
    assert {problem.code for problem in problems} == {fault.code}, problems
    assert all(problem.row or not problem.field for problem in problems)
    field = "ref_area" if fault.code == "area-after-it-existed" else planted[0][1]
    assert {problem.field for problem in problems} == {TOLD_AT.get(fault.code, field)}


TOLD_AT = {"indicator-with-two-headlines": "indicator", "register-unfit": "register", "row-may-not-count": "counted_as"}
"""Field that is told where it is not the one that was spoilt."""


@cache
def _columns(table: str) -> set[str]:
    header = package_files()[f"data/{table}.csv"].partition(b"\n")[0]
    return set(header.decode().split(","))


# -- the real package --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real() -> Package:
    return read_package(REAL)


def told(package: Package, checks: Iterable[Check] = ALL, previous: Package | None = None) -> list[Problem]:
    context = Context(package=package, sound=frozenset(package.tables), previous=previous)
    return sorted({problem for check in checks for problem in check.run(context)})


def with_table(package: Package, name: str, frame: pd.DataFrame) -> Package:
    """The package with another table, whose bytes differ from what they were."""
    files = {**package.files, f"data/{name}.csv": b""}
    return Package(descriptor=package.descriptor, files=files, tables={**package.tables, name: frame})


def test_the_real_package_has_no_error(real: Package) -> None:
    assert told(real) == []


def test_the_real_package_against_itself(real: Package) -> None:
    assert {problem.code for problem in told(real, releases.CHECKS, real)} <= {"source-overdue"}


def derived_series(package: Package) -> list[str]:
    """Every series that the checks of registers can follow."""
    found = [s for s in package.series.values() if s.register and f"register_{s.register}" in package.tables]
    return [
        s.id
        for s in found
        if (s.measure_type == "register" and s.role == "headline")
        or s.measure_type == "policy"
        or (s.measure_type == "ratio" and s.aggregation == "distinct_records")
    ]


def test_every_observation_from_a_register_is_held_to_it(real: Package) -> None:
    """A value changed, and a row taken out, at random in each series that is derived from a register."""
    ids = derived_series(real)
    assert len(ids) >= 8
    for number, series in enumerate(ids):
        rng = random.Random(number)  # noqa: S311
        frame = real.observations(series)
        place = rng.randrange(len(frame))
        changed = frame.copy()
        column = "numerator" if "numerator" in frame else "obs_value"
        old = str(frame.loc[place, column])
        changed.loc[place, column] = str(int(old) + 1) if old.isdecimal() else "no"
        table = f"observations_{series}"
        problems = told(with_table(real, table, changed), derived.CHECKS)
        assert [(p.code, p.row, p.found, p.expected) for p in problems] == [
            ("value-not-the-registers", place + 2, str(changed.loc[place, column]), old)
        ]
        key = ", ".join(str(frame.loc[place, column]) for column in ("ref_area", "time_period"))
        problems = told(with_table(real, table, frame.drop(index=place)), derived.CHECKS)
        assert {p.code for p in problems} == {"observation-of-register-absent"}
        assert problems[0].found in (key, key.partition(",")[0])


def test_every_counted_record_is_seen(real: Package) -> None:
    """A record that no longer counts takes from the observations what only it gave."""
    series = next(s for s in real.series.values() if s.measure_type == "policy" and s.register)
    name = f"register_{series.register}"
    register = real.tables[name].copy()
    register["counted_as"] = ""
    problems = told(with_table(real, name, register), derived.CHECKS)
    assert {p.code for p in problems} == {"yes-not-in-register"}
    assert len(problems) == len(real.observations(series.id))


# -- what is no fault --------------------------------------------------------------------------------------------------


def small(**changes: Change | Rows) -> list[str]:
    return [problem.code for problem in validate_files(package_files(**changes))]


def test_a_note_explains_an_observation_before_independence() -> None:
    def early(note: str) -> list[str]:
        return small(
            series=lambda rows: [{**row, "first_period": "1980"} for row in rows],
            **{
                STATUSES: lambda rows: [
                    {**row, "time_period": "1989", "note": note}
                    if row["ref_area"] == "NAM" and row["obs_value"]
                    else row
                    for row in rows
                ]
            },
        )

    assert "area-before-it-existed" in early("")
    assert "area-before-it-existed" not in early("from-law")


def test_evidence_and_records_may_be_older_than_their_area() -> None:
    assert (
        small(
            evidence=lambda rows: [{**rows[0], "ref_area": "NAM", "valid_from": "1978-01-01"}],
            register_crossings=lambda rows: [
                {**row, "date_from": "1955"} if row["ref_area"] == "NAM" else row for row in rows
            ],
        )
        == []
    )


@pytest.mark.parametrize(("reference_day", "told_of"), [("01-01", True), ("12-31", False), ("", False)])
def test_the_year_of_independence(reference_day: str, told_of: bool) -> None:  # noqa: FBT001
    found = small(
        series=lambda rows: [{**row, "first_period": "1980", "reference_day": reference_day} for row in rows],
        **{
            STATUSES: lambda rows: [
                {**row, "time_period": "1990"} if row["ref_area"] == "NAM" and row["obs_value"] else row for row in rows
            ]
        },
    )
    assert ("area-before-it-existed" in found) is told_of


def test_memberships_may_follow_one_another() -> None:
    assert (
        small(
            area_group_members=lambda rows: [
                *(row for row in rows if (row["group"], row["ref_area"]) != ("002", "KEN")),
                {**rows[0], "group": "002", "ref_area": "KEN", "valid_from": "1945-10-24", "valid_to": "1970-06-30"},
                {**rows[0], "group": "002", "ref_area": "KEN", "valid_from": "1970-07-01"},
            ]
        )
        == []
    )


def test_an_area_of_users_needs_no_iso2_code() -> None:
    area = {"iso3": "XCX", "m49": "830", "area_type": "other-area", "source": "survey"}
    names = {"name_en": "Islands", "name_fr": "Îles", "name_es": "Islas"}
    assert small(reference_areas=lambda rows: [*rows, {**area, **names}]) == []


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        *(("DE", "DEU"), ("276", "DEU"), ("germany", "DEU"), ("deu", "DEU"), ("BRD", "DEU")),
        *(("ROM", "ROU"), ("ZAR", ""), ("DEX", ""), ("ABX", ""), ("QQQ", ""), ("Germny", ""), ("Twice", "")),
    ],
)
def test_an_unknown_area_is_guessed_by_what_it_means(found: str, expected: str, tmp_path: Path) -> None:
    """By code, name or former code of an area that is there; never by likeness."""
    names = (("BRD", "DEU", "0001"), ("Twice", "DEU", "0001"), ("Twice", "KEN", "1963"))
    listed = [{"name": n, "ref_area": a, "valid_from": v, "kind": "short"} for n, a, v in names]
    romania = {"iso3": "ROU", "iso2": "RO", "m49": "642", "name_en": "Romania", "area_type": "un-member"}
    more = {"area_names": lambda rows: [*rows, *listed], "reference_areas": lambda rows: [*rows, romania]}
    package = read_package(write_package(tmp_path, **more))
    frame = package.tables[STATUSES].copy()
    frame.loc[0, "ref_area"] = found
    problems = told(with_table(package, STATUSES, frame), keys.CHECKS)
    assert [(p.code, p.found, p.expected) for p in problems] == [("area-unknown", found, expected)]


# -- releases ----------------------------------------------------------------------------------------------------------


def released(tmp_path: Path, changes: Mapping[str, Change], *revisions: Mapping[str, str]) -> list[Problem]:
    """Problems of the small package with changes, against the small package as it is."""
    notes = {"revisions": [{"reason": "error", "reason_en": "Why.", **note} for note in revisions]} if revisions else {}
    now = write_package(tmp_path / "now", **changes, **notes)
    before = write_package(tmp_path / "before")
    edit(before, "datapackage.json", lambda data: data.replace(b'"2024.1"', b'"2023.1"'))
    return list(validate(now, read_package(before)))


def halved(rows: Rows) -> list[dict[str, str]]:
    return [{**row, "obs_value": str(int(row["obs_value"]) // 2)} for row in rows]


def moved(rows: Rows, share: float) -> list[dict[str, str]]:
    return [{**row, "obs_value": f"{int(row['obs_value']) * (1 + share):.0f}"} for row in rows]


def test_a_new_observation_needs_no_note(tmp_path: Path) -> None:
    more = {"ref_area": "NAM", "time_period": "2022", "mode": "sea", "obs_value": "3", "source": "survey"}
    assert released(tmp_path, {TRAVELLERS: lambda rows: [*rows, {**more, "obs_status": "A"}]}) == []


@pytest.mark.parametrize(("share", "count"), [(0.1, 0), (-0.1, 0), (1.0, 5), (-0.5, 5)])
def test_a_value_may_move_within_the_bound(share: float, count: int, tmp_path: Path) -> None:
    problems = released(tmp_path, {TRAVELLERS: lambda rows: moved(rows, share)})
    assert [p.code for p in problems] == ["value-moved-without-note"] * count


@pytest.mark.parametrize(
    ("note", "unexplained"),
    [
        ({"series": "crossings.travellers", "kind": "revised"}, 0),
        ({"kind": "revised"}, 0),
        ({"series": "crossings.travellers", "ref_area": "DEU", "kind": "revised"}, 3),
        ({"series": "crossings.travellers", "time_period": "2022", "kind": "revised"}, 2),
        ({"series": "crossings.travellers", "dimensions": "land", "kind": "revised"}, 2),
    ],
)
def test_a_blank_cell_of_a_note_covers_everything(note: Mapping[str, str], unexplained: int, tmp_path: Path) -> None:
    problems = released(tmp_path, {TRAVELLERS: halved}, note)
    assert [p.code for p in problems] == ["value-moved-without-note"] * unexplained


def test_a_note_of_another_kind_explains_nothing(tmp_path: Path) -> None:
    problems = released(tmp_path, {TRAVELLERS: halved}, {"series": "crossings.travellers", "kind": "removed"})
    assert {p.code for p in problems} == {"value-moved-without-note", "revision-note-idle"}


def test_what_is_gone_is_told_or_explained(tmp_path: Path) -> None:
    def fewer(rows: Rows) -> list[Mapping[str, str]]:
        return [row for row in rows if row["ref_area"] != "ABW"]

    bare = released(tmp_path / "bare", {TRAVELLERS: fewer})
    assert [(p.code, p.found) for p in bare] == [("observation-gone-without-note", "ABW, 2022, sea")]
    note = {"series": "crossings.travellers", "ref_area": "ABW", "kind": "removed"}
    noted = released(tmp_path / "noted", {TRAVELLERS: fewer}, note)
    assert [(p.code, p.found, p.expected) for p in noted] == [("coverage-fell", "2", "3")]


def test_a_last_release_of_an_older_profile_can_be_read(tmp_path: Path) -> None:
    before = read_package(write_package(tmp_path / "before"))
    series = before.tables["series"].drop(columns=["revision_bound", "dimensions"])
    old = with_table(before, "series", series)
    old = with_table(old, TRAVELLERS, old.tables[TRAVELLERS].drop(columns="mode"))
    now = read_package(write_package(tmp_path / "now"))
    assert {p.code for p in told(now, releases.CHECKS, old)} <= {"series-gone"}


NAMED_ELSEWHERE = {"dimensions": {"dimension-unknown", "link-end-unknown"}, "frameworks": {"link-end-unknown"}}
"""Tables that a package need not have, whose rows others name: what is said of these where the table is left out."""


@pytest.mark.one_in(7)
@pytest.mark.parametrize("rows", [None, []], ids=["absent", "without rows"])
@pytest.mark.parametrize("table", sorted(small_tables()))
def test_any_table_may_be_absent_or_without_rows(table: str, rows: Rows | None) -> None:
    """Checks look at what there is. A table that is left out has no rows, so nothing can name one of them."""
    found = {problem.code for problem in validate_files(package_files(**{table: rows}))}
    left_out = NAMED_ELSEWHERE.get(table, set()) if rows is None else set()
    assert found <= {"table-missing", "table-without-rows", *left_out}
    assert left_out <= found
