"""Charts: each number is that of its cell, every file of a chart has the same numbers, each stands on a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scripts.model.problems import Problem
from scripts.verify.figures import CELL, cell_of, same
from scripts.verify.files import Folder, Table

FOLDER = "charts/"
TAIL = ("obs_value", "cell")
PICTURES = (".svg", ".png", "/wide.svg", "/narrow.svg")
SPECIFICATIONS = (".json", "/wide.vg.json", "/narrow.vg.json")
EMBEDDED = "embed/"


def charts(site: Folder, shown: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """Tell each chart whose numbers, files or pages are not right. `shown` has the ids of the charts of each page."""
    ids = {path.removeprefix(FOLDER).removesuffix(".csv") for path in site.below(FOLDER, ".csv")}
    for name in sorted(ids):
        yield from _chart(site, name)
    on_pages = {name for page, names in shown.items() if not page.startswith(EMBEDDED) for name in names}
    own = {name for page, names in shown.items() if page == f"{EMBEDDED}{name_of(page)}/index.html" for name in names}
    yield from (Problem(file=f"{FOLDER}{name}.csv", code="chart-not-shown") for name in sorted(ids - on_pages))
    yield from (Problem(file=f"{FOLDER}{name}.csv", code="chart-without-own-page") for name in sorted(ids - own))
    yield from (Problem(file=f"{FOLDER}{name}.csv", code="chart-without-numbers") for name in sorted(on_pages - ids))


def name_of(page: str) -> str:
    """Give the chart whose own page it is: the name of the page's folder."""
    return page.removesuffix("/index.html").rpartition("/")[2]


def _chart(site: Folder, name: str) -> Iterator[Problem]:
    path = f"{FOLDER}{name}.csv"
    table = site.table(path)
    if table is None or table.header[-2:] != TAIL:
        yield Problem(file=path, code="chart-file-unreadable")
        return
    for number, row in enumerate(table.rows, start=2):
        yield from _number(site, path, number, *row[-2:])
    missing = [
        f"{FOLDER}{name}{end}" for end in (*PICTURES, *SPECIFICATIONS) if f"{FOLDER}{name}{end}" not in site.files
    ]
    yield from (Problem(file=each, code="chart-file-missing") for each in missing)
    for end in SPECIFICATIONS:
        if f"{FOLDER}{name}{end}" in site.files:
            yield from _specification(site, f"{FOLDER}{name}{end}", table)


def _number(site: Folder, path: str, row: int, value: str, address: str) -> Iterator[Problem]:
    """Tell a number that is not what its cell holds; a gap has neither value nor cell."""

    def problem(code: str, found: str, expected: str = "") -> Problem:
        return Problem(file=path, row=row, field=address, code=code, found=found, expected=expected)

    if not value and not address:
        return
    named = CELL.fullmatch(address)
    held = named and site.table(named["file"])
    cell = named and held and cell_of(held, named["file"], int(named["row"]), int(named["column"]))
    if not cell:
        yield problem("chart-cell-missing", value)
    elif not same(value, cell.held):
        yield problem("chart-number-differs", value, cell.held)


def _specification(site: Folder, path: str, table: Table) -> Iterator[Problem]:
    """Tell a specification that does not hold the chart's numbers, all of them, in the order of its table."""
    try:
        content = json.loads(site.read(path), parse_float=str, parse_int=str)
    except ValueError as error:
        yield Problem(file=path, code="chart-file-unreadable", found=str(error))
        return
    wanted = list(table.records())
    if not any(_same_rows(held, wanted) for held in _datasets(content)):
        yield Problem(file=path, code="chart-numbers-differ", found=str(len(wanted)))


def _datasets(content: Any) -> Iterator[list[Mapping[str, Any]]]:
    """Give every list of rows with values, wherever in a specification."""
    if isinstance(content, dict):
        for inner in content.values():
            yield from _datasets(inner)
    elif isinstance(content, list):
        if content and all(isinstance(row, dict) and "obs_value" in row for row in content):
            yield content
        for inner in content:
            yield from _datasets(inner)


def _same_rows(held: list[Mapping[str, Any]], wanted: list[dict[str, str]]) -> bool:
    return len(held) == len(wanted) and all(_same_row(*pair) for pair in zip(held, wanted, strict=True))


def _same_row(held: Mapping[str, Any], wanted: Mapping[str, str]) -> bool:
    names = [name for name in wanted if name not in TAIL]
    value = held["obs_value"]
    return all(held.get(name) == wanted[name] for name in names) and same(
        "" if value is None else value, wanted["obs_value"]
    )
