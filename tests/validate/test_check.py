"""A package is read once and judged: its report, what the project adds, and its files as they were read."""

from __future__ import annotations

from pathlib import Path

from scripts.model.problems import Problem
from scripts.validate.validate import check, package_codes
from tests.packages import write_package

ADDED = Problem(file="site", code="of-the-project")


def test_a_package_is_judged_and_its_files_given(tmp_path: Path) -> None:
    package = write_package(tmp_path)
    checked = check(package, project=lambda raw: (ADDED,) if raw["resources"] else ())
    assert checked.report.problems == (ADDED,)
    assert checked.report.package == package.as_posix()
    assert checked.report.checks == len({code for codes in package_codes().values() for code in codes})
    assert checked.files["datapackage.json"] == (package / "datapackage.json").read_bytes()
    assert checked.files["data/series.csv"] == (package / "data/series.csv").read_bytes()
