"""Every published aggregate a second time, from the published tables alone, with plain loops.

It follows the written rules (the method page, `scripts.model.codes`), not the code of the first path.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from statistics import median

from scripts.model.codes import ALL_PERIODS, POLICY_CODES, WORLD
from scripts.model.tables import Series, series_from_row
from scripts.verify.files import Folder
from scripts.verify.groups import Groups

Number = int | Fraction | None
Found = tuple[str, str, str, Number, str]
"""Group, period, measure, value, and the worst status of what it is made of."""

Record = Mapping[str, str]


def recomputed(series: Series, tables: Tables) -> Iterator[Found]:
    """Give every aggregate of a series. Raises KeyError or ValueError when a table is not what the profile says."""
    if series.aggregation == "areas":
        return areas(series, tables)
    if series.aggregation == "distinct_records":
        return distinct_records(series, tables)
    if series.aggregation == "none":
        return reporting(series, tables)
    if series.has_spread:
        return spread(series, tables)
    if series.measure_type == "value":
        return averages(series, tables)
    return ratios(series, tables) if series.measure_type == "ratio" else totals(series, tables)


@dataclass
class Tables:
    """The published tables as the second path reads them."""

    site: Folder
    kept: dict[tuple[str, int], dict[str, frozenset[int]]] = field(default_factory=dict)
    """The records of a register in each group at the end of a year, which several series count."""

    @cached_property
    def groups(self) -> Groups:
        """Dated membership of groups."""
        return Groups(self.site.records("area_group_members"), self.site.records("reference_areas"))

    @cached_property
    def series(self) -> list[Series]:
        """Every series."""
        return [series_from_row(row) for row in self.site.series.values()]

    def observations(self, series: Series) -> list[dict[str, str]]:
        """The observations of a series."""
        return self.site.records(series.table)

    def codes(self, codelist: str) -> list[str]:
        """The codes of a list."""
        return [code for name, code in self.site.labels if name == codelist]


def value_text(number: Number) -> str:
    """Write a number with full precision and no needless decimals; '' for none."""
    if number is None:
        return ""
    nearest = float(number)
    return str(int(nearest)) if nearest.is_integer() else repr(nearest)


def divided(numerator: Number, denominator: Number, per: int = 1) -> Number:
    """Divide exactly; none where a part is missing or the denominator is zero."""
    return Fraction(per * numerator, denominator) if numerator is not None and denominator else None


def worst(statuses: Iterable[str]) -> str:
    """Give P where anything is provisional, else U where anything is unreliable, else E where anything is estimated."""
    present = set(statuses)
    return next((status for status in "PUE" if status in present), "A")


def suffix(codes: Iterable[str]) -> str:
    """Give what a series' own dimensions add to the name of a measure."""
    return "".join(f".{code}" for code in codes)


def split(series: Series, records: Iterable[Record]) -> dict[tuple[str, ...], list[Record]]:
    """Split records by the series' own dimensions."""
    parts: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record in records:
        parts[tuple(record[name] for name in series.dimensions)].append(record)
    return parts


# -- counts of areas by code -------------------------------------------------------------------------------------------


def areas(series: Series, tables: Tables) -> Iterator[Found]:
    """Count UN member states by code, in each year that any area has a status of."""
    policy = series.measure_type == "policy"
    codes = list(POLICY_CODES) if policy else tables.codes(series.codelist)
    for dimension, records in split(series, tables.observations(series)).items():
        for year, statuses in sorted(_statuses(series, records).items()):
            held = tables.groups.on(f"{year}-{series.reference_day or '12-31'}", states_only=True)
            for found in _counted(year, statuses, held, codes, series):
                yield (*found[:2], found[2] + suffix(dimension), *found[3:])


def _statuses(series: Series, records: Iterable[Record]) -> dict[int, dict[str, Record]]:
    """Give each year's statuses: the record of an area's last one that is at most `max_age` years old."""
    history: dict[str, dict[int, Record]] = defaultdict(dict)
    for record in records:
        if record["obs_value"]:
            history[record["ref_area"]][int(record["time_period"])] = record
    found: dict[int, dict[str, Record]] = defaultdict(dict)
    for area, values in history.items():
        for year in range(min(values), int(series.last_period) + 1):
            last = next((y for y in range(year, year - series.max_age - 1, -1) if y in values), None)
            if last is not None:
                found[year][area] = values[last]
    return found


def _counted(
    year: int, statuses: Mapping[str, Record], held: Mapping[str, frozenset[str]], codes: Sequence[str], series: Series
) -> Iterator[Found]:
    members: Counter[str] = Counter()
    by_code: dict[str, Counter[str]] = defaultdict(Counter)
    marks: dict[str, set[str]] = defaultdict(set)
    for area, groups in held.items():
        for group in groups:
            members[group] += 1
            if area in statuses:
                by_code[group][statuses[area]["obs_value"]] += 1
                marks[group].add(statuses[area]["obs_status"])
    for group, size in members.items():
        counts = by_code[group]
        if series.finds_only_yes:
            yield from _documented((group, str(year)), counts["yes"], size, worst(marks[group]))
            continue
        assessed = sum(counts[code] for code in codes)
        measures: dict[str, Number] = {code: counts[code] for code in codes}
        measures |= {"assessed": assessed, "members": size, "not_assessed": size - assessed}
        if series.measure_type == "policy":
            measures["share_low"] = divided(counts["yes"], size)
            measures["share_high"] = divided(counts["yes"] + size - assessed, size)
            measures["share_assessed"] = divided(counts["yes"], assessed)
        for measure, value in measures.items():
            yield group, str(year), measure, value, worst(marks[group])


def _documented(key: tuple[str, str], yes: int, size: int, status: str) -> Iterator[Found]:
    """Give what is counted of a policy whose sources find only yes: nobody was assessed."""
    yield *key, "yes", yes, status
    yield *key, "not_documented", size - yes, status
    yield *key, "members", size, status
    yield *key, "share_low", divided(yes, size), status


# -- totals ------------------------------------------------------------------------------------------------------------


def _placed(record: Record, groups: Groups) -> frozenset[str]:
    """Give the groups that an observation's area is in, whatever its period, and the world where it adds the area."""
    held = groups.lasting.get(record["ref_area"], frozenset())
    return held if record["ref_area"] in groups.uncounted else held | {WORLD}


def totals(series: Series, tables: Tables) -> Iterator[Found]:
    """Add a count over the areas of each group, in each period that anything is reported for."""
    register = series.measure_type == "register"
    skipped = ("", "0") if register else ("",)
    names = ("records", "areas") if register else ("total", "areas_reporting")
    valued = [r for r in tables.observations(series) if r["obs_value"] not in skipped]
    for dimension, records in split(series, valued).items():
        for key, heap in _heaps(series, records, tables.groups).items():
            total = sum(heap.numbers) if heap.numbers else None
            yield (*key, names[0] + suffix(dimension), total, worst(heap.marks))
            if key[0] in tables.groups.all:
                yield (*key, names[1] + suffix(dimension), len(heap.areas), worst(heap.marks))


@dataclass(slots=True)
class _Heap:
    """What is added up for one group and period."""

    numbers: list[int] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)

    def add(self, record: Record) -> None:
        self.numbers.append(int(record["obs_value"]))
        self.areas.add(record["ref_area"])
        self.marks.add(record["obs_status"])


def _heaps(series: Series, records: Sequence[Record], groups: Groups) -> dict[tuple[str, str], _Heap]:
    """Give a heap for every group in every period, also where it stays empty; over time also for every area."""
    flow = series.aggregation == "sum_over_time"
    periods = {record["time_period"] for record in records} | ({ALL_PERIODS} if flow else set())
    heaps = {(group, period): _Heap() for group in groups.all for period in periods}
    for record in records:
        for group in _placed(record, groups):
            heaps.setdefault((group, record["time_period"]), _Heap()).add(record)
            if flow:
                heaps.setdefault((group, ALL_PERIODS), _Heap()).add(record)
        if flow:
            heaps.setdefault((record["ref_area"], ALL_PERIODS), _Heap()).add(record)
    return heaps


# -- averages of measured values ---------------------------------------------------------------------------------------


def averages(series: Series, tables: Tables) -> Iterator[Found]:
    """Average the values of each group in each period that anything counts in; one of low reliability does not.

    In a weighted mean a value counts as often as the weight of its area in that period says; without one it does not.
    """
    weights: dict[tuple[str, str], Fraction] = {}
    for each in tables.site.records(f"observations_{series.weight}") if series.weight else ():
        if each["obs_value"] not in ("", "0"):
            weights[each["ref_area"], each["time_period"]] = Fraction(each["obs_value"])
    counted = [r for r in tables.observations(series) if r["obs_value"] and r["obs_status"] != "U"]
    if series.aggregation == "weighted_mean":
        counted = [r for r in counted if (r["ref_area"], r["time_period"]) in weights]
    for dimension, records in split(series, counted).items():
        for (group, period), members in _members(records, tables.groups).items():
            status = worst(r["obs_status"] for r in members)
            for measure, value in _averaged(series, members, weights).items():
                yield group, period, measure + suffix(dimension), value, status


def _members(records: Sequence[Record], groups: Groups) -> Mapping[tuple[str, str], list[Record]]:
    """Give the records of each group in each period, also where a group has none."""
    periods = {record["time_period"] for record in records}
    held: dict[tuple[str, str], list[Record]] = {(group, period): [] for group in groups.all for period in periods}
    for record in records:
        for group in _placed(record, groups):
            held.setdefault((group, record["time_period"]), []).append(record)
    return held


def _averaged(
    series: Series, records: Sequence[Record], weights: Mapping[tuple[str, str], Fraction]
) -> Mapping[str, Number]:
    values = [Fraction(record["obs_value"]) for record in records]
    found: dict[str, Number] = {
        "lowest": min(values, default=None),
        "highest": max(values, default=None),
        "areas_reporting": len({record["ref_area"] for record in records}),
    }
    if series.aggregation == "median":
        return {**found, "median": median(values) if values else None}
    counts = [weights[record["ref_area"], record["time_period"]] for record in records]
    weighted = sum((value * count for value, count in zip(values, counts, strict=True)), Fraction(0))
    return {**found, "mean": weighted / sum(counts) if counts else None}


# -- ratios ------------------------------------------------------------------------------------------------------------

PARTS = ("numerator", "denominator", "denominator_low", "denominator_high")


def ratios(series: Series, tables: Tables) -> Iterator[Found]:
    """Add numerators and denominators of the observations that state both, and divide."""
    heaps: dict[tuple[str, str], list[dict[str, int | None]]] = defaultdict(list)
    marks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in tables.observations(series):
        parts = {name: int(record[name]) if record.get(name) else None for name in PARTS}
        needed = ("denominator_low", "denominator_high") if series.has_range else ("denominator",)
        if record["obs_status"] == "U" or any(parts[name] is None for name in ("numerator", *needed)):
            continue
        for group in _placed(record, tables.groups):
            heaps[group, record["time_period"]].append(parts)
            marks[group, record["time_period"]].add(record["obs_status"])
    for (group, period), cases in heaps.items():
        for measure, value in _divided(series, cases).items():
            yield group, period, measure, value, worst(marks[group, period])


def _divided(series: Series, cases: Sequence[Mapping[str, int | None]]) -> dict[str, Number]:
    def total(part: str) -> int | None:
        numbers = [case[part] for case in cases]
        return None if None in numbers else sum(n for n in numbers if n is not None)

    numerator, denominator = total("numerator"), total("denominator")
    found: dict[str, Number] = {
        "numerator": numerator,
        "denominator": denominator,
        "ratio": divided(numerator, denominator, series.per),
        "cases": len(cases),
    }
    if series.has_range:
        found["ratio_low"] = divided(numerator, total("denominator_high"), series.per)
        found["ratio_high"] = divided(numerator, total("denominator_low"), series.per)
    return found


# -- distinct records of a register ------------------------------------------------------------------------------------


def distinct_records(series: Series, tables: Tables) -> Iterator[Found]:
    """Count the records of a register up to each year, each once for a group that any of its parties is in.

    A series with a window counts those of so many years, of which that is the last.

    A group without records has no figures, and a record without a date is in none. The bounds take all that was not
    judged for failing, or for passing; where a series leaves records out on purpose there are none.
    """
    records = tables.site.records(f"register_{series.register}")
    own = f"denominator{series.suffix}"
    bounded = not series.suffix or not any(own in r for r in records)
    judged = {n for n, r in enumerate(records) if r[own if own in r else "denominator"] == "true"}
    safe = {n for n in judged if records[n][f"numerator{series.suffix}"] == "true"}
    for year in range(int(series.first_period), int(series.last_period) + 1):
        first = year - int(series.window) + 1 if series.window.isdigit() else 0
        signed = {n for n, r in enumerate(records) if r["date_from"] and first <= int(r["date_from"][:4]) <= year}
        for group, held in _by_group(series.register, year, tables).items():
            known = len(held & signed)
            if not known:
                continue
            numerator, denominator = len(held & signed & safe), len(held & signed & judged)
            yield group, str(year), "numerator", numerator, "A"
            yield group, str(year), "denominator", denominator, "A"
            yield group, str(year), "ratio", divided(numerator, denominator), "A"
            yield group, str(year), "cases", denominator, "A"
            yield group, str(year), "records", known, "A"
            if bounded:
                yield group, str(year), "ratio_low", divided(numerator, known), "A"
                yield group, str(year), "ratio_high", divided(numerator + known - denominator, known), "A"


def _by_group(register: str, year: int, tables: Tables) -> Mapping[str, frozenset[int]]:
    """Give the records of each group at the end of a year; the world has all records in every year."""
    key = (register, year)
    if key not in tables.kept:
        held = tables.groups.on(f"{year}-12-31")
        found: dict[str, set[int]] = defaultdict(set)
        for number, record in enumerate(tables.site.records(f"register_{register}")):
            parties = (record["ref_area"], record["counterpart_area"])
            for group in {WORLD}.union(*(held.get(party, frozenset()) for party in parties)):
                found[group].add(number)
        tables.kept[key] = {group: frozenset(numbers) for group, numbers in found.items()}
    return tables.kept[key]


# -- series that are never added ---------------------------------------------------------------------------------------


def reporting(series: Series, tables: Tables) -> Iterator[Found]:
    """Count the areas that report in each period; over all periods, in every group, also the observations."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    marks: dict[tuple[str, str], set[str]] = defaultdict(set)
    cases: Counter[str] = Counter()
    for record in tables.observations(series):
        if record["obs_value"]:
            for group in _placed(record, tables.groups) | {WORLD}:
                seen[group, record["time_period"]].add(record["ref_area"])
                seen[group, ALL_PERIODS].add(record["ref_area"])
                marks[group, record["time_period"]].add(record["obs_status"])
                marks[group, ALL_PERIODS].add(record["obs_status"])
                cases[group] += 1
    for group in tables.groups.all:
        yield group, ALL_PERIODS, "cases", cases[group], worst(marks[group, ALL_PERIODS])
        seen.setdefault((group, ALL_PERIODS), set())
    for (group, period), reported in seen.items():
        yield group, period, "areas_reporting", len(reported), worst(marks[group, period])


# -- ratios of single cases --------------------------------------------------------------------------------------------


def spread(series: Series, tables: Tables) -> Iterator[Found]:
    """Count the cases that have a value and are not of low reliability, and say how far they lie apart."""
    held: dict[str, list[Record]] = {group: [] for group in tables.groups.all}
    areas: dict[tuple[str, str], set[str]] = defaultdict(set)
    marks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in tables.observations(series):
        if record["obs_value"] and record["obs_status"] != "U":
            for group in _placed(record, tables.groups):
                held[group].append(record)
                areas[group, record["time_period"]].add(record["ref_area"])
                for period in (record["time_period"], ALL_PERIODS):
                    marks[group, period].add(record["obs_status"])
    for (group, period), reported in areas.items():
        yield group, period, "areas_reporting", len(reported), worst(marks[group, period])
    for group, cases in held.items():
        for measure, value in _apart(cases).items():
            yield group, ALL_PERIODS, measure, value, worst(marks[group, ALL_PERIODS])


def _apart(cases: Sequence[Record]) -> dict[str, Number]:
    values = [Fraction(float(case["obs_value"])) for case in cases]
    parts = [tuple(int(c[name]) if c[name] else None for name in ("denominator", "numerator")) for c in cases]
    largest = max(parts, key=_size, default=None)
    rest = list(parts)
    if largest is not None:
        rest.remove(largest)
    return {
        "cases": len(cases),
        "areas_reporting": len({case["ref_area"] for case in cases}),
        "lowest": min(values, default=None),
        "median": median(values) if values else None,
        "highest": max(values, default=None),
        "denominator": _added(parts, 0),
        "numerator": _added(parts, 1),
        "denominator_without_largest": _added(rest, 0),
        "numerator_without_largest": _added(rest, 1),
    }


def _size(parts: Sequence[int | None]) -> tuple[float, ...]:
    """Order cases by their denominator, then by their numerator; one that lacks a part is the largest."""
    return tuple(float("inf") if part is None else part for part in parts)


def _added(cases: Sequence[Sequence[int | None]], part: int) -> int | None:
    numbers = [case[part] for case in cases]
    return None if None in numbers or not numbers else sum(n for n in numbers if n is not None)
