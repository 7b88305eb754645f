"""A package is read once: what is built is what was validated."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from shutil import rmtree
from typing import NoReturn

import pytest

from scripts.package.plain import read_plain
from scripts.package.read import NAME, Package
from scripts.release import publish as publishing
from scripts.release.publish import Plan, build, publish
from scripts.validate.validate import check
from tests.packages import write_package
from tests.release.tries import Silent


class BuiltFromError(Exception):
    """Ends a build with the package that it is made from."""


def _ended(package: Package, *_: object) -> NoReturn:
    raise BuiltFromError(package)


def test_what_is_built_is_what_was_validated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After validation nothing of the package is read: it may even be gone."""
    folder = write_package(tmp_path / "package")
    before = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    checked = check(folder)
    rmtree(folder)
    monkeypatch.setattr(publishing, "summarise", _ended)
    with pytest.raises(BuiltFromError) as ended:
        build(Plan(package=folder, cache=tmp_path / "cache"), tmp_path / "build", Silent().stage, checked)
    (package,) = ended.value.args
    assert package.files == before
    assert len(package.tables) == len(before) - 1  # all but the descriptor


def test_each_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_package(tmp_path / "package")
    read: Counter[str] = Counter()

    def counted(root: Path, path: str, most: int) -> bytes:
        read[path] += 1
        return read_plain(root, path, most)

    monkeypatch.setattr("scripts.package.read.read_plain", counted)
    monkeypatch.setattr(publishing, "summarise", _ended)
    kept = Plan(package=folder, workspace=tmp_path / "build", public=tmp_path / "public", cache=tmp_path / "cache")
    with pytest.raises(BuiltFromError):
        publish(kept, Silent())
    assert read[NAME] == 1
    assert {*read.values()} == {1}
