"""Which areas have a page: states, and others of which a headline or a register tells; none that has ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import Row, Rows, write_package

NEW = {"iso3": "XAA", "iso2": "XA", "m49": "901", "name_en": "Doorland", "name_fr": "Portes", "name_es": "Puertas"}
ENDED = "1991-12-25"
HEADLINE, COMPANION, REGISTER = "observations_crossings", "observations_crossings.travellers", "register_crossings"

CASES = [
    # kind, last day, the table that has a row about it, has a page
    ("un-member", "", "", True),
    ("un-member", "", HEADLINE, True),
    ("other-area", "", "", False),
    ("other-area", "", COMPANION, False),
    ("other-area", "", HEADLINE, True),
    ("other-area", "", REGISTER, True),
    ("former-state", ENDED, "", False),
    ("former-state", ENDED, HEADLINE, False),
    ("former-state", ENDED, REGISTER, False),
    ("un-member", ENDED, HEADLINE, False),
]


def added(row: Row) -> Callable[[Rows], Rows]:
    return lambda rows: [*rows, {**rows[0], **row}]


@pytest.mark.parametrize(("kind", "ended", "table", "has_page"), CASES)
def test_an_area_has_a_page(tmp_path: Path, kind: str, ended: str, table: str, *, has_page: bool) -> None:
    row = {"ref_area": "XAA", **({"id": "x9"} if table == REGISTER else {})}
    told = {table: added(row)} if table else {}
    area = {**NEW, "area_type": kind, "valid_to": ended}
    package = read_package(write_package(tmp_path, reference_areas=lambda rows: [*rows, area], **told))
    site = Edition(Reading(package, summarise(package)), Words.load("en"))
    assert ("XAA" in site.areas) is has_page
    assert site.area_names["XAA"] == "Doorland"
