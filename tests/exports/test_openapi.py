"""The description of the files for programs is one by its own standard, and each file is as it says, key by key."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate

from scripts.exports.openapi import FILE, FILES
from tests.exports.api_of_small import write_api

Json = dict[str, Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Json, dict[str, Json]]:
    """The description, and the content of each file for programs by its path."""
    root = write_api(tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("package"))
    files = {f"/{path.relative_to(root)}": json.loads(path.read_bytes()) for path in sorted(root.rglob("*.json"))}
    return files.pop(f"/{FILE}"), files


def schema_of(described: Json, path: str) -> Json:
    """Give the whole schema of the file at a path, with what it refers to."""
    template = next(each for each in FILES if re.fullmatch(re.sub(r"\\?\{\w+\\?\}", "[^/]+", re.escape(each)), path))
    held = described["paths"][template]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return {**held, "components": described["components"]}


def faults(described: Json, path: str, content: Json) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema_of(described, path))
    return [error.message for error in validator.iter_errors(content)]


def test_it_is_a_description_by_its_own_standard(made: tuple[Json, dict[str, Json]]) -> None:
    described, _ = made
    validate(described)
    assert described["servers"] == [{"url": "https://example.org/x"}]
    names = [held["get"]["operationId"] for held in described["paths"].values()]
    assert len(set(names)) == len(names) == len(FILES)


def test_each_file_is_as_it_says(made: tuple[Json, dict[str, Json]]) -> None:
    described, files = made
    kinds = set()
    for path, content in files.items():
        if path == "/api/v1/profile.json":
            continue  # a JSON Schema by itself
        assert faults(described, path, content) == [], path
        kinds.add(re.sub(r"/[^/]+\.json$", "", path))
    assert len(files) > len(FILES)
    assert kinds >= {"/api/v1", "/api/v1/countries", "/api/v1/indicators", "/api/v1/summaries", "/api/v1/releases"}


def _changes(content: Json) -> list[Json]:
    """Give a file with each of its keys gone, renamed, and of another type."""
    found = []
    for key in content:
        for change in ("gone", "renamed", "another type"):
            spoilt = deepcopy(content)
            value = spoilt.pop(key)
            if change == "renamed":
                spoilt[f"{key}s"] = value
            elif change == "another type":
                spoilt[key] = {"x": [value]}
            found.append(spoilt)
    return found


@pytest.mark.parametrize(
    "path", ["/api/v1/countries/KEN.json", "/api/v1/indicators/open-doors.json", "/api/v1/summaries/open-doors.json"]
)
def test_a_key_that_vanishes_or_becomes_something_else_is_noticed(
    made: tuple[Json, dict[str, Json]], path: str
) -> None:
    described, files = made
    spoilt = _changes(files[path])
    assert len(spoilt) > 10
    assert all(faults(described, path, each) for each in spoilt)
    inside = deepcopy(files["/api/v1/countries/KEN.json"])
    inside["indicators"][0]["valuess"] = inside["indicators"][0].pop("values")
    assert faults(described, "/api/v1/countries/KEN.json", inside)
