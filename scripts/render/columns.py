"""Columns that stand in tables of several subjects."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from scripts.findings.reading import Observation
from scripts.model.codes import POLICY_CODES
from scripts.model.tables import Series
from scripts.render.cells import period_cell, status_cell
from scripts.render.context import Context
from scripts.render.parts import Cell, Choice, Column, Text

T = TypeVar("T")
Make = Callable[[T], Text | Cell]


def column(  # noqa: PLR0913 - what a column may have
    context: Context, name: str, cell: Make[T], kind: str = "text", label: Text = "", *, optional: bool = False
) -> Column[T]:
    """A column under the words of its name, or under a label of its own."""
    return Column(name=name, label=label or context.words(f"column.{name}"), cell=cell, kind=kind, optional=optional)


def status_column(  # noqa: PLR0913 - what a column of statuses may have
    context: Context,
    series: Series,
    name: str,
    label: Text,
    status: Callable[[T], Observation | None],
    *,
    menu: bool = False,
) -> Column[T]:
    """Policy statuses, sorted yes first; with a menu of statuses where it is the only such column."""
    choices = tuple(Choice(code=code, label=context.edition.status_label(code)) for code in series.statuses)
    return Column(
        name=name,
        label=label,
        kind="status",
        cell=lambda item: status_cell(context, series, status(item)),
        codes=POLICY_CODES,
        choices=choices if menu else (),
    )


def period_column(context: Context, period: Callable[[T], str]) -> Column[T]:
    """The period that a row is of, as the first column."""
    return column(
        context, "time_period", lambda item: period_cell(context, period(item)), label=context.words("column.period")
    )


def note_column(context: Context, said: Callable[[T], Text]) -> Column[T]:
    """What must be said beside a row; left out where there is nothing to say."""
    return column(context, "note", said, "wide", optional=True)
