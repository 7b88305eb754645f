"""How wide a text is, and where it breaks, in the fonts that it will be drawn with."""

from __future__ import annotations

import io
from collections.abc import Mapping

from fontTools.ttLib import TTFont

from scripts.fonts.typefaces import Face, Fonts


class Widths:
    """Advance widths of letters. Kerning is left out: it makes a text narrower, or hardly wider."""

    def __init__(self, fonts: Fonts) -> None:
        self._advances = {face: _advances(data) for face, data in fonts.items()}

    def width(self, text: str, face: Face, size: float) -> float:
        """Give the width of a text in one line at a font size, in the unit of the size.

        A letter that the face lacks counts as wide as the size.
        """
        advances = self._advances[face]
        return sum(advances.get(letter, 1.0) for letter in text) * size

    def lacking(self, text: str, face: Face) -> str:
        """Give the letters of a text that a face does not have, each once, sorted."""
        return "".join(sorted(set(text) - self._advances[face].keys()))

    def lines(self, text: str, face: Face, size: float, width: float) -> list[str]:
        """Break a text at its spaces into as few lines as fit in `width`; a word that does not fit stands alone."""
        lines: list[str] = []
        for word in text.split():
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(joined, face, size) <= width:
                lines[-1] = joined
            else:
                lines.append(word)
        return lines


def _advances(data: bytes) -> Mapping[str, float]:
    """Give the advance width of each letter of a font as a part of the font size."""
    font = TTFont(io.BytesIO(data), lazy=True)
    whole = font["head"].unitsPerEm
    metrics = font["hmtx"].metrics
    return {chr(code): metrics[glyph][0] / whole for code, glyph in font.getBestCmap().items()}
