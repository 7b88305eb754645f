"""What keys and codes point at: nothing has two values, and every code leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from scripts.model.problems import Problem
from scripts.validate.aggregates import is_aggregate_code
from scripts.validate.cells import ascii_digits, fields, per_value, stand_in
from scripts.validate.check import FIXED, Check, Context
from scripts.validate.checks.text import text_faults
from scripts.validate.nearest import nearest

FORMER_CODES: Final = frozenset({"ANT", "CSK", "DDR", "SCG", "SUN", "VDR", "YMD", "YUG"})
"""Codes that ISO 3166-3 lists as withdrawn because the country no longer exists."""


RENAMED: Final[Mapping[str, str]] = {
    "BUR": "MMR",
    "BYS": "BLR",
    "DHY": "BEN",
    "HVO": "BFA",
    "NHB": "VUT",
    "RHO": "ZWE",
    "ROM": "ROU",
    "TMP": "TLS",
    "ZAR": "COD",
    "WBG": "PSE",
    "UK": "GBR",
    "EL": "GRC",
}
"""Codes that ISO 3166-3 lists as withdrawn because the country's name changed, and that the World Bank and the European
Union use of their own."""


@dataclass(frozen=True, slots=True)
class Key:
    """What the cells of a column point at, and the code of a cell that points at nothing."""

    target: str
    field: str
    code: str


KEYS: Final[Mapping[str, Key]] = {
    "ref_area": Key("reference_areas", "iso3", "area-unknown"),
    "counterpart_area": Key("reference_areas", "iso3", "area-unknown"),
    "former_area": Key("reference_areas", "iso3", "area-unknown"),
    "source": Key("sources", "id", "source-unknown"),
    "series": Key("series", "id", "series-unknown"),
    "part_series": Key("series", "id", "series-unknown"),
    "indicator": Key("indicators", "id", "indicator-unknown"),
    "group": Key("area_groups", "id", "group-unknown"),
    "parent": Key("area_groups", "id", "group-unknown"),
    "framework": Key("frameworks", "id", "framework-unknown"),
}
"""By name of the column. `frameworks.framework` is a name, and `revisions` may name what is no more."""

FREE: Final = frozenset({("frameworks", "framework")})
OF_OLD: Final = "revisions"
FIRST: Final = " of the first row"

LINKED: Final = frozenset({"indicators", "dimensions", "criteria", "frameworks"})
"""Tables that a link may join."""

USER_ASSIGNED: Final = r"X[A-Z]{2}|AA[A-Z]|Q[M-Z][A-Z]|ZZ[A-Z]"
"""Codes that ISO 3166 never gives to a country, so that users may: such an area need not have an ISO2 code."""

NAMIBIA: Final = ("NAM", "NA")
"""The ISO2 code that programs take for a missing value."""

M49_COLUMNS: Final = (
    ("reference_areas", "m49"),
    ("area_groups", "id"),
    ("area_groups", "parent"),
    ("area_group_members", "group"),
)


def in_cells(table: str, cells: pd.Series, code: str, expected: Callable[[str], str]) -> Iterator[Problem]:
    """Give one problem for each cell, whose index must be the file's; `expected` gives what it should be."""
    for index, cell in cells.items():
        yield Problem(
            file=f"data/{table}.csv",
            row=int(str(index)) + 2,
            field=str(cells.name),
            code=code,
            found=str(cell),
            expected=expected(str(cell)),
        )


def legible(cell: str) -> bool:
    """Whether a cell is a code that somebody meant: not blank, no stand-in for nothing, without faults of writing."""
    return bool(cell) and not stand_in(cell) and ascii_digits(cell) == cell and not text_faults(cell)


def two_values(context: Context) -> Iterator[Problem]:
    """No two rows of a table have the same key and say different things."""
    keys = {**FIXED, **_observation_keys(context)}
    for table in sorted(context.sound):
        frame, key = context.table(table), list(keys.get(table, ("id",)))
        again = frame.duplicated(key)
        if again.any():
            yield from _two_values(table, key, frame, frame[again & ~frame.duplicated()])


def _observation_keys(context: Context) -> dict[str, tuple[str, ...]]:
    return {series.table: ("ref_area", "time_period", *series.dimensions) for series in context.series()}


def _two_values(table: str, key: list[str], frame: pd.DataFrame, again: pd.DataFrame) -> Iterator[Problem]:
    firsts = frame.drop_duplicates(key).add_suffix(FIRST)
    pairs = again.assign(at=again.index).merge(
        firsts, how="left", left_on=key, right_on=[f"{name}{FIRST}" for name in key], validate="many_to_one"
    )
    for pair in pairs.to_dict("records"):
        differing = [f"{c} {pair[f'{c}{FIRST}']} | {pair[c]}" for c in frame.columns if pair[f"{c}{FIRST}"] != pair[c]]
        if differing:
            yield Problem(
                file=f"data/{table}.csv",
                row=int(pair["at"]) + 2,
                field=", ".join(key),
                code="key-with-two-values",
                found=", ".join(pair[name] for name in key),
                expected="; ".join(differing),
            )


def unknown(context: Context) -> Iterator[Problem]:
    """Every area, source, series, indicator, group and element that a cell names is there.

    A dimension may have the name of such a column; its codes are those of its own list.
    """
    for table in sorted(context.sound - {OF_OLD}):
        frame = context.table(table)
        coded = {field["name"] for field in fields(context.package, table) if field.get("codelist")}
        for column in KEYS.keys() & set(frame.columns) - coded:
            key = KEYS[column]
            if context.certain(key.target) and (table, column) not in FREE:
                yield from _unknown(table, frame[column], key, context)


def _unknown(table: str, cells: pd.Series, key: Key, context: Context) -> Iterator[Problem]:
    known = {ascii_digits(code) for code in context.table(key.target)[key.field]}
    lost = {cell for cell in cells.unique() if cell not in known and legible(cell)}
    if key.target == "area_groups":
        lost -= {cell for cell in lost if _short_m49(cell)}
    if not lost:
        return
    former = lost & FORMER_CODES if key.target == "reference_areas" else set()
    groups = frozenset(context.table("area_groups")["id"])
    sums = {c for c in lost if is_aggregate_code(c, groups)} if key.target == "reference_areas" else set()
    if key.target == "reference_areas":
        near = suggestions(context, lost)
    else:
        near = {cell: nearest(cell, known) for cell in lost}
    yield from in_cells(table, cells[cells.isin(former)], "dead-state-code", lambda _: "")
    yield from in_cells(table, cells[cells.isin(sums)], "aggregate-as-area", lambda _: "")
    yield from in_cells(table, cells[cells.isin(lost - former - sums)], key.code, near.__getitem__)


def suggestions(context: Context, cells: Iterable[str]) -> dict[str, str]:
    """Give the area code that each cell stands for when it means one; '' when it does not.

    It does as an ISO2 or M49 code, a name, the code in small letters, or a code that the area had before. A code that
    only looks alike is another area's.
    """
    areas, names = context.table("reference_areas"), context.table("area_names")
    columns = [c for c in areas.columns if c in ("iso3", "iso2", "m49") or c.startswith("name_")]
    pairs = [pair for column in columns for pair in zip(areas[column], areas["iso3"], strict=True)]
    pairs += [*zip(names["name"], names["ref_area"], strict=True), *RENAMED.items()]
    known = set(areas["iso3"])
    meant: dict[str, set[str]] = {}
    for text, code in pairs:
        if code in known:
            meant.setdefault(_spelt(text), set()).add(code)
    found = {cell: meant.get(_spelt(cell), set()) for cell in cells}
    return {cell: next(iter(codes)) if len(codes) == 1 else "" for cell, codes in found.items()}


def _spelt(text: str) -> str:
    return " ".join(text.casefold().split())


def lists(context: Context) -> Iterator[Problem]:
    """Every code list that a series names, for its values or as a dimension, is there; and so are a practice's ends."""
    if {"series", "codelists"} <= context.sound:
        known = set(context.table("codelists")["codelist"])
        for column in ("codelist", "dimensions"):
            yield from _words("series", context.table("series")[column], known, "codelist-unknown")
    if "good_practices" in context.sound and context.certain("dimensions"):
        served = context.table("good_practices")["dimensions"]
        yield from _words("good_practices", served, set(context.table("dimensions")["id"]), "dimension-unknown")


def corrected(context: Context) -> Iterator[Problem]:
    """Every indicator and area that a correction names is there."""
    corrections = context.table("corrections")
    for column, table, key, code in (
        ("indicators", "indicators", "id", "indicator-unknown"),
        ("ref_areas", "reference_areas", "iso3", "area-unknown"),
    ):
        if "corrections" in context.sound and context.certain(table):
            yield from _words("corrections", corrections[column], set(context.table(table)[key]), code)


def _words(table: str, cells: pd.Series, known: set[str], code: str) -> Iterator[Problem]:
    """Tell each word of a cell that is not known."""
    for index, cell in cells.items():
        for word in cell.split() if legible(cell) else ():
            if word not in known:
                yield Problem(
                    file=f"data/{table}.csv",
                    row=int(str(index)) + 2,
                    field=str(cells.name),
                    code=code,
                    found=word,
                    expected=nearest(word, known),
                )


def links(context: Context) -> Iterator[Problem]:
    """Both ends of every link are there."""
    crosswalk = context.table("crosswalk")
    for end in ("from", "to"):
        for table, cells in crosswalk[f"{end}_id"].groupby(crosswalk[f"{end}_table"]):
            if table in LINKED and context.certain(str(table)):
                yield from _unlinked(cells, frozenset(context.table(str(table))["id"]))


def _unlinked(cells: pd.Series, known: frozenset[str]) -> Iterator[Problem]:
    lost = cells[~cells.isin(known) & per_value(cells, legible, bool)]
    yield from in_cells("crosswalk", lost, "link-end-unknown", lambda cell: nearest(cell, known))


def _short_m49(cell: str) -> bool:
    return re.fullmatch(r"[0-9]{1,2}", cell) is not None


def area_codes(context: Context) -> Iterator[Problem]:
    """Every living area of ISO 3166 has its ISO2 code (Namibia's is NA), and every M49 code has its three digits."""
    areas = context.table("reference_areas")
    lost = (areas["valid_to"] == "") & (areas["m49"] != "") & (areas["iso2"] == "")
    lost &= ~areas["iso3"].str.fullmatch(USER_ASSIGNED)
    for area, cells in areas["iso2"][lost].groupby(areas["iso3"]):
        expected = NAMIBIA[1] if area == NAMIBIA[0] else ""
        yield from in_cells("reference_areas", cells, "iso2-lost", {"": expected}.__getitem__)
    for table, column in M49_COLUMNS:
        cells = context.table(table)[column]
        short = per_value(cells, _short_m49, bool)
        yield from in_cells(table, cells[short], "m49-without-zeros", lambda cell: cell.zfill(3))


CHECKS = (
    Check(codes=("key-with-two-values",), run=two_values),
    Check(
        codes=(*dict.fromkeys(key.code for key in KEYS.values()), "dead-state-code", "aggregate-as-area"),
        run=unknown,
    ),
    Check(codes=("codelist-unknown", "dimension-unknown"), run=lists),
    Check(codes=("indicator-unknown", "area-unknown"), run=corrected),
    Check(codes=("link-end-unknown",), run=links),
    Check(codes=("iso2-lost", "m49-without-zeros"), run=area_codes),
)
