"""The labelled slices: exactly the rows of the observations and of the summaries, each in its own files."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

from scripts.model.codes import WORLD
from scripts.model.problems import Problem
from scripts.model.units import unit_of_measure
from scripts.verify.files import DATA, EMPTY, Folder, Table

Row = tuple[str, ...]
ADDED = ("indicator", "series", "ref_area_label", "unit_measure", "note")
"""Columns that a slice of observations has beyond those of the observations, or in words instead of codes."""

LABEL = "_label"
CODED = ("series", "obs_value", "obs_status")
"""Columns of codes that have their labels beside them, as every dimension has."""

REGION = (
    *("indicator", "series", "ref_area", "ref_area_label", "time_period", "measure"),
    *("obs_value", "obs_status", "unit_measure", "source", "note"),
)
"""Columns of the aggregates in a region's slice: those of the other slices, with the measure as a dimension."""

WITH_MEMBERS = ("headline", "companion", "context")
"""Roles of the series of which the members of a region have rows in its slice."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rows that a slice should have: a hash of what they are made from, and how they are made where that is asked.

    A slice whose bytes and whose `content` are as they were when it was found right is not read again.
    """

    content: str
    rows: Callable[[], Iterable[Row]]


def slices(site: Folder) -> Iterator[Problem]:
    """Tell each slice that is missing, that nothing asks for, or whose rows are not those of its tables."""
    plain = columns_of(site)
    columns = tuple(sorted({*plain, *(f"{name}{LABEL}" for name in (*CODED, *_dimensions(site)))}))
    by_area: dict[str, list[Row]] = {row.get("iso3", ""): [] for row in site.records("reference_areas")}
    by_indicator: dict[str, list[Row]] = {}
    for area, indicator, row in observations(site, columns):
        by_area.setdefault(area, []).append(row)
        if indicator:
            by_indicator.setdefault(indicator, []).append(row)
    summaries = summaries_of(site)
    yield from _compared(site, "countries", _as_they_are(by_area), columns)
    yield from _compared(site, "indicators", _as_they_are(by_indicator), columns)
    yield from _compared(site, "regions", _regions(site, summaries, by_area, columns, plain), _wide(plain))
    grouped = _grouped(site, summaries.rows.get(WORLD, []))
    yield from _compared(site, "groupings", {name: summaries.wanted(rows) for name, rows in grouped.items()}, REGION)


def _as_they_are(rows: Mapping[str, list[Row]]) -> dict[str, Wanted]:
    return {name: Wanted(_hash(held), partial(iter, held)) for name, held in rows.items()}


def _hash(rows: Iterable[Row]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update("\x1f".join(row).encode())
        digest.update(b"\x1e")
    return digest.hexdigest()


def _wide(columns: Row) -> Row:
    """Give every column that the slice of a region may have."""
    return tuple(sorted({*columns, *REGION}))


def _regions(
    site: Folder, summaries: Summaries, by_area: Mapping[str, list[Row]], columns: Row, plain: Row
) -> Iterator[tuple[str, Wanted]]:
    """Give what each region should have: its aggregates, and the newest rows of its members in series of some roles.

    `columns` are those that the rows of members have here, `plain` those that they have there.
    """
    series, wide = columns.index("series"), _wide(plain)
    as_region, as_member = _picker(REGION, wide), _picker(columns, wide)
    roles = {name: row.get("role") for name, row in site.series.items()}
    names = ("series", "ref_area", "time_period", *_dimensions(site))
    key, newest = _picker(columns, names), {tuple(row.get(n, "") for n in names) for row in site.records("latest")}
    own = {
        area: [row for row in rows if roles[row[series]] in WITH_MEMBERS and key(row) in newest]
        for area, rows in by_area.items()
    }
    hashes = {area: _hash(rows) for area, rows in own.items()}
    groups = groups_of(site)
    for group, rows in summaries.rows.items():
        members = [area for area in own if group in groups.get(area, ())]
        aggregates = summaries.wanted(rows)
        content = "\n".join((aggregates.content, *sorted(hashes[area] for area in members)))
        yield group, Wanted(content, partial(_of_region, aggregates, [own[a] for a in members], as_region, as_member))


def _of_region(
    aggregates: Wanted, members: Sequence[list[Row]], as_region: Callable[[Row], Row], as_member: Callable[[Row], Row]
) -> Iterator[Row]:
    yield from map(as_region, aggregates.rows())
    for rows in members:
        yield from map(as_member, rows)


def groups_of(site: Folder) -> dict[str, set[str]]:
    """Give the groups that each area is in today, but for the world, whose file has no rows of members."""
    found: dict[str, set[str]] = {}
    for row in site.records("area_group_members"):
        if not row.get("valid_to") and row.get("group") != WORLD:
            found.setdefault(row.get("ref_area", ""), set()).add(row.get("group", ""))
    return found


def _grouped(site: Folder, world: Sequence[Row]) -> dict[str, list[Row]]:
    """Give the aggregates of the world by grouping and code, of every series whose first dimension is the grouping."""
    groupings = {row.get("id", "") for row in site.records("groupings")}
    first = {name: row.get("dimensions", "").partition(" ")[0] for name, row in site.series.items()}
    found: dict[str, list[Row]] = {}
    for row in world:
        series, measure = row[0], row[3].split(".")
        if first.get(series, "") in groupings and len(measure) > 1:
            found.setdefault(f"{first[series]}/{measure[1]}", []).append(row)
    return found


def columns_of(site: Folder) -> Row:
    """Give every column that rows of observations may have, but for the labels of their codes."""
    tables = [site.resource(f"observations_{series}") for series in site.series]
    return tuple(sorted({*ADDED, *(name for table in tables for name in table.header)}))


def _dimensions(site: Folder) -> list[str]:
    """Give the dimensions of all series."""
    return sorted({name for about in site.series.values() for name in about.get("dimensions", "").split()})


def _picker(header: Sequence[str], columns: Sequence[str]) -> Callable[[Row], Row]:
    """Give a function that puts a row of `header` into the order of `columns`, blank where it has no such column."""
    places = {name: place for place, name in enumerate(header)}
    pick, width = itemgetter(*(places.get(name, len(header)) for name in columns)), len(header)
    return lambda row: pick((*row, "") if len(row) == width else (*row, *("",) * (width + 1 - len(row))))


def observations(site: Folder, columns: Row) -> Iterator[tuple[str, str, Row]]:
    """Give each observation with its area and indicator, labelled as slices are."""
    names = {
        row.get("iso3", ""): row.get(f"name_{site.languages.first}", "") for row in site.records("reference_areas")
    }
    words = {key: row.get(f"label_{site.languages.first}", "") for key, row in site.labels.items()}
    for series, about in site.series.items():
        table = site.resource(f"observations_{series}")
        indicator, unit = about.get("indicator", ""), about.get("unit_measure", "")
        dimensions = about.get("dimensions", "").split()
        lists = ["obs_status", about.get("codelist", ""), *dimensions]
        labelled = [f"{name}{LABEL}" for name in ("obs_status", "obs_value", *dimensions)]
        pick = _picker((*table.header, *ADDED, f"series{LABEL}", *labelled), columns)
        own = _picker(table.header, ("ref_area", "note"))
        coded = _picker(table.header, ("obs_status", "obs_value", *dimensions))
        label = about.get(f"label_{site.languages.first}", "")
        for row in table.rows:
            area, note = own(row)
            said = (words.get(key, "") for key in zip(lists, coded(row), strict=True))
            added = (indicator, series, names.get(area, ""), unit, words.get(("note", note), ""))
            yield area, indicator, pick((*row, *added, label, *said))


@dataclass(frozen=True, slots=True)
class Summaries:
    """The published aggregates by group, as REGION has them but for what is said of their series: see `labelled`."""

    site: Folder
    rows: Mapping[str, list[Row]]
    names: Mapping[str, str]
    sources: Mapping[str, Mapping[str, str]]
    """The sources of each series by period, and under '' those of all its periods."""

    shared: str
    """A hash of all that labels depend on."""

    def wanted(self, rows: Sequence[Row]) -> Wanted:
        """Give aggregates as a slice should have them."""
        return Wanted(f"{self.shared} {_hash(rows)}", partial(self.labelled, rows))

    def labelled(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Give aggregates under the columns of a region's slice."""
        for series, group, period, measure, value, status in rows:
            about, held = self.site.series.get(series, {}), self.sources.get(series, {})
            unit = unit_of_measure(about.get("measure_type", ""), about.get("unit_measure", ""), measure)
            named = held[period] if period in held else held.get("", about.get("source", ""))
            head = (about.get("indicator", ""), series, group, self.names[group], period, measure)
            yield *head, value, status, unit, named, ""


def summaries_of(site: Folder) -> Summaries:
    """Give the published aggregates of every group."""
    table = site.table(f"{DATA}/summaries.csv") or EMPTY
    names = {row.get("id", ""): row.get(f"name_{site.languages.first}", "") for row in site.records("area_groups")}
    pick = _picker(table.header, ("series", "group", "time_period", "measure", "value", "status"))
    found: dict[str, list[Row]] = {}
    for row in map(pick, table.rows):
        if row[1] in names:
            found.setdefault(row[1], []).append(row)
    sources = {name: _joined(_sources(site, name)) for name in site.series}
    told = (names, sources, {name: dict(row) for name, row in site.series.items()})
    return Summaries(site, found, names, sources, hashlib.sha256(repr(told).encode()).hexdigest())


def _joined(held: Mapping[str, set[str]]) -> dict[str, str]:
    """Give the sources of each period in one text, and those of all periods under ''."""
    every = set().union(*held.values())
    return {period: " ".join(sorted(named)) for period, named in ({**held, "": every}).items() if named}


def _sources(site: Folder, series: str) -> Mapping[str, set[str]]:
    """Give the sources that the observations of each period of a series name, and those of the parts of a ratio.

    A part without that period is of all its sources.
    """
    parts = {row.get("part_series", "") for row in site.records("ratio_parts") if row.get("series") == series}
    found = _by_period(site, series)
    for part in parts:
        held = _by_period(site, part)
        every = set().union(*held.values())
        for period in found:
            found[period] |= held.get(period) or every
    return found


def _by_period(site: Folder, series: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for period, source in _named(site, series):
        found.setdefault(period, set()).add(source)
    return found


def _named(site: Folder, series: str) -> Iterator[Row]:
    """Give each observation's period and source, which is the series' own where its row names none."""
    table = site.resource(f"observations_{series}")
    own = site.series.get(series, {}).get("source", "")
    for period, source in map(_picker(table.header, ("time_period", "source")), table.rows):
        yield period, source or own


def _compared(
    site: Folder, folder: str, asked: Mapping[str, Wanted] | Iterable[tuple[str, Wanted]], columns: Row
) -> Iterator[Problem]:
    wanted = dict(asked)
    there = {
        path.removeprefix(f"{DATA}/{folder}/").removesuffix(".csv"): path
        for path in site.csv_tables(f"{DATA}/{folder}/")
    }
    for name in sorted(there.keys() - wanted.keys()):
        yield Problem(file=there[name], code="slice-extra")
    for name, each in sorted(wanted.items(), key=itemgetter(0)):
        path = f"{DATA}/{folder}/{name}.csv"
        content = hashlib.sha256("\n".join((*columns, "", site.digest(path), each.content)).encode()).hexdigest()
        yield from site.judged("slice", content, partial(_slice, site, path, each, columns))


def _slice(site: Folder, path: str, wanted: Wanted, columns: Row) -> Iterator[Problem]:
    table = site.once(path)
    if table is None:
        yield Problem(file=path, code="slice-absent")
    else:
        yield from _rows(path, table, wanted.rows(), columns)


def _rows(path: str, table: Table, wanted: Iterable[Row], columns: Row) -> Iterator[Problem]:
    """Tell columns that are unknown, rows too many, each in its place, and rows too few."""
    for name in table.header:
        if name not in columns:
            yield Problem(file=path, field=name, code="slice-column-unknown")
    left = Counter(wanted)
    pick = _picker(table.header, columns)
    for number, row in enumerate(map(pick, table.rows), start=2):
        if left[row]:
            left[row] -= 1
        else:
            yield Problem(file=path, row=number, code="slice-row-extra", found=_told(row, columns))
    for row in left.elements():
        yield Problem(file=path, code="slice-row-absent", found=_told(row, columns))


def _told(row: Row, columns: Row) -> str:
    return ", ".join(f"{name}={value}" for name, value in zip(columns, row, strict=True) if value)
