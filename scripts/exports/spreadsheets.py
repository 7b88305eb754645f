"""The files for readers of spreadsheets, in the language of an edition; its code stands in their names."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.exports.latest import latest
from scripts.exports.published import download
from scripts.exports.sheets import Shelf, Values
from scripts.exports.spreadsheet_csv import spreadsheet_csv
from scripts.exports.workbook import workbook
from scripts.model.site import SPREADSHEET, Download
from scripts.words.edition import Edition


def spreadsheets(site: Edition, values: Values) -> Iterator[Download]:
    """Give a workbook and a CSV file of everything, and of each indicator, country and group.

    They are `countries/DEU.en.xlsx` and `countries/DEU.en.excel.csv`.
    """
    for book in Shelf(site, values, latest(site)).books():
        own = f"{book.path}.{site.words.language}"
        yield download(f"{own}.xlsx", workbook(site, book), None, book.sources)
        rows = len(book.newest.rows.rows)
        yield download(f"{own}{SPREADSHEET}", spreadsheet_csv(site, book), rows, book.sources)
