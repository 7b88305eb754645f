"""The world map of the package: UN Geodata's countries, simplified to what a map of 1,000 pixels can show.

The map is a file (`data/map.topojson`), not a table. Shapes carry ISO3 codes, and the six disputed areas their own, so
that pages can draw them without the colour of any country. San Marino and the Holy See have no shape.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from scripts.ingest.rule import Inputs, Rule, Tables, refuse
from scripts.ingest.topology import Simplification, simplify

SOURCE = "reference-map"
LAYER = "countries"
HOW = Simplification(tolerance=0.04, smallest=0.015, steps=12_000)


def build(inputs: Inputs) -> Tables:
    """Make no table."""
    return {}


def files(inputs: Inputs) -> Mapping[str, bytes]:
    """Make `map.topojson`: one object `countries`, a GeometryCollection of MultiPolygons with `id` and nothing else.

    The bytes depend on the source alone. Raises RefusedError for a shape whose code is neither an area's nor disputed.
    """
    features = inputs.table(SOURCE, "features")
    known = features["id"].isin(list(inputs.areas.codes)) | (features["disputed"] == "true")
    refuse(features.loc[~known, "id"], file=SOURCE, code="area-code-unknown", field="id")
    return {"map.topojson": build_map(inputs.harvests[SOURCE].files["countries.json"])}


def build_map(countries: bytes) -> bytes:
    """Simplify the topology that the adapter read, as compact JSON."""
    topology = simplify(json.loads(countries), LAYER, HOW)
    return json.dumps(topology, separators=(",", ":"), ensure_ascii=False).encode()


RULE = Rule(sources=(SOURCE,), build=build, files=files)
