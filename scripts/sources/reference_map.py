"""UN Geodata simplified at 1:50 million, as TopoJSON that plotly.js ships: the layer of countries.

Faults that this adapter mends:

- The file also holds coastlines, land, ocean, lakes, rivers and subunits, which are left out.
- Six areas are drawn in several features with one code: their parts are joined (`parts-joined`).
- Six disputed areas have codes of UN Geodata that are not ISO codes (XAC, XAP, XBT, XHT, XIT, XJK). They stay features
  of their own, so that no country's colour is ever given to them.
- San Marino and the Holy See have no shape; nothing is made up for them.
"""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from scripts.model.problems import Problem, RefusedError
from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

FILE = "un-geodata-plotly3.7.0-world_50m.json"
LAYER = "countries"
DISPUTED = frozenset({"XAC", "XAP", "XBT", "XHT", "XIT", "XJK"})


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Read the countries.

    Table `features`: id (ISO3, or a disputed area's own), disputed (`true` or `false`), parts (features joined). File
    `countries.json`: the topology with that one layer, one geometry for each id, every geometry a MultiPolygon, arcs
    and transform as in the source (quantised, delta-encoded, degrees). Raises RefusedError when a key is missing.
    """
    topology = raw.json(FILE)
    arcs, transform, objects = (_key(raw, topology, key) for key in ("arcs", "transform", "objects"))
    geometries = _key(raw, _key(raw, objects, LAYER), "geometries")
    shapes: dict[str, list[Any]] = {}
    parts: dict[str, int] = {}
    for geometry in geometries:
        code = _key(raw, geometry, "id")
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        shapes.setdefault(code, []).extend(polygons)
        parts[code] = parts.get(code, 0) + 1
    joined = sum(count for count in parts.values() if count > 1)
    layer = [{"type": "MultiPolygon", "id": code, "arcs": shapes[code]} for code in sorted(shapes)]
    kept = {"type": "Topology", "transform": transform, "objects": {LAYER: layer}, "arcs": arcs}
    features = pd.DataFrame(
        {
            "id": sorted(shapes),
            "disputed": ["true" if code in DISPUTED else "false" for code in sorted(shapes)],
            "parts": [str(parts[code]) for code in sorted(shapes)],
        }
    )
    account = Account(
        file=FILE,
        read=len(geometries),
        used=len(geometries),
        repaired={"parts-joined": joined} if joined else {},
    )
    files = {"countries.json": json.dumps(kept, separators=(",", ":")).encode()}
    return Harvest(tables={"features": features}, accounts=(account,), files=files)


def _key(raw: RawFolder, data: Any, key: str) -> Any:
    """One key of a JSON object. Raises RefusedError that names the file and the key when it is absent."""
    if not isinstance(data, dict) or key not in data:
        raise RefusedError([Problem(file=f"{raw.source}/{FILE}", code="source-column-missing", field=key)])
    return data[key]


ADAPTER = Adapter(source="reference-map", read=read, needs_areas=False)
