"""Charts: each number is that of its cell, every file of a chart has the same numbers, each stands on a page."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from lxml import etree

from scripts.model.pages import pictured
from scripts.model.problems import Problem
from scripts.model.units import unit_of_measure
from scripts.verify.figures import SUMMARIES, Cell, cell_at, same, shown_as, whole_of_few
from scripts.verify.files import Folder, Table

FOLDER = "charts/"
TAIL = ("unit_measure", "source", "obs_value", "label", "cell")
PICTURES = (".svg", "/wide.svg", "/narrow.svg")
PNG = ".png"
SPECIFICATION, LIVE = ".json", "/live.zlib"
PARTS = ("wide", "narrow", "spec")
"""The specifications that the packed file of a chart has."""

EMBEDDED = "embed/"


class _Numbers:
    """The numbers of a chart, as each of its specifications is compared with them."""

    def __init__(self, table: Table) -> None:
        self._table = table

    @cached_property
    def values(self) -> Mapping[str, set[str]]:
        """The values that are told with each text."""
        found: dict[str, set[str]] = {}
        for row in self._table.records():
            found.setdefault(row["label"], set()).add(row["obs_value"])
        return found

    @cached_property
    def needed(self) -> set[str]:
        """The texts that must be there. A zero has no length, so it need not be drawn."""
        return {row["label"] for row in self._table.records() if row["cell"] and row["obs_value"] != "0"}


def charts(site: Folder, shown: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """Tell each chart whose files or pages are not right. `shown` has the ids of the charts of each page.

    A chart of another language than the first is called by its place below FOLDER: `fr/border-deaths-map`.
    """
    ids = {path.removeprefix(FOLDER).removesuffix(".csv") for path in site.below(FOLDER, ".csv")}
    on_pages, own, with_files = set(), set(), set()
    for page, names in shown.items():
        root = site.languages.root_of(site.languages.language_of(page))
        if not page.startswith(f"{root}{EMBEDDED}"):
            on_pages |= {f"{root}{name}" for name in names}
            with_files |= {f"{root}{name}" for name in names if pictured(page.removeprefix(root))}
        elif page == f"{root}{EMBEDDED}{name_of(page)}/index.html":
            own |= {f"{root}{name}" for name in names}
    for name in sorted(ids):
        if _numbers(site, name) is not None:
            yield from _missing(site, name, (*PICTURES, LIVE, *((SPECIFICATION, PNG) if name in with_files else ())))
    yield from (Problem(file=f"{FOLDER}{name}.csv", code="chart-not-shown") for name in sorted(ids - on_pages))
    yield from (Problem(file=f"{FOLDER}{name}.csv", code="chart-without-own-page") for name in sorted(ids - own))
    yield from (Problem(file=f"{FOLDER}{name}.csv", code="chart-without-numbers") for name in sorted(on_pages - ids))


def name_of(page: str) -> str:
    """Give the chart whose own page it is: the name of the page's folder."""
    return page.removesuffix("/index.html").rpartition("/")[2]


def chart_numbers(site: Folder) -> Iterator[Problem]:
    """Tell each chart whose numbers are not those of their cells, in its table or in a specification."""
    for path in site.below(FOLDER, ".csv"):
        name = path.removeprefix(FOLDER).removesuffix(".csv")
        table = _numbers(site, name)
        if table is None:
            yield Problem(file=path, code="chart-file-unreadable")
            continue
        for number, row in enumerate(table.rows, start=2):
            yield from _number(site, path, number, row[-len(TAIL) :])
        numbers = _Numbers(table)
        for end, look in ((SPECIFICATION, _specification), (LIVE, _packed)):
            if (own := f"{FOLDER}{name}{end}") in site.files:
                content = f"{site.digest(path)} {site.digest(own)}"
                yield from site.judged("specification", content, partial(look, site, own, numbers))


def _numbers(site: Folder, name: str) -> Table | None:
    """Give the numbers of a chart; None where its table is none of numbers."""
    table = site.once(f"{FOLDER}{name}.csv")
    return None if table is None or table.header[-len(TAIL) :] != TAIL else table


def _missing(site: Folder, name: str, ends: Iterable[str]) -> Iterator[Problem]:
    """Tell the files of a chart, whose names have all of `ends`, that are not there."""
    wanted = (f"{FOLDER}{name}{end}" for end in ends)
    missing = [each for each in wanted if each not in site.files and not _undrawable(site, each)]
    yield from (Problem(file=each, code="chart-file-missing") for each in missing)


def _undrawable(site: Folder, path: str) -> bool:
    """Tell whether a picture cannot be drawn in the site's fonts, which lack a letter of its words."""
    drawing = f"{path.removesuffix(PNG)}.svg"
    if not path.endswith(PNG) or drawing not in site.files:
        return False
    tree = etree.fromstring(site.read(drawing), etree.XMLParser(recover=True))
    texts: Any = [] if tree is None else tree.xpath("//*[local-name() = 'text']//text()")
    return not set("".join(texts)) <= site.letters | set(" \n\t")


def _number(site: Folder, path: str, row: int, tail: Sequence[str]) -> Iterator[Problem]:
    """Tell a number that is not what its cell holds, or not what readers are told; a gap has neither value nor cell."""
    unit, sources, value, label, address = tail

    def problem(code: str, found: str, expected: str = "") -> Problem:
        return Problem(file=path, row=row, field=address, code=code, found=found, expected=expected)

    if not value and not address:
        return
    cell = cell_at(site, address)
    if cell is None:
        yield problem("chart-cell-missing", value)
    elif not same(value, cell.held):
        yield problem("chart-number-differs", value, cell.held)
    elif (told := _about(site, cell)) and not (unit in ("", told[0]) and told[1] <= {*sources.split()}):
        yield problem("chart-number-differs", f"{unit}, {sources}", f"{told[0]}, {' '.join(sorted(told[1]))}")
    elif not any(
        text in label for text in shown_as(site, address, cell, site.languages.language_of(path.removeprefix(FOLDER)))
    ):
        of_few = "%" in label and whole_of_few(cell, site)
        yield problem("share-of-few" if of_few else "chart-label-differs", label, cell.held)


def _about(site: Folder, cell: Cell) -> tuple[str, frozenset[str]] | None:
    """Give the unit of a cell and the sources of its series; None where it is of no series.

    Of a part of a ratio the series names no unit, so that blank is right too. A ratio is also of the sources of its
    parts.
    """
    series = site.series.get(cell.series)
    if series is None:
        return None
    unit = series.get("unit_measure", "")
    if cell.file == SUMMARIES:
        unit = unit_of_measure(series.get("measure_type", ""), unit, cell.record["measure"])
    return unit, site.sources_of[cell.series]


def _specification(site: Folder, path: str, numbers: _Numbers) -> Iterator[Problem]:
    """Tell a specification that lacks a number, or holds one that is not the chart's."""
    try:
        content = json.loads(site.read(path), parse_float=str, parse_int=str)
    except ValueError as error:
        yield Problem(file=path, code="chart-file-unreadable", found=str(error))
    else:
        yield from _held(path, content, numbers)


def _packed(site: Folder, path: str, numbers: _Numbers) -> Iterator[Problem]:
    """Tell the same of each specification in the packed file of a chart, and one that is not there."""
    try:
        content = json.loads(_unpacked(site.read(path)), parse_float=str, parse_int=str)
        parts = [(name, content[name]) for name in PARTS]
    except (ValueError, TypeError, KeyError, zlib.error) as error:
        yield Problem(file=path, code="chart-file-unreadable", found=str(error))
    else:
        yield from (replace(problem, field=name) for name, part in parts for problem in _held(path, part, numbers))


def _unpacked(data: bytes) -> bytes:
    """Unpack a file as browsers do, which refuse one with anything behind its end. Raises ValueError or zlib.error."""
    engine = zlib.decompressobj()
    text = engine.decompress(data)
    if engine.unused_data or not engine.eof:
        message = "the packed data do not end where the file does"
        raise ValueError(message)
    return text


def _held(path: str, content: Any, numbers: _Numbers) -> Iterator[Problem]:
    """Tell what a specification lacks of a chart's numbers, or has beside them.

    A drawing may rearrange its numbers, but each keeps the words that readers are told of it.
    """
    held: list[Mapping[str, Any]] = []
    listed: set[str] = set()
    _gather(content, held, listed)
    there = {str(row["label"]) for row in held} | listed
    for label in sorted(numbers.needed - there):
        yield Problem(file=path, code="chart-number-missing", found=label)
    for drawn in held:
        label = str(drawn["label"])
        if label not in numbers.values or not _one_of(drawn, numbers.values[label]):
            yield Problem(file=path, code="chart-number-unknown", found=f"{label} ({drawn.get('obs_value')})")


def _gather(content: Any, rows: list[Mapping[str, Any]], labels: set[str]) -> None:
    """Take every row of data that has a label, wherever in a specification, and the words of its other marks.

    Those are of marks that stand for several numbers: an area over the years, a line of text.
    """
    if isinstance(content, dict):
        if isinstance(content.get("label"), str):
            rows.append(content)
        if isinstance(content.get("labels"), list):
            labels.update(map(str, content["labels"]))
        content = content.values()
    for inner in content:
        if isinstance(inner, dict | list):
            _gather(inner, rows, labels)


def _one_of(row: Mapping[str, Any], values: Iterable[str]) -> bool:
    """Tell whether the value of a row, where it has one, is one of `values`; a gap is not a zero."""
    if "obs_value" not in row:
        return True
    value = "" if row["obs_value"] is None else str(row["obs_value"])
    return any(same(value, each) for each in values)
