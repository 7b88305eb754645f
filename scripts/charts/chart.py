"""What a chart is: a finding in words, and the rows of numbers that it is drawn from, each with its published cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from scripts.findings.figures import Figure
from scripts.findings.reading import Observation
from scripts.model.codes import HEADLINE
from scripts.model.tables import Series

CSV_TAIL = ("obs_value", "label", "cell")
"""The last columns of a chart's CSV, after the columns that name the number."""


def chart_id(series: Series, what: str) -> str:
    """Give the id of the chart of a series that shows something of it: the address stays with the series."""
    return f"{series.id.replace('.', '-')}-{what}"


def shown_of(series: Series, what: str) -> str:
    """Give what a chart shows on the page of its indicator: something of the headline, or of a named companion."""
    return what if series.role == HEADLINE else f"{what} of {series.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column that names a chart's numbers. It is in the CSV; with a label also in the table that people read."""

    name: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of a chart: the texts that name it by column, the figure, and the words that a reader is told of it.

    A number without a figure is a gap; `blank` says why.
    """

    texts: Mapping[str, str]
    figure: Figure | None
    label: str
    blank: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart of the site in one language.

    `id` is its part of addresses, `kind` the module that draws it, `page` the path of the page of what it is of, and
    `shows` what of that it shows (`trend`, `regions`): where it stands on the page is the page's affair.
    `sources` are the ids of the sources of its series; none where it is of several series, whose sources `credit`
    names. `options` is JSON data that only the kind's own module reads: words, order of codes, scales.
    """

    id: str
    kind: str
    page: str
    shows: str
    title: Markup
    subtitle: str
    alternative: str
    sources: tuple[str, ...]
    credit: str
    note: str = ""
    """What must be said beside the credit, such as the disclaimer of a map."""
    indicator: str = ""
    """The indicator that the chart is of; '' where it is of several or of none."""
    columns: tuple[Column, ...]
    numbers: tuple[Number, ...]
    across: str = ""
    """Column whose values become columns of the table that people read; '' for one row a number."""
    options: Mapping[str, Any] = field(default_factory=dict)

    def rows(self) -> list[dict[str, Any]]:
        """Give the numbers as drawings read them: the texts, `obs_value` (number, code or null) and `label`."""
        return [
            {**n.texts, "obs_value": None if n.figure is None else n.figure.value, "label": n.label}
            for n in self.numbers
        ]


def figure_of(found: Observation | None) -> Figure | None:
    """Give the value of an observation, or the low end where it has only a range; None where nothing is known."""
    if found is None:
        return None
    return found.value or found.figures.get("value_low") or next(iter(found.figures.values()), None)
