"""A finished site to break."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verify.tiny_site import Made, make_good


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A sound site of the test's own."""
    return make_good(tmp_path / "made")
