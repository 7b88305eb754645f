"""Files of rows: each row behind a figure of a page is there, and says what the published table says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from scripts.model.problems import Problem
from scripts.verify.figures import CELL, SUMMARIES, cell_at
from scripts.verify.files import DATA, Folder
from scripts.verify.page import Page

FOLDER: Final = "data/rows"
ROWS: Final = 128
"""Rows of a table that one file is for, as scripts of the site find them."""


class Rows:
    """The rows that pages show, by language and table."""

    def __init__(self, site: Folder) -> None:
        self._site = site
        self._asked: dict[str, dict[int, tuple[str, str]]] = {}
        """By file of rows and row: the table, and the first page that shows a cell of it."""

    def of_page(self, page: Page) -> tuple[Problem, ...]:
        """Remember the rows of the figures of a page; what is wrong with them is told once all pages are read."""
        language = self._site.languages.language_of(page.path)
        folder = self._site.languages.folder_of(FOLDER, language)
        for element in page.tree.iter("data"):
            named = CELL.fullmatch(element.get("data-cell", ""))
            if named and cell_at(self._site, element.get("data-cell")):
                name = named["file"].removeprefix(f"{DATA}/").removesuffix(".csv")
                path = f"{folder}/{name}/{int(named['row']) // ROWS}.json"
                self._asked.setdefault(path, {}).setdefault(int(named["row"]), (named["file"], page.path))
        return ()

    def problems(self) -> Iterator[Problem]:
        """Tell each row that is in no file, and each that is not what its table holds."""
        for path, rows in sorted(self._asked.items()):
            yield from self._file(path, rows)

    def _file(self, path: str, rows: Mapping[int, tuple[str, str]]) -> Iterator[Problem]:
        try:
            told = json.loads(self._site.read(path)) if path in self._site.files else {}
        except ValueError:
            told = {}
        held, shared = told.get("rows", {}), told.get("shared", [])
        for row, (file, page) in sorted(rows.items()):
            if str(row) not in held:
                yield Problem(file=page, code="row-file-missing", found=f"{file}, row {row}", field=path)
            else:
                place, cells = held[str(row)]
                yield from self._row(path, row, file, told, cells, shared[place])

    def _row(  # noqa: PLR0913, PLR0917 - what a row of such a file has
        self, path: str, row: int, file: str, told: Mapping[str, Any], cells: list[str], shared: Mapping[str, Any]
    ) -> Iterator[Problem]:
        table = self._site.table(file)
        if table is None or row - 2 >= len(table.rows):
            return  # a cell that is not there is told of the figure
        for found, right in (
            (told.get("file"), file),
            ([name for name, _ in told.get("columns", [])], list(table.header)),
            (cells, list(table.rows[row - 2])),
        ):
            if found != right:
                yield Problem(file=path, row=row, code="row-differs", found=str(found), expected=str(right))
        record = dict(zip(table.header, table.rows[row - 2], strict=False))
        yield from self._sources(path, row, record, shared)
        if file == SUMMARIES:
            yield from self._behind(path, row, record, shared.get("behind", {}))

    def _sources(self, path: str, row: int, record: Mapping[str, str], shared: Mapping[str, Any]) -> Iterator[Problem]:
        """Tell a source that the row names itself and its file does not."""
        found, right = shared.get("sources", []), record.get("source", "")
        if right and found != right.split():
            yield Problem(file=path, row=row, code="row-differs", found=" ".join(found), expected=right)

    def _behind(self, path: str, row: int, record: Mapping[str, str], behind: Mapping[str, str]) -> Iterator[Problem]:
        """Tell a number of areas that is not the one of the row's own series, group and period."""
        ending = "".join(record["measure"].partition(".")[1:])
        for measure, found in behind.items():
            key = (record["series"], record["group"], record["time_period"], f"{measure}{ending}")
            right = self._site.summary.get(key, "")
            if found != right:
                yield Problem(file=path, row=row, field=measure, code="row-differs", found=found, expected=right)
