"""Whole commands as a person runs them: two at once, stopped, and what stands there afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.cli import main
from scripts.verify.copies import of_folder
from tests.kept import seeded
from tests.packages import write_package
from tests.projects import project_in


@pytest.fixture
def project(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the small package and a site that is public."""
    seeded(tmp_path_factory, tmp_path / ".cache")
    project_in(tmp_path)
    write_package(tmp_path / "datapackage")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "index.html").write_text("the last good site", encoding="utf-8")
    return tmp_path


@contextmanager
def running(project: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A command that runs; it is killed at the end where it still does."""
    command = [sys.executable, "-m", "scripts", *words]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def until(process: subprocess.Popen[str], said: str) -> str:
    """Read lines of progress up to one that begins so."""
    lines = []
    assert process.stderr
    for line in process.stderr:
        lines.append(line)
        if line.startswith(said):
            return line
    pytest.fail(f"it never said {said!r}: {lines}", pytrace=False)


def has(project: Path, word: str) -> bool:
    return any(word in command for _, command in programs(project))


def programs(project: Path) -> list[tuple[int, str]]:
    """Give every process that works in a project, with its command."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                here = (entry / "cwd").readlink() == project
            except OSError:
                continue
            if here and command:
                found.append((int(entry.name), command))
    return found


def untouched(project: Path) -> bool:
    """Whether the public site is the last one, and nothing is left over."""
    public = (project / "public" / "index.html").read_text(encoding="utf-8")
    left = [path.name for path in project.iterdir() if path.name.startswith((".public", "public."))]
    return public == "the last good site" and not left and not any((project / "build").iterdir())


linux = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="processes are looked up in /proc")


@linux
def test_two_at_once_and_the_first_is_stopped_while_charts_are_drawn(project: Path) -> None:
    """The second ends at once and says who is in the way; the first ends with all that it has started."""
    shutil.rmtree(project / ".cache")  # else no chart would be drawn
    with running(project, "publish") as first:
        until(first, "Package and kept releases read")
        deadline = time.monotonic() + 60
        while not has(project, "draw.mjs") and time.monotonic() < deadline:
            time.sleep(0.05)
        assert has(project, "draw.mjs"), "Node draws charts now"
        with running(project, "publish", "--quiet") as second:
            out, err = second.communicate(timeout=60)
        assert (second.returncode, out) == (1, "")
        (line,) = err.splitlines()
        assert f"{project / 'public'} is being published by process {first.pid} on {os.uname().nodename} since " in line
        assert line.endswith("Nothing was published: try again when it has ended.")
        first.send_signal(signal.SIGTERM)
        out, err = first.communicate(timeout=60)
    assert (first.returncode, out, err) == (143, "", "Stopped. Nothing was published.\n")
    assert programs(project) == []
    assert untouched(project)


@linux
def test_ctrl_c_is_one_line(project: Path) -> None:
    with running(project, "publish", "--quiet") as process:
        while not (project / "build").is_dir() and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "Stopped. Nothing was published.\n")
    assert programs(project) == []
    assert untouched(project)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_before_the_program_is_loaded_is_one_line_too(end: signal.Signals) -> None:
    code = (
        "import builtins, os, sys\n"
        "load = builtins.__import__\n"
        "def slow(name, *others, **named):\n"
        f"    if name == 'babel': os.kill(os.getpid(), {int(end)})\n"
        "    return load(name, *others, **named)\n"
        "builtins.__import__ = slow\n"
        "from scripts.__main__ import run\n"
        "sys.argv[1:] = ['publish']\n"
        "sys.exit(run())"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (128 + end, "", "Stopped. Nothing was published.\n")


def test_what_is_ignored_stays_so() -> None:
    """A shell starts what shall go on in the background, or without a terminal, with signals ignored."""
    code = (
        "import os, signal\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "from scripts.release.signals import stoppable\n"
        "with stoppable():\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "print('done')"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "done\n")


def test_validate_says_with_what_it_compares(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    for words, said in (
        ((), "There is no earlier release to compare with"),
        (("--no-previous", "--quiet"), "Compared with no earlier release (--no-previous)"),
        (("--previous", "datapackage"), "Compared with the last release: datapackage, version 2024.1."),
    ):
        assert main(["validate", *words]) == 0
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--previous", "datapackage", "--no-previous"), "not allowed with"),
        (("--previous", "public"), "no data package in public"),
    ],
)
def test_both_or_a_folder_that_is_no_package_is_wrong_usage(
    words: tuple[str, ...],
    said: str,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(project)
    assert main(["validate", "--quiet", *words]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


@linux
@pytest.mark.nightly  # of what both share: tests/test_kept.py, and two publications above
def test_a_preview_beside_a_publication_disturbs_neither(project: Path) -> None:
    """They share the cache of drawings and the folder of workspaces, and nothing else."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    with running(project, "serve", "--port", str(port)) as preview:
        with running(project, "publish", "--no-previous", "--quiet") as publication:
            out, err = publication.communicate(timeout=300)
        assert (publication.returncode, out) == (0, ""), err
        until(preview, f"http://127.0.0.1:{port}/")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
            assert b"A small package" in answer.read()
        preview.send_signal(signal.SIGTERM)
        preview.communicate(timeout=60)
    assert preview.returncode == 143
    assert of_folder(project / "public") == ()
    assert editions_of(project) == {"public", ".public.before"}
    assert list((project / "build").iterdir()) == []
    assert programs(project) == []


def editions_of(project: Path) -> set[str]:
    """Give what stands at the public place and beside it."""
    return {path.name for path in project.iterdir() if "public" in path.name}
