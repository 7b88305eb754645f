"""Releases are kept by content, whole, and never changed; a version comes after the last."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.model.problems import RefusedError, UsageError
from scripts.model.versions import order_of
from scripts.package.shelf import Kept, faults_of, packed, sha256_of, shelf_of
from scripts.release.freeze import freeze, keep
from scripts.release.publish import Plan

pytestmark = pytest.mark.unit


def kept(folder: Path, version: str, after: str = "", **files: bytes) -> None:
    named = {name.replace("_", "."): data for name, data in files.items()}
    keep(folder, Kept(version=version, released="2024-01-01", after=after, files={}), named)


def test_a_content_of_two_releases_is_kept_once(tmp_path: Path) -> None:
    kept(tmp_path, "2024.1", a_csv=b"1\n", b_csv=b"2\n")
    kept(tmp_path, "2024.2", after="2024.1", a_csv=b"1\n", b_csv=b"3\n")
    shelf = shelf_of(tmp_path)
    assert [release.version for release in shelf.releases] == ["2024.1", "2024.2"]
    assert len(list((tmp_path / "releases" / "objects").iterdir())) == 3
    assert [shelf.content(release, "b.csv") for release in shelf.releases] == [b"2\n", b"3\n"]
    assert list(faults_of(shelf)) == []


def test_releases_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for version in ("2024.10", "2024.9", "2024.9.1", "2023.12"):
        kept(tmp_path, version)
    assert [release.version for release in shelf_of(tmp_path).releases] == ["2023.12", "2024.9", "2024.9.1", "2024.10"]
    assert order_of("2024.9") < order_of("2024.9.1") < order_of("2024.10")


def test_what_was_changed_is_refused(tmp_path: Path) -> None:
    kept(tmp_path, "2024.1", a_csv=b"1\n")
    place = tmp_path / "releases" / "objects" / f"{sha256_of(b'1' + bytes([10]))}.xz"
    place.write_bytes(packed(b"2\n"))
    shelf = shelf_of(tmp_path)
    with pytest.raises(RefusedError):
        shelf.content(shelf.releases[0], "a.csv")
    place.unlink()
    assert [problem.code for problem in faults_of(shelf)] == ["release-content-missing"]


def test_a_run_that_was_stopped_leaves_no_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The description is written last; the next run completes what is there."""

    def stopped(_: Kept) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("scripts.release.freeze.description", stopped)
    with pytest.raises(KeyboardInterrupt):
        kept(tmp_path, "2024.1", a_csv=b"1\n")
    assert shelf_of(tmp_path).releases == ()
    monkeypatch.undo()
    kept(tmp_path, "2024.1", a_csv=b"1\n")
    assert list(faults_of(shelf_of(tmp_path))) == []


@pytest.mark.parametrize(
    ("version", "day", "said"),
    [
        ("next", "2024-02-01", "is no version"),
        ("2024", "2024-02-01", "is no version"),
        ("2024.1", "2024-02-01", "does not come after 2024.1"),
        ("2023.9", "2024-02-01", "does not come after 2024.1"),
        ("2024.2", "1 February", "is no day"),
        ("2024.2", "2024-02-30", "is no day"),
        ("2024.2", "20240201", "is no day"),
        ("2024.2", "2023-12-31", "is before 2024-01-01"),
    ],
)
def test_a_release_follows_the_last(version: str, day: str, said: str, tmp_path: Path) -> None:
    kept(tmp_path, "2024.1")
    with pytest.raises(UsageError, match=said):
        freeze(Plan(package=tmp_path), version, day, lambda _: lambda: None)
