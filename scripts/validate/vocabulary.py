"""The marked words of a package, by which a garbled or lost letter is known that looks like an honest one.

Perú read in another encoding may be Perœ or Per·, and where its last letter was lost it is Per?: nothing in these tells
of a fault, but that other cells have Perú.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from scripts.validate.letters import OLD, reread

_PIECE: Final = re.compile(r"[^\s.,;:()/\"'\u2019-]+")
_MARKED: Final = re.compile(r"[^\W\d_]*[\u00c0-\u024f][^\W\d_]*")
"""A word of Latin letters, one of them with a mark."""
_SHORTEST: Final = 4
_COMMON: Final = frozenset("áéíóúñüöäàèçâêîôã")
"""Marked letters that are common in the languages of the package's names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Known words.

    `cells` says in how many different cells each marked word stands, `letters` in how many such words each marked
    letter, and `lost` which word is meant where question marks stand for its marked letters.
    """

    cells: Mapping[str, int]
    letters: Mapping[str, int]
    lost: Mapping[str, str]

    @classmethod
    def of(cls, cells: Iterable[str]) -> Vocabulary:
        """Learn the marked words of different cells."""
        counted = Counter(word for cell in cells if not cell.isascii() for word in set(_MARKED.findall(cell)))
        letters = Counter(letter for word in counted for letter in set(word) if not letter.isascii())
        lost = {_without(word): word for word in sorted(counted) if len(word) >= _SHORTEST}
        return cls(cells=counted, letters=letters, lost=lost)

    def meant(self, cell: str) -> tuple[str, str]:
        """Give the cell as it was meant, and which fault it has; both '' where no word is a known one spoilt."""
        for piece in _PIECE.findall(cell):
            if "?" in piece and (word := self.lost.get(piece)):
                return cell.replace(piece, word), "text-letters-lost"
            if not piece.isascii() and (word := self._garbled(piece)):
                return cell.replace(piece, word), "text-garbled"
        return "", ""

    def _garbled(self, piece: str) -> str:
        if len(piece) < _SHORTEST:
            return ""
        known = self._commonness(piece)
        return next((word for word in _readings(piece) if word in self.cells and self._commonness(word) > known), "")

    def _commonness(self, word: str) -> tuple[int, int, bool]:
        """How much a word is at home here: cells that have it, then words that have the rarest of its marked letters.

        Of two words of which each may be the other misread, the one less at home is the one misread.
        """
        marked = [letter for letter in word if not letter.isascii()]
        rarest = min((self.letters.get(letter, 0) for letter in marked), default=0)
        return self.cells.get(word, 0), rarest, all(letter in _COMMON for letter in marked)


def _without(word: str) -> str:
    return "".join(letter if letter.isascii() else "?" for letter in word)


def _readings(piece: str) -> Iterator[str]:
    """What a word may have been before one old encoding was taken for another."""
    for wrong in OLD:
        for right in OLD:
            word = reread(piece, wrong, right) if wrong != right else ""
            if word.isalpha() and word != piece:
                yield word
