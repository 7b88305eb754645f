"""Every country, group, indicator and source has its page, and its list leads there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scripts.model.codes import UN_MEMBER
from scripts.model.languages import LANGUAGES, root_of
from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.links import Link, target_of

LISTS: Mapping[str, str] = {
    "policy_areas": "policy-areas",
    "indicators": "indicators",
    "dimensions": "dimensions",
    "sources": "sources",
}
"""Tables of which each row has a page, with the folder of the pages."""

UNLISTED = ("policy-areas",)
"""Folders that have no list page of their own."""


def presence(site: Folder, links: Iterable[Link]) -> Iterator[Problem]:
    """Tell each thing of the package that has no page, or whose list page does not lead to it."""
    leading = _leading(links, site.files)
    for root in map(root_of, LANGUAGES):
        for folder, slugs in wanted(site).items():
            listing = f"{root}{folder}/index.html"
            for slug in slugs:
                page = f"{root}{folder}/{slug}/index.html"
                if page not in site.files:
                    yield Problem(file=page, code="page-absent", found=slug)
                elif folder not in UNLISTED and page not in leading.get(listing, ()):
                    yield Problem(file=listing, code="page-not-listed", found=page)


def wanted(site: Folder) -> dict[str, list[str]]:
    """Give the last part of the address of each page that must be there, by folder."""
    found = {folder: sorted(row.get("id", "") for row in site.records(table)) for table, folder in LISTS.items()}
    found["regions"] = sorted(row.get("id", "").lower() for row in site.records("area_groups"))
    with_data = _with_data(site)
    found["countries"] = sorted(
        row.get("iso3", "").lower()
        for row in site.records("reference_areas")
        if not row.get("valid_to") and (row.get("area_type") == UN_MEMBER or row.get("iso3") in with_data)
    )
    return found


def _with_data(site: Folder) -> set[str]:
    """The areas that a headline or a register has a row of."""
    names = [f"observations_{name}" for name, row in site.series.items() if row.get("role") == "headline"]
    names += [name for name in site.resources if name.startswith("register_")]
    return {record.get("ref_area", "") for name in names for record in site.resource(name).records()}


def _leading(links: Iterable[Link], files: frozenset[str]) -> dict[str, set[str]]:
    """Give the files that each list page links to."""
    found: dict[str, set[str]] = {}
    for link in links:
        if not link.loaded and link.file.count("/") in (1, 2):
            found.setdefault(link.file, set()).add(target_of(link.file, link.address.partition("#")[0], files))
    return found
