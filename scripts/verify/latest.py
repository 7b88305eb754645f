"""The newest values of areas, chosen again from the published observations by plain loops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from scripts.model.codes import AT_LEAST, BOUNDS, UNKNOWN_PERIOD
from scripts.model.measures import VALUE_COLUMNS
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.verify.coverage import best, stated_year
from scripts.verify.files import DATA, EMPTY, Folder
from scripts.verify.second_path import Tables

LATEST: Final = f"{DATA}/latest.csv"
Record = Mapping[str, str]
Line = tuple[int, Record]
"""A row of a table of observations with its number, as cells count rows."""

FIRST: Final = ("indicator", "indicator_label", "series", "series_label", "role", "ref_area", "ref_area_label")
LAST: Final = (
    *("bound", "obs_status", "obs_status_label", "unit_measure", "unit_measure_label"),
    *("source", "source_label", "note", "cell"),
)


def latest(site: Folder) -> Iterator[Problem]:
    """Tell where `latest.csv` is missing, cannot be made again, or has another row than should stand there."""
    table = site.table(LATEST)
    if table is None:
        yield Problem(file=LATEST, code="latest-absent")
        return
    try:
        wanted = list(expected(site))
    except (KeyError, ValueError, IndexError) as error:
        yield Problem(file=LATEST, code="latest-not-recomputed", found=f"{type(error).__name__} {error}")
        return
    lines = zip_longest([table.header, *table.rows], wanted, fillvalue=())
    for number, (held, right) in enumerate(lines, start=1):
        if held != right:
            told = {"found": ", ".join(filter(None, held)), "expected": ", ".join(filter(None, right))}
            yield Problem(file=LATEST, row=number, code="latest-differs", **told)


def expected(site: Folder) -> Iterator[tuple[str, ...]]:
    """Give every line that should stand in the table, its header first. Raises KeyError or ValueError."""
    told = _Told(site)
    yield told.columns
    for series in sorted(told.tables.series, key=lambda series: series.id):
        for row in told.rows(series):
            yield tuple(row.get(name, "") for name in told.columns)


class _Told:
    """The published tables, as a row of the newest values says them."""

    def __init__(self, site: Folder) -> None:
        self.site, self.tables = site, Tables(site)
        self._language = site.languages.first
        self._indicators = {row["id"]: row for row in site.records("indicators")}
        self._sources = {row["id"]: row for row in site.records("sources")}
        self._areas = {row["iso3"]: row for row in site.records("reference_areas")}
        dimensions = sorted({name for series in self.tables.series for name in series.dimensions})
        values = ("obs_value", "obs_value_label", *(name for name in VALUE_COLUMNS if name != "obs_value"))
        self.columns = (*FIRST, *dimensions, "breakdown", "time_period", "stated_period", *values, *LAST)

    def rows(self, series: Series) -> Iterator[Record]:
        """Give the rows of a series by area, and of an area in the order of its table."""
        table = self.site.table(f"{DATA}/{series.table}.csv") or EMPTY
        column = table.header.index("obs_value") + 1
        by_area: dict[str, list[Line]] = {}
        for line in enumerate(table.records(), start=2):
            by_area.setdefault(line[1]["ref_area"], []).append(line)
        in_year = series.has_statuses and series.counts_states and not series.dimensions
        year = stated_year(series, [row for _, row in _every(by_area) if _dated(row)]) if in_year else 0
        about = {**self._about(series), "stated_period": str(year or "")}
        for area in sorted(by_area):
            held = by_area[area]
            for number, row in _holding(series, held, year) if in_year else _by_code(series, held):
                cell = f"{DATA}/{series.table}.csv#cell={number},{column}"
                yield {**row, **about, **self._said(series, row), "cell": cell}

    def _about(self, series: Series) -> Record:
        indicator = self._indicators.get(series.indicator)
        return {
            "indicator": series.indicator,
            "indicator_label": self._text(indicator, "label") if indicator else "",
            "series": series.id,
            "series_label": self._text(self.site.series[series.id], "label"),
            "role": series.role,
            "unit_measure": series.unit_measure,
            "unit_measure_label": self._label("unit_measure", series.unit_measure),
        }

    def _said(self, series: Series, row: Record) -> Record:
        value, source = row["obs_value"], row["source"] or series.source
        counted = bool(value) and not series.codelist and float(value) != 0
        bound = BOUNDS.get(row["note"], AT_LEAST if series.is_minimum else "") if counted else ""
        return {
            "ref_area_label": self._text(self._areas[row["ref_area"]], "name"),
            "breakdown": ", ".join(self._label(name, row[name]) for name in series.dimensions),
            "obs_value_label": self._label(series.codelist, value) if series.codelist and value else "",
            "bound": bound,
            "obs_status_label": self._label("obs_status", row["obs_status"]),
            "source": source,
            "source_label": self._sources[source]["title"],
            "note": self._label("note", row["note"]) if row["note"] else "",
        }

    def _label(self, codelist: str, code: str) -> str:
        return self._text(self.site.labels[codelist, code], "label")

    def _text(self, row: Record, column: str) -> str:
        return row[f"{column}_{self._language}"]


def _every(by_area: Mapping[str, Sequence[Line]]) -> Iterator[Line]:
    return (line for lines in by_area.values() for line in lines)


def _dated(row: Record) -> bool:
    return bool(row["obs_value"]) and row["time_period"] != UNKNOWN_PERIOD


def _holding(series: Series, held: Sequence[Line], year: int) -> Iterator[Line]:
    """Give the last status of an area in a year, if it is not too old by then."""
    fit = [
        (int(row["time_period"]), number, row)
        for number, row in held
        if _dated(row) and year - series.max_age <= int(row["time_period"]) <= year
    ]
    last = max((period for period, _, _ in fit), default=None)
    yield from [(number, row) for period, number, row in fit if period == last][:1]


def _by_code(series: Series, held: Sequence[Line]) -> Iterator[Line]:
    """Give for each code of the dimensions the best dated figure; where there is none, the last row, which says why."""
    codes: dict[tuple[str, ...], list[Line]] = {}
    for line in held:
        codes.setdefault(tuple(line[1][name] for name in series.dimensions), []).append(line)
    for lines in codes.values():
        dated = [
            (number, row)
            for number, row in lines
            if row["time_period"][:1].isdigit() and any(row.get(name) for name in VALUE_COLUMNS)
        ]
        if not dated:
            yield lines[-1]
            continue
        chosen = best([row for _, row in dated])
        yield next((number, row) for number, row in reversed(dated) if row is chosen)
