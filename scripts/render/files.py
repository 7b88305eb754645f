"""Published files as pages list them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scripts.findings.figures import DATA
from scripts.model.languages import Languages
from scripts.model.pages import AREA_GROUP, COUNTRY, INDICATOR
from scripts.model.site import Download
from scripts.model.tables import Series, fixed_tables
from scripts.render.context import Context
from scripts.render.reusing import reuse

MADE = (
    *("all", "summaries", "coverage", "coverage_groups", "variants_counted", "variants_areas"),
    *("datapackage", "validation", "map", "releases"),
)
"""Files that are no table of the package."""

TOLD = frozenset((*MADE, *(table.name for table in fixed_tables(Languages()))))
"""Files whose names have words of their own: those, and the tables that every package may have."""

REGISTER = "register_"
"""What the names of the files of registers begin with; the rest is the register."""

OBSERVATIONS = "observations_"
"""What the names of the files of observations begin with; the rest is the series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One entry of a list of files: what it is, and what it is called. `rows` is '' where it is no table."""

    href: str
    label: str
    name: str
    format: str
    size: str
    rows: str
    count: int
    reuse: str


def size(context: Context, download: Download) -> str:
    """The size of a file in words."""
    return context.words("file.kilobytes", size=max(1, round(len(download.data) / 1000)))


def listed(context: Context, names: Iterable[str]) -> tuple[File, ...]:
    """Give the files of these names below the folder of data that are published."""
    found = (context.files.get(f"{DATA}/{name}") for name in names)
    return tuple(_file(context, download) for download in found if download)


def what(context: Context, download: Download) -> str:
    """Say what a published file is: a country, a group or a series by its name, a table of the package by its words."""
    inside = download.path.removeprefix(f"{DATA}/")
    folder, _, name = inside.rpartition("/")
    stem = name.rpartition(".")[0]
    if folder:
        return context.words("file.whole", name=_named(context, folder, stem))
    return of_package(context, stem) or name


def of_package(context: Context, stem: str) -> str:
    """Say what a file of the package, or beside it, is by its name without its end; '' where nothing is known."""
    series = context.reading.package.series.get(stem.removeprefix(OBSERVATIONS))
    if stem.startswith(OBSERVATIONS) and series:
        return context.edition.series_label(series)
    if stem.startswith(REGISTER):
        return context.words("file.register", name=context.edition.register_label(stem.removeprefix(REGISTER)))
    return context.words(f"file.{stem}") if stem in TOLD else ""


def _named(context: Context, folder: str, code: str) -> str:
    """The name of what a slice of the data is of: its folder says what its code is one of."""
    edition = context.edition
    if folder == COUNTRY.folder:
        return edition.area_names.get(code, code)
    if folder == AREA_GROUP.folder:
        return edition.group_name(code)
    if folder == INDICATOR.folder:
        row = context.reading.indicator_rows.get(code)
        return edition.text(row, "label") if row else code
    return edition.label(folder.rpartition("/")[2], code)


def _file(context: Context, download: Download) -> File:
    name = download.path.rpartition("/")[2]
    return File(
        href=context.file(download.path),
        label=what(context, download),
        name=name,
        format=name.rpartition(".")[2].upper(),
        size=size(context, download),
        rows=context.words.number(download.rows) if download.rows is not None else "",
        count=download.rows or 0,
        reuse=reuse(context, (context.reading.sources[source] for source in download.sources)),
    )


def of_series(series: Iterable[Series]) -> list[str]:
    """Names of the files of the observations of series."""
    return [f"{each.table}.csv" for each in series]


def of_register(series: Series) -> list[str]:
    """Name of the file of the register that a series is derived from; none where there is none."""
    return [f"register_{series.register}.csv"] if series.register else []
