"""The package as a whole: its files, its coverage, and what validation found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.figures import DATA
from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.prose import ISO_DATE
from scripts.model.site import Download
from scripts.render.cells import period_cell
from scripts.render.columns import column
from scripts.render.context import Context
from scripts.render.files import File, listed, size
from scripts.render.links import anchor, indicator_link
from scripts.render.makers import Makers
from scripts.render.parts import CARDS, Cell, Column, Table, Text, table
from scripts.render.subjects.sources import reconciliation
from scripts.sentences import sentences

FOLDERS = ("package", "indicators", "countries", "regions", "groupings")
"""Folders of published data, as the page of downloads groups them; the first is of files in none."""

WHOLE = (
    "all.zip",
    "summaries.csv",
    "coverage.csv",
    "coverage_groups.csv",
    "variants_counted.csv",
    "variants_areas.csv",
    "datapackage.json",
)
"""The files that hold everything."""

REPORT = "validation.json"
"""The published report of validation."""

WARNED = {"file": "file", "row": "row", "field": "field", "what": "message", "code": "code"}
"""Columns of the table of warnings, with the key of the report that each has."""

Problem = Mapping[str, object]
"""One problem of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesOfFolder:
    """The files of one folder, as a table of `count` rows."""

    folder: str
    count: int
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadsPage:
    """What the page of downloads shows."""

    whole: tuple[File, ...]
    folders: tuple[FilesOfFolder, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """The published report of validation: how many kinds of fault were looked for, and the warnings."""

    checks: int
    warnings: int
    table: Table
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPage:
    """What the page on quality shows. No report of validation is published in a preview."""

    tables: int
    coverage: Table
    validation: Validation | None
    reconciliation: Table


def downloads_page(context: Context, _: None) -> DownloadsPage:
    """Give all published files."""
    found: dict[str, list[Download]] = {folder: [] for folder in FOLDERS}
    for download in context.files.values():
        found[_folder(download)].append(download)
    return DownloadsPage(
        whole=listed(context, WHOLE),
        folders=tuple(
            FilesOfFolder(folder=folder, count=len(files), table=_files(context, folder, files))
            for folder, files in found.items()
        ),
    )


def quality_page(context: Context, _: None) -> QualityPage:
    """Give what is known, what validation found, and what became of rows."""
    return QualityPage(
        tables=len(context.reading.package.tables),
        coverage=_coverage(context),
        validation=_validation(context),
        reconciliation=reconciliation(context),
    )


PAGES = Makers(site={"downloads": downloads_page, "quality": quality_page})


# -- files -------------------------------------------------------------------------------------------------------------


def _inside(download: Download) -> str:
    return download.path.removeprefix(f"{DATA}/")


def _folder(download: Download) -> str:
    folder, inside, _ = _inside(download).partition("/")
    return folder if inside else FOLDERS[0]


def _files(context: Context, folder: str, files: list[Download]) -> Table:
    """Name, rows, size and hash of each file."""

    def rows(download: Download) -> Text | Cell:
        if download.rows is None:
            return context.words("table.blank")
        return Cell(text=context.words.number(download.rows), order=str(download.rows))

    def weight(download: Download) -> Cell:
        return Cell(text=size(context, download), order=str(len(download.data)))

    return table(
        [
            column(context, "file", lambda file: anchor(context.file(file.path), _inside(file)), "wide"),
            column(context, "rows", rows, "figure"),
            column(context, "size", weight, "figure"),
            column(context, "hash", lambda file: Markup("<code>{}</code>").format(file.sha256[:16]), "wide"),
        ],
        files,
        id=f"files-table-{folder}",
        caption=context.words("downloads.caption", group=context.words(f"downloads.group.{folder}")),
        filter=context.words("table.filter"),
        tall=True,
    )


# -- quality -----------------------------------------------------------------------------------------------------------


def _coverage(context: Context) -> Table:
    """One row an indicator: coverage, period, last day that its source covers."""
    edition, reading, words = context.edition, context.reading, context.words

    def covered(indicator: Row) -> Markup:
        series = reading.headline(indicator)
        said = sentences.statement(edition, series)
        stands = sentences.coverage(edition, series, said.figures)
        return stands or sentences.standing(edition, series, WORLD, said.period)

    def until(indicator: Row) -> Cell:
        day = reading.sources[reading.headline(indicator).source]["data_until"]
        return Cell(text=words.day(day), order=day)

    def period(indicator: Row) -> Text | Cell:
        return period_cell(context, reading.latest(reading.headline(indicator)))

    return table(
        [
            column(context, "indicator", lambda row: indicator_link(context, row), "wide", words("profile.indicator")),
            column(context, "coverage", covered, "wide", words("headline.coverage")),
            column(context, "time_period", period, "year"),
            column(context, "data_until", until, "year", words("quality.until")),
        ],
        reading.indicators,
        id="coverage-table",
        caption=words("quality.coverage_caption"),
        phone=CARDS,
        tall=False,
    )


def _validation(context: Context) -> Validation | None:
    path = f"{DATA}/{REPORT}"
    download = context.files.get(path)
    if download is None:
        return None
    report = json.loads(download.data)
    problems: list[Problem] = report["problems"]
    return Validation(
        checks=report["checks"],
        warnings=report["warnings"],
        table=table(
            [_warned(context, name, key) for name, key in WARNED.items()],
            problems,
            id="validation-table",
            caption=context.words("quality.validation_caption"),
            phone=CARDS,
            tall=False,
        ),
        href=context.file(path),
    )


def _written(context: Context, day: str) -> str:
    """Write a date as the language does; what is no date stays as it is, since a message may quote a fault."""
    try:
        return context.words.day(day)
    except ValueError:
        return day


def _warned(context: Context, name: str, key: str) -> Column[Problem]:
    """One column of the warnings. Messages of validation are in the report's language."""

    def cell(problem: Problem) -> Text:
        said = "" if problem[key] is None else ISO_DATE.sub(lambda day: _written(context, day[0]), str(problem[key]))
        return anchor(context.file(f"errors/{said}/"), said) if name == "code" else said

    return column(context, name, cell, "wide", context.words(f"problems.column.{name}"))
