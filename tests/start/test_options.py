"""What is wrong with an option of `adapt` is told in one line that names it, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.charts.gather import gather
from scripts.cli import main
from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.start.naming import LONGEST, Named
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words

TOLD = {
    ("--title", "Th\u200bings"): "--title: 'Th\\u200bings' holds a character that nobody sees. Remove it: 'Things'.",
    ("--title", "Things\nmore"): "--title: ",
    ("--title", "=Things"): "--title: ",
    ("--title", "<b>Things</b>"): "--title: ",
    ("--title", "T" * 251): "--title: The text has 251 characters, where the column may have 250.",
    ("--title", "Things:"): "--title: 'Things:' is a name and ends with a mark after which something should follow.",
    ("--title", "  "): "--title is blank.",
    ("--unit", ""): "--unit is blank.",
    ("--unit", "a  b"): "--unit: 'a  b' has two spaces in a row. Write one: 'a b'.",
    ("--publisher", " "): "--publisher is blank.",
    ("--accessed", "01/02/2024"): "Argument --accessed: '01/02/2024' is no day as YYYY-MM-DD.",
    ("--accessed", "2024-02-30"): "Argument --accessed: '2024-02-30' is no day as YYYY-MM-DD.",
    ("--accessed", ""): "Argument --accessed: a day is needed, as YYYY-MM-DD.",
    ("--year-begins", "April"): "Argument --year-begins: 'April' is no month and day as MM-DD.",
}
USUAL = {
    "--area": "area",
    "--time": "time",
    "--value": "value",
    "--title": "Things",
    "--unit": "things",
    "--publisher": "Bureau",
    "--url": "https://www.who.int/data",
    "--accessed": "2024-03-01",
}


def run(folder: Path, options: dict[str, str]) -> int:
    """Adapt a file of two rows."""
    file = folder / "few.csv"
    file.write_text("area,time,value\nKenya,2020,1\nBrazil,2020,2\n", encoding="utf-8")
    return main(["adapt", str(file), str(folder / "made"), *(each for pair in options.items() for each in pair)])


@pytest.mark.parametrize(("option", "said"), TOLD.items(), ids=map(str, range(len(TOLD))))
def test_a_fault_of_an_option_is_one_line(
    option: tuple[str, str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, {**USUAL, option[0]: option[1]}) == 2
    told = capsys.readouterr().err
    assert told.startswith(said)
    assert told.count("\n") == 1
    assert not (tmp_path / "made").exists()


def test_the_longest_title_is_adapted(tmp_path: Path) -> None:
    assert run(tmp_path, {**USUAL, "--title": "T" * 250}) == 0
    assert (tmp_path / "made" / "data" / f"observations_{'t' * LONGEST}.csv").is_file()


def test_long_texts_have_codes_of_their_own() -> None:
    named = Named.of(["x" * 200, "x" * 201])
    assert list(named.codes.values()) == ["x" * LONGEST, f"{'x' * LONGEST}-2"]


def test_a_map_of_few_values_does_not_speak_of_four_classes(tmp_path: Path) -> None:
    assert run(tmp_path, USUAL) == 0
    package = read_package(tmp_path / "made")
    charts = gather(Edition(Reading(package, summarise(package)), Words.load("en")))
    assert [chart.subtitle for chart in charts if chart.kind == "area_map"] == [
        "Things: by country or area, 2020. Small countries and areas are circles."
    ]
