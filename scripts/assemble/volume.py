"""What a site is assembled from: the volume of each language, and the frame around all pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from scripts.model.feedback import Feedback
from scripts.model.languages import Languages
from scripts.model.moved import Move
from scripts.model.naming import Naming
from scripts.model.site import Page
from scripts.words.words import Words

PLACE: Final = "<!-- fragment -->"
"""What a page's own HTML takes the place of in its frame. No text can be that: texts are escaped."""


def in_frame(frame: str, page: Page) -> str:
    """Give a page whole: its own HTML in its frame, which a template has made."""
    return frame.replace(PLACE, page.fragment, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """The site in one language: its words, what it is called, and its generated pages."""

    words: Words
    naming: Naming
    pages: Sequence[Page]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all pages have around them: the release, its day, the site's address where it is known, its languages.

    `name` is the package's.
    """

    name: str
    version: str
    released: str
    site_url: str
    languages: Languages
    feedback: Feedback | None = None
    """Where errors are reported; None where the package says nothing of it."""
    sections: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Sections that pages of earlier releases had, by the address of the page below the site's root."""
    moves: Sequence[Move] = ()
    """What became of addresses that are no more."""
