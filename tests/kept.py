"""What several tests need and one makes: drawings kept from run to run, and folders that are made once a run."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def drawings(package: str) -> Path:
    """Give the cache of the drawings of a package that tests build: drawn once, and again when it is drawn otherwise.

    Each package has a folder of its own, since a build removes what it did not use.
    """
    folder = Path(".cache").resolve() / "tested" / "drawings" / package
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Give a folder that `make` has filled in this run of the tests, in whichever of its processes was first."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    made = folder.with_name(f"{name}.made")
    with folder.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
