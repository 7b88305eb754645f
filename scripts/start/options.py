"""The options of `adapt`, and what they ask for."""

from __future__ import annotations

import argparse
import codecs
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from scripts.model.codes import MISSING_STATUSES, VALUE_STATUSES
from scripts.model.problems import UsageError
from scripts.start.numbers import DECIMALS, MISSING, THOUSANDS, Numbers
from scripts.start.periods import BEGINS, DAY_FIRST, ENDS, MONTH_FIRST, MONTHS, YEARS, Reading
from scripts.start.wish import Areas, Dimension, Origin, Wish
from scripts.words.words import Words

WEIGHTED = "weighted_mean"
WAYS = ("sum", "sum_over_time", WEIGHTED, "median", "none")
USUAL = {"count": "sum", "value": "median"}
"""How areas are put together where nobody says so, by measure type."""


def add_options(made: argparse.ArgumentParser, *, package: Path, day: Callable[[str], str]) -> None:
    """Add the options, but for the file and the folder. `package` is whose countries are used; `day` reads a day."""
    _columns(made)
    made.add_argument("--publisher", required=True, help="who publishes the figures")
    made.add_argument("--url", required=True, help="address of the page or file that they are from")
    made.add_argument("--accessed", type=day, required=True, metavar="YYYY-MM-DD", help="day on which it was read")
    made.add_argument("--source-title", default="", metavar="TITLE", help="title of the source, and of the site")
    made.add_argument("--licence", default="not stated", help="licence that the publisher states")
    made.add_argument("--licence-url", default="", metavar="URL", help="its address")
    made.add_argument("--measure", choices=tuple(USUAL), default="value", help="whole numbers, or measured ones")
    summed = (
        "how areas are put together: sum for counts, sum_over_time for counts of which periods may be added too, "
        "weighted_mean (see --weight) or median for values, or none"
    )
    made.add_argument("--aggregation", choices=WAYS, default="", help=summed)
    made.add_argument("--decimals", type=int, metavar="N", help="round values to so many decimals")
    _periods(made)
    _numbers(made)
    before = "figures from before an area existed are of its territory of today"
    made.add_argument("--territories", action="store_true", help=before)
    known = "package whose countries and names are used"
    made.add_argument("--areas", type=Path, default=package, metavar="PACKAGE", help=known)


def _columns(made: argparse.ArgumentParser) -> None:
    """Add the options of `adapt` that name columns."""
    where = made.add_mutually_exclusive_group(required=True)
    where.add_argument("--area", metavar="COLUMN", help="column of the country or area")
    where.add_argument(
        "--one-area", metavar="NAME", help="the area, where all figures are of one and no column says so"
    )
    made.add_argument("--whole", default="", metavar="NAME", help="area that a blank cell of --area means: the whole")
    made.add_argument("--own-areas", action="store_true", help="areas are no countries: each name gets a code")
    named = "column of their names, where --area has codes of the source's own"
    made.add_argument("--area-name", default="", metavar="COLUMN", help=named)
    part = "column of the area that each is part of: a province of a district, a country of a province"
    made.add_argument("--parent", default="", metavar="COLUMN", help=part)
    made.add_argument("--time", default="", metavar="COLUMN", help="column of the period")
    value = "column of the figure; given several times, each is a series: 'new_cases=New cases' says what it is called"
    made.add_argument("--value", action="append", type=_labelled, default=[], metavar="COLUMN[=LABEL]", help=value)
    wide = "each period has a column, headed by it: in place of --time and --value"
    made.add_argument("--wide", action="store_true", help=wide)
    made.add_argument("--series", default="", metavar="COLUMN", help="column that names the series, each an indicator")
    made.add_argument("--title", default="", help="what the figures are, where the file has one series")
    unit = made.add_mutually_exclusive_group(required=True)
    unit.add_argument("--unit", help="what one of a figure is: persons, tonnes, US dollars")
    unit.add_argument("--unit-column", metavar="COLUMN", help="column that says so")
    split = (
        "column that divides the figures, with the cell that stands for all together: 'sex=Both sexes'; "
        "'sex=' where it is blank"
    )
    made.add_argument("--dimension", action="append", type=_dimension, default=[], metavar="COLUMN[=TOTAL]", help=split)
    weight = "column of what each value counts by in a mean of areas, such as people"
    made.add_argument("--weight", default="", metavar="COLUMN", help=weight)


def _periods(made: argparse.ArgumentParser) -> None:
    """Add the options of `adapt` that say how periods are written."""
    spans = "what periods such as 2010-11 are: years that are written with two, or months"
    made.add_argument("--two-years", choices=(YEARS, MONTHS), default="", help=spans)
    begins = "month and day on which years such as 2010/11 begin"
    made.add_argument("--year-begins", type=_month_day, default="", metavar="MM-DD", help=begins)
    dates = "how days such as 05/06/2020 are written"
    made.add_argument("--dates", choices=(DAY_FIRST, MONTH_FIRST), default="", help=dates)
    named = "what the year of FY2010 is: that in which it begins, or that in which it ends"
    made.add_argument("--fiscal-year", choices=(BEGINS, ENDS), default="", help=named)


def _numbers(made: argparse.ArgumentParser) -> None:
    """Add the options of `adapt` that say how numbers are written."""
    made.add_argument("--decimal-mark", choices=DECIMALS, default="", help="what stands before decimals")
    made.add_argument("--thousands-mark", choices=THOUSANDS, default="", help="what stands between thousands")
    missing = (
        "cell that stands where there is no figure, with its SDMX status: O (none is known, also without a status), "
        "M (there can be none), L (not collected), Q (withheld), NYP (not yet published)"
    )
    made.add_argument("--missing", action="append", type=_missing, default=[], metavar="TEXT[=STATUS]", help=missing)
    mark = (
        "what may stand behind a number, with its SDMX status: A (nothing), E (estimated), P (provisional), "
        "U (unreliable)"
    )
    made.add_argument("--mark", action="append", type=_mark, default=[], metavar="TEXT=STATUS", help=mark)
    made.add_argument("--encoding", type=_encoding, default="utf-8", help="how letters are written, such as cp1252")


def _labelled(text: str) -> tuple[str, str]:
    column, _, label = text.partition("=")
    return column, label


def _dimension(text: str) -> tuple[str, str | None]:
    """Give a column, and the cell that stands for all together; None where none is named."""
    column, named, total = text.rpartition("=") if "=" in text else (text, "", "")
    return column, total if named else None


def _missing(text: str) -> tuple[str, str]:
    return _with_status(text, MISSING_STATUSES, MISSING)


def _mark(text: str) -> tuple[str, str]:
    return _with_status(text, VALUE_STATUSES, "")


def _with_status(text: str, known: Sequence[str], usual: str) -> tuple[str, str]:
    """Give a text and its SDMX status. Raises ArgumentTypeError for a status that does not fit."""
    cell, named, status = text.rpartition("=")
    if not named:
        cell, status = text, usual
    if not cell or status not in known:
        message = f"{text!r} needs a status: {', '.join(known)}"
        raise argparse.ArgumentTypeError(message)
    return cell, status


def _encoding(text: str) -> str:
    try:
        return codecs.lookup(text).name
    except LookupError as error:
        message = f"{text!r} is no encoding"
        raise argparse.ArgumentTypeError(message) from error


def _month_day(text: str) -> str:
    try:
        return date.fromisoformat(f"2001-{text}").isoformat()[5:] if text else ""
    except ValueError as error:
        message = f"{text!r} is no month and day as MM-DD"
        raise argparse.ArgumentTypeError(message) from error


def wish_of(options: argparse.Namespace, words: Words) -> Wish:
    """Give what the options of `adapt` ask for. Raises UsageError where they do not fit together."""
    _fit(options, words)
    title = options.title or options.source_title or options.file.stem
    usual = WEIGHTED if options.weight else USUAL[options.measure]
    return Wish(
        file=options.file,
        folder=options.folder,
        areas=Areas(
            column=options.area or "",
            one=options.one_area or "",
            whole=options.whole,
            name=options.area_name,
            parent=options.parent,
            own=options.own_areas,
            before=options.territories,
            known=options.areas,
        ),
        time="" if options.wide else options.time,
        values=() if options.wide else tuple(column for column, _ in options.value),
        labels={column: label for column, label in options.value if label},
        series=options.series,
        title=title,
        unit=options.unit or "",
        unit_column=options.unit_column or "",
        dimensions=tuple(Dimension(column=column, total=total) for column, total in options.dimension),
        weight=options.weight,
        measure=options.measure,
        aggregation=options.aggregation or usual,
        decimals=options.decimals,
        reading=Reading(
            two_years=options.two_years,
            year_begins=options.year_begins,
            dates=options.dates,
            fiscal=options.fiscal_year,
        ),
        numbers=Numbers(
            decimal=options.decimal_mark,
            thousands=options.thousands_mark,
            missing=dict(options.missing),
            marks=dict(options.mark),
        ),
        encoding=options.encoding,
        origin=Origin(
            title=options.source_title or title,
            publisher=options.publisher,
            url=options.url,
            accessed=options.accessed,
            licence=options.licence,
            licence_url=options.licence_url,
        ),
    )


def _fit(options: argparse.Namespace, words: Words) -> None:
    """Refuse options of `adapt` that do not fit together. Raises UsageError."""
    several = options.wide or len(options.value) > 1
    for wrong, key in (
        (options.wide and bool(options.time or options.value), "wide_and_columns"),
        (not options.wide and not (options.time and options.value), "columns_needed"),
        (not options.series and not options.title and (options.wide or not several), "series_needed"),
        (options.aggregation == WEIGHTED and not options.weight, "weight_needed"),
        (bool(options.weight) and options.aggregation not in ("", WEIGHTED), "weight_unused"),
        (bool(options.weight) and options.measure != "value", "weight_of_values"),
        (bool(options.weight) and options.wide, "weight_and_wide"),
    ):
        if wrong:
            raise UsageError(words(f"adapt.usage.{key}"), words("adapt.usage.help"))
