"""Writes a package's tables as a Data Package v2 descriptor."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scripts.model.tables import Field, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DIALECT = {"delimiter": ",", "lineTerminator": "\n", "header": True}
MEDIA_TYPES = {"topojson": "application/json"}
TABLE = {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": DIALECT}
"""What is said of every table."""


def descriptor_bytes(metadata: Mapping[str, Any], tables: Sequence[Table], files: Mapping[str, bytes]) -> bytes:
    """Give datapackage.json: `metadata` as it stands, with a resource for each table and each other file.

    `files` maps each resource's path to its bytes, from which size and hash are taken.
    """
    known = {table.path for table in tables}
    resources = [_table_resource(table, files[table.path]) for table in tables]
    resources += [_file_resource(path, data) for path, data in sorted(files.items()) if path not in known]
    descriptor = {"$schema": PROFILE, **{k: v for k, v in metadata.items() if k not in ("$schema", "resources")}}
    return (json.dumps({**descriptor, "resources": resources}, ensure_ascii=False, indent=2) + "\n").encode()


def _fingerprint(data: bytes) -> dict[str, Any]:
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def _file_resource(path: str, data: bytes) -> dict[str, Any]:
    name, _, suffix = path.rpartition("/")[2].rpartition(".")
    return {"name": name, "path": path, "mediatype": MEDIA_TYPES[suffix], **_fingerprint(data)}


def table_properties(table: Table) -> dict[str, Any]:
    """Give what a descriptor says of a table, but for the size and hash of its file."""
    series = {"series": table.series} if table.series else {}
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        **series,
        "path": table.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "schema": {
            "fields": [described_field(f) for f in table.fields],
            "missingValues": [""],
            "primaryKey": list(table.primary_key),
            **_foreign_keys(table.fields),
        },
    }


def _table_resource(table: Table, data: bytes) -> dict[str, Any]:
    described = table_properties(table)
    rest = {key: described.pop(key) for key in ("dialect", "schema")}
    return {**described, **_fingerprint(data), **rest}


def described_field(field: Field) -> dict[str, Any]:
    """Give what a descriptor says of a column."""
    rules = {
        "required": field.required or None,
        "unique": field.unique or None,
        "pattern": field.pattern or None,
        "enum": list(field.enum) or None,
        "minimum": field.minimum,
        "maximum": field.maximum,
    }
    constraints = {name: value for name, value in rules.items() if value is not None}
    described: dict[str, Any] = {"name": field.name, "type": field.type, "description": field.description}
    if field.codelist:
        described["codelist"] = field.codelist
    return {**described, "constraints": constraints} if constraints else described


def _foreign_keys(fields: Iterable[Field]) -> dict[str, Any]:
    keys = [
        {"fields": [f.name], "reference": {"resource": table, "fields": [target]}}
        for f in fields
        if f.references
        for table, _, target in [f.references.partition(".")]
    ]
    return {"foreignKeys": keys} if keys else {}
