"""Spark tells and adds what pandas does: `make audit` runs this where Java is, since a session takes a while."""

from __future__ import annotations

import pytest
from pandas.testing import assert_frame_equal

from scripts.large.choice import PANDAS, SPARK
from scripts.package.files import read_csv
from scripts.package.read import package_of
from scripts.summarise.summarise import summarise
from scripts.validate.validate import report
from tests.large.test_same_problems import LARGER, MADE, SOUND, with_tables
from tests.large.test_same_sums import asked
from tests.validate.specimens import write_files

pytest.importorskip("pyspark")


@pytest.mark.parametrize("files", [SOUND, MADE], ids=["every kind of measure", "made"])
def test_sums_on_spark_are_the_same(files: dict[str, bytes]) -> None:
    assert_frame_equal(asked(files, SPARK).astype(str), summarise(package_of(files)).astype(str))


@pytest.mark.parametrize(
    ("kind", "column", "cell"),
    [
        ("count", "obs_value", "1,5"),
        ("count", "obs_value", "-5"),
        ("count", "ref_area", "QQQ"),
        ("count", "time_period", "1900"),
        ("stock", "obs_value", "9999999"),
        ("ratio", "obs_value", "0.51"),
        ("ratio", "obs_status", "O"),
        ("ratio", "time_period", "2020-13"),
    ],
)
def test_problems_on_spark_are_the_same(
    kind: str, column: str, cell: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files, path = LARGER[kind]
    frame = read_csv(files[path]).astype(object)
    frame.loc[frame.index[frame["obs_value"] != ""][-7], column] = cell
    package = write_files(tmp_path_factory.mktemp("package"), with_tables(files, {path: frame}))
    held = report(package, engine=PANDAS).problems
    assert held
    assert report(package, engine=SPARK).problems == held
