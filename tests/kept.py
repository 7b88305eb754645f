"""What several tests need and one makes: drawings kept from run to run, and folders that are made once a run."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from scripts.kept import Item, Made, Value, key_of
from scripts.release.publish import Plan, build
from scripts.validate.validate import check
from tests.packages import write_package


class Remembered(Made):
    """What this process has made, by what it was made from."""

    def __init__(self) -> None:
        super().__init__()
        self._values: dict[str, bytes] = {}

    def made(self, name: str, parts: Callable[[], Iterator[bytes | str]], make: Callable[[], Value]) -> Value:
        """Give what `make` gave of the same parts before, as bytes that nobody can change; else make it."""
        key = key_of(name, *parts())
        if key not in self._values:
            self._values[key] = pickle.dumps(make())
        found: Value = pickle.loads(self._values[key])  # noqa: S301 - bytes of this very process
        return found

    def each(
        self,
        name: str,
        items: Sequence[Item],
        parts: Callable[[Item], Iterator[bytes | str]],
        make: Callable[[Item], Value],
    ) -> list[Value]:
        """Give what `made` gives of each item: in this process, which else would forget what a copy of it has made."""
        return [self.made(name, partial(parts, item), partial(make, item)) for item in items]


def drawings(package: str) -> Path:
    """Give the cache of the drawings of a package that tests build: drawn once, and again when it is drawn otherwise.

    Each package has a folder of its own, since a build removes what it did not use.
    """
    folder = Path(".cache").resolve() / "tested" / "drawings" / package
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def seeded(factory: pytest.TempPathFactory, caches: Path) -> Path:
    """Lay out in `caches` what a publication of the small package keeps, and give that of its drawings.

    Fonts and drawings are a half of what a small site costs, and are made once in a run for all tests that publish one.
    """

    def make(folder: Path) -> None:
        package = write_package(folder / "package")
        plan = Plan(package=package, cache=folder / "caches" / "charts")
        build(plan, folder / "build", lambda _: lambda: None, check(package))
        shutil.rmtree(folder / "build")

    shutil.copytree(once(factory, "seed", make) / "caches", caches, copy_function=os.link)
    return caches / "charts"


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
