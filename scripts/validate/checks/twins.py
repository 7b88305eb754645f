"""Nothing stands twice that readers tell apart: a number, a label, a code, a link. And nothing leads to itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from scripts.model.problems import Problem
from scripts.validate.cells import per_value
from scripts.validate.check import Check, Context, in_rows
from scripts.validate.checks.keys import legible


@dataclass(frozen=True, slots=True)
class Distinct:
    """Columns whose cells differ within a table, or within the rows that agree in `within`.

    A column of texts is named without its language. `key` names the row in the message.
    """

    table: str
    columns: tuple[str, ...]
    code: str
    within: str = ""
    key: str = "id"


DISTINCT: Final = (
    *(Distinct(t, ("number",), "number-twice") for t in ("policy_areas", "indicators", "dimensions", "criteria")),
    Distinct("frameworks", ("number",), "number-twice", within="framework"),
    Distinct("series", ("order",), "number-twice", within="indicator"),
    *(Distinct(t, ("label",), "label-twice") for t in ("policy_areas", "dimensions", "criteria")),
    Distinct("indicators", ("label", "statement"), "label-twice"),
    Distinct("frameworks", ("label",), "label-twice", within="framework"),
    Distinct("series", ("label",), "label-twice", within="indicator"),
    Distinct("codelists", ("label",), "label-twice", within="codelist", key="code"),
    Distinct("codelists", ("code",), "code-differs-in-case", within="codelist", key="code"),
)
"""What readers tell rows apart by. Two series of different indicators may have one label ("By cause")."""


def twins(context: Context) -> Iterator[Problem]:
    """No two indicators, dimensions, codes of a list and so on have one number or one label, letter case apart."""
    for rule in DISTINCT:
        frame = context.table(rule.table)
        for column in frame.columns:
            if column in rule.columns or str(column).rpartition("_")[0] in rule.columns:
                yield from _twins(rule, frame, str(column))


def _twins(rule: Distinct, frame: pd.DataFrame, column: str) -> Iterator[Problem]:
    groups = frame[rule.within].tolist() if rule.within else ["all"] * len(frame)
    rows = list(zip(per_value(frame[column], _folded), groups, frame[rule.key].tolist(), frame.index, strict=True))
    firsts: dict[tuple[str, str], str] = {}
    keys: set[tuple[str, str]] = set()
    for text, group, key, index in rows:
        again = (group, key) in keys
        keys.add((group, key))
        if again or not text or not group:
            continue
        if (text, group) in firsts:
            yield from in_rows(rule.table, frame.loc[[index]], rule.code, column, firsts[text, group])
        else:
            firsts[text, group] = str(key)


def _folded(cell: str) -> str:
    """A text without what readers overlook: letter case, width and number of spaces. '' when nobody meant it."""
    return " ".join(unicodedata.normalize("NFKC", cell).casefold().split()) if legible(cell) else ""


def links(context: Context) -> Iterator[Problem]:
    """No link is given twice, in either direction, and none leads from a row to itself."""
    frame = context.table("crosswalk")
    meant = frame[per_value(frame["from_id"], legible, bool) & per_value(frame["to_id"], legible, bool)]
    starts = list(zip(meant["from_table"], meant["from_id"], strict=True))
    ends = list(zip(meant["to_table"], meant["to_id"], strict=True))
    itself = pd.Series([start == end for start, end in zip(starts, ends, strict=True)], index=meant.index, dtype=bool)
    yield from in_rows("crosswalk", meant[itself], "link-to-itself", "to_id")
    pairs = [" ".join(map(str, sorted(pair))) for pair in zip(starts, ends, strict=True)]
    joined = pd.Series(pairs, index=meant.index, dtype=str)
    first = meant["id"].groupby(joined).transform("first")
    again = meant[joined.duplicated() & (first != meant["id"])]
    for index in again.index:
        yield from in_rows("crosswalk", again.loc[[index]], "link-twice", "to_id", str(first[index]))


WITH_ITSELF: Final = (("former_territories", "former_area", "ref_area"), ("area_parts", "part_of", "ref_area"))
"""Tables with two columns that name different areas. In every register they are the two parties."""

LISTING: Final = (("good_practices", "dimensions"), ("series", "dimensions"))
"""Columns that name several rows or lists, separated by spaces."""


def same_ends(context: Context) -> Iterator[Problem]:
    """An area is not its own counterpart or successor, and no cell names a thing twice."""
    registers = ((t, "counterpart_area", "ref_area") for t in sorted(context.sound) if t.startswith("register_"))
    for table, column, other in (*WITH_ITSELF, *registers):
        frame = context.table(table)
        same = (frame[column] == frame[other]) & per_value(frame[column], legible, bool)
        yield from in_rows(table, frame[same], "link-to-itself", column)
    for table, column, other in WITH_ITSELF:
        frame = context.table(table)
        yield from in_rows(table, frame.loc[_rings(frame, column, other)], "link-to-itself", column)
    for table, column in LISTING:
        frame = context.table(table)
        again = per_value(frame[column], _repeated)
        for index in frame.index[again != ""]:
            yield from in_rows(table, frame.loc[[index]], "link-twice", column, str(again[index]))


def _rings(frame: pd.DataFrame, column: str, other: str) -> list[int]:
    """Give the first row of each ring in which areas lead back to themselves by way of others."""
    ways: dict[str, set[str]] = {}
    rows = [
        (int(index), str(end), str(start))
        for index, end, start in zip(frame.index, frame[column], frame[other], strict=True)
    ]
    for _, end, start in rows:
        ways.setdefault(start, set()).add(end)
    found: list[int] = []
    told: set[str] = set()
    for index, end, start in rows:
        if end != start and start not in told and start in (reached := _reached(ways, end)):
            found.append(index)
            told |= {each for each in reached if start in _reached(ways, each)}
    return found


def _reached(ways: Mapping[str, set[str]], start: str) -> set[str]:
    """Give what can be reached from a beginning, which is itself there only by way of others."""
    found: set[str] = set()
    left = [start]
    while left:
        further = ways.get(left.pop(), set()) - found
        found |= further
        left += further
    return found


def _repeated(cell: str) -> str:
    """The first word that a cell holds twice; '' when each is there once."""
    words = cell.split()
    return next((word for n, word in enumerate(words) if word in words[:n]), "")


CHECKS = (
    Check(codes=("number-twice", "label-twice", "code-differs-in-case"), run=twins),
    Check(codes=("link-twice", "link-to-itself"), run=links),
    Check(codes=("link-twice", "link-to-itself"), run=same_ends),
)
