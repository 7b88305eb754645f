"""Measures each stage of a publication: seconds, memory, megabytes, and what a page costs at half and at full size.

Cost per page should be constant: the ratio of the two sizes, taken in one run, should stay near 1.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from scripts.assemble.alone import TEMPLATE as ALONE
from scripts.assemble.assemble import assemble
from scripts.assemble.volume import Frame, Volume
from scripts.charts.gather import gather
from scripts.drawing.draw import draw
from scripts.drawing.files import chart_files
from scripts.drawing.png import fonts
from scripts.drawing.widths import Widths
from scripts.exports.exports import exports
from scripts.findings.reading import Reading
from scripts.kept import Cache
from scripts.model.site import Page
from scripts.package.read import read_package
from scripts.render.drawings import Drawings
from scripts.render.pages import render
from scripts.summarise.summarise import summarise
from scripts.validate.validate import validate
from scripts.verify.verify import verify
from scripts.words.edition import Edition
from scripts.words.words import Words

PACKAGE = Path("datapackage")
HEAVIEST = 8
"""Folders whose size is told, the whole site among them."""
T = TypeVar("T")


def measured(name: str, work: Callable[[], T]) -> tuple[T, float]:
    """Do the work; tell its seconds and the peak memory of the process so far."""
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{name:<32}{seconds:>8.2f} s{peak:>10.0f} MB at most so far\n")
    return result, seconds


def weights(site: Path) -> dict[str, int]:
    """Give the bytes of each folder of a site, and of all of it; a file that lies at several addresses counts once."""
    found = {path.stat().st_ino: path for path in sorted(site.rglob("*")) if path.is_file()}
    told = {"all": 0}
    for path in found.values():
        size, name = path.stat().st_size, path.relative_to(site).parts[0]
        told[name] = told.get(name, 0) + size
        told["all"] += size
    return told


def half(pages: Sequence[Page]) -> list[Page]:
    """Every second page below a section, and every section's own page: links to the others are then broken."""
    return [page for n, page in enumerate(pages) if page.path.count("/") < 2 or n % 2 == 0]


def main() -> None:
    """Run every stage once on the committed package, and MkDocs on half of the pages as well."""
    words = Words.load("en")
    _, seconds = measured("validate", lambda: validate(PACKAGE))
    package, _ = measured("read package", lambda: read_package(PACKAGE))
    rows = sum(len(table) for table in package.tables.values())
    sys.stdout.write(f"{'':<32}{seconds / rows * 1e5:>8.2f} s for each 100,000 of {rows:,} rows\n")
    summaries, _ = measured("summarise", lambda: summarise(package))
    site = Edition(Reading(package, summaries), words)
    downloads, _ = measured("exports", lambda: exports(site, summaries))
    charts, _ = measured("gather charts", lambda: list(gather(site)))
    with tempfile.TemporaryDirectory() as folder:
        for state in ("cold", "cached"):
            cache = Cache(Path(folder))
            drawn, _ = measured(f"draw charts, {state}", lambda: list(draw(site, charts, cache, Widths(fonts(cache)))))  # noqa: B023 - called at once
            files, seconds = measured(f"files of charts, {state}", lambda: list(chart_files(site, drawn, cache)))  # noqa: B023
    sys.stdout.write(f"{'':<32}{len(charts):>8} charts\n")
    pages, seconds = measured("render", lambda: list(render(site, downloads, Drawings(drawn))))
    sys.stdout.write(f"{'':<32}{seconds / len(pages) * 1e3:>8.2f} ms for each of {len(pages)} pages\n")
    frame = Frame(
        name=str(package.descriptor["name"]),
        version=package.version,
        released=package.released,
        site_url="",
        languages=package.languages,
    )

    def built(some: Sequence[Page], folder: Path) -> Path:
        return assemble([Volume(words=words, naming=site.naming, pages=some)], [*downloads, *files], frame, folder)

    with tempfile.TemporaryDirectory() as folder:
        some = half(pages)
        _, part = measured(f"assemble {len(some)} pages", lambda: built(some, Path(folder) / "half"))
        finished, whole = measured(f"assemble {len(pages)} pages", lambda: built(pages, Path(folder) / "whole"))
        ratio = (whole / len(pages)) / (part / len(some))
        sys.stdout.write(f"{'':<32}{ratio:>8.2f} cost of a page at full size to that at half size\n")
        by_mkdocs = sum(page.frame != ALONE for page in pages)
        sys.stdout.write(f"{'':<32}{by_mkdocs:>8} of the pages by MkDocs, besides those written by hand\n")
        for name, weight in sorted(weights(finished).items(), key=lambda each: -each[1])[:HEAVIEST]:
            sys.stdout.write(f"{name:<32}{weight / 1e6:>8.1f} MB\n")
        measured("verify", lambda: verify(finished, PACKAGE))


main()
