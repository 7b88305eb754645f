"""When the newest release of each package was made, so that one that nobody looks after is seen in time."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from scripts.audit.packages import Package

QUIET_YEARS = 3
"""Years without a release after which a package is named."""

Read = Callable[[str, str], bytes]
"""Reads an address with an `Accept` header. Raises OSError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """Packages by the day of their newest release, oldest first; `unknown` are those of which none was told."""

    days: tuple[tuple[date, Package], ...]
    unknown: tuple[Package, ...]

    def quiet(self, today: date) -> list[tuple[date, Package]]:
        """Give the packages that had no release for `QUIET_YEARS` years."""
        return [(day, package) for day, package in self.days if (today - day).days > QUIET_YEARS * 365]


def read(address: str, accept: str) -> bytes:
    """Read an address of a registry. Raises OSError."""
    request = urllib.request.Request(address, headers={"Accept": accept})  # noqa: S310 - the registry that pip and npm use
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        return bytes(answer.read())


def newest(package: Package, registry: str, reader: Read) -> date | None:
    """Give the day of the newest release as the registry at `registry` tells it; None when it does not."""
    try:
        if package.registry == "python":
            held = json.loads(reader(f"{registry}/{package.name}/", "application/vnd.pypi.simple.v1+json"))
            days = [file["upload-time"] for file in held["files"] if "upload-time" in file]
        else:
            held = json.loads(reader(f"{registry}/{quote(package.name, safe='@')}", "application/json"))
            days = [held["time"][held["dist-tags"]["latest"]]]
        return max(date.fromisoformat(day[:10]) for day in days)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def ages(packages: Iterable[Package], registries: dict[str, str], reader: Read = read) -> Ages:
    """Ask for the newest release of every package. `registries` gives the address for `python` and for `npm`."""
    listed = list(packages)
    with ThreadPoolExecutor(8) as pool:
        days = list(pool.map(lambda package: newest(package, registries[package.registry], reader), listed))
    known = sorted((day, package) for day, package in zip(days, listed, strict=True) if day)
    unknown = tuple(package for day, package in zip(days, listed, strict=True) if not day)
    return Ages(days=tuple(known), unknown=unknown)
