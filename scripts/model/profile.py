"""The profile of any package: its tables with all their fields, whatever series and registers a package has.

The tables of observations and registers stand there once for each kind, since their names are a package's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from scripts.model.languages import Languages
from scripts.model.tables import (
    OPTIONAL_TABLES,
    Register,
    Table,
    fixed_tables,
    observation_table,
    register_table,
    series_from_row,
)

NEEDED: Final = (
    "policy_areas",
    "indicators",
    "series",
    "codelists",
    "sources",
    "reference_areas",
    "area_groups",
    "area_group_members",
)
"""Tables that every package has."""

OBSERVATIONS, REGISTERS = "observations", "register"

_KINDS: Final = (
    ("policy", ""),
    ("category", ""),
    ("count", ""),
    ("register", ""),
    ("value", ""),
    ("ratio", ""),
    ("ratio", "has_range"),
    ("ratio", "has_pending"),
)
"""Measure types with tables of their own, and the setting of the series that adds columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A table of the profile. `id` names it; of observations and registers it is that of their kind."""

    id: str
    table: Table
    open: bool
    """Whether a table of a package may have columns of its own besides: dimensions, or what one register holds."""

    @property
    def group(self) -> str:
        """What the names of such tables begin with: `observations` or `register`; '' for a table with a fixed name."""
        return self.id.partition("-")[0] if self.open else ""

    @property
    def needed(self) -> bool:
        """Whether every package has it."""
        return self.id in NEEDED

    @property
    def optional(self) -> bool:
        """Whether a package may lack it without lacking what the others rest on."""
        return self.table.name in OPTIONAL_TABLES


def profile(languages: Languages) -> tuple[Shape, ...]:
    """Give every table of the profile in such languages."""
    fixed = (Shape(id=table.name, table=table, open=False) for table in fixed_tables(languages))
    return (*fixed, _register(languages), *_observations())


def _register(languages: Languages) -> Shape:
    held = Register(name="<register>", title="Registers", description="The rows of a register that the package has.")
    return Shape(id=REGISTERS, table=register_table(held, languages), open=True)


def _observations() -> Iterator[Shape]:
    for measure, setting in _KINDS:
        blank = dict.fromkeys(("codelist", "unit_measure", "dimensions", "register", "max_age", "reference_day"), "")
        row = {
            **blank,
            **dict.fromkeys(("first_period", "last_period", "source", "indicator", "per", "aggregation"), ""),
            "id": "<series>",
            "role": "headline",
            "measure_type": measure,
            "decimals": "0",
            "per": "",
            "has_range": str(setting == "has_range").lower(),
            "has_pending": str(setting == "has_pending").lower(),
            "is_minimum": "false",
        }
        table = observation_table(series_from_row(row), {})
        named = f"{measure} with {setting}" if setting else measure
        yield Shape(
            id="-".join(filter(None, (OBSERVATIONS, measure, setting.replace("_", "-")))),
            table=replace(
                table,
                title=f"Observations of a series whose measure_type is {named}",
                description="One row an area, a period and a code of each dimension of the series.",
                fields=tuple(replace(field, maximum=None) if measure == "ratio" else field for field in table.fields),
            ),
            open=True,
        )
