"""`python -m tests.standards STANDARDS SITE`: holds a site to official shapes, where a copy of them is at hand.

STANDARDS is a folder with `dcat-ap-3.0.1/dcat-ap-SHACL.ttl`, the shapes that SEMIC publishes for DCAT-AP. They are no
part of the project. Says in one line what it found, or what it could not look at; ends with 1 for a fault.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pyshacl import validate
from rdflib import Graph

SHAPES = Path("dcat-ap-3.0.1") / "dcat-ap-SHACL.ttl"
CATALOGUE = Path("api") / "v1" / "catalogue.ttl"
BASE = "https://example.org/api/v1/catalogue"
"""Stands for the address of a catalogue that does not know its own."""


def faults(shapes: Path, catalogue: Path) -> str:
    """Give the report of what is wrong with a catalogue by shapes; '' where nothing is."""
    graph = Graph().parse(catalogue, format="turtle", publicID=BASE)
    conforms, _, told = validate(graph, shacl_graph=Graph().parse(shapes), advanced=True)
    return "" if conforms else str(told)


def main(standards: str, site: str) -> int:
    """Tell what was found."""
    shapes, catalogue = Path(standards) / SHAPES, Path(site) / CATALOGUE
    for path in (shapes, catalogue):
        if not standards or not path.is_file():
            lacking = path if standards else "folder of shapes (STANDARDS)"
            sys.stdout.write(f"DCAT-AP: not looked at, since there is no {lacking}.\n")
            return 0
    told = faults(shapes, catalogue)
    sys.stdout.write(told or f"DCAT-AP: {catalogue} keeps to {shapes.name}.\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
