"""Texts in each other's columns are seen, and honest names are not taken for that."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.package.read import Package, read_package
from scripts.validate.check import Context
from scripts.validate.checks.translations import CHECKS
from tests.packages import write_package

NAMED = ("reference_areas", "area_groups")
FEWEST = 0.85
"""Share of the names that differ between French and Spanish whose exchange must be seen: CLDR spells some otherwise."""


def told(package: Package, table: str, frame: pd.DataFrame) -> int:
    changed = Package(descriptor=package.descriptor, files=package.files, tables={**package.tables, table: frame})
    context = Context(package=changed, sound=frozenset({table}))
    return sum(1 for check in CHECKS for _ in check.run(context))


@pytest.mark.parametrize("table", NAMED)
def test_exchanged_columns_of_the_real_package(table: str) -> None:
    package = read_package(Path("datapackage"))
    frame = package.tables[table]
    assert told(package, table, frame) == 0
    other = frame.assign(name_fr=frame["name_es"], name_es=frame["name_fr"])
    assert told(package, table, other) >= FEWEST * (frame["name_fr"] != frame["name_es"]).sum()


@pytest.mark.parametrize(
    ("code", "names", "seen"),
    [
        ("DE", ("Germany", "Alemania", "Allemagne"), 1),
        ("DE", ("Allemagne", "Germany", "Alemania"), 1),
        ("", ("Islands", "Islas del Sur", "Îles du Sud"), 1),
        ("", ("States", "Estados y reinos", "États et royaumes"), 1),
        ("DE", ("Germany", "Germany", "Germany"), 0),
        ("DE", ("Germany", "Allemagne", "Alemania"), 0),
        ("DE", ("Germany", "Alemania", "Alemania"), 0),
        ("CI", ("Côte d'Ivoire", "Côte d'Ivoire", "Côte d'Ivoire"), 0),
        ("TL", ("Timor-Leste", "Timor-Leste", "Timor-Leste"), 0),
        ("BN", ("Brunei", "Brunéi Darussalam", "Brunei Darussalam"), 0),
        ("", ("Corea", "Corée du Sud", "Corea del Sur"), 0),
        ("", ("Los Angeles", "Los Angeles", "Los Ángeles"), 0),
        ("", ("", "", ""), 0),
    ],
)
def test_a_row(code: str, names: tuple[str, str, str], seen: int, tmp_path: Path) -> None:
    package = read_package(write_package(tmp_path))
    row = dict.fromkeys(package.tables["reference_areas"].columns, "")
    row |= {"iso2": code} | dict(zip(("name_en", "name_fr", "name_es"), names, strict=True))
    assert told(package, "reference_areas", pd.DataFrame([row], dtype=str)) == seen
