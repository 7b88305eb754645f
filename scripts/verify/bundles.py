"""The zip of each slice: the published table itself, described, and with the terms of every source of its rows."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

from scripts.model.pages import AREA_GROUP, COUNTRY, INDICATOR
from scripts.model.problems import Problem
from scripts.model.tables import NOT_STATED
from scripts.verify.files import DATA, EMPTY, Folder
from scripts.verify.presence import wanted

FOLDERS: Final = (INDICATOR.folder, COUNTRY.folder, AREA_GROUP.folder)
NEEDED: Final = ("README.txt", "LICENCE.txt", "CITATION.cff", "columns.csv", "datapackage.json")
TERMS: Final = ("title", "publisher", "licence", "citation")


def bundles(site: Folder) -> Iterator[Problem]:
    """Tell each slice without its zip, and each zip that is of none, cannot be read or says otherwise."""
    areas = {code.upper() for code in wanted(site)[COUNTRY]}
    sources = {row.get("id", ""): row for row in site.records("sources")}
    named: dict[str, list[str]] = {}
    for language in site.languages.codes:
        end = f".{language}.zip"
        for folder in FOLDERS:
            tables = {path.removesuffix(".csv") for path in site.csv_tables(f"{DATA}/{folder}/")}
            if folder == COUNTRY.folder:
                tables = {path for path in tables if path.rpartition("/")[2] in areas}
            there = {path.removesuffix(end) for path in site.below(f"{DATA}/{folder}/", end)}
            for place in sorted(tables ^ there):
                yield Problem(file=f"{place}{end}", code="bundle-absent" if place in tables else "bundle-extra")
            for place in sorted(tables & there):
                if place not in named:  # the same in all languages
                    named[place] = _sources_of(site, place)
                yield from _compared(site, place, end, {name: sources.get(name, {}) for name in named[place]})


def _sources_of(site: Folder, place: str) -> list[str]:
    """Give every source that a row of a slice names, sorted."""
    table = site.once(f"{place}.csv") or EMPTY
    if "source" not in table.header:
        return []
    column = table.header.index("source")
    cells = {row[column] for row in table.rows if len(row) > column}
    return sorted({source for cell in cells for source in cell.split()})


def _compared(site: Folder, place: str, end: str, sources: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    """Compare a zip with its slice, of which `sources` has every source that it names, in their order."""
    path, name = f"{place}{end}", f"{place.rpartition('/')[2]}.csv"
    try:
        with zipfile.ZipFile(site.root / path) as opened:
            held = {each: opened.read(each) for each in opened.namelist()}
        told = json.loads(held.get("datapackage.json", b"{}")).get("resources", ())
    except (zipfile.BadZipFile, OSError, ValueError, AttributeError) as error:
        yield Problem(file=path, code="bundle-unreadable", found=str(error))
        return
    table = site.read(f"{place}.csv")
    for each in (*NEEDED, name):
        if each not in held:
            yield Problem(file=path, code="bundle-differs", found=each)
    if name in held and held[name] != table:
        yield Problem(file=path, code="bundle-differs", found=name)
    hashes = [(str(each.get("path")), each.get("hash")) for each in told]
    if "datapackage.json" in held and hashes != [(name, f"sha256:{site.digest(f'{place}.csv', table)}")]:
        yield Problem(file=path, code="bundle-differs", found="datapackage.json")
    licence = held.get("LICENCE.txt", b"").decode("utf-8", "replace")
    for source, about in sources.items():
        if any(text not in licence for text in _told(about, end.split(".")[1])):
            yield Problem(file=path, code="bundle-source-untold", found=source)


def _told(source: Mapping[str, str], language: str) -> Iterator[str]:
    """Give what must be said of a source in a language. That it states no licence is told in words of the site's."""
    for term in TERMS:
        text = source.get(f"{term}_{language}") or source.get(term, "")
        if text and not (term == "licence" and text == NOT_STATED):
            yield text
