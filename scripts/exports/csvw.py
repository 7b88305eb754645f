"""Metadata for CSV on the Web, which says of each column of each table what it holds.

It stands where a reader of that standard looks for it, in `csv-metadata.json` beside the tables, and says what the data
package there says: https://www.w3.org/TR/tabular-metadata/.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from scripts.model.site import Download

METADATA: Final = "csv-metadata.json"
DATATYPES: Final = {"integer": "integer", "number": "decimal"}
"""Datatypes of the standard by those of data packages; all else is text, also what looks like a number: codes."""

Json = dict[str, Any]


def csvw(descriptor: Download, language: str) -> Download:
    """Give the metadata of the tables of a data package: they lie beside it, and so does this."""
    package = json.loads(descriptor.data)
    paths = {resource["name"]: resource["path"] for resource in package["resources"]}
    tables = [_table(each, paths) for each in package["resources"] if "schema" in each]
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "dc:title": package["title"],
        "dc:description": package.get("description", ""),
        "dc:license": [each["path"] for each in package.get("licenses", ()) if "path" in each],
        "tables": tables,
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    folder = descriptor.path.rpartition("/")[0]
    return Download(path=f"{folder}/{METADATA}", data=f"{text}\n".encode(), media_type="application/json")


def _table(resource: Json, paths: Mapping[str, str]) -> Json:
    schema = resource["schema"]
    keys = [_foreign(key, paths) for key in schema.get("foreignKeys", ())]
    names = [_variable(name) for name in schema.get("primaryKey", ())]
    return {
        "url": quote(resource["path"]),
        "dc:title": resource.get("title", ""),
        "dc:description": resource.get("description", ""),
        "tableSchema": {
            "columns": [_column(field) for field in schema["fields"]],
            **({"primaryKey": names} if names else {}),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _column(field: Json) -> Json:
    required = field.get("constraints", {}).get("required", False)
    return {
        "name": _variable(field["name"]),
        "titles": field["name"],
        "dc:description": field.get("description", ""),
        "datatype": DATATYPES.get(field["type"], "string"),
        "null": "",
        **({"required": True} if required else {}),
    }


def _foreign(key: Json, paths: Mapping[str, str]) -> Json:
    to = key["reference"]
    return {
        "columnReference": [_variable(name) for name in key["fields"]],
        "reference": {
            "resource": quote(paths[to["resource"]]),
            "columnReference": [_variable(name) for name in to["fields"]],
        },
    }


def _variable(name: str) -> str:
    """Write the name of a column as a variable of a URI template, in which a hyphen may not stand."""
    return quote(name, safe="").replace("-", "%2D")
