"""Points and shapes: what is told, what is no fault, and how far the map of the real package can be spoilt unseen."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.package.read import Package, read_package
from scripts.validate.check import Context
from scripts.validate.checks import places, world_map
from scripts.validate.checks.world_map import drawn_for
from scripts.validate.shapes import Box, Polygon, boxes, merged, ring_of
from scripts.validate.topology import read_map

REAL = Path("datapackage")
SQUARE = Polygon((ring_of([(0, 0), (10, 0), (10, 10), (0, 10)]), ring_of([(4, 4), (6, 4), (6, 6), (4, 6)])))
DATELINE = Polygon((ring_of([(175, -5), (-175, -5), (-175, 5), (175, 5)]),))
POLE = Polygon((ring_of([(-180, -70), (-60, -65), (60, -65), (179, -70)]),))


@pytest.mark.parametrize(
    ("polygon", "longitude", "latitude", "inside"),
    [
        (SQUARE, 1, 1, True),
        (SQUARE, 5, 5, False),
        (SQUARE, 5, 7, True),
        (SQUARE, 11, 5, False),
        (SQUARE, 361, 1, True),
        (DATELINE, 179, 0, True),
        (DATELINE, -179, 0, True),
        (DATELINE, 0, 0, False),
        (DATELINE, 179, 6, False),
        (POLE, 0, -85, True),
        (POLE, 170, -80, True),
        (POLE, 0, -60, False),
        (POLE, 0, 85, False),
    ],
)
def test_points_in_polygons(polygon: Polygon, longitude: float, latitude: float, inside: bool) -> None:  # noqa: FBT001
    assert polygon.holds(longitude, latitude) is inside


@pytest.mark.parametrize(
    ("longitude", "latitude", "distance"), [(12, 5, 2), (5, 0.5, 0.5), (5, 5, 1), (-3, -4, 5), (358, 5, 2)]
)
def test_distance_to_a_shape(longitude: float, latitude: float, distance: float) -> None:
    """Near the equator a degree is as long in both directions."""
    assert SQUARE.distance(longitude, latitude) == pytest.approx(distance, abs=0.02)


def test_boxes_are_alike_across_the_meridian() -> None:
    one = Box(west=175, south=-5, east=185, north=5)
    other = Box(west=-185, south=-5, east=-175, north=5)
    assert one.likeness(other) == 1
    assert one.likeness(Box(west=0, south=-5, east=10, north=5)) == 0
    assert one.likeness(Box(west=175, south=-5, east=180, north=5)) == 0.5


@given(st.lists(st.tuples(st.integers(-170, 170), st.integers(-80, 80)), min_size=1, max_size=12))
def test_boxes_that_are_merged_are_apart_and_hold_all(corners: list[tuple[int, int]]) -> None:
    parts = [Box(west=x, south=y, east=x + 3, north=y + 3) for x, y in corners]
    made = merged(parts)
    assert all(any(box.holds(*part.middle) for box in made) for part in parts)
    assert merged(made) == made
    assert sorted(map(str, merged(reversed(parts)))) == sorted(map(str, made))


# -- points in tables --------------------------------------------------------------------------------------------------


def told(columns: Mapping[str, Sequence[str]], table: str = "reference_areas", map_: object = None) -> list[str]:
    """Codes and fields of what is told of one table of points."""
    files = {"data/map.topojson": json.dumps(map_).encode()} if map_ else {}
    package = Package(descriptor={}, files=files, tables={table: pd.DataFrame(columns, dtype=str)})
    context = Context(package=package, sound=frozenset({table}))
    return [f"{p.code} {p.field}" for check in places.CHECKS for p in check.run(context)]


def of_area(iso3: str, latitude: str, longitude: str) -> list[str]:
    return told({"iso3": [iso3], "latitude": [latitude], "longitude": [longitude]})


@pytest.mark.parametrize(
    ("iso3", "latitude", "longitude", "codes"),
    [
        ("KEN", "0.2", "37.9", []),
        ("KEN", "", "", []),
        ("KEN", "2.04", "45.34", ["coordinates-outside-area latitude"]),
        ("KEN", "37.9", "0.2", ["coordinates-swapped latitude"]),
        ("KEN", "0.2", "-37.9", ["coordinates-outside-area latitude"]),
        ("KEN", "0", "0.0", ["coordinates-at-zero latitude"]),
        ("KEN", "0.2", "", ["coordinates-halved longitude"]),
        ("KEN", "", "37.9", ["coordinates-halved latitude"]),
        ("KEN", "95", "37.9", ["value-out-of-range latitude"]),
        ("KEN", "-95", "200", ["value-out-of-range latitude", "value-out-of-range longitude"]),
        ("KEN", "0.2", "379", ["value-out-of-range longitude"]),
        ("KEN", "about 0", "37.9", []),
        ("USA", "-95.7", "37.1", ["coordinates-swapped latitude"]),
        ("AUS", "-25", "134", []),
        ("AUT", "-25", "134", ["coordinates-outside-area latitude"]),
        ("FJI", "-17.8", "178", []),
        ("FJI", "-17.8", "-178.5", []),
        ("RUS", "66", "-172", []),
        ("KIR", "1.42", "173", []),
        ("KIR", "-3.37", "-168.73", []),
        ("SHN", "-24.1", "-10", []),
        ("CHL", "-27.1", "-109.3", []),
        ("VAT", "41.9", "12.45", []),
        ("XKX", "42.6", "20.9", []),
        ("XNC", "35.2", "33.4", []),
        ("XNC", "0", "0", ["coordinates-at-zero latitude"]),
        ("XNC", "99", "33.4", ["value-out-of-range latitude"]),
        ("", "35.2", "33.4", []),
    ],
)
def test_points_without_a_map(iso3: str, latitude: str, longitude: str, codes: list[str]) -> None:
    assert of_area(iso3, latitude, longitude) == codes


def test_points_of_any_table_are_looked_at() -> None:
    columns = {"ref_area": ["KEN", "KEN"], "latitude": ["-1.3", "48.2"], "longitude": ["36.8", "16.4"]}
    assert told(columns, "register_cities") == ["coordinates-outside-area latitude"]
    assert told({"latitude": ["0"], "longitude": ["0"]}, "register_cities") == ["coordinates-at-zero latitude"]


# -- maps --------------------------------------------------------------------------------------------------------------


def square(west: float, south: float, size: float = 10) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def atlas(*shapes: tuple[str, list[list[float]]], **more: Any) -> dict[str, Any]:
    geometries = [{"type": "Polygon", "id": area, "arcs": [[n]]} for n, (area, _) in enumerate(shapes)]
    layer = {"type": "GeometryCollection", "geometries": geometries}
    return {"type": "Topology", "objects": {"countries": layer}, "arcs": [ring for _, ring in shapes], **more}


NEIGHBOURS = atlas(("XAA", square(0, 0)), ("XAB", square(10, 0)))


@pytest.mark.parametrize(
    ("latitude", "longitude", "codes"),
    [
        ("5", "5", []),
        ("5", "10.2", []),
        ("5", "10.4", ["coordinates-outside-area latitude"]),
        ("5", "15", ["coordinates-outside-area latitude"]),
    ],
)
def test_a_point_may_miss_its_border_by_little(latitude: str, longitude: str, codes: list[str]) -> None:
    columns = {"iso3": ["XAA"], "latitude": [latitude], "longitude": [longitude]}
    assert told(columns, map_=NEIGHBOURS) == codes


def test_a_shape_of_another_country_bears_no_witness() -> None:
    """Kenya's shape is drawn as Somalia's: the boxes decide."""
    kenya, somalia = square(34, -4.6, 8), square(41.5, -1.6, 10)
    columns = {"iso3": ["KEN"], "latitude": ["0.2"], "longitude": ["37.9"]}
    assert told(columns, map_=atlas(("KEN", somalia), ("SOM", kenya))) == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"type": "FeatureCollection"}, "type"),
        ({"objects": None}, "objects"),
        ({"objects": []}, "objects"),
        ({"objects": {"land": {}}}, "objects.countries"),
        ({"objects": {"countries": {"geometries": {}}}}, "objects.countries.geometries"),
        ({"objects": {"countries": {"geometries": [3]}}}, "objects.countries.geometries.0.id"),
        ({"objects": {"countries": {"geometries": [{"id": 404}]}}}, "objects.countries.geometries.0.id"),
        ({"arcs": None}, "arcs"),
        ({"arcs": [[]]}, "arcs.0"),
        ({"arcs": [[[1, "2"]]]}, "arcs.0"),
        ({"arcs": [[[1, True]]]}, "arcs.0"),
        ({"arcs": [[[1e308, 1e308]]]}, "arcs.0"),
        ({"arcs": [square(0, 0), square(170, 80, 30)]}, "arcs.1"),
        ({"transform": {"scale": [1]}}, "transform.scale"),
        ({"transform": {"scale": [1, 1], "translate": None}}, "transform.translate"),
        ({"arcs": [square(0, 0)]}, "objects.countries.geometries.1.arcs"),
    ],
)
def test_a_map_that_cannot_be_drawn_is_told_by_its_place(change: Mapping[str, Any], place: str) -> None:
    assert read_map({**NEIGHBOURS, **change}).place == place


def test_a_map_with_a_transform_is_the_same_map() -> None:
    steps = [[[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]], [[10, 0], [10, 0], [0, 10], [-10, 0], [0, -10]]]
    stepped = {**NEIGHBOURS, "arcs": steps, "transform": {"scale": [1, 1], "translate": [0, 0]}}
    assert read_map(stepped) == read_map(NEIGHBOURS)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats() | st.sampled_from(["", "KEN", "Polygon", "Topology"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "id", "arcs"]), inner),
    max_leaves=6,
)


@given(ANYTHING, st.sampled_from(["type", "objects", "arcs", "transform"]), st.integers(0, 3))
def test_whatever_a_map_holds_it_is_read_or_told(value: Any, key: str, depth: int) -> None:
    held: dict[str, Any] = json.loads(json.dumps(NEIGHBOURS))
    layer = held["objects"]["countries"]
    if depth == 0:
        held[key] = value
    elif depth == 1:
        layer["geometries"] = value
    elif depth == 2:
        layer["geometries"][0] = value
    else:
        layer["geometries"][0]["arcs"] = value
    found = read_map(held)
    assert found.place or all(isinstance(area, str) and area for area, _ in found.shapes)


# -- the real package --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real() -> Package:
    return read_package(REAL)


@pytest.fixture(scope="module")
def shapes(real: Package) -> dict[str, tuple[Polygon, ...]]:
    return read_map(json.loads(real.files["data/map.topojson"])).by_area


def test_the_real_package_has_no_fault(real: Package) -> None:
    context = Context(package=real, sound=frozenset(real.tables))
    assert [p for check in (*places.CHECKS, *world_map.CHECKS) for p in check.run(context)] == []


def test_points_of_the_real_package_are_sound_without_its_map(real: Package) -> None:
    files = {path: data for path, data in real.files.items() if not path.endswith(".topojson")}
    bare = Package(descriptor=real.descriptor, files=files, tables=real.tables)
    context = Context(package=bare, sound=frozenset(real.tables))
    assert list(places.places(context)) == []


def test_points_of_other_countries_are_told(real: Package) -> None:
    """Every UN member with the point of another, drawn at random, three times over."""
    areas = real.tables["reference_areas"]
    states = areas[areas["area_type"] == "un-member"]
    rng = random.Random(7)  # noqa: S311 - repeatable, not secret
    for _ in range(3):
        order = rng.sample(range(len(states)), len(states))
        turned = [*order[1:], order[0]]
        wrong = states.iloc[order].assign(
            **{name: states[name].to_numpy()[turned] for name in ("latitude", "longitude")}
        )
        package = Package(descriptor={}, files=real.files, tables={"reference_areas": wrong.reset_index(drop=True)})
        context = Context(package=package, sound=frozenset({"reference_areas"}))
        found = {problem.row for problem in places.places(context)}
        assert len(found) >= len(states) - 2, "points of a few narrow countries are as near to a neighbour"


LEAST_KNOWN = 0.998
"""Share of all pairs of countries whose exchange of shapes is told; the rest are the smallest islands and enclaves."""


def test_shapes_of_other_countries_are_told(shapes: Mapping[str, tuple[Polygon, ...]]) -> None:
    known = [area for area in shapes if area in boxes()]
    rng = random.Random(7)  # noqa: S311 - repeatable, not secret
    pairs = [(one, other) for one in known for other in rng.sample(known, 12) if one != other]
    told_of = [drawn_for(one, shapes[other]) is not None for one, other in pairs]
    assert sum(told_of) / len(pairs) > LEAST_KNOWN


@pytest.mark.parametrize(
    ("one", "other"),
    [("KEN", "SOM"), ("NER", "NGA"), ("COG", "COD"), ("AUT", "AUS"), ("PRK", "KOR"), ("BIH", "HRV"), ("ISR", "PSE")],
)
def test_neighbours_whose_shapes_are_exchanged(one: str, other: str, shapes: Mapping[str, tuple[Polygon, ...]]) -> None:
    assert drawn_for(one, shapes[other]) == other
    assert drawn_for(other, shapes[one]) == one
