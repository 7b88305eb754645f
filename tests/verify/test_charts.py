"""Verification tells every way in which a chart can differ from the published cells, its files or its pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.verify.charts import charts
from scripts.verify.files import Folder

CSV = 'year,obs_value,cell\n2020,18,"data/latest/summaries.csv#cell=2,2"\n2021,,\n'
ROWS = [
    {"year": "2020", "obs_value": 18, "label": "2020: 18"},
    {"year": "2021", "obs_value": None, "label": "2021: gap"},
]
SHOWN = {"indicators/doors/index.html": ["doors-trend"], "embed/doors-trend/index.html": ["doors-trend"]}
FILES = {
    "data/latest/summaries.csv": "series,value\ndoors,18\n",
    "charts/map.json": "{}",
    "charts/doors-trend.csv": CSV,
    "charts/doors-trend.json": json.dumps({"layer": [{"data": {"values": ROWS}}]}),
    "charts/doors-trend/wide.vg.json": json.dumps({"data": [{"values": ROWS}, {"values": [{"x": 1}]}]}),
    "charts/doors-trend/narrow.vg.json": json.dumps({"data": [{"values": ROWS}]}),
    **{f"charts/doors-trend{end}": "-" for end in (".svg", ".png", "/wide.svg", "/narrow.svg")},
}


def codes(folder: Path, files: dict[str, str], shown: dict[str, list[str]]) -> set[str]:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return {problem.code for problem in charts(Folder(folder), shown)}


def test_a_right_chart_has_no_fault(tmp_path: Path) -> None:
    assert codes(tmp_path, FILES, SHOWN) == set()


def other_rows(change: Callable[[list[dict[str, object]]], object]) -> str:
    rows: list[dict[str, object]] = [dict(row) for row in ROWS]
    change(rows)
    return json.dumps({"data": [{"values": rows}]})


SPOILT = {
    "another value": (
        {"charts/doors-trend.csv": CSV.replace("18", "19")},
        {"chart-number-differs", "chart-numbers-differ"},
    ),
    "a value without a cell": (
        {"charts/doors-trend.csv": CSV.replace("2021,,", "2021,5,")},
        {"chart-cell-missing", "chart-numbers-differ"},
    ),
    "a cell that is not published": (
        {"charts/doors-trend.csv": CSV.replace("cell=2,2", "cell=9,2")},
        {"chart-cell-missing"},
    ),
    "a cell of the header": ({"charts/doors-trend.csv": CSV.replace("cell=2,2", "cell=1,2")}, {"chart-cell-missing"}),
    "a file without cells": ({"charts/doors-trend.csv": "year,obs_value\n2020,18\n"}, {"chart-file-unreadable"}),
    "a value of the drawing": (
        {"charts/doors-trend/wide.vg.json": other_rows(lambda rows: rows[0].update(obs_value=17))},
        {"chart-numbers-differ"},
    ),
    "a gap drawn as zero": (
        {"charts/doors-trend/narrow.vg.json": other_rows(lambda rows: rows[1].update(obs_value=0))},
        {"chart-numbers-differ"},
    ),
    "a number that is not drawn": (
        {"charts/doors-trend.json": other_rows(lambda rows: rows.pop())},
        {"chart-numbers-differ"},
    ),
    "another year": (
        {"charts/doors-trend.json": other_rows(lambda rows: rows[0].update(year="2019"))},
        {"chart-numbers-differ"},
    ),
    "a specification that is none": ({"charts/doors-trend.json": "{"}, {"chart-file-unreadable"}),
}


@pytest.mark.parametrize(("change", "expected"), SPOILT.values(), ids=SPOILT.keys())
def test_a_spoilt_file_is_told(tmp_path: Path, change: dict[str, str], expected: set[str]) -> None:
    assert codes(tmp_path, {**FILES, **change}, SHOWN) == expected


@pytest.mark.parametrize(
    "missing", [path for path in FILES if path.startswith("charts/doors-trend") and path[-4:] != ".csv"]
)
def test_a_missing_file_is_told(tmp_path: Path, missing: str) -> None:
    files = {path: text for path, text in FILES.items() if path != missing}
    assert codes(tmp_path, files, SHOWN) == {"chart-file-missing"}


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ({"indicators/doors/index.html": ["doors-trend"]}, {"chart-without-own-page"}),
        ({"embed/doors-trend/index.html": ["doors-trend"]}, {"chart-not-shown"}),
        ({**SHOWN, "index.html": ["doors-map"]}, {"chart-without-numbers"}),
        ({**SHOWN, "embed/doors-trend/index.html": []}, {"chart-without-own-page"}),
    ],
)
def test_a_chart_stands_on_its_pages(tmp_path: Path, shown: dict[str, list[str]], expected: set[str]) -> None:
    assert codes(tmp_path, FILES, shown) == expected
