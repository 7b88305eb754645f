"""What pip-audit and npm say of known vulnerabilities; where they cannot ask, that is said and not taken for none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What one tool said: `found` are vulnerabilities; of `unasked` (packages, or a reason) it knows nothing."""

    tool: str
    asked: int = 0
    found: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()


def of_pip_audit(printed: str, said: str) -> Known:
    """Read what pip-audit printed as JSON; `said` is what it printed on standard error."""
    try:
        held: dict[str, Any] = json.loads(printed)
        packages = held["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Known(tool="pip-audit", unasked=(_last_line(said),))
    asked = [package for package in packages if "skip_reason" not in package]
    found = tuple(
        f"{package['name']} {package['version']}: {fault['id']}"
        f" (mended in {', '.join(fault.get('fix_versions', [])) or 'no version'})"
        for package in asked
        for fault in package.get("vulns", [])
    )
    return Known(tool="pip-audit", asked=len(asked), found=found, unasked=tuple(_unasked(packages)))


def _unasked(packages: Iterable[dict[str, Any]]) -> Iterator[str]:
    return (str(package["name"]) for package in packages if "skip_reason" in package)


def of_npm_audit(printed: str, said: str) -> Known:
    """Read what `npm audit --json` printed; `said` is what it printed on standard error."""
    try:
        held: dict[str, Any] = json.loads(printed)
        faults, counted = held["vulnerabilities"], held["metadata"]["dependencies"]["total"]
    except (ValueError, KeyError, TypeError):
        return Known(tool="npm audit", unasked=(_last_line(said),))
    found = tuple(f"{name} {fault['range']}: {fault['severity']}" for name, fault in sorted(faults.items()))
    return Known(tool="npm audit", asked=int(counted), found=found)


def _last_line(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "log of this run" not in line]
    return telling[-1].strip() if telling else "it printed nothing"
