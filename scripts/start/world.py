"""The map of a package that is made of a plain CSV of countries: that of the countries' package, cut to them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from scripts.start.places import OTHER_LAND

MAP: Final = "data/map.topojson"
LAYER: Final = "countries"


def map_of(package: Path, areas: Iterable[str]) -> dict[str, bytes]:
    """Give the map by path, in which all land of other countries is one shape without an area.

    None where the package of the countries has no map, or fewer than two of the areas are on it.
    """
    path = package / MAP
    if not path.is_file():
        return {}
    topology: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    shapes: list[Mapping[str, Any]] = topology["objects"][LAYER]["geometries"]
    used = {*areas}
    held = [shape for shape in shapes if shape["id"] in used]
    if len(held) < 2:  # noqa: PLR2004 - one country is no map
        return {}
    arcs = [polygon for shape in shapes if shape["id"] not in used for polygon in _polygons(shape)]
    rest = [{"type": "MultiPolygon", "id": OTHER_LAND, "arcs": arcs}] if arcs else []
    layer = {**topology["objects"][LAYER], "geometries": [*held, *rest]}
    text = json.dumps({**topology, "objects": {LAYER: layer}}, separators=(",", ":"), ensure_ascii=False)
    return {MAP: (text + "\n").encode()}


def _polygons(shape: Mapping[str, Any]) -> Iterator[object]:
    if shape.get("type") == "Polygon":
        yield shape["arcs"]
    elif shape.get("type") == "MultiPolygon":
        yield from shape["arcs"]
