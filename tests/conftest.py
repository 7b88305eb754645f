"""What every test may use: the finished site, and how properties are searched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PUBLIC = Path("public")

settings.register_profile("local", deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, database=None)
settings.register_profile("nightly", settings.get_profile("local"), max_examples=600, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "local"))


@pytest.fixture(scope="session")
def site() -> Path:
    """Folder of the finished site. It is never skipped: a test that cannot look says so by failing."""
    if not (PUBLIC / "index.html").is_file():
        pytest.fail(f"There is no finished site in {PUBLIC}/: run `make publish` first.", pytrace=False)
    return PUBLIC
