"""A drawing becomes the same PNG every time, in the right font or not at all, and only when it has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from scripts.drawing import png
from scripts.drawing.png import fonts, pngs
from scripts.drawing.typefaces import FACES, Face
from scripts.drawing.widths import Widths
from scripts.kept import Cache
from scripts.model.problems import RefusedError
from tests.pictures import WHITE, opened, typefaces

TEXT = "Türkiye, Côte d’Ivoire, Łódź, Việt Nam, 1,234"


def drawing(inside: str, width: int = 60, height: int = 20) -> str:
    size = f'width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect {size} fill="#fff"/>{inside}</svg>'


def written(text: str, face: Face, size: int = 40) -> str:
    named = f'font-family="\'{face.family}\'" font-weight="{face.weight}" font-size="{size}"'
    return drawing(f'<text x="20" y="44" {named}>{text}</text>', 1000, 60)


def drawn(svg: str, cache: Cache, scale: float = 1) -> bytes:
    return pngs({"x": svg}, scale, cache, typefaces())["x"]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def test_a_picture_has_the_size_and_the_colours_of_its_drawing(cache: Cache) -> None:
    svg = drawing('<rect x="10" width="20" height="20" fill="#14324f"/>')
    plain, double = opened(drawn(svg, cache)), opened(drawn(svg, cache, 2))
    assert (plain.size, double.size) == ((60, 20), (120, 40))
    assert plain.rows[5][9:31] == (WHITE, *[(0x14, 0x32, 0x4F)] * 20, WHITE)
    assert (plain.ink, double.ink) == ((10, 29), (20, 59))


def test_pictures_are_the_same_bytes_however_they_are_drawn(tmp_path: Path) -> None:
    svgs = {str(n): written(f"{n} {TEXT}", FACES[n % 4]) for n in range(5)}
    one = pngs(svgs, 1, Cache(tmp_path / "one"), typefaces(), workers=1)
    three = pngs(dict(reversed(svgs.items())), 1, Cache(tmp_path / "three"), typefaces(), workers=3)
    assert one == three
    assert list(one) == list(svgs)
    assert len(set(one.values())) == 5


def test_what_has_not_changed_is_not_drawn_again(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    run = png._run

    def watched(requests: Sequence[Mapping[str, Any]], folder: Path) -> list[Any]:
        asked.extend(sorted(request["drawings"]) for request in requests)
        return run(requests, folder)

    monkeypatch.setattr(png, "_run", watched)
    svgs = {"a": drawing(""), "b": drawing('<rect width="5" height="5"/>')}
    first = pngs(svgs, 1, cache, typefaces(), workers=1)
    assert pngs(svgs, 1, cache, typefaces(), workers=1) == first
    changed = {**svgs, "b": drawing('<rect width="6" height="5"/>')}
    assert pngs(changed, 1, cache, typefaces(), workers=1)["b"] != first["b"]
    pngs(svgs, 1.5, cache, typefaces(), workers=1)
    assert asked == [["a", "b"], ["b"], ["a", "b"]]


def test_other_fonts_make_other_pictures(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    pngs({"a": drawing("")}, 1, cache, typefaces())
    monkeypatch.setattr(png, "_run", lambda *_: pytest.fail("drawn again"))
    pngs({"a": drawing("")}, 1, cache, typefaces())
    with pytest.raises(pytest.fail.Exception):
        pngs({"a": drawing("")}, 1, cache, {**typefaces(), FACES[0]: typefaces()[FACES[1]]})


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_text_is_as_wide_as_its_own_font_says(face: Face, cache: Cache) -> None:
    left, right = opened(drawn(written(TEXT, face), cache)).ink
    widths = Widths(typefaces())
    told = widths.width(TEXT, face, 40)
    assert right - left + 1 == pytest.approx(told, rel=0.02)
    others = [widths.width(TEXT, other, 40) for other in FACES if other.family != face.family]
    assert all(abs(width / told - 1) > 0.05 for width in others), "the test could not tell them apart"


REFUSED = {
    "a letter of another script": (written("Жизнь", FACES[0]), "letter-not-in-font", "Жзинь"),
    "a sign": (written("a ☃", FACES[2]), "letter-not-in-font", "☃"),
    "no family": (drawing("<text>a</text>"), "font-unknown", "a"),
    "another family": (drawing("<text font-family=\"'DejaVu Sans'\">a</text>"), "font-unknown", "a"),
    "a family that is not quoted": (drawing('<text font-family="Source Sans 3">a</text>'), "font-unknown", "a"),
    "another family first": (drawing("<text font-family=\"Arial, 'Source Sans 3'\">a</text>"), "font-unknown", "a"),
    "a family by style": (
        drawing('<g font-family="\'Source Sans 3\'"><text>a<tspan style="font-family: Arial">b</tspan></text></g>'),
        "font-unknown",
        "b",
    ),
    "a font in a style sheet": (drawing("<style>text { font: 12px Arial }</style>"), "font-unknown", ""),
    "no XML": ("<svg", "drawing-unreadable", "unclosed token: line 1, column 0"),
    "no size": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="-1"/>',
        "drawing-unreadable",
        "SVG has an invalid size",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_drawn_rightly_is_not_drawn(case: str, cache: Cache) -> None:
    svg, code, found = REFUSED[case]
    with pytest.raises(RefusedError) as refused:
        pngs({"good": drawing(""), "bad": svg}, 1, cache, typefaces())
    assert [(p.file, p.code, p.found) for p in refused.value.problems] == [("bad", code, found)]


def test_a_text_inherits_its_family(cache: Cache) -> None:
    svg = drawing("<g font-family=\"'Source Sans 3', sans-serif\"><g><text y='15'>a <tspan>b</tspan> c</text></g></g>")
    assert opened(drawn(svg, cache)).ink


def test_fonts_are_made_once(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Face] = []

    def watched(face: Face) -> bytes:
        made.append(face)
        return typefaces()[face]

    monkeypatch.setattr(png, "truetype", watched)
    assert fonts(cache) == fonts(cache) == typefaces()
    assert made == list(FACES)


# -- the palette -------------------------------------------------------------------------------------------------------


def painted(rows: list[list[tuple[int, int, int]]], cache: Cache) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """The pixels of a drawing of one square a colour."""
    squares = "".join(
        f'<rect x="{x}" y="{y}" width="1" height="1" fill="#{r:02x}{g:02x}{b:02x}" shape-rendering="crispEdges"/>'
        for y, row in enumerate(rows)
        for x, (r, g, b) in enumerate(row)
    )
    return opened(drawn(drawing(squares, len(rows[0]), len(rows)), cache)).rows


def test_few_colours_stay_exactly_as_they_are(cache: Cache) -> None:
    rows = [[(r, g, 200) for r in range(0, 250, 10)] for g in (3, 5, 250)]
    assert painted(rows, cache) == tuple(map(tuple, rows))


def test_many_colours_become_the_most_frequent_that_differ_little(cache: Cache) -> None:
    rows = [[(254, 254, 254), *[WHITE] * 399], [(r, g, 7) for r in range(40) for g in range(10)]]
    found = painted(rows, cache)
    assert found[0] == (WHITE,) * 400, "the rare colour becomes the frequent one, not the other way"
    assert len(set(found[1])) < 256
    assert all(
        abs(a - b) < 8 for old, new in zip(rows[1], found[1], strict=True) for a, b in zip(old, new, strict=True)
    )


def test_what_can_be_seen_through_stands_on_white(cache: Cache) -> None:
    clear = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="1"><rect width="2" height="1" fill="#000"/></svg>'
    )
    assert opened(drawn(clear, cache)).rows == (((0, 0, 0), (0, 0, 0), WHITE, WHITE),)
