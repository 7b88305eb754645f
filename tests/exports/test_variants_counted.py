"""Headlines by other rules: which countries move, and that each count is that of its cell."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from scripts.exports.exports import exports
from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.by_rule import by_rule
from tests.editions import edition
from tests.packages import write_package

CELL = re.compile(r"(.+)#cell=(\d+),(\d+)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edition(tmp_path_factory.mktemp("package"), **by_rule())


@pytest.fixture(scope="module")
def files(site: Edition) -> dict[str, list[list[str]]]:
    made = exports(site, summarise(site.reading.package))
    return {file.path: list(csv.reader(io.StringIO(file.data.decode()))) for file in made if file.path.endswith(".csv")}


def columns(table: list[list[str]], *names: str) -> list[tuple[str, ...]]:
    places = [table[0].index(name) for name in names]
    return [tuple(row[place] for place in places) for row in table[1:]]


def test_each_rule_has_its_count_in_the_headlines_period(files: dict[str, list[list[str]]]) -> None:
    """A policy counts states; a register counts records, and says how many countries have more or fewer."""
    table = files["data/latest/variants_counted.csv"]
    assert columns(table, "direction", "series", "time_period", "obs_value", "added", "taken_out") == [
        ("headline", "open-doors", "2023", "1", "", ""),
        ("stricter", "open-doors.narrow", "2023", "0", "0", "1"),
        ("looser", "open-doors.wide", "2023", "2", "1", "0"),
        ("looser", "", "", "", "", ""),
        ("other", "open-doors.red", "2023", "1", "1", "1"),
        ("headline", "crossings", "2023", "3", "", ""),
        ("stricter", "crossings.bridges", "2023", "1", "0", "2"),
        ("looser", "", "", "", "", ""),
    ]
    assert [reason for _, reason in columns(table, "series", "reason") if reason] == [
        "A door that nobody saw cannot be counted.",
        "No other way across is known.",
    ]


def test_who_moves_with_what_holds_by_either_rule(files: dict[str, list[list[str]]]) -> None:
    """A status that is carried forward has the year that it is from; what is not known is blank."""
    names = ("series", "ref_area", "change", "headline_value", "headline_period", "obs_value", "obs_period")
    assert columns(files["data/latest/variants_areas.csv"], *names) == [
        ("open-doors.narrow", "DEU", "taken_out", "yes", "2023", "no", "2023"),
        ("open-doors.wide", "KEN", "added", "no", "2023", "yes", "2022"),
        ("open-doors.red", "DEU", "taken_out", "yes", "2023", "partial", "2023"),
        ("open-doors.red", "NAM", "added", "", "", "yes", "2023"),
        ("crossings.bridges", "DEU", "taken_out", "2", "2023", "1", "2023"),
        ("crossings.bridges", "KEN", "taken_out", "1", "2023", "0", "2023"),
    ]


def test_a_count_is_that_of_its_cell(site: Edition, files: dict[str, list[list[str]]]) -> None:
    for indicator in site.reading.indicators:
        for each in site.variants.of(indicator):
            for figure in (each.main, each.added, each.taken_out):
                if figure:
                    path, row, column = CELL.fullmatch(figure.cell).groups()  # type: ignore[union-attr]
                    assert files[path][int(row) - 1][int(column) - 1] == figure.exact


def test_a_package_without_other_rules_has_no_such_tables(tmp_path: Path) -> None:
    package = read_package(write_package(tmp_path))
    site = Edition(Reading(package, summarise(package)), Words.load("en"))
    assert not [file.path for file in exports(site, summarise(package)) if "variants" in file.path]
