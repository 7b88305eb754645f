"""What published files are called: a table of the package by its words, a slice by what it is of."""

from __future__ import annotations

from typing import Final

from scripts.findings.figures import DATA
from scripts.model.languages import Languages
from scripts.model.pages import AREA_GROUP, COUNTRY, INDICATOR
from scripts.model.site import SDMX_CSV, SPREADSHEET, Download
from scripts.model.tables import fixed_tables
from scripts.words.edition import Edition

MADE: Final = (
    *(
        "all",
        "latest",
        "observations",
        "summaries",
        "coverage",
        "coverage_groups",
        "variants_counted",
        "variants_areas",
    ),
    *("datapackage", "croissant", "validation", "map", "releases", "structure"),
)
"""Files that are no table of the package."""

TOLD: Final = frozenset((*MADE, *(table.name for table in fixed_tables(Languages()))))
"""Files whose names have words of their own: those, and the tables that every package may have."""

WORKBOOK: Final = ".xlsx"
BUNDLE: Final = ".zip"
FORMS: Final = {WORKBOOK: "workbook", SPREADSHEET: "spreadsheet", BUNDLE: "bundle"}
"""Words of the files of a reader's language, by what stands behind the language in their names."""

WHOLE: Final = "whole"
"""Folder of files of everything, in the language of a reader."""

REGISTER: Final = "register_"
"""What the names of the files of registers begin with; the rest is the register."""

OBSERVATIONS: Final = "observations_"
"""What the names of the files of observations begin with; the rest is the series."""


def named(edition: Edition, file: Download) -> str:
    """Say what a published file is: a country, a group or a series by its name, a table of the package by its words."""
    folder, _, name = file.path.removeprefix(f"{DATA}/").rpartition("/")
    stem = name.rpartition(".")[0]
    if end := _worded(folder, name):
        code = name.removesuffix(end).rpartition(".")[0]  # an id may have points too; before the end is the language
        whole = edition.words("file.overview")
        return edition.words(f"file.{FORMS[end]}", name=_of_slice(edition, folder, code) if folder != WHOLE else whole)
    if name.endswith(SDMX_CSV):
        series = edition.reading.package.series.get(name.removesuffix(SDMX_CSV))
        return edition.words("file.sdmx", name=edition.series_label(series)) if series else name
    if folder and file.media_type == "text/csv":
        return edition.words("file.whole", name=_of_slice(edition, folder, stem))
    return of_package(edition, stem) or name


def language_of(file: Download) -> str:
    """Give the language of a published file that is in words; '' for one of codes, or in all languages."""
    folder, _, name = file.path.removeprefix(f"{DATA}/").rpartition("/")
    end = _worded(folder, name)
    return name.removesuffix(end).rpartition(".")[2] if end else ""


def _worded(folder: str, name: str) -> str:
    """Give how the name of a file in the words of one language ends; '' where it is none."""
    end = next((end for end in FORMS if name.endswith(end)), "")
    return end if folder or end != BUNDLE else ""


def of_package(edition: Edition, stem: str) -> str:
    """Say what a file of the package, or beside it, is by its name without its end; '' where nothing is known."""
    series = edition.reading.package.series.get(stem.removeprefix(OBSERVATIONS))
    if stem.startswith(OBSERVATIONS) and series:
        return edition.series_label(series)
    if stem.startswith(REGISTER):
        return edition.words("file.register", name=edition.register_label(stem.removeprefix(REGISTER)))
    return edition.words(f"file.{stem}") if stem in TOLD else ""


def _of_slice(edition: Edition, folder: str, code: str) -> str:
    """The name of what a slice of the data is of: its folder says what its code is one of."""
    if folder == COUNTRY.folder:
        return edition.area_names.get(code, code)
    if folder == AREA_GROUP.folder:
        return edition.group_name(code)
    if folder == INDICATOR.folder:
        row = edition.reading.indicator_rows.get(code)
        return edition.text(row, "label") if row else code
    return edition.label(folder.rpartition("/")[2], code)
