"""The fonts have every letter that names are written with, and texts are broken where their widths say."""

from __future__ import annotations

import csv
import io
import itertools
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts.drawing.typefaces import FACES, SANS, SERIF, Face, truetype
from scripts.drawing.widths import Widths
from tests.pictures import typefaces

DATA = Path("datapackage") / "data"
BOLD = Face(SERIF, 600)
ALPHABETS = (
    "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ ÁÍÑÓÚ¿¡ ĄĆĘŁŃÓŚŹŻ ÇĞİIıÖŞÜ ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸĐƠƯ ÃÕ ʻ’“”«»–—…·×−%€$"  # noqa: RUF001 - letters that look alike are meant
)


@pytest.fixture(scope="module")
def widths() -> Widths:
    return Widths(typefaces())


def names(language: str) -> set[str]:
    found = set()
    for table in ("reference_areas", "area_groups"):
        with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found |= {row[f"name_{language}"] for row in csv.DictReader(file)}
    return found


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_name_of_an_area_can_be_drawn(language: str, face: Face, widths: Widths) -> None:
    assert len(names(language)) > 200
    assert {name: lacking for name in names(language) if (lacking := widths.lacking(name, face))} == {}


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_the_letters_of_latin_alphabets_can_be_drawn(face: Face, widths: Widths) -> None:
    assert widths.lacking(ALPHABETS + ALPHABETS.lower().replace("i̇", "i"), face) == ""
    assert widths.lacking("aЖ☃", face) == "Ж☃"


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_font_is_named_as_style_sheets_name_it(face: Face) -> None:
    font = TTFont(io.BytesIO(typefaces()[face]))
    assert (font["name"].getDebugName(16), font["OS/2"].usWeightClass) == (face.family, face.weight)


def test_a_font_is_the_same_bytes_each_time() -> None:
    assert truetype(FACES[0]) == typefaces()[FACES[0]]
    assert len(set(typefaces().values())) == len(FACES)


def test_a_missing_package_is_told_by_its_file() -> None:
    with pytest.raises(OSError, match="source-gothic-latin-400"):
        truetype(Face("Source Gothic", 400))


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 100, []),
        ("one", 1000, ["one"]),
        ("one  two\nthree", 1000, ["one two three"]),
        ("one two three", 1, ["o", "n", "e", "t", "w", "o", "t", "h", "r", "e", "e"]),
        ("mm mm mm", 60, ["mm", "mm", "mm"]),
        ("mm mm mm", 90, ["mm mm", "mm"]),
        ("mmmmmmmm a", 60, ["mmm", "mmm", "mm a"]),
    ],
)
def test_texts_break_at_spaces_and_then_anywhere(text: str, width: float, expected: list[str], widths: Widths) -> None:
    assert widths.lines(text, Face(SANS, 400), 20, width) == expected


TEXTS = (
    "Chad",
    "United Kingdom of Great Britain and Northern Ireland",
    "South Georgia and the South Sandwich Islands",
    "W" * 300,
    "a" * 20 + " " + "i" * 400,
)


@pytest.mark.parametrize(("text", "width", "most"), list(itertools.product(TEXTS, (90, 400, 1072), (1, 2, 3))))
def test_a_text_that_is_set_never_runs_over(text: str, width: float, most: int, widths: Widths) -> None:
    found = widths.fitted(text, BOLD, (60, 48, 40), width, most)
    assert len(found.lines) <= most
    assert all(widths.width(line, BOLD, found.size) <= width or line == "…" for line in found.lines)
    assert (
        " ".join(found.lines) == text or found.lines[-1].endswith("…") or "".join(found.lines) == text.replace(" ", "")
    )


def test_fewer_lines_go_before_larger_letters(widths: Widths) -> None:
    name = TEXTS[1]
    assert (
        widths.fitted(name, BOLD, (60, 40), 1072, 2).size,
        len(widths.fitted(name, BOLD, (60, 40), 1072, 2).lines),
    ) == (40, 1)
    assert (
        widths.fitted(name, BOLD, (60, 48), 1072, 2).size,
        len(widths.fitted(name, BOLD, (60, 48), 1072, 2).lines),
    ) == (60, 2)
    assert widths.fitted("Chad", BOLD, (40, 60), 1072, 2).size == 60
