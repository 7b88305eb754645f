"""A lock is held by one process, says by which, and ends with it whatever ends that."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.kept import Cache, key_of
from scripts.release import publish
from scripts.release.lock import HeldError, in_use, locked
from scripts.release.publish import Plan
from scripts.release.workspace import workspace

HOLD = """
import sys
from pathlib import Path
from scripts.release.lock import in_use, locked
from scripts.release.workspace import workspace
with {what}(Path(sys.argv[1])) as held:
    print(held or "", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another(what: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds something until it is ended; the first line that it prints is read."""
    command = [sys.executable, "-c", HOLD.format(what=what), str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        yield process
        process.kill()


def test_one_process_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with another("locked", path) as process:
        with pytest.raises(HeldError) as held, locked(path):
            pass
        holder = held.value.holder
        assert (holder.pid, holder.host) == (str(process.pid), os.uname().nodename)
        assert holder.command.startswith("python -m scripts")
        assert holder.since.endswith(" UTC")
        assert path.is_file()
        assert process.stdin
        process.stdin.close()
        assert process.wait() == 0
    assert not path.exists()
    with locked(path):
        assert json.loads(path.read_bytes())["pid"] == os.getpid()
    assert not path.exists()


STALE = {
    "of a process that was killed": None,
    "of a process that has another's number now": json.dumps({"pid": os.getppid(), "host": "x", "command": "y"}),
    "empty": "",
    "not JSON": "{",
    "no object": "[1]",
    "not text": "\xff\x00",
}


@pytest.mark.parametrize("what", STALE)
def test_a_lock_that_nobody_holds_is_taken_over(what: str, tmp_path: Path) -> None:
    path, left = tmp_path / "lock", STALE[what]
    if left is None:
        with another("locked", path) as process:
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert path.is_file(), "it was killed before it could remove it"
    else:
        path.write_text(left, encoding="latin-1")
    with locked(path):
        assert json.loads(path.read_bytes())["pid"] == os.getpid()
    assert not path.exists()


@pytest.mark.parametrize("said", ["", "{", "[]", '{"pid": null}', '{"command": "a\\n\\u202eb"}'])
def test_whatever_a_held_lock_says_it_is_held(said: str, tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_text(said, encoding="utf-8")
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(HeldError), locked(path):
            pass
    assert path.read_text(encoding="utf-8") == said


def test_a_lock_does_not_follow_links(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine", encoding="utf-8")
    (tmp_path / "lock").symlink_to("secret")
    with pytest.raises(OSError, match="symbolic"), locked(tmp_path / "lock"):
        pass
    assert (tmp_path / "secret").read_text(encoding="utf-8") == "mine"


def test_a_lock_ends_also_while_a_child_lives_on(tmp_path: Path) -> None:
    """A program that a killed run had started does not hold its lock."""
    code = (
        "import os, signal, subprocess, sys; from pathlib import Path; from scripts.release.lock import locked\n"
        "with locked(Path(sys.argv[1])):\n"
        "    child = subprocess.Popen(['sleep', '30'], stdout=subprocess.DEVNULL)\n"
        "    print(child.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True, check=False
    )
    try:
        with locked(tmp_path / "lock"):
            pass
    finally:
        os.kill(int(ended.stdout), signal.SIGKILL)


def test_what_others_use_is_known(tmp_path: Path) -> None:
    with in_use(tmp_path / "cache") as alone:
        with another("in_use", tmp_path / "cache") as process:
            assert not alone()
            process.kill()
            process.wait()
        assert alone()


def test_drawings_that_another_run_may_need_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, old = Plan(package=tmp_path, cache=tmp_path / "cache"), tmp_path / "cache" / key_of("old")
    monkeypatch.setattr(publish, "_built", lambda *_: tmp_path)
    Cache(plan.cache).put(old.name, b"drawing")
    with another("in_use", plan.cache):
        publish.built(plan, tmp_path, lambda _: lambda: None)
        assert old.is_file()
    publish.built(plan, tmp_path, lambda _: lambda: None)
    assert not old.exists()


# -- workspaces --------------------------------------------------------------------------------------------------------


def test_a_workspace_is_gone_at_the_end(tmp_path: Path) -> None:
    def work() -> None:
        with workspace(tmp_path / "build") as own:
            assert own.parent == tmp_path / "build"
            (own / "site").mkdir()
            (own / "site" / "index.html").write_text("x", encoding="utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert list((tmp_path / "build").iterdir()) == []


def test_each_run_has_its_own_and_clears_up_after_those_that_were_killed(tmp_path: Path) -> None:
    build = tmp_path / "build"
    with another("workspace", build) as killed, another("workspace", build) as living:
        (first,) = [path for path in build.iterdir() if path.is_dir() and holder(path) == killed.pid]
        (second,) = [path for path in build.iterdir() if path.is_dir() and holder(path) == living.pid]
        killed.kill()
        killed.wait()
        (first / "half.html").write_text("x", encoding="utf-8")
        (build / "run-rest").mkdir()
        (build / "by-hand").mkdir()
        with workspace(build) as own:
            assert {path.name for path in build.iterdir() if path.is_dir()} == {second.name, own.name, "by-hand"}
            assert not first.exists()
    assert {path.name for path in build.iterdir()} <= {"by-hand", second.name, f"{second.name}.lock"}


def holder(workspace: Path) -> int:
    return int(json.loads(workspace.with_name(f"{workspace.name}.lock").read_bytes())["pid"])
