"""Makes a TopoJSON topology smaller without tearing it: arcs that two areas share stay shared."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from shapely.geometry import LineString

Point = tuple[float, float]
Ring = list[int]
Polygon = list[Ring]

HALF_TURN = 180
ON_A_LINE = 2
"""Number of ends of arcs that meet at a point where a line merely goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Simplification:
    """How far to go: a pixel of a map 1,000 pixels wide is about 0.36 degrees."""

    tolerance: float
    """Greatest distance in degrees (of a great circle) between a line and its simplified form."""
    smallest: float
    """Rings of less than this area (square degrees at the equator) are dropped, if they are no area's largest."""
    steps: int
    """Number of steps of the grid, over the width and over the height."""


def decode(arcs: Sequence[Sequence[Sequence[int]]], transform: dict[str, Any]) -> list[list[Point]]:
    """Arcs as points in degrees (longitude, latitude)."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    decoded: list[list[Point]] = []
    for arc in arcs:
        x = y = 0
        points: list[Point] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        decoded.append(points)
    return decoded


def simplify(topology: dict[str, Any], layer: str, how: Simplification) -> dict[str, Any]:
    """Simplify one layer of MultiPolygons, given as a list of geometries with ids, and drop all arcs it does not use.

    The largest ring of every area is kept; where the simplified one would fold over or vanish, as it was. An area that
    vanishes on the grid even so is left out. The result is a plain TopoJSON object whose layer is a GeometryCollection,
    its arcs numbered in the order of first use.
    """
    decoded = decode(topology["arcs"], topology["transform"])
    original, geometries = stitch(decoded, topology["objects"][layer])
    grid = _Grid.over(original, _used(geometries), how.steps)
    shared = _shared(geometries)
    thin = [grid.snap(_simplified(points, how.tolerance)) for points in original]
    full = [grid.snap(points) for points in original]
    shown = [grid.degrees(points) for points in thin]
    drawn = [grid.degrees(points) for points in full]
    chosen: dict[str, list[Polygon]] = {}
    keep_full: set[int] = set()
    for geometry in geometries:
        polygons, whole = _polygons(geometry["arcs"], original, shown, shared, how.smallest)
        if _size(_ring(polygons[0][0], drawn)) or len(polygons) > 1:
            chosen[geometry["id"]] = polygons
            keep_full |= whole
    arcs = [full[i] if i in keep_full else thin[i] for i in range(len(original))]
    return _encode(chosen, arcs, layer, grid)


def stitch(arcs: list[list[Point]], geometries: list[dict[str, Any]]) -> tuple[list[list[Point]], list[dict[str, Any]]]:
    """Join arcs that meet where no third arc does, as happens when other layers that cut them are left out.

    Gives new arcs and the geometries over them. Without it, every cut would be a point that simplifying must keep.
    """
    ends = Counter(end for number in _used(geometries) for end in (arcs[number][0], arcs[number][-1]))
    stitched: list[list[Point]] = []
    numbers: dict[tuple[int, ...], int] = {}

    def joined(run: Ring) -> int:
        """Number of the new arc that a run of old ones makes, in whichever direction it came first."""
        forward, backward = tuple(run), tuple(~arc for arc in reversed(run))
        if backward in numbers:
            return ~numbers[backward]
        if forward not in numbers:
            numbers[forward] = len(stitched)
            stitched.append(_ring(run, arcs))
        return numbers[forward]

    def renew(ring: Ring) -> Ring:
        starts = [i for i, arc in enumerate(ring) if ends[_start(arc, arcs)] != ON_A_LINE]
        if not starts:
            return [joined(_from_least(ring))]
        turned = ring[starts[0] :] + ring[: starts[0]]
        cuts = [start - starts[0] for start in starts] + [len(ring)]
        return [joined(turned[a:b]) for a, b in pairwise(cuts)]

    renewed = [{**g, "arcs": [[renew(ring) for ring in polygon] for polygon in g["arcs"]]} for g in geometries]
    return stitched, renewed


def _start(arc: int, arcs: list[list[Point]]) -> Point:
    """First point of an arc in the direction in which a ring uses it."""
    return arcs[_index(arc)][0 if arc >= 0 else -1]


def _from_least(ring: Ring) -> Ring:
    """Turn a ring so that it begins with its lowest arc: two areas that share a whole ring then begin alike.

    A ring that runs the other way has to begin right after that arc, so that its reverse begins with it.
    """
    least = min(range(len(ring)), key=lambda i: _index(ring[i]))
    start = least if ring[least] >= 0 else least + 1
    return ring[start:] + ring[:start]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """The grid that points are rounded to."""

    scale: Point
    translate: Point

    @classmethod
    def over(cls, arcs: list[list[Point]], used: set[int], steps: int) -> _Grid:
        xs = [x for i in used for x, _ in arcs[i]]
        ys = [y for i in used for _, y in arcs[i]]
        return cls(
            scale=((max(xs) - min(xs)) / (steps - 1), (max(ys) - min(ys)) / (steps - 1)), translate=(min(xs), min(ys))
        )

    def snap(self, points: list[Point]) -> list[Point]:
        """Round to the grid and drop points that repeat the one before; never fewer than two."""
        (kx, ky), (dx, dy) = self.scale, self.translate
        snapped = [(float(round((x - dx) / kx)), float(round((y - dy) / ky))) for x, y in points]
        thinned = [p for i, p in enumerate(snapped) if i == 0 or p != snapped[i - 1]]
        return thinned if len(thinned) > 1 else [snapped[0], snapped[-1]]

    def degrees(self, points: list[Point]) -> list[Point]:
        """Points of the grid in degrees."""
        (kx, ky), (dx, dy) = self.scale, self.translate
        return [(x * kx + dx, y * ky + dy) for x, y in points]


def _simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Simplify one arc, its ends fixed, in a projection true to scale at its own latitude."""
    stretch = max(math.cos(math.radians(sum(y for _, y in points) / len(points))), 0.1)
    flat = [(x * stretch, y) for x, y in _unwrapped(points)]
    kept = set(LineString(flat).simplify(tolerance, preserve_topology=True).coords)
    return [point for point, place in zip(points, flat, strict=True) if place in kept]


def _unwrapped(points: list[Point]) -> list[Point]:
    """The same points with longitudes that run on where the line crosses the 180th meridian."""
    turned: list[Point] = []
    turns = 0
    for (x, y), (before, _) in zip(points, [points[0], *points], strict=False):
        turns += (x - before < -HALF_TURN) - (x - before > HALF_TURN)
        turned.append((x + 2 * HALF_TURN * turns, y))
    return turned


def _polygons(
    polygons: list[Polygon],
    original: list[list[Point]],
    shown: list[list[Point]],
    shared: set[int],
    smallest: float,
) -> tuple[list[Polygon], set[int]]:
    """Choose the rings of one area, and name the arcs that have to stay as they were."""
    sizes = [_size(_ring(polygon[0], original)) for polygon in polygons]
    largest = max(range(len(polygons)), key=lambda i: abs(sizes[i]))
    kept: list[Polygon] = []
    whole: set[int] = set()
    for i, polygon in enumerate(polygons):
        rings = []
        for j, ring in enumerate(polygon):
            size = _size(_ring(ring, original))
            needed = (i == largest and j == 0) or any(_index(arc) in shared for arc in ring)
            if not needed and abs(size) < smallest:
                continue
            sound = _size(_ring(ring, shown)) * size > 0
            if needed and not sound:
                whole |= {_index(arc) for arc in ring}
            if needed or sound:
                rings.append(ring)
            if j == 0 and not rings:
                break
        if rings:
            kept.append(rings)
    return kept, whole


def _index(arc: int) -> int:
    """Number of an arc; a reversed one is written as its complement."""
    return arc if arc >= 0 else ~arc


def _ring(ring: Ring, arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for arc in ring:
        piece = arcs[_index(arc)]
        points.extend((piece if arc >= 0 else piece[::-1])[1 if points else 0 :])
    return points


def _size(ring: list[Point]) -> float:
    """Signed area of a ring given in degrees, in square degrees at the equator, by the shoelace rule."""
    line = _unwrapped(ring)
    flat = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(line, [*line[1:], line[0]], strict=True)) / 2
    return flat * math.cos(math.radians(sum(y for _, y in ring) / len(ring)))


def _rings(geometries: list[dict[str, Any]]) -> Iterator[Ring]:
    for geometry in geometries:
        for polygon in geometry["arcs"]:
            yield from polygon


def _used(geometries: list[dict[str, Any]]) -> set[int]:
    return {_index(arc) for ring in _rings(geometries) for arc in ring}


def _shared(geometries: list[dict[str, Any]]) -> set[int]:
    counts = Counter(_index(arc) for ring in _rings(geometries) for arc in ring)
    return {arc for arc, count in counts.items() if count > 1}


def _encode(chosen: dict[str, list[Polygon]], arcs: list[list[Point]], layer: str, grid: _Grid) -> dict[str, Any]:
    """Number arcs anew, and write their points as steps."""
    numbers: dict[int, int] = {}

    def renumber(arc: int) -> int:
        number = numbers.setdefault(_index(arc), len(numbers))
        return number if arc >= 0 else ~number

    geometries = [
        {
            "type": "MultiPolygon",
            "id": code,
            "arcs": [[[renumber(arc) for arc in ring] for ring in polygon] for polygon in chosen[code]],
        }
        for code in sorted(chosen)
    ]
    return {
        "type": "Topology",
        "transform": {"scale": list(grid.scale), "translate": list(grid.translate)},
        "objects": {layer: {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_steps(arcs[arc]) for arc in numbers],
    }


def _steps(points: list[Point]) -> list[list[int]]:
    before = [(0.0, 0.0), *points]
    return [[int(x - px), int(y - py)] for (px, py), (x, y) in zip(before, points, strict=False)]
