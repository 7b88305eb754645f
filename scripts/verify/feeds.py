"""Feeds: each is there, can be read, tells every release and correction that it should, and leads to pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

from scripts.model.pages import COUNTRY, INDICATOR
from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.presence import wanted

FOLDER: Final = "feeds"
NAMES: Final = {"a": "http://www.w3.org/2005/Atom"}
ID: Final = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def feeds(site: Folder) -> Iterator[Problem]:
    """Tell each feed that is missing or broken, and what it leaves out."""
    rows = site.records("releases")
    days = {row.get("version", ""): row.get("released", "") for row in rows}
    if not days:
        return
    corrections = [row for row in site.records("corrections") if row.get("corrected") in days]
    pages = wanted(site)
    for root in site.languages.roots:
        places = [kind.path(code) for kind in (INDICATOR, COUNTRY) for code in pages.get(kind, ())]
        for place in ("", *places):
            asked = [row["id"] for row in corrections if _concerns(row, place)]
            yield from _feed(site, root, place, days, asked)


def _concerns(row: Mapping[str, str], place: str) -> bool:
    folder, _, code = place.rstrip("/").partition("/")
    if folder == INDICATOR.folder:
        return code in row.get("indicators", "").split()
    return not place or code.upper() in row.get("ref_areas", "").split()


def _feed(site: Folder, root: str, place: str, days: Mapping[str, str], corrections: list[str]) -> Iterator[Problem]:
    path = f"{root}{FOLDER}/{place.rstrip('/') or 'all'}.xml"
    if path not in site.files:
        yield Problem(file=path, code="feed-missing")
        return
    try:
        tree: Any = etree.fromstring(site.read(path))
    except etree.XMLSyntaxError as error:
        yield Problem(file=path, code="feed-invalid", found=str(error))
        return
    entries = list(tree.iterfind("a:entry", NAMES))
    for fault in _faults(tree, entries, set(days.values())):
        yield Problem(file=path, code="feed-invalid", found=fault)
    targets = [str(link.get("href")) for entry in entries for link in entry.iterfind("a:link", NAMES)]
    inside = [_inside(site, path, target) for target in targets]
    for target, page in zip(targets, inside, strict=True):
        if page is not None and page not in site.files:
            yield Problem(file=path, code="feed-link-broken", found=target)
    told = "\n".join(targets)
    asked = [f"corrections/#{name}" for name in corrections]
    asked += [] if place else [f"releases/{version}/" for version in days]
    yield from (Problem(file=path, code="feed-entry-missing", found=each) for each in asked if each not in told)


def _faults(tree: Any, entries: list[Any], days: set[str]) -> Iterator[str]:
    """Say what RFC 4287 asks for and is not there, ids that are none or not unique, and days of no release."""
    ids = []
    for each in (tree, *entries):
        for name in ("id", "title", "updated"):
            held = list(each.iterfind(f"a:{name}", NAMES))
            if len(held) != 1 or not held[0].text:
                yield f"no {name}"
            elif name == "id":
                ids.append(held[0].text)
            elif name == "updated" and held[0].text.removesuffix("T00:00:00Z") not in days:
                yield held[0].text
    yield from (name for name in ids if not ID.fullmatch(name))
    yield from sorted({name for name in ids if ids.count(name) > 1})
    if len(list(tree.iterfind("a:author/a:name", NAMES))) != 1:
        yield "no author"


def _inside(site: Folder, path: str, target: str) -> str | None:
    """Give the file that a link of a feed means; None for the whole address of a site, which is found by its end."""
    address = target.partition("#")[0]
    if "://" in address:
        rest = address.split("/", 3)[-1]
        ends = [path for path in (f"{rest}index.html", *_shorter(rest)) if path in site.files]
        return ends[0] if ends else f"{rest}index.html"
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address, "index.html"))


def _shorter(rest: str) -> Iterator[str]:
    """Give a path without its first folders, one after the other: the site may stand below a path."""
    while rest := rest.partition("/")[2]:
        yield f"{rest}index.html"
