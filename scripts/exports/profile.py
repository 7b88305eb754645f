"""The profile of a package as JSON Schema: what the cells of each table may hold, as a CSV reader gives them.

Every cell is text, since that is what CSV has; a blank cell is ''. What a schema of texts cannot say stands beside, in
keywords that begin with `x-`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from scripts.model.languages import Languages
from scripts.model.profile import NEEDED, OBSERVATIONS, REGISTERS, Shape, profile
from scripts.model.tables import Field

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_NUMBERS: Final = {
    ("integer", True): r"-?[0-9]+",
    ("integer", False): r"[0-9]+",
    ("number", True): r"-?[0-9]+(\.[0-9]+)?",
    ("number", False): r"[0-9]+(\.[0-9]+)?",
}
"""How a number is written, by its type and whether it may be below zero."""


def schema(languages: Languages) -> dict[str, Any]:
    """Give the JSON Schema of an object that has the rows of each table of a package by its name."""
    shapes = profile(languages)
    rows = {shape.id: {"type": "array", "items": _ref(shape)} for shape in shapes if not shape.open}
    return {
        "$schema": DIALECT,
        "title": "Tables of a package",
        "description": "Rows of each table by its name, each row an object of cells, all of them text.",
        "type": "object",
        "required": list(NEEDED),
        "properties": rows,
        "patternProperties": {
            f"^{group}_.": {"type": "array", "items": {"anyOf": [_ref(s) for s in shapes if s.group == group]}}
            for group in (REGISTERS, OBSERVATIONS)
        },
        "additionalProperties": False,
        "$defs": {shape.id: _table(shape) for shape in shapes},
    }


def _ref(shape: Shape) -> dict[str, str]:
    return {"$ref": f"#/$defs/{shape.id}"}


def _table(shape: Shape) -> dict[str, Any]:
    return {
        "title": shape.table.title,
        "description": shape.table.description,
        "type": "object",
        "properties": {field.name: _field(field) for field in shape.table.fields},
        "required": shape.table.columns,
        "additionalProperties": {"type": "string"} if shape.open else False,
        "x-file": shape.table.path,
        "x-primary-key": list(shape.table.primary_key),
    }


def _field(field: Field) -> dict[str, Any]:
    beside: Mapping[str, object] = {
        "x-type": field.type if field.type != "string" else None,
        "x-codelist": field.codelist or None,
        "x-references": field.references or None,
        "x-unique": field.unique or None,
        "x-minimum": field.minimum,
        "x-maximum": field.maximum,
    }
    said = {name: value for name, value in beside.items() if value is not None}
    return {"description": field.description, "type": "string", **_rule(field), **said}


def _rule(field: Field) -> dict[str, Any]:
    """Give what a cell must be like. One that is not required may be blank."""
    blank = [] if field.required else [""]
    if field.enum:
        return {"enum": [*field.enum, *blank]}
    pattern = field.pattern or _NUMBERS.get((field.type, field.minimum is None or field.minimum < 0), "")
    if not pattern:
        return {"minLength": 1} if field.required else {}
    whole = re.sub(r"\\d", "[0-9]", pattern)
    return {"pattern": f"^({whole})$" if field.required else f"^({whole})?$"}
