"""The packages that lock files name, with the licence that each states."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

PINNED: Final = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")

FREE: Final = frozenset(
    {
        *("MIT", "MIT-0", "MIT-CMU", "ISC", "0BSD", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "Zlib"),
        *("PSF-2.0", "Python-2.0", "CNRI-Python", "HPND", "BlueOak-1.0.0", "Unlicense", "CC0-1.0", "CC-BY-4.0"),
        *("MPL-2.0", "OFL-1.1", "Artistic-1.0"),
    }
)
"""Licences under which a package may be used to make and check this site, by SPDX identifier."""

CLASSIFIED: Final = {
    "Artistic License": "Artistic-1.0",
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
    "Historical Permission Notice and Disclaimer (HPND)": "HPND",
}
"""SPDX identifier of each licence in PyPI's classifiers."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Package:
    """One package in one version; `licence` is an SPDX expression, '' where none is stated."""

    registry: str
    name: str
    version: str
    licence: str = ""


def python_packages(locks: Iterable[Path]) -> list[Package]:
    """Give the Python packages of lock files, each once, with the licence of what is installed."""
    found = (PINNED.match(line) for lock in locks for line in lock.read_text(encoding="utf-8").splitlines())
    pinned = {(match["name"], match["version"]) for match in found if match}
    return [
        Package(registry="python", name=name, version=version, licence=_licence(name))
        for name, version in sorted(pinned)
    ]


def _licence(name: str) -> str:
    """Give the licence that an installed package states; '' when it states none or is not installed here."""
    try:
        held = distribution(name)
    except PackageNotFoundError:
        return ""
    return stated(held)


def stated(held: Distribution) -> str:
    """Give the licence of a distribution: its expression, else its classifiers, else its text where that is short."""
    about = held.metadata
    if "License-Expression" in about:
        return about["License-Expression"]
    names = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    if names:
        return " OR ".join(CLASSIFIED.get(name, name) for name in names)
    text = about["License"].strip() if "License" in about else ""
    return text if text and "\n" not in text else ""


def npm_packages(locks: Iterable[Path]) -> list[Package]:
    """Give the npm packages of lock files, each once."""
    return sorted({package for lock in locks for package in _of_npm(lock)})


def _of_npm(lock: Path) -> Iterator[Package]:
    for place, held in json.loads(lock.read_bytes())["packages"].items():
        if place:
            name = place.rpartition("node_modules/")[2]
            yield Package(registry="npm", name=name, version=held["version"], licence=str(held.get("license", "")))


def is_free(licence: str) -> bool:
    """Tell whether a licence, or one of those between which one may choose, is in `FREE`."""
    choices = re.split(r"\s+OR\s+", licence.strip("()"))
    return any(all(part in FREE for part in re.split(r"\s+AND\s+", choice.strip("()"))) for choice in choices)
