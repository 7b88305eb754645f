"""One fault is one problem, at its cause; where more is told, the cause comes first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from scripts.model.problems import Problem
from scripts.validate.causes import LAST, LOOKED_UP, MISSED, OF_REGISTERS, WRITING, rank
from scripts.validate.report import Report
from scripts.validate.validate import package_codes, validate_files, warnings
from tests.validate.specimens import DESCRIPTOR, described, sound_files

CODES, SERIES, SOURCES = "data/codelists.csv", "data/series.csv", "data/sources.csv"
AREAS, REGISTER = "data/reference_areas.csv", "data/register_crossings.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A change of one file, and the one problem that is told, beside that the file was changed."""

    file: str
    old: str
    new: str
    code: str
    row: int = 0
    field: str = ""


def case(file: str, edit: tuple[str, str], code: str, row: int, field: str = "") -> Case:
    return Case(file=file, old=edit[0], new=edit[1], code=code, row=row, field=field)


CASES = {
    "a quotation mark in the code lists": case(CODES, ("Areas", '"Areas'), "quote-unbalanced", 2),
    "a quotation mark amid a label": case(CODES, ("Areas", 'Are"as'), "quote-unbalanced", 2),
    "a short row in the code lists": case(CODES, (",areas,1,Areas,", ",areas,1"), "row-too-short", 2, "label_en"),
    "a renamed column of the code lists": case(CODES, ("order", "orders"), "column-renamed", 1, "orders"),
    "a space after a code": case(CODES, ("basis,read,", "basis,read ,"), "text-space-around", 17, "code"),
    "a blank code": case(CODES, ("basis,read,", "basis,,"), "value-required", 17, "code"),
    "a mistyped code": case(CODES, ("basis,read,", "basis,raed,"), "key-renamed", 17, "code"),
    "a number of a series that is too large": case(
        SERIES, (",1,12-31", ",99999999999,12-31"), "value-out-of-range", 5, "max_age"
    ),
    "a number of a series that is none": case(SERIES, (",1,12-31", ",many,12-31"), "wrong-type", 5, "max_age"),
    "a space after a series": case(
        SERIES, ("\nopen-doors.height", "\nopen-doors.height "), "text-space-around", 6, "id"
    ),
    "a series without name": case(SERIES, ("\nopen-doors.height", "\n"), "value-required", 6, "id"),
    "a mistyped role": case(SERIES, ("doors,headline", "doors,headlin"), "code-unknown", 5, "role"),
    "a mistyped kind of measure": case(SERIES, ("1,policy,", "1,polcy,"), "code-unknown", 5, "measure_type"),
    "a mistyped dimension": case(SERIES, ("mode", "mod"), "codelist-unknown", 4, "dimensions"),
    "a renamed column of the series": case(SERIES, ("measure_type", "measuretype"), "column-renamed", 1, "measuretype"),
    "a space after a source": case(SOURCES, ("\nsurvey", "\nsurvey "), "text-space-around", 2, "id"),
    "a mistyped source": case(SOURCES, ("\nsurvey", "\nsurvay"), "key-renamed", 2, "id"),
    "a source without name": case(SOURCES, ("\nsurvey", "\n"), "value-required", 2, "id"),
    "a short row of the sources": case(SOURCES, (",12,", ","), "row-too-short", 2, "handling_en"),
    "a comma too many among the areas": case(AREAS, ("Kenya", "Ken,ya"), "row-too-long", 4),
    "an area in small letters": case(AREAS, ("\nKEN", "\nKen"), "area-codes-differ", 4, "iso3"),
    "a mistyped area": case(AREAS, ("\nKEN", "\nKNE"), "area-codes-differ", 4, "iso3"),
    "a group that lost its zeros": case("data/area_groups.csv", ("\n002", "\n2"), "m49-without-zeros", 2, "id"),
    "a group of members that lost its zeros": case(
        "data/area_group_members.csv", ("\n002,KEN", "\n2,KEN"), "m49-without-zeros", 2, "group"
    ),
    "an impossible month in a register": case(REGISTER, ("1990", "1990-13"), "date-impossible", 2, "date_from"),
    "a month written as no reporting year is": case(
        "data/observations_crossings.travellers.csv", ("2022,land,1200", "2022/04,land,1200"), "date-impossible", 3
    ),
    "an unknown area in a register": case(REGISTER, ("x3,KEN", "x3,KNE"), "area-unknown", 4, "ref_area"),
    "marks of a conflict in the code lists": case(
        CODES, ("aggregation,areas", "=======\naggregation,areas"), "merge-conflict", 2
    ),
    "HTML in place of the series": case(SERIES, ("id,", "<!doctype html>id,"), "file-of-another-kind", 0),
}


def told(files: Mapping[str, bytes]) -> list[Problem]:
    """Every problem in the order of telling."""
    return Report(package="p", problems=validate_files(files), warnings=warnings(), rank=rank).ordered


@pytest.mark.one_in(7)
@pytest.mark.parametrize("fits", [False, True], ids=["as changed", "described anew"])
@pytest.mark.parametrize("name", CASES)
def test_one_fault_is_told_once_at_its_cause(name: str, fits: bool) -> None:  # noqa: FBT001
    """That a file is not the one that the descriptor describes comes last, or not at all when it is described anew."""
    made = CASES[name]
    files = sound_files()
    assert made.old.encode() in files[made.file]
    files[made.file] = files[made.file].replace(made.old.encode(), made.new.encode(), 1)
    if fits:
        files[DESCRIPTOR] = described(files)
    found = told(files)
    assert (found[0].code, found[0].file, found[0].row) == (made.code, made.file, made.row)
    assert made.field in ("", found[0].field)
    assert {p.code for p in found[1:]} <= {"file-changed"}


@pytest.mark.parametrize("path", [CODES, SERIES, SOURCES, AREAS, "data/indicators.csv", "data/area_groups.csv"])
def test_nothing_follows_from_a_table_that_is_not_there(path: str) -> None:
    files = {name: data for name, data in sound_files().items() if name != path}
    assert [(p.code, p.file) for p in told(files)] == [("file-missing", path)]


IN_DESCRIPTOR: dict[str, tuple[dict[str, Any], str, str]] = {
    "a table that is called a file": ({"type": "file"}, "schema-differs", "series.type"),
    "a name that is none": ({"name": "Series"}, "descriptor-invalid", "resources.3.name"),
    "a path with a point": ({"path": "./data/series.csv"}, "descriptor-invalid", "resources.3.path"),
    "a path with a backslash": ({"path": "data\\series.csv"}, "descriptor-invalid", "resources.3.path"),
    "a path of elsewhere": ({"path": "../series.csv"}, "path-outside", "resources.3.path"),
    "a schema at an address": ({"schema": "https://example.org/s.json"}, "schema-differs", "series.schema"),
    "a dialect at an address": ({"dialect": "https://example.org/d.json"}, "schema-differs", "series.dialect"),
}


@pytest.mark.parametrize("name", IN_DESCRIPTOR)
def test_one_fault_of_the_descriptor_is_told_once(name: str) -> None:
    change, code, field = IN_DESCRIPTOR[name]
    descriptor = json.loads(sound_files()[DESCRIPTOR])
    descriptor["resources"][2] |= change
    found = told({**sound_files(), DESCRIPTOR: json.dumps(descriptor).encode()})
    assert [(p.code, p.field) for p in found] == [(code, field)]


def test_a_wrong_reference_beside_right_ones_is_told_at_its_cell() -> None:
    """A key that other rows find is right, and so the cell is wrong."""
    files = sound_files()
    path = "data/observations_open-doors.csv"
    files[path] = files[path].replace(b"KEN,", b"KNE,")
    files[DESCRIPTOR] = described(files)
    assert {(p.code, p.file) for p in told(files)} == {("area-unknown", path)}


def test_a_doubtful_key_hides_no_other_fault() -> None:
    files = sound_files()
    files[SOURCES] = files[SOURCES].replace(b"\nsurvey", b"\nsurvey ")
    path = "data/observations_open-doors.csv"
    files[path] = (
        files[path].replace(b"DEU,2020,no", b"DEU,2020,on").replace(b"DEU,2021,yes,A,survey", b"DEU,2021,yes,A,zz9")
    )
    files[DESCRIPTOR] = described(files)
    assert {(p.code, p.file) for p in told(files)} == {
        ("text-space-around", SOURCES),
        ("policy-code-unknown", path),
        ("source-unknown", path),
    }


def test_order_of_telling() -> None:
    """What cannot be read, then what is described otherwise, then cells of tables that others name, then others."""
    cells = [
        Problem(file="data/sources.csv", code="file-missing"),
        Problem(file=DESCRIPTOR, code="schema-differs"),
        Problem(file=CODES, row=2, field="order", code="wrong-type"),
        Problem(file=AREAS, row=2, field="iso3", code="value-required"),
        Problem(file="data/assessments.csv", row=2, field="id", code="value-required"),
        Problem(file="data/stray.csv", code="file-unlisted"),
        Problem(file="data/area_names.csv", code="file-changed"),
    ]
    assert sorted({*cells}, key=rank) == cells


def test_codes_are_those_that_there_are() -> None:
    known = {code for codes in package_codes().values() for code in codes}
    assert {*WRITING, *LOOKED_UP, *MISSED, *OF_REGISTERS, *LAST} <= known
