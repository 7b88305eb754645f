"""Turns drawings (SVG) into pictures (PNG) without a browser, in the site's own fonts or not at all."""

from __future__ import annotations

import base64
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from scripts.drawing import typefaces as font_module
from scripts.drawing.draw import NODE
from scripts.drawing.typefaces import FACES, Face, Fonts, truetype
from scripts.drawing.widths import Widths
from scripts.kept import Cache, key_of
from scripts.model.problems import Problem, RefusedError
from scripts.process import ON_ONE_PROCESSOR, processors, run_all, said

WORKER = Path(__file__).with_name("png_worker.mjs")
FONT_PROGRAM = Path(font_module.__file__)
PROGRAM = (Path(__file__), WORKER, Path("package-lock.json"))
FAMILY = re.compile(r"font-family\s*:\s*([^;]+)")
SPACES = " \n\t"
LACKING = "letter-not-in-font"
"""Code of a text with letters that the site's fonts lack."""


def fonts(cache: Cache) -> Fonts:
    """Give the fonts that pictures are drawn with, made once and then from the cache.

    Raises OSError when the npm packages of the fonts are not installed.
    """
    return {face: _font(face, cache) for face in FACES}


def _font(face: Face, cache: Cache) -> bytes:
    made_from = (path.read_bytes() for path in face.subsets)
    key = key_of(version("fonttools"), FONT_PROGRAM.read_bytes(), *made_from)
    found = cache.get(key)
    if found is None:
        found = truetype(face)
        cache.put(key, found)
    return found


def pngs(
    drawings: Mapping[str, str], scale: float, cache: Cache, typefaces: Fonts, workers: int | None = None
) -> dict[str, bytes]:
    """Give each drawing as a PNG, `scale` pixels a unit of the drawing, by the same names and in the same order.

    Every text must name one of the site's families first (quoted, for their names end in a digit), and consist of
    letters that it has: another font would be put in its place silently. Raises RefusedError with a problem for each
    drawing of which that is not true, or that is no SVG; `file` of the problem is its name.
    """
    drawn_with = key_of(version(NODE), *(p.read_bytes() for p in PROGRAM), *typefaces.values(), repr(float(scale)))
    keys = {name: key_of(drawn_with, svg) for name, svg in drawings.items()}
    held = {name: found for name, key in keys.items() if (found := cache.get(key)) is not None}
    missing = {name: svg for name, svg in drawings.items() if name not in held}
    widths = Widths(typefaces)
    refused = [problem for name, svg in missing.items() for problem in faults(name, svg, widths)]
    if refused:
        raise RefusedError(refused)
    for name, data in _drawn(missing, scale, cache, typefaces, workers or processors()):
        cache.put(keys[name], data)
        held[name] = data
    return {name: held[name] for name in drawings}


def drawable(drawings: Mapping[str, str], widths: Widths) -> dict[str, str]:
    """Leave out drawings whose texts have letters that the site's fonts lack.

    A browser shows these in a font of the reader's. A PNG would have to bring one along, and another font in its place
    would look different on every machine, so there is none.
    """
    return {
        name: svg for name, svg in drawings.items() if not any(p.code == LACKING for p in faults(name, svg, widths))
    }


# -- what may be drawn -------------------------------------------------------------------------------------------------


def faults(name: str, svg: str, widths: Widths) -> Iterator[Problem]:
    """Tell the texts of a drawing that could not be drawn in a font of the site, each once."""
    try:
        tree = ET.fromstring(svg)  # noqa: S314 - our own drawing
    except ET.ParseError as error:
        yield Problem(file=name, code="drawing-unreadable", found=str(error))
        return
    families = {face.family: face for face in FACES}
    for family, letters in _letters(tree).items():
        face = families.get(family)
        if face is None:
            yield Problem(file=name, field=family, code="font-unknown", found="".join(sorted(letters)).strip(SPACES))
        elif lacking := widths.lacking("".join(letters), face).strip(SPACES):
            yield Problem(file=name, field=family, code=LACKING, found=lacking)


def _letters(tree: Any) -> dict[str, set[str]]:
    """Give the letters of all texts by the family that they are drawn in; '' where none is named."""
    found: dict[str, set[str]] = {}

    def walk(element: Any, family: str, *, shown: bool) -> None:
        family = _family(element) or family
        tag = element.tag.rpartition("}")[2]
        shown = shown or tag == "text"
        if tag == "style" and "font" in (element.text or ""):
            found.setdefault(tag, set())  # which texts it is for cannot be told here
        for text in (element.text, *(child.tail for child in element)) if shown else ():
            if text and text.strip(SPACES):
                found.setdefault(family, set()).update(text)
        for child in element:
            walk(child, family, shown=shown)

    walk(tree, "", shown=False)
    return found


def _family(element: Any) -> str:
    """Give the first family that an element names; as it stands where it is not quoted as CSS asks."""
    styled = FAMILY.search(element.get("style", ""))
    named = styled[1] if styled else element.get("font-family", "")
    first = str(named).partition(",")[0].strip()
    return first[1:-1] if first[:1] in ("'", '"') and first[-1:] == first[:1] else first and f"{first} (unquoted)"


# -- drawing -----------------------------------------------------------------------------------------------------------


def _drawn(
    missing: Mapping[str, str], scale: float, cache: Cache, typefaces: Fonts, workers: int
) -> Iterator[tuple[str, bytes]]:
    """Draw in several processes. Raises RefusedError with a problem for each drawing that is none."""
    names = list(missing)
    parts = [part for n in range(workers) if (part := {name: missing[name] for name in names[n::workers]})]
    if not parts:
        return
    refused = []
    with cache.laid_out({face.name: data for face, data in typefaces.items()}) as folder:
        answers = _run([{"drawings": part, "scale": scale} for part in parts], folder)
    for answer in answers:
        refused += [Problem(file=n, code="drawing-unreadable", found=said) for n, said in answer["faults"].items()]
        yield from ((name, base64.b64decode(data)) for name, data in answer["pictures"].items())
    if refused:
        raise RefusedError(refused)


def _run(requests: Sequence[Mapping[str, Any]], folder: Path) -> list[Any]:
    """Draw each share of the drawings in a process that knows only the fonts of `folder`. Raises RefusedError."""
    command = [str(Path(sys.executable).with_name("node")), "--expose-gc", ON_ONE_PROCESSOR, str(WORKER)]
    fonts = [str(path) for path in sorted(folder.iterdir())]
    asked = [json.dumps({**request, "fonts": fonts}).encode() for request in requests]
    ended = run_all([command] * len(requests), asked)
    for each in ended:
        if each.returncode:
            lines = said(each) or [str(each.returncode)]
            raise RefusedError([Problem(file=WORKER.name, code="drawing-unreadable", found=lines[-1])])
    return [json.loads(each.stdout) for each in ended]
