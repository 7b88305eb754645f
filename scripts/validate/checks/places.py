"""A point is where its area is: both halves of it, on the earth, the right way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from scripts.model.problems import Problem
from scripts.validate.cells import plain_numbers
from scripts.validate.check import Check, Context
from scripts.validate.checks.world_map import drawn_for
from scripts.validate.shapes import Polygon, boxes, holders, merged, near
from scripts.validate.topology import map_of

COORDINATES: Final = ("latitude", "longitude")
LIMITS: Final = (90.0, 180.0)

AT_THE_BORDER: Final = 0.3
"""Degrees by which a point may miss a shape: a map for a screen is drawn no finer, and borders are simplified."""
AT_SEA: Final = 1.0
"""Degrees from the boxes around an area's lands within which a point may stand for it that is in no other's shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point of a row, as numbers and as it is written."""

    table: str
    index: int
    area: str
    latitude: float
    longitude: float
    text: str

    def problem(self, code: str, field: str = "latitude", *, found: str = "", expected: str = "") -> Problem:
        """A problem at this row."""
        return Problem(
            file=f"data/{self.table}.csv",
            row=self.index + 2,
            field=field,
            code=code,
            found=found or self.text,
            expected=expected,
        )


def places(context: Context) -> Iterator[Problem]:
    """Every point, in whichever table, lies in its area as far as this is known: by the map, or by boxes around lands.

    A shape that is drawn where another country is bears no witness.
    """
    tables = [name for name in sorted(context.sound) if set(COORDINATES) <= set(context.table(name).columns)]
    rows = [(table, context.table(table)) for table in tables]
    rows = [(table, frame[(frame["latitude"] != "") | (frame["longitude"] != "")]) for table, frame in rows]
    if not any(len(frame) for _, frame in rows):
        return
    atlas = Atlas(shapes=_trusted(context))
    for table, frame in rows:
        yield from _halves(table, frame)
        for place in _places(table, frame):
            yield from _misplaced(place, atlas)


def _trusted(context: Context) -> Mapping[str, Sequence[Polygon]]:
    found = map_of(context.package.files)
    shapes = found[1].by_area if found else {}
    return {area: polygons for area, polygons in shapes.items() if polygons and drawn_for(area, polygons) is None}


def _halves(table: str, frame: pd.DataFrame) -> Iterator[Problem]:
    for blank, given in (COORDINATES, COORDINATES[::-1]):
        for index, found in frame.loc[frame[blank] == "", given].items():
            row = int(str(index)) + 2
            yield Problem(file=f"data/{table}.csv", row=row, field=blank, code="coordinates-halved", found=str(found))


def _places(table: str, frame: pd.DataFrame) -> Iterator[Place]:
    """Every point whose coordinates are both numbers. A row of a table without areas has the area ''."""
    key = next((name for name in ("iso3", "ref_area") if name in frame), "")
    areas = frame[key] if key else [""] * len(frame)
    written = frame["latitude"] + ", " + frame["longitude"]
    numbers = (plain_numbers(frame[name]) for name in COORDINATES)
    for index, area, latitude, longitude, text in zip(frame.index, areas, *numbers, written, strict=True):
        if latitude == latitude and longitude == longitude:  # noqa: PLR0124 - not a number differs from itself
            yield Place(table=table, index=int(index), area=area, latitude=latitude, longitude=longitude, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """What is known of where areas are: their shapes on the map of the package, and the boxes around their lands."""

    shapes: Mapping[str, Sequence[Polygon]]

    def knows(self, area: str) -> bool:
        """Whether anything is known of where an area is."""
        return area in self.shapes or area in boxes()

    def holds(self, area: str, latitude: float, longitude: float) -> bool:
        """Whether a point is in an area of which something is known, without any margin."""
        if abs(latitude) > LIMITS[0] or abs(longitude) > LIMITS[1]:
            return False
        if area in self.shapes:
            return any(polygon.holds(longitude, latitude) for polygon in self.shapes[area])
        return near(area, longitude, latitude, 0)

    def admits(self, area: str, latitude: float, longitude: float) -> bool:
        """Whether a point can stand for an area: it is in it, at its border, or near it at sea."""
        if abs(latitude) > LIMITS[0] or abs(longitude) > LIMITS[1]:
            return False
        if self.holds(area, latitude, longitude) or self._at_border(area, latitude, longitude):
            return True
        elsewhere = area in self.shapes and self.holder(latitude, longitude)
        return not elsewhere and near(area, longitude, latitude, AT_SEA)

    def _at_border(self, area: str, latitude: float, longitude: float) -> bool:
        return any(
            polygon.box.holds(longitude, latitude, AT_SEA) and polygon.distance(longitude, latitude) <= AT_THE_BORDER
            for polygon in self.shapes.get(area, ())
        )

    def range_of(self, area: str) -> str:
        """Latitudes and longitudes between which the main part of an area lies."""
        box = boxes()[area][0] if area in boxes() else merged(part.box for part in self.shapes[area])[0]
        return str(box)

    def holder(self, latitude: float, longitude: float) -> str:
        """The area on whose shape a point lies; '' at sea."""
        return next(holders(self.shapes, longitude, latitude), "")


def _misplaced(place: Place, atlas: Atlas) -> Iterator[Problem]:
    """Tell a point that is not where its area is; of several reasons the most certain."""
    latitude, longitude = place.latitude, place.longitude
    known = atlas.knows(place.area)
    if latitude == longitude == 0:
        yield place.problem("coordinates-at-zero")
    elif known and atlas.admits(place.area, latitude, longitude):
        return
    elif known and atlas.holds(place.area, longitude, latitude):
        yield place.problem("coordinates-swapped", expected=", ".join(reversed(place.text.split(", "))))
    elif beyond := [
        (n, v, m) for n, v, m in zip(COORDINATES, (latitude, longitude), LIMITS, strict=True) if abs(v) > m
    ]:
        for name, value, limit in beyond:
            yield place.problem("value-out-of-range", name, found=f"{value:g}", expected=f"-{limit:g}..{limit:g}")
    elif known:
        holder = atlas.holder(latitude, longitude)
        found = f"{place.text} ({holder})" if holder else ""
        yield place.problem("coordinates-outside-area", found=found, expected=atlas.range_of(place.area))


CHECKS = (
    Check(
        codes=(
            "coordinates-halved",
            "coordinates-at-zero",
            "coordinates-swapped",
            "coordinates-outside-area",
            "value-out-of-range",
        ),
        run=places,
    ),
)
