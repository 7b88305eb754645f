"""Where figures come from: the source named is the one used, up to the day that it covers, on the terms it states."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

import pandas as pd

from scripts.model.periods import span_of
from scripts.model.problems import Problem
from scripts.model.tables import NOT_STATED, OTHERS, PUBLISHER, Series
from scripts.package.read import REGISTER_PREFIX
from scripts.validate.check import Check, Context, in_rows
from scripts.validate.checks.addresses import address_fault

SIDES: Final = ("ref_area", "counterpart_area")
YES: Final = "yes"

DATES: Final = ("date_from", "date_to", "as_of")
"""Columns of registers that say when something was so."""

UNSUPPORTED_YEARS: Final = 1
"""A source may end in the year after the last thing that it tells: nothing need have happened in its last year."""

_DAY: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_FOLDERS: Final = {"project", "package", "dataset", "datasets"}
"""First parts of addresses that name nobody: the name comes after them."""


def licences(context: Context) -> Iterator[Problem]:
    """Whoever states a licence is told, and nobody where none is stated."""
    sources = context.table("sources")
    stated = sources["licence"] != NOT_STATED
    wrong = stated != (sources["licence_stated_by"] != "")
    expected = f"{PUBLISHER}, copy"
    yield from in_rows("sources", sources[wrong & stated], "licence-of-nobody", "licence_stated_by", expected)
    yield from in_rows("sources", sources[wrong & ~stated], "licence-of-nobody", "licence_stated_by", NOT_STATED)


def copies(context: Context) -> Iterator[Problem]:
    """A copy that others keep is neither the publisher's address nor named as the publisher; the publisher's own is.

    Where a snapshot came through a copy, it is told who keeps it.
    """
    sources = context.table("sources")
    for index, row in zip(sources.index, sources.to_dict("records"), strict=True):
        expected = _keeper_expected({str(name): str(cell) for name, cell in row.items()})
        if expected is not None:
            yield from in_rows("sources", sources.loc[[index]], "copy-taken-for-publisher", "copy_kept_by", expected)


def _keeper_expected(row: Mapping[str, str]) -> str | None:
    """Give who keeps a copy where another is told; None where what is told can be so."""
    through, kept = row["obtained_through"], row["copy_kept_by"]
    if not through.startswith("http"):
        return "" if kept else None
    if address_fault(through) or address_fault(row["url"]):
        return None
    keeper = keeper_of(through)
    name = keeper.rpartition("/")[2]
    own = keeper == keeper_of(row["url"]) or name in _names(row["citation"])
    named = name in _names(row["publisher"])
    if kept == PUBLISHER and not own:
        return OTHERS
    if kept == OTHERS and (keeper == keeper_of(row["url"]) or named):
        return PUBLISHER
    return f"{PUBLISHER}, {OTHERS}" if not kept else None


def _names(text: str) -> set[str]:
    """Give the words of a text as the names in addresses are written."""
    return set(re.findall(r"[\w-]+", text.lower()))


def keeper_of(address: str) -> str:
    """Give who keeps what is at an address: the host with the first name below it, in small letters; '' for none."""
    parts = urlsplit(address)
    names = [name for name in parts.path.lower().split("/") if name and name not in _FOLDERS]
    return f"{(parts.hostname or '').removeprefix('www.')}/{names[0]}" if names else ""


# -- how far a source reaches ------------------------------------------------------------------------------------------


def support(context: Context) -> Iterator[Problem]:
    """The last day of a source is the day on which it was read, or follows from something that it tells.

    What observations repeat of a register is not told by the source: a status may be carried on.
    """
    if not _certain(context):
        return
    sources, told = context.table("sources"), _told(context)
    for index, row in zip(sources.index, sources.to_dict("records"), strict=True):
        source, until = str(row["id"]), str(row["data_until"])
        if not _is_day(until) or until == row["accessed"] or not told.get(source):
            continue
        last = max(told[source])
        if int(until[:4]) > int(last) + UNSUPPORTED_YEARS:
            yield from in_rows("sources", sources.loc[[index]], "source-until-unsupported", "data_until", last)


def _certain(context: Context) -> bool:
    """Tell whether every series can be read: of what is in a table that cannot, a source may tell more."""
    return "series" in context.sound and len(context.series()) == len(context.table("series"))


def _told(context: Context) -> Mapping[str, set[str]]:
    """Years of what each source tells, in registers, and in observations that are not made from a register."""
    told: dict[str, set[str]] = defaultdict(set)
    for table in sorted(name for name in context.sound if name.startswith(REGISTER_PREFIX)):
        frame = context.table(table)
        for column in [name for name in DATES if name in frame]:
            _add(told, frame["source"], frame[column])
    for series in context.series():
        if not series.register:
            frame = context.table(series.table)
            _add(told, frame["source"], frame["time_period"])
    return told


def _add(told: dict[str, set[str]], sources: pd.Series, dates: pd.Series) -> None:
    pairs = pd.DataFrame({"source": sources, "date": dates}).drop_duplicates()
    for source, date in pairs.itertuples(index=False, name=None):
        if span := span_of(date):
            told[source].add(span.last[:4])


def _is_day(cell: str) -> bool:
    return span_of(cell) is not None


# -- what a register says ----------------------------------------------------------------------------------------------


def registers(context: Context) -> Iterator[Problem]:
    """A yes that follows from a register names the source of a row that counts for the area."""
    for series in context.series():
        table = f"{REGISTER_PREFIX}{series.register}"
        if series.register and table in context.sound and series.has_statuses and not series.dimensions:
            yield from _of_register(series, context.table(table), context.table(series.table))


def _of_register(series: Series, register: pd.DataFrame, frame: pd.DataFrame) -> Iterator[Problem]:
    counted = register[register["counted_as"] != ""]
    named: dict[str, set[str]] = defaultdict(set)
    for side in SIDES:
        for area, source in zip(counted[side], counted["source"], strict=True):
            named[area].add(source)
    asked = frame[(frame["obs_value"] == YES) & (frame["source"] != "") & frame["ref_area"].isin(list(named))]
    for index, area, source in zip(asked.index, asked["ref_area"], asked["source"], strict=True):
        if source not in named[area]:
            expected = ", ".join(sorted(named[area]))
            yield from in_rows(series.table, frame.loc[[index]], "source-not-the-registers", "source", expected)


def starts(context: Context) -> Iterator[Problem]:
    """Where a series finds only yes, the first yes of an area has a note: its year is no start, unless a note says so.

    A series that has a no anywhere, or a gap with its reason, can tell what was before the first yes.
    """
    for series in context.series():
        if not series.has_statuses or series.dimensions:
            continue
        frame = context.table(series.table)
        if len(frame) and (frame["obs_value"] == YES).all():
            first = frame.sort_values("time_period", kind="stable").drop_duplicates("ref_area")
            yield from in_rows(series.table, first[first["note"] == ""].sort_index(), "start-not-said", "note")


CHECKS = (
    Check(codes=("licence-of-nobody",), run=licences),
    Check(codes=("copy-taken-for-publisher",), run=copies),
    Check(codes=("source-until-unsupported",), run=support),
    Check(codes=("source-not-the-registers",), run=registers),
    Check(codes=("start-not-said",), run=starts, across=True),
)
