"""Fonts of some letters have the outlines, widths and bearings of the whole font, and little else."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from scripts.drawing.outlines import Alphabet, packed
from scripts.drawing.typefaces import FACES, Face
from scripts.kept import Cache
from tests.pictures import typefaces

NAMES = {1: "Chart Sans"}
TEXTS = ("", "a", "yz{", "Çà et là, 12 % € Đà Nẵng", "ﬁAB", "日本 and 𝄞")


def read(font: bytes) -> Any:
    return TTFont(io.BytesIO(font))


@pytest.fixture(scope="module")
def alphabets(tmp_path_factory: pytest.TempPathFactory) -> dict[Face, Alphabet]:
    cache = Cache(tmp_path_factory.mktemp("cache"))
    return {face: Alphabet.read(packed(typefaces()[face], NAMES, cache)) for face in FACES}


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("text", [*TEXTS, "all"])
def test_letters_are_as_in_the_whole_font(alphabets: dict[Face, Alphabet], face: Face, text: str) -> None:
    whole = read(typefaces()[face])
    known = {code: name for code, name in whole.getBestCmap().items() if code < 0xFFFF}
    wanted = {chr(code) for code in known} if text == "all" else set(text)
    made = read(alphabets[face].cut(wanted))
    held = made.getBestCmap()
    assert {*held} == {ord(letter) for letter in wanted} & {*known}
    for code, name in held.items():
        outline, own = (font["glyf"][glyph] for font, glyph in ((whole, known[code]), (made, name)))
        assert own.getCoordinates(made["glyf"]) == outline.getCoordinates(whole["glyf"]), chr(code)
        assert made["hmtx"][name] == whole["hmtx"][known[code]], chr(code)
    assert made["maxp"].numGlyphs == len(held) + 1


def test_what_letters_are_taken_from_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    font = typefaces()[FACES[0]]
    first = packed(font, NAMES, Cache(tmp_path))
    monkeypatch.setattr("scripts.drawing.outlines._packed", lambda _font, names: names[1].encode())
    assert packed(font, NAMES, Cache(tmp_path)) == first
    assert packed(font, {1: "Other"}, Cache(tmp_path)) == b"Other", "by its names too"
    assert packed(font + b"\0", NAMES, Cache(tmp_path)) == b"Chart Sans", "by the font too"


def test_the_order_and_number_of_letters_are_no_matter(alphabets: dict[Face, Alphabet]) -> None:
    alphabet = alphabets[FACES[0]]
    assert alphabet.cut("abc") == alphabet.cut("ccba")


def test_it_is_told_of_contours_that_overlap(alphabets: dict[Face, Alphabet]) -> None:
    alphabet = alphabets[FACES[0]]
    marked = {**alphabet.outlines, "b": replace(alphabet.outlines["b"], overlaps=True)}
    made = replace(alphabet, outlines=marked).cut("abc")
    assert {letter for letter, each in Alphabet.read(made).outlines.items() if each.overlaps} == {"b"}
