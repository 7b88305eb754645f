"""Published files as pages list them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scripts.findings.figures import DATA
from scripts.model.site import SPREADSHEET, Download
from scripts.model.tables import Series
from scripts.render.context import Context
from scripts.render.reusing import reuse
from scripts.words.files import named


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


def _file(context: Context, download: Download) -> File:
    name = download.path.rpartition("/")[2]
    return File(
        href=context.file(download.path),
        label=named(context.edition, download),
        name=name,
        format=name.rpartition(".")[2].upper(),
        size=size(context, download),
        rows=context.words.number(download.rows) if download.rows is not None else "",
        count=download.rows or 0,
        reuse=reuse(context, download.sources),
    )


def of_slice(context: Context, place: str) -> list[str]:
    """Names of the files of a country, an indicator or a group, for readers first: `countries/DEU`."""
    own = f"{place}.{context.words.language}"
    return [f"{own}.xlsx", f"{own}{SPREADSHEET}", f"{place}.csv", f"{own}.zip"]


def of_series(series: Iterable[Series]) -> list[str]:
    """Names of the files of the observations of series."""
    return [f"{each.table}.csv" for each in series]


def of_register(series: Series) -> list[str]:
    """Name of the file of the register that a series is derived from; none where there is none."""
    return [f"register_{series.register}.csv"] if series.register else []
