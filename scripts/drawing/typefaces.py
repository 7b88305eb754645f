"""The faces of the site's families, each made into one TrueType font from the subsets that web pages load."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

PACKAGES = Path("node_modules") / "@fontsource"
SUBSETS = ("latin", "latin-ext", "vietnamese")
"""Subsets of the npm packages that hold the letters of every language written in Latin script."""

NAMES = {400: "Regular", 600: "SemiBold"}


@dataclass(frozen=True, slots=True, order=True)
class Face:
    """One face: its family as style sheets name it, and its weight as CSS counts weights."""

    family: str
    weight: int

    @property
    def name(self) -> str:
        """Its name as a file: `source-sans-3-400.ttf`."""
        return f"{self._slug}-{self.weight}.ttf"

    @property
    def subsets(self) -> list[Path]:
        """The web fonts (WOFF2) that it is made from."""
        folder = PACKAGES / self._slug / "files"
        return [folder / f"{self._slug}-{subset}-{self.weight}-normal.woff2" for subset in SUBSETS]

    @property
    def _slug(self) -> str:
        return self.family.lower().replace(" ", "-")


SANS, SERIF = "Source Sans 3", "Source Serif 4"
FACES = tuple(Face(family, weight) for family in (SANS, SERIF) for weight in NAMES)
"""Every face that pages and pictures use."""

Fonts = Mapping[Face, bytes]
"""A TrueType font for each face."""


def truetype(face: Face) -> bytes:
    """Give a face as one TrueType font with the letters of all its subsets; the same bytes each time.

    Raises OSError when the npm package is not installed.
    """
    options = Options()
    options.drop_tables = ["STAT"]  # of the variable font that the subsets were cut from
    subsets = [TTFont(path, recalcTimestamp=False) for path in face.subsets]
    merged = Merger(options=options).merge([_unpacked(font) for font in subsets])
    _rename(merged, face)
    merged["OS/2"].usWeightClass = face.weight
    merged["head"].created = merged["head"].modified = subsets[0]["head"].created
    merged.recalcTimestamp = False
    return _saved(merged)


def _unpacked(font: TTFont) -> io.BytesIO:
    font.flavor = None
    return io.BytesIO(_saved(font))


def _saved(font: TTFont) -> bytes:
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def _rename(font: TTFont, face: Face) -> None:
    """Name a font as style sheets do. The subsets bear the name of the variable font's first instance."""
    style = NAMES[face.weight]
    texts = {1: f"{face.family} {style}", 2: "Regular", 4: f"{face.family} {style}", 16: face.family, 17: style}
    texts[6] = f"{face.family.replace(' ', '')}-{style}"
    font["name"].names = []
    for number, text in texts.items():
        font["name"].setName(text, number, 3, 1, 0x409)  # Windows, Unicode, English: what every program reads
