"""What a series is fits together, so that whatever passes can be summed and stated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from scripts.model.codes import AGGREGATIONS, MEASURE_TYPES, UNKNOWN_PERIOD, WORLD
from scripts.model.columns import is_reserved
from scripts.model.kinds import POLICY_CODELIST, aggregations, kind_of, measure_of
from scripts.model.measures import COUNTED
from scripts.model.outcomes import COUNTS
from scripts.model.periods import REPORTING_YEAR, YEAR, form_of, span_of
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.package.files import records
from scripts.validate.cells import PLACEHOLDERS, per_value, rules
from scripts.validate.check import Check, Context, in_rows, series_of
from scripts.validate.checks.keys import legible
from scripts.validate.checks.spans import perhaps_spans
from scripts.validate.checks.text import text_faults

HEADLINE: Final = "headline"
WORLD_KIND: Final = "world"

_UNFIT: Final = re.compile(r"[^\w+-]+")
"""What no code of a measure has: a point parts those of several dimensions, the rest means something in an address."""


def settings(context: Context) -> Iterator[Problem]:
    """What a series says of itself fits together: measure, way of summing, code list, range, dimensions."""
    for number, row, series in _listed(context):
        if series.measure_type in MEASURE_TYPES and series.aggregation in AGGREGATIONS:
            for code, field, expected in (*_unfit(series), *_unfit_value(series)):
                yield _told(number, code, field, row[field], expected)


def _listed(context: Context) -> Iterator[tuple[int, Mapping[str, str], Series]]:
    """Give each series that can be read, with its row and the number of that."""
    for number, row in enumerate(records(context.table("series")), start=2):
        series = series_of(row)
        if series is not None:
            yield number, row, series


def _told(number: int, code: str, field: str, found: str, expected: str) -> Problem:
    """Tell what does not fit in a row of the series."""
    return Problem(file="data/series.csv", row=number, code=code, field=field, found=found, expected=expected)


def _unfit(series: Series) -> Iterator[tuple[str, str, str]]:
    """Give the code, the column and what would fit, for each setting of a series that does not fit the others."""
    kind = kind_of(series.measure_type, series.aggregation)
    headline = series.role == HEADLINE
    if kind is None or (headline and not kind.headline):
        fitting = ", ".join(aggregations(series.measure_type, headline=headline))
        yield "aggregation-unfit", "aggregation", fitting
    elif headline and kind.divided and series.dimensions:
        yield "headline-divided", "dimensions", ""
    wanted = POLICY_CODELIST if series.has_statuses else ""
    misfit = series.codelist == "" if series.has_classes else series.codelist != wanted
    if misfit and series.codelist not in PLACEHOLDERS:
        yield "codelist-unfit", "codelist", wanted
    if series.has_range and (not series.has_parts or series.has_pending):
        yield "range-unfit", "has_range", "false"
    if series.has_pending and not (series.has_parts and len(series.dimensions) == 1):
        yield "range-unfit", "has_pending", "false"
    if any(map(is_reserved, series.dimensions)) or len({*series.dimensions}) < len(series.dimensions):
        yield "dimension-unfit", "dimensions", ""
    if series.window and (series.adds_periods or (series.window_years and not series.sums_records)):
        yield "window-unfit", "window", ""


def _unfit_value(series: Series) -> Iterator[tuple[str, str, str]]:
    """Give the same for the settings of measured values."""
    if bool(series.weight) != series.is_weighted:
        yield "weight-unfit", "weight", WEIGHING if series.is_weighted else ""
    if series.has_negatives and not series.is_measured:
        yield "negatives-unfit", "has_negatives", "false"


WEIGHING: Final = "count"
"""Measure type of a series that can be a weight."""


def weights(context: Context) -> Iterator[Problem]:
    """What weights a mean is a count of its own, without dimensions: one number an area and period, none below zero."""
    listed = list(_listed(context))
    named = {series.id: series for _, _, series in listed}
    for number, _, series in listed:
        weight = named.get(series.weight) if series.weight else None
        if weight and (not weight.counts_things or weight.dimensions or weight.has_corrections):
            yield _told(number, "weight-unfit", "weight", weight.id, WEIGHING)


def starts(context: Context) -> Iterator[Problem]:
    """A series whose periods are years such as 2010/11 says on which day they begin, and no other series does.

    Of what is written so and is no year, such as 2022/04, another check tells, and nothing follows from it.
    """
    for number, _, series in _listed(context):
        if series.table not in context.sound or series.is_by_year:
            continue  # of statuses by another period than a year another check tells
        periods = context.table(series.table)["time_period"].unique().tolist()
        given = series.reporting_year_start
        written = [cell for cell in periods if form_of(cell) == REPORTING_YEAR]
        wanted = any(span_of(cell) is not None for cell in written)
        unsaid, idle = wanted and not given, given and not written
        if unsaid or idle or (given and span_of(f"2000-{given}") is None):
            expected = "04-01" if wanted else ""
            yield _told(number, "reporting-year-start-unfit", "reporting_year_start", given, expected)


def registers(context: Context) -> Iterator[Problem]:
    """A series that is made from the rows of a register names one that has the columns for it."""
    for number, _, series in _listed(context):
        if not (series.has_parts and (series.sums_records or series.has_pending)):
            continue
        table = f"register_{series.register}"
        if series.register and table not in context.sound:
            continue  # of a register that is not there, or is faulty, other checks tell
        lacking = [*_lacking(series, list(context.table(table).columns) if series.register else [])]
        if lacking:
            yield _told(number, "register-unfit", "register", series.register, ", ".join(lacking))


def _lacking(series: Series, columns: list[str]) -> Iterator[str]:
    """Give the columns that a register lacks for a series that counts its rows, or divides numbers of each."""
    if series.has_pending:
        yield from (name for name in COUNTS if name not in columns)
        return
    top, bottom = f"numerator{series.suffix}", f"denominator{series.suffix}"
    if top not in columns:
        yield top
    if bottom not in columns and "denominator" not in columns:
        yield bottom


def years(context: Context) -> Iterator[Problem]:
    """Where areas are counted by their status, every period is a year: a status holds on one day of each.

    What may be a span of years is told as that.
    """
    for series in context.series():
        if series.is_by_year:
            frame = context.table(series.table)
            other = per_value(frame["time_period"], _no_year).astype(bool) & ~perhaps_spans(series, frame)
            yield from in_rows(series.table, frame[other], "period-not-a-year", "time_period")


def _no_year(cell: str) -> bool:
    """Whether a cell is a period but not a year: a month, another part of years, or no date at all."""
    return cell == UNKNOWN_PERIOD or (form_of(cell) != YEAR and span_of(cell) is not None)


def _has_classes(measure_type: str) -> bool:
    return measure_of(measure_type).classes


def codes(context: Context) -> Iterator[Problem]:
    """No class of a category has the name of something that is counted beside the classes."""
    series, rows = context.table("series"), context.table("codelists")
    lists = frozenset(series.loc[per_value(series["measure_type"], _has_classes, bool), "codelist"])
    taken = rows["codelist"].isin(lists) & rows["code"].isin(COUNTED)
    yield from in_rows("codelists", rows[taken], "code-reserved", "code")


def shapes(context: Context) -> Iterator[Problem]:
    """A code by which a series is divided, or a class, can be part of an address, a name of a file and a measure."""
    series, rows = context.table("series"), context.table("codelists")
    named = {name for cell in series["dimensions"] for name in cell.split()}
    named |= {*series.loc[per_value(series["measure_type"], _has_classes, bool), "codelist"]}
    held = rows[rows["codelist"].isin(named) & per_value(rows["code"], _is_unfit, bool)]
    for index, code in held["code"].items():
        yield Problem(
            file="data/codelists.csv",
            row=int(str(index)) + 2,
            field="code",
            code="code-unfit",
            found=code,
            expected=_UNFIT.sub("-", code).strip("-"),
        )


def _is_unfit(code: str) -> bool:
    return not text_faults(code) and _UNFIT.search(code) is not None


def labels(context: Context) -> Iterator[Problem]:
    """Every code that is used has its row, and so its label, in the code lists, also where the codes are fixed."""
    if "codelists" not in context.sound:
        return
    lists = context.table("codelists")
    known = set(zip(lists["codelist"], lists["code"], strict=True))
    series = context.table("series")
    named = {*series["codelist"], *(name for cell in series["dimensions"] for name in cell.split())}
    unknown = named - {*lists["codelist"]}  # of these, `codelist-unknown` tells
    lacking: dict[tuple[str, str], None] = {}
    for column in context.columns:
        codelist, allowed = column.field.get("codelist"), rules(column.field).get("enum")
        if codelist and codelist not in unknown:
            used = (cell for cell in column.distinct if legible(cell) and (not allowed or cell in allowed))
            lacking |= dict.fromkeys((codelist, cell) for cell in used if (codelist, cell) not in known)
    for codelist, code in lacking:
        yield Problem(
            file="data/codelists.csv", code="code-without-label", field="code", found=code, expected=str(codelist)
        )


def world(context: Context) -> Iterator[Problem]:
    """There is a group of all areas, of the kind `world` and with the code WLD: every headline is stated for it."""
    if "area_groups" not in context.sound:
        return
    groups = context.table("area_groups")
    named, worlds = groups[groups["id"] == WORLD], groups[groups["kind"] == WORLD_KIND]
    if named.empty and worlds.empty:
        yield Problem(file="data/area_groups.csv", code="world-missing", field="id", expected=WORLD)
    elif named.empty:
        yield from in_rows("area_groups", worlds.iloc[:1], "world-missing", "id", WORLD)
    elif worlds.empty:
        yield from in_rows("area_groups", named.iloc[:1], "world-missing", "kind", WORLD_KIND)


CHECKS = (
    Check(
        codes=(
            "aggregation-unfit",
            "headline-divided",
            "codelist-unfit",
            "range-unfit",
            "dimension-unfit",
            "window-unfit",
            "weight-unfit",
            "negatives-unfit",
        ),
        run=settings,
    ),
    Check(codes=("weight-unfit",), run=weights),
    Check(codes=("reporting-year-start-unfit",), run=starts),
    Check(codes=("register-unfit",), run=registers),
    Check(codes=("period-not-a-year",), run=years),
    Check(codes=("code-reserved",), run=codes),
    Check(codes=("code-unfit",), run=shapes),
    Check(codes=("code-without-label",), run=labels),
    Check(codes=("world-missing",), run=world),
)
