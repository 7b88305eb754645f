"""The map of a package that is made of a plain CSV of countries: that of the countries' package, cut to them."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from scripts.model.codes import OTHER_LAND

MAP: Final = "data/map.topojson"
LAYER: Final = "countries"


def map_of(package: Path, areas: Iterable[str], known: Container[str]) -> dict[str, bytes]:
    """Give the map by path, in which all land of other countries is one shape without an area.

    `known` are all countries: a shape that is none, as land under dispute, stays one of its own. There is no map where
    the package of the countries has none, or where fewer than two of the areas are on it.
    """
    topology = _read(package)
    if topology is None:
        return {}
    shapes: list[Mapping[str, Any]] = topology["objects"][LAYER]["geometries"]
    used = {*areas}
    held = [shape for shape in shapes if shape["id"] in used or shape["id"] not in known]
    if sum(shape["id"] in used for shape in held) < 2:  # noqa: PLR2004 - one country is no map
        return {}
    rest_of = (shape for shape in shapes if shape not in held)
    arcs = [polygon for shape in rest_of for polygon in _polygons(shape)]
    rest = [{"type": "MultiPolygon", "id": OTHER_LAND, "arcs": arcs}] if arcs else []
    layer = {**topology["objects"][LAYER], "geometries": [*held, *rest]}
    text = json.dumps({**topology, "objects": {LAYER: layer}}, separators=(",", ":"), ensure_ascii=False)
    return {MAP: (text + "\n").encode()}


def shapes_of(package: Path) -> frozenset[str]:
    """Give the codes of all shapes of a package's map: no area of another kind may have one of them."""
    topology = _read(package)
    return frozenset() if topology is None else frozenset(s["id"] for s in topology["objects"][LAYER]["geometries"])


def _read(package: Path) -> dict[str, Any] | None:
    path = package / MAP
    if not path.is_file():
        return None
    topology: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return topology


def _polygons(shape: Mapping[str, Any]) -> Iterator[object]:
    if shape.get("type") == "Polygon":
        yield shape["arcs"]
    elif shape.get("type") == "MultiPolygon":
        yield from shape["arcs"]
