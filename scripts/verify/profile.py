"""The published profile says of each table of the package what the package's own descriptor says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from scripts.model.problems import Problem
from scripts.verify.files import Folder

DESCRIPTOR: Final = "data/latest/datapackage.json"
_GROUP: Final = re.compile(r"(observations|register)_.+")


def profile_of_package(site: Folder, path: str) -> Iterator[Problem]:
    """Tell a profile that cannot be read, and each table of the package that it lacks or gives other fields."""
    try:
        held: Mapping[str, Any] = json.loads(site.read(path))
        shapes: Mapping[str, Mapping[str, Any]] = held["$defs"]
        resources = json.loads(site.read(DESCRIPTOR))["resources"] if DESCRIPTOR in site.files else ()
        tables = [each for each in resources if each.get("type") == "table" and not each.get("computed")]
        for table in tables:
            if not any(_fits(shape, table) for shape in _shapes(shapes, str(table["name"]))):
                yield Problem(
                    file=path, field=f"/$defs/{table['name']}", code="api-list-differs", found=str(table["name"])
                )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield Problem(file=path, code="api-file-unreadable", found=str(error))


def _shapes(shapes: Mapping[str, Mapping[str, Any]], name: str) -> list[Mapping[str, Any]]:
    """Give the shapes that a table may have: that of its name, or any of its group."""
    group = _GROUP.fullmatch(name)
    return [shape for key, shape in shapes.items() if key == name or (group and key.partition("-")[0] == group[1])]


def _fits(shape: Mapping[str, Any], table: Mapping[str, Any]) -> bool:
    """Tell whether a shape has the fields of a table, in their order, with the same meanings, and the same key.

    A shape that is open leaves out columns that are the table's own.
    """
    fields: Mapping[str, Mapping[str, Any]] = shape["properties"]
    described = {field["name"]: field for field in table["schema"]["fields"]}
    is_open = shape["additionalProperties"] is not False
    common = [name for name in described if name in fields or not is_open]
    return (
        common == list(fields) == shape["required"]
        and all(fields[name]["description"] == described[name]["description"] for name in common)
        and all(_is_needed(fields[name]) == _required(described[name]) for name in common)
        and set(shape["x-primary-key"]) <= set(table["schema"]["primaryKey"])
    )


def _is_needed(field: Mapping[str, Any]) -> bool:
    """Tell whether a field may not be blank."""
    blank = "" in field.get("enum", ("",)) and re.fullmatch(field.get("pattern", ""), "") is not None
    return not blank or bool(field.get("minLength"))


def _required(field: Mapping[str, Any]) -> bool:
    return bool(field.get("constraints", {}).get("required"))
