"""Two builds in different surroundings are compared byte by byte, and a difference is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.cli import main
from scripts.model.problems import Problem
from scripts.release.reproduce import differences
from tests.packages import write_package

CASES: dict[str, tuple[dict[str, bytes], dict[str, bytes], list[Problem]]] = {
    "the same": ({"a": b"1", "b/c": b"2"}, {"a": b"1", "b/c": b"2"}, []),
    "a file of one alone": (
        {"a": b"1"},
        {"a": b"1", "b": b"2"},
        [Problem(file="b", code="build-file-absent", found="2")],
    ),
    "another letter": (
        {"a": b"one\ntwo\n"},
        {"a": b"one\ntwi\n"},
        [Problem(file="a", row=2, code="build-differs", found="one\ntwo\n", expected="one\ntwi\n")],
    ),
    "the beginning of another": (
        {"a": b"one\n"},
        {"a": b"one\ntwo\n"},
        [Problem(file="a", row=2, code="build-differs", found="one\n", expected="one\ntwo\n")],
    ),
    "bytes that are no text": (
        {"a": b"\xff\n" + b"x" * 100},
        {"a": b"\xff\n" + b"x" * 99 + b"y"},
        [Problem(file="a", row=2, code="build-differs", found="x" * 31, expected="x" * 30 + "y")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_difference_is_told_with_its_place(case: str, tmp_path: Path) -> None:
    *sites, expected = CASES[case]
    for name, files in zip(("one", "other"), sites, strict=True):
        for path, data in files.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_bytes(data)
    assert list(differences(tmp_path / "one", tmp_path / "other")) == expected


@pytest.mark.nightly  # a site made in part is held to one made whole each time: test_made_again.py
def test_a_small_package_is_reproduced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = write_package(tmp_path / "package")
    assert main(["reproduce", "--package", str(package), "--site-url", "https://doors.example.org/"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "Both builds are the same in all " in told.err
    assert len(told.err.strip().rpartition(" ")[2]) == 64


def test_a_build_that_does_not_end_well_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = write_package(tmp_path / "package")
    (package / "data" / "series.csv").write_text("id\n", encoding="utf-8")
    assert main(["reproduce", "--package", str(package), "--quiet"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("A build has not ended well: ")
