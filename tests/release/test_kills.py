"""A sample of whole publications, killed at random moments over all stages; `python -m tests.kills 200` tries more."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COUNT = 2


@pytest.mark.nightly  # killed at every point of the exchange: test_swap.py; while charts are drawn: test_run.py
@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="processes are looked up in /proc")
def test_killed_at_random_moments() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.kills", str(COUNT)], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    told = json.loads(ended.stdout)
    assert sum(told["ends"].values()) == COUNT
    assert told["ends"].get("killed, old", 0) >= COUNT // 2


@pytest.mark.nightly  # a disk that is full at each step of the exchange: test_swap.py
def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path) -> None:
    """The room runs out while the last files of the site are written."""
    command = ["unshare", "--mount", sys.executable, "-m", "tests.release.full", str(tmp_path), "0.6"]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no unshare here")
    if ended.returncode and "permi" in ended.stderr:
        pytest.skip(f"this user may not mount: {ended.stderr.strip()}")
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == []
