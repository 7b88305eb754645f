"""What stands for an area in each period, a second time: from the published tables, with plain loops.

It follows the written rule (`tests/spec/standing.json`), not the code of the first path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from scripts.model.kinds import measure_of, way_of
from scripts.model.measures import VALUE_COLUMNS
from scripts.model.problems import Problem
from scripts.verify.files import Folder

WORSE: Final = {"P": 1, "U": 2}
"""Statuses that a figure with any other goes before; of equals the last stands."""

_ROW: Final = re.compile(r"#cell=(\d+),")

Lines = Mapping[str, int]
"""By period, the row of the table that stands in it."""

Reason = tuple[str, str, str]
"""Status, source and note of a row without a value."""


class Years:
    """What stands for each area in each period, by the published tables."""

    def __init__(self, site: Folder) -> None:
        self._site = site

    def faults(self, path: str, content: Mapping[str, Any]) -> Iterator[Problem]:
        """Tell where a file of years leaves out a period, has one too many, or another row stands in it."""
        area = _area_of(path)
        if content.get("iso3") != area:
            yield Problem(
                file=path, field="/iso3", code="api-text-differs", found=str(content.get("iso3")), expected=area
            )
        held, expected = content["series"], self.standing.get(area, {})
        for series in sorted(held.keys() | expected.keys()):
            told, stands = _lines(held.get(series, ())), expected.get(series, {})
            for period in sorted(told.keys() | stands.keys()):
                found, right = told.get(period, 0), stands.get(period, 0)
                place = f"/series/{series}/{period}"
                if not found:
                    yield Problem(file=path, field=place, code="api-observation-absent", found=area, expected=period)
                elif found != right:
                    differs = "api-observation-differs"
                    yield Problem(file=path, field=place, code=differs, found=str(found), expected=str(right))

    def list_faults(self, path: str, content: Mapping[str, Any]) -> Iterator[Problem]:
        """Tell where the file of a country lists other periods than anything of it is of."""
        stands = self.standing.get(_area_of(path), {})
        right = sorted({period for lines in stands.values() for period in lines}, reverse=True)
        found = content.get("periods")
        if found != right:
            yield Problem(
                file=path, field="/periods", code="api-list-differs", found=str(found), expected=" ".join(right)
            )

    def blank_faults(self, path: str, content: Mapping[str, Any]) -> Iterator[Problem]:
        """Tell where a file of years says otherwise than the tables why nothing stands in a period."""
        held, expected = content["blanks"], self.blanks.get(_area_of(path), {})
        for series in sorted(held.keys() | expected.keys()):
            told = {each["time_period"]: _reason(each) for each in held.get(series, ())}
            right = expected.get(series, {})
            for period in sorted(told.keys() | right.keys()):
                if told.get(period) != right.get(period):
                    yield Problem(
                        file=path,
                        field=f"/blanks/{series}/{period}",
                        code="api-observation-differs",
                        found=" ".join(told.get(period, ())),
                        expected=" ".join(right.get(period, ())),
                    )

    @cached_property
    def blanks(self) -> Mapping[str, Mapping[str, Mapping[str, Reason]]]:
        """By area and series, status, source and note of the last row without a value in each period without any."""
        found: dict[str, dict[str, dict[str, Reason]]] = {}
        for name, series in self._site.series.items():
            for row in self._site.records(f"observations_{name}") if _is_of_periods(series) else ():
                area, period = row.get("ref_area", ""), row.get("time_period", "")
                held = self.standing.get(area, {}).get(name, {})
                if period[:1].isdigit() and period not in held and not any(row.get(each) for each in VALUE_COLUMNS):
                    found.setdefault(area, {}).setdefault(name, {})[period] = _reason(row)
        return found

    @cached_property
    def standing(self) -> Mapping[str, Mapping[str, Lines]]:
        """By area and series, the row that stands in each period."""
        found: dict[str, dict[str, Lines]] = {}
        for name, series in self._site.series.items():
            if _is_of_periods(series):
                for area, rows in self._rows(name).items():
                    found.setdefault(area, {})[name] = _standing(series, rows)
        return found

    def _rows(self, series: str) -> Mapping[str, list[tuple[int, Mapping[str, str]]]]:
        """Give the dated rows with a figure by area, each with its number, in the order of the table."""
        found: dict[str, list[tuple[int, Mapping[str, str]]]] = {}
        for line, row in enumerate(self._site.records(f"observations_{series}"), start=2):
            if row.get("time_period", "")[:1].isdigit() and any(row.get(name) for name in VALUE_COLUMNS):
                found.setdefault(row.get("ref_area", ""), []).append((line, row))
        return found


def _reason(told: Mapping[str, Any]) -> Reason:
    return tuple(str(told.get(name) or "") for name in ("obs_status", "source", "note"))  # type: ignore[return-value]


def _is_of_periods(series: Mapping[str, str]) -> bool:
    """Tell whether an area has one figure a period in a series that countries' files hold."""
    if series.get("role") == "headline":
        return not (way_of(series.get("aggregation", "")).of_cases and series.get("dimensions"))
    return series.get("role") == "context" and not series.get("dimensions")


def _standing(series: Mapping[str, str], rows: Sequence[tuple[int, Mapping[str, str]]]) -> Lines:
    """Give the row that stands in each period: the best of the period, or the last status within its term."""
    own: dict[str, tuple[int, int]] = {}
    states = measure_of(series["measure_type"]).statuses and way_of(series["aggregation"]).of_states
    for line, row in rows:
        period, rank = row["time_period"], 0 if states else WORSE.get(row.get("obs_status", ""), 0)
        if period not in own or (not states and rank <= own[period][0]):
            own[period] = (rank, line)
    found = {period: line for period, (_, line) in own.items()}
    if not states:
        return found
    last, term = int(series["last_period"]), int(series.get("max_age") or "0")
    return {
        f"{year:04}": line
        for period, line in sorted(found.items())
        for year in range(int(period), min(int(period) + term, last) + 1)
    }


def _lines(entries: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Give the row that each entry was read from, by the period that it stands in; -1 where its values disagree."""
    found: dict[str, int] = {}
    for entry in entries:
        period = str(entry.get("headline_period", entry.get("time_period")))
        rows = {match[1] for value in entry["values"].values() for match in _ROW.finditer(str(value.get("cell")))}
        found[period] = int(rows.pop()) if len(rows) == 1 and period not in found else -1
    return found


def _area_of(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".json")
