"""Tries a package as `publish` does, without MkDocs, Node and the pictures' program: seconds become a tenth of one.

Everything that reads data runs: validation, summaries, exports, the files for programs, what charts say, pages and
pictures before they are drawn, and then the checks of `verify` that look at data, on a stand-in of the finished site.
What MkDocs, Node and Pagefind do with the same texts, `test_publish.py` tries on a few packages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.charts.gather import gather
from scripts.drawing.colours import colours
from scripts.drawing.drawn import Drawing, Drawn
from scripts.drawing.files import numbers
from scripts.drawing.picture import picture
from scripts.drawing.units import Units
from scripts.exports.api import api_files
from scripts.exports.catalogue import data_sets
from scripts.exports.exports import exports
from scripts.exports.telling import telling
from scripts.findings.reading import Reading
from scripts.model.problems import Problem
from scripts.model.site import Download, Page
from scripts.package.files import csv_bytes
from scripts.package.read import read_package
from scripts.render.drawings import Drawings
from scripts.render.pages import render
from scripts.render.share import shares
from scripts.summarise.summarise import summarise
from scripts.validate.report import Report
from scripts.validate.validate import validate_files, warnings
from scripts.verify.api import api
from scripts.verify.charts import _number
from scripts.verify.coverage import coverage
from scripts.verify.figures import figures, headline_pages
from scripts.verify.files import Folder
from scripts.verify.gaps import Gaps
from scripts.verify.package_files import archive, package_files
from scripts.verify.page import parse, structure
from scripts.verify.presence import wanted
from scripts.verify.residue import machine_paths, residue
from scripts.verify.slices import slices
from scripts.verify.summaries import summaries
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.pictures import widths

WORDS = Words.load("en")
BLANK = Drawing(
    svg='<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>', width=10, height=10, vega="{}"
)
SHELL = '<!doctype html><html lang="en"><head><title>x</title></head><body><main>{}</main></body></html>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What became of a package: the problems for which it is refused, or those of the site made from it, and pages."""

    refused: tuple[Problem, ...]
    faults: tuple[Problem, ...]
    pages: Mapping[str, Page]

    @property
    def codes(self) -> set[str]:
        """The codes for which it is refused."""
        return {problem.code for problem in self.refused}


def tried(files: Mapping[str, bytes], folder: Path) -> Trial:
    """Validate the package of `files`; where nothing refuses it, build its site below `folder` and check that."""
    report = Report(package="", problems=validate_files(files), warnings=warnings())
    if report.errors:
        return Trial(refused=tuple(report.errors), faults=(), pages={})
    package = folder / "package"
    for path, data in files.items():
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_bytes(data)
    pages = _build(package, folder / "site")
    found = tuple(sorted(set(_checked(Folder(folder / "site"), package))))
    return Trial(refused=(), faults=found, pages=pages)


def _build(package: Path, target: Path) -> dict[str, Page]:
    read = read_package(package)
    made = summarise(read)
    site = Edition(Reading(read, made), WORDS)
    downloads = exports(site, made)
    drawn = [Drawn(chart=chart, wide=BLANK, narrow=BLANK, spec="{}") for chart in gather(site)]
    for each in drawn:
        picture(each, widths(), dict(colours()))
    units = Units(site.reading)
    tables = [
        Download(path=f"charts/{d.chart.id}.csv", data=csv_bytes(numbers(d.chart, units)), media_type="text/csv")
        for d in drawn
    ]
    for share in shares(site, widths()):
        share.svg.encode()
    pages = list(render(site, downloads, Drawings(drawn)))
    for page in pages:
        _write(target, f"{page.path}index.html", SHELL.format(page.fragment).encode())
    for_programs = api_files([site])
    listed = data_sets(site, pages, [*downloads, *for_programs])
    for_programs = [*for_programs, *telling([(site, listed)], "")]
    for file in (*downloads, *for_programs, *tables):
        _write(target, file.path, file.data)
    return {page.path: page for page in pages}


def _write(target: Path, path: str, data: bytes) -> None:
    (target / path).parent.mkdir(parents=True, exist_ok=True)
    (target / path).write_bytes(data)


def _checked(site: Folder, package: Path) -> Iterator[Problem]:
    shown: dict[str, int] = {}
    gaps = Gaps(site)
    for path in site.below("", ".html"):
        page = parse(path, site.read(path))
        yield from (*structure(page), *residue(page, site), *figures(page, site), *gaps.of_page(page))
        shown[path] = sum(1 for _ in page.tree.iter("data"))
    yield from headline_pages(shown, site)
    for path in site.below("charts/", ".csv"):
        table = site.table(path)
        for number, row in enumerate(table.rows if table else (), start=2):
            yield from _number(site, path, number, row[-5:])
    for kind, codes in wanted(site).items():
        yield from (
            Problem(file=kind.path(code), code="page-absent")
            for code in codes
            if f"{kind.path(code)}index.html" not in site.files
        )
    checks: tuple[Iterable[Problem], ...] = (
        machine_paths(site, package),
        summaries(site),
        coverage(site),
        slices(site),
        package_files(site, package),
        archive(site),
        api(site),
    )
    for check in checks:
        yield from check
