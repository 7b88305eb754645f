"""A drawing is made anew when anything that it depends on has changed, and only then."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from scripts.charts.chart import Chart, Number
from scripts.drawing import draw as drawing
from scripts.drawing import png
from scripts.drawing.colours import Colour, colours
from scripts.drawing.typefaces import FACES, Face, Fonts
from scripts.drawing.widths import Widths
from scripts.findings.figures import WHOLE, Figure
from scripts.findings.reading import Reading
from scripts.kept import Cache
from scripts.package.read import Package, read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import write_package
from tests.pictures import widths

SPEC = {"svg": "", "width": 1, "height": 1, "vega": ""}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return read_package(write_package(tmp_path_factory.mktemp("package")))


def number(value: float = 1.0, label: str = "one", **texts: str) -> Number:
    return Number(texts={"ref_area": "DEU", **texts}, figure=Figure(value=value, form=WHOLE, cell=""), label=label)


def chart(kind: str = "bars", **changed: Any) -> Chart:
    settings: dict[str, Any] = {
        "id": f"a-{kind}",
        "kind": kind,
        "page": "",
        "shows": "",
        "title": Markup(),
        "subtitle": "",
        "alternative": "",
        "sources": (),
        "credit": "",
        "columns": (),
        "numbers": (number(),),
        "options": {"unit": "doors", "names": {"yes": "Yes"}},
    }
    return Chart(**{**settings, **changed})


class Desk:
    """All that charts are drawn from, each part of which can be changed; says which charts are drawn anew."""

    def __init__(self, package: Package, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self.modules, self.lock, self.cache = folder / "charts", folder / "package-lock.json", folder / "cache"
        self._summaries = summarise(package)
        self.site = Edition(Reading(package, self._summaries), Words.load("en"))
        self.charts = [chart("bars"), chart("lines")]
        for path in ("bars.mjs", "lines.mjs", "other.mjs", "lib/draw.mjs", "lib/text.mjs", "lib/notes.txt"):
            self.write(self.modules / path, path)
        self.write(self.lock, "vega 6.0.0, source-sans-3 5.0.0")
        self.anew: list[str] = []
        self.widths = widths()
        patch.setattr(drawing, "MODULES", self.modules)
        patch.setattr(drawing, "LOCK", self.lock)
        patch.setattr(drawing, "_drawn_by_node", self._drawn)

    @staticmethod
    def write(path: Path, text: str) -> None:
        """Write a file, and its folder where there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def add(self, path: str) -> None:
        """Write a module, or write it anew."""
        self.write(self.modules / path, "more")

    def swap(self, number: int, changed: Chart) -> None:
        """Put another chart in the place of one."""
        self.charts[number] = changed

    def write_numbers(self) -> None:
        """Write numbers as another language does."""
        self._patch.setattr(Words, "number_signs", (" ", ","))

    def draw_map(self) -> None:
        """Give the package a map."""
        topology = json.dumps({"objects": {"countries": {"geometries": []}}}).encode()
        package = replace(
            self.site.reading.package, files={**self.site.reading.package.files, "data/map.topojson": topology}
        )
        self.site = Edition(Reading(package, self._summaries), Words.load("en"))

    def renew_node(self) -> None:
        """Draw with another Node."""
        self._patch.setattr(drawing, "version", lambda _: "99.0.0")

    def widen(self) -> None:
        """Set texts in a wider font."""
        self._patch.setattr(Widths, "table", lambda *_: {"a": 999})

    def paint(self) -> None:
        """Change one colour."""
        painted = {**colours(), "ink": Colour("#123456", "#654321")}
        self._patch.setattr(drawing, "colours", lambda: painted)

    def _drawn(self, missing: Mapping[str, Chart], *_: object) -> Iterator[tuple[str, bytes]]:
        self.anew += [chart.kind for chart in missing.values()]
        line = json.dumps({"wide": SPEC, "narrow": SPEC, "spec": "{}"}).encode()
        yield from ((key, line) for key in missing)

    def drawn_anew(self) -> list[str]:
        """Draw all charts, and give the kinds of those that were not taken from the cache."""
        self.anew = []
        list(drawing.draw(self.site, self.charts, Cache(self.cache), self.widths, 1))
        return sorted(self.anew)


BOTH = ["bars", "lines"]
CHANGES: dict[str, tuple[Callable[[Desk], None], list[str]]] = {
    # change: what is done, kinds that are drawn anew
    "nothing": (lambda desk: None, []),
    "a number": (lambda desk: desk.swap(0, chart(numbers=(number(2.0),))), ["bars"]),
    "a label": (lambda desk: desk.swap(0, chart(numbers=(number(label="1 door"),))), ["bars"]),
    "a text that names a number": (lambda desk: desk.swap(0, chart(numbers=(number(ref_area="KEN"),))), ["bars"]),
    "one number more": (lambda desk: desk.swap(0, chart(numbers=(number(), number()))), ["bars"]),
    "an option": (lambda desk: desk.swap(0, chart(options={"unit": "gates", "names": {"yes": "Yes"}})), ["bars"]),
    "a word in an option": (
        lambda desk: desk.swap(0, chart(options={"unit": "doors", "names": {"yes": "Oui"}})),
        ["bars"],
    ),
    "no option": (lambda desk: desk.swap(0, chart(options={})), ["bars"]),
    "options in another order": (
        lambda desk: desk.swap(0, chart(options={"names": {"yes": "Yes"}, "unit": "doors"})),
        [],
    ),
    "a kind whose module is the same": (lambda desk: desk.write(desk.modules / "lines.mjs", "bars.mjs"), ["lines"]),
    "another kind": (lambda desk: desk.swap(0, chart("other")), ["other"]),
    "the module of one kind": (lambda desk: desk.write(desk.modules / "bars.mjs", "bars, wider"), ["bars"]),
    "the module of a kind that is not drawn": (lambda desk: desk.add("other.mjs"), []),
    "a module that kinds share": (lambda desk: desk.add("lib/text.mjs"), BOTH),
    "the program": (lambda desk: desk.add("lib/draw.mjs"), BOTH),
    "a new module that kinds share": (lambda desk: desk.add("lib/more.mjs"), BOTH),
    "a shared module is gone": (lambda desk: (desk.modules / "lib/text.mjs").unlink(), BOTH),
    "notes beside the modules": (lambda desk: desk.add("lib/notes.txt"), []),
    "a version of a library": (lambda desk: desk.write(desk.lock, "vega 6.0.1, source-sans-3 5.0.0"), BOTH),
    "a version of a font": (lambda desk: desk.write(desk.lock, "vega 6.0.0, source-sans-3 5.0.1"), BOTH),
    "the version of Node": (Desk.renew_node, BOTH),
    "colours": (Desk.paint, BOTH),
    "the widths of letters": (Desk.widen, BOTH),
    "the map": (Desk.draw_map, BOTH),
    "how numbers are written": (Desk.write_numbers, BOTH),
    "what stands around a drawing": (lambda desk: desk.swap(0, chart(title=Markup("New"), credit="Me")), []),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_chart_is_drawn_anew(package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    done, anew = CHANGES[change]
    desk = Desk(package, tmp_path, monkeypatch)
    assert desk.drawn_anew() == BOTH
    assert desk.drawn_anew() == []
    done(desk)
    assert desk.drawn_anew() == anew
    assert desk.drawn_anew() == []


def test_kinds_with_one_module_are_drawn_apart(
    package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(package, tmp_path, monkeypatch)
    for kind in BOTH:
        desk.write(desk.modules / f"{kind}.mjs", "the same")
    assert desk.drawn_anew() == BOTH


# -- pictures and fonts ------------------------------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class Easel:
    """What pictures are made from: the programs, the fonts, the versions of the maker of fonts and of Node."""

    program: Path
    tool: str
    node: str
    fonts: dict[Face, bytes]
    scale: float = 1


PICTURES: dict[str, tuple[Callable[[Easel], object], int, int]] = {
    # change: what is done, fonts that are made anew, pictures that are drawn anew
    "nothing": (lambda easel: None, 0, 0),
    "the program": (lambda easel: easel.program.write_text("other", encoding="utf-8"), len(FACES), 1),
    "the tool of fonts": (lambda easel: setattr(easel, "tool", "4.0.1"), len(FACES), 0),
    "the version of Node": (lambda easel: setattr(easel, "node", "24.0.1"), 0, 1),
    "the scale": (lambda easel: setattr(easel, "scale", 2), 0, 1),
    "a font": (lambda easel: easel.fonts.update({FACES[1]: b"another"}), 0, 1),
    "all fonts in another order": (lambda easel: easel.fonts.update({FACES[0]: b"1", FACES[1]: b"0"}), 0, 1),
}


@pytest.mark.parametrize("change", PICTURES)
def test_a_picture_and_its_fonts_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    done, fonts, pictures = PICTURES[change]
    fonts_by_face = {face: str(n).encode() for n, face in enumerate(FACES)}
    easel = Easel(program=tmp_path / "png.py", tool="4.0.0", node="24.0.0", fonts=fonts_by_face)
    easel.program.write_text("program", encoding="utf-8")
    made: list[Face] = []
    drawn: list[str] = []

    def truetype(face: Face) -> bytes:
        made.append(face)
        return face.name.encode()

    def draw(missing: Mapping[str, str], _scale: float, _cache: Cache, _fonts: Fonts, _: int) -> Iterator[Any]:
        drawn.extend(missing)
        yield from ((name, b"png") for name in missing)

    for name, value in (("truetype", truetype), ("_drawn", draw), ("faults", _none), ("Widths", lambda _: None)):
        monkeypatch.setattr(png, name, value)
    monkeypatch.setattr(png, "FONT_PROGRAM", easel.program)
    monkeypatch.setattr(png, "PROGRAM", (easel.program,))
    monkeypatch.setattr(png, "version", lambda name: easel.node if name == drawing.NODE else easel.tool)

    def make() -> tuple[int, int]:
        made.clear()
        drawn.clear()
        png.fonts(Cache(tmp_path / "cache"))
        png.pngs({"a": "<svg/>"}, easel.scale, Cache(tmp_path / "cache"), easel.fonts)
        return len(made), len(drawn)

    assert make() == (len(FACES), 1)
    done(easel)
    assert make() == (fonts, pictures)


def _none(*_: object) -> Sequence[object]:
    return ()
