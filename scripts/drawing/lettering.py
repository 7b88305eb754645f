"""The letters of a drawing within it: a font of just these for each face, so that it looks alike everywhere.

A page shows a drawing as a picture, and a picture loads nothing. Without its letters it would be set in whatever font
the reader's machine has, and what was measured by one font would be cut off in another.

The fonts are those of the site, changed: the licence (SIL Open Font License 1.1) reserves their name, so each has a
name of ours, and says whose work it is.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from scripts.drawing.typefaces import SANS, SERIF, Face, Fonts
from scripts.kept import Cache, key_of

PROGRAM = Path(__file__)

FAMILIES = {SANS: "Chart Sans", SERIF: "Chart Serif"}
"""What the fonts within drawings are called, by the family that they are cut from."""

RIGHTS = "© 2023 Adobe, with Reserved Font Name Source; changed. SIL Open Font License 1.1"
LICENCE = "https://openfontlicense.org"

TEXT = re.compile(r"<text([^>]*)>(.*?)</text>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
OPENING = re.compile(r"^<svg[^>]*>")
WEIGHT = re.compile(r'font-weight="(\w+)"')
FAMILY = re.compile(r"font-family=\"'([^']+)'")
BOLD = ("600", "bold")

Letters = Mapping[Face, frozenset[str]]
"""The letters of drawings by the face in which they are set."""


class Lettering:
    """Puts letters into drawings. Fonts are cut once for each set of letters, and kept in a cache."""

    def __init__(self, typefaces: Fonts, cache: Cache) -> None:
        self._typefaces = typefaces
        self._cache = cache
        program = PROGRAM.read_bytes()
        self._keys = {face: key_of(version("fonttools"), program, font) for face, font in typefaces.items()}
        self._bases: dict[Face, bytes] = {}
        self._made: dict[tuple[Face, frozenset[str]], str] = {}

    def put(self, svg: str, letters: Letters) -> str:
        """Give a drawing with fonts of `letters`, which are at least its own."""
        faces = "".join(self._face(face, letters[face]) for face in sorted(letters_of(svg)))
        named = FAMILY.sub(lambda found: f"font-family=\"'{FAMILIES[found[1]]}', '{found[1]}'", svg)
        return OPENING.sub(lambda found: f"{found[0]}<style>{faces}</style>", named, count=1) if faces else svg

    def _face(self, face: Face, letters: frozenset[str]) -> str:
        if (face, letters) not in self._made:
            data = base64.b64encode(self._font(face, letters)).decode()
            weight = f"font-weight:{face.weight};" if face.weight != 400 else ""  # noqa: PLR2004 - the weight of style sheets
            name = FAMILIES[face.family]
            self._made[face, letters] = (
                f'@font-face{{font-family:"{name}";{weight}src:url(data:font/woff2;base64,{data})}}'
            )
        return self._made[face, letters]

    def _font(self, face: Face, letters: frozenset[str]) -> bytes:
        key = key_of(self._keys[face], "".join(sorted(letters)))
        found = self._cache.get(key)
        if found is None:
            if face not in self._bases:
                self._bases[face] = _plain(self._typefaces[face], FAMILIES[face.family])
            found = _cut(self._bases[face], letters)
            self._cache.put(key, found)
        return found


def letters_of(*svgs: str) -> Letters:
    """Give the letters of drawings by face."""
    found: dict[Face, set[str]] = {}
    for svg in svgs:
        for family, weight, words in _texts(svg):
            found.setdefault(Face(family, weight), set()).update(words)
    return {face: frozenset(letters) for face, letters in found.items()}


def _texts(svg: str) -> Iterator[tuple[str, int, str]]:
    """Give the family, weight and words of each text. A text that names no family is in the sans."""
    for found in TEXT.finditer(svg):
        family, weight = FAMILY.search(found[1]), WEIGHT.search(found[1])
        bold = weight is not None and weight[1] in BOLD
        yield family[1] if family else SANS, 600 if bold else 400, unescape(TAG.sub("", found[2]))


# -- fonts -------------------------------------------------------------------------------------------------------------


def _plain(font: bytes, name: str) -> bytes:
    """Give a font with its letters alone: no hints, no kerning, no other features, and a name of ours."""
    read = _subset(font, TTFont(io.BytesIO(font)).getBestCmap())
    read["name"].names = []
    for number, text in ((0, RIGHTS), (1, name), (14, LICENCE)):
        read["name"].setName(text, number, 3, 1, 0x409)  # Windows, Unicode, English: what every program reads
    return _saved(read)


def _cut(font: bytes, letters: Iterable[str]) -> bytes:
    """Give the letters of a font that has them as a web font (WOFF2); the same bytes each time."""
    read = _subset(font, [ord(letter) for letter in letters])
    read.flavor = "woff2"
    return _saved(read)


def _subset(font: bytes, codes: Iterable[int]) -> Any:
    read = TTFont(io.BytesIO(font), recalcTimestamp=False)
    options = Options(
        hinting=False,
        layout_features=[],
        name_IDs=["*"],
        notdef_outline=False,
        glyph_names=False,
        recommended_glyphs=False,
    )
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "gasp", "prep"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(read)
    return read


def _saved(font: Any) -> bytes:
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()
