"""The ledger: each address that a release published is there in every later one, or it is said what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from scripts.model.moved import Move, moved
from scripts.model.pages import CHART
from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.page import parse

LEDGER: Final = "addresses.txt"
"""Name of the list of addresses among the files of a release."""

INDEX: Final = "index.html"
PASSING: Final = (
    ".well-known/",
    "assets/",
    "search/",
    "hosting/",
    "_headers",
    ".htaccess",
    "sitemap.xml",
    "robots.txt",
)
"""What addresses begin with that are not cited: files named by their content, and what servers and crawlers read."""

SECTIONS: Final = "//main//*[self::h2 or self::h3][@id]/@id"


def addresses_of(site: Path) -> Iterator[str]:
    """Give every address of a site that may be cited, sorted: its pages, the sections of each, its files."""
    folder = Folder(site)
    found: set[str] = set()
    for path in folder.files:
        if path.startswith(PASSING):
            continue
        if not path.endswith(f"/{INDEX}") and path != INDEX:
            found.add(path)
            continue
        page = path.removesuffix(INDEX)
        found.add(page)
        found |= {f"{page}#{name}" for name in parse(path, folder.read(path)).tree.xpath(SECTIONS)}
    yield from sorted(found)


def ledger(site: Folder, anchors: Mapping[str, frozenset[str]], moves: Iterable[Move]) -> Iterator[Problem]:
    """Tell each address of an earlier release that is not there and of which nothing is said.

    `anchors` has what can be led to within each page.
    """
    listed, known = tuple(moves), {}
    for path in sorted(path for path in site.files if path.startswith("data/") and path.endswith(f"/{LEDGER}")):
        for address in site.read(path).decode("utf-8").splitlines():
            if address not in known:
                known[address] = _there(address, site, anchors) or _said(address, listed, site, anchors)
            if not known[address]:
                yield Problem(file=path, code="address-vanished", found=address)


def _there(address: str, site: Folder, anchors: Mapping[str, frozenset[str]]) -> bool:
    page, sign, name = address.partition("#")
    if page and not page.endswith("/"):
        return page in site.files
    path = f"{page}{INDEX}"
    return path in site.files and (not sign or name in anchors.get(path, ()))


def _said(address: str, moves: tuple[Move, ...], site: Folder, anchors: Mapping[str, frozenset[str]]) -> bool:
    """Whether a list says what became of an address, and what it says holds.

    A page and a section leave something behind where they were; of a file or a chart to embed only the list tells.
    """
    found = moved(address, moves)
    if found is None or "#" in address or (address.endswith("/") and f"/{CHART.folder}/" not in f"/{address}"):
        return False
    return not found[0] or _there(found[0], site, anchors)
