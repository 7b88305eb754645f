"""Excel workbooks, read as the zip files of XML that they are: the rows of the published tables, and nothing active.

What a cell says in words of the site alone (how a value is to be read, what a measure is called) is looked at only for
whether it is there: the rest of its row is compared.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Final

from lxml import etree

from scripts.model.codes import HEADLINE, UNKNOWN_PERIOD, WORLD
from scripts.model.measures import has_period
from scripts.model.pages import COUNTRY
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.verify.coverage import stated_year
from scripts.verify.files import DATA, Folder
from scripts.verify.presence import wanted
from scripts.verify.second_path import Tables
from scripts.verify.slices import REGION, columns_of, groups_of, observations, summaries_of

NUMBERS: Final = (
    *("obs_value", "value_low", "value_high", "numerator", "denominator"),
    *("denominator_low", "denominator_high", "pending"),
)
AREA: Final = (
    *("indicator_label", "series_label", "ref_area_label", "ref_area", "breakdown", "time_period", "stated_period"),
    *("bound", "obs_value", "obs_value_label", *NUMBERS[1:], "obs_status_label", "unit_measure_label"),
    *("source_label", "note", "series"),
)
PERIODS: Final = tuple(name for name in AREA if name not in ("indicator_label", "stated_period", "series"))
GROUP: Final = (
    *("indicator_label", "series_label", "ref_area_label", "ref_area", "measure_label", "time_period"),
    *("obs_value", "obs_status_label", "unit_measure_label", "source_label", "series", "measure"),
)
ALWAYS: Final = frozenset(("ref_area_label", "time_period", "obs_value", "obs_status_label", "source_label"))
WORDS: Final = frozenset(("bound", "measure_label"))
SHOWN: Final = ("headline", "companion", "context")
MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EXACT: Final = 15
NUMBER: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
CELL: Final = re.compile(rb'<c r="([A-Z]+)[0-9]+"(?: s="[0-9]+")?( t="s")?><v>([^<]*)</v></c>')
RELATED: Final = re.compile(rb"tables/(table[0-9]+[.]xml)")
TOLD: Final = 3
"""Rows that are told of a sheet that has others."""

CODED: Final = ("obs_status", "unit_measure", "source", "note")
"""Columns of a row that its words are looked up by, besides its series, its value and its dimensions."""

Record = Mapping[str, str]
Row = tuple[object, ...]
Line = tuple[object, ...]
SAID: Final = True
"""Stands for words of which only that there are some is looked at."""


def workbooks(site: Folder) -> Iterator[Problem]:
    """Tell each workbook that is missing, is of nothing, cannot be read, has other rows, or something active in it."""
    facts = Facts(site)
    for language in site.languages.codes:
        yield from _of_language(site, language, facts)


def _of_language(site: Folder, language: str, facts: Facts) -> Iterator[Problem]:
    end = f".{language}.xlsx"
    there = {path.removeprefix(f"{DATA}/").removesuffix(end) for path in site.below(f"{DATA}/", end)}
    try:
        told = Told(site, language, facts)
        named = told.books()
    except (KeyError, ValueError, IndexError) as error:
        yield Problem(file=f"{DATA}/whole/overview{end}", code="workbook-not-recomputed", found=f"{error}")
        return
    for name in sorted(there - set(named)):
        yield Problem(file=f"{DATA}/{name}{end}", code="workbook-extra")
    for name in named:
        path = f"{DATA}/{name}{end}"
        if name not in there:
            yield Problem(file=path, code="workbook-absent")
            continue
        try:
            yield from _compared(path, _Read(site, path), told.sheets(name))
        except (OSError, KeyError, ValueError, IndexError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
            yield Problem(file=path, code="workbook-unreadable", found=f"{type(error).__name__} {error}")


# -- what a workbook has -----------------------------------------------------------------------------------------------


class _Read:
    """A workbook, of which every part is read once."""

    def __init__(self, site: Folder, path: str) -> None:
        with zipfile.ZipFile(site.root / path) as opened:
            self._parts = {name: opened.read(name) for name in opened.namelist()}
        strings = self._parts.get("xl/sharedStrings.xml")
        items = etree.fromstring(strings).iterfind(f"{MAIN}si") if strings else ()
        self._strings = ["".join(map(str, item.itertext())) for item in items]

    def active(self) -> Iterator[str]:
        """Give what in a workbook calculates, leads elsewhere, runs, or joins cells."""
        for name, data in self._parts.items():
            if name.startswith("xl/externalLinks/") or "vba" in name.lower():
                yield name
            for mark in (b"<f>", b"<f ", b"<hyperlink", b"<mergeCell"):
                if name.startswith("xl/worksheets/sheet") and mark in data:
                    yield f"{name} {mark.decode()}"

    @cached_property
    def tables(self) -> Mapping[str, tuple[str, int]]:
        """The sheet of each table, by the table's name, with the number of its columns."""
        found: dict[str, tuple[str, int]] = {}
        for name in sorted(self._parts):
            if name.startswith("xl/worksheets/_rels/"):
                sheet = f"xl/worksheets/{name.rpartition('/')[2].removesuffix('.rels')}"
                for each in RELATED.findall(self._parts[name]):
                    tree = etree.fromstring(self._parts[f"xl/tables/{each.decode()}"])
                    width = len(tree.findall(f"{MAIN}tableColumns/{MAIN}tableColumn"))
                    found[str(tree.get("name")).removeprefix("table_")] = sheet, width
        return found

    def rows(self, name: str) -> Iterator[list[object]]:
        """Give the rows of a table, of numbers, texts and None; its header is none. No rows where there is no table.

        A cell that is written in another way than `CELL` is read as blank, and its row then differs.
        """
        sheet, width = self.tables.get(name, ("", 0))
        for row in self._parts[sheet].split(b"<row ")[2:] if sheet else ():
            cells: list[object] = [None] * width
            for column, is_text, value in CELL.findall(row):
                cells[_column(column)] = self._strings[int(value)] if is_text else float(value)
            yield cells


@cache
def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


# -- what it should have -----------------------------------------------------------------------------------------------


class Facts:
    """What workbooks of every language say of the published tables: all but the words, so worked out once."""

    def __init__(self, site: Folder) -> None:
        self._site, self._tables = site, Tables(site)
        self._stated_periods: dict[str, str] = {}

    @cached_property
    def series(self) -> Mapping[str, Series]:
        """Every series by id. Raises KeyError or ValueError where one is not what the profile says."""
        return {series.id: series for series in self._tables.series}

    @cached_property
    def _shown(self) -> set[str]:
        return {name for name, row in self._site.series.items() if row.get("role") in SHOWN}

    @cached_property
    def members(self) -> Mapping[str, set[str]]:
        """The areas of each group."""
        found: dict[str, set[str]] = {}
        for area, groups in groups_of(self._site).items():
            for group in groups:
                found.setdefault(group, set()).add(area)
        return found

    @cached_property
    def newest(self) -> Sequence[Record]:
        """The rows of newest values."""
        return [row for row in self._site.records("latest") if row["role"] in SHOWN]

    @cached_property
    def periods(self) -> Sequence[Record]:
        """The rows of every observation, area by area."""
        columns, site = columns_of(self._site), self._site
        bounded = {
            (name, row["ref_area"], row["time_period"], *(row[d] for d in self.series[name].dimensions)): row["note"]
            for name in self._shown
            for row in site.records(f"observations_{name}")
        }
        found: dict[str, list[Record]] = {}
        for area, _, cells in observations(site, columns):
            row = dict(zip(columns, cells, strict=True))
            if row["series"] in self._shown:
                series = self.series[row["series"]]
                key = (series.id, area, row["time_period"], *(row[d] for d in series.dimensions))
                row["bound"] = self._bound(series, row["obs_value"], bounded[key])
                found.setdefault(area, []).append(row)
        return [row for rows in found.values() for row in rows]

    def _bound(self, series: Series, value: str, note: str) -> str:
        counted = value not in ("", "0") and not series.codelist
        return "x" if counted and (series.is_minimum or note in BOUNDED) else ""

    @cached_property
    def figures(self) -> Sequence[Record]:
        """The rows of figures of groups, group by group."""
        found: list[Record] = []
        main = {name: self.series[name].kind.main for name in self._shown}
        headlines = {name for name in self._shown if self._site.series[name].get("role") == HEADLINE}
        published = summaries_of(self._site)
        for lines in published.rows.values():
            chosen = [line for line in lines if line[0] in headlines or main.get(line[0]) == line[3]]
            for line in published.labelled(chosen):
                row = dict(zip(REGION, line, strict=True))
                name = row["series"]
                role, is_main = HEADLINE if name in headlines else "", "x" if row["measure"] == main[name] else ""
                found.append({**row, "role": role, "is_main": is_main, "measure_label": "x"})
        return found

    def is_stated(self, row: Record) -> bool:
        """Tell whether a row of a group is of the period that its series is stated for."""
        name = row["series"]
        if name not in self._stated_periods:
            self._stated_periods[name] = self._stated(self.series[name])
        return row["time_period"] == self._stated_periods[name]

    def _stated(self, series: Series) -> str:
        """Give the period that a series is stated for; '' for none."""
        if not has_period(series):
            return "_T"
        if series.has_statuses and series.counts_states:
            rows = [row for row in self._tables.observations(series) if row["obs_value"]]
            year = stated_year(series, [row for row in rows if row["time_period"] != UNKNOWN_PERIOD])
            return str(year or "")
        own = (row for row in self._of_world if row["series"] == series.id and row["is_main"])
        periods = (row["time_period"] for row in own if row["obs_value"] and row["obs_status"] != "P")
        return max((period for period in periods if period not in ("_T", UNKNOWN_PERIOD)), default="")

    @cached_property
    def _of_world(self) -> Sequence[Record]:
        return [row for row in self.figures if row["ref_area"] == WORLD]


class Told:
    """The published tables, as workbooks of a language say them."""

    def __init__(self, site: Folder, language: str, facts: Facts | None = None) -> None:
        self._site, self._language, self._facts = site, language, facts or Facts(site)
        self._series = self._facts.series
        self._said: dict[tuple[Row, Row], Record] = {}
        self._sources = {row["id"]: self._text(row, "title") or row["title"] for row in site.records("sources")}
        self._indicators = {row["id"]: self._text(row, "label") for row in site.records("indicators")}
        self._areas = {row["iso3"]: self._text(row, "name") for row in site.records("reference_areas")}
        self._groups = {row["id"]: self._text(row, "name") for row in site.records("area_groups")}

    def books(self) -> list[str]:
        """Give the name of every workbook that there must be."""
        areas = [f"countries/{code.upper()}" for code in wanted(self._site)[COUNTRY]]
        groups = [f"regions/{group}" for group in self._groups if group != WORLD]
        return ["whole/overview", *(f"indicators/{key}" for key in self._indicators), *areas, *groups]

    def sheets(self, name: str) -> Mapping[str, tuple[Sequence[str], Sequence[Record]]]:
        """Give the columns and rows of each table of values of a workbook."""
        folder, _, code = name.partition("/")
        newest = self.newest(name)
        if folder == "countries":
            own = [row for row in self._periods_of["ref_area"].get(code, ()) if row["indicator"]]
            columns = tuple(column for column in PERIODS if column != "ref_area")
            return {
                "newest": (AREA, newest),
                "periods": (columns, own),
            }
        is_stated = self._facts.is_stated
        if folder == "regions":
            figures = [row for row in self._figures_of.get(code, ()) if row["is_main"] or is_stated(row)]
            return {"groups": (GROUP, figures), "newest": (AREA, newest)}
        headlines = self._headlines
        if folder == "indicators":
            headlines = self._headlines_of.get(code, [])
            return {
                "groups": (GROUP, [row for row in headlines if is_stated(row)]),
                "world": (GROUP, [row for row in headlines if row["ref_area"] == WORLD]),
                "newest": (AREA, newest),
                "periods": (PERIODS, self._periods_of["indicator"].get(code, ())),
            }
        return {"groups": (GROUP, [row for row in headlines if is_stated(row)]), "newest": (AREA, newest)}

    def newest(self, name: str) -> Sequence[Record]:
        """Give the rows of the newest values of a workbook."""
        folder, _, code = name.partition("/")
        if folder == "countries":
            return self._newest_of["ref_area"].get(code, ())
        if folder == "regions":
            members = self._facts.members.get(code, set())
            return [row for row in self._newest if row["ref_area"] in members]
        return self._newest_of["indicator"].get(code, ()) if folder == "indicators" else self._newest

    @cached_property
    def _newest(self) -> list[Record]:
        """The rows of newest values."""
        return list(map(self._worded, self._facts.newest))

    @cached_property
    def _newest_of(self) -> Mapping[str, Mapping[str, list[Record]]]:
        """The same by area and by indicator."""
        return {column: _parted(self._newest, column) for column in ("ref_area", "indicator")}

    @cached_property
    def _periods_of(self) -> Mapping[str, Mapping[str, list[Record]]]:
        """The rows of every observation by area and by indicator."""
        rows = list(map(self._worded, self._facts.periods))
        return {column: _parted(rows, column) for column in ("ref_area", "indicator")}

    @cached_property
    def _figures_of(self) -> Mapping[str, list[Record]]:
        """The rows of figures of groups by group."""
        return _parted(map(self._worded, self._facts.figures), "ref_area")

    @cached_property
    def _headlines(self) -> list[Record]:
        """The rows of figures of groups in headlines."""
        return [row for rows in self._figures_of.values() for row in rows if row["role"] == HEADLINE]

    @cached_property
    def _headlines_of(self) -> Mapping[str, list[Record]]:
        """The same by indicator."""
        return _parted(self._headlines, "indicator")

    def _worded(self, row: Record) -> Record:
        """Give a row with what it says in words, which are looked up once for all rows that say the same of them."""
        series = self._series[row["series"]]
        coded = bool(series.codelist) and "measure" not in row
        key = (series.id, coded, row["obs_value"] if coded else "", *(row.get(name, "") for name in CODED))
        divided = () if "measure" in row else tuple(row[name] for name in series.dimensions)
        if (key, divided) not in self._said:
            self._said[key, divided] = self._words(series, row, coded=coded)
        area = self._areas.get(row["ref_area"], "") or self._groups.get(row["ref_area"], "")
        return {**row, **self._said[key, divided], "ref_area_label": area}

    def _words(self, series: Series, row: Record, *, coded: bool) -> dict[str, str]:
        """Give what a row says in words, but for its area. A value of codes (`coded`) stands as its label alone."""
        label = self._label(series.codelist, row["obs_value"]) if coded else ""
        return {
            **({"obs_value": ""} if coded else {}),
            "obs_value_label": label,
            "indicator_label": self._indicators.get(series.indicator, ""),
            "series_label": self._text(self._site.series[series.id], "label"),
            "obs_status_label": self._label("obs_status", row["obs_status"]),
            "unit_measure_label": self._label("unit_measure", row["unit_measure"]),
            "source_label": "; ".join(self._sources[each] for each in row["source"].split()),
            "note": self._notes.get(row.get("note", ""), row.get("note", "")),
            "breakdown": "" if "measure" in row else self._divided(row),
        }

    @cached_property
    def _notes(self) -> Mapping[str, str]:
        """What notes are in this language, by the words of the first, in which tables of all languages say them."""
        first = self._site.languages.first
        own = (row for (codelist, _), row in self._site.labels.items() if codelist == "note")
        return {row[f"label_{first}"]: self._text(row, "label") for row in own}

    def _divided(self, row: Record) -> str:
        dimensions = self._series[row["series"]].dimensions
        return ", ".join(self._label(name, row[name]) for name in dimensions)

    def _label(self, codelist: str, code: str) -> str:
        row = self._site.labels.get((codelist, code))
        return self._text(row, "label") if row else ""

    def _text(self, row: Record, column: str) -> str:
        return row.get(f"{column}_{self._language}", "")


BOUNDED: Final = ("stated-as-more-than", "stated-as-almost", "stated-as-about")


def _compared(
    path: str, held: _Read, wanted: Mapping[str, tuple[Sequence[str], Sequence[Record]]]
) -> Iterator[Problem]:
    for active in held.active():
        yield Problem(file=path, code="workbook-active", found=active)
    for name, (columns, rows) in wanted.items():
        texts = {column: [row.get(column, "") for row in rows] for column in columns}
        present = [column for column in columns if column in ALWAYS or any(texts[column])]
        width = held.tables.get(name, ("", len(present)))[1]
        if width != len(present):
            yield Problem(file=path, field=name, code="workbook-columns-differ", expected=", ".join(present))
            continue
        words = [place for place, column in enumerate(present) if column in WORDS]
        lines = [_line(row, words) for row in held.rows(name)]
        left, right = Counter(lines), Counter(zip(*(_cells(column, texts[column]) for column in present), strict=True))
        if dict.__eq__(left, right):
            continue
        for number, line in enumerate(lines, start=2):
            if right[line] < left[line]:
                yield Problem(file=path, field=name, row=number, code="workbook-row-extra", found=_shown_as(line))
                left[line] -= 1
        for line in list((right - Counter(lines)).elements())[:TOLD]:
            yield Problem(file=path, field=name, code="workbook-row-absent", found=_shown_as(line))


def _line(row: list[object], words: Sequence[int]) -> Line:
    for place in words:
        row[place] = None if row[place] is None else SAID
    return tuple(row)


def _cells(column: str, texts: Sequence[str]) -> list[object]:
    """Give the cells of a column of texts as a workbook has them."""
    if column in WORDS:
        return [SAID if text else None for text in texts]
    return list(map(_number, texts)) if column in NUMBERS else [text or None for text in texts]


@cache
def _number(text: str) -> object:
    exact = NUMBER.fullmatch(text) and sum(map(str.isdigit, text.lstrip("-0."))) <= EXACT
    return float(text) if exact else text or None


def _parted(rows: Iterable[Record], column: str) -> Mapping[str, list[Record]]:
    """Give the rows of each value of a column."""
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def _shown_as(line: Line) -> str:
    return ", ".join(str(cell) for cell in line if cell is not None and cell is not SAID)
