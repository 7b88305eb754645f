"""Figures that know which published cell they were read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from scripts.model.measures import SPREAD, whole_of
from scripts.model.prose import FEW
from scripts.model.tables import Series

DATA = "data/latest"
SUMMARIES = f"{DATA}/summaries.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a value is written: `style` is `decimal` or `percent` with exactly so many decimals, or `code`.

    A code has the label of its list, `codelist`.
    """

    style: str
    decimals: int = 0
    codelist: str = ""


WHOLE = Form(style="decimal")
RATE = Form(style="decimal", decimals=2)
PERCENT = Form(style="percent", decimals=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value as it is read, with its form and the cell that it stands in, in no language.

    `cell` is a file below the site's root with an RFC 7111 fragment: `data/latest/summaries.csv#cell=17,5`. Only an
    edition writes a figure (`Edition.written`, `Edition.html`); as a text of its own it is refused, so that no language
    is forgotten.
    """

    value: float | str
    form: Form
    cell: str
    status: str = "A"
    whole: float | None = None
    """Of how many it is a share, where they are so few that it is told by its parts."""
    bound: str = ""
    """What must be said before it in a sentence: that it is `at_least`, `almost` or `about` this; '' for nothing."""
    noted: bool = False
    """Whether its own note says so, and not only its series: then it is said wherever the figure stands."""

    def __str__(self) -> str:
        message = f"A figure is written by an edition: {self.cell}"
        raise TypeError(message)

    __html__ = __str__

    @property
    def exact(self) -> str:
        """The value with full precision, as text."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return str(self.value)

    @property
    def number(self) -> float:
        """The value as a number. Raises ValueError for a code."""
        return float(self.value)

    @property
    def zero(self) -> bool:
        """Whether the value is a reported zero."""
        return self.value == 0

    @property
    def few(self) -> bool:
        """Whether it is a share of so few that no percentage is printed."""
        return self.whole is not None

    @property
    def partial(self) -> bool:
        """Whether the period was not complete when the source's edition closed."""
        return self.status == "P"


def few(asked: Form, whole: str) -> float | None:
    """Give of how many a value is a share, where it would be a percentage of fewer than FEW; else None."""
    if asked.style != "percent" or whole == "":
        return None
    return float(whole) if 0 < float(whole) < FEW else None


def form(series: Series, measure: str) -> Form:
    """Give the form that the unit of a measure asks for: a count whole, a share in percent, a rate with decimals.

    `measure` is a measure of the summaries or a column of the observations.
    """
    written = measure in SPREAD or measure.startswith(("ratio", "value", "obs"))
    if series.is_measured and (written or measure == "mean"):
        return Form(style="decimal", decimals=series.decimals)
    if measure.startswith("share") or (series.has_parts and written):
        return PERCENT if series.per == 1 else RATE
    return WHOLE


@dataclass(frozen=True, slots=True)
class Summaries:
    """The summaries by their key, each with its row in `summaries.csv`."""

    rows: Mapping[tuple[str, str, str, str], tuple[int, str, str]]
    column: int
    _periods: Mapping[tuple[str, str], list[str]]

    @classmethod
    def from_frame(cls, frame: pd.DataFrame) -> Summaries:
        """Index the frame that `summarise` gives."""
        held = {name: frame[name].tolist() for name in frame.columns}
        keys = zip(held["series"], held["group"], held["time_period"], held["measure"], strict=True)
        cells = zip(range(2, len(frame) + 2), held["value"], held["status"], strict=True)
        spans = frame[["series", "group", "time_period"]].drop_duplicates().sort_values("time_period")
        periods: dict[tuple[str, str], list[str]] = {}
        for series, group, period in spans.itertuples(index=False):
            periods.setdefault((series, group), []).append(period)
        return cls(dict(zip(keys, cells, strict=True)), list(frame.columns).index("value") + 1, periods)

    def figure(self, series: Series, group: str, period: str, measure: str) -> Figure | None:
        """Give a summary as a figure; None when there is no such summary or it is blank."""
        found = self.rows.get((series.id, group, period, measure))
        if found is None or found[1] == "":
            return None
        row, text, status = found
        asked = form(series, measure)
        whole = self.rows.get((series.id, group, period, whole_of(measure)), (0, "", ""))[1]
        cell = f"{SUMMARIES}#cell={row},{self.column}"
        return Figure(value=float(text), form=asked, cell=cell, status=status, whole=few(asked, whole))

    def periods(self, series: str, group: str) -> list[str]:
        """The periods of a series in a group, in order."""
        return self._periods.get((series, group), [])


def contains(whole: Figure | None, parts: Iterable[Figure]) -> bool:
    """Tell whether parts may be said to be of a whole: none of them is larger than it, and none is negative.

    Where a source corrects itself by a negative count, the rest can be more than all together.
    """
    return whole is not None and all(0 <= part.number <= whole.number for part in parts)
