"""Reads fields of a table back from its descriptor, as far as they are as they should be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from scripts.model.tables import Field


def described_fields(resource: Mapping[str, Any]) -> list[Field]:
    """Give the fields of a table as its descriptor describes them, as far as it does, whatever stands there."""
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    keys = _references(schema.get("foreignKeys")) if isinstance(schema, dict) else {}
    named = (f for f in fields if isinstance(f, dict) and text_in(f, "name")) if isinstance(fields, list) else ()
    return [_field(f, keys) for f in named]


def text_in(held: Mapping[str, Any], key: str) -> str:
    """Give a property that is a text; '' for any other."""
    value = held.get(key)
    return value if isinstance(value, str) else ""


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error:
        return ""
    return text


def _number(held: Mapping[str, Any], key: str) -> float | None:
    value = held.get(key)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _field(held: Mapping[str, Any], references: Mapping[str, str]) -> Field:
    """Read one field of a descriptor, leaving out what is not as it should be."""
    found = held.get("constraints")
    rules: Mapping[str, Any] = found if isinstance(found, dict) else {}
    codes = rules.get("enum")
    name, kind = text_in(held, "name"), text_in(held, "type")
    return Field(
        name=name,
        description=text_in(held, "description"),
        type=kind if kind in ("string", "integer", "number") else "string",
        pattern=_pattern(text_in(rules, "pattern")),
        required=rules.get("required") is True,
        unique=rules.get("unique") is True,
        codelist=text_in(held, "codelist"),
        enum=tuple(c for c in codes if isinstance(c, str))
        if isinstance(codes, list) and not held.get("codelist")
        else (),
        minimum=_number(rules, "minimum"),
        maximum=_number(rules, "maximum"),
        references=references.get(name, ""),
    )


def _references(keys: object) -> dict[str, str]:
    """Give `table.field` for each field that is a foreign key by itself."""
    made: dict[str, str] = {}
    for key in keys if isinstance(keys, list) else ():
        match key:
            case {"fields": [str(name)], "reference": {"resource": str(table), "fields": [str(target)]}}:
                made[name] = f"{table}.{target}"
    return made
