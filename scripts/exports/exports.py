"""Every published data file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from scripts.exports import latest
from scripts.exports.archive import zipped
from scripts.exports.bundles import bundles
from scripts.exports.csvw import csvw
from scripts.exports.described import descriptors
from scripts.exports.parquet import parquet_files
from scripts.exports.published import FOLDER, download, package_files, sources_of
from scripts.exports.sdmx import sdmx
from scripts.exports.sheets import Values
from scripts.exports.slices import slices
from scripts.exports.spreadsheets import spreadsheets
from scripts.findings import coverage, releases, variants
from scripts.model.fences import of_package
from scripts.model.site import Download
from scripts.package.files import csv_bytes
from scripts.package.read import Package
from scripts.words.edition import Edition
from scripts.words.words import Words

LICENCE, CITATION = "LICENSE-DATA.md", "CITATION.cff"
"""Files of the project that go into the archive, as far as they are of the package."""


def published_files(sites: Sequence[Edition], summaries: pd.DataFrame) -> list[Download]:
    """Give every file below `data/latest/` but for the report: what all languages share, and what readers of each have.

    `sites` are the same package and summaries in each language of the site.
    """
    shared = exports(sites[0], summaries)
    citation = enclosed(sites[0].reading.package, Path())[CITATION]
    values = Values(sites[0].reading.package, summaries)
    taken = [file for site in sites for file in spreadsheets(site, values)]
    taken += bundles(sites, shared, citation)
    return sorted([*shared, *taken, *sdmx(sites)], key=lambda file: file.path)


def exports(site: Edition, summaries: pd.DataFrame, project: Path = Path()) -> list[Download]:
    """Give the package's files, what is computed from it, the slices, and all of them in `all.zip`, by path.

    `summaries` are those that the site was made with.
    """
    package = site.reading.package
    published = list(package_files(package))
    sources = tuple(sorted({source for file in published for source in file.sources}))
    newest = latest.latest(site)
    files = [
        *published,
        download("summaries.csv", csv_bytes(summaries), len(summaries), sources),
        *_coverage(site),
        *_variants(site),
        download(latest.NAME, csv_bytes(newest), len(newest), sources_of(newest)),
        *_releases(site),
        *slices(package, summaries, newest),
    ]
    described = list(descriptors(site, files))
    files += [*described, *(csvw(each, package.languages.first) for each in described)]
    beside = {**enclosed(package, project), **_readme(package, site.words)}
    archive = download("all.zip", zipped({**beside, **_inside(files)}), None, sources)
    return sorted([*files, *parquet_files(package, files, described[0]), archive], key=lambda file: file.path)


def enclosed(package: Package, project: Path) -> Mapping[str, bytes]:
    """Give the licence and the citation: the project's own, where they name this package; else what it says itself."""
    licence = of_package((project / LICENCE).read_text("utf-8"), package.name)
    cited = (project / CITATION).read_bytes()
    title = str(package.descriptor["title"])
    own = f"title: {json.dumps(title, ensure_ascii=False)}".encode() in cited.splitlines()
    return {LICENCE: licence.encode(), CITATION: cited if own else citation_file(package)}


def citation_file(package: Package) -> bytes:
    """Give what a package says of itself in the Citation File Format."""
    told = package.descriptor
    makers = [str(each["title"]) for each in told.get("contributors", ()) if each.get("title")] or [str(told["title"])]
    lines = [
        "cff-version: 1.2.0",
        'message: "Please cite the release that you used, and the original source that stands beside each figure."',
        f"title: {_yaml(told['title'])}",
        "type: dataset",
        "authors:",
        *(f"  - name: {_yaml(name)}" for name in makers),
        f"version: {_yaml(package.version)}",
        f"date-released: {_yaml(package.released)}",
    ]
    return "\n".join([*lines, ""]).encode()


def _yaml(value: object) -> str:
    return json.dumps(str(value), ensure_ascii=False)


def _coverage(site: Edition) -> Iterator[Download]:
    found = site.coverage
    for name, rows in ((coverage.AREAS, found.areas_table()), (coverage.GROUPS, found.groups_table())):
        yield download(name, csv_bytes(table_of(rows)), len(rows) - 1)


def _variants(site: Edition) -> Iterator[Download]:
    """Give headlines beside other rules, where the package lists any."""
    if site.reading.rows("variants"):
        found = site.variants
        for name, rows in ((variants.RULES, found.rules_table()), (variants.AREAS, found.areas_table())):
            yield download(name, csv_bytes(table_of(rows)), len(rows) - 1)


def _releases(site: Edition) -> Iterator[Download]:
    """Give the list of releases, where any history was read."""
    if site.reading.history.releases:
        rows = releases.listed(site.reading.history.releases)
        yield download(releases.LIST, csv_bytes(rows), len(rows))


def table_of(rows: Sequence[Sequence[str]]) -> pd.DataFrame:
    """Give rows of text, of which the first is the header, as a table."""
    return pd.DataFrame(rows[1:], columns=list(rows[0]), dtype=str)


def _inside(files: list[Download]) -> Mapping[str, bytes]:
    return {file.path.removeprefix(f"{FOLDER}/"): file.data for file in files}


def _readme(package: Package, words: Words) -> Mapping[str, bytes]:
    text = words(
        "archive.readme",
        own=words("archive.own"),
        title=str(package.descriptor["title"]),
        version=package.version,
        day=words.day(package.released),
    )
    return {"README.txt": text.encode()}
