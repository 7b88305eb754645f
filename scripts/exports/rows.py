"""The published rows that figures on pages were read from, cut into small files: what a reader sees behind a number.

A page names the cell of each figure: `data/latest/summaries.csv#cell=17,5`. Row 17 of that table stands in
`data/rows/summaries/0.json`, row 130 in `data/rows/summaries/1.json`: the number of a file is the row's, divided by
`ROWS` and rounded down, so that the address of the cell alone leads there. Only rows that some page shows are cut; with
them stand the words for their codes, the rule and source of their series, and the pages that show them.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from scripts.exports.slices import sources_by_period
from scripts.findings.figures import DATA, SUMMARIES
from scripts.findings.reading import Row
from scripts.model.pages import CHART, INDICATOR, SOURCE
from scripts.model.site import Download, Page, json_file
from scripts.model.tables import Series
from scripts.words.edition import Edition

FOLDER: Final = "data/rows"
ROWS: Final = 128
"""Rows of a published table of which a file holds those that are shown."""

PAGES: Final = 8
"""Pages that are named of those that show a row; of further ones it is told how many."""

CELL: Final = re.compile(r'data-cell="(?P<file>[^"#]+)\.csv#cell=(?P<row>\d+),\d+"')
OBSERVATIONS: Final = f"{DATA}/observations_"
COUNTED: Final = (("assessed", "members"), ("areas_reporting",), ("areas",))
"""Measures that say how many areas stand behind a figure of a group, the first that there is."""

Json = dict[str, Any]
ByPeriod = Mapping[tuple[str, str], set[str]]
"""Sources by series and period."""


def row_files(site: Edition, pages: Sequence[Page], files: Iterable[Download]) -> Iterator[Download]:
    """Give the files of the rows that `pages` show, all of one language, from the published `files`, by path."""
    shown, by_period = _shown(pages), sources_by_period(site.reading.package)
    tables = {file.path.removesuffix(".csv"): file for file in files if file.path.removesuffix(".csv") in shown}
    folder = site.languages.folder_of(FOLDER, site.words.language)
    for name, rows in sorted(shown.items()):
        if name in tables:
            table = _Table(site, f"{name}.csv", tables[name].data, pages, by_period)
            for number, block in sorted(_blocks(rows).items()):
                yield json_file(f"{folder}/{name.removeprefix(f'{DATA}/')}/{number}.json", table.told(block))


def _shown(pages: Sequence[Page]) -> Mapping[str, Mapping[int, list[int]]]:
    """Give, by table and row, the places in `pages` of those that show a cell of it: pages first, then charts."""
    found: dict[str, dict[int, list[int]]] = defaultdict(dict)
    order = sorted(range(len(pages)), key=lambda n: (pages[n].path.startswith(f"{CHART.folder}/"), pages[n].path))
    for place in order:
        for name, row in sorted({(cell["file"], int(cell["row"])) for cell in CELL.finditer(pages[place].fragment)}):
            found[name].setdefault(row, []).append(place)
    return found


def _blocks(rows: Mapping[int, list[int]]) -> dict[int, dict[int, list[int]]]:
    found: dict[int, dict[int, list[int]]] = defaultdict(dict)
    for row in sorted(rows):
        found[row // ROWS][row] = rows[row]
    return found


class _Table:
    """One published table, whose rows are told with words for their codes."""

    def __init__(
        self,
        site: Edition,
        file: str,
        data: bytes,
        pages: Sequence[Page],
        by_period: Mapping[tuple[str, str], set[str]],
    ) -> None:
        self._site, self._file, self._pages, self._by_period = site, file, pages, by_period
        self._header, *self._lines = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
        self._of = file.removeprefix(OBSERVATIONS).removesuffix(".csv") if file.startswith(OBSERVATIONS) else ""

    def told(self, rows: Mapping[int, list[int]]) -> Json:
        """Give the content of one file: its rows, and once what several of them share."""
        reading = self._site.reading
        held = {row: dict(zip(self._header, self._lines[row - 2], strict=True)) for row in rows}
        named = {series.id: series for record in held.values() if (series := self._series(record))}
        shared = {row: self._shared(held[row], places) for row, places in rows.items()}
        kinds = list({json.dumps(each): each for each in shared.values()}.values())
        sources = {source: reading.sources[source] for each in kinds for source in each["sources"]}
        return {
            "release": reading.package.version,
            "file": self._file,
            "columns": [[name, self._label(name)] for name in self._header],
            "said": self._words(held.values()),
            "series": {name: self._about(each) for name, each in sorted(named.items())},
            "sources": {name: self._source(row) for name, row in sorted(sources.items())},
            "pages": {str(n): [self._pages[n].path, self._pages[n].title] for each in kinds for n in each["pages"]},
            "shared": kinds,
            "rows": {str(row): [kinds.index(shared[row]), self._lines[row - 2]] for row in rows},
        }

    def _shared(self, record: Row, places: Sequence[int]) -> Json:
        """Give what a row has in common with its neighbours: sources, how many areas stand behind it, pages."""
        series = self._series(record)
        return {
            "sources": self._sources(series, record),
            **self._behind(series, record),
            "pages": list(places[:PAGES]),
            "more": max(0, len(places) - PAGES),
        }

    def _series(self, record: Row) -> Series | None:
        return self._site.reading.package.series.get(self._of or record.get("series", ""))

    def _sources(self, series: Series | None, record: Row) -> list[str]:
        """Give the sources of a row: its own, or those of its series in its period, or of all its periods."""
        if series is None:
            named = record.get("source", "").split()
            return [source for source in named if source in self._site.reading.sources]
        if self._of:
            return [record["source"] or series.source]
        period = record.get("time_period", "")
        found = self._by_period.get((series.id, period)) if period else None
        return sorted(found or self._site.reading.sources_of[series.id])

    def _behind(self, series: Series | None, record: Row) -> Json:
        """Give how many areas stand behind a row: the numbers by their measure, and the same in words."""
        if series is None or self._file != SUMMARIES:
            return {}
        key = (series.id, record["group"], record["time_period"])
        dot, codes = record["measure"].partition(".")[1:]
        for names in COUNTED:
            found = {name: self._site.reading.summaries.rows.get((*key, f"{name}{dot}{codes}")) for name in names}
            held = {name: int(row[1]) for name, row in found.items() if row and row[1]}
            if len(held) == len(names):
                return {"behind": {name: str(value) for name, value in held.items()}, "areas": self._counted(held)}
        return {}

    def _counted(self, held: Mapping[str, int]) -> str:
        words = self._site.words
        if "members" in held:
            return words("row.areas.states", assessed=held["assessed"], count=held["members"])
        [count] = held.values()
        return words("row.areas.reporting", count=count)

    def _about(self, series: Series) -> Json:
        site, row = self._site, self._site.reading.series_rows[series.id]
        return {
            "label": site.series_label(series),
            "rule": site.text(row, "rule"),
            "unit": site.label("unit_measure", series.unit_measure),
            "page": INDICATOR.path(series.indicator) if series.indicator else "",
        }

    def _source(self, row: Row) -> Json:
        return {
            "said": self._site.words("quote.source", **row),
            "title": row["title"],
            "edition": row["edition"],
            "page": SOURCE.path(row["id"]),
        }

    def _label(self, name: str) -> str:
        key = f"column.{name}"
        return self._site.words(key) if self._site.words.has(key) else name

    def _words(self, records: Iterable[Row]) -> Json:
        """Give the words of every code of the rows, by column; a code without words is left out."""
        found: dict[str, dict[str, str]] = {}
        for record in records:
            series = self._series(record)
            for column, code in record.items():
                said = self._said(series, column, code) if code else ""
                if said and said != code:
                    found.setdefault(column, {})[code] = said
        return {column: dict(sorted(codes.items())) for column, codes in sorted(found.items())}

    def _said(self, series: Series | None, column: str, code: str) -> str:
        """Give the words of a code; '' for a text or number that speaks for itself."""
        site, reading = self._site, self._site.reading
        if column in ("ref_area", "group"):
            return site.area_names.get(code) or (site.group_name(code) if code in reading.groups else "")
        if column == "source":
            return site.called(reading.sources[code], "title") if code in reading.sources else ""
        if column == "time_period":
            return site.words.period(code)
        if column in ("series", "measure"):
            return self._of_series(series, column, code) if series else ""
        codelist = {"status": "obs_status", "obs_value": series.codelist if series else ""}.get(column, column)
        return site.label(codelist, code) if (codelist, code) in reading.labels else ""

    def _of_series(self, series: Series, column: str, code: str) -> str:
        return self._site.series_label(series) if column == "series" else measure_label(self._site, series, code)


def measure_label(site: Edition, series: Series, measure: str) -> str:
    """Name a measure of the summaries, with the codes of dimensions that it is of."""
    name, *codes = measure.split(".")
    labels = site.reading.labels
    if site.words.has(f"measure.{name}"):
        said = site.words(f"measure.{name}")
    elif series.codelist and (series.codelist, name) in labels:
        said = site.label(series.codelist, name)
    else:
        said = name
    pairs = zip(series.dimensions, codes, strict=False)
    return ", ".join([said, *(site.label(d, code) if (d, code) in labels else code for d, code in pairs)])
