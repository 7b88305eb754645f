"""Figures: each `data` element must show, exactly, the published cell that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import cache
from typing import Any, Final

from scripts.model.kinds import measure_of
from scripts.model.locale_files import read_texts
from scripts.model.measures import whole_of
from scripts.model.problems import Problem
from scripts.model.prose import FEW
from scripts.verify.files import DATA, Folder, Table
from scripts.verify.page import Page, text_of

CELL = re.compile(r"(?P<file>[^#]+\.csv)#cell=(?P<row>[1-9]\d*),(?P<column>[1-9]\d*)")
OBSERVATIONS = f"{DATA}/observations_"
SUMMARIES = f"{DATA}/summaries.csv"
BESIDE = f"{DATA}/other_figures.csv"
RATIO_COLUMNS = ("obs_value", "value_low", "value_high", "lowest", "median", "highest")
HEADLINE = "//*[contains(@class, 'headline__figure')][not(.//data)]"
NO_FIGURE = "//*[contains(@class, 'headline__none')]"


@dataclass(frozen=True, slots=True)
class Writing:
    """How a language writes numbers: sign between thousands, decimal sign, and what follows a percentage.

    `parts` is how it says how many of how many, `two` its word for two of two.
    """

    group: str
    decimal: str
    percent: str
    parts: str
    two: str


SIGNS = ("site.numbers.thousands", "site.numbers.decimal", "site.numbers.percent", "figure.parts", "listing.both")
"""Texts of a locale file that say how its language writes numbers. Pages are written without them, by CLDR alone."""


@cache
def writing_of(language: str) -> Writing | None:
    """Give how a language writes numbers, as its locale file says; None where it does not say so."""
    try:
        texts = read_texts(language)
        return Writing(*(texts[key] for key in SIGNS))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def figures(page: Page, site: Folder) -> Iterator[Problem]:
    """Tell each figure that is not what the published cell holds, and each headline without a figure."""
    for element in page.tree.iter("data"):
        yield from _figure(page, element, site)
    for element in page.tree.xpath(HEADLINE) if b"headline__figure" in page.raw else ():
        yield Problem(file=page.path, row=element.sourceline, code="headline-without-figure", found=text_of(element))
    stated = site.stated
    for element in page.tree.xpath(NO_FIGURE) if b"headline__none" in page.raw else ():
        if any(page.path.endswith(own_page(indicator)) for indicator in stated):
            yield Problem(
                file=page.path, row=element.sourceline, code="headline-without-figure", found=text_of(element)
            )


def headline_pages(pages: Mapping[str, int], site: Folder) -> Iterator[Problem]:
    """Tell each page of headlines without a figure, where the summaries have one to state.

    `pages` has the number of figures of each page.
    """
    named = [own_page(indicator) for indicator in site.stated]
    for path, count in sorted(pages.items()):
        own = path in (*(("index.html", "indicators/index.html") if named else ()), *named)
        if own and not count:
            yield Problem(file=path, code="headline-without-figure")


def own_page(indicator: str) -> str:
    """Give the page of an indicator, below the root of a language."""
    return f"indicators/{indicator}/index.html"


@dataclass(frozen=True, slots=True)
class Cell:
    """A published cell: its file, the row by column name, the column, and what it holds."""

    file: str
    record: Mapping[str, str]
    column: str
    held: str

    @property
    def series(self) -> str:
        """The series that the cell is of; '' for none."""
        if self.file.startswith(OBSERVATIONS):
            return self.file.removeprefix(OBSERVATIONS).removesuffix(".csv")
        return self.record.get("series", "") if self.file == SUMMARIES else ""


def _figure(page: Page, element: Any, site: Folder) -> Iterator[Problem]:
    address, value = element.get("data-cell", ""), element.get("value")

    def problem(code: str, found: str, expected: str = "") -> Problem:
        return Problem(file=page.path, row=element.sourceline, field=address, code=code, found=found, expected=expected)

    named = CELL.fullmatch(address)
    if named is None or value is None:
        yield problem("figure-without-cell", text_of(element))
        return
    cell = cell_at(site, address)
    if cell is None and site.table(named["file"]) is None:
        yield problem("figure-file-missing", named["file"])
        return
    if cell is None:
        yield problem("figure-cell-missing", value)
        return
    if not same(value, cell.held):
        yield problem("figure-value-differs", value, cell.held)
    shown, right = text_of(element), shown_as(site, address, cell, page.language)
    if page.language and shown not in right:
        of_few = "%" in shown and whole_of_few(cell, site)
        yield problem("share-of-few" if of_few else "figure-text-differs", shown, " | ".join(sorted(right)))


def cell_of(table: Table, file: str, row: int, column: int) -> Cell | None:
    """Give a cell of a published table by its row, of which the header is the first, and column; None for no cell."""
    held = table.cell(row, column)
    if held is None or row == 1:
        return None
    return Cell(file, dict(zip(table.header, table.rows[row - 2], strict=False)), table.header[column - 1], held)


def cell_at(site: Folder, address: object) -> Cell | None:
    """Give the published cell that an address names; None where there is no such cell.

    It is looked up once: many pages and checks ask for the same.
    """
    name = str(address)
    if name not in site.cells:
        site.cells[name] = _cell_at(site, name)
    found: Cell | None = site.cells[name]
    return found


def _cell_at(site: Folder, address: str) -> Cell | None:
    named = CELL.fullmatch(address)
    table = site.table(named["file"]) if named else None
    return cell_of(table, named["file"], int(named["row"]), int(named["column"])) if named and table else None


def number_in(text: str) -> Decimal | None:
    """Give the number that a text is; None for another text."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def same(value: str, held: str) -> bool:
    """Tell whether two texts are the same number, or the same text."""
    if value == held:
        return True
    left, right = number_in(value), number_in(held)
    return left is not None and left == right


def shown_as(site: Folder, address: str, cell: Cell, language: str) -> frozenset[str]:
    """Give the texts with which a page of a language may show the cell at an address; each is asked for once."""
    if (address, language) not in site.writings:
        site.writings[address, language] = written(cell, site, language)
    return site.writings[address, language]


def written(cell: Cell, site: Folder, language: str) -> frozenset[str]:
    """Give the texts with which a page of a language may show a cell: one, but for a code that several lists have."""
    cell = _of_a_change(cell)
    series = site.series.get(cell.series, {})
    codelist = series.get("codelist", "") if cell.file.startswith(OBSERVATIONS) else ""
    if codelist:
        return frozenset({site.labels.get((codelist, cell.held), {}).get(f"label_{language}", cell.held)})
    value, writing = number_in(cell.held), writing_of(language)
    if value is None or writing is None:
        labels = {row.get(f"label_{language}", "") for (_, code), row in site.labels.items() if code == cell.held}
        return frozenset({cell.held, *labels} - {""})
    of = whole_of_few(cell, site)
    if of:
        return frozenset({writing.parts.format(numerator=round(value * of), denominator=of)})
    words = (writing.two, writing.two.capitalize()) if value == BOTH else ()
    return frozenset({_number(value, _form(cell, series), writing), *words})


BOTH: Final = 2
"""The number that a page may write as a word, where all of two are told."""

CHANGES: Final = re.compile(r"data/[0-9.]+/changes\.csv")


def _of_a_change(cell: Cell) -> Cell:
    """Give what a cell of a list of changes was or is: a cell of the summaries, or of the observations of its series.

    A share is told by its parts there, so that none is one of few.
    """
    if not CHANGES.fullmatch(cell.file) or cell.column not in ("old", "new"):
        return cell
    record = {**cell.record, "measure": cell.record.get("key", "").removeprefix("measure=")}
    if cell.record.get("table") == "summaries":
        return Cell(SUMMARIES, {**record, "group": cell.record.get("ref_area", "")}, "value", cell.held)
    return Cell(f"{DATA}/{cell.record.get('table', '')}.csv", record, cell.record.get("column", ""), cell.held)


def whole_of_few(cell: Cell, site: Folder) -> int:
    """Give of how many a percentage is where they are fewer than FEW, for which it is no percentage; 0 elsewhere."""
    if _form(cell, site.series.get(cell.series, {})) != "percent":
        return 0
    if cell.file == SUMMARIES:
        row = cell.record
        held = site.summary.get((row["series"], row["group"], row["time_period"], whole_of(row["measure"])), "")
    else:
        held = cell.record.get("denominator", "") if cell.column == "obs_value" else ""
    whole = number_in(held) or Decimal(0)
    return int(whole) if 0 < whole < FEW else 0


def _form(cell: Cell, series: Mapping[str, str]) -> str:
    """Give how a cell is written: `percent`, `rate`, `whole`, or the step that it is rounded to."""
    measure = cell.record.get("measure", "").partition(".")[0] if cell.file == SUMMARIES else cell.column
    if cell.file == SUMMARIES and measure.startswith("share_"):
        return "percent"
    if cell.file == BESIDE:
        return "rate" if cell.column == "obs_value" and cell.record.get("denominator") else "whole"
    ratio = measure in RATIO_COLUMNS or measure.startswith("ratio")
    if measure_of(series.get("measure_type", "")).parts and ratio:
        return "percent" if series.get("per") in ("", "1") else "rate"
    if measure_of(series.get("measure_type", "")).measured and measure in MEASURED_COLUMNS:
        return f"1e-{series.get('decimals') or 0}"
    return "whole"


MEASURED_COLUMNS: Final = ("obs_value", "mean", "median", "lowest", "highest")
"""Columns and measures that are written with the decimals of a measured series."""


def _number(value: Decimal, form: str, writing: Writing) -> str:
    if form == "percent":
        return _grouped(value * 100, "0.1", writing) + writing.percent
    return _grouped(value, {"rate": "0.01", "whole": "1"}.get(form, form), writing)


def _grouped(value: Decimal, step: str, writing: Writing) -> str:
    """Write a number rounded to a step (half to even), grouped by thousands."""
    plain = f"{value.quantize(Decimal(step), rounding=ROUND_HALF_EVEN):,f}"
    return plain.replace(",", "\0").replace(".", writing.decimal).replace("\0", writing.group)
