"""The site before comes back when it is whole, in one step, and what was done is said; again, and it is undone."""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.assemble.manifest import Made, write_manifest
from scripts.cli import main
from scripts.release.lock import locked
from scripts.release.place import Place
from scripts.release.swap import put_in_place
from tests.release.tries import editions, site

NOBODY = 65534
"""The user of no rights, by its number."""


def release(public: Path, name: str) -> str:
    """Publish a site of a release without looking at it, and give the digits of its hash."""
    new = site(public.with_name("built"), name)
    whole = write_manifest(new, Made(name="doors", release=name, released=f"{name}-06-30"))
    assert put_in_place(new, Place(path=public)) == ()
    return whole[:12]


@pytest.fixture
def public(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A public folder, and the words of the program where this works."""
    (tmp_path / "site_templates").symlink_to(Path("site_templates").resolve())
    monkeypatch.chdir(tmp_path)
    return tmp_path / "public"


def back(capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["rollback"])
    told = capsys.readouterr()
    return code, told.out, told.err.splitlines()[-1]


def test_back_and_forth(public: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = release(public, "2024"), release(public, "2025")
    for now, hash_now, before, hash_before in (("2024", one, "2025", two), ("2025", two, "2024", one)):
        code, out, err = back(capsys)
        assert (code, out) == (0, "")
        assert err == (
            f"public/ is again release {now} of {now}-06-30, hash {hash_now}. What was there, release {before} of "
            f"{before}-06-30, hash {hash_before}, is kept: the same command brings it back."
        )
        assert editions(public) == {now}
    assert sorted(path.name for path in public.parent.iterdir()) == [".public.before", "public", "site_templates"]


def test_none_to_go_back_to(public: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(public, "2024")
    assert back(capsys) == (1, "", f"{public}: No site is kept that was there before. Nothing was published.")


def test_what_is_not_whole_does_not_come_back(public: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(public, "2024")
    release(public, "2025")
    (public.parent / ".public.before" / "a" / "b" / "data.csv").write_text("other", encoding="utf-8")
    code, out, _ = back(capsys)
    assert code == 1
    assert out.startswith(".public.before/a/b/data.csv: The file is not the one that the manifest lists")
    assert editions(public) == {"2025"}


def test_a_site_of_an_earlier_program_comes_back_and_it_is_said_that_nobody_has_looked(
    public: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_in_place(site(public.with_name("built"), "2023"), Place(path=public))
    release(public, "2024")
    assert main(["rollback", "--quiet"]) == 0
    assert capsys.readouterr().err.endswith(
        "has no manifest, since an earlier program made it. Whether it is whole nobody has looked.\n"
    )
    assert editions(public) == {"2023"}


def test_nothing_comes_back_while_another_publishes(public: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(public, "2024")
    release(public, "2025")
    with locked(Place(path=public).lock):
        code, _, err = back(capsys)
    assert code == 1
    assert "is being published by process" in err
    assert editions(public) == {"2025"}


@pytest.fixture
def ordinary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which this works as an ordinary user, whom root becomes here: root may rename everything."""
    importlib.import_module("scripts.release.rollback")  # that user may not be allowed to read the program
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        shutil.copytree("site_templates/locales", folder / "site_templates" / "locales")
        monkeypatch.chdir(folder)
        root = os.geteuid() == 0
        if root:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)


def test_no_permission_is_one_line(ordinary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    public = ordinary / "public"
    release(public, "2024")
    release(public, "2025")
    ordinary.chmod(0o555)
    try:
        code, _, err = back(capsys)
    finally:
        ordinary.chmod(0o755)
    assert code == 1
    assert "you may not rename things" in err
    assert editions(public) == {"2025"}


def test_back_where_the_site_was_removed(public: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(public, "2024")
    release(public, "2025")
    shutil.rmtree(public)
    code, _, _ = back(capsys)
    assert code == 0
    assert editions(public) == {"2024"}
    assert not (public.parent / ".public.before").exists()
