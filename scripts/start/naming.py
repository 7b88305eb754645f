"""Codes for the texts of a stranger."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_uppercase


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Codes for texts of a stranger, each text with one of its own."""

    codes: Mapping[str, str]

    @classmethod
    def of(cls, texts: Iterable[str], between: str = "-", taken: Iterable[str] = ()) -> Named:
        """Make a code of letters and digits of each text; where two would have the same, a number is put behind."""
        used, codes = set(taken), {}
        for text in dict.fromkeys(texts):
            stem = code = slug(text, between)
            number = 1
            while code in used:
                number += 1
                code = f"{stem}{between}{ascii_uppercase[number - 1].lower() if between == '_' else number}"
            used.add(code)
            codes[text] = code
        return cls(codes=codes)


LONGEST = 60
"""Letters of a code: it is part of the names of files, which no system lets be longer than 255 bytes."""


def slug(text: str, between: str = "-") -> str:
    """Give the letters and digits of a text in small Latin ones, up to LONGEST; `thing` where it has none."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    kept = r"[a-z]+" if between == "_" else r"[a-z0-9]+"
    return between.join(re.findall(kept, plain.lower()))[:LONGEST].rstrip(between) or "thing"
