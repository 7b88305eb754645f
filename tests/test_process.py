"""Programs that a build runs see nothing of other programs' settings."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.process import beside, run, run_all, said

PRINT_ENVIRONMENT = [sys.executable, "-c", "import json, os; print(json.dumps(dict(os.environ)))"]

OF_OTHERS = {
    "PAGEFIND_SITE": "elsewhere",
    "MKDOCS_CONFIG": "other.yml",
    "NODE_OPTIONS": "--require ./other.js",
    "HTTPS_PROXY": "http://proxy.example:3128",
    "PYTHONPATH": "other",
    "LANG": "tr_TR.UTF-8",
    "TZ": "Asia/Tokyo",
}


def test_only_what_is_listed_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in OF_OTHERS.items():
        monkeypatch.setenv(name, value)
    seen = json.loads(run(PRINT_ENVIRONMENT, own={"SOURCE_DATE_EPOCH": "0"}).stdout)
    assert {name: seen[name] for name in OF_OTHERS if name in seen} == {"TZ": "UTC"}
    assert seen["SOURCE_DATE_EPOCH"] == "0"
    assert seen["LC_ALL"] == "C.UTF-8"
    assert seen["PATH"]


def test_input_is_given_and_lines_are_errors_first() -> None:
    code = "import sys; print(sys.stdin.read()); print('\\nfault', file=sys.stderr); sys.exit(3)"
    ended = run([sys.executable, "-c", code], b"given")
    assert ended.returncode == 3
    assert said(ended) == ["fault", "given"]


class InTheMiddleError(Exception):
    """Comes while programs run."""


def test_programs_and_what_they_have_started_end_when_they_are_left(tmp_path: Path) -> None:
    def leave(*_: object) -> None:
        raise InTheMiddleError

    start, before = time.monotonic(), signal.signal(signal.SIGALRM, leave)
    signal.setitimer(signal.ITIMER_REAL, 1)
    shell = ["sh", "-c", 'sleep 60 & echo $! > "$0"; wait']
    try:
        with pytest.raises(InTheMiddleError):
            run_all([[*shell, str(tmp_path / name)] for name in ("one", "two")], [b"", b""])
    finally:
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - start < 30, "it did not wait for them"
    for name in ("one", "two"):
        deadline = time.monotonic() + 10
        while is_running(int((tmp_path / name).read_text())) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not is_running(int((tmp_path / name).read_text()))


def is_running(number: int) -> bool:
    """Whether there is a process that has not ended; one that nobody has asked about its end has."""
    state = Path(f"/proc/{number}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


START = """
import sys
from scripts.process import beside, run
SAY = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
def work():
    return run([sys.executable, "-c", SAY, sys.argv[1]])
with beside(work) as wait:
    wait() if sys.argv[2] == "copy" else work()
"""
"""A program that starts another one, itself or from a copy beside it, and says its number in a file."""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends a process with its parent")
@pytest.mark.parametrize("by", ["program", "copy"])
def test_what_was_started_ends_when_this_is_killed(by: str, tmp_path: Path) -> None:
    told = tmp_path / "number"
    with subprocess.Popen([sys.executable, "-c", START, str(told), by]) as parent:
        until(lambda: told.is_file() and told.read_text() != "")
        parent.kill()
    number = int(told.read_text())
    until(lambda: not alive(number))


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def alive(number: int) -> bool:
    """Tell whether a process goes on; one that has ended and was not waited for does not."""
    try:
        return "State:\tZ" not in Path(f"/proc/{number}/status").read_text()
    except FileNotFoundError:
        return False


def test_programs_run_beside_each_other_and_keep_their_order() -> None:
    code = "import sys, time; time.sleep(float(sys.argv[1])); print(sys.argv[1], sys.stdin.read())"
    ended = run_all([[sys.executable, "-c", code, n] for n in ("0.3", "0")], [b"a", b"b"])
    assert [each.stdout for each in ended] == [b"0.3 a\n", b"0 b\n"]
    assert run_all([], []) == []


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        run(["/nowhere/at-all"])


# -- work of our own on a second processor -----------------------------------------------------------------------------


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process with one thread and two processors, also where tests run beside each other."""
    monkeypatch.setattr("scripts.process.processors", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@pytest.mark.usefixtures("alone")
def test_work_is_done_beside_this_process() -> None:
    with beside(lambda: (os.getpid(), "done")) as result:
        number, came = result()
    assert came == "done"
    assert number != os.getpid()
    assert not is_running(number)


@pytest.mark.usefixtures("alone")
def test_what_work_beside_raises_is_raised_when_it_is_asked_for() -> None:
    def work() -> None:
        raise FileNotFoundError(2, "not there", "data.csv")

    with beside(work) as result, pytest.raises(FileNotFoundError, match=r"not there: 'data\.csv'"):
        result()


@pytest.mark.usefixtures("alone")
def test_work_is_done_here_where_its_process_was_ended() -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGTERM)
        return os.getpid()

    with beside(work) as result:
        assert result() == here


@pytest.mark.usefixtures("alone")
def test_work_beside_holds_no_file_that_is_open_here(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as lock:
        assert os.fstat(lock.fileno())
        with beside(lambda: os.fstat(lock.fileno())) as result, pytest.raises(OSError, match="Bad file descriptor"):
            result()


@pytest.mark.usefixtures("alone")
def test_work_beside_ends_when_it_is_left() -> None:
    start = time.monotonic()
    with pytest.raises(InTheMiddleError), beside(lambda: time.sleep(60)):
        raise InTheMiddleError
    assert time.monotonic() - start < 30, "it waited"


def test_work_is_done_here_where_threads_run_or_there_is_one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    for others, cores in ((1, 2), (0, 1)):
        monkeypatch.setattr(threading, "active_count", lambda others=others: 1 + others)
        monkeypatch.setattr("scripts.process.processors", lambda cores=cores: cores)
        with beside(os.getpid) as result:
            assert result() == os.getpid()
