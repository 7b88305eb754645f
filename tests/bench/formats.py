"""What each form of a finished site adds: files and megabytes, and with a package the seconds that it takes to make.

`python -m tests.bench.formats SITE [PACKAGE]`. A file that lies at several addresses counts once, in the first form of
the list that it is of. Seconds are those of one process on this machine, for all languages of the package.
"""

from __future__ import annotations

import re
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.exports.api import api_files
from scripts.exports.bundles import bundles
from scripts.exports.described import descriptors
from scripts.exports.exports import CITATION, enclosed, exports
from scripts.exports.feeds import feeds
from scripts.exports.latest import latest
from scripts.exports.parquet import parquet_files
from scripts.exports.sdmx import sdmx
from scripts.exports.sheets import Values
from scripts.exports.slices import slices
from scripts.exports.spreadsheets import spreadsheets
from scripts.findings.reading import Reading
from scripts.model.site import Download
from scripts.package.history import history_of
from scripts.package.read import read_package
from scripts.package.shelf import shelf_of
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words

LANGUAGE: Final = r"(?:[a-z]{2}/)?"


@dataclass(frozen=True)
class Form:
    """One form: what it is called, and which addresses below the root of a site are of it."""

    name: str
    pattern: str


FORMS: Final = (
    Form("tables as CSV", r"data/latest/[^/]+\.csv"),
    Form("slices as CSV", r"data/latest/(?:countries|indicators|regions|groupings)/.*(?<!\.excel)\.csv"),
    Form("descriptors", r"data/latest/(?:.*/)?(?:datapackage|csv-metadata|validation|croissant)\.json"),
    Form("all.zip", r"data/latest/all\.zip"),
    Form("TopoJSON", r"data/latest/.*\.topojson"),
    Form("Parquet", r"data/latest/.*\.parquet"),
    Form("SDMX", r"data/latest/sdmx/.*"),
    Form("workbooks", r"data/latest/.*\.xlsx"),
    Form("CSV for spreadsheets", r"data/latest/.*\.excel\.csv"),
    Form("zips that explain themselves", r"data/latest/.*\.zip"),
    Form("releases that are kept", r"data/\d[^/]*/.*"),
    Form("rows of tables", r"data/rows/.*"),
    Form("citations", r"api/v1/cite/.*|CITATION\.cff"),
    Form("catalogue", r"api/v1/catalogue\..*"),
    Form("JSON for programs", r"api/v1/.*\.json"),
    Form("feeds", LANGUAGE + r"feeds/.*"),
    Form("charts to take away", r"charts/.*"),
    Form("pictures for sharing", r"share/.*"),
    Form("search", LANGUAGE + r"(?:search/.*|search\.json)"),
    Form("pages", r".*\.html"),
    Form("frame, and files for hosts", r".*"),
)


def weighed(site: Path) -> dict[str, tuple[int, int]]:
    """Give the number of files of each form, and their bytes."""
    found: dict[str, tuple[int, int]] = {form.name: (0, 0) for form in FORMS}
    seen: set[int] = set()
    for name, stat in sorted(_of(site), key=lambda each: each[0]):
        if stat[0] not in seen:
            seen.add(stat[0])
            files, size = found[name[1]]
            found[name[1]] = (files + 1, size + stat[1])
    return found


def _of(site: Path) -> Iterator[tuple[tuple[int, str, str], tuple[int, int]]]:
    """Give each file with the place and name of its form and its path, and what it is on disk and its bytes."""
    compiled = [(n, form.name, re.compile(form.pattern)) for n, form in enumerate(FORMS)]
    for path in site.rglob("*"):
        if path.is_file():
            address, stat = path.relative_to(site).as_posix(), path.stat()
            place, name = next((n, name) for n, name, pattern in compiled if pattern.fullmatch(address))
            yield (place, name, address), (stat.st_ino, stat.st_size)


def seconds(folder: Path) -> Mapping[str, float]:
    """Give the seconds of the forms that are made of the data alone; those of charts and pages tells `make bench`."""
    package = read_package(folder)
    summaries = summarise(package)
    reading = Reading(package, summaries, history_of(package, summaries, shelf_of(folder)))
    sites = [Edition(reading, Words.load(language)) for language in package.languages.codes]
    first = sites[0]
    shared, newest = exports(first, summaries), latest(first)
    values = Values(package, summaries)
    described = next(file for file in shared if file.path.endswith("latest/datapackage.json"))
    citation = enclosed(package, Path())[CITATION]
    makers: Mapping[str, Callable[[], Iterable[Download]]] = {
        "slices as CSV": lambda: slices(package, summaries, newest),
        "descriptors": lambda: descriptors(first, shared),
        "Parquet": lambda: parquet_files(package, shared, described),
        "SDMX": lambda: sdmx(sites),
        "workbooks": lambda: (file for site in sites for file in spreadsheets(site, values)),
        "zips that explain themselves": lambda: bundles(sites, shared, citation),
        "JSON for programs": lambda: api_files(sites),
        "feeds": lambda: (file for site in sites for file in feeds(site, "")),
    }
    return {name: _seconds(make) for name, make in makers.items()}


def _seconds(make: Callable[[], Iterable[Download]]) -> float:
    start = time.process_time()
    deque(make(), maxlen=0)
    return time.process_time() - start


def main(site: Path, package: Path | None) -> None:
    """Print the table."""
    took = seconds(package) if package else {}
    found = weighed(site)
    for name, (files, size) in found.items():
        sys.stdout.write(f"{name:<32}{files:>7} files{size / 1e6:>9.1f} MB{took.get(name, 0):>9.1f} s\n")
    whole = sum(size for _, size in found.values())
    sys.stdout.write(f"{'all':<32}{sum(n for n, _ in found.values()):>7} files{whole / 1e6:>9.1f} MB\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
