"""The public folder is the old site or the new one at every moment, and the old one after any failure."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.model.manifest import MANIFEST
from scripts.model.problems import HinderedError, Problem, RefusedError
from scripts.release import publish as publishing
from scripts.release import swap
from scripts.release.place import Place
from scripts.release.publish import Plan, publish
from scripts.release.swap import put_back, put_in_place
from scripts.validate.report import Report
from scripts.validate.validate import Checked
from tests.release.tries import Silent, editions, site


def refusing(code: int) -> Callable[..., bool]:
    def refuse(*_: object, **__: object) -> bool:
        raise OSError(code, os.strerror(code))

    return refuse


@pytest.fixture(params=["exchange", "link"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Places on a file system that can exchange folders, and on one that cannot."""
    folders = request.param == "exchange"
    if not folders:
        monkeypatch.setattr(swap, "exchange", lambda *_: False)
    return Place(path=tmp_path / "public", folders=folders)


def beside(place: Place) -> set[str]:
    return {path.name for path in place.path.parent.iterdir()} - {"public", "public.sites", "build", place.before.name}


def test_sites_follow_each_other(place: Place, tmp_path: Path) -> None:
    before = ""
    for edition in ("1", "2", "3"):
        assert put_in_place(site(tmp_path / "build" / "site", edition), place) == ()
        assert editions(place.path) == {edition}
        assert editions(place.before) == {before}
        assert list((tmp_path / "build").iterdir()) == []
        assert beside(place) == set()
        assert len(list(place.sites.iterdir()) if place.sites.exists() else [1]) <= 2, "the site before that is gone"
        before = edition
    assert place.path.is_symlink() == (not place.folders)


def test_none_is_kept_where_none_is_wanted(place: Place, tmp_path: Path) -> None:
    for edition, keep in (("1", True), ("2", True), ("3", False)):
        assert put_in_place(site(tmp_path / "build" / "site", edition), place, keep=keep) == ()
    assert editions(place.path) == {"3"}
    assert not os.path.lexists(place.before)
    assert len(list(place.sites.iterdir()) if place.sites.exists() else [1]) == 1


def test_the_same_site_again_keeps_the_way_back(place: Place, tmp_path: Path) -> None:
    for edition in ("1", "2", "2"):
        new = site(tmp_path / "build" / "site", edition)
        (new / MANIFEST).write_text(edition, encoding="utf-8")
        put_in_place(new, place)
    assert (editions(place.path), editions(place.before)) == ({"2"}, {"1"})
    assert beside(place) == set()


def test_back_and_forth(place: Place, tmp_path: Path) -> None:
    for edition in ("1", "2"):
        put_in_place(site(tmp_path / "build" / "site", edition), place)
    for now, before in (("1", "2"), ("2", "1")):
        assert put_back(place) == ()
        assert (editions(place.path), editions(place.before)) == ({now}, {before})
        assert beside(place) == set()
    put_in_place(site(tmp_path / "build" / "site", "3"), place)
    assert (editions(place.path), editions(place.before)) == ({"3"}, {"2"})
    assert place.path.is_symlink() == place.before.is_symlink() == (not place.folders)


def test_back_where_nothing_is_public(tmp_path: Path) -> None:
    place = Place(path=tmp_path / "public")
    for edition in ("1", "2"):
        put_in_place(site(tmp_path / "build" / "site", edition), place)
    shutil.rmtree(place.path)
    put_back(place)
    assert editions(place.path) == {"1"}
    assert not place.before.exists()


def test_back_where_something_else_stands(tmp_path: Path) -> None:
    """What is no site is never taken for the site before, which the next publication removes."""
    place = Place(path=tmp_path / "public")
    for edition in ("1", "2"):
        put_in_place(site(tmp_path / "build" / "site", edition), place)
    shutil.rmtree(place.path)
    place.path.mkdir()
    (place.path / "letter.txt").write_text("mine", encoding="utf-8")
    (note,) = put_back(place)
    assert (note.key, note.values["kept"]) == ("told.kept", tmp_path / "public.before-1")
    assert editions(place.path) == {"1"}
    assert not place.before.exists()


def test_a_reader_sees_a_whole_site_at_every_moment(place: Place, tmp_path: Path) -> None:
    """While sites are put in place again and again, the folder is never absent."""
    put_in_place(site(tmp_path / "build" / "site", "0"), place)
    seen: list[str] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            try:
                with (place.path / "index.html").open(encoding="utf-8") as file:
                    seen.append(file.read())
            except FileNotFoundError:
                # Between finding the folder and the file in it the whole site may have been replaced.
                if not place.path.is_dir():
                    seen.append("gone")

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(1, 31):
            put_in_place(site(tmp_path / "build" / "site", str(number)), place)
    finally:
        ended.set()
        reader.join()
    assert "gone" not in seen
    assert editions(place.path) == {"30"}


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o777])
def test_modes_do_not_depend_on_the_umask(mask: int, place: Place, tmp_path: Path) -> None:
    built = site(tmp_path / "build" / "site", "new")
    (built / "a").chmod(0o2770)
    (built / "index.html").chmod(0o600)
    (tmp_path / "build").chmod(0o2755)
    before = os.umask(mask)
    try:
        put_in_place(built, place)
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o7777 for path in [place.path, *place.path.rglob("*")] if path.is_dir()}
    assert modes == {0o755}
    assert {path.stat().st_mode & 0o7777 for path in place.path.rglob("*") if path.is_file()} == {0o644}


@pytest.mark.parametrize("what", ["link", "fifo"])
def test_nothing_but_files_and_folders_is_published(what: str, place: Place, tmp_path: Path) -> None:
    put_in_place(site(tmp_path / "build" / "site", "old"), place)
    new = site(tmp_path / "build" / "site", "new")
    if what == "link":
        (new / "a" / "secret").symlink_to("/etc/passwd")
    else:
        os.mkfifo(new / "a" / "secret")
    with pytest.raises(HinderedError) as hindered:
        put_in_place(new, place)
    assert hindered.value.key == "no_file"
    assert editions(place.path) == {"old"}
    assert beside(place) == set()


@pytest.mark.parametrize("code", [errno.EXDEV, errno.EACCES, errno.ENOSPC, errno.EBUSY])
@pytest.mark.parametrize("where", ["fsync", "last step"])
def test_a_step_that_fails_leaves_the_last_site(
    code: int, where: str, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(site(tmp_path / "build" / "site", "old"), place)
    if where == "fsync":
        monkeypatch.setattr(os, "fsync", refusing(code))
    elif place.folders:
        monkeypatch.setattr(swap, "exchange", refusing(code))
    else:
        monkeypatch.setattr(Path, "replace", refusing(code))
    with pytest.raises(OSError, match=os.strerror(code)):
        put_in_place(site(tmp_path / "build" / "site", "new"), place)
    assert editions(place.path) == {"old"}
    assert beside(place) == set()


@pytest.mark.parametrize("full", [False, True])
def test_a_site_from_another_file_system_is_copied(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, full: bool
) -> None:
    put_in_place(site(tmp_path / "build" / "site", "old"), place)
    new, rename = site(tmp_path / "build" / "site", "new"), Path.rename

    def across(self: Path, target: Path) -> Path:
        if self == new:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", across)
    if full:
        monkeypatch.setattr(shutil, "copyfile", refusing(errno.ENOSPC))
        with pytest.raises(OSError, match="No space left"):
            put_in_place(new, place)
    else:
        assert put_in_place(new, place) == ()
    assert editions(place.path) == {"old" if full else "new"}
    assert beside(place) == set()


def test_what_cannot_be_cleared_up_is_told_and_published(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(site(tmp_path / "build" / "site", "old"), place)
    new = site(tmp_path / "build" / "site", "new")

    def rmtree(_folder: Path, *, ignore_errors: bool = False) -> None:
        if not ignore_errors:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), "index.html")

    monkeypatch.setattr(shutil, "rmtree", rmtree)
    (note,) = put_in_place(new, place, keep=False)
    assert (note.key, note.aloud, note.values["reason"]) == ("told.left", True, "Operation not permitted")
    assert editions(Path(str(note.values["left"]))) == {"old"}
    assert editions(place.path) == {"new"}


def test_what_is_no_site_is_kept(tmp_path: Path) -> None:
    place = Place(path=tmp_path / "public")
    for number in (1, 2):
        shutil.rmtree(place.path, ignore_errors=True)
        place.path.mkdir()
        (place.path / "letter.txt").write_text(f"{number}", encoding="utf-8")
        (note,) = put_in_place(site(tmp_path / "build" / "site", "new"), place)
        assert (note.key, note.values["kept"]) == ("told.kept", tmp_path / f"public.before-{number}")
        assert (tmp_path / f"public.before-{number}" / "letter.txt").read_text(encoding="utf-8") == f"{number}"


PROBLEM = Problem(file="index.html", code="link-broken", found="x")


@pytest.mark.parametrize("broken", ["package", "build", "site", "package changed"])
def test_a_publish_that_fails_leaves_the_last_site(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public, package = site(tmp_path / "public", "old"), tmp_path / "package"
    package.mkdir()
    judged = Report(package="", problems=(PROBLEM,) if broken == "package" else ())
    checked = Checked(report=judged, files={})

    def build(_plan: object, folder: Path, *_: object) -> Path:
        if broken == "build":
            raise RefusedError([PROBLEM])
        if broken == "package changed":
            (package / "data.csv").write_text("another", encoding="utf-8")
        return site(folder / "site", "new")

    monkeypatch.chdir(package.parent)
    monkeypatch.setattr(publishing, "check", lambda *_: checked)
    monkeypatch.setattr(publishing, "build", build)
    monkeypatch.setattr(publishing, "verify", lambda *_: (PROBLEM,) if broken == "site" else ())
    plan = Plan(package=package, workspace=tmp_path / "build", public=public)
    if broken == "build":
        with pytest.raises(RefusedError):
            publish(plan, Silent())
    elif broken == "package changed":
        with pytest.raises(HinderedError) as hindered:
            publish(plan, Silent())
        assert hindered.value.key == "changed"
    else:
        assert publish(plan, Silent()) == (PROBLEM,)
    assert editions(public) == {"old"}
    assert list((tmp_path / "build").iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"public", "package", "build"}, "none is kept in its place"


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("way", "end"), [("exchange", "SIGKILL"), ("exchange", "SIGTERM"), ("link", "SIGKILL")])
def test_killed_or_stopped_at_every_point(way: str, end: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.release.tries", way, end, str(tmp_path)]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    told = json.loads(tried.stdout)
    assert told["wrong"] == []
    assert sum(told["ends"].values()) > 60
    assert {end.partition(" ")[2] for end in told["ends"]} == {"old", "new"}


@pytest.mark.one_in(2)
@pytest.mark.parametrize("way", ["link", "exchange"])
def test_going_back_is_killed_at_every_point(way: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.release.tries", way, "SIGKILL", str(tmp_path), "rollback"]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    told = json.loads(tried.stdout)
    assert told["wrong"] == []
    assert {end.partition(" ")[2] for end in told["ends"]} == {"old", "new"}
