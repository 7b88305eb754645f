"""Reads the world map of a package, a TopoJSON topology with one object `countries`, whatever its JSON holds."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from scripts.validate.shapes import HALF_TURN, Point, Polygon, ring_of

MAP: Final = "map.topojson"
"""Ending of the path of the map."""

LAYER: Final = "countries"
GEOMETRIES: Final = f"objects.{LAYER}.geometries"

ROUNDING: Final = 0.01
"""Degrees by which a point may lie beyond the edge of the earth, because it stands on a grid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _UnreadableError(Exception):
    """A place of the map that is not as TopoJSON has it, and what is there."""

    place: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldMap:
    """The shapes of a map: id and polygons of each, in the map's order; or the place at which it cannot be read."""

    shapes: tuple[tuple[str, tuple[Polygon, ...]], ...] = ()
    place: str = ""
    found: str = field(default="")

    @property
    def by_area(self) -> dict[str, tuple[Polygon, ...]]:
        """Polygons by id. Of ids that stand twice, those of both."""
        made: dict[str, tuple[Polygon, ...]] = {}
        for area, polygons in self.shapes:
            made[area] = (*made.get(area, ()), *polygons)
        return made


def map_of(files: Mapping[str, bytes]) -> tuple[str, WorldMap] | None:
    """Give path and map of a package; None when it has none, or one that is not JSON, of which others tell."""
    path = next((path for path in files if path.endswith(MAP)), "")
    held = _read(files[path]) if path else None
    return None if held is None else (path, held)


@lru_cache(maxsize=2)
def _read(data: bytes) -> WorldMap | None:
    """Read a map once for all checks."""
    try:
        return read_map(json.loads(data.decode("utf-8")))
    except (ValueError, RecursionError):
        return None


def read_map(topology: object) -> WorldMap:
    """Read a topology. Never raises: what cannot be read is told by its place."""
    try:
        return WorldMap(shapes=tuple(_shapes(topology)))
    except _UnreadableError as error:
        return WorldMap(place=error.place, found=error.found)


def _shapes(topology: object) -> Iterator[tuple[str, tuple[Polygon, ...]]]:
    if not isinstance(topology, dict) or topology.get("type") != "Topology":
        raise _UnreadableError(
            place="type", found=_shown(topology.get("type") if isinstance(topology, dict) else topology)
        )
    layer = _inside(_inside(topology, "objects", dict), LAYER, dict, "objects")
    geometries = _inside(layer, "geometries", list, f"objects.{LAYER}")
    arcs = _arcs(topology)
    for number, geometry in enumerate(geometries):
        place = f"{GEOMETRIES}.{number}"
        if not isinstance(geometry, dict) or not isinstance(geometry.get("id"), str) or not geometry["id"]:
            raise _UnreadableError(
                place=f"{place}.id", found=_shown(geometry.get("id") if isinstance(geometry, dict) else geometry)
            )
        yield geometry["id"], tuple(_polygons(geometry, arcs, place))


def _inside(held: Mapping[str, Any], key: str, kind: type, place: str = "") -> Any:
    value = held.get(key)
    if not isinstance(value, kind):
        raise _UnreadableError(place=f"{place}.{key}".lstrip("."), found=_shown(value))
    return value


def _shown(value: object) -> str:
    """A few characters of what stands somewhere; '' for what is not there."""
    return "" if value is None else json.dumps(value)[:40]


def _arcs(topology: Mapping[str, Any]) -> list[list[Point]]:
    """Every arc in degrees. With a `transform`, an arc is written as steps on a grid."""
    scale, translate = (1.0, 1.0), (0.0, 0.0)
    stepped = topology.get("transform") is not None
    if stepped:
        transform = _inside(topology, "transform", dict)
        scale, translate = (_pair(transform.get(key), f"transform.{key}") for key in ("scale", "translate"))
    made = []
    for number, arc in enumerate(_inside(topology, "arcs", list)):
        place = f"arcs.{number}"
        if not isinstance(arc, list) or not arc:
            raise _UnreadableError(place=place, found=_shown(arc))
        made.append(_degrees([_pair(point, place) for point in arc], scale, translate, stepped=stepped, place=place))
    return made


def _pair(value: object, place: str) -> Point:
    """Two numbers, of a list that may hold more."""
    if isinstance(value, list) and len(value) > 1 and all(type(number) in (int, float) for number in value[:2]):
        x, y = float(value[0]), float(value[1])
        if math.isfinite(x) and math.isfinite(y):
            return x, y
    raise _UnreadableError(place=place, found=_shown(value))


def _degrees(points: list[Point], scale: Point, translate: Point, *, stepped: bool, place: str) -> list[Point]:
    x = y = 0.0
    made: list[Point] = []
    for step_x, step_y in points:
        x, y = (x + step_x, y + step_y) if stepped else (step_x, step_y)
        longitude, latitude = x * scale[0] + translate[0], y * scale[1] + translate[1]
        if abs(longitude) > HALF_TURN + ROUNDING or abs(latitude) > HALF_TURN / 2 + ROUNDING:
            raise _UnreadableError(place=place, found=f"{longitude:g}, {latitude:g}")
        made.append((longitude, latitude))
    return made


def _polygons(geometry: Mapping[str, Any], arcs: list[list[Point]], place: str) -> Iterator[Polygon]:
    kind, held = geometry.get("type"), geometry.get("arcs")
    if kind is None or held is None:
        return
    if kind not in ("Polygon", "MultiPolygon"):
        raise _UnreadableError(place=f"{place}.type", found=_shown(kind))
    for rings in _lists([held] if kind == "Polygon" else held, f"{place}.arcs"):
        lines = tuple(_ring(ring, arcs, f"{place}.arcs") for ring in _lists(rings, f"{place}.arcs"))
        if lines and len(set(lines[0])) > 2:  # noqa: PLR2004 - a shape has three corners
            yield Polygon(lines)


def _lists(value: object, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise _UnreadableError(place=place, found=_shown(value))
    return value


def _ring(numbers: object, arcs: list[list[Point]], place: str) -> tuple[Point, ...]:
    """Put the arcs of a ring together; `~n` is arc n backwards."""
    points: list[Point] = []
    for number in _lists(numbers, place):
        if type(number) is not int or not -len(arcs) <= number < len(arcs):
            raise _UnreadableError(place=place, found=_shown(number))
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    if not points:
        raise _UnreadableError(place=place, found=_shown(numbers))
    return ring_of(points)
