"""A drawing brings its letters along: just these, by another name than the reserved one, the same bytes each time."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts.drawing.lettering import FAMILIES, Lettering, letters_of
from scripts.drawing.typefaces import SANS, SERIF, Face
from scripts.kept import Cache
from tests.pictures import typefaces, widths

REGULAR, BOLD, TITLE = Face(SANS, 400), Face(SANS, 600), Face(SERIF, 600)
FONT = re.compile(r'@font-face\{font-family:"([^"]+)";(?:font-weight:(\d+);)?src:url\(data:font/woff2;base64,([^)]+)\)')
SANS_TEXTS = '<text font-size="14px">Côte, São &amp; 12%</text>'
SVG = f"<svg font-family=\"'{SANS}', sans-serif\">{{}}</svg>"


@pytest.fixture
def lettering(tmp_path: Path) -> Lettering:
    return Lettering(typefaces(), Cache(tmp_path))


def put(lettering: Lettering, inside: str) -> str:
    return lettering.put(SVG.format(inside))


def fonts(svg: str) -> dict[tuple[str, int], TTFont]:
    return {
        (name, int(weight or 400)): TTFont(io.BytesIO(base64.b64decode(data)))
        for name, weight, data in FONT.findall(svg)
    }


def letters(font: TTFont) -> str:
    return "".join(sorted(map(chr, font.getBestCmap())))


LETTERS = {
    # texts: the letters of each face
    SANS_TEXTS: {REGULAR: "Côte, São & 12%"},
    '<text>b<tspan x="0" dy="17">ab</tspan></text>': {REGULAR: "ab"},
    '<text>1</text><text font-weight="600">2</text><text font-weight="bold">3</text>': {REGULAR: "1", BOLD: "23"},
    f'<text font-family="\'{SERIF}\', serif" font-weight="600">T</text><text>s</text>': {TITLE: "T", REGULAR: "s"},
    "<path/>": {},
}


@pytest.mark.parametrize("inside", LETTERS)
def test_letters_are_those_of_the_texts(inside: str) -> None:
    found = {face: "".join(sorted(each)) for face, each in letters_of(SVG.format(inside)).items()}
    assert found == {face: "".join(sorted(set(each))) for face, each in LETTERS[inside].items()}


def test_a_font_has_just_the_letters_with_their_widths(lettering: Lettering) -> None:
    found = fonts(put(lettering, '<text>Yes: 135</text><text font-weight="600">1</text>'))
    assert {key: letters(font) for key, font in found.items()} == {
        ("Chart Sans", 400): "".join(sorted(set("Yes: 135"))),
        ("Chart Sans", 600): "1",
    }
    font = found["Chart Sans", 400]
    assert not {"GPOS", "GSUB", "kern"} & set(font.keys()), "what is measured is not kerned"
    own = {letter: font["hmtx"][font.getBestCmap()[ord(letter)]][0] for letter in "Yes: 135"}
    assert own == {letter: widths().table(REGULAR)[letter] for letter in own}


def test_a_font_has_another_name_and_says_whose_it_is(lettering: Lettering) -> None:
    [font] = fonts(put(lettering, "<text>a</text>")).values()
    names = {each.nameID: str(each) for each in font["name"].names}
    assert "source" not in names[1].casefold(), "the licence reserves that name"
    assert names[1] == FAMILIES[SANS]
    assert "Adobe" in names[0]
    assert "SIL Open Font License 1.1" in names[0]


def test_texts_ask_for_that_font_first(lettering: Lettering) -> None:
    assert put(lettering, "<text>a</text>").startswith(
        "<svg font-family=\"'Chart Sans', 'Source Sans 3', sans-serif\">"
    )


def test_a_drawing_without_texts_is_as_it_was(lettering: Lettering) -> None:
    assert put(lettering, "<path/>") == SVG.format("<path/>")


def test_the_same_letters_are_the_same_bytes(lettering: Lettering, tmp_path: Path) -> None:
    whole = put(lettering, SANS_TEXTS)
    assert put(lettering, SANS_TEXTS) == whole
    assert put(Lettering(typefaces(), Cache(tmp_path / "other")), SANS_TEXTS) == whole
    assert put(Lettering(typefaces(), Cache(tmp_path)), SANS_TEXTS) == whole, "from the cache"
