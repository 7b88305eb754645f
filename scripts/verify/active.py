"""What would run by itself in a reader's browser, or carry styles: nothing that stands in a page or a drawing may.

Scripts and style sheets are files of the site. A page that holds neither needs no exception in a
Content-Security-Policy, and text from data that had become markup would be found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from lxml import etree

from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.page import Page

XML: Final = (".svg", ".xml", ".xhtml", ".rdf", ".atom")
"""Files that a browser shows as documents, besides pages."""

DATA_BLOCKS: Final = frozenset({"application/json", "application/ld+json"})
"""Types of a `script` that is data. A browser runs nothing of them, and a policy does not ask about them."""

ADDRESSES: Final = frozenset(
    {
        *("action", "archive", "background", "cite", "classid", "codebase", "data", "dynsrc", "formaction", "href"),
        *("icon", "longdesc", "lowsrc", "manifest", "ping", "poster", "profile", "src", "srcset", "usemap"),
        *("by", "from", "to", "values"),
    }
)
"""Attributes that a browser reads as addresses; the last four where an animation sets one."""

MAY_LEAD: Final = ADDRESSES | {"content"}
"""The same, and the one that a `meta` has: no other attribute is looked into."""

HOLDERS: Final = ("script", "style")
"""Elements of which the text could run, or carry styles."""

_RUN: Final = frozenset({"srcdoc", "style"})
"""Attributes that a page may not have, besides those whose names begin with `on`."""

_RUNS: Final = re.compile(
    r"(?:javascript|vbscript|livescript):|data:(?!image/(?:avif|gif|jpeg|png|webp)[;,]|font/)", re.IGNORECASE
)
"""The beginning of an address that runs, or holds a document that may: each has a colon, and few addresses have."""

_SKIPPED: Final = re.compile(r"[\x00-\x20]+")
"""Characters that browsers pass over in the scheme of an address."""

_PAINTED: Final = r"(?:(?::target )?\[(?:fill|stroke)=\"#[0-9a-f]{3,8}\"\]\{(?:fill|stroke):#[0-9a-f]{3,8}\})*"
_DARK: Final = rf"@media\(prefers-color-scheme:dark\)\{{{_PAINTED}\}}"
_COLOURS: Final = re.compile(rf"{_DARK}(?:{_PAINTED}{_DARK})?")
"""A style that a drawing may hold: its colours for dark paper and high contrast. A picture can load no style sheet."""

_LETTERS: Final = re.compile(
    r'(?:@font-face\{font-family:"[A-Za-z ]+";(?:font-weight:600;)?'
    r"src:url\(data:font/woff2;base64,[A-Za-z0-9+/]+=*\)\})+"
)
"""The other: its letters, which stand in it. A picture can load no font."""


def active_in_page(page: Page) -> Iterator[Problem]:
    """Tell each script, style, handler and running address that stands in a page."""
    yield from _active(page.path, page.tree, drawing=False)


def active_in_drawings(site: Folder) -> Iterator[Problem]:
    """Tell the same of every drawing and every other XML file, and those that are not well formed."""
    for path in sorted(path for path in site.files if path.lower().endswith(XML)):
        yield from site.judged("active-in-drawing", site.digest(path), lambda: _of_drawing(path, site.read(path)))  # noqa: B023 - called at once


def _of_drawing(path: str, data: bytes) -> Iterator[Problem]:
    try:
        tree: Any = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        yield Problem(file=path, row=error.lineno or 0, code="page-malformed", found=error.msg or "")
        return
    if doctype := tree.getroottree().docinfo.doctype:
        yield Problem(file=path, row=1, code="page-malformed", found=doctype)
    yield from _active(path, tree, drawing=True)


def _active(path: str, tree: Any, *, drawing: bool) -> Iterator[Problem]:
    around = (*tree.itersiblings(preceding=True), *tree.itersiblings())
    for element in (*around, *tree.iter()):
        if isinstance(element.tag, str):
            if _local(element.tag) not in HOLDERS and not any(map(_is_looked_into, element.keys())):
                continue  # most elements have nothing of the kind
            for code, found in _of_element(element, drawing=drawing):
                yield Problem(file=path, row=element.sourceline or 0, code=code, found=found)
        elif drawing and element.tag is etree.PI:
            yield Problem(file=path, row=element.sourceline or 0, code="style-inline", found=f"<?{element.target}?>")


def _of_element(element: Any, *, drawing: bool) -> Iterator[tuple[str, str]]:
    """Give code and text of each fault of one element."""
    tag = _local(element.tag)
    if tag in HOLDERS:
        content = "".join(element.itertext()).strip()
        is_data = element.get("type", "").lower() in DATA_BLOCKS
        if tag == "script" and (drawing or content) and not is_data:
            yield "script-inline", content
        if tag == "style" and not (drawing and (_COLOURS.fullmatch(content) or _LETTERS.fullmatch(content))):
            yield "style-inline", content
    for name, value in element.items():
        attribute = _local(name)
        if attribute.startswith("on") or attribute == "srcdoc":
            yield "attribute-runs", f'{attribute}="{value}"'
        elif attribute == "style":
            yield "style-inline", f'{attribute}="{value}"'
        elif ":" in value and attribute in MAY_LEAD and any(map(_runs, _addresses(element, tag, attribute, value))):
            yield "address-runs", value


def _addresses(element: Any, tag: str, attribute: str, value: str) -> Iterator[str]:
    if attribute in ("srcset", "ping", "values", "archive"):
        yield from re.split(r"[,;\s]+", value)
    if attribute in ADDRESSES:
        yield value
    elif (tag, attribute) == ("meta", "content") and element.get("http-equiv", "").lower() == "refresh":
        yield value.partition("=")[2].strip("'\" ")


def _runs(address: str) -> bool:
    return _RUNS.match(_SKIPPED.sub("", address[:200])) is not None


@cache
def _is_looked_into(name: str) -> bool:
    """Tell whether anything in an attribute could run."""
    attribute = _local(name)
    return attribute.startswith("on") or attribute in _RUN or attribute in MAY_LEAD


@cache
def _local(name: str) -> str:
    """A name without its namespace, in small letters."""
    return name.rpartition("}")[2].rpartition(":")[2].lower()
