"""The cases of the summary rules. Tests run them, and the method's page prints the same file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CASES = Path("tests") / "spec" / "summary_rules.json"
TABLES = ("members", "areas", "observations", "weights", "register", "expected")
"""The tables that a case may have, in the order in which they are read: what is given, then what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTable:
    """One table of a case: which of TABLES it is, its columns, and its rows as text."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case: its id, the settings of its series as (column of `series`, value), and its tables."""

    id: str
    settings: tuple[tuple[str, str], ...]
    tables: tuple[CaseTable, ...]


def summary_rules(path: Path = CASES) -> list[Case]:
    """Read every case, in file order. Raises OSError or ValueError when the file is missing or not JSON."""
    return [_case(case) for case in json.loads(path.read_bytes())["cases"]]


def _case(case: Mapping[str, Any]) -> Case:
    tables = (
        CaseTable(name=name, columns=tuple(case[name]["columns"]), rows=tuple(tuple(row) for row in case[name]["rows"]))
        for name in TABLES
        if name in case
    )
    settings = tuple((name, _written(value)) for name, value in case["series"].items())
    return Case(id=case["id"], settings=settings, tables=tuple(tables))


def _written(value: object) -> str:
    """Write a setting as the package's files do."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(part) for part in value) if isinstance(value, list) else str(value)
