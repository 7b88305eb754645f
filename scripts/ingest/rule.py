"""What a rule is, and the few helpers that rules share."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from scripts.model.problems import Problem, RefusedError
from scripts.model.tables import Register
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas

CITED: Final = ["source_title", "source_publisher", "source_url", "confidence", "basis"]
"""Columns that say where a row was read, as tidy tables and the package both have them."""

Tables = Mapping[str, pd.DataFrame]
"""Package resources by name: every column text, blank as '', columns as the profile says (order is settled later)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a rule may read: the harvests of the sources that it named, the areas, and the framework tables."""

    harvests: Mapping[str, Harvest]
    areas: Areas
    framework: Tables

    def table(self, source: str, name: str) -> pd.DataFrame:
        """One tidy table of one source."""
        return self.harvests[source].tables[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: the sources it reads, the registers it defines, and the function that makes its resources.

    `files` makes resources that are not tables: bytes by file name, to be written to `data/<name>` of the package.
    """

    sources: tuple[str, ...]
    build: Callable[[Inputs], Tables]
    registers: tuple[Register, ...] = ()
    files: Callable[[Inputs], Mapping[str, bytes]] | None = None


def refuse(found: Iterable[str], *, file: str, code: str, field: str, expected: str = "") -> None:
    """Raise RefusedError with one problem for each text that was found; do nothing for none."""
    problems = [Problem(file=file, code=code, field=field, found=text, expected=expected) for text in found]
    if problems:
        raise RefusedError(problems)


def refuse_difference(found: Collection[str], expected: Collection[str], *, file: str, field: str) -> None:
    """Refuse, each by itself, what stands in only one of two lists that should hold the same."""
    refuse(sorted(set(found) ^ set(expected)), file=file, code="facts-do-not-match", field=field)


def observations(frame: pd.DataFrame, *, source: str = "", status: str = "A", note: str = "") -> pd.DataFrame:
    """Complete a frame of observations with constant `source`, `obs_status` and `note` where it lacks them."""
    constants = {"obs_status": status, "source": source, "note": note}
    return frame.assign(**{k: v for k, v in constants.items() if k not in frame.columns})


def ratio_text(numerator: pd.Series, denominator: pd.Series, *, per: int = 1, decimals: int = 6) -> pd.Series:
    """Text of per x numerator / denominator, rounded half to even to `decimals`; '' where either is missing."""
    values = per * numerator.astype("float64") / denominator.astype("float64")
    return number_text(values, decimals)


def number_text(values: pd.Series, decimals: int = 0) -> pd.Series:
    """Text of numbers with at most `decimals` decimals and no trailing zeros; '' for missing."""

    def text(value: float) -> str:
        if math.isnan(value):
            return ""
        shown = f"{value:.{decimals}f}"
        return shown.rstrip("0").rstrip(".") if "." in shown else shown

    return pd.Series([text(v) for v in values], index=values.index, dtype=str)


def spread_years(frame: pd.DataFrame, first: str, last: Sequence[int] | pd.Series, end: int) -> pd.DataFrame:
    """Repeat each row for every year from its `first` column to its `last` value, at most `end`, as `time_period`.

    `first` holds years as text (the first four characters count); `last` holds a year for each row.
    """
    spans = [
        pd.DataFrame({"row": i, "time_period": [str(y) for y in range(int(start[:4]), min(int(stop), end) + 1)]})
        for i, start, stop in zip(frame.index, frame[first], last, strict=True)
    ]
    if not spans:
        return frame.assign(time_period="")
    years = pd.concat(spans, ignore_index=True)
    return years.merge(frame, left_on="row", right_index=True, how="left", validate="many_to_one").drop(columns="row")
