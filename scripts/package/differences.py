"""What one release changed in the rows of another, table by table, on the keys that the descriptor states.

A row is known by its primary key as a whole: a key of several columns is never taken for one of the first alone. Of a
table that only one of the two has, no rows are listed: that it came or went is one change, with its number of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from scripts.model.kinds import kind_of
from scripts.model.tables import Series
from scripts.package.files import records
from scripts.package.read import REGISTER_PREFIX, Package

COLUMNS: Final = (
    *("kind", "table", "series", "indicator", "ref_area", "time_period", "key"),
    *("column", "old", "new", "reason"),
)
"""Columns of a list of changes. `key` has the other parts of the row's key, `name=value` parted by spaces."""

ADDED, REMOVED, REVISED = "added", "removed", "revised"
TABLE_ADDED, TABLE_REMOVED = "table added", "table removed"
COLUMN_ADDED, COLUMN_REMOVED = "column added", "column removed"
KINDS: Final = (ADDED, REMOVED, REVISED, TABLE_ADDED, TABLE_REMOVED, COLUMN_ADDED, COLUMN_REMOVED)

OWN: Final = ("series", "indicator", "ref_area", "time_period")
"""Parts of a key that have a column of their own."""

AREA: Final = {"reference_areas": "iso3"}
"""Tables whose key is the code of an area under another name."""

UNTOLD: Final = frozenset({"reconciliation"})
"""Tables about the making of the package, not of its content."""

SUMMARIES: Final = "summaries"
"""What figures of groups are listed under: they are computed from the package, and no table of it."""

TOLD_ROLES: Final = frozenset({"headline", "companion", "context"})
"""Roles of the series of which figures of groups are listed. Variants count the same by other rules."""

VALUE: Final = "obs_value"
PART: Final = "denominator"
"""The value of an observation, told with a row that came or went; a share says nothing without its parts."""

REVISIONS: Final = "revisions"
EVERYTHING: Final = ""

Change = Mapping[str, str]


def differences(old: Package, new: Package) -> pd.DataFrame:
    """Give every change from one package to another: COLUMNS, all text, sorted.

    `reason` is the note of the table `revisions` of the new package that covers the change, as its code.
    """
    before, after = _tables(old), _tables(new)
    rows = [*_of_tables(old, new, before, after)]
    for name in sorted(before.keys() & after.keys()):
        rows += _of_rows(name, old, new)
    return _sorted(rows, new)


def of_summaries(package: Package, old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Give the figures of groups that two editions both have and that differ: COLUMNS, as `differences` gives them.

    Of each series it is the measure that is stated (each code of it, where a dimension divides it), or of a ratio both
    its parts, in the group that `ref_area` has.
    `package` is the newer one.
    """
    key = ["series", "group", "time_period", "measure"]
    both = old[[*key, "value"]].merge(new[[*key, "value"]], on=key, suffixes=("_old", "_new"))
    moved = both[(both["value_old"] != both["value_new"]) & (both["value_old"] != "") & (both["value_new"] != "")]
    stated = {name: _stated(series) for name, series in package.series.items() if series.role in TOLD_ROLES}
    rows = [
        {
            "kind": REVISED,
            "table": SUMMARIES,
            "series": series,
            "indicator": package.series[series].indicator,
            "ref_area": group,
            "time_period": period,
            "key": f"measure={measure}",
            "column": "value",
            "old": then,
            "new": now,
        }
        for series, group, period, measure, then, now in _texts(moved)
        if measure.partition(".")[0] in stated.get(series, ())
    ]
    return _sorted(rows, package)


def _stated(series: Series) -> tuple[str, ...]:
    """Give the measures that are listed of a series: what is stated of a group, of a ratio what it is made of.

    A percentage says nothing by itself where it is of few.
    """
    kind = kind_of(series.measure_type, series.aggregation)
    if kind is None:
        return ()
    return ("numerator", "denominator") if kind.main == "ratio" else (kind.main,)


def _texts(frame: pd.DataFrame) -> list[list[str]]:
    """Give the rows of a frame of text."""
    return [[str(cell) for cell in row] for row in frame.to_numpy().tolist()]


def _sorted(rows: Sequence[Change], package: Package) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=str).fillna("")
    return _reasoned(frame, package).sort_values([*COLUMNS], kind="stable", ignore_index=True)


def _reasoned(changes: pd.DataFrame, package: Package) -> pd.DataFrame:
    """Give changes with the code of the note that covers each. A note that names more comes before one of less."""
    notes = package.tables.get(REVISIONS)
    reason = pd.Series("", index=changes.index, dtype=str)
    if notes is None or not len(changes):
        return changes.assign(reason=reason)
    series = changes["series"].where(changes["table"] != "series", changes["key"].str.removeprefix("id="))
    codes = changes["key"].str.replace(r"\S+=", "", regex=True)
    for note in _by_breadth(notes):
        covered = (reason == "") & changes["table"].str.startswith("observations_")
        covered &= changes["kind"] == note["kind"]
        for cell, held in (
            ("series", series),
            ("ref_area", changes["ref_area"]),
            ("time_period", changes["time_period"]),
            ("dimensions", codes),
        ):
            if note[cell] != EVERYTHING:
                covered &= held == note[cell]
        reason = reason.mask(covered, note["reason"])
    return changes.assign(reason=reason)


def _by_breadth(notes: pd.DataFrame) -> list[dict[str, str]]:
    """Give notes, those that name most of a row's key first."""
    named = ("series", "ref_area", "time_period", "dimensions")
    return sorted(records(notes), key=lambda note: sum(note[cell] == EVERYTHING for cell in named))


def _tables(package: Package) -> Mapping[str, Mapping[str, Any]]:
    listed = {str(each["name"]): each for each in package.descriptor["resources"]}
    return {name: listed[name] for name in package.tables if name not in UNTOLD}


def _of_tables(
    old: Package, new: Package, before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]
) -> Iterator[Change]:
    """Tell tables and columns that came or went."""
    for name in sorted(after.keys() - before.keys()):
        yield {"kind": TABLE_ADDED, **_head(name, after[name], new), "new": str(len(new.tables[name]))}
    for name in sorted(before.keys() - after.keys()):
        yield {"kind": TABLE_REMOVED, **_head(name, before[name], old), "old": str(len(old.tables[name]))}
    for name in sorted(before.keys() & after.keys()):
        then, now = list(old.tables[name].columns), list(new.tables[name].columns)
        head = _head(name, after[name], new)
        yield from ({"kind": COLUMN_ADDED, **head, "column": each} for each in now if each not in then)
        yield from ({"kind": COLUMN_REMOVED, **head, "column": each} for each in then if each not in now)


def _head(name: str, resource: Mapping[str, Any], package: Package) -> dict[str, str]:
    """Give what all changes of a table say of it. A register is of the indicator whose series are derived from it."""
    series = str(resource.get("series", ""))
    register = name.removeprefix(REGISTER_PREFIX) if name.startswith(REGISTER_PREFIX) else None
    derived = (each for each in package.series.values() if each.id == series or each.register == register)
    return {"table": name, "series": series, "indicator": next((each.indicator for each in derived), "")}


def _beside(then: pd.DataFrame, now: pd.DataFrame, key: Sequence[str]) -> dict[tuple[str, ...], dict[str, str]]:
    """Give what rows say of their area and series in columns beside their key, by key; the newer one's word counts."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for frame in (then, now):
        names = [name for name in OWN if name in frame.columns and name not in key]
        for row in _texts(frame[[*key, *names]]) if names else ():
            found[tuple(row[: len(key)])] = dict(zip(names, row[len(key) :], strict=True))
    return found


def _of_rows(name: str, old: Package, new: Package) -> Iterator[Change]:
    """Tell the rows of a table that came, went, or have another value in a column that both have."""
    then, now = old.tables[name], new.tables[name]
    if then.equals(now):
        return
    key = [column for column in new.resource(name)["schema"]["primaryKey"] if column in then.columns]
    head = _head(name, new.resource(name), new)
    if not key or then.duplicated(key).any() or now.duplicated(key).any():
        yield {"kind": TABLE_REMOVED, **head, "old": str(len(then))}
        yield {"kind": TABLE_ADDED, **head, "new": str(len(now))}
        return
    beside = _beside(then, now, key)
    shared = [column for column in now.columns if column in then.columns and column not in key]
    both = then[[*key, *shared]].merge(now, how="outer", on=key, suffixes=(" then", " now"), indicator="both")
    valued = VALUE in now.columns and VALUE in then.columns and PART not in now.columns
    for kind, side, edition, place in ((ADDED, "right_only", "now", "new"), (REMOVED, "left_only", "then", "old")):
        names = [*key, *([f"{VALUE} {edition}"] if valued else ())]
        for cells in _texts(both.loc[both["both"] == side, names]):
            values = cells[: len(key)]
            row = {"kind": kind, **_known(name, {**head, **beside.get(tuple(values), {})}, key, values)}
            yield {**row, "column": VALUE, place: cells[-1]} if valued else row
    kept = both[both["both"] == "both"]
    for column in shared:
        moved = kept[kept[f"{column} then"] != kept[f"{column} now"]]
        for *values, was, is_now in _texts(moved[[*key, f"{column} then", f"{column} now"]]):
            yield {
                "kind": REVISED,
                **_known(name, {**head, **beside.get(tuple(values), {})}, key, values),
                "column": column,
                "old": was,
                "new": is_now,
            }


def _known(name: str, head: Mapping[str, str], key: Sequence[str], values: Sequence[str]) -> dict[str, str]:
    """Give what a change says of its row: the parts of the key that have a column, and the others as one text."""
    parts = dict(zip(key, values, strict=True))
    own: dict[str, str] = {column: parts.pop(column) for column in OWN if column in parts}
    if name in AREA:
        own["ref_area"] = parts.get(AREA[name], "")
    rest = " ".join(f"{column}={value}" for column, value in parts.items() if value)
    return {**head, **own, "key": rest}
