"""The cases of the sentences. Tests run them, and the method's page prints the same file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CASES = Path("tests") / "spec" / "sentences.json"
NAMED = ("cases", "finding", "label", "unit")
"""Texts of the package that a case may have, in a language each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceCase:
    """One case: what it shows, what is given, and the sentence that follows, '' where nothing is said.

    `given` and `figures` are (name, value): settings of the series and texts of the package; measures.
    """

    id: str
    shows: str
    given: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    said: str


def sentence_cases(language: str, path: Path = CASES) -> Mapping[str, list[SentenceCase]]:
    """Read the cases that have a language, by kind of sentence, in file order.

    Raises OSError or ValueError when the file is missing or not JSON.
    """
    found: dict[str, list[SentenceCase]] = {}
    for case in json.loads(path.read_bytes())["cases"]:
        if language in case["expected"]:
            found.setdefault(case["sentence"], []).append(_case(case, language))
    return found


def _case(case: Mapping[str, Any], language: str) -> SentenceCase:
    given = {**case["series"], **{name: case[name][language] for name in NAMED if name in case}}
    given |= {"time_period": case["period"]} if case.get("period") else {}
    given |= {name: case[name] for name in ("status", "data_until") if name in case}
    return SentenceCase(
        id=case["id"],
        shows=case["shows"][language],
        given=tuple((name, _written(value)) for name, value in given.items()),
        figures=tuple((name, _written(value)) for name, value in (*_observed(case), *case.get("figures", {}).items())),
        said=case["expected"][language],
    )


def _observed(case: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Give the observations of a case, each cell as one would read it in its file."""
    table = case.get("observations", {"columns": [], "rows": []})
    return [cell for row in table["rows"] for cell in zip(table["columns"], row, strict=True) if cell[1]]


def _written(value: object) -> str:
    """Write a setting as the package's files do."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(part) for part in value) if isinstance(value, list) else str(value)
