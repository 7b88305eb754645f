"""The lock files: each its own, none with an address, and the same version wherever two hold one package."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scripts.audit.packages import PINNED
from scripts.setup import IN_VENV, NPM, PYTHON

LOCKS = {name: share.lock.read_text(encoding="utf-8") for name, share in PYTHON.items()}


def pins(name: str) -> dict[str, set[str]]:
    """Versions by package: one, or one for each range of Python versions."""
    held: dict[str, set[str]] = {}
    for match in filter(None, map(PINNED.match, LOCKS[name].splitlines())):
        held.setdefault(match["name"], set()).add(match["version"])
    return held


@pytest.mark.parametrize("name", LOCKS)
def test_each_lock_has_hashes_and_no_address(name: str) -> None:
    assert pins(name)
    without = re.findall(r"^[^\s#].*[^\\]$", LOCKS[name], re.MULTILINE)
    assert without == [], "a line that does not go on has no hash"
    assert "://" not in LOCKS[name]


def test_one_environment_has_one_version_of_each_package() -> None:
    held: dict[str, set[frozenset[str]]] = {}
    for name in IN_VENV:
        for package, versions in pins(name).items():
            held.setdefault(package, set()).add(frozenset(versions))
    assert {package: each for package, each in held.items() if len(each) > 1} == {}


@pytest.mark.parametrize(
    "package", ["pytest", "playwright", "mypy", "openpyxl", "shapely", "hypothesis", "uv", "obstore"]
)
def test_the_lock_of_building_has_no_tool_of_testing_ingest_or_deploying(package: str) -> None:
    assert package not in pins("build")


@pytest.mark.parametrize("share", NPM.values(), ids=lambda share: share.name)
def test_npm_locks_have_integrity_and_no_address(share: object) -> None:
    folder = getattr(share, "folder", Path())
    packages = json.loads((folder / "package-lock.json").read_bytes())["packages"]
    held = [package for place, package in packages.items() if place]
    assert held
    assert all(package["integrity"].startswith("sha512-") and "resolved" not in package for package in held)


def test_the_tool_that_chooses_versions_is_pinned() -> None:
    asked = Path("requirements/upkeep.in").read_text(encoding="utf-8")
    assert [f"uv=={version}" for version in pins("upkeep")["uv"]] == re.findall(r"^uv==.*", asked, re.MULTILINE)
