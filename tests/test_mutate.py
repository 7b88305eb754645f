"""Changes of the code are tried by the tests that reach them, and what nobody notices is told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.mutate.__main__ import drawn, score

THING = """
warm, now = None, ""

def half(number):
    warm.record("half")
    return {"half": number / 2, "half_same": number * 0.5, "half_worse": number / 3}.get(now, number / 2)

def other():
    warm.record("other")
    return 1 / 0 if now == "other_worse" else 1

def change(name):
    global now
    now = name
"""
TESTS = """
import pytest, thing

@pytest.fixture(scope="module")
def made():
    return thing.other()

def test_half():
    assert thing.half(4) == 2

def test_first(made):
    pass

def test_of_the_fixture(made):
    assert made == 1

def test_broken():
    assert thing.half(4) == 3
"""
RUN = """
import sys, pytest, thing
from pathlib import Path
from tests.mutate.warm import Warm
changes = [("half_same", "half"), ("half_worse", "half"), ("other_worse", "other"), ("far_worse", "far")]
thing.warm = Warm(Path("tried"), changes, thing.change)
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "test_thing.py"], plugins=[thing.warm]))
"""


def test_a_change_is_tried_by_what_reaches_it(tmp_path: Path) -> None:
    for name, text in (("thing.py", THING), ("test_thing.py", TESTS), ("run.py", RUN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "run.py"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "failing unchanged: ['test_thing.py::test_broken']" in ended.stdout
    told = [json.loads(line) for line in (tmp_path / "tried").read_text(encoding="utf-8").splitlines()]
    noticed = {each["name"]: (each["noticed"] or "").rpartition("::")[2] for each in told}
    assert noticed.pop("other_worse") in {"test_first", "test_of_the_fixture"}
    assert noticed == {"half_same": "", "half_worse": "test_half", "far_worse": ""}
    assert {each["name"]: each["tests"] for each in told} == {
        "half_same": 1,
        "half_worse": 1,
        "other_worse": 2,
        "far_worse": 0,
    }


def test_a_score_is_of_what_was_tried() -> None:
    lines = [{"name": "a", "noticed": None}, {"name": "b", "noticed": "test"}, {"name": "c", "noticed": "no end"}]
    counted = score("room", 9, "\n".join(json.dumps(line) for line in lines))
    assert (counted.made, counted.tried, counted.unnoticed) == (9, 3, ("a",))
    assert round(counted.share, 2) == 0.67


def test_a_seed_draws_the_same_sample_again() -> None:
    names = [str(number) for number in range(100)]
    assert drawn(names, 10, 1) == drawn(names, 10, 1) != drawn(names, 10, 2)
    assert sorted(drawn(names, 200, 1)) == sorted(names)
