"""Texts with names in braces: each must be a measure that is there to be put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from scripts.model.measures import FIRST, measures_of, named_of_largest, named_periods
from scripts.model.patterns import CHOICE, NAME, parse
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.package.files import records
from scripts.validate.check import Check, Context, series_of
from scripts.validate.nearest import nearest

TABLE: Final = "indicators"
HEADLINE: Final = "headline"

_DOUBLED: Final = re.compile(r"\{\{[^{}]*\}\}|\{\{|\}\}")
"""Doubled braces, which a finding has no use for: other template languages write names so."""


def findings(context: Context) -> Iterator[Problem]:
    """Every finding names in braces only measures that the indicator's headline gives, and has no other braces."""
    frame = context.table(TABLE)
    headlines = _headlines(context)
    for language in context.package.languages.codes:
        column = f"finding_{language}"
        for index, cell in frame[column].items() if column in frame else ():
            if any(mark in cell for mark in "{}["):
                series = headlines.get(str(frame.at[index, "id"]), ())
                for code, found, near in _faults(cell, _names(context, series)):
                    yield Problem(
                        file=f"data/{TABLE}.csv",
                        row=int(str(index)) + 2,
                        field=column,
                        code=code,
                        found=found,
                        expected=f"{{{near}}}" if near else "",
                    )


def spans(context: Context) -> Iterator[Problem]:
    """The finding of a cumulative headline names the first year that it counts: a stock is not the figure of a year."""
    frame, headlines = context.table(TABLE), _headlines(context)
    for language in context.package.languages.codes:
        column = f"finding_{language}"
        for index, cell in frame[column].items() if column in frame else ():
            stocks = [s for s in headlines.get(str(frame.at[index, "id"]), ()) if s.is_cumulative]
            if cell and stocks and f"{{{FIRST}}}" not in cell:
                yield Problem(
                    file=f"data/{TABLE}.csv",
                    row=int(str(index)) + 2,
                    field=column,
                    code="finding-without-span",
                    found=cell,
                    expected=f"{{{FIRST}}}",
                )


def _headlines(context: Context) -> dict[str, list[Series]]:
    """The headlines of each indicator that can be stated; of the others the checks of kinds tell."""
    found: dict[str, list[Series]] = {}
    for row in records(context.table("series")):
        series = series_of(row) if row["role"] == HEADLINE else None
        if series and series.is_statable:
            found.setdefault(series.indicator, []).append(series)
    return found


def _names(context: Context, headlines: Sequence[Series]) -> tuple[str, ...]:
    """What a finding may name; nothing where no headline is known, of which other checks tell."""
    lists = context.table("codelists")
    given: dict[str, None] = {}
    for series in headlines:
        codes = lists.loc[lists["codelist"] == series.codelist, "code"].tolist()
        given |= dict.fromkeys((*measures_of(series, codes), *named_periods(series), *named_of_largest(series)))
    return tuple(given)


def _faults(cell: str, names: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Give code, text and nearest measure of each fault, each text once."""
    pattern = parse(cell)
    choosing = [found["name"] for found in CHOICE.finditer(cell)]
    doubled = _DOUBLED.findall(cell) if pattern.braces else []
    for found in dict.fromkeys((*doubled, *pattern.faults)):
        inside = NAME.search(found)
        yield "finding-brace-stray", found, nearest(inside[0], names) if inside else ""
    for name in dict.fromkeys((*pattern.names, *choosing)):
        if names and name not in names:
            yield "finding-measure-unknown", f"{{{name}}}", nearest(name, names)


CHECKS = (
    Check(codes=("finding-brace-stray", "finding-measure-unknown"), run=findings),
    Check(codes=("finding-without-span",), run=spans),
)
