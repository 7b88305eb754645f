"""Links, anchors and loaded files: everything that a page or style sheet refers to must be in the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.page import Page
from scripts.verify.pictures import Shared, shared

LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "embed": "src",
    "source": "src",
    "track": "src",
    "audio": "src",
    "video": "src",
    "input": "src",
    "object": "data",
    "image": "href",
    "use": "href",
}
LOADED_RELS = frozenset(
    (
        "stylesheet",
        "icon",
        "shortcut",
        "apple-touch-icon",
        "preload",
        "modulepreload",
        "prefetch",
        "manifest",
        "mask-icon",
    )
)
"""Relations of a `link` for which a browser fetches the file."""

CONNECTING_RELS = frozenset(("preconnect", "dns-prefetch"))
CSS_ADDRESS = re.compile(r"""url\(\s*['"]?([^'")]+?)['"]?\s*\)|@import\s+['"]([^'"]+)""")
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SERVER_PATTERN = re.compile(rb"url\(#([^)]+)\)")
WEB = ("http", "https")
ELSEWHERE = ("link-broken", "anchor-missing")
"""What would be wrong with an address of the site that is not wrong with one of something else on its host."""

MISSING = "404.html"
"""The page that hosts show for an address that is none."""

RUNNING = ("javascript", "vbscript", "livescript")
"""Schemes of addresses that run, which `scripts.verify.active` tells but for those in style sheets."""


@dataclass(frozen=True, slots=True)
class Link:
    """One reference: where it stands, what it names, and whether the browser loads it by itself."""

    file: str
    line: int
    address: str
    loaded: bool


@dataclass(slots=True)
class References:
    """What all pages refer to, the anchors that each page has, and what each says of its picture for sharing."""

    links: list[Link] = field(default_factory=list)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    pictures: list[Shared] = field(default_factory=list)
    home: str = ""
    """Address that the site says it has; '' when it says none."""

    def add(self, page: Page) -> None:
        """Take down a page's links, anchors and picture."""
        self.links.extend(links_of(page))
        self.pictures.extend(shared(page))
        names = page.tree.xpath("//@id | //a/@name")
        self.anchors[page.path] = frozenset(str(name) for name in names)
        if page.path == "index.html":
            self.home = next((str(a) for a in page.tree.xpath("//link[@rel='canonical']/@href")), "")


def links_of(page: Page) -> Iterator[Link]:
    """Give every reference of a page."""
    for element in page.tree.iter("a", "area", "form"):
        address = element.get("action" if element.tag == "form" else "href")
        if address is not None:
            yield Link(page.path, element.sourceline, address, loaded=False)
    for element in page.tree.iter("link"):
        yield Link(page.path, element.sourceline, element.get("href", ""), loaded=_is_loaded(element))
    for element in page.tree.iter(*LOADED):
        yield from _loaded(page, element)
    for address in page.tree.xpath("//@style"):
        yield from (Link(page.path, 0, found, loaded=True) for found in css_addresses(str(address)))
    for element in page.tree.iter("style"):
        yield from (
            Link(page.path, element.sourceline, found, loaded=True) for found in css_addresses(element.text or "")
        )
    for name in sorted(set(SERVER_PATTERN.findall(page.raw))):
        yield Link(page.path, 0, f"#{name.decode(errors='replace')}", loaded=True)


def _is_loaded(link: Any) -> bool:
    return not {*LOADED_RELS, *CONNECTING_RELS}.isdisjoint(str(link.get("rel", "")).lower().split())


def _loaded(page: Page, element: Any) -> Iterator[Link]:
    name = LOADED[element.tag]
    addresses = [element.get(name), element.get("xlink:href"), element.get("poster")]
    addresses += [part.split()[0] for part in str(element.get("srcset", "")).split(",") if part.strip()]
    yield from (Link(page.path, element.sourceline, a, loaded=True) for a in addresses if a is not None)


def css_addresses(text: str) -> Iterator[str]:
    """Give what a style sheet loads; anchors of the page are left out."""
    for match in CSS_ADDRESS.finditer(CSS_COMMENT.sub("", text)):
        address = match[1] or match[2]
        if not address.startswith("#"):
            yield address


def style_sheet_links(site: Folder) -> Iterator[Link]:
    """Give every reference of every style sheet and every picture that is a drawing."""
    for path in site.below("", ".css"):
        text = site.read(path).decode("utf-8", errors="replace")
        yield from (Link(path, 0, address, loaded=True) for address in css_addresses(text))
    for path in site.below("", ".svg"):
        raw = site.read(path)
        tree = etree.fromstring(raw, etree.XMLParser(recover=True)) if b"href" in raw else None
        found: Any = [] if tree is None else tree.xpath("//@*[local-name()='href']")
        yield from (Link(path, 0, str(address), loaded=True) for address in found)


def link_problems(
    links: Iterable[Link],
    anchors: Mapping[str, frozenset[str]],
    files: frozenset[str],
    home: str,
    given: Callable[[str], bool],
) -> list[Problem]:
    """Tell each reference that leads nowhere, loads something foreign, or is not a web address.

    `given` tells what the package says: an address that it gives may lead to what else the site's host has.
    """
    known: dict[tuple[str, str, bool], tuple[str, str]] = {}
    problems = []
    for link in links:
        key = (
            link.file if link.address[:1] in ("", "#", "?") else folder_of(link.file),
            link.address,
            link.loaded,
        )
        if key not in known:
            known[key] = _judged(link, anchors, files, home)
        code, expected = known[key]
        mail = link.address.removeprefix("mailto:").partition("?")[0] if code == "address-not-web" else ""
        if mail != link.address and mail and given(mail):
            continue  # an address of e-mail that the package gives
        if code and not (code in ELSEWHERE and "://" in link.address and given(link.address)):
            problems.append(Problem(file=link.file, row=link.line, code=code, found=link.address, expected=expected))
    return problems


def _judged(link: Link, anchors: Mapping[str, frozenset[str]], files: frozenset[str], home: str) -> tuple[str, str]:
    """Give the code of what is wrong with a link and the file that it should lead to; ('', '') when nothing is."""
    address = link.address.strip()
    if home and address.startswith(home):
        address = "/" + address.removeprefix(home)
    elif address.startswith("/") and not address.startswith("//"):
        address = "/" + address.removeprefix(urlsplit(home).path or "/").lstrip("/")
    try:
        parts = urlsplit(address)
    except ValueError:
        return "link-malformed", ""
    if parts.scheme or parts.netloc:
        return _outside(link, parts.scheme, parts.netloc), ""
    target = target_of(link.file, unquote(parts.path), files)
    if target not in files:
        return "resource-missing" if link.loaded else "link-broken", target
    anchor = unquote(parts.fragment)
    if anchor and target in anchors and anchor not in anchors[target]:
        return "anchor-missing", target
    return "", ""


def _outside(link: Link, scheme: str, host: str) -> str:
    if scheme in RUNNING and not link.file.endswith(".css"):
        return ""
    if link.loaded:
        return "" if scheme == "data" else "resource-foreign"
    return "" if scheme in WEB and host else "address-not-web"


folder_of = lru_cache(maxsize=10_000)(posixpath.dirname)
"""The folder of a page, which is asked for with each of its links."""


def target_of(file: str, path: str, files: frozenset[str]) -> str:
    """Give the file that a path leads to from another; a folder's is its index page."""
    if not path:
        return file
    if file == MISSING and path.startswith("../"):
        path = path.replace("../", "")  # it is shown at any depth, and looks for the site on the way up
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(folder_of(file), path)
    target = posixpath.normpath(joined or ".")
    if target == "." or path.endswith(("/", "/.", "/..")) or path in (".", "..") or target not in files:
        index = "index.html" if target == "." else f"{target}/index.html"
        return index if index in files or target not in files else target
    return target
