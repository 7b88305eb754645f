"""What is asked for when a plain long CSV is made a package, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

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
    """A column that tells apart figures of one area and period, and the cell that stands for all of them together."""

    column: str
    total: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the caller says of a file."""

    file: Path
    folder: Path
    area: str
    time: str
    value: str
    series: str
    """Column whose cells name the series; '' where the file has one, which `title` names."""
    title: str
    unit: str
    dimensions: tuple[Dimension, ...]
    measure: str
    aggregation: str
    decimals: int | None
    """Decimals that values are rounded to; None to keep them as they are."""
    reading: Reading
    own_areas: bool
    """Whether the areas are no countries, and have codes of their own."""
    before: bool
    """Whether figures of a time before an area existed are of its territory, as many sources give them."""
    areas: Path
    """Package whose countries and areas are used."""
    origin: Origin


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
    read: int
    used: int
