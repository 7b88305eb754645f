"""What has been promised to programs within v1 is kept: no key goes, is renamed, or becomes something else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest

from scripts.exports.openapi import FILE
from tests.exports.api_of_small import write_api
from tests.exports.contract import COMMITTED, promises

Json = dict[str, Any]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Json:
    root = write_api(tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("package"))
    found: Json = json.loads((root / FILE).read_bytes())
    return found


def committed() -> list[str]:
    return COMMITTED.read_text(encoding="utf-8").splitlines() if COMMITTED.is_file() else []


def broken(described: Json) -> list[str]:
    """Give the promises that a description does not keep."""
    kept = set(promises(described))
    return [line for line in committed() if line not in kept]


def test_every_promise_is_kept_and_every_key_is_promised(described: Json) -> None:
    """A key that is new is promised from then on: `UPDATE_GOLDEN=1` adds it, and takes out none that has gone."""
    known = set(committed())
    new = [line for line in promises(described) if line not in known]
    if os.environ.get("UPDATE_GOLDEN"):
        COMMITTED.write_text("\n".join(sorted([*committed(), *new])) + "\n", encoding="utf-8")
        new = []
    assert broken(described) == [], "within v1 no key goes or changes: docs/en/api.md"
    assert new == [], "run UPDATE_GOLDEN=1 pytest tests/exports/test_contract.py, and read what it adds"
    assert len(committed()) > 300
    assert committed() == sorted(set(committed()))


def gone(shape: Json, name: str) -> None:
    del shape["properties"][name]
    shape["required"] = [each for each in shape["required"] if each != name]


def renamed(shape: Json, name: str) -> None:
    shape["properties"][f"{name}s"] = shape["properties"].pop(name)
    shape["required"] = [f"{each}s" if each == name else each for each in shape["required"]]


def of_another_type(shape: Json, name: str) -> None:
    flag = {"type": "boolean"}
    shape["properties"][name] = flag if shape["properties"][name] != flag else {"type": "string"}


def maybe_nothing(shape: Json, name: str) -> None:
    shape["properties"][name] = {"anyOf": [shape["properties"][name], {"type": "null"}]}


def not_always_there(shape: Json, name: str) -> None:
    shape["required"] = [each for each in shape["required"] if each != name]


def shapes(content: object) -> Iterator[Json]:
    """Give every object schema that names keys, however deep."""
    if isinstance(content, dict):
        if isinstance(content.get("properties"), dict) and "required" in content:
            yield content
        for inside in content.values():
            yield from shapes(inside)
    elif isinstance(content, list):
        for inside in content:
            yield from shapes(inside)


@pytest.mark.parametrize("spoil", [gone, renamed, of_another_type, maybe_nothing])
def test_each_key_that_changes_is_noticed(described: Json, spoil: Callable[[Json, str], None]) -> None:
    places = [(n, name) for n, shape in enumerate(shapes(described)) for name in shape["properties"]]
    assert len(places) > 100
    for n, name in places:
        changed = deepcopy(described)
        spoil(list(shapes(changed))[n], name)
        assert broken(changed), (n, name)


def test_a_key_that_is_no_longer_always_there_is_noticed(described: Json) -> None:
    changed = deepcopy(described)
    not_always_there(changed["components"]["schemas"]["Value"], "cell")
    assert all(".cell: " in line and line.endswith(", always") for line in broken(changed))
    assert len(broken(changed)) > 5


@pytest.mark.parametrize("name", ["/api/v1/countries.json", "/api/v1/countries/{iso3}.json"])
def test_an_address_that_goes_or_asks_otherwise_is_noticed(described: Json, name: str) -> None:
    changed = deepcopy(described)
    held = changed["paths"].pop(name)
    assert all(line.startswith(f"{name} ") for line in broken(changed))
    assert len(broken(changed)) > 10
    changed["paths"]["/api/v1/areas.json"] = held
    assert len(broken(changed)) > 10


def test_a_parameter_that_is_written_otherwise_is_noticed(described: Json) -> None:
    changed = deepcopy(described)
    changed["paths"]["/api/v1/countries/{iso3}.json"]["get"]["parameters"][0]["schema"]["pattern"] = "^[a-z]{3}$"
    assert broken(changed) == ["/api/v1/countries/{iso3}.json <iso3>: ^[A-Z]{3}$"]


def test_a_key_that_is_new_breaks_no_promise(described: Json) -> None:
    changed = deepcopy(described)
    changed["components"]["schemas"]["Area"]["properties"]["capital"] = {"type": "string"}
    assert broken(changed) == []
