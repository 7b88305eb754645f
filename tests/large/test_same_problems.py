"""What is told of a table by way of an engine is what is told of it in memory, also of spoiled ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scripts.large.choice import DUCKDB, PANDAS
from scripts.model.problems import Problem
from scripts.package.files import csv_bytes, read_csv
from scripts.validate.validate import report
from tests.bench.made import Size, made
from tests.validate.specimens import described, sound_files, write_files

pytest.importorskip("duckdb")

SOUND = sound_files()
MADE = made(Size(areas=34, indicators=2, periods=4))
PREFIX = "data/observations_"
CELLS = (
    *("", " ", "NaN", "NA", "..", "-", "1e5", "inf", "-0", "-1", "0", "1", "2", "007", "1.5", "1,5", "12%", "0.1"),
    *("12345678901", "1000000000000000", "99999999999999999", "-5", "5.0", "0.50", "0.123456", "999999999"),
    *("2022-23", "2024-13", "2009-10", "2010-11", "2011-12", "2015", "1900", "2099", "_U", "_T", "2020-05", "2020-Q3"),
    *("yes", "no", "yse", "A", "O", "P", "U", "B", "DEU", "KEN", "XAA", "XAB", "ATL", "survey", "surwey", "é", "=1+1"),
    *("source-of-the-figures", "from-law", "stated-as-about", "low", "high", "a\u00a0b"),
)
"""What people and programs write into cells of observations, rightly and wrongly."""

CASES = settings(phases=(Phase.explicit, Phase.reuse, Phase.generate), deadline=None)


def both(files: Mapping[str, bytes]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Give what is told of a package in memory, and by way of the engine."""
    with TemporaryDirectory() as folder:
        package = write_files(Path(folder) / "package", files)
        return report(package, engine=PANDAS).problems, report(package, engine=DUCKDB).problems


def with_tables(files: Mapping[str, bytes], changed: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """Give a package with other tables, whose sizes and hashes the descriptor says."""
    new = {**files, **{path: csv_bytes(frame) for path, frame in changed.items()}}
    return {**new, "datapackage.json": redescribed(files["datapackage.json"], new)}


def redescribed(descriptor: bytes, files: Mapping[str, bytes]) -> bytes:
    given = json.loads(descriptor)
    for resource in given["resources"]:
        data = files[resource["path"]]
        resource |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    return json.dumps(given).encode()


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, bytes]:
    """A package of which some tables of observations have other cells, rows twice, or rows left out."""
    files = draw(st.sampled_from([SOUND, MADE]))
    paths = sorted(path for path in files if path.startswith(PREFIX))
    changed: dict[str, pd.DataFrame] = {}
    for path in draw(st.lists(st.sampled_from(paths), min_size=1, max_size=3, unique=True)):
        frame = read_csv(files[path]).astype(object)
        for _ in range(draw(st.integers(0, 4))):
            column = draw(st.sampled_from(list(frame.columns)))
            rows = draw(st.sampled_from([[draw(st.integers(0, len(frame) - 1))], [*frame.index]]))
            frame.loc[rows, column] = draw(st.sampled_from(CELLS) | st.sampled_from(list(frame[column])))
        if draw(st.booleans()):
            again = draw(st.lists(st.integers(0, len(frame) - 1), max_size=3))
            frame = pd.concat([frame, frame.loc[again]], ignore_index=True)
        changed[path] = frame.iloc[draw(st.integers(0, 2)) :]
    return with_tables(files, changed)


@pytest.mark.nightly  # each kind of fault by itself is tried below
@CASES
@given(files=spoiled())
def test_a_spoiled_table_is_told_as_in_memory(files: dict[str, bytes]) -> None:
    held, asked = both(files)
    assert asked == held


RATIO = f"{PREFIX}crossings.helped.csv"


def grown() -> dict[str, bytes]:
    """The sound package with a ratio without a range, also in many years before: most rows are then like others."""
    series = read_csv(SOUND["data/series.csv"]).astype(object)
    series.loc[series["id"] == "crossings.helped", ["first_period", "has_range"]] = ["1995", "false"]
    frame = read_csv(SOUND[RATIO])
    frame = frame[[name for name in map(str, frame) if not name.endswith(("_low", "_high"))]]
    frame = frame.assign(numerator="1", denominator="2", obs_value="0.5")
    frame = pd.concat([frame.assign(ref_area=area) for area in ("DEU", "KEN", "NAM")]).drop_duplicates()
    before = [frame.assign(time_period=str(year)) for year in range(1995, 2015)]
    files = {"data/series.csv": csv_bytes(series), RATIO: csv_bytes(pd.concat([*before, frame], ignore_index=True))}
    return {**SOUND, **files, "datapackage.json": described({**SOUND, **files})}


STOCK = {**MADE, "data/series.csv": MADE["data/series.csv"].replace(b",sum_over_time,", b",sum,")}
LARGER = {
    "count": (MADE, min(path for path in MADE if path.startswith(PREFIX))),
    "stock": (with_tables(STOCK, {}), min(path for path in MADE if path.startswith(PREFIX))),
    "ratio": (grown(), RATIO),
}


ONE_WRONG = {
    "count": ("-5", "1,5", "1e5", "007", "12345678901234567", "1.5", " 1", "..", "-0"),
    "stock": ("99999999999", "9999999", "-7"),
    "ratio": ("0.51", "2", "-0.5", "0.123456", "1", "..", "50%"),
}
"""Values that are wrong for their row, and of which no other row tells."""


@pytest.mark.one_in(11)
@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in ONE_WRONG.items() for value in values])
def test_one_wrong_value_among_rows_that_are_alike_is_told_as_in_memory(kind: str, value: str) -> None:
    files, path = LARGER[kind]
    frame = read_csv(files[path]).astype(object)
    frame.loc[frame.index[frame["obs_value"] != ""][-7], "obs_value"] = value
    held, asked = both(with_tables(files, {path: frame}))
    assert held
    assert asked == held


@pytest.mark.one_in(7)
@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("ref_area", "QQQ"),
        ("time_period", "1900"),
        ("time_period", "2020-13"),
        ("obs_status", "O"),
        ("source", "x"),
        ("note", "x"),
    ],
)
@pytest.mark.parametrize("kind", ["count", "ratio"])
def test_one_wrong_code_is_told_as_in_memory(kind: str, column: str, cell: str) -> None:
    files, path = LARGER[kind]
    frame = read_csv(files[path]).astype(object)
    frame.loc[frame.index[frame["obs_value"] != ""][-7], column] = cell
    held, asked = both(with_tables(files, {path: frame}))
    assert held
    assert asked == held


@pytest.mark.parametrize("files", [SOUND, MADE], ids=["every kind of measure", "made"])
def test_a_sound_package_is_sound(files: dict[str, bytes]) -> None:
    assert both(files) == ((), ())


MONTHS = {
    "whole years of months": [f"{year}-{month:02}" for year in (2010, 2011) for month in range(1, 13)],
    "months that are spans": ["2009-10", "2010-11", "2011-12"],
    "a month that may be a span": ["2009-10"],
    "months and a year": ["2010", "2009-10", "2010-01", "2010-02"],
    "the same month of each year": ["2009-12", "2010-12", "2011-12"],
}


@pytest.mark.one_in(5)
@pytest.mark.parametrize("name", MONTHS)
@pytest.mark.parametrize("alike", [True, False])
def test_months_are_told_as_in_memory(name: str, alike: bool) -> None:  # noqa: FBT001
    (path, *_) = sorted(path for path in MADE if path.startswith(PREFIX))
    frame = read_csv(MADE[path]).astype(object)
    first = frame.drop_duplicates("ref_area")
    parts = [first.assign(time_period=period) for period in MONTHS[name]]
    if not alike:
        parts.append(first.iloc[3:5].assign(time_period="2010-03"))
    held, asked = both(with_tables(MADE, {path: pd.concat(parts, ignore_index=True)}))
    assert asked == held
