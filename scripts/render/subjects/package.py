"""The package as a whole: its files, its coverage, and what validation found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.figures import DATA
from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.locale_files import OWN
from scripts.model.pages import errors_at
from scripts.model.prose import ISO_DATE
from scripts.model.reuse import terms_of
from scripts.model.site import SDMX_CSV, SPREADSHEET, Download
from scripts.render.cells import period_cell
from scripts.render.columns import column
from scripts.render.context import Context
from scripts.render.files import File, listed, size
from scripts.render.links import anchor, area_link, group_link, indicator_link, source_link
from scripts.render.makers import Makers
from scripts.render.parts import CARDS, Cell, Choice, Column, Table, Text, table
from scripts.render.subjects.sources import Reconciled, reconciliation
from scripts.sentences import sentences
from scripts.words.files import language_of, named, of_package

FOLDERS = ("package", "indicators", "countries", "regions", "groupings", "parquet", "sdmx", "whole")
"""Folders of published data, as the page of downloads groups them; the first is of files in none."""

WHOLE = (
    "all.zip",
    "latest.csv",
    "summaries.csv",
    "coverage.csv",
    "coverage_groups.csv",
    "variants_counted.csv",
    "variants_areas.csv",
    "datapackage.json",
    "croissant.json",
)
"""The files that hold everything."""

FORMS = frozenset(("xlsx", "excel", "csv", "zip", "parquet", "json", "topojson", "sdmx", "xml", "croissant"))
"""Forms of files of which it is said for whom they are."""

REPORT = "validation.json"
"""The published report of validation."""

NAMING = ("title", "label", "name", "iso3", "id", "code")
"""Columns by which readers know a row, the best first; texts stand in a column of each language."""

SOURCES = "sources"
FIRST_ROW = 2
"""Number of the first row of a file after its header, as spreadsheets count."""

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
    """What the page of downloads shows: of the files in words those in its own of so many `languages`."""

    languages: int

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
class Outside:
    """Areas that a group includes and that are in none of its parts: the parts give less than the whole.

    `id` is of the series, the group and the areas, by which it is found again.
    """

    id: str
    text: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPage:
    """What the page on quality shows. No report of validation is published in a preview."""

    tables: int
    coverage: Table
    outside: tuple[Outside, ...]
    validation: Validation | None
    errors: str
    """Where the pages on codes of errors stand below the site's root; '' for a site without them."""
    reconciliation: tuple[Reconciled, ...]


def downloads_page(context: Context, _: None) -> DownloadsPage:
    """Give the published files of codes, and those of words in the language of the page."""
    found: dict[str, list[Download]] = {folder: [] for folder in FOLDERS}
    for download in context.files.values():
        if language_of(download) in ("", context.words.language):
            found[_folder(download)].append(download)
    for folder in FOLDERS[1:]:  # the package's own order stays, since it tells what belongs together
        found[folder].sort(key=lambda download: context.words.sort_key(named(context.edition, download)))
    return DownloadsPage(
        languages=len(context.edition.languages.codes),
        whole=listed(context, (*_for_spreadsheets(context), *WHOLE)),
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
        outside=tuple(_outside(context)),
        validation=_validation(context),
        errors=errors_at(context.edition.languages),
        reconciliation=reconciliation(context),
    )


PAGES = Makers(site={"downloads": downloads_page, "quality": quality_page})


def _for_spreadsheets(context: Context) -> tuple[str, str]:
    """Names of the files of everything for readers of spreadsheets."""
    own = f"whole/overview.{context.words.language}"
    return f"{own}.xlsx", f"{own}{SPREADSHEET}"


# -- files -------------------------------------------------------------------------------------------------------------


def _inside(download: Download) -> str:
    return download.path.removeprefix(f"{DATA}/")


def _name_of(download: Download) -> str:
    return download.path.rpartition("/")[2]


def _folder(download: Download) -> str:
    folder, inside, _ = _inside(download).partition("/")
    return folder if inside else FOLDERS[0]


def _form(download: Download) -> str:
    """The form of a file by the end of its name."""
    name = _name_of(download)
    told = {SPREADSHEET: "excel", SDMX_CSV: "sdmx", "croissant.json": "croissant"}
    end = next((form for last, form in told.items() if name.endswith(last)), name.rpartition(".")[2])
    return end if end in FORMS else "other"


def _terms(context: Context, download: Download) -> str:
    """The strictest terms among the sources of a file, in few words; '' where it has none."""
    found = terms_of(context.reading.sources[source] for source in download.sources)
    return context.words(f"downloads.terms.{found.kind}") if found else ""


def _files(context: Context, folder: str, files: list[Download]) -> Table:
    """What each file is, its name, for whom it is, rows, size, terms and hash."""

    def rows(download: Download) -> Text | Cell:
        if download.rows is None:
            return context.words("table.blank")
        return Cell(text=context.words.number(download.rows), order=str(download.rows))

    def weight(download: Download) -> Cell:
        return Cell(text=size(context, download), order=str(len(download.data)))

    forms = tuple(sorted({_form(file) for file in files}))
    choices = tuple(
        Choice(code=form, label=context.words.named(f".{form}", context.words(f"downloads.for.{form}")))
        for form in forms
    )
    return table(
        [
            column(context, "what", lambda file: anchor(context.file(file.path), named(context.edition, file)), "wide"),
            column(context, "file", lambda file: Markup("<code>{}</code>").format(_name_of(file))),
            Column(
                name="reader",
                label=context.words("column.reader"),
                cell=lambda file: Cell(text=context.words(f"downloads.for.{_form(file)}"), code=_form(file)),
                codes=forms,
                choices=choices if len(forms) > 1 else (),
            ),
            column(context, "rows", rows, "figure"),
            column(context, "size", weight, "figure"),
            column(context, "terms", lambda file: _terms(context, file), optional=True),
            column(context, "hash", lambda file: Markup("<code>{}</code>").format(file.sha256[:16]), "wide"),
        ],
        files,
        id=f"files-table-{folder}",
        caption=context.words("downloads.caption", group=context.words(f"downloads.group.{folder}")),
        filter=context.words("table.filter"),
        tall=True,
    )


def _outside(context: Context) -> Iterator[Outside]:
    for series in context.reading.package.series.values():
        for group, areas in context.reading.outside(series).items():
            yield Outside(
                id=" ".join([series.id, group, *areas]),
                text=context.edition.phrase(
                    "quality.outside_line",
                    series=context.edition.series_label(series),
                    group=group_link(context, group),
                    areas=context.edition.listed([Markup.escape(area_link(context, area)) for area in areas]),
                    count=len(areas),
                ),
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
    words, report = context.words, json.loads(download.data)
    problems: list[Problem] = report["problems"]
    return Validation(
        checks=report["checks"],
        warnings=report["warnings"],
        table=table(
            [
                column(context, "what", lambda problem: _about(context, problem), "wide", words("quality.warned")),
                column(context, "message", lambda problem: _message(context, problem), "wide", words("quality.says")),
                column(context, "code", lambda problem: _code(context, problem), "text", words("problems.column.code")),
            ],
            problems,
            id="validation-table",
            caption=words("quality.validation_caption"),
            phone=CARDS,
            sort=False,
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


def _message(context: Context, problem: Problem) -> str:
    """What a warning says. Messages of validation are in the language of the report, which is the program's own."""
    if context.words.language != OWN:
        held = {name: _dated(context, str(problem[name] or "")) for name in ("found", "expected", "field")}
        return context.words(f"problems.{problem['code']}.what", **held)
    return _dated(context, str(problem["message"]))


def _dated(context: Context, text: str) -> str:
    return ISO_DATE.sub(lambda day: _written(context, day[0]), text)


def _code(context: Context, problem: Problem) -> Text:
    errors = errors_at(context.edition.languages)
    return anchor(context.file(f"{errors}{problem['code']}/"), problem["code"]) if errors else str(problem["code"])


def _about(context: Context, problem: Problem) -> Text:
    """What a warning is about, by its name; where it stands in the files is for those who look after them."""
    file, row = str(problem["file"] or ""), problem["row"]
    name = file.rpartition("/")[2].removesuffix(".csv")
    rows = context.reading.rows(name) if name in context.reading.package.tables else []
    place = row - FIRST_ROW if isinstance(row, int) else -1
    if not 0 <= place < len(rows):
        return file
    if name == SOURCES:
        return source_link(context, rows[place]["id"])
    return context.words(
        "quality.about", table=of_package(context.edition, name) or file, name=_name(context, rows[place])
    )


def _name(context: Context, row: Row) -> str:
    """What readers call a row: its name or label in the site's language, else its code."""
    columns = (each for name in NAMING for each in (f"{name}_{context.words.language}", name))
    return next((row[column] for column in columns if row.get(column)), next(iter(row.values()), ""))
