"""Searches for what breaks validation: `python -m tests.fuzz [SECONDS] [SEED]`, or `make fuzz`.

Rounds of the tests below are run with other inputs each, until the time is over or a test fails. The tests themselves
try the same inputs in every usual run. What fails here is printed with its input, and its round can be run again by
its seed. Keep the input as an example beside the test before you mend the cause.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from typing import Final

TESTS: Final = ("tests/validate/test_fuzz.py", "tests/validate/test_faults.py")
SECONDS: Final = 900.0
LARGEST_SEED: Final = 2**31


def run(seconds: float, seed: int | None) -> int:
    """Run rounds until `seconds` are over, one at least. Gives the exit code of the round that failed, or 0."""
    end, rounds = time.monotonic() + seconds, 0
    while True:
        chosen = secrets.randbelow(LARGEST_SEED) if seed is None else seed
        rounds += 1
        print(f"round {rounds}, seed {chosen}", flush=True)  # noqa: T201
        surroundings = {**os.environ, "HYPOTHESIS_PROFILE": "fuzz", "FUZZ_SEED": str(chosen)}
        command = [sys.executable, "-m", "pytest", "-q", "-x", "--numprocesses", "auto", f"--hypothesis-seed={chosen}"]
        ended = subprocess.run([*command, *TESTS], env=surroundings, check=False)
        if ended.returncode or time.monotonic() >= end:
            return ended.returncode


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(run(float(given[0]) if given else SECONDS, int(given[1]) if len(given) > 1 else None))
