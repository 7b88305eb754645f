"""The profile of one package: the tables that its own series, code lists and registers ask for.

A descriptor that says less than the profile (a rule taken out of a schema) is a problem, and the rules of the profile
are the ones that tables are checked by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from scripts.model.languages import Languages
from scripts.model.problems import Problem
from scripts.model.profile import NEEDED
from scripts.model.tables import Series, Table, observation_table, with_codes
from scripts.package.described import described_fields, text_in
from scripts.package.descriptor import table_properties
from scripts.package.files import records
from scripts.package.read import NAME, REGISTER_PREFIX
from scripts.validate.check import FIXED, register_of, series_of, tables_of
from scripts.validate.descriptor import Descriptor, Resource, shown, unknown_property

CODES: Final = ("table-missing", "table-unknown", "schema-differs", "property-unknown")

OBSERVATIONS_PREFIX: Final = "observations_"

_FIELDS: Final = "schema.fields"
_TEXTS: Final = frozenset({"title", "description"})
"""Properties whose wording is free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The tables of the profile by name.

    `codes_known` and `series_known` say whether the package's code lists and series could be read: without them, nobody
    can say which codes a field may hold or which observations there should be.
    """

    tables: Mapping[str, Table]
    series: tuple[Series, ...]
    unsure: frozenset[str]
    """Tables of series of which a number is none, so that nobody can say what these hold."""
    codes_known: bool
    series_known: bool


def columns_of(resource: Resource, languages: Languages) -> list[str]:
    """Columns of a table as far as its name and its descriptor tell; none when they do not."""
    if resource.name in FIXED:
        return tables_of(languages)[resource.name].columns
    if resource.name.startswith(REGISTER_PREFIX):
        return _register(resource, languages).columns
    return [f.name for f in described_fields(resource.raw)]


def profile_of(resources: Iterable[Resource], frames: Mapping[str, pd.DataFrame], languages: Languages) -> Profile:
    """Build the profile from the tables that could be read."""
    codes = _codes(frames.get("codelists"))
    rows = records(frames["series"]) if "series" in frames else []
    found = [(row["id"], series_of(row)) for row in rows]
    series = tuple(each for _, each in found if each)
    unsure = frozenset(f"{OBSERVATIONS_PREFIX}{name}" for name, each in found if not each)
    tables = {
        **{name: with_codes(table, codes) for name, table in tables_of(languages).items()},
        **{r.name: with_codes(_register(r, languages), codes) for r in resources if r.name.startswith(REGISTER_PREFIX)},
        **{s.table: with_codes(observation_table(s, codes), codes) for s in series},
    }
    return Profile(
        tables=tables,
        series=series,
        unsure=unsure,
        codes_known="codelists" in frames,
        series_known="series" in frames,
    )


def is_table(resource: Resource) -> bool:
    """Whether a resource is a table, by its own word or by its name."""
    prefixes = (REGISTER_PREFIX, OBSERVATIONS_PREFIX)
    return resource.is_table or resource.name in FIXED or resource.name.startswith(prefixes)


def _codes(lists: pd.DataFrame | None) -> dict[str, list[str]]:
    if lists is None:
        return {}
    return {str(name): list(part["code"]) for name, part in lists.groupby("codelist")}


def _register(resource: Resource, languages: Languages) -> Table:
    """Give the table of a register: shared columns, with those of its own that the descriptor has between them."""
    shared = {*register_of(resource.name, languages).columns}
    extra = tuple({f.name: f for f in described_fields(resource.raw) if f.name not in shared}.values())
    return register_of(resource.name, languages, extra)


def problems_of(profile: Profile, described: Descriptor) -> Iterator[Problem]:
    """Tell tables that are missing or unknown, and each description that is not the profile's.

    Where an entry of the list of resources cannot be used, nobody can say which table is missing.
    """
    listed = {resource.name: resource for resource in described.resources if is_table(resource)}
    registers = {f"{REGISTER_PREFIX}{s.register}" for s in profile.series if s.register}
    needed = {*NEEDED, *registers, *(s.table for s in profile.series)} if described.is_whole else set()
    for name in sorted(needed - set(listed)):
        yield Problem(file=NAME, code="table-missing", found=name)
    for name, resource in listed.items():
        table = profile.tables.get(name)
        if table is not None:
            yield from _differences(table, resource, profile)
        elif name not in profile.unsure and (profile.series_known or not name.startswith(OBSERVATIONS_PREFIX)):
            yield Problem(file=NAME, code="table-unknown", field=name, found=name)


def _differences(table: Table, resource: Resource, profile: Profile) -> Iterator[Problem]:
    """Compare what the descriptor says of a table with the profile, but for sizes, hashes and free wording."""
    right = table_properties(table)
    own = {name for s in profile.series if s.table == table.name for name in s.dimensions}
    lists = set() if profile.codes_known else {*own, *(f.name for f in table.fields if f.codelist)}
    given = _without_codes(resource.raw, lists)
    strange = {place: (key, held) for place, key, held in _strange(given, right, "")}
    meant = set()
    for place, (key, lacking) in strange.items():
        told = unknown_property(f"{table.name}.{place}", key, lacking)
        meant.add(f"{place.removesuffix(key)}{told.expected}")
        yield told
    for place, found, expected in _compare(given, _without_codes(right, lists), ""):
        if place not in strange and place not in meant:
            field = f"{table.name}.{place}"
            yield Problem(file=NAME, code="schema-differs", field=field, found=shown(found), expected=shown(expected))


def _without_codes(described: Mapping[str, Any], names: Collection[str]) -> Mapping[str, Any]:
    """Give a description without the code lists of the fields `names`."""
    schema = described.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not names or not isinstance(schema, dict) or not isinstance(fields, list):
        return described
    return {**described, "schema": {**schema, "fields": [_without_enum(f, names) for f in fields]}}


def _without_enum(field: object, names: Collection[str]) -> object:
    if not isinstance(field, dict) or text_in(field, "name") not in names:
        return field
    rules = field.get("constraints")
    kept = {k: v for k, v in rules.items() if k != "enum"} if isinstance(rules, dict) else rules
    rest = {k: v for k, v in field.items() if k not in ("constraints", "codelist")}
    return {**rest, "constraints": kept} if kept else rest


def _strange(found: object, expected: object, place: str) -> Iterator[tuple[str, str, list[str]]]:
    """Give the place and name of each property below a resource that no standard has, and which ones are lacking."""
    if isinstance(expected, dict) and isinstance(found, dict):
        lacking = [key for key in expected if key not in found]
        for key, held in found.items():
            below = f"{place}.{key}" if place else key
            if key in expected:
                yield from _strange(held, expected[key], below)
            elif place and key not in STANDARD:
                yield below, key, [*lacking, *(name for name in STANDARD if name not in found)]
    elif place == _FIELDS and isinstance(found, list) and isinstance(expected, list):
        right = _by_name(expected)
        for name, field in _by_name(found).items():
            yield from _strange(field, right.get(name, {"name": name}), f"{place}.{name}")


STANDARD: Final = frozenset(
    {
        *("name", "title", "description", "example", "rdfType", "type", "format", "constraints", "missingValues"),
        *("categories", "categoriesOrdered", "groupChar", "decimalChar", "bareNumber", "trueValues", "falseValues"),
        *("required", "unique", "pattern", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
        *("minLength", "maxLength", "jsonSchema", "fields", "fieldsMatch", "primaryKey", "foreignKeys", "uniqueKeys"),
        *("resource", "reference", "delimiter", "lineTerminator", "header", "headerRows", "headerJoin", "commentRows"),
        *("commentChar", "quoteChar", "doubleQuote", "escapeChar", "nullSequence", "skipInitialSpace", "property"),
        *("codelist", "itemType", "itemKeys", "sheetNumber", "sheetName", "table", "caseSensitiveHeader", "$schema"),
    }
)
"""Properties of schemas, fields, constraints and dialects by the standard: one that the profile does not have differs
from it; any other name is none at all."""


def _compare(found: object, expected: object, place: str) -> Iterator[tuple[str, object, object]]:
    """Give each place where two descriptions differ. Lists of fields are compared by name, lists of codes by code."""
    if isinstance(expected, dict) and isinstance(found, dict):
        free = frozenset() if place == _FIELDS else _TEXTS
        for key in sorted({*expected, *(k for k in found if place)} - free):
            yield from _compare(found.get(key), expected.get(key), f"{place}.{key}" if place else key)
    elif place == _FIELDS and isinstance(found, list) and isinstance(expected, list):
        ours, right = _by_name(found), _by_name(expected)
        yield from _compare(ours, right, place)
        if [*ours] != [*right] and ours.keys() == right.keys():
            yield place, [*ours], [*right]
    elif place.endswith(".enum") and isinstance(found, list) and isinstance(expected, list):
        extra, lacking = [c for c in found if c not in expected], [c for c in expected if c not in found]
        if extra or lacking:
            yield place, ", ".join(map(shown, extra)), ", ".join(map(shown, lacking))
    elif found != expected or type(found) is not type(expected):
        yield place, found, expected


def _by_name(fields: Iterable[object]) -> dict[str, object]:
    return {text_in(f, "name") if isinstance(f, dict) else shown(f): f for f in fields}
