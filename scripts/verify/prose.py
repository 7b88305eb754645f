"""The language of what a page says, by the rules of `scripts.model.prose`.

A text of the package is its authors', and validation tells of it: here only what was made from it is held to the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, Final

from scripts.model.problems import Problem
from scripts.model.prose import Fault, faults, unfinished
from scripts.verify.files import Folder
from scripts.verify.page import Page, spaced, text_of

BLOCKS: Final = ("p", "li", "h1", "h2", "h3", "h4", "caption", "figcaption", "summary", "dt", "dd", "td", "th")
"""Elements that hold a text. One that holds another of them is read by its parts."""

IN_BLOCKS: Final = frozenset(BLOCKS)
"""The same, to be asked of each element within one."""

CAPTION: Final = re.compile(r"__(?:caption|title)\b")
"""Class of what is over a table or chart, which is no paragraph."""

ATTRIBUTES: Final = "//@alt | //@aria-label | //@title"
SHOWN_AS_CODE: Final = frozenset(("code", "pre", "script", "style", "kbd", "samp", "svg", "q"))
"""Elements whose text is not the site's own words: code, and what is quoted."""

CODE: Final = "¤"
"""Stands for code in a sentence."""

LABELS: Final = re.compile(r"(?:title|caption|credit|licence|label|hint|detail|value|meta|line|statement)\b")
"""Ends of the class of a paragraph that is no sentence."""

YEAR: Final = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
LONGEST_SHOWN: Final = 80
"""Letters of a block that a problem shows."""

AROUND: Final = 40
"""Letters to each side of a fault that must stand in the package for the fault to be the package's."""


def prose(page: Page, site: Folder) -> Iterator[Problem]:
    """Tell each fault of language in what a page says: in its texts, its alternative texts and its description."""
    language = page.language
    for element, text, whole in _texts(page):
        for fault in (*_faults(text, language), *(unfinished(text) if whole else ())):
            if not _of_package(text, fault, site):
                yield Problem(file=page.path, row=element.sourceline, code=fault.code, found=fault.found)
    yield from undated(page)


@lru_cache(maxsize=100_000)
def _faults(text: str, language: str) -> tuple[Fault, ...]:
    """Give the faults of a text: the words of tables and lists stand on a thousand pages and are judged once."""
    return tuple(faults(text, language))


def undated(page: Page) -> Iterator[Problem]:
    """Tell each block that states figures (`data-stated`) and says no year outside them, nor that none is known."""
    for element in page.tree.iterfind(".//*[@data-stated]"):
        says_none = element.find(".//*[@data-undated]") is not None
        if (
            next(element.iter("data"), None) is not None
            and not says_none
            and not YEAR.search(_without_figures(element))
        ):
            found = " ".join(text_of(element).split())[:LONGEST_SHOWN]
            yield Problem(file=page.path, row=element.sourceline, code="figure-without-year", found=found)


def _without_figures(element: Any) -> str:
    return "".join(
        [
            element.text or "",
            *(("" if each.tag == "data" else _without_figures(each)) + (each.tail or "") for each in element),
        ]
    )


def _texts(page: Page) -> Iterator[tuple[Any, str, bool]]:
    """Give the element, the text, and whether it is a paragraph of prose. What is empty has no faults."""
    # An element is the same object for as long as something holds it, as this set does: so it can be looked up.
    code = {inner for element in page.tree.iter(*SHOWN_AS_CODE) for inner in element.iter(*BLOCKS, "div")}
    captions = (element for element in page.tree.iter("div") if CAPTION.search(element.get("class", "")))
    for element in chain(page.tree.iter(*BLOCKS), captions):
        if element in code or _holds_block(element):
            continue
        if text := _shown(element):
            yield element, text, element.tag == "p" and _is_prose(element)
    for element in page.tree.iterfind(".//meta[@name='description']"):
        yield element, spaced(element.get("content", "")), True
    for told in page.tree.xpath(ATTRIBUTES):
        yield told.getparent(), spaced(str(told)), False


def _holds_block(element: Any) -> bool:
    """Tell whether a block is in an element. Most have a child or none, which are looked at sooner than searched."""
    for inner in element:  # noqa: SIM110 - a generator for each element takes longer than what it looks at
        if inner.tag in IN_BLOCKS or (len(inner) and _holds_block(inner)):
            return True
    return False


def _shown(element: Any) -> str:
    """Give the text of an element without the code in it."""
    if not len(element):
        return spaced(element.text or "")
    parts = [element.text or ""]
    for inner in element:
        is_shown = isinstance(inner.tag, str) and inner.tag not in SHOWN_AS_CODE
        parts += (_shown(inner) if is_shown else CODE, inner.tail or "")
    return spaced("".join(parts))


def _is_prose(paragraph: Any) -> bool:
    """Tell a paragraph of sentences from one that is a link, a label or a list of names."""
    if LABELS.search(paragraph.get("class", "")):
        return False
    links = sum(len(text_of(link)) for link in paragraph.iter("a"))
    return 2 * links < len(text_of(paragraph))


def _of_package(text: str, fault: Fault, site: Folder) -> bool:
    place = text.find(fault.found)
    around = text[max(0, place - AROUND) : place + len(fault.found) + AROUND]
    parts = (text, around, _words(text, place, len(fault.found)))
    return any(site.given(part) for part in (*parts, *((fault.found,) if fault.code == "prose-unfinished" else ())))


def _words(text: str, place: int, length: int) -> str:
    """Give the fault with the word before and the word after it."""
    before = text[:place].rstrip().rpartition(" ")[2]
    after = text[place + length :].lstrip().partition(" ")[0]
    return " ".join(part for part in (before, text[place : place + length], after) if part)
