"""Gaps: where a page shows nothing, the published data have nothing; and what else they have is told there.

A blank cell of a table stands between figures, and these say which figure would stand there: those of its row have its
area or its period, those of its column its file, its measure and its codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from scripts.model.codes import UNKNOWN_PERIOD
from scripts.model.measures import VALUE_COLUMNS
from scripts.model.problems import Problem
from scripts.verify.figures import OBSERVATIONS, SUMMARIES, Cell, cell_at
from scripts.verify.files import DATA, Folder
from scripts.verify.page import Page, text_of

BLANKS: Final = frozenset(("", "\u2013", "\u2014", "-"))
OF_AREAS: Final = ("ref_area", "group")
OF_ROWS: Final = (*OF_AREAS, "time_period")
"""Keys that rows rather than columns of a table have, where its figures leave it open."""

NO_KEYS: Final = frozenset((*VALUE_COLUMNS, "value", "status", "obs_status", "source", "note", "ref_area_label"))
COUNTRY: Final = re.compile(r"(?:^|/)countries/([a-z]{3})/")
INDICATOR: Final = re.compile(r"(?:^|/)indicators/([a-z-]+)/")
YEAR: Final = re.compile(r"\d{4}")

Keys = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Index:
    """The published tables by some of their keys, for those who ask whether a figure is there."""

    site: Folder
    held: dict[tuple[str, str, tuple[str, ...]], set[tuple[str, ...]]] = field(default_factory=dict)

    def has(self, file: str, column: str, keys: Keys) -> bool:
        """Tell whether a table has a row of these keys with something in a column; never one of an unknown period."""
        names = tuple(sorted(keys))
        if (file, column, names) not in self.held:
            table = self.site.table(file)
            rows = table.records() if table else ()
            self.held[file, column, names] = {
                tuple(row.get(name, "") for name in names)
                for row in rows
                if row.get(column) and ("time_period" in names or row.get("time_period") != UNKNOWN_PERIOD)
            }
        return tuple(keys[name] for name in names) in self.held[file, column, names]


class Gaps:
    """The check of gaps, which keeps what it has looked up from page to page."""

    def __init__(self, site: Folder) -> None:
        self._site, self._index = site, Index(site)

    def of_page(self, page: Page) -> Iterator[Problem]:
        """Tell each blank where the data have a figure, and each gap of a country beside which more is known."""
        for table in page.tree.iter("table"):
            yield from self._blanks(page, table)
        area = COUNTRY.search(page.path)
        if area and page.path.endswith(f"countries/{area[1]}/index.html"):
            for row in page.tree.iterfind(".//table[@id='profile']//tr"):
                yield from self._profile(page, row, area[1].upper())

    # -- a country's profile ---------------------------------------------------------------------------------------

    def _profile(self, page: Page, row: Any, area: str) -> Iterator[Problem]:
        """Tell a row that says nothing is known where something is, or that does not say what else is."""
        named = next((found for a in row.iter("a") if (found := INDICATOR.search(a.get("href", "")))), None)
        if named is None or "is-missing" not in row.get("class", ""):
            return
        if self._index.has(f"{DATA}/coverage.csv", named[1], {"ref_area": area}):
            yield Problem(file=page.path, row=row.sourceline, code="blank-of-known", found=named[1])
        told = {each.get("data-known") for each in row.iterfind(".//*[@data-known]")}
        for known in sorted(self._known(named[1], area) - told):
            yield Problem(file=page.path, row=row.sourceline, code="known-untold", field=named[1], found=known)

    def _known(self, indicator: str, area: str) -> set[str]:
        """Give the companions and the register of an indicator that have something of an area."""
        rows = [row for row in self._site.series.values() if row.get("indicator") == indicator]
        found = {row["id"] for row in rows if row.get("role") == "companion" and self._observed(row["id"], area)}
        registers = {row["register"] for row in rows if row.get("role") == "headline" and row.get("register")}
        for name in registers:
            sides = ("ref_area", "counterpart_area")
            file = f"{DATA}/register_{name}.csv"
            if any(self._index.has(file, "id", {side: area}) for side in sides):
                found.add(f"register_{name}")
        return found

    def _observed(self, series: str, area: str) -> bool:
        file = f"{DATA}/observations_{series}.csv"
        return any(self._index.has(file, column, {"ref_area": area}) for column in VALUE_COLUMNS)

    # -- blanks of tables ------------------------------------------------------------------------------------------

    def _blanks(self, page: Page, table: Any) -> Iterator[Problem]:
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iterfind(".//tbody/tr")]
        blanks = [[cell.tag == "td" and text_of(cell) in BLANKS for cell in row] for row in rows]
        if not any(map(any, blanks)):
            return  # most tables have none, and what their figures are of is not asked for
        grid = [[self._cell(cell) for cell in row] for row in rows]
        columns = [[row[n] for row in grid if n < len(row)] for n in range(max(map(len, grid), default=0))]
        of_country = COUNTRY.search(page.path) is not None
        of_rows = Shared([_common(row) for row in grid])
        of_columns = Shared([_lent(column, of_country=of_country) for column in columns])
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if not blanks[r][c]:
                    continue
                said = _said_by(row)
                for file, column in _asked(columns[c]):
                    keys = _keys(of_rows, of_columns, (r, c), self._names(file), said)
                    if keys is None or any(_is(other, file, keys) for other in grid[r]):
                        continue
                    if self._index.has(file, column, keys):
                        found = ", ".join(f"{name} {value}" for name, value in sorted(keys.items()))
                        yield Problem(
                            file=page.path, row=cell.sourceline, code="blank-of-known", field=file, found=found
                        )

    def _names(self, file: str) -> tuple[str, ...]:
        """Give the columns that are keys of a table of figures."""
        if file == SUMMARIES:
            return ("series", "group", "time_period", "measure")
        if "coverage" in file:
            return ("ref_area",)
        if not file.startswith(OBSERVATIONS):
            return ()
        table = self._site.table(file)
        header = table.header if table else ()
        return tuple(name for name in header if name not in NO_KEYS)

    def _cell(self, element: Any) -> Cell | None:
        """Give the published cell of the first figure in a cell of a table."""
        figure = next(element.iter("data"), None)
        return None if figure is None else cell_at(self._site, figure.get("data-cell"))


def _asked(cells: Sequence[Cell | None]) -> set[tuple[str, str]]:
    """Give the file and column that figures of a column are of; none where several series stand in it."""
    found = {(each.file, each.column) for each in cells if each}
    return found if sum(file.startswith(OBSERVATIONS) for file, _ in found) <= 1 else set()


def _is(cell: Cell | None, file: str, keys: Keys) -> bool:
    """Tell whether a figure that the row shows is the one of these keys."""
    return cell is not None and cell.file == file and keys.items() <= cell.record.items()


def _common(cells: Sequence[Cell | None]) -> dict[str, str | None]:
    """Give the keys of the figures of a row or column: the value that all share, None where they differ."""
    found: dict[str, str | None] = {}
    for cell in cells:
        for name, value in cell.record.items() if cell else ():
            if name not in NO_KEYS:
                found[name] = value if found.get(name, value) == value else None
    return found


def _lent(column: Sequence[Cell | None], *, of_country: bool) -> dict[str, str | None]:
    """Give the keys that a column lends to its blanks.

    A figure that is alone in it has the area or group of its own row, but on the page of a country, where all rows are
    of that one.
    """
    keys = _common(column)
    if of_country or sum(cell is not None for cell in column) > 1:
        return keys
    return {name: value for name, value in keys.items() if name not in OF_AREAS}


@dataclass(frozen=True, slots=True)
class Shared:
    """The keys of the figures of each row, or of each column, of a table."""

    lines: Sequence[Mapping[str, str | None]]
    _settled: dict[str, bool] = field(default_factory=dict)

    def settles(self, name: str) -> bool:
        """Tell whether no line leaves a key open."""
        if name not in self._settled:
            self._settled[name] = all(line.get(name, "") is not None for line in self.lines)
        return self._settled[name]


def _keys(
    rows: Shared,
    columns: Shared,
    place: tuple[int, int],
    names: Iterable[str],
    said: Mapping[str, str],
) -> dict[str, str] | None:
    """Give the keys of the figure that would stand at a place; None where its neighbours do not tell."""
    row, column = rows.lines[place[0]], columns.lines[place[1]]
    keys: dict[str, str] = {}
    for name in names:
        by_row = rows.settles(name)
        by_column = columns.settles(name)
        own = said.get(name) or (row.get(name) if by_row else None)
        sides = (own, column.get(name) if by_column else None)
        value = next((each for each in (sides if name in OF_ROWS else sides[::-1]) if each), None)
        if value is not None:
            keys[name] = value
        elif by_row and name in OF_ROWS:
            return None
    certain = {"ref_area"} <= keys.keys() or {"group", "series", "measure"} <= keys.keys()
    return keys if certain else None


def _said_by(row: Sequence[Any]) -> dict[str, str]:
    """Give the country that the head of a row leads to, and the year that it names."""
    heads = [cell for cell in row if cell.tag == "th"]
    areas = [found[1] for cell in heads for a in cell.iter("a") if (found := COUNTRY.search(a.get("href", "")))]
    years = [text for cell in heads if YEAR.fullmatch(text := text_of(cell))]
    named = (("ref_area", [area.upper() for area in areas]), ("time_period", years))
    return {name: held[0] for name, held in named if held}
