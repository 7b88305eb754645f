"""What a drawing shows, as lines: its texts, its scales and how many marks of each look it has. Not its bytes.

`UPDATE_GOLDEN=1 pytest tests/charts` writes the files anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from lxml import etree

from scripts.charts.gather import gather
from scripts.drawing.draw import draw
from scripts.drawing.drawn import Drawn
from scripts.findings.reading import Reading
from scripts.kept import Cache
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.charts.package import changes, completed
from tests.packages import Rows, write_package
from tests.pictures import widths

FOLDER = Path("tests/golden/charts")
SVG = "{http://www.w3.org/2000/svg}"
LOOKS = ("fill", "stroke", "stroke-dasharray", "font-weight")


def located(rows: Rows) -> Rows:
    """Give areas a place on the map."""
    return [{**row, "latitude": "-20", "longitude": "15"} for row in rows]


@cache
def small_site() -> Edition:
    """The package for charts with a map, read once for all tests, which only look at it."""
    package = completed(read_package(write_package(Path(mkdtemp()), reference_areas=located, **changes())))
    return Edition(Reading(package, summarise(package)), Words.load("en"))


@cache
def drawn_charts() -> dict[str, Drawn]:
    """Every chart of the small package, drawn by Node, by id."""
    site = small_site()
    return {drawn.chart.id: drawn for drawn in draw(site, list(gather(site)), Cache(Path(mkdtemp())), widths())}


def structure(svg: str) -> list[str]:
    """Give the size of a drawing, its texts in the order of reading, and its marks by look."""
    tree = etree.fromstring(svg.encode())
    texts = [" ".join("".join(map(str, each.itertext())).split()) for each in tree.iter(f"{SVG}text")]
    looks = Counter(_look(each) for each in tree.iter(*(f"{SVG}{tag}" for tag in ("path", "rect", "circle", "line"))))
    return [
        f"size {tree.get('width')} x {tree.get('height')}",
        *(f"text {text}" for text in texts if text),
        *(f"{count} x {look}" for look, count in sorted(looks.items())),
    ]


def _look(element: etree._Element) -> str:
    inside = any(parent.tag == f"{SVG}pattern" for parent in element.iterancestors())
    parts = [f"{name} {element.get(name)}" for name in LOOKS if element.get(name)]
    return " ".join([str(element.tag).removeprefix(SVG), *parts, *(["in a pattern"] if inside else [])])


def described(drawn: Drawn) -> str:
    """Give everything of a chart that a golden file holds."""
    chart = drawn.chart
    lines = [f"title {chart.title.striptags()}", f"subtitle {chart.subtitle}", f"alternative {chart.alternative}"]
    for name, drawing in (("wide", drawn.wide), ("narrow", drawn.narrow)):
        lines += ["", name, *structure(drawing.svg)]
    return "\n".join([*lines, ""])


def compare(drawn: Drawn) -> None:
    """Compare a chart with its golden file, or write it when UPDATE_GOLDEN is set."""
    path = FOLDER / f"{drawn.chart.kind}.{drawn.chart.id}.txt"
    found = described(drawn)
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert path.is_file(), f"{path} is missing: run UPDATE_GOLDEN=1 pytest tests/charts, and read what it writes"
    assert found.splitlines() == path.read_text(encoding="utf-8").splitlines()


def kinds() -> Iterator[str]:
    """Give the names of all kinds of charts: each has a module that draws it."""
    return (path.stem for path in sorted(Path("site_templates/charts").glob("*.mjs")))
