"""What the site of a package that is made of a plain CSV says in words of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

COVERAGE: Final = "coverage.count"

_OF_SUMS: Final = {
    "one": "It is the figure of {count} country or area.",
    "other": "It adds the figures of {count} countries and areas.",
}
"""What covers a count that is no count of recorded events, by plural form."""

_OF_OWN_AREAS: Final = {"single": "area", "article": "an area", "several": "areas"}
"""What areas that are no countries are called, until somebody says what they are."""

_WORDS_OF_OWN_AREAS: Final = {
    "countries.no_region": "In no group",
    "country.glance_intro": "The same rows for every area, in the same order. A group and all areas are of the same "
    "year as the area where they have a figure of it.",
    "home.eleven_intro": "Each with its last year. The small pictures run from the first year to the last.",
    "indicator.companion_finding": "All areas, {period}: {standing}.",
    "indicator.trend_caption": "{series}: all areas by period",
    "profile.world": "All areas",
}


def sayings(*, own: bool, summed: bool) -> Mapping[str, Any]:
    """Give what `site` of the descriptor has besides the name: of areas that are no countries, and of sums."""
    sums = {f"{COVERAGE}.{form}": text for form, text in _OF_SUMS.items()} if summed else {}
    words = {**(_WORDS_OF_OWN_AREAS if own else {}), **sums}
    return {**({"areas_en": _OF_OWN_AREAS} if own else {}), **({"words_en": words} if words else {})}
