"""The letters of a drawing within it: a font of just these for each face, so that it looks alike everywhere.

A page shows a drawing as a picture, and a picture loads nothing. Without its letters it would be set in whatever font
the reader's machine has, and what was measured by one font would be cut off in another.

The fonts are those of the site, changed: the licence (SIL Open Font License 1.1) reserves their name, so each has a
name of ours, and says whose work it is.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from html import unescape

from scripts.drawing.outlines import Alphabet, packed
from scripts.drawing.typefaces import SANS, SERIF, Face, Fonts
from scripts.kept import Cache

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
    """Puts letters into drawings. Of each face a cache keeps what its letters are taken from."""

    def __init__(self, typefaces: Fonts, cache: Cache) -> None:
        self._typefaces = typefaces
        self._cache = cache
        self._alphabets: dict[Face, Alphabet] = {}
        self._made: dict[tuple[Face, frozenset[str]], str] = {}

    def put(self, svg: str) -> str:
        """Give a drawing with fonts of the letters that it has."""
        faces = "".join(self._face(face, letters) for face, letters in sorted(letters_of(svg).items()))
        named = FAMILY.sub(lambda found: f"font-family=\"'{FAMILIES[found[1]]}', '{found[1]}'", svg)
        return OPENING.sub(lambda found: f"{found[0]}<style>{faces}</style>", named, count=1) if faces else svg

    def _face(self, face: Face, letters: frozenset[str]) -> str:
        if (face, letters) not in self._made:
            data = base64.b64encode(self._alphabet(face).cut(letters)).decode()
            weight = f"font-weight:{face.weight};" if face.weight != 400 else ""  # noqa: PLR2004 - the weight of style sheets
            name = FAMILIES[face.family]
            self._made[face, letters] = (
                f'@font-face{{font-family:"{name}";{weight}src:url(data:font/woff2;base64,{data})}}'
            )
        return self._made[face, letters]

    def _alphabet(self, face: Face) -> Alphabet:
        if face not in self._alphabets:
            names = {0: RIGHTS, 1: FAMILIES[face.family], 14: LICENCE}
            self._alphabets[face] = Alphabet.read(packed(self._typefaces[face], names, self._cache))
        return self._alphabets[face]


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
