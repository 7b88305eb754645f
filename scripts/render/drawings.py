"""The drawn charts of a site in one language, by their page and what they show."""

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
    _showing: dict[tuple[str, str], list[Drawn]] = field(default_factory=dict)

    def has(self, path: str) -> bool:
        """Tell whether there is a file, as far as is known."""
        return self.files is None or path in self.files

    def of(self, page: str, shows: str) -> list[Drawn]:
        """Give the charts of a page that show one thing of it, in their order."""
        if not self._showing:
            for each in self.drawn:
                self._showing.setdefault((each.chart.page, each.chart.shows), []).append(each)
        return self._showing.get((page, shows), [])
