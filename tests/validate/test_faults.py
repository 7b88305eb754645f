"""A fault that is planted anywhere is told at its place with its code, whatever else is told."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

import pytest

from scripts.model.languages import Languages
from scripts.model.problems import Problem
from scripts.model.tables import Table
from scripts.package.files import read_csv
from scripts.validate import descriptor
from scripts.validate.profile import profile_of
from scripts.validate.validate import DATA, package_codes, validate_files
from tests.validate.faults import FAULTS, Fault, Planted
from tests.validate.specimens import DESCRIPTOR, sound_files

FIRST = int(os.environ.get("FUZZ_SEED", "0"))
"""The first seed: the same in each usual run, another in each round of `make fuzz`."""

RUNS = 60
REAL_RUNS = 1
"""Runs of some twelve plants each on the small package, and of some forty on the real one."""

REAL = Path("datapackage")

READ_BY_OTHERS = ("codelists", "series", "sources", "reference_areas", "indicators", "policy_areas", "area_groups")
"""Tables that others are checked by: they are spoilt one at a time."""


def real_files() -> dict[str, bytes]:
    """Every file of the real package by path."""
    paths = [REAL / DESCRIPTOR, *sorted((REAL / DATA).iterdir())]
    return {path.relative_to(REAL).as_posix(): path.read_bytes() for path in paths}


@cache
def tables(name: str) -> tuple[Mapping[str, bytes], tuple[Table, ...]]:
    """The files of a package and its tables by the profile."""
    files = sound_files() if name == "small" else real_files()
    resources = descriptor.parse(files[DESCRIPTOR]).resources
    frames = {r.name: read_csv(files[r.path]) for r in resources if r.name in ("codelists", "series")}
    known = profile_of(resources, frames, Languages()).tables
    return files, tuple(known[r.name] for r in resources if r.name in known)


def planted(name: str, random: Random) -> list[Planted]:
    """One fault for each of the tables of a package, or for one of those that others are checked by."""
    files, listed = tables(name)
    core = [table for table in listed if table.name in READ_BY_OTHERS]
    chosen = [random.choice(core)] if random.random() < 0.25 else [t for t in listed if t not in core]
    found = (_plant(table, files[table.path], random) for table in chosen)
    return [plant for plant in found if plant]


def _plant(table: Table, data: bytes, random: Random) -> Planted | None:
    for fault in random.sample(FAULTS, len(FAULTS)):
        made = fault.plant(table, data, random)
        if made:
            return made
    return None


def spoilt(files: Mapping[str, bytes], plants: list[Planted]) -> dict[str, bytes]:
    """The files with the faults in them; the descriptor fits those that it is to fit."""
    made = {**files, **{p.path: p.data for p in plants if p.data is not None}}
    for plant in plants:
        if plant.data is None:
            del made[plant.path]
    described = json.loads(files[DESCRIPTOR])
    fit = {p.path: p.data for p in plants if p.described and p.data is not None}
    for resource in described["resources"]:
        if resource["path"] in fit:
            data = fit[resource["path"]]
            resource |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    made[DESCRIPTOR] = json.dumps(described).encode()
    return made


def is_told(plant: Planted, problems: tuple[Problem, ...]) -> bool:
    """Whether a fault is told at its place. Of a fault of a row the field is free."""
    return any(
        (p.file, p.code, p.row) == (plant.path, plant.code, plant.row) and plant.field in ("", p.field)
        for p in problems
    )


def look(name: str, seed: int) -> None:
    plants = planted(name, Random(seed))  # noqa: S311 - faults need no secrets
    problems = validate_files(spoilt(tables(name)[0], plants))
    missed = [(p.path, p.row, p.field, p.code) for p in plants if not is_told(p, problems)]
    told = [p for p in problems if p.file in {path for path, *_ in missed}]
    assert not missed, f"not told: {missed}; told instead: {told[:5]}"


@pytest.mark.one_in(3)
@pytest.mark.parametrize("seed", range(FIRST, FIRST + RUNS))
def test_faults_in_the_small_package_are_told(seed: int) -> None:
    look("small", seed)


@pytest.mark.parametrize("seed", range(FIRST, FIRST + REAL_RUNS))
def test_faults_in_the_real_package_are_told(seed: int) -> None:
    look("real", seed)


def test_a_run_plants_hundreds() -> None:
    assert sum(len(planted("small", Random(seed))) for seed in range(RUNS)) >= 500  # noqa: S311


@pytest.mark.one_in(7)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_a_class_of_faults_alone_is_told(fault: Fault) -> None:
    """Each class can be planted in the small package, and is told there."""
    files, listed = tables("small")
    random = Random(fault.code)  # noqa: S311
    found = (fault.plant(t, files[t.path], random) for t in random.sample(listed, len(listed)) for _ in range(5))
    plant = next(plant for plant in found if plant)
    assert is_told(plant, validate_files(spoilt(files, [plant])))


@pytest.mark.one_in(3)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_a_class_of_faults_has_a_code_of_the_package(fault: Fault) -> None:
    assert fault.code in {code for codes in package_codes().values() for code in codes}
