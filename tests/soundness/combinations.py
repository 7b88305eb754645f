"""Packages of many odd series: every pair of settings that the profile allows, in as few packages as that takes.

A `Sort` is what one series is like, `Surroundings` what the package around it is like. `package_of` makes a package in
which several series live side by side, each the headline of an indicator of its own or a companion of a plain one.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from typing import Any, TypeVar

from scripts.model.kinds import KINDS
from scripts.model.measures import measures_of, named_of_largest, named_periods
from scripts.model.tables import Field, Register, Series, series_from_row
from tests.packages import REGISTERS, Row, Rows, package_files, small_tables

PERIODS: Mapping[str, Sequence[str]] = {
    "one": ("2022",),
    "several": ("2020", "2021", "2022"),
    "gaps": ("2020", "2023"),
    "undated": ("_U",),
    "some dated": ("2021", "_U"),
    "months": ("2022-11", "2022-12"),
    "quarters": ("2022-Q3", "2022-Q4"),
    "halves": ("2022-S1", "2022-S2"),
    "days": ("2022-11-30", "2022-12-01"),
    "reporting years": ("2020/21", "2021/22"),
    "spans": ("2021-04-01/P18M",),
}
STATUSES = (
    "whole",
    "some blank",
    "all blank",
    "partial",
    "last partial",
    "unreliable",
    "zero",
    "great",
)
AREAS: Mapping[str, Sequence[str]] = {
    "states": ("DEU", "KEN"),
    "one": ("NAM",),
    "territory": ("ABW",),
    "all": ("DEU", "KEN", "NAM", "ABW"),
}
BY_CODE = {"policy": ("yes", "partial", "no"), "category": ("high", "low")}
DIMENSIONS = ((), ("mode",), ("mode", "programme"))
CODES = {"mode": ("land", "sea"), "programme": ("first", "second")}
GREAT = "999999999999999"
"""The largest count that is allowed."""

ODD = (
    "{{ x }}",
    "{% raw %}",
    "{# no #}",
    "/home/somebody/data.csv",
    r"C:\Users\somebody",
    "file:///tmp/x",
    "data.gov.uk",
    "None",
    "Infinity",
    "საქართველო",
    "日本語",
    "العربية",
    "Ελλάδα",
    "Fees < 5 euros and > 3 doors",
    "A & B; &reg 2024",
    "[x](javascript:alert(1))",
    "# not a heading",
    "a | b",
    "`code` ~~~ ---",
    "\"quoted\" and 'single'",
    "Donaudampfschifffahrtsgesellschaft" * 7,
    "x" * 240,
    "Ünïcödé ﬁ ½",
    "{yes} of {members}",
)
"""Texts that a program could take for something else."""


RATE = {
    "codelist": "unit_measure",
    "code": "per-1000-people",
    "order": "9",
    "label_en": "Per 1000 people",
    "description_en": "Number for each thousand people.",
}
FORMER = {
    "iso3": "DDR",
    "iso2": "DD",
    "m49": "278",
    "area_type": "former-state",
    "name_en": "East Germany",
    "valid_to": "1990-10-02",
    "un_member_until": "1990-10-02",
}
"""A state that is no more."""

PACTS = (
    ("DEU", "KEN", "2021-03", "true", "true"),
    ("KEN", "NAM", "2022", "false", "true"),
    ("ABW", "DEU", "", "false", "false"),
)
"""Two parties, day of signature, whether it is in the numerator, and whether in the denominator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """What one series is like. Each value is one of those in SORTS."""

    kind: tuple[str, str]
    role: str
    dimensions: tuple[str, ...]
    has_range: bool
    per: str
    max_age: str
    reference_day: str
    is_minimum: bool
    periods: str
    statuses: str
    areas: str


SORTS: Mapping[str, Sequence[Any]] = {
    "kind": tuple(KINDS),
    "role": ("headline", "companion", "context"),
    "dimensions": DIMENSIONS,
    "has_range": (False, True),
    "per": ("1", "1000"),
    "max_age": ("0", "2", "1000"),
    "reference_day": ("", "01-01", "12-31"),
    "is_minimum": (False, True),
    "periods": tuple(PERIODS),
    "statuses": STATUSES,
    "areas": tuple(AREAS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a package is like besides its series. Each value is one of those in SURROUNDINGS."""

    groups: str
    members: str
    left_out: str
    texts: str
    map: str
    ids: str


OPTIONAL: Mapping[str, Sequence[str]] = {
    "none": (),
    "framework": ("dimensions", "criteria", "frameworks", "crosswalk", "good_practices"),
    "evidence": ("evidence", "good_practices", "assessments", "reconciliation"),
    "names": ("area_names",),
    "all": (
        *("dimensions", "criteria", "frameworks", "crosswalk", "evidence", "good_practices", "assessments"),
        *("reconciliation", "area_names", "register_crossings"),
    ),
}

SURROUNDINGS: Mapping[str, Sequence[Any]] = {
    "groups": ("some", "world", "deep"),
    "members": ("states", "none", "former"),
    "left_out": tuple(OPTIONAL),
    "texts": ("plain", "odd"),
    "map": ("none", "shapes"),
    "ids": ("plain", "dotted"),
}


def possible(sort: Sort) -> bool:
    """Tell whether the profile allows such a series."""
    kind, (measure, way) = KINDS[sort.kind], sort.kind
    if sort.role == "headline" and (not kind.headline or (kind.divided and sort.dimensions)):
        return False
    if kind.by_year and sort.periods not in ("one", "several", "gaps"):
        return False
    if way == "distinct_records" and (sort.dimensions or sort.role == "context"):
        return False  # of a context series nobody derives anything
    values = {"great": ("count", "register"), "zero": ("count", "register", "ratio", "value")}
    if measure != "ratio" and (sort.has_range or sort.per != "1"):
        return False
    if way == "distinct_records" and (sort.per != "1" or sort.has_range):
        return False  # its observations are shares
    return measure in values.get(sort.statuses, (measure,))


T = TypeVar("T")


def covering(factors: Mapping[str, Sequence[Any]], make: Callable[..., T], allowed: Callable[[T], bool]) -> list[T]:
    """Give things so that every two values of two factors that go together stand together in one. Always the same."""
    names, rng = list(factors), random.Random(7)  # noqa: S311 - repeatable, not secret
    pairs = {((a, x), (b, y)) for a, b in combinations(names, 2) for x in factors[a] for y in factors[b]}
    made: list[T] = []
    while pairs:
        best, gain = None, 0
        wanted = sorted(pairs, key=repr)
        for attempt in range(60):
            values = {name: rng.choice(factors[name]) for name in names}
            values.update(dict(wanted[rng.randrange(len(wanted)) if attempt else 0]))
            thing = make(**values)
            if allowed(thing):
                new = len(pairs & _pairs(thing, names))
                best, gain = (thing, new) if new > gain else (best, gain)
        if best is None:
            pairs.discard(wanted[0])  # no two such values go together
        else:
            made.append(best)
            pairs -= _pairs(best, names)
    return made


def _pairs(thing: Any, names: Sequence[str]) -> set[tuple[tuple[str, Any], tuple[str, Any]]]:
    return {((a, getattr(thing, a)), (b, getattr(thing, b))) for a, b in combinations(names, 2)}


def trials(together: int = 12) -> list[tuple[list[Sort], Surroundings]]:
    """Give every two settings of a series, and every two of what is around it, in packages of `together` series."""
    sorts = covering(SORTS, Sort, possible)
    around = covering(SURROUNDINGS, Surroundings, lambda _: True)
    parts = [sorts[n : n + together] for n in range(0, len(sorts), together)]
    return [(parts[n % len(parts)], around[n % len(around)]) for n in range(max(len(parts), len(around)))]


def anything(rng: random.Random, factors: Mapping[str, Sequence[Any]], make: Callable[..., T]) -> T:
    """Give a thing with any values."""
    return make(**{name: rng.choice(values) for name, values in factors.items()})


# -- series ------------------------------------------------------------------------------------------------------------


def package_of(sorts: Sequence[Sort], around: Surroundings) -> dict[str, bytes]:
    """Give the files of a package that has a series of each sort."""
    tables: dict[str, Rows] = dict(small_tables())
    tables |= {"indicators": [], "series": [], "codelists": [*tables["codelists"], RATE]}
    tables = {name: rows for name, rows in tables.items() if not name.startswith("observations_")}
    for number, sort in enumerate([HOLDER, *sorts]):
        _add(tables, number, sort, around)
    return _files(tables, around)


def _files(tables: dict[str, Rows], around: Surroundings) -> dict[str, bytes]:
    tables |= _areas(tables, around)
    first = str(tables["series"][0]["id"])
    tables |= {
        "crosswalk": [
            {**row, "from_id": first, "id": f"{n}-{row['to_id']}"} for n, row in enumerate(tables["crosswalk"])
        ],
        "evidence": [{**row, "series": first} for row in tables["evidence"]],
        "breaks": [{**row, "series": each["id"]} for row in tables["breaks"] for each in tables["series"]],
    }
    if around.texts == "odd":
        tables |= _odd(tables)
    for name in OPTIONAL[around.left_out]:
        tables.pop(name, None)
    changes: dict[str, Any] = dict.fromkeys(small_tables()) | dict(tables)
    files = package_files((*REGISTERS, _register(tables.get("register_pacts", ()))), **changes)
    return _with_map(files) if around.map == "shapes" else files


def _add(tables: dict[str, Rows], number: int, sort: Sort, around: Surroundings) -> None:
    """Add a series, its observations, and the indicator that it heads."""
    stem = f"10.7.{number}" if around.ids == "dotted" else f"thing-{number}"
    home = "10.7.0" if around.ids == "dotted" else "thing-0"
    name = {"headline": stem, "companion": f"{home}.part-{number}", "context": f"around-{number}"}[sort.role]
    measure, way = sort.kind
    row = {
        "id": name,
        "indicator": {"headline": stem, "companion": home, "context": ""}[sort.role],
        "role": sort.role,
        "order": str(number),
        "measure_type": measure,
        "aggregation": way,
        "codelist": {"policy": "policy_status", "category": "height"}.get(measure, ""),
        "unit_measure": {
            "policy": "policy-status",
            "category": "category",
            "ratio": {"1": "share", "1000": "per-1000-people"}[sort.per],
        }.get(measure, "crossings"),
        "decimals": {"ratio": "6", "value": "2"}.get(measure, "0"),
        "per": sort.per,
        "has_range": str(sort.has_range).lower(),
        "has_pending": "false",
        "dimensions": " ".join(sort.dimensions),
        "register": "pacts" if way == "distinct_records" else "",
        "max_age": sort.max_age,
        "reference_day": sort.reference_day,
        "is_minimum": str(sort.is_minimum).lower(),
        "first_period": "2020",
        "last_period": "2023",
        "revision_bound": "",
        "has_corrections": "false",
        "settles_after": "",
        "finds_only_yes": "false",
        "has_negatives": str(measure == "value").lower(),
        "weight": f"weight-{number}" if way == "weighted_mean" else "",
        "reporting_year_start": "04-01" if sort.periods == "reporting years" and way != "distinct_records" else "",
        "source": "survey",
        "label_en": f"Series {number}",
        "description_en": f"What a value of series {number} says.",
        "rule_en": "As the survey says.",
    }
    series = series_from_row(row)
    tables["series"] = [*tables["series"], row]
    if sort.role == "headline":
        tables["indicators"] = [*tables["indicators"], _indicator(number, series)]
    if way == "distinct_records":
        tables["register_pacts"] = _pacts(series, tables.get("register_pacts", ()))
    tables[series.table] = list(_pact_observations(series)) if way == "distinct_records" else list(_rows(sort, series))
    if series.weight:
        _add_weight(tables, number, sort, row)


def _add_weight(tables: dict[str, Rows], number: int, sort: Sort, row: Row) -> None:
    """Add the series of counts that weights the values of another: of some of its areas, in its periods."""
    own = {"id": row["weight"], "indicator": "", "role": "context", "measure_type": "count", "aggregation": "sum"}
    plain = {"decimals": "0", "dimensions": "", "has_negatives": "false", "weight": "", "is_minimum": "false"}
    weight = {**row, **own, **plain, "label_en": f"Weight {number}"}
    tables["series"] = [*tables["series"], weight]
    areas, periods = AREAS[sort.areas], PERIODS[sort.periods]
    tables[f"observations_{row['weight']}"] = [
        {"ref_area": a, "time_period": p, "obs_value": str(3 + n), "obs_status": "A", "source": "survey"}
        for n, (a, p) in enumerate((a, p) for a in areas for p in periods)
    ]


def _indicator(number: int, series: Series) -> Row:
    names = [*measures_of(series, BY_CODE["category"]), *named_periods(series), *named_of_largest(series)]
    named = ", ".join(f"{{{name}}}" for name in names)
    return {
        "id": series.id,
        "number": str(number + 1),
        "policy_area": "mobility",
        "measure_type": series.measure_type,
        "label_en": f"Thing {number}",
        "statement_en": f"# things of sort {number}",
        "finding_en": f"Of things {number} is known: {named}.",
        "unit_en": f"things of sort {number}",
        "limits_en": "It reads the law.",
        "missing_en": "Practice is missing.",
        "keywords_en": f"something {number}; whatever",
    }


def _rows(sort: Sort, series: Series) -> Iterator[Row]:
    """Give the observations of a series, one for each area, period and code of each dimension."""
    splits: list[dict[str, str]] = [{}]
    for dimension in sort.dimensions:
        splits = [{**split, dimension: code} for split in splits for code in CODES[dimension]]
    places = [(a, p, s) for a in AREAS[sort.areas] for p in PERIODS[sort.periods] for s in splits]
    last = PERIODS[sort.periods][-1]
    for number, (area, period, split) in enumerate(places):
        cells = _cells(sort, series, number, last=period == last)
        yield {"ref_area": area, "time_period": period, **split, "source": "survey", **cells}


def _cells(sort: Sort, series: Series, number: int, *, last: bool) -> dict[str, str]:
    if sort.statuses == "all blank" or (sort.statuses == "some blank" and number % 2):
        return {"obs_status": "O"}
    partial = sort.statuses == "partial" or (sort.statuses == "last partial" and last)
    status = "P" if partial else "U" if sort.statuses == "unreliable" else "A"
    return {"obs_status": status, **_value(sort, series, number)}


def _value(sort: Sort, series: Series, number: int) -> dict[str, str]:
    if series.measure_type in BY_CODE:
        codes = BY_CODE[series.measure_type]
        return {"obs_value": codes[(number + 1) % len(codes)]}
    if series.is_measured:
        return {"obs_value": "0" if sort.statuses == "zero" else f"{2.5 * number - 4.25:g}"}
    if series.measure_type != "ratio":
        return {"obs_value": {"zero": "0", "great": GREAT}.get(sort.statuses, str(7 * number + 1))}
    top = 0 if sort.statuses == "zero" else 40

    def share(denominator: int) -> str:
        return f"{int(sort.per) * top / denominator:g}"

    if sort.has_range:
        ends = {"denominator_low": "80", "denominator_high": "160"}
        return {"numerator": str(top), **ends, "value_low": share(160), "value_high": share(80)}
    return {"obs_value": share(100), "numerator": str(top), "denominator": "100"}


def _register(rows: Rows) -> Register:
    """Describe the register of pacts by its rows: its own columns say what is in a numerator or denominator."""
    own = [name for name in (rows[0] if rows else ()) if name.startswith(("numerator", "denominator"))]
    extra = tuple(Field(name=name, description="Whether it is in.", enum=("true", "false")) for name in own)
    return Register(name="pacts", title="Pacts", description="Pacts between two countries.", extra=extra)


def _pacts(series: Series, rows: Rows) -> list[Row]:
    """Give the register of a series that counts distinct records, with its own columns."""
    if rows:
        return [{**row, f"numerator{series.suffix}": row["numerator"]} for row in rows]
    record = {
        "source": "survey",
        "confidence": "high",
        "basis": "read",
        "record_type": "bridge",
        "record_status": "open",
        "date_basis": "start",
        "source_title": "Gazette",
    }
    return [
        {**record, "id": f"p{n}", "ref_area": a, "counterpart_area": b, "title": f"Pact {n}", "date_from": day,
         "counted_as": f"p{n}", "numerator": met, f"numerator{series.suffix}": met, "denominator": known}
        for n, (a, b, day, met, known) in enumerate(
            PACTS
        )
    ]  # fmt: skip


def _pact_observations(series: Series) -> Iterator[Row]:
    """Give what the register says of each party, year by year."""
    signed = {"DEU": (2021, "1", "1"), "KEN": (2021, "1", "1"), "NAM": (2022, "0", "1")}
    for area, (first, top, bottom) in signed.items():
        for year in range(first, 2024):
            low = bottom if area != "KEN" or year == 2021 else "2"
            value = {"1/1": "1", "1/2": "0.5", "0/1": "0"}[f"{top}/{low}"]
            yield {"ref_area": area, "time_period": str(year), "obs_value": value, "numerator": top,
                   "denominator": low, "obs_status": "A", "source": "survey"}  # fmt: skip


HOLDER = Sort(
    kind=("policy", "areas"),
    role="headline",
    dimensions=(),
    has_range=False,
    per="1",
    max_age="0",
    reference_day="",
    is_minimum=False,
    periods="several",
    statuses="whole",
    areas="states",
)
"""The plain policy whose companions are the series that head no indicator."""

# -- what is around them -----------------------------------------------------------------------------------------------


def _areas(tables: Mapping[str, Rows], around: Surroundings) -> dict[str, Rows]:
    areas, groups = list(tables["reference_areas"]), list(tables["area_groups"])
    members = list(tables["area_group_members"])
    made: dict[str, Rows] = {}
    if around.members == "none":
        areas = [{**row, "area_type": "other-area", "un_member_since": ""} for row in areas]
    if around.members == "former":
        areas.append({**areas[0], **FORMER, "name_fr": "RDA", "name_es": "RDA", "un_member_since": "1973-09-18"})
        members.append(
            {
                "group": "WLD",
                "ref_area": "DDR",
                "valid_from": "1949-10-07",
                "valid_to": "1990-10-02",
                "source": "survey",
            }
        )
        made["former_territories"] = [{"former_area": "DDR", "ref_area": "DEU"}]
    if around.groups == "world":
        groups, members = [g for g in groups if g["id"] == "WLD"], [m for m in members if m["group"] == "WLD"]
    if around.groups == "deep":
        names = {f"name_{language}": "Eastern Africa" for language in ("en", "fr", "es")}
        south = {f"name_{language}": "Southern Africa" for language in ("en", "fr", "es")}
        least = {f"name_{language}": "Least developed" for language in ("en", "fr", "es")}
        groups += [
            {"id": "014", "kind": "sub-region", "order": "4", "parent": "002", "source": "survey", **names},
            {"id": "018", "kind": "sub-region", "order": "6", "parent": "002", "source": "survey", **south},
            {"id": "LDC", "kind": "development", "order": "5", "parent": "", "source": "survey", **least},
        ]
        since = {"valid_from": "1945-10-24", "source": "survey"}
        members += [{"group": g, "ref_area": "KEN", **since} for g in ("014", "LDC")]
        members.append({"group": "018", "ref_area": "NAM", **since})
    return {**made, "reference_areas": areas, "area_groups": groups, "area_group_members": members}


def _odd(tables: Mapping[str, Rows]) -> dict[str, Rows]:
    """Put an odd text into every column of text that people read, another one into each."""
    texts = iter(ODD * 40)
    changed: dict[str, Rows] = {}
    for name in sorted(tables):
        made = [
            {
                c: _with(next(texts), number, c, cell) if c in _columns(name) and cell else cell
                for c, cell in row.items()
            }
            for number, row in enumerate(tables[name])
        ]
        changed[name] = made
    return changed


def _with(text: str, number: int, column: str, cell: str) -> str:
    """Make a text different from the others of its column, and no pattern but for the year that a stock must name."""
    if column == "finding_en":
        return "Of {{this}} little is known" + (" since {first}." if "{first}" in cell else ".")
    return f"Of {number}: {text}" if column != "keywords_en" else f"word {number}; {text.replace(';', ',')}"


def _columns(table: str) -> frozenset[str]:
    return frozenset(
        {
            "indicators": ("label_en", "statement_en", "unit_en", "limits_en", "missing_en", "keywords_en"),
            "series": ("label_en", "description_en", "rule_en", "cases_en"),
            "policy_areas": ("label_en",),
            "dimensions": ("label_en",),
            "criteria": ("label_en", "description_en"),
            "frameworks": ("label_en", "source_title"),
            "codelists": ("label_en",),
            "sources": ("title", "publisher", "edition", "licence", "citation", "description_en", "faults_en"),
            "reference_areas": ("name_en",),
            "area_groups": ("name_en",),
            "register_crossings": ("title", "source_title", "source_publisher"),
            "evidence": ("instrument", "summary_en", "source_title"),
            "good_practices": ("practice_en",),
            "assessments": ("title_en",),
        }.get(table, ())
    )


def _with_map(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Put a map of four squares into a package."""
    path, shapes = "data/map.topojson", _shapes()
    described = json.loads(files["datapackage.json"])
    described["resources"].append(
        {
            "name": "map",
            "type": "file",
            "title": "Map",
            "path": path,
            "format": "topojson",
            "mediatype": "application/json",
            "encoding": "utf-8",
            "bytes": len(shapes),
            "hash": f"sha256:{hashlib.sha256(shapes).hexdigest()}",
        }
    )
    return {**files, path: shapes, "datapackage.json": json.dumps(described).encode()}


def _shapes() -> bytes:
    boxes = {"ABW": (-70.1, 12.4, -69.9, 12.6), "DEU": (5.9, 47.3, 15, 55)}
    boxes |= {"KEN": (34, -4.6, 41.9, 4.6), "NAM": (11.7, -28.9, 25.2, -17)}
    shapes = [{"type": "Polygon", "id": area, "arcs": [[n]]} for n, area in enumerate(boxes)]
    arcs = [[[w, s], [e, s], [e, n], [w, n], [w, s]] for w, s, e, n in boxes.values()]
    collection = {"type": "GeometryCollection", "geometries": shapes}
    return json.dumps({"type": "Topology", "objects": {"countries": collection}, "arcs": arcs}).encode()


def fields_of(thing: Any) -> dict[str, Any]:
    """Give the values of a sort or of surroundings, to be told with a failure."""
    return {field.name: getattr(thing, field.name) for field in fields(thing)}
