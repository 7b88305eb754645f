"""How wide a text is, and where it breaks, in the fonts that it will be drawn with."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fontTools.ttLib import TTFont

from scripts.drawing.typefaces import Face, Fonts


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text that was set: its face, its font size, its lines."""

    face: Face
    size: int
    lines: tuple[str, ...]


class Widths:
    """Advance widths of letters. Kerning is left out: it makes a text narrower, or hardly wider."""

    def __init__(self, fonts: Fonts) -> None:
        self._advances = {face: _advances(data) for face, data in fonts.items()}

    def width(self, text: str, face: Face, size: float) -> float:
        """Give the width of a text in one line at a font size, in the unit of the size.

        A letter that the face lacks counts as wide as the size.
        """
        advances = self._advances[face]
        return sum([advances.get(letter, 1.0) for letter in text]) * size

    def table(self, face: Face) -> Mapping[str, int]:
        """Give the advance width of each letter of a face in thousandths of the font size."""
        return {letter: round(1000 * part) for letter, part in sorted(self._advances[face].items())}

    def lacking(self, text: str, face: Face) -> str:
        """Give the letters of a text that a face does not have, each once, sorted."""
        return "".join(sorted(set(text) - self._advances[face].keys()))

    def lines(self, text: str, face: Face, size: float, width: float) -> list[str]:
        """Break a text at its spaces into lines no wider than `width`; a longer word is broken between letters."""
        lines: list[str] = []
        for word in text.split():
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(joined, face, size) <= width:
                lines[-1] = joined
            else:
                lines.extend(self._pieces(word, face, size, width))
        return lines

    def _pieces(self, word: str, face: Face, size: float, width: float) -> list[str]:
        if self.width(word, face, size) <= width:
            return [word]
        pieces = [""]
        for letter in word:
            if pieces[-1] and self.width(pieces[-1] + letter, face, size) > width:
                pieces.append("")
            pieces[-1] += letter
        return pieces

    def fitted(self, text: str, face: Face, sizes: Sequence[int], width: float, most: int) -> Fitted:
        """Set a text in as few lines as the smallest of `sizes` allows, at most `most`, and then as large as fits.

        A text that is too long even so is cut off with an ellipsis.
        """
        for count in range(1, most + 1):
            for size in sorted(sizes, reverse=True):
                lines = self.lines(text, face, size, width)
                if len(lines) <= count:
                    return Fitted(face, size, tuple(lines))
        size = min(sizes)
        return Fitted(face, size, tuple(self._cut(self.lines(text, face, size, width)[:most], face, size, width)))

    def _cut(self, lines: list[str], face: Face, size: float, width: float) -> list[str]:
        last = lines[-1]
        while last and self.width(f"{last}…", face, size) > width:
            last = last[:-1]
        return [*lines[:-1], f"{last.rstrip()}…"]


def _advances(data: bytes) -> Mapping[str, float]:
    """Give the advance width of each letter of a font as a part of the font size."""
    font = TTFont(io.BytesIO(data), lazy=True)
    whole = font["head"].unitsPerEm
    metrics = font["hmtx"].metrics
    return {chr(code): metrics[glyph][0] / whole for code, glyph in font.getBestCmap().items()}
