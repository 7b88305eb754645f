"""The smallest things that a page shows of an observation or a figure: marks, values, periods, notes."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from scripts.findings.figures import DATA, Figure
from scripts.findings.reading import Observation
from scripts.model.codes import ALL_PERIODS, UNKNOWN_PERIOD
from scripts.model.tables import Series
from scripts.render.context import Context
from scripts.render.parts import Cell, Text
from scripts.sentences import sentences

SAID_OF_A_VALUE = ("P", "U", "E")
"""Statuses of an observation that are said beside its value where its note does not: provisional, low, estimated."""


def status_code(series: Series, observation: Observation | None) -> str:
    """Give the code of a policy status; for none that of the rest: `not_assessed`, or `not_documented`."""
    return str(observation.value.value) if observation and observation.value else series.rest


def mark(context: Context, series: Series, observation: Observation | None) -> Markup:
    """A policy status as a mark with its word; for none that of the rest."""
    if observation is None or observation.value is None:
        return context.macro("status", series.rest)
    return context.macro("status", observation.value.value, observation.value)


def status_cell(context: Context, series: Series, observation: Observation | None) -> Cell:
    """A policy status as a cell: its mark and its code."""
    return Cell(text=mark(context, series, observation), code=status_code(series, observation))


def value(context: Context, series: Series, observation: Observation) -> Text:
    """The value of an observation: a mark, a figure with its parts, a range, or the reason for a blank."""
    if series.has_statuses:
        return mark(context, series, observation)
    return _number(context, observation)


def _number(context: Context, observation: Observation) -> Text:
    held, said = observation.figures, context.edition.phrase
    if "pending" in held and not held["pending"].zero:
        return said("figure.pending" if observation.value else "figure.undecided", **sentences.parts(held))
    if observation.value and "numerator" in held and "denominator" in held:
        return said("figure.parts" if observation.value.few else "figure.of", **sentences.parts(held))
    if observation.value:
        return context.edition.alone(observation.value)
    if "value_low" in held:
        return said("figure.range", low=held["value_low"], high=held["value_high"])
    return context.edition.label("obs_status", observation.obs_status)


def figure(context: Context, read: Figure | None) -> Text:
    """A figure, or the sign for none."""
    return context.words("table.blank") if read is None else context.edition.html(read)


def note(context: Context, observation: Observation) -> str:
    """The note of an observation, and that it is provisional or of low reliability where it is."""
    if observation.note:
        return context.edition.label("note", observation.note)
    said = observation.obs_status in SAID_OF_A_VALUE
    return context.edition.label("obs_status", observation.obs_status) if said else ""


def dimensions(context: Context, observation: Observation) -> str:
    """The codes of an observation's own dimensions, in words."""
    return ", ".join(context.edition.label(name, code) for name, code in observation.dimensions.items())


def unit(context: Context, series: Series) -> str:
    """The unit of a series, in words."""
    return context.edition.label("unit_measure", series.unit_measure)


def period_cell(context: Context, period: str) -> Text | Cell:
    """A period as a cell that is sorted by its date; one without a date comes last."""
    order = "" if period in (ALL_PERIODS, UNKNOWN_PERIOD) else period
    shown = context.words.period(period)
    return shown if shown == order else Cell(text=shown, order=order)


def span(context: Context, start: str, end: str) -> str:
    """From when until when; '' when neither is known."""
    words = context.words
    if start and end and start != end:
        return words("span.both", start=words.day(start), end=words.day(end))
    if start:
        return words.day(start)
    return words("span.until", end=words.day(end)) if end else ""


def placed(row: int, columns: Sequence[str], column: str, file: str) -> str:
    """Give the address of a cell of a published file by its row, of which the header is the first, and column."""
    return f"{file}#cell={row},{columns.index(column) + 1}"


def package_number(context: Context, table: str, row: int, column: str, number: str) -> Cell:
    """A whole number of a package table with its published cell. `row` is its row in the file."""
    place = context.reading.package.field_names(table).index(column) + 1
    shown = Markup('<data value="{}" data-cell="{}/{}.csv#cell={},{}">{}</data>')
    text = shown.format(number, DATA, table, row, place, context.words.number(int(number)))
    return Cell(text=text, order=number)
