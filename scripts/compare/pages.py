"""What differs in the text of the pages of two sites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import html

UNSAID: Final = frozenset(("script", "style", "template"))
ASIDE: Final = frozenset(("data-hash", "data-address", "data-root", "data-unknown"))
"""Attributes of what is told of the whole site or of the address that it was built for: that is no change of a page."""

ADDRESS: Final = "colophon__address"

BLOCKS: Final = (
    "address article aside blockquote caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header"
)
PARTED: Final = frozenset(f"{BLOCKS} li main nav ol p pre section summary table tbody td th thead tr ul br".split())
"""Elements that begin a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """A page that came, went, or says something else. `was` and `now` are lines that only one of the two has."""

    path: str
    was: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    is_new: bool = False
    is_gone: bool = False


def page_changes(old: Path, new: Path) -> Iterator[PageChange]:
    """Give the pages that differ in text, by path."""
    before, after = _pages(old), _pages(new)
    for path in sorted({*before, *after}):
        if path not in before:
            yield PageChange(path=path, is_new=True)
        elif path not in after:
            yield PageChange(path=path, is_gone=True)
        else:
            yield from _compared(path, before[path].read_bytes(), after[path].read_bytes())


def _pages(site: Path) -> dict[str, Path]:
    return {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}


def _compared(path: str, old: bytes, new: bytes) -> Iterator[PageChange]:
    if old == new:
        return
    was, now = lines(old), lines(new)
    if was == now:
        return
    yield PageChange(path=path, was=_rest(was, now), now=_rest(now, was))


def _rest(own: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Give the lines that the other has not, or not as often; none where only their order is another."""
    held = Counter(other)
    held.subtract(own)
    left = {line: -count for line, count in held.items() if count < 0}
    found = []
    for line in reversed(own):  # of lines that stand there more often than before, the last ones are the new ones
        if left.get(line, 0) > 0:
            left[line] -= 1
            found.append(line)
    return tuple(reversed(found))


def lines(page: bytes) -> list[str]:
    """Give the text of a page: its title, and a line for each block, with single spaces."""
    if not page.strip():
        return []
    text = "".join(_text(html.document_fromstring(page)))
    return [line for line in (" ".join(each.split()) for each in text.split("\n")) if line]


def _text(element: html.HtmlElement) -> Iterator[str]:
    """Give the text within an element, with a new line where one begins or ends."""
    if not isinstance(element.tag, str) or element.tag in UNSAID:
        return
    if not ASIDE.isdisjoint(element.attrib) or element.get("class") == ADDRESS:
        return
    edge = "\n" if element.tag in PARTED else ""
    yield f"{edge}{element.text or ''}"
    for child in element.iterchildren():
        yield from _text(child)
        yield child.tail or ""
    yield edge
