"""One HTML page as it was parsed, and the faults of its structure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from scripts.model.manifest import DIGITS
from scripts.model.problems import Problem

NO_FAULTS = ("HTML_UNKNOWN_TAG", "DTD_ID_REDEFINED")
"""What the parser calls elements that HTML 4 did not have, and ids that stand twice, which a check of ours tells."""


WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
"""White space of HTML."""

OTHER_SPACE = re.compile(r"[\t\n\r\f]")
"""The same but for the space itself, of which most texts have no more than one in each place."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path below the site's root, its bytes, its tree, and what the parser complained of."""

    path: str
    raw: bytes
    tree: Any
    complaints: tuple[tuple[int, str], ...]

    @property
    def language(self) -> str:
        """Language that the page says it is in; '' for none."""
        return str(self.tree.get("lang", "")).partition("-")[0]

    def line(self, place: int) -> int:
        """Line of a place in the bytes."""
        return self.raw.count(b"\n", 0, place) + 1


def parse(path: str, raw: bytes) -> Page:
    """Parse a page as a browser would, which never fails; an empty page has an empty tree."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    tree = etree.fromstring(raw, parser) if raw.strip() else None
    complaints = tuple((e.line, e.message.strip()) for e in parser.error_log if e.type_name not in NO_FAULTS)
    return Page(path, raw, etree.Element("html") if tree is None else tree, complaints)


def content_of(page: Page) -> str:
    """Give a hash of a page but for the digits of the hash of the site, which are others whenever anything differs."""
    start = first_mark(page.raw)
    digest = hashlib.sha256(page.raw[:start])
    digest.update(SHOWN.sub(rb"\1", page.raw[start:]))
    return digest.hexdigest()


def first_mark(raw: bytes) -> int:
    """Give where the tag begins that is the first to hold the digits of a site's hash; the end where none does."""
    return raw.rfind(b"<", 0, place) if (place := raw.find(b"data-hash")) > 0 else len(raw)


SHOWN = re.compile(rb"(<a [^<>]*\bdata-hash\b[^<>]*>[^<>]*?)[0-9a-f]{%d}" % DIGITS)
"""The digits at the foot of a page, and what stands before them in their link."""


def text_of(element: Any) -> str:
    """Give the text of an element, with all white space as one space. A space that does not break is no white space."""
    return spaced("".join(element.itertext()) if len(element) else element.text or "")


def spaced(text: str) -> str:
    """Give a text with all white space as one space. A space that does not break is no white space."""
    if OTHER_SPACE.search(text):
        return " ".join(filter(None, WHITE_SPACE.split(text)))
    return " ".join(filter(None, text.split(" "))) if "  " in text or text[:1] == " " or text[-1:] == " " else text


TABLE_PARTS = frozenset(("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "col", "colgroup"))
"""Elements that have their role by being what they are: HTML does not allow it to be said of a part of a table."""

TICKED = frozenset(("checkbox", "radio", "button", "file", "image", "reset", "submit"))
"""Types of fields that nothing is typed into, so that HTML does not allow `autocomplete` there."""


def structure(page: Page) -> Iterator[Problem]:
    """Tell where the page is not well formed or lacks what every page has."""
    for line, message in page.complaints:
        yield Problem(file=page.path, row=line, code="page-malformed", found=message)
    yield from _ids(page)
    yield from _attributes(page)
    if not page.language:
        yield Problem(file=page.path, code="page-without-language")
    if not any(text_of(title) for title in page.tree.iterfind("head/title")):
        yield Problem(file=page.path, code="page-without-title")
    headings = sum(1 for _ in page.tree.iter("h1"))
    if headings != 1:
        yield Problem(file=page.path, code="page-heading-count", found=str(headings))
    if next(page.tree.iter("main", "article"), None) is None:
        yield Problem(file=page.path, code="page-without-main")


def _ids(page: Page) -> Iterator[Problem]:
    seen: set[str] = set()
    for element in page.tree.iterfind(".//*[@id]"):
        name = element.get("id")
        if name in seen:
            yield Problem(file=page.path, row=element.sourceline, code="page-id-duplicate", found=name)
        seen.add(name)


def _attributes(page: Page) -> Iterator[Problem]:
    """Tell each attribute that the element which has it may not have (HTML, ARIA in HTML)."""
    for element in page.tree.iter("input", *TABLE_PARTS):
        banned = "role" if element.tag in TABLE_PARTS else "autocomplete" if element.get("type") in TICKED else ""
        if banned and element.get(banned) is not None:
            found = f'{element.tag} {banned}="{element.get(banned)}"'
            yield Problem(file=page.path, row=element.sourceline, code="attribute-not-allowed", found=found)
