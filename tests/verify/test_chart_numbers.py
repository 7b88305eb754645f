"""Verification tells every way in which a chart can differ from the published cells, its files or its pages."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.verify.charts import chart_numbers, charts
from scripts.verify.files import Folder

CSV = (
    "year,unit_measure,source,obs_value,label,cell\n"
    '2020,,,18,2020: 18,"data/latest/summaries.csv#cell=2,2"\n'
    "2021,,,,2021: gap,\n"
    '2022,,,0,2022: 0,"data/latest/summaries.csv#cell=3,2"\n'
)
ROWS: list[dict[str, object]] = [{"obs_value": 18, "label": "2020: 18"}, {"obs_value": None, "label": "2021: gap"}]
LOST = {"chart-number-missing", "chart-number-unknown"}
SHOWN = {"indicators/doors/index.html": ["doors-trend"], "embed/doors-trend/index.html": ["doors-trend"]}


def live(**parts: str) -> str:
    """Give what the packed file of the chart has, with other text for some parts."""
    right = json.dumps({"data": [{"values": ROWS}]})
    held = ",".join(f'"{name}":{parts.get(name, right)}' for name in ("wide", "narrow", "spec"))
    return f"{{{held}}}"


LIVE, SPEC = "charts/doors-trend/live.zlib", "charts/doors-trend.json"
FILES = {
    "data/latest/summaries.csv": "series,value\ndoors,18\ndoors,0\n",
    "charts/map.json": "{}",
    "charts/doors-trend.csv": CSV,
    SPEC: json.dumps({"layer": [{"data": {"values": ROWS}}]}),
    LIVE: live(wide=json.dumps({"data": [{"values": ROWS}, {"values": [{"x": 1}]}]})),
    **{f"charts/doors-trend{end}": "-" for end in (".svg", ".png", "/wide.svg", "/narrow.svg")},
}


def codes(folder: Path, files: dict[str, str], shown: dict[str, list[str]]) -> set[str]:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        data = text.encode()
        (folder / path).write_bytes(zlib.compress(data) if path == LIVE and not text.startswith("-") else data)
    site = Folder(folder)
    return {problem.code for problem in (*chart_numbers(site), *charts(site, shown))}


def test_a_right_chart_has_no_fault(tmp_path: Path) -> None:
    assert codes(tmp_path, FILES, SHOWN) == set()


SPOILT = {
    "another value": (CSV.replace("2020,,,18", "2020,,,19"), {"chart-number-differs", "chart-number-unknown"}),
    "other words": (CSV.replace("2020: 18", "2020: 17"), {"chart-label-differs", *LOST}),
    "a value without a cell": (CSV.replace("2021,,,,", "2021,,,5,"), {"chart-cell-missing", "chart-number-unknown"}),
    "a cell that is not published": (CSV.replace("cell=2,2", "cell=9,2"), {"chart-cell-missing"}),
    "a cell of the header": (CSV.replace("cell=2,2", "cell=1,2"), {"chart-cell-missing"}),
    "a file without cells": ("year,obs_value\n2020,18\n", {"chart-file-unreadable"}),
}


@pytest.mark.parametrize(("text", "expected"), SPOILT.values(), ids=SPOILT.keys())
def test_spoilt_numbers_are_told(tmp_path: Path, text: str, expected: set[str]) -> None:
    assert codes(tmp_path, {**FILES, "charts/doors-trend.csv": text}, SHOWN) == expected


def other_rows(change: Callable[[list[dict[str, object]]], object]) -> str:
    rows: list[dict[str, object]] = [{**row} for row in ROWS]
    change(rows)
    return json.dumps({"data": [{"values": rows}]})


DRAWN = {
    "another value": (other_rows(lambda rows: rows[0].update(obs_value=17)), {"chart-number-unknown"}),
    "a gap drawn as zero": (other_rows(lambda rows: rows[1].update(obs_value=0)), {"chart-number-unknown"}),
    "a number too many": (other_rows(lambda rows: rows.append({"label": "2023: 4"})), {"chart-number-unknown"}),
    "a number that is not drawn": (other_rows(lambda rows: rows.pop(0)), {"chart-number-missing"}),
    "other words": (other_rows(lambda rows: rows[0].update(label="2019: 18")), LOST),
    "a specification that is none": ("{", {"chart-file-unreadable"}),
}


@pytest.mark.parametrize(("text", "expected"), DRAWN.values(), ids=DRAWN.keys())
@pytest.mark.parametrize("part", ["", "wide", "narrow", "spec"])
def test_a_spoilt_specification_is_told(tmp_path: Path, part: str, text: str, expected: set[str]) -> None:
    spoilt = {LIVE: live(**{part: text})} if part else {SPEC: text}
    assert codes(tmp_path, {**FILES, **spoilt}, SHOWN) == expected


UNREADABLE = {"loose": "-", "a part less": '{"wide":{},"narrow":{}}', "a list": "[]", "cut": "{"}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_packed_file_that_cannot_be_read_is_told(tmp_path: Path, text: str) -> None:
    assert codes(tmp_path, {**FILES, LIVE: text}, SHOWN) == {"chart-file-unreadable"}


@pytest.mark.parametrize(
    "change", [lambda data: data[:-6], lambda data: data + b"x", lambda data: b""], ids=["cut", "more", "none"]
)
def test_a_packed_file_that_browsers_refuse_is_told(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    codes(tmp_path, FILES, SHOWN)
    (tmp_path / LIVE).write_bytes(change((tmp_path / LIVE).read_bytes()))
    site = Folder(tmp_path)
    assert {problem.code for problem in (*chart_numbers(site), *charts(site, SHOWN))} == {"chart-file-unreadable"}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"data": [{"values": [{"x": 3, "label": "2020: 18"}]}]}),
        json.dumps({"data": [{"values": [{"runs": [0], "labels": ["2020: 18"]}]}]}),
    ],
    ids=["without values", "of several numbers"],
)
def test_a_drawing_may_rearrange_its_numbers(tmp_path: Path, text: str) -> None:
    assert codes(tmp_path, {**FILES, LIVE: live(wide=text)}, SHOWN) == set()


PARTS = [path for path in FILES if path.startswith("charts/doors-trend") and not path.endswith(".csv")]


@pytest.mark.parametrize("missing", PARTS)
def test_a_missing_file_is_told(tmp_path: Path, missing: str) -> None:
    files = {path: text for path, text in FILES.items() if path != missing}
    assert codes(tmp_path, files, SHOWN) == {"chart-file-missing"}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("countries/deu/index.html", set()),
        ("regions/150/index.html", set()),
        ("groupings/route/sea/index.html", set()),
        ("index.html", {"chart-file-missing"}),
        ("indicators/doors/rules/index.html", {"chart-file-missing"}),
    ],
)
def test_a_picture_is_a_file_where_pages_do_not_make_it(tmp_path: Path, page: str, expected: set[str]) -> None:
    files = {path: text for path, text in FILES.items() if not path.endswith(".png")}
    assert codes(tmp_path, files, {page: ["doors-trend"], "embed/doors-trend/index.html": ["doors-trend"]}) == expected


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
