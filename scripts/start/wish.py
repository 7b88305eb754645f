"""What is asked for when a plain CSV is made a package, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.start.numbers import Numbers
from scripts.start.periods import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who published the file and on what terms. Nothing of it can be read from the file."""

    title: str
    publisher: str
    url: str
    accessed: str
    """Day on which the file was read, YYYY-MM-DD."""
    licence: str
    licence_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A column that tells apart figures of one area and period.

    `total` is the cell that stands for all of them together, '' for a blank one; None where no cell does.
    """

    column: str
    total: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """How a file says of which area a figure is."""

    column: str = ""
    """'' where every figure is of `one`."""
    one: str = ""
    whole: str = ""
    """What a blank cell of the column means: the area that holds the others. '' where nobody said so."""
    name: str = ""
    """Column of the names, where the other has codes of the source's own."""
    parent: str = ""
    """Column of the area that each is part of."""
    own: bool = False
    """Whether the areas are no countries, and have codes of their own."""
    before: bool = False
    """Whether figures of a time before an area existed are of its territory, as many sources give them."""
    known: Path = Path("datapackage")
    """Package whose countries and areas are used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the caller says of a file."""

    file: Path
    folder: Path
    areas: Areas
    time: str
    """Column of the periods; '' where the file is wide, with a column a period."""
    values: tuple[str, ...]
    """Columns of the figures; none where the file is wide. Where there are several, each is a series."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What series are called, by the column of their figures."""
    series: str
    """Column whose cells name the series; '' where the file has one, which `title` names."""
    title: str
    unit: str
    """What one of a figure is; '' where a column says so."""
    unit_column: str = ""
    dimensions: tuple[Dimension, ...] = ()
    weight: str = ""
    """Column of what a value counts by in a mean of areas."""
    measure: str
    aggregation: str
    decimals: int | None
    """Decimals that values are rounded to; None to keep them as they are."""
    reading: Reading
    numbers: Numbers = field(default_factory=Numbers)
    encoding: str = "utf-8"
    origin: Origin

    @property
    def wide(self) -> bool:
        """Whether each period has a column."""
        return not self.time

    @property
    def one_a_row(self) -> bool:
        """Whether a row of the file holds one figure."""
        return len(self.values) == 1

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that it names, but for the values'."""
        areas = self.areas
        several = (*(each.column for each in self.dimensions), self.unit_column, self.weight)
        return tuple(filter(None, (areas.column, areas.name, areas.parent, self.time, self.series, *several)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A fault or a question: words under `adapt.<key>`, and what stands in them."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Rows that are left out for one reason and one text: how many, and the first of them as spreadsheets count."""

    reason: str
    column: str
    found: str
    more: str
    """What else is to be said: the name of a group, a day."""
    row: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapted:
    """What came of it. Without `files` nothing could be made, and `faults` say why."""

    files: Mapping[str, bytes]
    faults: tuple[Told, ...]
    left: tuple[Left, ...]
    notes: tuple[Told, ...]
    one_a_row: bool = True
    """Whether a row of the file holds one figure."""
    read: int
    """Figures that the file has: one a row, or one a cell where a row has several."""
    used: int
