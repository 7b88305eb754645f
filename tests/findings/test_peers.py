"""Which countries stand beside one, and why: nothing is said of a population that the package does not have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scripts.findings.peers import MEMBERS
from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.start.adapt import adapt
from scripts.start.numbers import Numbers
from scripts.start.wish import Areas
from scripts.start.write import write_files
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.start.wishes import STRANGER

TEXT = "area,time,value,cows\nBRA,2020,1,3\nCOL,2020,2,1\nARG,2020,4,2\n"


def test_a_weight_that_counts_no_people_is_no_population(tmp_path: Path) -> None:
    file, folder = tmp_path / "cows.csv", tmp_path / "package"
    file.write_text(TEXT, encoding="utf-8")
    wish = replace(STRANGER, file=file, areas=Areas(column="area"), time="time", values=("value",), numbers=Numbers())
    write_files(folder, adapt(replace(wish, weight="cows", aggregation="weighted_mean")).files)
    package = read_package(folder)
    edition = Edition(Reading(package, summarise(package)), Words.load("en"))
    assert edition.alike.series is None
    assert {peers.kind for peers in edition.alike.of("BRA", ["019"])} == {MEMBERS}
