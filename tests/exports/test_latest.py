"""The newest value of every series and area: by the rule of what stands, with everything beside it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.exports.latest import latest
from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import Rows, write_package

TRAVELLERS = "observations_crossings.travellers"


def table(folder: Path, **changes: Rows) -> pd.DataFrame:
    package = read_package(write_package(folder, **changes))
    return latest(Edition(Reading(package, summarise(package)), Words.load("en")))


def observed(*rows: str) -> Rows:
    names = ("ref_area", "time_period", "obs_value", "obs_status")
    return [{"mode": "land", **dict(zip(names, row.split(), strict=True)), "source": "survey"} for row in rows]


def of(frame: pd.DataFrame, series: str, area: str) -> pd.DataFrame:
    return frame[(frame["series"] == series) & (frame["ref_area"] == area)]


def test_every_row_has_what_must_be_said_beside_it(tmp_path: Path) -> None:
    frame = table(tmp_path)
    said = ["series_label", "role", "ref_area_label", "time_period", "obs_status_label", "unit_measure_label"]
    assert not (frame[[*said, "source_label", "cell"]] == "").any(axis=None)
    assert not frame.duplicated(["series", "ref_area", "breakdown"]).any()


def test_a_cell_is_that_of_the_value(tmp_path: Path) -> None:
    package = read_package(write_package(tmp_path))
    frame = latest(Edition(Reading(package, summarise(package)), Words.load("en")))
    for _, row in frame.iterrows():
        file, _, place = row["cell"].partition("#cell=")
        line, column = map(int, place.split(","))
        held = package.tables[file.rpartition("/")[2].removesuffix(".csv")]
        assert held.iloc[line - 2, column - 1] == row["obs_value"]
        assert held.iloc[line - 2]["time_period"] == row["time_period"]


@pytest.mark.parametrize(
    ("rows", "period", "value"),
    [
        (["KEN 2021 5 A", "KEN 2022 7 P"], "2021", "5"),
        (["KEN 2021 5 P", "KEN 2022 7 P"], "2022", "7"),
        (["KEN 2021 5 A", "KEN 2022 7 U"], "2021", "5"),
        (["KEN 2021 0 A"], "2021", "0"),
        (["KEN 2020 9 A", "KEN 2021 5 E"], "2021", "5"),
    ],
    ids=["a part of a year is passed over", "unless there is nothing else", "doubtful", "a zero", "an estimate"],
)
def test_what_stands_is_chosen_as_for_pages(tmp_path: Path, rows: list[str], period: str, value: str) -> None:
    found = of(table(tmp_path, **{TRAVELLERS: observed(*rows)}), "crossings.travellers", "KEN")
    assert list(zip(found["time_period"], found["obs_value"], strict=True)) == [(period, value)]


def test_a_blank_has_its_reason_and_is_no_zero(tmp_path: Path) -> None:
    rows = [{**observed("KEN 2021 0 Q")[0], "obs_value": ""}]
    found = of(table(tmp_path, **{TRAVELLERS: rows}), "crossings.travellers", "KEN").iloc[0]
    assert (found["obs_value"], found["obs_status"], found["obs_status_label"]) == ("", "Q", "Q")
