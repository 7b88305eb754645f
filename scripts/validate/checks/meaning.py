"""What the tables must say for a figure to have a meaning: a source on terms, a unit, a place in the framework."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd

from scripts.model.codes import AT_LEAST, BOUNDS
from scripts.model.kinds import measure_of
from scripts.model.problems import Problem
from scripts.validate.cells import ascii_digits, first_day, per_value, plain_numbers
from scripts.validate.check import Check, Context, in_rows
from scripts.validate.checks.areas import NEVER, ends

HEADLINE: Final = "headline"
CONTEXT: Final = "context"

SHARE: Final = "share"
PERCENT: Final = "percent"
SCALE: Final = re.compile(r"per-(?:(?P<number>[0-9]+)|(?P<word>hundred|thousand|million))(?:-.*)?")
"""A unit that says what a ratio is expressed per."""

WORDS: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}

NEEDED_CELLS: Final = (
    ("sources", "licence", "source-without-licence"),
    ("sources", "edition", "source-without-edition"),
    ("series", "unit_measure", "unit-missing"),
)
"""Cells without which a figure must not be published, each with the code of its lack."""


def provenance(context: Context) -> Iterator[Problem]:
    """Every observation has a source, every source an edition and a licence, every series a unit."""
    for series in context.series():
        frame = context.table(series.table)
        yield from in_rows(series.table, frame[frame["source"] == ""], "observation-without-source", "source")
    for table, column, code in NEEDED_CELLS:
        frame = context.table(table)
        yield from in_rows(table, frame[frame[column] == ""], code, column)


def framework(context: Context) -> Iterator[Problem]:
    """Every series but those of context has an indicator, and every indicator one headline, measured as it says."""
    series, indicators = context.table("series"), context.table("indicators")
    orphans = series[(series["indicator"] == "") & (series["role"] != CONTEXT)]
    yield from in_rows("series", orphans, "series-without-indicator", "indicator")
    if not {"series", "indicators"} <= context.sound:
        return
    headlines = series[(series["role"] == HEADLINE) & (series["indicator"] != "")]
    lacking = indicators[~indicators["id"].isin(headlines["indicator"])]
    yield from in_rows("indicators", lacking, "indicator-without-headline", "id")
    again = headlines[headlines.duplicated("indicator") & ~headlines.duplicated("id")]
    yield from in_rows("series", again, "indicator-with-two-headlines", "indicator")
    measures = headlines.drop_duplicates("indicator").set_index("indicator")["measure_type"].to_dict()
    expected = per_value(indicators["id"], lambda indicator: measures.get(indicator, ""), str)
    expected = expected.mask(expected == "", indicators["measure_type"])
    for measure, rows in indicators[indicators["measure_type"] != expected].groupby(expected):
        yield from in_rows("indicators", rows, "measure-type-not-headlines", "measure_type", str(measure))


def _has_parts(measure_type: str) -> bool:
    return measure_of(measure_type).parts


def units(context: Context) -> Iterator[Problem]:
    """What a ratio is expressed per agrees with its unit; other measures are per 1, and their unit is no ratio's."""
    series = context.table("series")
    per = plain_numbers(series["per"]).fillna(1)
    scale = per_value(series["unit_measure"], _scale, float)
    ratio = per_value(series["measure_type"], _has_parts, bool)
    off = ratio & (scale > 0) & (scale != per)
    off |= ~ratio & ((per != 1) | (scale > 0))
    off |= ratio & (scale == 0) & (per != 1)
    for index in series.index[off]:
        yield Problem(
            file="data/series.csv",
            row=int(index) + 2,
            field="per",
            code="ratio-unit-contradicts",
            found=str(series.loc[index, "per"]),
            expected=str(series.loc[index, "unit_measure"]),
        )


def described(context: Context) -> Iterator[Problem]:
    """What one of each unit that a series has is said in every language: pages print it beside the figures."""
    lists, series = context.table("codelists"), context.table("series")
    used = lists[(lists["codelist"] == "unit_measure") & lists["code"].isin(series["unit_measure"])]
    for column in (name for name in lists.columns if name.startswith("description_")):
        yield from in_rows("codelists", used[used[column] == ""], "unit-undescribed", column)


def bounded(context: Context) -> Iterator[Problem]:
    """No figure of a series of which every figure is a minimum is almost or about a number."""
    notes = {note: bound for note, bound in BOUNDS.items() if bound != AT_LEAST}
    for series in context.series():
        frame = context.table(series.table)
        if series.is_minimum:
            yield from in_rows(series.table, frame[frame["note"].isin(notes)], "minimum-contradicted", "note")


def _scale(unit: str) -> int:
    """What a unit says that a ratio is expressed per; 0 when it does not say."""
    if unit == SHARE:
        return 1
    if unit == PERCENT:
        return 100
    found = SCALE.fullmatch(unit)
    if found is None:
        return 0
    return WORDS[found["word"]] if found["word"] else int(found["number"][:9])


def groups(context: Context) -> Iterator[Problem]:
    """Every group has members, and no area is in a group twice at one time."""
    members = context.table("area_group_members")
    if {"area_groups", "area_group_members"} <= context.sound:
        listed, held = context.table("area_groups"), {ascii_digits(group) for group in members["group"].unique()}
        empty = listed[~per_value(listed["id"], lambda group: ascii_digits(group) in held).astype(bool)]
        yield from in_rows("area_groups", empty, "group-without-members", "id")
    if len(members):
        yield from _overlaps(members)


def _overlaps(members: pd.DataFrame) -> Iterator[Problem]:
    key = ["group", "ref_area"]
    times = members.assign(start=per_value(members["valid_from"], first_day, str), end=ends(members["valid_to"]))
    times = times[~times.duplicated([*key, "valid_from"])].sort_values([*key, "start"], kind="stable")
    before = times.groupby(key)[["end"]].shift(fill_value="")
    overlapping = times[(before["end"] != "") & (before["end"] >= times["start"])]
    for index in overlapping.index:
        yield Problem(
            file="data/area_group_members.csv",
            row=int(index) + 2,
            field="valid_from",
            code="memberships-overlap",
            found=str(overlapping.loc[index, "valid_from"]),
            expected=str(before.loc[index, "end"]).replace(NEVER, ""),
        )


def labels(context: Context) -> Iterator[Problem]:
    """A text that is given in one language is given in all of those that its table has."""
    ending = re.compile(rf"(.+)_({'|'.join(sorted(context.package.languages.of_areas))})")
    for table in sorted(context.sound):
        frame = context.table(table)
        texts: dict[str, list[str]] = {}
        for column in frame.columns:
            if found := ending.fullmatch(str(column)):
                texts.setdefault(found[1], []).append(str(column))
        for columns in (each for each in texts.values() if len(each) > 1):
            some = (frame[columns] != "").any(axis=1)
            for column in columns:
                lacking = frame[some & (frame[column] == "")]
                yield from in_rows(table, lacking, "label-missing-in-language", column)


def reconciliation(context: Context) -> Iterator[Problem]:
    """Of every file, the rows read are those used and those set aside, and no more are repaired than used."""
    rows = context.table("reconciliation")
    rows = rows.assign(number=plain_numbers(rows["rows"]))
    numbers = {name: rows["number"].where(rows["outcome"] == name, 0.0) for name in ("read", "used", "set_aside")}
    keys = [rows["source"], rows["file"]]
    sums = {name: part.groupby(keys).transform("sum", min_count=1) for name, part in numbers.items()}
    known = rows["number"].notna().groupby(keys).transform("all")
    given = sums["used"] + sums["set_aside"]
    off = rows[known & (sums["read"] != given)].sort_values("outcome", key=lambda o: o != "read", kind="stable")
    for index in off.index[~off.duplicated(["source", "file"])]:
        yield from _number("reconciliation-not-adding-up", off.loc[[index]], given[index])
    for index in rows.index[known & (rows["outcome"] == "repaired") & (rows["number"] > sums["used"])]:
        yield from _number("repaired-more-than-used", rows.loc[[index]], sums["used"][index])


def _number(code: str, rows: pd.DataFrame, expected: float) -> Iterator[Problem]:
    yield from in_rows("reconciliation", rows, code, "rows", f"{expected:.0f}")


CHECKS = (
    Check(codes=("observation-without-source", *(code for _, _, code in NEEDED_CELLS)), run=provenance),
    Check(
        codes=(
            "series-without-indicator",
            "indicator-without-headline",
            "indicator-with-two-headlines",
            "measure-type-not-headlines",
        ),
        run=framework,
    ),
    Check(codes=("ratio-unit-contradicts",), run=units),
    Check(codes=("unit-undescribed",), run=described),
    Check(codes=("minimum-contradicted",), run=bounded),
    Check(codes=("group-without-members", "memberships-overlap"), run=groups),
    Check(codes=("label-missing-in-language",), run=labels),
    Check(codes=("reconciliation-not-adding-up", "repaired-more-than-used"), run=reconciliation),
)
