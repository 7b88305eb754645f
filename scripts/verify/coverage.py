"""The published tables of coverage, counted again from the published observations and memberships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from scripts.model.codes import UN_MEMBER, UNKNOWN_PERIOD
from scripts.model.measures import VALUE_COLUMNS
from scripts.model.pages import COUNTRY
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.verify.files import DATA, Folder
from scripts.verify.presence import wanted
from scripts.verify.second_path import Tables

AREAS, GROUPS = f"{DATA}/coverage.csv", f"{DATA}/coverage_groups.csv"
KEYS = ("ref_area", "ref_area_label")
Record = Mapping[str, str]
Rows = list[tuple[str, ...]]


def coverage(site: Folder) -> Iterator[Problem]:
    """Tell each table of coverage that is missing, and each row or column that is otherwise than counted again."""
    try:
        headlines = _headlines(site)
        areas = _areas(site, headlines)
        groups = _groups(site, areas)
    except (KeyError, ValueError, IndexError) as error:
        yield Problem(file=AREAS, code="coverage-not-recomputed", found=f"{type(error).__name__} {error}")
        return
    names = [series.indicator for series in headlines]
    yield from _compared(site, AREAS, (*KEYS, "indicators_known", *names), areas)
    yield from _compared(site, GROUPS, (*KEYS, "members", *names), groups)


def _headlines(site: Folder) -> list[Series]:
    """Give the headline of each indicator, in the order of their numbers."""
    order = {row["id"]: int(row["number"]) for row in site.records("indicators")}
    headlines = [series for series in Tables(site).series if series.role == "headline"]
    return sorted(headlines, key=lambda series: order[series.indicator])


def _areas(site: Folder, headlines: Sequence[Series]) -> Rows:
    names = {row["iso3"]: row[f"name_{site.languages.first}"] for row in site.records("reference_areas")}
    known = [_periods(series, site.records(series.table)) for series in headlines]
    rows = []
    for area in sorted(code.upper() for code in wanted(site)[COUNTRY]):
        cells = [periods.get(area, "") for periods in known]
        rows.append((area, names[area], str(sum(cell != "" for cell in cells)), *cells))
    return rows


def _periods(series: Series, records: Iterable[Record]) -> dict[str, str]:
    """Give for each area the period of the figure that stands for it."""
    held: dict[str, list[Record]] = {}
    for record in records:
        if any(record.get(name) for name in VALUE_COLUMNS) and record["time_period"] != UNKNOWN_PERIOD:
            held.setdefault(record["ref_area"], []).append(record)
    if series.has_statuses:
        return _last_statuses(series, held)
    return {area: best(rows)["time_period"] for area, rows in held.items()}


def _last_statuses(series: Series, held: Mapping[str, Sequence[Record]]) -> dict[str, str]:
    """Give the year of each status that still holds in the last year for which any area has one."""
    end = stated_year(series, [row for rows in held.values() for row in rows])
    found = {}
    for area, rows in held.items():
        years = [year for row in rows if end - series.max_age <= (year := int(row["time_period"])) <= end]
        if years:
            found[area] = str(max(years))
    return found


def stated_year(series: Series, rows: Sequence[Record]) -> int:
    """Give the last year in which a status holds and none that holds is provisional; 0 for none."""
    whole: set[int] = set()
    partial: set[int] = set()
    nexts: dict[tuple[str, ...], int] = {}
    for row in sorted(rows, key=lambda row: row["time_period"], reverse=True):
        key = (row["ref_area"], *(row[name] for name in series.dimensions))
        year = int(row["time_period"])
        end = min(year + series.max_age + 1, nexts.get(key, year + series.max_age + 1), int(series.last_period) + 1)
        (partial if row["obs_status"] == "P" else whole).update(range(year, end))
        nexts[key] = year
    return max(whole - partial, default=0)


def best(rows: Sequence[Record]) -> Record:
    """Give the last row of a whole period; else the last that is not of low reliability; else the last."""
    for passed_over in ("PU", "U"):
        fit = [row for row in rows if row["obs_status"] not in passed_over]
        if fit:
            return fit[-1]
    return rows[-1]


def _groups(site: Folder, areas: Rows) -> Rows:
    members: dict[str, set[str]] = {row["id"]: set() for row in site.records("area_groups")}
    for row in site.records("area_group_members"):
        if not row["valid_to"]:
            members[row["group"]].add(row["ref_area"])
    states = {row["iso3"] for row in site.records("reference_areas") if row["area_type"] == UN_MEMBER}
    names = {row["id"]: row[f"name_{site.languages.first}"] for row in site.records("area_groups")}
    rows = []
    for group in sorted(members):
        held = [row[len(KEYS) + 1 :] for row in areas if row[0] in members[group] & states]
        counts = [sum(cells[n] != "" for cells in held) for n in range(len(areas[0]) - len(KEYS) - 1)]
        rows.append((group, names[group], str(len(held)), *(str(count) for count in counts)))
    return rows


def _compared(site: Folder, path: str, header: tuple[str, ...], rows: Rows) -> Iterator[Problem]:
    """Tell each line that differs from the line that should stand in its place."""
    table = site.table(path)
    if table is None:
        yield Problem(file=path, code="coverage-absent")
        return
    lines = zip_longest([table.header, *table.rows], [header, *rows], fillvalue=())
    for number, (held, expected) in enumerate(lines, start=1):
        if held != expected:
            told = {"found": ", ".join(held), "expected": ", ".join(expected)}
            yield Problem(file=path, row=number, code="coverage-differs", **told)
