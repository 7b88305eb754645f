"""In which language a text is that nobody translated, as far as its words show: the title of a law, of a page.

Only small words are known, in `tongues.csv`, and where they are those of no language more than of all others, the text
is taken for one of the package's own language.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

LISTED: Final = Path(__file__).with_suffix(".csv")
WORD: Final = re.compile(r"[^\W\d_]+")


@cache
def small_words() -> Mapping[str, frozenset[str]]:
    """Give the languages of each small word. A word may be of several."""
    found: dict[str, set[str]] = {}
    with LISTED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for word in row["words"].split():
                found.setdefault(word, set()).add(row["language"])
    return {word: frozenset(languages) for word, languages in found.items()}


@lru_cache(maxsize=20_000)
def tongue_of(text: str, otherwise: str) -> str:
    """Give the language (ISO 639-1) of most small words of a text; `otherwise` where there is none such."""
    known = small_words()
    held = Counter(language for word in WORD.findall(text.casefold()) for language in known.get(word, ()))
    most = max(held.values(), default=0)
    found = [language for language, count in held.items() if count == most]
    return found[0] if len(found) == 1 else otherwise
