"""Files that programs look for below `.well-known/`, at the root of a host."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.exports.well_known import a_year_after, well_known
from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import edit, write_package


def files(folder: Path, address: str, **feedback: str) -> dict[str, str]:
    def told(raw: bytes) -> bytes:
        site = {"name_en": "Doors", "subtitle_en": "for tests", **({"feedback": feedback} if feedback else {})}
        return json.dumps({**json.loads(raw), "site": site}).encode()

    edit(write_package(folder), "datapackage.json", told)
    package = read_package(folder)
    site = Edition(Reading(package, summarise(package)), Words.load("en"))
    return {file.path.rpartition("/")[2]: file.data.decode() for file in well_known(site, address)}


def test_security_has_a_contact_and_ends_a_year_after_the_release(tmp_path: Path) -> None:
    found = files(tmp_path, "https://example.org", mail="a@example.org", issues="https://example.org/new")
    assert found["security.txt"].splitlines() == [
        "Contact: mailto:a@example.org",
        "Expires: 2025-06-30T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: https://example.org/.well-known/security.txt",
    ]


def test_the_catalogue_is_a_linkset_of_whole_addresses(tmp_path: Path) -> None:
    linkset = json.loads(files(tmp_path, "https://example.org/")["api-catalog"])["linkset"]
    assert linkset[0] == {
        "anchor": "https://example.org/.well-known/api-catalog",
        "item": [{"href": "https://example.org/api/v1/"}],
    }
    assert linkset[1]["anchor"] == "https://example.org/api/v1/"
    assert linkset[1]["service-desc"][0]["href"] == "https://example.org/api/v1/openapi.json"


@pytest.mark.parametrize(
    ("address", "feedback", "names"),
    [
        ("https://example.org/doors/", {"mail": "a@example.org"}, set()),
        ("https://example.org/", {}, {"api-catalog"}),
        ("", {"issues": "https://example.org/new"}, {"security.txt"}),
        ("", {}, set()),
    ],
)
def test_what_nobody_would_look_for_or_say_is_not_there(
    tmp_path: Path, address: str, feedback: dict[str, str], names: set[str]
) -> None:
    assert files(tmp_path, address, **feedback).keys() == names


def test_a_leap_day_has_no_year_after() -> None:
    assert [a_year_after(day) for day in ("2024-02-29", "2026-11-29")] == ["2025-02-28", "2027-11-29"]
