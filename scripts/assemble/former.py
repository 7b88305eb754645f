"""Sections of pages that earlier releases had: whoever is led to one arrives where it is now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from scripts.model.moved import Move, moved

HEAD: Final = re.compile(r"(?s).*<(?:article|main)\b[^<>]*>")
"""What stands before the content of a page: an article within the main part, or that part."""


def with_former(page: str, address: str, sections: Sequence[str], moves: Iterable[Move]) -> str:
    """Give a page with an address for each of `sections` that it lacks and of which `moves` say where it is now.

    `page` is its HTML, `address` that of the page below the site's root. A section that has moved to another page, or
    is gone, leads to the head of the page. Of one of which nothing is said verification tells.
    """
    listed = tuple(moves)
    for name in sections:
        found = None if _has(page, name) else moved(f"{address}#{name}", listed)
        if found:
            at = _place(page, found[0].removeprefix(f"{address}#"))
            page = f'{page[:at]}<span id="{escape(name)}"></span>{page[at:]}'
    return page


def _has(page: str, name: str) -> bool:
    return re.search(rf'\sid="{re.escape(name)}"', page) is not None


def _place(page: str, name: str) -> int:
    """Give where the element with an id begins; without one, where the content of the page does."""
    found = re.search(rf'<[a-z0-9]+\b[^<>]*\sid="{re.escape(name)}"', page)
    head = HEAD.match(page)
    return found.start() if found else head.end() if head else 0
