"""Faults of areas and groups planted at random; what is no fault; the list of exceptions to CLDR."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from scripts.package.read import Package, read_package
from scripts.validate.check import Context
from scripts.validate.checks import digits, grouping, identity
from scripts.validate.checks.grouping import circles
from scripts.validate.cldr import Exempt, exceptions, knowledge, plain_name, without_asides
from scripts.validate.validate import validate_files
from tests.packages import Row, Rows, package_files
from tests.validate.faults_areas import FAULTS
from tests.validate.faults_values import Fault

Change = Callable[[Rows], Sequence[Mapping[str, str]]]
REAL = Path("datapackage")
CHECKS = (*identity.CHECKS, *grouping.CHECKS, *digits.CHECKS)


@pytest.mark.one_in(7)
@pytest.mark.parametrize("fault", FAULTS, ids=[f"{n}-{fault.code}" for n, fault in enumerate(FAULTS)])
@pytest.mark.parametrize("seed", range(3))
def test_a_planted_fault_is_told_alone(fault: Fault, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    planted: list[tuple[int, str]] = []
    columns = package_files()[f"data/{fault.table}.csv"].partition(b"\n")[0].decode().split(",")

    def change(rows: Rows) -> list[dict[str, str]]:
        changed = [{**dict.fromkeys(columns, ""), **row} for row in rows]
        planted.append(fault.plant(changed, rng))
        return changed

    problems = validate_files(package_files(**{fault.table: change}))
    assert {problem.code for problem in problems} == {fault.code}, problems
    field = "ref_area" if fault.code == "member-not-of-parent" else planted[0][1]
    assert {problem.field for problem in problems} == {field}


# -- the real package --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real() -> Package:
    return read_package(REAL)


def told(package: Package) -> list[str]:
    context = Context(package=package, sound=frozenset(package.tables))
    return [f"{p.file} {p.row} {p.code} {p.found}" for check in CHECKS for p in check.run(context)]


def test_the_real_package_has_no_fault(real: Package) -> None:
    assert told(real) == []


def test_the_real_package_needs_no_names_of_its_own_to_be_known(real: Package) -> None:
    """What CLDR and the list of exceptions know is enough."""
    fewer = {**real.tables, "area_names": real.tables["area_names"][:0]}
    assert told(Package(descriptor=real.descriptor, files=real.files, tables=fewer)) == []


def test_every_exception_is_needed(real: Package) -> None:
    """Each stands for a cell of the real package that CLDR does not bear out, and says why."""
    areas = real.tables["reference_areas"].set_index("iso3")
    for cell, reason in exceptions().items():
        assert areas.loc[cell.iso3, cell.column] == cell.value
        assert reason
        if cell.column.startswith("name_"):
            known = knowledge().names[knowledge().alpha2[cell.iso3]]
            assert not {plain_name(cell.value), plain_name(without_asides(cell.value))} & known, cell
    assert Exempt("PRK", "name_en", "Democratic People's Republic of Korea") in exceptions()


def test_every_country_is_told_from_every_other(real: Package) -> None:
    """Names of countries exchanged between rows are all told, in each language."""
    areas = real.tables["reference_areas"]
    known = areas["iso3"].isin(list(knowledge().alpha2)) & (areas["area_type"] == "un-member")
    for column in ("name_en", "name_fr", "name_es"):
        turned = areas.copy()
        turned.loc[known, column] = [*areas.loc[known, column][1:], areas.loc[known, column].iloc[0]]
        found = told(Package(descriptor=real.descriptor, files=real.files, tables={"reference_areas": turned}))
        assert len(found) == int(known.sum())


# -- what is no fault --------------------------------------------------------------------------------------------------


def small(**changes: Change | Rows) -> list[str]:
    return [problem.code for problem in validate_files(package_files(**changes))]


def area(iso3: str, iso2: str, m49: str, name: str, **more: str) -> Row:
    names = {"name_en": name, "name_fr": name, "name_es": name}
    return {"iso3": iso3, "iso2": iso2, "m49": m49, "area_type": "other-area", "source": "survey", **names, **more}


@pytest.mark.parametrize(
    "row",
    [
        area("XKX", "XK", "", "Kosovo"),
        area("XCX", "", "830", "Channel Islands"),
        area("XNC", "", "", "Northern Cyprus"),
        area("CIV", "CI", "384", "Cote d'Ivoire"),
        area("TZA", "TZ", "834", "Tanzania (United Republic of)"),
        area("LCA", "LC", "662", "Saint Lucia"),
        area("COD", "CD", "180", "Democratic Republic of the Congo"),
        area("SUN", "SU", "810", "Union of Soviet Socialist Republics", valid_to="1991-12-25"),
        area("DDR", "DD", "278", "German Democratic Republic", valid_from="1949", valid_to="1990-10-02"),
        area("CHI", "", "", "Channel Islands"),
    ],
    ids=lambda row: row["iso3"],
)
def test_areas_of_all_kinds_are_sound(row: Row) -> None:
    assert small(reference_areas=lambda rows: [*rows, row]) == []


def test_a_name_that_the_package_lists_is_known() -> None:
    def named(kind: str) -> list[str]:
        return small(
            reference_areas=lambda rows: [
                {**row, "name_en": row["name_en"].replace("Kenya", "Keniya")} for row in rows
            ],
            area_names=lambda rows: [
                *rows,
                {"name": "Keniya", "ref_area": "KEN", "valid_from": "1990", "kind": kind},
            ],
        )

    assert named("short") == []


def test_a_strange_name_is_known_when_the_package_lists_it() -> None:
    def named(*more: Row) -> list[str]:
        return small(
            reference_areas=lambda rows: [
                {**row, "name_en": "Land of Lakes"} if row["iso3"] == "KEN" else row for row in rows
            ],
            area_names=lambda rows: [*rows, *more],
        )

    listed = {"name": "Land of Lakes", "ref_area": "KEN", "valid_from": "0001"}
    assert named() == ["area-name-unknown"]
    assert named({**listed, "kind": "former"}) == ["area-name-unknown"]
    assert named({**listed, "kind": "short"}) == []


def test_codes_and_names_may_be_given_again_after_an_area_has_ended() -> None:
    old = area("XAA", "", "901", "The Islands", valid_to="1991-12-31")
    new = area("XAB", "", "901", "The Islands", valid_from="1992-01-01")
    assert small(reference_areas=lambda rows: [*rows, old, new]) == []


def test_a_membership_may_follow_its_parents_in_pieces() -> None:
    """The wider membership is in two rows that follow one another."""

    def change(rows: Rows) -> list[Mapping[str, str]]:
        kept = [row for row in rows if (row["group"], row["ref_area"]) != ("WLD", "KEN")]
        first = {"group": "WLD", "ref_area": "KEN", "valid_from": "1945-10-24", "source": "survey"}
        return [*kept, {**first, "valid_to": "1999-12-31"}, {**first, "valid_from": "2000-01-01"}]

    assert small(area_group_members=change) == []


def test_an_area_may_move_from_region_to_region() -> None:
    def change(rows: Rows) -> list[Mapping[str, str]]:
        kept = [row for row in rows if (row["group"], row["ref_area"]) != ("002", "KEN")]
        row = {"ref_area": "KEN", "source": "survey"}
        before = {**row, "group": "150", "valid_from": "1945-10-24", "valid_to": "1959-12-31"}
        return [*kept, before, {**row, "group": "002", "valid_from": "1960-01-01"}]

    assert small(area_group_members=change) == []


def test_the_end_of_a_membership_may_be_announced() -> None:
    def change(rows: Rows) -> list[Mapping[str, str]]:
        row = {"group": "LDC", "ref_area": "KEN", "valid_from": "1971", "valid_to": "2026-11-24", "source": "survey"}
        return [*rows, row]

    def group(rows: Rows) -> list[Mapping[str, str]]:
        names = {"name_en": "Least developed", "name_fr": "Moins avancés", "name_es": "Menos adelantados"}
        row = {"id": "LDC", "kind": "development", "parent": "WLD", "order": "4", "source": "survey"}
        return [*rows, {**row, **names}]

    assert small(area_group_members=change, area_groups=group) == []


def test_digits_of_other_writings_may_stand_in_texts() -> None:
    assert small(evidence=lambda rows: [{**rows[0], "instrument": "قانون رقم ٢٣"}]) == []


@pytest.mark.parametrize("group", ["WLD", "002"])
def test_an_empty_group_is_told_alone(group: str) -> None:
    def fewer(rows: Rows) -> list[Row]:
        return [row for row in rows if row["group"] != group]

    assert small(area_group_members=fewer) == ["group-without-members"]


@pytest.mark.parametrize(
    ("parent", "found"),
    [
        ({}, []),
        ({"a": "b", "b": "c"}, []),
        ({"a": "a"}, [["a"]]),
        ({"a": "b", "b": "a"}, [["a", "b"]]),
        ({"t": "a", "a": "b", "b": "c", "c": "a", "s": "t"}, [["a", "b", "c"]]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, [["a", "b"], ["c", "d"]]),
    ],
)
def test_circles_of_parents(parent: dict[str, str], found: list[list[str]]) -> None:
    assert circles(parent) == found
