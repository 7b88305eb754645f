"""The search: its files are there, its index holds every page, and its names every name that the package has."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from scripts.model.pages import AREA_GROUP, COUNTRY, INDICATOR
from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.presence import wanted

SEARCH = "search"
ENTRY = f"{SEARCH}/pagefind-entry.json"
PROGRAM = f"{SEARCH}/pagefind.js"
FRAGMENTS = f"{SEARCH}/fragment/"
INDEXED = b" data-pagefind-body"
"""What the pages have that are to be found."""

HEAD = b"pagefind_dcd"
"""What each of Pagefind's files begins with, once it is unpacked."""

AREA_COLUMNS = ("iso2", "iso3", "m49", "official_name_en")


def search(site: Folder) -> Iterator[Problem]:
    """Tell each missing file of the search, each page and name that it does not find, and where it leads to nothing.

    That the page of a thing is absent is another check's to tell.
    """
    pages = wanted(site)
    things = [kind.path(code) for kind, codes in pages.items() for code in codes]
    sought = [kind.path(code) for kind, codes in pages.items() if kind.words for code in codes]
    there = site.files.union(f"{root}{thing}index.html" for root in site.languages.roots for thing in things)
    yield from _programs(site)
    yield from _index(site, there)
    for language in site.languages.codes:
        yield from _names(site, language, sought, there)


def _json(site: Folder, path: str) -> Any:
    """Read a JSON file; None where there is none or it is not JSON."""
    try:
        return json.loads(site.read(path)) if path in site.files else None
    except ValueError:
        return None


def _programs(site: Folder) -> Iterator[Problem]:
    """Pagefind's entry names the files of each language."""
    needed = [PROGRAM]
    entry = _json(site, ENTRY)
    found = entry.get("languages", {}) if isinstance(entry, Mapping) else {}
    for language in site.languages.codes:
        held = found.get(language)
        if held is None:
            yield Problem(file=ENTRY, code="search-language-missing", found=language)
        else:
            needed += [f"{SEARCH}/pagefind.{held['hash']}.pf_meta", f"{SEARCH}/wasm.{held['wasm']}.pagefind"]
    yield from (Problem(file=path, code="search-file-missing") for path in needed if path not in site.files)


def _index(site: Folder, there: AbstractSet[str]) -> Iterator[Problem]:
    """The index holds the pages that are to be found and no others. `there` are the files that the site should have."""
    indexed = set()
    for path in site.below(FRAGMENTS, ".pf_fragment"):
        page = _page_of(site.read(path))
        if page is None:
            yield Problem(file=path, code="search-file-unreadable")
        elif page not in there:
            yield Problem(file=path, code="search-page-unknown", found=page)
        indexed.add(page)
    marked = {path for path in site.below("", ".html") if INDEXED in site.read(path)}
    yield from (Problem(file=path, code="search-page-absent", found=path) for path in marked - indexed)


def _page_of(fragment: bytes) -> str | None:
    """Give the file of the page that a fragment is of; None where it cannot be read."""
    try:
        unpacked = gzip.decompress(fragment)
        address = str(json.loads(unpacked.removeprefix(HEAD))["url"]).lstrip("/")
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
        return None
    return f"{address}index.html" if address.endswith("/") or not address else address


def _names(site: Folder, language: str, things: Iterable[str], there: AbstractSet[str]) -> Iterator[Problem]:
    """Every thing that is looked for is in the file of names, with each of its names."""
    file = f"{SEARCH}/names.{language}.json"
    content = _json(site, file)
    if content is None:
        yield Problem(file=file, code="search-file-unreadable" if file in site.files else "search-file-missing")
        return
    held = {str(page["path"]): page for page in content["pages"]}
    for path in held:
        page, _, place = path.partition("#")
        file_of_page = f"{page}index.html"
        if file_of_page not in there or (place and f'id="{place}"'.encode() not in site.read(file_of_page)):
            yield Problem(file=file, code="search-page-unknown", found=path)
    expected = _expected(site, language)
    for thing in things:
        yield from _missing(file, held.get(f"{site.languages.root_of(language)}{thing}"), thing, expected)


def _missing(
    file: str, page: Mapping[str, Any] | None, place: str, expected: Mapping[str, Iterable[str]]
) -> Iterator[Problem]:
    if page is None:
        yield Problem(file=file, code="search-page-absent", found=place)
        return
    texts = {text for groups in page["names"].values() for listed in groups.values() for text in listed}
    for name in sorted(set(expected.get(place, ())) - texts - {page["title"]}):
        yield Problem(file=file, field=place, code="search-name-absent", found=name)


def _expected(site: Folder, language: str) -> dict[str, set[str]]:
    """The names that the published tables have, by folder and last part of the address."""
    found: dict[str, set[str]] = {}
    named = [f"name_{each}" for each in site.languages.of_areas]
    listed: dict[str, set[str]] = {}
    for row in site.records("area_names"):
        listed.setdefault(row["ref_area"], set()).add(row["name"])
    for row in site.records("reference_areas"):
        names = {row.get(column, "") for column in (*AREA_COLUMNS, *named)} | listed.get(row["iso3"], set())
        found[COUNTRY.path(row["iso3"])] = names - {""}
    for row in site.records("former_territories"):
        found.setdefault(COUNTRY.path(row["ref_area"]), set()).update(listed.get(row["former_area"], ()))
    for row in site.records("indicators"):
        keywords = row.get(f"keywords_{language}", "").split("; ")
        found[INDICATOR.path(row["id"])] = {row["id"], row[f"label_{language}"], *keywords} - {""}
    for row in site.records("area_groups"):
        names = {row["id"], *(row.get(column, "") for column in named)}
        found[AREA_GROUP.path(row["id"])] = names - {""}
    return found
