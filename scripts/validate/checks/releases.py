"""What changed against the last release is explained, and what grows old is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from scripts.model.days import months_between
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.model.versions import order_of
from scripts.package.files import records
from scripts.package.read import Package
from scripts.validate.cells import first_day, last_day, plain_numbers, possible_day
from scripts.validate.check import FIXED, Check, Context, in_rows
from scripts.validate.misplaced import CODES, Misplaced, misplaced

REMOVED: Final = "removed"
REVISED: Final = "revised"
NOTES: Final = "revisions"
KEY: Final = ["ref_area", "time_period"]
VALUES: Final = ("obs_value", "value_low", "value_high")
BEFORE: Final = " before"
ALMOST: Final = 1e-9
"""What a share may be off by because it was computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What became of the observations of a series since the last release.

    All tables have the key, `codes` (the dimensions joined by spaces) and each value then (`obs_value before`) and
    now; `at` is the row's index in the file. `kept` are those that are still there, in the order of the file, and
    `changed` all of these that had a value and have another.
    """

    gone: pd.DataFrame
    kept: pd.DataFrame
    changed: pd.DataFrame


def observations(context: Context) -> Iterator[Problem]:
    """A value that moved by more than its series' bound, and an observation that is gone, have a revision note."""
    bounds = context.table("series").set_index("id")["revision_bound"].to_dict()
    for series, last in _common(context):
        changes = _changes(series, last, context)
        yield from _gone(series, changes.gone[~_noted(context, series, changes.gone, REMOVED)])
        moved = changes.changed[_moved(changes.changed, str(bounds.get(series.id, "")))]
        moved = moved[~_noted(context, series, moved, REVISED)]
        cause = _misplaced(context, series, changes.kept)
        if cause:
            yield cause.problem
            moved = moved[~moved["at"].isin(cause.rows)]
        yield from _revised(series, moved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One cause of many changes: the problem that tells it, and the rows (`at`) whose values it explains."""

    problem: Problem
    rows: frozenset[int]


def _misplaced(context: Context, series: Series, kept: pd.DataFrame) -> Cause | None:
    """Find the value column that was sorted, shifted or shuffled by itself, unless notes explain each change."""
    for name in (name for name in VALUES if name in kept):
        found = misplaced(kept[f"{name}{BEFORE}"].tolist(), kept[name].tolist())
        if found:
            span = kept.iloc[found.first : found.last + 1]
            other = span[span[name] != span[f"{name}{BEFORE}"]]
            if bool(_noted(context, series, other, REVISED).all()):
                return None
            rows = [int(at) for at in other["at"]]
            problem = _of_column(series.table, name, found, rows)
            return Cause(problem=problem, rows=frozenset(rows))
    return None


def _of_column(table: str, column: str, found: Misplaced, rows: Sequence[int]) -> Problem:
    """Tell once what happened to a column; `rows` are the indices of the rows that changed."""
    return Problem(
        file=f"data/{table}.csv",
        row=rows[0] + 2,
        field=column,
        code=found.code,
        found=f"{found.by:+d}" if found.by else str(len(rows)),
        expected=str(rows[-1] + 2),
    )


def columns(context: Context) -> Iterator[Problem]:
    """No column of another table was sorted, shifted or shuffled by itself since the last release."""
    last = context.previous
    for name in sorted(context.sound) if last else ():
        key = list(FIXED.get(name, ("id",)))
        path = f"data/{name}.csv"
        same = last is not None and last.files.get(path) == context.package.files.get(path)
        if last and not same and not name.startswith(OBSERVATIONS) and name in last.tables:
            yield from _columns(name, key, last.tables[name], context.table(name))


OBSERVATIONS: Final = "observations_"
RANKED: Final = frozenset({"order", "number", "rows"})
"""Columns whose values move from row to row when a row comes in."""


def _columns(table: str, key: list[str], last: pd.DataFrame, now: pd.DataFrame) -> Iterator[Problem]:
    names = [name for name in now.columns if name in last.columns and name not in {*key, *RANKED}]
    if not {*key} <= {*last.columns}:
        return
    before = last[[*key, *names]].drop_duplicates(key)
    both = now[[*key, *names]].assign(at=now.index).drop_duplicates(key)
    both = both.merge(before, how="inner", on=key, suffixes=("", BEFORE), validate="one_to_one")
    for name in names:
        found = misplaced(both[f"{name}{BEFORE}"].tolist(), both[name].tolist())
        if found:
            span = both.iloc[found.first : found.last + 1]
            other = span[span[name] != span[f"{name}{BEFORE}"]]
            yield _of_column(table, name, found, [int(at) for at in other["at"]])


def _common(context: Context) -> Iterator[tuple[Series, pd.DataFrame]]:
    """Series whose file is not the last release's, with their observations there, where these have the same key."""
    last = context.previous
    for series in context.series() if last else ():
        path = f"data/{series.table}.csv"
        if last and last.files.get(path) != context.package.files.get(path):
            frame = _last(last, series.table)
            if {*KEY, *series.dimensions, "obs_value"} <= set(frame.columns):
                yield series, frame


def _last(previous: Package, table: str) -> pd.DataFrame:
    """A table of the last release; an empty one when it had none."""
    return previous.tables.get(table, pd.DataFrame(dtype=str))


def _changes(series: Series, last: pd.DataFrame, context: Context) -> Changes:
    """Compare by key. What is gone with its whole area is left out."""
    key = [*KEY, *series.dimensions]
    now = context.table(series.table)
    values = [name for name in VALUES if name in now]
    before = last.reindex(columns=[*key, *values], fill_value="").drop_duplicates(key)
    now = now[[*key, *values]].assign(at=now.index).drop_duplicates(key)
    both = before.merge(now, how="left", on=key, suffixes=(BEFORE, ""), validate="one_to_one")
    codes = pd.Series("", index=both.index, dtype=str)
    for name in series.dimensions:
        codes = (codes + " " + both[name]).str.lstrip()
    both = both.assign(codes=codes)
    absent = both["at"].isna()
    gone = both[absent]
    if "reference_areas" in context.sound:
        gone = gone[gone["ref_area"].isin(context.table("reference_areas")["iso3"])]
    other = [(both[f"{name}{BEFORE}"] != "") & (both[f"{name}{BEFORE}"] != both[name]) for name in values]
    kept = both[~absent].sort_values("at", kind="stable")
    return Changes(gone=gone, kept=kept, changed=both[~absent & pd.concat(other, axis=1).any(axis=1)])


def _moved(changed: pd.DataFrame, bound: str) -> pd.Series:
    """Whether a value that was given is blank now, or differs by more than `bound` of what it was."""
    moved = pd.Series(data=False, index=changed.index)
    limit = plain_numbers(pd.Series([bound])).fillna(0.0)[0]
    for name in VALUES:
        if name in changed:
            then, now = changed[f"{name}{BEFORE}"], changed[name]
            old, new = plain_numbers(then), plain_numbers(now)
            beyond = (new - old).abs() > old.abs() * limit + ALMOST
            moved |= (then != "") & beyond.where(old.notna() & new.notna(), then != now)
    return moved


def _noted(context: Context, series: Series, rows: pd.DataFrame, kind: str) -> pd.Series:
    """Whether a note of a kind covers each row."""
    notes = context.table(NOTES)
    covered = pd.Series(data=False, index=rows.index)
    for note in records(notes[(notes["kind"] == kind) & notes["series"].isin([series.id, ""])]):
        covered |= _covers(note, rows)
    return covered


def _covers(note: Mapping[str, str], rows: pd.DataFrame) -> pd.Series:
    """Whether a note covers each row of its series. A blank cell of a note covers everything."""
    covered = pd.Series(data=True, index=rows.index)
    for column, cell in (("ref_area", "ref_area"), ("time_period", "time_period"), ("codes", "dimensions")):
        if note[cell]:
            covered &= rows[column] == note[cell]
    return covered


def _gone(series: Series, rows: pd.DataFrame) -> Iterator[Problem]:
    columns = [*KEY, *series.dimensions]
    for row in rows[columns].itertuples(index=False, name=None):
        yield Problem(
            file=f"data/{series.table}.csv",
            field=", ".join(columns),
            code="observation-gone-without-note",
            found=", ".join(row),
        )


def _revised(series: Series, rows: pd.DataFrame) -> Iterator[Problem]:
    for row in rows.to_dict("records"):
        name = next(name for name in VALUES if name in row and row[name] != row[f"{name}{BEFORE}"])
        yield Problem(
            file=f"data/{series.table}.csv",
            row=int(row["at"]) + 2,
            field=name,
            code="value-moved-without-note",
            found=str(row[name]),
            expected=str(row[f"{name}{BEFORE}"]),
        )


def framework(context: Context) -> Iterator[Problem]:
    """A series or area of the last release is still there, or a note that names it alone says why it is not."""
    notes = context.table(NOTES)
    whole = notes[(notes["kind"] == REMOVED) & (notes["time_period"] == "") & (notes["dimensions"] == "")]
    for series in sorted(_lost_series(context) - {*whole["series"][whole["ref_area"] == ""]}):
        yield Problem(file="data/series.csv", field="id", code="series-gone", found=series)
    for area in sorted(_lost_areas(context) - {*whole["ref_area"][whole["series"] == ""]}):
        yield Problem(file="data/reference_areas.csv", field="iso3", code="area-gone", found=area)


def _lost_series(context: Context) -> set[str]:
    """Series of the last release that are no more, or that have other dimensions so that nothing can be compared."""
    if context.previous is None or "series" not in context.sound:
        return set()
    before = _dimensions(_last(context.previous, "series"))
    now = _dimensions(context.table("series"))
    return {series for series, dimensions in before.items() if now.get(series) != dimensions}


def _dimensions(series: pd.DataFrame) -> dict[str, str]:
    return {row.get("id", ""): row.get("dimensions", "") for row in records(series)}


def _lost_areas(context: Context) -> set[str]:
    if context.previous is None or "reference_areas" not in context.sound:
        return set()
    before = _last(context.previous, "reference_areas").reindex(columns=["iso3"])
    return set(before["iso3"]) - set(context.table("reference_areas")["iso3"])


def coverage(context: Context) -> Iterator[Problem]:
    """A series gives values of as many areas as in the last release. Of what lacks a note another check tells."""
    for series, last in _common(context):
        areas = context.table("reference_areas")["iso3"]
        then, now = _covered(last, areas), _covered(context.table(series.table), areas)
        gone = _changes(series, last, context).gone if now < then else None
        if gone is not None and bool(_noted(context, series, gone, REMOVED).all()):
            yield Problem(
                file=f"data/{series.table}.csv",
                field="ref_area",
                code="coverage-fell",
                found=str(now),
                expected=str(then),
            )


def _covered(frame: pd.DataFrame, areas: pd.Series) -> int:
    """Number of areas with a value, of those that the package has."""
    return int(frame["ref_area"][(frame["obs_value"] != "") & frame["ref_area"].isin(areas)].nunique())


def idle_notes(context: Context) -> Iterator[Problem]:
    """A revision note is of something that changed since the last release.

    Nothing can be said of a package that is compared with an earlier state of the same release: it has the notes of
    what changed since the one before.
    """
    notes = context.table(NOTES)
    if context.previous is None or not len(notes) or context.previous.version == context.package.version:
        return
    idle = dict(zip(notes.index, records(notes), strict=True))
    series_lost, areas_lost = _lost_series(context), _lost_areas(context)
    for series, last in _common(context):
        changes = _changes(series, last, context)
        rows = {REMOVED: changes.gone, REVISED: changes.changed}
        for index, note in list(idle.items()):
            touched = rows.get(note["kind"], changes.gone) if note["series"] in ("", series.id) else changes.gone[:0]
            if _covers(note, touched).any():
                del idle[index]
    for index, note in idle.items():
        if note["kind"] == REMOVED and (note["series"] in series_lost or note["ref_area"] in areas_lost):
            continue
        yield from in_rows(NOTES, notes.loc[[index]], "revision-note-idle", "series")


def corrections(context: Context) -> Iterator[Problem]:
    """What a correction sets right was said in an earlier release than that which does, and that one is out."""
    rows = context.table("corrections")
    now = order_of(context.package.version)
    for index in rows.index:
        since, corrected = (str(rows.loc[index, name]) for name in ("since", "corrected"))
        if not order_of(since) < order_of(corrected):
            yield from in_rows("corrections", rows.loc[[index]], "correction-order", "since", corrected)
        elif now and order_of(corrected) > now:
            yield from in_rows(
                "corrections", rows.loc[[index]], "correction-order", "corrected", context.package.version
            )


def reports(context: Context) -> Iterator[Problem]:
    """A report is answered after it came, by the day of the release, and what was done is in a release that is out."""
    rows = context.table("reports")
    released = str(context.package.descriptor.get("created", ""))[:10]
    now = order_of(context.package.version)
    for index in rows.index:
        reported, answered, release = (str(rows.loc[index, name]) for name in ("reported", "answered", "release"))
        if possible_day(reported) and possible_day(answered) and first_day(reported) > last_day(answered):
            yield from in_rows("reports", rows.loc[[index]], "report-order", "reported", answered)
        elif possible_day(answered) and possible_day(released) and first_day(answered) > released:
            yield from in_rows("reports", rows.loc[[index]], "report-order", "answered", released)
        elif now and order_of(release) > now:
            yield from in_rows("reports", rows.loc[[index]], "report-order", "release", context.package.version)


def cycles(context: Context) -> Iterator[Problem]:
    """On the day of the release a source is not older than the time from one of its editions to the next."""
    released = str(context.package.descriptor.get("created", ""))[:10]
    sources = context.table("sources")
    months = plain_numbers(sources["cycle_months"])
    for index in sources.index[months.notna()]:
        until = str(sources.loc[index, "data_until"])
        if possible_day(until) and possible_day(released) and months_between(last_day(until), released) > months[index]:
            expected = f"{months[index]:.0f}"
            yield from in_rows("sources", sources.loc[[index]], "source-overdue", "data_until", expected)


CHECKS = (
    Check(
        codes=("observation-gone-without-note", "value-moved-without-note", *CODES),
        run=observations,
        compares=True,
        across=True,
    ),
    Check(codes=CODES, run=columns, compares=True, across=True),
    Check(codes=("series-gone", "area-gone"), run=framework, compares=True, across=True),
    Check(codes=("coverage-fell",), run=coverage, warning=True, compares=True, across=True),
    Check(codes=("revision-note-idle",), run=idle_notes, warning=True, compares=True, across=True),
    Check(codes=("correction-order",), run=corrections),
    Check(codes=("report-order",), run=reports),
    Check(codes=("source-overdue",), run=cycles, warning=True),
)
