"""Programs that a build runs see nothing of other programs' settings."""

from __future__ import annotations

import json
import signal
import sys
import time
from pathlib import Path

import pytest

from scripts.process import run, run_all, said

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


def test_programs_run_beside_each_other_and_keep_their_order() -> None:
    code = "import sys, time; time.sleep(float(sys.argv[1])); print(sys.argv[1], sys.stdin.read())"
    ended = run_all([[sys.executable, "-c", code, n] for n in ("0.3", "0")], [b"a", b"b"])
    assert [each.stdout for each in ended] == [b"0.3 a\n", b"0 b\n"]
    assert run_all([], []) == []


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        run(["/nowhere/at-all"])
