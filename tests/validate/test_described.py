"""The descriptor's free texts are checked as cells are, at their place; what has its own form is not told twice."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.validate.validate import validate_files
from tests.validate.specimens import sound_files

DEEP: list[Any] = ["<b>"]
for _ in range(50):
    DEEP = [DEEP]

CASES: dict[str, tuple[dict[str, Any], set[tuple[str, str]]]] = {
    "a tag in the title": ({"title": "<b>Doors</b>"}, {("text-html", "title")}),
    "an entity in the title": ({"title": "Doors &reg; 2024"}, {("text-html", "title")}),
    "two lines of a title": ({"title": "Doors\n2024"}, {("text-control-character", "title")}),
    "a title that is too long": ({"title": "D" * 1001}, {("text-too-long", "title")}),
    "lines and lists of a description": ({"description": "Doors.\n\n- open\n- ajar"}, set()),
    "a tag in a line of a description": ({"description": "Doors.\n<img src=x>"}, {("text-html", "description")}),
    "a description that begins with a space": ({"description": " Doors"}, {("text-space-around", "description")}),
    "what only looks like markup": ({"title": "Fees < 5 and > 3, &reg 2024, {{ 7*7 }} {% raw %}"}, set()),
    "a licence": (
        {
            "licenses": [
                {"name": "CC-BY-4.0", "title": "a", "path": "https://example.org/"},
                {"name": "x", "title": "a  b"},
            ]
        },
        {("text-space-doubled", "licenses.2.title")},
    ),
    "a contributor's role": (
        {"contributors": [{"title": "Doors", "roles": ["author", "<i>"]}]},
        {("text-html", "contributors.1.roles.2")},
    ),
    "a version with a tag": ({"version": "<script>alert(1)</script>"}, {("descriptor-invalid", "version")}),
    "a version with an attribute": ({"version": '2024" onload="alert(1)'}, {("descriptor-invalid", "version")}),
    "a version with braces": ({"version": "{{ 7*7 }}"}, {("descriptor-invalid", "version")}),
    "a version with a line end": ({"version": "2024.1\n"}, {("descriptor-invalid", "version")}),
    "a version that is too long": ({"version": "1" * 41}, {("descriptor-invalid", "version")}),
    "a version that is a point": ({"version": "."}, {("descriptor-invalid", "version")}),
    "a day that the calendar lacks": ({"created": "2024-06-31T00:00:00Z"}, {("descriptor-invalid", "created")}),
    "a time that no day has": ({"created": "2024-06-30T99:00:00Z"}, {("descriptor-invalid", "created")}),
    "a day alone": ({"created": "2024-06-30"}, set()),
    "a version as semantic versions are": ({"version": "1.0.0-rc.1+build5"}, set()),
}
"""Properties of the package: the codes and fields that are told."""


def told(**properties: Any) -> set[tuple[str, str]]:
    files = sound_files()
    described = {**json.loads(files["datapackage.json"]), **properties}
    problems = validate_files({**files, "datapackage.json": json.dumps(described).encode()})
    return {(problem.code, problem.field) for problem in problems}


@pytest.mark.parametrize("case", CASES)
def test_texts_of_the_descriptor(case: str) -> None:
    properties, expected = CASES[case]
    assert told(**properties) == expected


def test_a_text_is_found_however_deep() -> None:
    assert "text-html" in {code for code, _ in told(contributors=[{"title": "Doors", "roles": DEEP}])}
