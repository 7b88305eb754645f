"""The public folder is the old site or the new one at every moment, and the old one after any failure."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.model.problems import Problem, RefusedError
from scripts.release import publish as publishing
from scripts.release import swap
from scripts.release.publish import Plan, publish
from scripts.release.swap import put_in_place
from scripts.validate.report import Report


def silent(_: str) -> Callable[[], None]:
    return lambda: None


def site(folder: Path, edition: str) -> Path:
    folder.mkdir(parents=True)
    for name in ("index.html", "data.csv"):
        (folder / name).write_text(edition, encoding="utf-8")
    return folder


def edition(folder: Path) -> set[str]:
    return {path.read_text(encoding="utf-8") for path in folder.iterdir()}


def without_exchange(_new: Path, _place: Path) -> bool:
    return False


def test_the_first_site_is_moved_in(tmp_path: Path) -> None:
    put_in_place(site(tmp_path / "build" / "site", "new"), tmp_path / "public")
    assert edition(tmp_path / "public") == {"new"}
    assert not (tmp_path / "build" / "site").exists()


@pytest.mark.parametrize("atomic", [True, False])
def test_the_new_site_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, atomic: bool
) -> None:
    if not atomic:
        monkeypatch.setattr(swap, "_exchange", without_exchange)
    site(tmp_path / "public", "old")
    put_in_place(site(tmp_path / "build" / "site", "new"), tmp_path / "public")
    assert edition(tmp_path / "public") == {"new"}
    assert [path.name for path in tmp_path.iterdir()].count("public") == 1
    assert list((tmp_path / "build").iterdir()) == []


def test_a_reader_sees_a_whole_site_at_every_moment(tmp_path: Path) -> None:
    """While sites are put in place again and again, the folder is never absent."""
    public = site(tmp_path / "public", "0")
    seen: list[str] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            try:
                seen.append((public / "index.html").read_text(encoding="utf-8"))
            except OSError as error:
                seen.append(f"gone: {error}")

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(1, 51):
            put_in_place(site(tmp_path / "build", str(number)), public)
    finally:
        ended.set()
        reader.join()
    assert [text for text in seen if text.startswith("gone")] == []
    assert edition(public) == {"50"}


def test_a_folder_that_cannot_be_replaced_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_new: Path, place: Path) -> bool:
        raise OSError(errno.EXDEV, "Invalid cross-device link", str(place))

    monkeypatch.setattr(swap, "_exchange", refuse)
    site(tmp_path / "public", "old")
    with pytest.raises(OSError, match="cross-device"):
        put_in_place(site(tmp_path / "build", "new"), tmp_path / "public")
    assert edition(tmp_path / "public") == {"old"}


def test_the_old_site_comes_back_when_the_second_rename_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange", without_exchange)
    old, new = site(tmp_path / "public", "old"), site(tmp_path / "build", "new")
    rename = Path.rename

    def fails_for_the_new(self: Path, target: Path) -> Path:
        if self == new:
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails_for_the_new)
    with pytest.raises(OSError, match="No space left"):
        put_in_place(new, old)
    assert edition(tmp_path / "public") == {"old"}


def test_the_exchange_tells_what_the_system_says(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        swap._exchange(tmp_path / "absent", site(tmp_path / "public", "old"))
    assert edition(tmp_path / "public") == {"old"}


PROBLEM = Problem(file="index.html", code="link-broken", found="x")


def refuses(*_: object) -> Path:
    raise RefusedError([PROBLEM])


@pytest.mark.parametrize("broken", ["package", "build", "site", "disk"])
def test_a_publish_that_fails_leaves_the_last_site(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = site(tmp_path / "public", "old")
    built = site(tmp_path / "build" / "site", "new")
    checked = Report(package="", problems=(PROBLEM,) if broken == "package" else ())
    monkeypatch.setattr(publishing, "report", lambda *_: checked)
    monkeypatch.setattr(publishing, "build", refuses if broken == "build" else lambda *_: built)
    monkeypatch.setattr(publishing, "verify", lambda *_: (PROBLEM,) if broken == "site" else ())
    plan = Plan(package=tmp_path, workspace=tmp_path / "build", public=public)
    if broken == "build":
        with pytest.raises(RefusedError):
            publish(plan, silent)
    elif broken == "disk":
        monkeypatch.setattr(swap, "_exchange", without_exchange)
        monkeypatch.setattr(Path, "rename", refuses)
        with pytest.raises(RefusedError):
            publish(plan, silent)
    else:
        assert publish(plan, silent) == (PROBLEM,)
    assert edition(public) == {"old"}
