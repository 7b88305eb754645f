"""What a catalogue lists of a site: one data set of everything, and one of each indicator, country and group of them.

It is said twice: in each page for search engines (`schema_org`), and in one file for portals (`dcat`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from scripts.exports.api import FOLDER as PROGRAMS
from scripts.exports.published import FOLDER
from scripts.findings.reading import Row
from scripts.model.pages import OF_DATA_SETS, PageKind
from scripts.model.site import SPREADSHEET, Download, Page
from scripts.words.citation import publication_of
from scripts.words.edition import Edition

WHOLE: Final = "downloads/"
"""The page of the data set of everything."""

OF_WHOLE: Final = (
    *("all.zip", "datapackage.json", "croissant.json", "summaries.csv", "parquet/observations.parquet", "latest.csv"),
)
"""Files in which everything is, as far as they are published."""

OF_PROGRAMS: Final = ("text/csv", "application/json")
"""Media types of files to which pages lead programs."""

LEAST, MOST = 50, 5000
"""Letters of a description that search engines for data sets take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """One data set: its page's address below the site's root, what it is called and says, its files and sources."""

    path: str
    kind: PageKind | None
    """Kind of what it is of; None for everything."""
    title: str
    description: str
    files: tuple[Download, ...]
    sources: tuple[Row, ...]
    measured: tuple[Row, ...]
    """Series that it has values of, as rows of the table of series."""
    first: str
    last: str
    """First and last year; '' where no value has a year."""


def data_sets(site: Edition, pages: Sequence[Page], files: Sequence[Download]) -> list[DataSet]:
    """Give the data sets of one language, by address: those whose page is among `pages`, with their files."""
    having = {page.path: page for page in pages}
    found = [_whole(site, having[WHOLE], files)] if WHOLE in having else []
    held = _by_code(site, files)
    for kind in OF_DATA_SETS:
        for page in (page for path, page in sorted(having.items()) if path.startswith(f"{kind.folder}/")):
            code = page.path.removeprefix(f"{kind.folder}/").rstrip("/")
            own = held.get((kind.folder, code), ())
            if table := next((file for file in own if file.media_type == "text/csv" and _has_rows(file)), None):
                found.append(_of_slice(site, page, kind, own, table))
    return found


FORM: Final = re.compile(r"(?:\.([a-z]{2}))?(?:\.excel)?$")
"""What the name of a file for spreadsheets has after what it is of: its language, and that it is a CSV for them."""


def _by_code(site: Edition, files: Iterable[Download]) -> Mapping[tuple[str, str], list[Download]]:
    """Give the files of each indicator, country and group by what they are of, but for those in another language."""
    found: dict[tuple[str, str], list[Download]] = {}
    for kind in OF_DATA_SETS:
        for root in (FOLDER, PROGRAMS):
            folder = f"{root}/{kind.folder}/"
            for file in (file for file in files if file.path.startswith(folder)):
                name, _, rest = file.path.removeprefix(folder).rpartition(".")
                form = FORM.search(name)
                language = form[1] if form else None
                if rest and name not in ("datapackage", "csv-metadata") and language in (None, site.words.language):
                    for code in {name.lower(), FORM.sub("", name).lower()}:  # an id may end like a language itself
                        found.setdefault((kind.folder, code), []).append(file)
    return found


def _whole(site: Edition, page: Page, files: Sequence[Download]) -> DataSet:
    package = site.reading.package
    sources = {row["id"]: row for row in site.reading.rows("sources")}
    used = sorted({source for file in files for source in file.sources} & sources.keys())
    series = [row for row in site.reading.rows("series") if row["indicator"]]
    years = sorted(row[name][:4] for row in series for name in ("first_period", "last_period"))
    return DataSet(
        path=f"{site.root}{page.path}",
        kind=None,
        title=str(package.descriptor["title"]),
        description=_long_enough(site, str(package.descriptor.get("description", ""))),
        files=tuple(file for name in OF_WHOLE for file in files if file.path == f"{FOLDER}/{name}"),
        sources=tuple(sources[name] for name in used),
        measured=tuple(series),
        first=years[0] if years else "",
        last=years[-1] if years else "",
    )


def _of_slice(site: Edition, page: Page, kind: PageKind, files: Sequence[Download], table: Download) -> DataSet:
    told = _told(table)
    series = told["series"].unique().tolist()
    years = sorted({year for period in told["time_period"].unique() if (year := str(period)[:4]).isdigit()})
    named = {row["id"]: row for row in site.reading.rows("sources")}
    return DataSet(
        path=f"{site.root}{page.path}",
        kind=kind,
        title=site.words("catalogue.title", name=page.title, site=site.naming.name),
        description=_long_enough(site, page.description),
        files=tuple(files),
        sources=tuple(named[name] for name in table.sources if name in named),
        measured=tuple(site.reading.series_rows[name] for name in series),
        first=years[0] if years else "",
        last=years[-1] if years else "",
    )


OF_ROWS: Final = ("series", "time_period")
"""Columns that say of what a row is."""


def _has_rows(file: Download) -> bool:
    """Whether a CSV has rows of figures for programs; one for spreadsheets has labels at its head."""
    return {*OF_ROWS} <= {*file.data.partition(b"\n")[0].decode().strip().split(",")}


def _told(table: Download) -> pd.DataFrame:
    """Give of which series and periods a table has rows: of slices of regions there are tens of megabytes."""
    return pd.read_csv(io.BytesIO(table.data), usecols=[*OF_ROWS], dtype=str, keep_default_na=False)


def _long_enough(site: Edition, text: str) -> str:
    """Give a description with the release; search engines take none that is very short, or very long."""
    package = site.reading.package
    own = publication_of(package.descriptor, site.words)
    release = site.words("catalogue.release", site=own.site, version=package.version, day=site.words.day(own.day))
    return f"{text} {release}".strip()[:MOST]


def distinct(rows: Iterable[Row], name: str) -> Iterator[str]:
    """Give the texts of a column, each once, in order."""
    yield from dict.fromkeys(row[name] for row in rows if row[name])


def with_forms(site: Edition, pages: Sequence[Page], found: Sequence[DataSet]) -> list[Page]:
    """Give the pages, those of an indicator, a country or a group with the files for programs that say the same."""
    forms = {
        each.path.removeprefix(site.root): tuple(
            (file.path, file.media_type)
            for file in each.files
            if file.media_type in OF_PROGRAMS and not file.path.endswith(SPREADSHEET)
        )
        for each in found
        if each.kind
    }
    return [replace(page, forms=forms.get(page.path, ())) for page in pages]
