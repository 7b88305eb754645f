"""The drawn charts of a site in one language, by the page and the place that they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scripts.drawing.drawn import Drawn


@dataclass(frozen=True, slots=True)
class Drawings:
    """The drawn charts, and the site's address where it is known.

    `files` are the addresses of the files that charts have, where these have been made: a picture may be lacking.
    """

    drawn: Sequence[Drawn] = ()
    site_url: str = ""
    files: frozenset[str] | None = None
    _places: dict[tuple[str, str], list[Drawn]] = field(default_factory=dict)

    def has(self, path: str) -> bool:
        """Tell whether there is a file, as far as is known."""
        return self.files is None or path in self.files

    def at(self, page: str, place: str) -> list[Drawn]:
        """Give the charts of a place of a page, in their order."""
        if not self._places:
            for each in self.drawn:
                self._places.setdefault((each.chart.page, each.chart.place), []).append(each)
        return self._places.get((page, place), [])
