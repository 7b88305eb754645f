"""A specification that somebody takes away has its maps: by whole addresses, or in itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from scripts.drawing.files import Maps

SHAPES = {"map.json": '{"type": "Topology", "arcs": [1]}', "map-insets.json": '{"type": "Topology", "arcs": [2]}'}
FORMAT = {"type": "topojson", "feature": "countries"}


def _map(name: str) -> dict[str, Any]:
    return {"mark": "geoshape", "data": {"url": name, "format": FORMAT}}


SPECIFICATIONS: Mapping[str, dict[str, Any]] = {
    "one map": {"layer": [_map("map.json")]},
    "a map twice": {"hconcat": [_map("map-insets.json"), {"layer": [_map("map-insets.json")]}]},
    "both": {"vconcat": [_map("map.json"), _map("map-insets.json")]},
    "a map within a lookup": {"transform": [{"lookup": "id", "from": {"data": _map("map.json")["data"]}}]},
    "beside data of its own": {"datasets": {"own": [1]}, "layer": [_map("map.json"), {"data": {"name": "own"}}]},
    "none": {"data": {"values": [{"url": 3}]}, "mark": "bar"},
}


def addresses(part: object) -> list[object]:
    """Every address in a specification."""
    if isinstance(part, list):
        return [found for each in part for found in addresses(each)]
    if not isinstance(part, dict):
        return []
    return [each for key, each in part.items() if key == "url"] + addresses(list(part.values()))


@pytest.mark.parametrize("name", SPECIFICATIONS)
def test_maps_have_whole_addresses_where_the_site_knows_its_own(name: str) -> None:
    made = Maps(root="https://example.org/a/charts/", shapes=SHAPES).whole(SPECIFICATIONS[name])
    named = [each for each in addresses(made) if each != 3]
    assert named == [f"https://example.org/a/charts/{each}" for each in addresses(SPECIFICATIONS[name]) if each != 3]


@pytest.mark.parametrize("name", SPECIFICATIONS)
def test_maps_are_within_where_it_does_not(name: str) -> None:
    made = Maps(root="", shapes=SHAPES).whole(SPECIFICATIONS[name])
    wanted = {str(each) for each in addresses(SPECIFICATIONS[name]) if each != 3}
    assert [each for each in addresses(made) if each != 3] == []
    assert {key: each for key, each in made.get("datasets", {}).items() if key != "own"} == {
        each: json.loads(SHAPES[each]) for each in wanted
    }
    assert json.dumps(made).count('"arcs"') == len(wanted), "each map is there once"
    if wanted:
        assert json.dumps(FORMAT) in json.dumps(made)
