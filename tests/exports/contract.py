"""What the description of the files for programs promises, one line a key, so that a promise is seen when it breaks.

A line has the address, the way to a key (`[]` is each of a list, `{}` each of a table by name), what it holds, and
whether it is always there: `/api/v1/countries.json countries[].iso3: string, always`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

Json = Mapping[str, Any]

COMMITTED: Final = Path("tests/golden/api-v1.txt")
"""What has been promised in v1. A line may be added (`UPDATE_GOLDEN=1`), and none is ever taken out but by hand."""


def promises(described: Json) -> list[str]:
    """Give the promises of a description by OpenAPI, in the order of its addresses and keys."""
    return [line for path, held in described["paths"].items() for line in _of_address(described, path, held["get"])]


def _of_address(described: Json, path: str, operation: Json) -> Iterator[str]:
    for each in operation["parameters"]:
        yield f"{path} <{each['name']}>: {each['schema']['pattern']}"
    for status, answer in operation["responses"].items():
        for form, held in answer["content"].items():
            yield f"{path} {status}: {form}"
            if form == "application/json":
                yield from _keys(described, path, "", held["schema"])


def _keys(described: Json, path: str, way: str, schema: Json) -> Iterator[str]:
    """Give a line for each key below a schema, and for what each list and table by name holds."""
    whole = _resolved(described, schema)
    for name, held in whole.get("properties", {}).items():
        there = "always" if name in whole["required"] else "sometimes"
        yield from _line(described, path, f"{way}.{name}" if way else name, held, f", {there}")
    for step, inside in (("[]", whole.get("items")), ("{}", whole.get("additionalProperties"))):
        if inside:
            yield from _line(described, path, f"{way}{step}", inside, "")


def _line(described: Json, path: str, way: str, schema: Json, more: str) -> Iterator[str]:
    yield f"{path} {way}: {_kind(described, schema)}{more}"
    for each in (schema, *schema.get("anyOf", ())):
        yield from _keys(described, path, way, each)


def _kind(described: Json, schema: Json) -> str:
    """Give the words for what a schema lets a value be."""
    whole = _resolved(described, schema)
    if "anyOf" in whole:
        return " or ".join(_kind(described, each) for each in whole["anyOf"])
    if "enum" in whole:
        return f"one of {', '.join(whole['enum'])}"
    types = whole["type"] if isinstance(whole["type"], list) else [whole["type"]]
    return " ".join([" or ".join(types), *(str(whole[rule]) for rule in ("format", "pattern") if rule in whole)])


def _resolved(described: Json, schema: Json) -> Json:
    """Give a schema, or the one that it refers to."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    found: Json = described["components"]["schemas"][name] if name else schema
    return found
