"""Parts beside their whole: in each period the regions add up to the world, and sub-regions to their region."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from scripts.model.codes import DIVISIONS, UNCOUNTED, WORLD
from scripts.model.measures import VALUE_COLUMNS
from scripts.model.problems import Problem
from scripts.verify.files import DATA, Folder

FILE: Final = f"{DATA}/summaries.csv"
PAGE: Final = "quality/index.html"
OUTSIDE: Final = re.compile(rb'data-outside="([^"]*)"')
ADDED: Final[Mapping[str, frozenset[str]]] = {
    "sum": frozenset({"total", "areas_reporting", "records", "areas"}),
    "sum_over_time": frozenset({"total", "areas_reporting", "records", "areas"}),
    "ratio_of_sums": frozenset({"numerator", "cases"}),
}
"""By way of summing: the measures that are added over areas. Of an agreement two regions may be party."""


def parts(site: Folder) -> Iterator[Problem]:
    """Tell each figure of a divided group that its parts do not add up to; a blank adds nothing.

    What is in no region needs a line: a group of the same kind as the regions, or the areas by name on the page of
    quality. Without one the world says more than its parts, and nobody can see why.
    """
    table = site.table(FILE)
    if table is None or table.header[:5] != ("series", "group", "time_period", "measure", "value"):
        return  # `summaries` tells
    divided, added_of = _divided(site), {name: _added(about) for name, about in site.series.items()}
    figures = {
        row[:4]: (number, row[4])
        for number, row in enumerate(table.rows, start=2)
        if row[3].partition(".")[0] in added_of.get(row[0], ())
    }
    named = _named(site)
    for whole, pieces in divided.items():
        excused: dict[str, bool] = {}
        for (series, group, period, measure), (number, value) in figures.items():
            if group != whole:
                continue
            found = [figures.get((series, piece, period, measure), (0, ""))[1] for piece in pieces]
            added = sum(int(each) for each in found if each)
            if added == int(value or "0"):
                continue
            if series not in excused:
                excused[series] = _is_named(site, named, series, whole, pieces)
            if not excused[series]:
                told = f"{series} {group} {period} {measure}"
                yield Problem(
                    file=FILE, row=number, field=told, code="parts-do-not-add-up", found=str(added), expected=value
                )


def _added(series: Mapping[str, str]) -> frozenset[str]:
    """Give the measures of a series that are added over areas."""
    return ADDED.get(series.get("aggregation", ""), frozenset())


def _named(site: Folder) -> Mapping[tuple[str, str], frozenset[str]]:
    """Give the areas that the page of quality names as in no part, by series and group."""
    if PAGE not in site.files:
        return {}
    lines = (line.decode().split() for line in OUTSIDE.findall(site.read(PAGE)))
    return {(series, group): frozenset(areas) for series, group, *areas in lines}


def _is_named(
    site: Folder, named: Mapping[tuple[str, str], frozenset[str]], series: str, whole: str, pieces: list[str]
) -> bool:
    """Tell whether every area that a series has a figure of, and that is in none of the parts, is named as such."""
    if (series, whole) not in named:
        return False
    lasting = [row for row in site.records("area_group_members") if not row.get("valid_to")]
    inside = {row["ref_area"] for row in lasting if row["group"] == whole}
    covered = {row["ref_area"] for row in lasting if row["group"] in pieces}
    valued = {
        row["ref_area"]
        for row in site.records(f"observations_{series}")
        if any(row.get(column) for column in VALUE_COLUMNS)
    }
    uncounted = {row["iso3"] for row in site.records("reference_areas") if row["area_type"] in UNCOUNTED}
    outside = (valued - uncounted if whole == WORLD else valued & inside) - covered
    return outside <= named[series, whole]


def _divided(site: Folder) -> dict[str, list[str]]:
    """Give each group that groups of one kind divide, with these."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in site.records("area_groups"):
        if row.get("kind") in DIVISIONS and row.get("parent"):
            found.setdefault((row["parent"], row["kind"]), []).append(row["id"])
    return {parent: pieces for (parent, _), pieces in found.items()}
