"""Sums of tables in an engine are those of the same tables in memory, to the last digit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from scripts.large.choice import DUCKDB, opened
from scripts.package.files import csv_bytes, read_csv
from scripts.package.read import Package, package_of
from scripts.summarise.large import summarise_large
from scripts.summarise.summarise import summarise
from tests.large.test_same_problems import CASES, MADE, PREFIX, SOUND
from tests.validate.specimens import write_files

TABLES = {"every kind of measure": SOUND, "made": MADE}


def asked(files: Mapping[str, bytes], engine: str = DUCKDB) -> pd.DataFrame:
    """Summarise a package of which every table of observations is in an engine."""
    whole = package_of(files)
    large = {name: f"data/{name}.csv" for name in whole.tables if name.startswith("observations_")}
    small = {name: frame for name, frame in whole.tables.items() if name not in large}
    with TemporaryDirectory() as folder, opened(engine) as held:
        package = write_files(Path(folder) / "package", files)
        left = Package(descriptor=whole.descriptor, files=whole.files, tables=small)
        return summarise_large(left, {name: package / path for name, path in large.items()}, held)


@pytest.mark.parametrize("name", TABLES)
def test_sums_are_the_same(name: str) -> None:
    assert_frame_equal(asked(TABLES[name]).astype(str), summarise(package_of(TABLES[name])).astype(str))


@st.composite
def figures(draw: st.DrawFn) -> dict[str, bytes]:
    """A package of which numbers, blanks and statuses of observations are others, and rows are left out."""
    files = dict(draw(st.sampled_from([SOUND, MADE])))
    series = read_csv(files["data/series.csv"]).set_index("id")
    paths = [path for path in files if path.startswith(PREFIX)]
    added = [path for path in paths if series.loc[path.removeprefix(PREFIX)[:-4], "measure_type"] in ("count", "ratio")]
    for path in draw(st.lists(st.sampled_from(sorted(added)), min_size=1, max_size=3, unique=True)):
        frame = read_csv(files[path]).astype(object)
        kept = draw(st.lists(st.integers(0, len(frame) - 1), unique=True, min_size=1, max_size=len(frame)))
        frame = frame.iloc[sorted(kept)].copy()
        counts = [name for name in ("numerator", "denominator", "denominator_low", "denominator_high") if name in frame]
        for name in counts or ["obs_value"]:
            numbers = st.sampled_from(["", "0", "1", "7"]) | st.integers(0, 10**14).map(str)
            frame[name] = draw(st.lists(numbers, min_size=len(frame), max_size=len(frame)))
        frame["obs_status"] = draw(st.lists(st.sampled_from("AEUPO"), min_size=len(frame), max_size=len(frame)))
        files[path] = csv_bytes(frame)
    return files


@CASES
@given(files=figures())
def test_sums_of_any_figures_are_the_same(files: dict[str, bytes]) -> None:
    assert_frame_equal(asked(files).astype(str), summarise(package_of(files)).astype(str))
