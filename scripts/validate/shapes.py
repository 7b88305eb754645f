"""Where countries and areas are: shapes of a TopoJSON map, and the boxes that enclose each country.

All in degrees. A ring that crosses the 180th meridian goes on past it, and a point is looked for on either side.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Final

from scripts.package.files import read_csv, records

Point = tuple[float, float]
"""Longitude, latitude."""

HALF_TURN: Final = 180.0
TURN: Final = 360.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of the earth between two meridians and two parallels."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, longitude: float, latitude: float, margin: float = 0.0) -> bool:
        """Whether a point is inside, or no farther outside than the margin."""
        if not self.south - margin <= latitude <= self.north + margin:
            return False
        turns = (longitude, longitude - TURN, longitude + TURN)
        return any(self.west - margin <= each <= self.east + margin for each in turns)

    def likeness(self, other: Box) -> float:
        """What two boxes share, as a part of what they cover together: 1 for the same box, 0 for boxes apart."""
        if self.north <= other.south or other.north <= self.south:
            return 0.0
        best = 0.0
        for turn in (0.0, -TURN, TURN):
            width = min(self.east, other.east + turn) - max(self.west, other.west + turn)
            height = min(self.north, other.north) - max(self.south, other.south)
            shared = max(width, 0.0) * max(height, 0.0)
            together = self.size + other.size - shared
            best = max(best, shared / together if together else 0.0)
        return best

    @property
    def corners(self) -> tuple[Point, Point]:
        """South-west and north-east."""
        return (self.west, self.south), (self.east, self.north)

    @property
    def middle(self) -> Point:
        """The point in its middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def __str__(self) -> str:
        return f"{self.south:g}..{self.north:g}, {self.west:g}..{self.east:g}"

    @property
    def size(self) -> float:
        """Square degrees."""
        return (self.east - self.west) * (self.north - self.south)


def box_of(points: Iterable[Point]) -> Box:
    """The box around points, of which there must be one."""
    longitudes, latitudes = zip(*points, strict=True)
    return Box(west=min(longitudes), south=min(latitudes), east=max(longitudes), north=max(latitudes))


@dataclass(frozen=True)
class Polygon:
    """An outer ring, and the rings of its holes. Each ends where it begins."""

    rings: tuple[tuple[Point, ...], ...]

    @cached_property
    def box(self) -> Box:
        """The box around it."""
        return box_of(self.rings[0])

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point is inside: a line from it to the east crosses the rings an odd number of times."""
        if not self.box.holds(longitude, latitude):
            return False
        turns = (longitude, longitude - TURN, longitude + TURN)
        return any(sum(_crossings(ring, each, latitude) for ring in self.rings) % 2 for each in turns)

    def distance(self, longitude: float, latitude: float) -> float:
        """Degrees from a point to the nearest edge, at the scale of the point's latitude."""
        scale = math.cos(math.radians(latitude))
        turns = (longitude, longitude - TURN, longitude + TURN)
        return min(
            _to_edge(each, latitude, start, end, scale)
            for each in turns
            for ring in self.rings
            for start, end in pairwise(ring)
        )


def _crossings(ring: Sequence[Point], longitude: float, latitude: float) -> int:
    count = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > latitude) != (y2 > latitude) and longitude < x1 + (latitude - y1) * (x2 - x1) / (y2 - y1):
            count += 1
    return count


def _to_edge(longitude: float, latitude: float, start: Point, end: Point, scale: float) -> float:
    x1, y1 = (start[0] - longitude) * scale, start[1] - latitude
    x2, y2 = (end[0] - longitude) * scale, end[1] - latitude
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else min(max(-(x1 * dx + y1 * dy) / length, 0.0), 1.0)
    return math.hypot(x1 + along * dx, y1 + along * dy)


def ring_of(points: Sequence[Point]) -> tuple[Point, ...]:
    """Close a ring; one that goes around a pole is closed over it."""
    line = unwrapped(points)
    if abs(line[-1][0] - line[0][0]) > HALF_TURN:
        pole = math.copysign(HALF_TURN / 2, sum(latitude for _, latitude in line))
        line = (*line, (line[-1][0], pole), (line[0][0], pole))
    return line if line[0] == line[-1] else (*line, line[0])


def unwrapped(points: Sequence[Point]) -> tuple[Point, ...]:
    """A line that goes on past the 180th meridian instead of jumping to the other side of the map."""
    made: list[Point] = []
    turn = 0.0
    for longitude, latitude in points:
        if made and abs(longitude + turn - made[-1][0]) > HALF_TURN:
            turn += TURN if longitude + turn < made[-1][0] else -TURN
        made.append((longitude + turn, latitude))
    return tuple(made)


@cache
def boxes() -> Mapping[str, tuple[Box, ...]]:
    """The boxes that enclose the land of each country and area, the largest first, by ISO3 code.

    They are those of UN Geodata at 1:50 million, rounded outward to a tenth of a degree; lands less than two degrees
    apart share one. Islands that this map leaves out are added, and one box encloses each scattered state of islands.
    """
    rows = records(read_csv((Path(__file__).parent / "area_boxes.csv").read_bytes()))
    made: dict[str, list[Box]] = {}
    for row in rows:
        edges = {side: float(row[side]) for side in ("west", "south", "east", "north")}
        made.setdefault(row["iso3"], []).append(Box(**edges))
    return {area: tuple(sorted(held, key=lambda box: -box.size)) for area, held in made.items()}


def merged(parts: Iterable[Box], gap: float = 2.0) -> list[Box]:
    """Boxes of which those less than a gap apart are made one, the largest first."""
    made: list[Box] = []
    for part in parts:
        box, apart = part, []
        waiting = made
        while waiting:
            close = [other for other in waiting if _gap(box, other) <= gap]
            apart = [other for other in waiting if _gap(box, other) > gap]
            if not close:
                break
            box = box_of(corner for each in (box, *close) for corner in each.corners)
            waiting = apart
        made = [*apart, box]
    return sorted(made, key=lambda box: -box.size)


def _gap(one: Box, other: Box) -> float:
    across = max(one.west, other.west) - min(one.east, other.east)
    return max(across, max(one.south, other.south) - min(one.north, other.north))


def near(area: str, longitude: float, latitude: float, margin: float) -> bool:
    """Whether a point is in a box of an area or close to one. True for an area of which nothing is known."""
    return area not in boxes() or any(box.holds(longitude, latitude, margin) for box in boxes()[area])


def holders(shapes: Mapping[str, Sequence[Polygon]], longitude: float, latitude: float) -> Iterator[str]:
    """Areas whose shape holds a point."""
    for area, polygons in shapes.items():
        if any(polygon.holds(longitude, latitude) for polygon in polygons):
            yield area
