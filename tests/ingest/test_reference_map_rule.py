"""The map: borders stay shared, small rings go, nothing turns inside out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scripts.ingest.rule import Inputs
from scripts.ingest.rules import reference_map
from scripts.ingest.topology import Simplification, decode, simplify, stitch
from scripts.model.problems import RefusedError
from scripts.package.files import read_table
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas

PACKAGE = Path(__file__).parents[2] / "datapackage"
HOW = Simplification(tolerance=0.5, smallest=1.0, steps=2001)
Point = tuple[float, float]


def topology(arcs: list[list[Point]], geometries: dict[str, list[Any]]) -> dict[str, Any]:
    """A topology on a grid of hundredths of a degree, from points in degrees."""
    steps = []
    for arc in arcs:
        whole = [(round(x * 100), round(y * 100)) for x, y in arc]
        before = [(0, 0), *whole]
        steps.append([[x - px, y - py] for (px, py), (x, y) in zip(before, whole, strict=False)])
    layer = [{"type": "MultiPolygon", "id": code, "arcs": shapes} for code, shapes in geometries.items()]
    transform = {"scale": [0.01, 0.01], "translate": [0, 0]}
    return {"type": "Topology", "transform": transform, "objects": {"countries": layer}, "arcs": steps}


def two_neighbours() -> dict[str, Any]:
    """Two squares with a wavy border, cut at (10, 5), and a tiny island of the first."""
    border = [(10.0, 0.0), (10.2, 2.0), (10.0, 5.0)], [(10.0, 5.0), (9.8, 7.0), (10.0, 10.0)]
    west = [(10.0, 10.0), (0.0, 10.0), (0.0, 0.0), (10.0, 0.0)]
    east = [(10.0, 0.0), (20.0, 0.0), (20.0, 10.0), (10.0, 10.0)]
    island = [(-5.0, 5.0), (-5.0, 5.3), (-4.7, 5.3), (-5.0, 5.0)]
    arcs = [*border, west, east, island]
    return topology(arcs, {"AAA": [[[0, 1, 2]], [[4]]], "BBB": [[[3, ~1, ~0]]]})


def rings(made: dict[str, Any], code: str) -> list[list[Point]]:
    points = decode(made["arcs"], made["transform"])
    (geometry,) = [g for g in made["objects"]["countries"]["geometries"] if g["id"] == code]
    joined = []
    for outer, *_ in geometry["arcs"]:
        ring: list[Point] = []
        for arc in outer:
            piece = points[arc] if arc >= 0 else points[~arc][::-1]
            ring += piece[1 if ring else 0 :]
        joined.append([(round(x, 2), round(y, 2)) for x, y in ring])
    return joined


def test_a_shared_border_is_one_arc_and_simplified_once() -> None:
    made = simplify(two_neighbours(), "countries", HOW)
    used = [
        arc if arc >= 0 else ~arc
        for geometry in made["objects"]["countries"]["geometries"]
        for polygon in geometry["arcs"]
        for ring in polygon
        for arc in ring
    ]
    assert len(used) == 4
    assert len(set(used)) == 3
    (west,), (east,) = rings(made, "AAA"), rings(made, "BBB")
    assert set(west) == {(10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)}
    assert set(east) == {(10.0, 0.0), (10.0, 10.0), (20.0, 0.0), (20.0, 10.0)}


def test_tiny_rings_go_and_the_only_ring_of_an_area_stays() -> None:
    specimen = two_neighbours()
    specimen["objects"]["countries"].append({"type": "MultiPolygon", "id": "CCC", "arcs": [[[4]]]})
    assert len(rings(simplify(two_neighbours(), "countries", HOW), "AAA")) == 1
    specimen["objects"]["countries"][0]["arcs"].pop()
    assert len(rings(simplify(specimen, "countries", HOW), "CCC")) == 1


def test_a_whole_ring_that_two_areas_share_is_stitched_alike() -> None:
    arcs: list[list[Point]] = [[(1.0, 1.0), (1.0, 2.0), (2.0, 2.0)], [(2.0, 2.0), (2.0, 1.0), (1.0, 1.0)]]
    geometries = [{"id": "HOL", "arcs": [[[~0, ~1]]]}, {"id": "INN", "arcs": [[[0, 1]]]}]
    stitched, renewed = stitch(arcs, geometries)
    assert len(stitched) == 1
    assert renewed[0]["arcs"] == [[[~renewed[1]["arcs"][0][0][0]]]]


def test_a_ring_across_the_180th_meridian_keeps_its_shape() -> None:
    ring = [(179.0, 0.0), (179.0, 3.0), (-179.0, 3.0), (-179.0, 0.0), (179.0, 0.0)]
    made = simplify(topology([ring], {"AAA": [[[0]]]}), "countries", HOW)
    assert len(rings(made, "AAA")[0]) == 5


def test_the_same_source_gives_the_same_bytes() -> None:
    source = json.dumps(two_neighbours()).encode()
    assert reference_map.build_map(source) == reference_map.build_map(source)


def test_a_shape_of_an_unknown_area_is_refused() -> None:
    features = pd.DataFrame({"id": ["FRA", "QQQ", "XJK"], "disputed": ["false", "false", "true"], "parts": "1"})
    harvest = Harvest(tables={"features": features}, accounts=(), files={"countries.json": b"{}"})
    areas = Areas(frozenset({"FRA"}), {}, {}, {})
    with pytest.raises(RefusedError) as refused:
        reference_map.files(Inputs(harvests={"reference-map": harvest}, areas=areas, framework={}))
    (problem,) = refused.value.problems
    assert (problem.code, problem.found) == ("area-code-unknown", "QQQ")


def test_map_of_the_package() -> None:
    data = (PACKAGE / "data" / "map.topojson").read_bytes()
    made = json.loads(data)
    shapes = {g["id"] for g in made["objects"]["countries"]["geometries"]}
    areas = read_table(PACKAGE, "reference_areas")
    assert len(gzip.compress(data, 9, mtime=0)) < 70_000
    assert shapes - set(areas["iso3"]) == {"XAC", "XAP", "XBT", "XHT", "XIT", "XJK"}
    states = set(areas.loc[areas["area_type"].isin(["un-member", "un-observer"]), "iso3"])
    assert states - shapes == {"MCO", "SMR", "VAT"}
