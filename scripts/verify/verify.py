"""Verifies a finished site: every check, every finding, in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Protocol

from scripts.kept import NOTHING, Made
from scripts.model.moved import FILE as MOVED
from scripts.model.moved import OF_PROGRAM, Move, moves_in
from scripts.model.problems import Problem
from scripts.model.versions import SHELF
from scripts.process import beside
from scripts.verify.active import active_in_drawings, active_in_page
from scripts.verify.addresses import Addresses
from scripts.verify.api import api
from scripts.verify.areas import areas
from scripts.verify.bounds import Bounds
from scripts.verify.breaks import breaks
from scripts.verify.bundles import bundles
from scripts.verify.catalogue import DataSets, catalogue
from scripts.verify.charts import chart_numbers, charts
from scripts.verify.corrected import Corrected
from scripts.verify.coverage import coverage
from scripts.verify.croissant import croissant
from scripts.verify.feeds import feeds
from scripts.verify.figures import figures, headline_pages
from scripts.verify.files import Folder
from scripts.verify.gaps import Gaps
from scripts.verify.latest import latest
from scripts.verify.ledger import ledger
from scripts.verify.links import References, link_problems, style_sheet_links
from scripts.verify.manifest import manifest
from scripts.verify.named import Named
from scripts.verify.package_files import archive, package_files
from scripts.verify.page import Page, content_of, parse, structure
from scripts.verify.parquet import parquet
from scripts.verify.parts import parts
from scripts.verify.pictures import picture_problems
from scripts.verify.presence import presence
from scripts.verify.prose import prose
from scripts.verify.quoting import Quoting
from scripts.verify.releases import releases
from scripts.verify.reports import Reports
from scripts.verify.residue import machine_paths, residue
from scripts.verify.rows import Rows
from scripts.verify.sdmx import sdmx
from scripts.verify.search import search
from scripts.verify.slices import slices
from scripts.verify.spreadsheets import spreadsheets
from scripts.verify.summaries import summaries
from scripts.verify.told import Told
from scripts.verify.variants import variants
from scripts.verify.weights import Weights
from scripts.verify.well_known import well_known
from scripts.verify.workbooks import workbooks


def verify(site: Path, package: Path, made: Made = NOTHING) -> tuple[Problem, ...]:
    """Give every fault of the site in `site`, made from the package in `package`, sorted by file and row.

    What was `made` before is what was found of content that is the same, which is not looked at again.
    Raises OSError only when a file of the site vanishes meanwhile.
    """
    with beside(partial(_in_files, site, package, made)) as in_files:
        known = made.known()
        found = {*_in_pages(Folder(site, known), _moves(package))}
        known.save()
        found |= {*in_files()}
    return tuple(sorted(found))


def _in_pages(folder: Folder, moves: Sequence[Move]) -> Iterator[Problem]:
    """Give every fault of the pages and of what they show, load and lead to."""
    references = References()
    shown: dict[str, list[str]] = {}
    told, rows, quoting, bounds = Told(folder), Rows(folder), Quoting(folder), Bounds(folder)
    corrected = Corrected(folder)
    weights = Weights(folder)
    addresses = Addresses()
    yield from pages(
        folder,
        references,
        shown,
        addresses,
        (told, rows, quoting, bounds, corrected, weights, DataSets(folder), Reports(folder)),
    )
    yield from told.problems()
    yield from rows.problems()
    yield from corrected.problems()
    yield from addresses.problems(folder)
    yield from charts(folder, shown)
    yield from link_problems(
        [*references.links, *style_sheet_links(folder)], references.anchors, folder.files, references.home, folder.given
    )
    yield from picture_problems(references.pictures, folder, references.home)
    yield from presence(folder, references.links)
    yield from ledger(folder, references.anchors, moves)


def _in_files(site: Path, package: Path, made: Made) -> list[Problem]:
    """Give every fault of the files by themselves: tables, files for programs and for the search, drawings."""
    known = made.known()
    folder = Folder(site, known)
    checks: tuple[Iterable[Problem], ...] = (
        releases(folder, package),
        feeds(folder),
        active_in_drawings(folder),
        machine_paths(folder, package),
        summaries(folder),
        parts(folder),
        coverage(folder),
        latest(folder),
        parquet(folder),
        croissant(folder),
        sdmx(folder),
        workbooks(folder),
        spreadsheets(folder),
        bundles(folder),
        variants(folder),
        slices(folder),
        package_files(folder, package),
        archive(folder),
        api(folder),
        catalogue(folder),
        well_known(folder),
        search(folder),
        manifest(folder),
        chart_numbers(folder),
        Quoting(folder).charts(),
    )
    found = [problem for check in checks for problem in check]
    known.save()
    return found


def _moves(package: Path) -> tuple[Move, ...]:
    """What is said of addresses that are no more: beside the package, and in the program.

    Of a list that is none validation tells.
    """
    lists = (path for path in (package / SHELF / MOVED, OF_PROGRAM) if path.is_file())
    with suppress(ValueError):
        return tuple(move for path in lists for move in moves_in(path.read_bytes()))
    return ()


class Reader(Protocol):
    """Reads every page once, and tells what it finds on it."""

    def of_page(self, page: Page) -> Iterable[Problem]:
        """Tell the faults of a page."""


def pages(
    folder: Folder,
    references: References,
    shown: dict[str, list[str]],
    addresses: Addresses,
    readers: Sequence[Reader],
) -> list[Problem]:
    """Give the faults of each page by itself.

    Its links, anchors and picture are added to `references`, the charts that stand on it to `shown`, what it says of
    its address to `addresses`; `readers` tell what they find on it.
    """
    found: list[Problem] = []
    figure_counts: dict[str, int] = {}
    named = Named(folder)
    gaps = Gaps(folder)
    for path in folder.below("", ".html"):
        page = parse(path, folder.read(path))
        found += (
            *folder.judged("page", content_of(page), lambda: _by_itself(page, folder)),  # noqa: B023 - called at once
            *figures(page, folder),
            *breaks(page, folder),
            *areas(page, folder),
            *named.problems(page),
            *gaps.of_page(page),
            *(problem for reader in readers for problem in reader.of_page(page)),
        )
        references.add(page)
        addresses.add(page)
        shown[path] = [str(name) for name in page.tree.xpath("//*[@data-chart]/@id")]
        figure_counts[path] = sum(1 for _ in page.tree.iter("data"))
    found += headline_pages(figure_counts, folder)
    return found


def _by_itself(page: Page, folder: Folder) -> Iterator[Problem]:
    """Tell what is wrong with a page whatever stands elsewhere, but for what the package says."""
    yield from structure(page)
    yield from active_in_page(page)
    yield from residue(page, folder)
    yield from prose(page, folder)
