"""What every test may use: the finished site, and how properties are searched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PUBLIC = Path("public")


def is_searching() -> bool:
    """Whether this is a round of `make fuzz`, which tries other inputs than the last."""
    return os.environ.get("HYPOTHESIS_PROFILE") == FUZZ


FUZZ = "fuzz"
"""The profile of `make fuzz`, the one run that searches: every other run tries the same inputs each time."""

settings.register_profile(
    "same",
    deadline=None,
    max_examples=15,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(FUZZ, settings.get_profile("same"), derandomize=False, max_examples=40, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "same")


@pytest.fixture(scope="session")
def site() -> Path:
    """Folder of the finished site. It is never skipped: a test that cannot look says so by failing."""
    if not (PUBLIC / "index.html").is_file():
        pytest.fail(f"There is no finished site in {PUBLIC}/: run `make publish` first.", pytrace=False)
    return PUBLIC
