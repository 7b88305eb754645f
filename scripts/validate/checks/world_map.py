"""The map: a topology that can be drawn, in which each shape is an area's, once, and where that area is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from scripts.model.problems import Problem
from scripts.validate.check import Check, Context
from scripts.validate.checks.keys import USER_ASSIGNED, suggestions
from scripts.validate.nearest import nearest
from scripts.validate.shapes import Box, Polygon, boxes, merged, near
from scripts.validate.topology import GEOMETRIES, map_of

LIKE: Final = 0.5
"""Likeness of boxes at which a shape is taken for a country's."""
CLEARLY: Final = 0.25
"""By how much a shape must be more like another country than like its own."""
FAR: Final = 1.0
"""Degrees from a country at which no part of its shape can be."""


def world_map(context: Context) -> Iterator[Problem]:
    """The map is a topology of countries; every shape has the id of an area, which no other has, and is drawn there.

    A shape may have a code that ISO 3166 leaves to users without being an area: land under dispute.
    """
    found = map_of(context.package.files)
    if found is None:
        return
    path, held = found
    if held.place:
        yield Problem(file=path, field=held.place, code="map-not-topology", found=held.found)
        return
    ids = [area for area, _ in held.shapes]
    for area in sorted({area for area in ids if ids.count(area) > 1}):
        yield Problem(file=path, field=GEOMETRIES, code="map-id-twice", found=area)
    for code, area, expected in _shapes(context, held.by_area):
        yield Problem(file=path, field=GEOMETRIES, code=code, found=area, expected=expected)


def _shapes(context: Context, shapes: dict[str, tuple[Polygon, ...]]) -> Iterator[tuple[str, str, str]]:
    """Give code, area and what is expected for each shape that is wrong."""
    known = set(context.table("reference_areas")["iso3"])
    lost = [area for area in shapes if known and area not in known and not re.fullmatch(USER_ASSIGNED, area)]
    near_by = suggestions(context, lost)
    for area in lost:
        yield "map-id-unknown", area, near_by[area] or nearest(area, known)
    for area, polygons in shapes.items():
        if not polygons:
            yield "map-shape-missing", area, ""
        elif area not in lost and (other := drawn_for(area, polygons)) is not None:
            yield (
                ("map-shape-of-another", area, other) if other else ("map-shape-elsewhere", area, str(boxes()[area][0]))
            )


def drawn_for(area: str, polygons: Sequence[Polygon]) -> str | None:
    """The country that a shape is drawn for in place of its own, '' when that is not clear; None when it is right.

    Maps differ in how many islands they show and how finely, so that boxes around lands are compared, not outlines.
    """
    if area not in boxes():
        return None
    parts = merged(polygon.box for polygon in polygons)
    own = _likeness(parts, boxes()[area])
    if own > 1 - CLEARLY:
        return None
    largest = parts[:1]
    likeness, other = max((_likeness(largest, held), each) for each, held in boxes().items())
    if likeness >= max(LIKE, own + CLEARLY):
        return other
    return None if any(near(area, *part.middle, FAR) for part in parts) else ""


def _likeness(parts: Sequence[Box], others: Sequence[Box]) -> float:
    return max(part.likeness(other) for part in parts for other in others)


CHECKS = (
    Check(
        codes=(
            "map-not-topology",
            "map-id-twice",
            "map-id-unknown",
            "map-shape-missing",
            "map-shape-of-another",
            "map-shape-elsewhere",
        ),
        run=world_map,
    ),
)
