"""Which function makes what a template reads as `view`: by template, and by what its pages are made for each of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import TypeVar

from scripts.drawing.drawn import Drawn
from scripts.findings.reading import Row
from scripts.render.context import Context
from scripts.render.long_tables import LongTable
from scripts.words.edition import Area

T = TypeVar("T")

Maker = Callable[[Context, T], object]
"""Gives what a template reads as `view`, from the context of a page and the thing that it is made for."""

View = Callable[[Context], object]
"""A maker with its thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Makers:
    """The functions of a module, by the name of their template. Pages of the site are made for nothing: None."""

    site: Mapping[str, Maker[None]] = field(default_factory=dict)
    areas: Mapping[str, Maker[Area]] = field(default_factory=dict)
    rows: Mapping[str, Maker[Row]] = field(default_factory=dict)
    charts: Mapping[str, Maker[Drawn]] = field(default_factory=dict)
    tables: Mapping[str, Maker[LongTable]] = field(default_factory=dict)

    @property
    def templates(self) -> list[str]:
        """Names of all templates."""
        return [name for each in fields(self) for name in getattr(self, each.name)]


def joined(makers: Iterable[Makers]) -> Makers:
    """Give all makers as one. Raises ValueError when two are for one template."""
    held = list(makers)
    names = [name for each in held for name in each.templates]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        message = f"Two modules are for the templates {twice}."
        raise ValueError(message)
    return Makers(
        site={name: make for each in held for name, make in each.site.items()},
        areas={name: make for each in held for name, make in each.areas.items()},
        rows={name: make for each in held for name, make in each.rows.items()},
        charts={name: make for each in held for name, make in each.charts.items()},
        tables={name: make for each in held for name, make in each.tables.items()},
    )


def view_of(makers: Mapping[str, Maker[T]], template: str, thing: T) -> View:
    """Give what makes the view of one page; a template without a module reads the thing itself."""
    make = makers.get(template)
    return lambda context: thing if make is None else make(context, thing)
