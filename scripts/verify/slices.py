"""The labelled slices: exactly the rows of the observations and of the summaries, each in its own files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from scripts.model.problems import Problem
from scripts.verify.files import DATA, EMPTY, Folder, Table

Row = tuple[tuple[str, str], ...]
"""A row as its filled cells, in order of column names, so that files with different columns can be compared."""


def slices(site: Folder) -> Iterator[Problem]:
    """Tell each slice that is missing, that nothing asks for, or whose rows are not those of its tables."""
    by_area: dict[str, list[Row]] = {row.get("iso3", ""): [] for row in site.records("reference_areas")}
    by_indicator: dict[str, list[Row]] = {row.get("id", ""): [] for row in site.records("indicators")}
    for area, indicator, row in _observations(site):
        by_area.setdefault(area, []).append(row)
        if indicator:
            by_indicator.setdefault(indicator, []).append(row)
    yield from _compared(site, "countries", by_area)
    yield from _compared(site, "indicators", {name: rows for name, rows in by_indicator.items() if rows})
    yield from _compared(site, "regions", _summaries(site))


def _observations(site: Folder) -> Iterator[tuple[str, str, Row]]:
    """Give each observation with its area and indicator, labelled as slices are."""
    names = {row.get("iso3", ""): row.get("name_en", "") for row in site.records("reference_areas")}
    notes = {code: row.get("label_en", "") for (codelist, code), row in site.labels.items() if codelist == "note"}
    for series, about in site.series.items():
        table = site.resource(f"observations_{series}")
        fixed = {k: about.get(k, "") for k in ("indicator", "unit_measure")} | {"series": series}
        for record in table.records():
            area = record.get("ref_area", "")
            label, note = names.get(area, ""), notes.get(record.get("note", ""), "")
            filled = {**record, **fixed, "ref_area_label": label, "note": note}
            yield area, fixed["indicator"], tuple(sorted(pair for pair in filled.items() if pair[1]))


def _summaries(site: Folder) -> dict[str, list[Row]]:
    """Give the rows of the summaries by group, each with its indicator."""
    found: dict[str, list[Row]] = {row.get("id", ""): [] for row in site.records("area_groups")}
    table = site.table(f"{DATA}/summaries.csv") or EMPTY
    for record in table.records():
        held = found.get(record.get("group", ""))
        if held is not None:
            indicator = site.series.get(record.get("series", ""), {}).get("indicator", "")
            held.append(tuple(sorted(p for p in {**record, "indicator": indicator}.items() if p[1])))
    return {group: rows for group, rows in found.items() if rows}


def _compared(site: Folder, folder: str, wanted: Mapping[str, list[Row]]) -> Iterator[Problem]:
    there = {path.rpartition("/")[2].removesuffix(".csv"): path for path in site.below(f"{DATA}/{folder}/", ".csv")}
    for name in sorted(there.keys() - wanted.keys()):
        yield Problem(file=there[name], code="slice-extra")
    for name, rows in sorted(wanted.items()):
        path = f"{DATA}/{folder}/{name}.csv"
        table = site.table(path)
        if table is None:
            yield Problem(file=path, code="slice-absent")
        else:
            yield from _rows(path, table, rows)


def _rows(path: str, table: Table, wanted: Iterable[Row]) -> Iterator[Problem]:
    """Tell rows too many, each in its place, and rows too few."""
    left = Counter(wanted)
    order = sorted(range(len(table.header)), key=lambda place: table.header[place])
    names = [(place, table.header[place]) for place in order]
    for number, cells in enumerate(table.rows, start=2):
        row = tuple((name, cells[place]) for place, name in names if place < len(cells) and cells[place])
        if left[row]:
            left[row] -= 1
        else:
            yield Problem(file=path, row=number, code="slice-row-extra", found=_told(row))
    for row in left.elements():
        yield Problem(file=path, code="slice-row-absent", found=_told(row))


def _told(row: Row) -> str:
    return ", ".join(f"{name}={value}" for name, value in row)
