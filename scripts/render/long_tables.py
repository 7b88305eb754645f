"""Tables that are too long for the page that they belong to, and stand on a page of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from dataclasses import dataclass

from scripts.findings.beside import beside, shown_rows
from scripts.findings.reading import Row
from scripts.findings.variants import Moved
from scripts.model.codes import WORLD
from scripts.model.pages import COUNTRY, INDICATOR
from scripts.model.site import LONGEST_BESIDE, LONGEST_INSIDE
from scripts.model.tables import Series
from scripts.words.edition import Area, Edition

WIDEST_INSIDE = 10
"""Codes that are columns of a table inside a page. With more a table weighs as much as a long one, and slides far."""

TREND, REGISTER, EVIDENCE, RULES = "trend", "register", "evidence", "rules"
"""Last part of the address of what an indicator has one of; that of a companion is the companion's own name."""

BESIDE = "other-"
"""What the last part of the address of figures beside an indicator begins with; their kind follows."""


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A table of an indicator: trend, register, evidence, what other rules move, figures beside it, or a companion."""

    indicator: Row
    part: str

    @property
    def parent(self) -> str:
        """Address of the page that it belongs to, below the language's root."""
        return INDICATOR.path(self.indicator["id"])


@dataclass(frozen=True, slots=True)
class CountryTable:
    """The rows of a register about a country; `part` is the name of the register."""

    area: Area
    part: str

    @property
    def parent(self) -> str:
        """Address of the page that it belongs to, below the language's root."""
        return COUNTRY.path(self.area.iso3)


LongTable = IndicatorTable | CountryTable


def path_of(table: LongTable) -> str:
    """Give the address of a table's own page, below the language's root."""
    return f"{table.parent}{table.part}/"


def long_tables(edition: Edition) -> Iterator[LongTable]:
    """Give every table that is too long for the page that it belongs to."""
    for indicator in edition.reading.indicators:
        yield from (IndicatorTable(indicator, part) for part in _long_parts(edition, indicator))
    for area in edition.areas.values():
        held = {
            name: edition.reading.about(f"register_{name}", area.iso3) for name in edition.reading.package.registers
        }
        yield from (CountryTable(area, name) for name, rows in held.items() if not fits(rows))


def _long_parts(edition: Edition, indicator: Row) -> Iterator[str]:
    series = edition.reading.headline(indicator)
    if not years_fit(trend_periods(edition, series)):
        yield TREND
    if not fits(register_rows(edition, series)):
        yield REGISTER
    if not fits(evidence_rows(edition, series)):
        yield EVIDENCE
    if not fits(moved_areas(edition, indicator)):
        yield RULES
    held = beside(edition.reading, indicator["id"])
    yield from (f"{BESIDE}{kind}" for kind, rows in held.items() if not fits(shown_rows(kind, rows)))
    yield from (
        companion.own_name for companion in edition.reading.companions(indicator) if is_long(edition, companion)
    )


def trend_periods(edition: Edition, series: Series, group: str = WORLD) -> list[str]:
    """Give the dated periods of a series, newest first; none where they are those of single cases."""
    return [] if series.has_spread else list(reversed(edition.reading.periods(series, group)))


def register_rows(edition: Edition, series: Series) -> list[dict[str, str]]:
    """Give the rows of the register that a series is derived from; none where there is none."""
    return edition.reading.register(series.register) if series.register else []


def moved_areas(edition: Edition, indicator: Row) -> list[Moved]:
    """Give every area that a stricter, looser or other rule than the headline's adds or takes out, rule by rule."""
    return [moved for counted in edition.variants.of(indicator) for moved in counted.moved]


def evidence_rows(edition: Edition, series: Series) -> list[dict[str, str]]:
    """Give the evidence behind a series."""
    return [row for row in edition.reading.rows("evidence") if row["series"] == series.id]


def companion_periods(edition: Edition, series: Series) -> list[str]:
    """Give the periods of which a companion has figures of the world, newest first.

    None for one that is not summed, and for one with codes of codes, which pages of groupings show.
    """
    if not series.is_summed or len(series.dimensions) > 1 or (series.dimensions and not series.counts_things):
        return []
    return list(reversed(edition.reading.summaries.periods(series.id, WORLD)))


def years_fit(periods: Sized) -> bool:
    """Tell whether the years of an indicator are few enough to stand on its page."""
    return len(periods) <= LONGEST_INSIDE


def fits(rows: Sized) -> bool:
    """Tell whether the rows of a register, of evidence or of a companion are few enough to stand inside a page."""
    return len(rows) <= LONGEST_BESIDE


def is_long(edition: Edition, series: Series) -> bool:
    """Tell whether the table of a companion is too long or too wide for its indicator's page."""
    periods = companion_periods(edition, series)
    codes = edition.reading.dimension_codes(series) if periods and len(series.dimensions) == 1 else []
    return not fits(periods) or len(codes) > WIDEST_INSIDE
