"""Everything that has a kind of page has its page, and its list leads there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from scripts.model.codes import UN_MEMBER
from scripts.model.pages import COUNTRY, GROUPED, PAGE_KINDS, PageKind
from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.links import Link, target_of


def presence(site: Folder, links: Iterable[Link]) -> Iterator[Problem]:
    """Tell each thing of the package that has no page, or whose list page does not lead to it."""
    roots = site.languages.roots
    lists = {f"{root}{kind.folder}/index.html" for root in roots for kind in PAGE_KINDS}
    leading = _leading((link for link in links if link.file in lists), site.files)
    for root in roots:
        for kind, codes in wanted(site).items():
            listing = f"{root}{kind.folder}/index.html"
            for code in codes:
                page = f"{root}{kind.path(code)}index.html"
                if page not in site.files:
                    yield Problem(file=page, code="page-absent", found=code)
                elif kind.listed and page not in leading.get(listing, ()):
                    yield Problem(file=listing, code="page-not-listed", found=page)


def wanted(site: Folder) -> dict[PageKind, list[str]]:
    """Give the codes, in small letters, of which each kind must have a page."""
    return {
        kind: sorted(kind.code(row) for row in PICKED.get(kind, _all)(site, kind)) for kind in PAGE_KINDS if kind.table
    }


def _all(site: Folder, kind: PageKind) -> Iterator[Mapping[str, str]]:
    yield from site.records(kind.table)


def _areas(site: Folder, kind: PageKind) -> Iterator[Mapping[str, str]]:
    """Today's UN member states, and other areas of which there are data."""
    with_data = _with_data(site)
    for row in site.records(kind.table):
        if not row.get("valid_to") and (row.get("area_type") == UN_MEMBER or row.get("iso3") in with_data):
            yield row


def _grouped(site: Folder, kind: PageKind) -> Iterator[Mapping[str, str]]:
    """The codes of each grouping that occur in observations of a series whose first dimension it is."""
    groupings = {row.get("id", "") for row in site.records("groupings")}
    held: set[tuple[str, str]] = set()
    for name, row in site.series.items():
        first = row.get("dimensions", "").partition(" ")[0]
        if first in groupings:
            held |= {(first, record.get(first, "")) for record in site.resource(f"observations_{name}").records()}
    yield from (row for row in site.records(kind.table) if (row.get("codelist", ""), row.get("code", "")) in held)


PICKED: Mapping[PageKind, Callable[[Folder, PageKind], Iterator[Mapping[str, str]]]] = {
    COUNTRY: _areas,
    GROUPED: _grouped,
}
"""Kinds of which not every row of the table has a page."""


def _with_data(site: Folder) -> set[str]:
    """The areas that a headline or a register has a row of."""
    names = [f"observations_{name}" for name, row in site.series.items() if row.get("role") == "headline"]
    names += [name for name in site.resources if name.startswith("register_")]
    return {record.get("ref_area", "") for name in names for record in site.resource(name).records()}


def _leading(links: Iterable[Link], files: frozenset[str]) -> dict[str, set[str]]:
    """Give the files that each list page links to."""
    found: dict[str, set[str]] = {}
    for link in links:
        if not link.loaded:
            found.setdefault(link.file, set()).add(target_of(link.file, link.address.partition("#")[0], files))
    return found
