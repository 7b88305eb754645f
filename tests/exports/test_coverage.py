"""The tables of coverage say what is known of whom, and each count is that of its cell."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from scripts.exports.exports import exports
from scripts.findings.coverage import Coverage
from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from tests.editions import edition
from tests.packages import write_package

CELL = re.compile(r"(.+)#cell=(\d+),(\d+)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edition(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def files(site: Edition) -> dict[str, list[list[str]]]:
    made = {
        file.path: file.data.decode()
        for file in exports(site, summarise(site.reading.package))
        if "coverage" in file.path and file.path.endswith(".csv")
    }
    return {path: list(csv.reader(io.StringIO(text))) for path, text in made.items()}


def test_areas(files: dict[str, list[list[str]]]) -> None:
    """A status that was carried forward keeps its year; a status too old and a blank are not known; a zero is."""
    assert files["data/latest/coverage.csv"] == [
        ["ref_area", "ref_area_label", "indicators_known", "open-doors", "crossings"],
        ["DEU", "Germany", "2", "2023", "2023"],
        ["KEN", "Kenya", "2", "2023", "2023"],
        ["NAM", "Namibia", "1", "", "2023"],
    ]


def test_groups(files: dict[str, list[list[str]]]) -> None:
    assert files["data/latest/coverage_groups.csv"] == [
        ["ref_area", "ref_area_label", "members", "open-doors", "crossings"],
        ["002", "Africa", "2", "1", "2"],
        ["150", "Europe", "1", "1", "1"],
        ["WLD", "World", "3", "2", "3"],
    ]


def test_a_count_is_that_of_its_cell(site: Edition, files: dict[str, list[list[str]]]) -> None:
    found = Coverage(site.reading)
    figures = [found.indicators_known(area.iso3) for area in site.areas.values()]
    for group in site.reading.groups:
        figures += [
            found.members(group),
            *(found.states_known(group, indicator) for indicator in site.reading.indicators),
        ]
    for figure in figures:
        path, row, column = CELL.fullmatch(figure.cell).groups()  # type: ignore[union-attr]
        assert files[path][int(row) - 1][int(column) - 1] == figure.exact == site.written(figure)


def test_a_carried_status_keeps_its_year(tmp_path: Path) -> None:
    def without_last(rows: object) -> list[dict[str, str]]:
        assert isinstance(rows, list)
        return [row for row in rows if (row["ref_area"], row["time_period"]) != ("KEN", "2023")]

    package = read_package(write_package(tmp_path, **{"observations_open-doors": without_last}))
    found = Coverage(Reading(package, summarise(package)))
    periods = {area: each["open-doors"] for area, each in found.found.items()}
    assert {area: o and o.time_period for area, o in periods.items()} == {"DEU": "2023", "KEN": "2022", "NAM": None}
