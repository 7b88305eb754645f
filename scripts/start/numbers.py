"""Which number a cell of a stranger's table is. What stands between digits is asked about and never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

POINT, COMMA, SPACE, APOSTROPHE, NONE = "point", "comma", "space", "apostrophe", "none"
DECIMALS: Final = (POINT, COMMA)
THOUSANDS: Final = (COMMA, POINT, SPACE, APOSTROPHE, NONE)

_SIGNS: Final[Mapping[str, str]] = {
    POINT: r"\.",
    COMMA: ",",
    SPACE: "[ \u00a0\u2009\u202f]",
    APOSTROPHE: "['\u2019]",
}
_PLAIN: Final = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?", re.ASCII)
_MARKED: Final = re.compile("[+-]?\\d[\\d.,'\u2019 \u00a0\u2009\u202f]*\\d", re.ASCII)
_THREE: Final = re.compile(r"[+-]?([1-9]\d{0,2})\.\d{3}", re.ASCII)
_PERCENT: Final = re.compile(r"%|\bper ?cent", re.IGNORECASE)

MISSING: Final = "O"
"""Status of a blank of which nothing is said: the source gives no figure."""

MINUS: Final = "\u2212"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as the package writes it, '' for none, with its SDMX status."""

    value: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """A question on numbers: words under `adapt.fault.<key>`, and the cell that raises it."""

    key: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How the numbers of a file are written, as far as the caller said so."""

    decimal: str = ""
    thousands: str = ""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Status by cell that stands where there is no figure."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """Status by what may stand behind a number: a footnote's mark, a flag."""

    def read(self, cell: str, unit: str) -> Number | None:
        """Give the number of a cell; None where it is none that can be told."""
        if not cell or cell in self.missing:
            return Number(value="", status=self.missing.get(cell, MISSING))
        bare, status = self._unmarked(cell)
        if bare.endswith("%") and _PERCENT.search(unit):
            bare = bare[:-1].rstrip()
        text = self._digits(bare.replace(MINUS, "-") if bare.startswith(MINUS) else bare)
        return Number(value=text, status=status) if text else None

    def unclear(self, cells: Iterable[str]) -> Unclear | None:
        """Give the first thing that only the caller can say of the cells of a column."""
        held = [self._unmarked(cell)[0] for cell in cells if cell and cell not in self.missing]
        shown = [cell.removesuffix("%").rstrip() for cell in held]
        signed = next((cell for cell in held if cell.endswith("%")), "")
        if signed and any(_PLAIN.fullmatch(cell) for cell in held):
            return Unclear(key="percent", found=signed)
        if not self.decimal and not self.thousands:
            marked = next((c for c in shown if _MARKED.fullmatch(c) and not _PLAIN.fullmatch(c)), "")
            if marked:
                return Unclear(key="marks", found=marked)
            pointed = [cell for cell in shown if "." in cell and _PLAIN.fullmatch(cell)]
            if pointed and all(_THREE.fullmatch(cell) for cell in pointed):
                return Unclear(key="three", found=pointed[0])
        return None

    def _unmarked(self, cell: str) -> tuple[str, str]:
        """Give a cell without the mark behind its number, and the status that the mark means."""
        held = sorted((mark for mark in self.marks if cell.endswith(mark) and cell != mark), key=len)
        return (cell.removesuffix(held[-1]).rstrip(), self.marks[held[-1]]) if held else (cell, "A")

    def _digits(self, text: str) -> str:
        """Give a number with a decimal point and nothing between thousands; '' where it is not written as was said."""
        decimal = _SIGNS[self.decimal or (COMMA if self.thousands == POINT else POINT)]
        whole = r"\d+"
        if self.thousands not in ("", NONE):
            between = _SIGNS[self.thousands]
            whole = rf"(?:\d+|\d{{1,3}}(?:{between}\d{{3}})+|\d{{1,2}}(?:{between}\d{{2}})*{between}\d{{3}})"
        found = re.fullmatch(rf"([+-]?)({whole})(?:{decimal}(\d+))?([eE][+-]?\d{{1,2}})?", text, re.ASCII)
        if not found:
            return ""
        sign, digits, rest, power = found.groups(default="")
        plain = "".join(re.findall(r"\d", digits, re.ASCII))
        return f"{sign}{plain}{'.' if rest else ''}{rest}{power}"


def plain(value: Decimal, decimals: int | None) -> str:
    """Write a number without exponent, sign of zero or zeros at its end, rounded half to even where that is asked."""
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.lstrip("-") if not value else text
