"""A table on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.findings import variants
from scripts.findings.beside import TABLE as OTHER_FIGURES
from scripts.model.pages import COUNTRY, INDICATOR, PageKind
from scripts.render.context import Context
from scripts.render.country_records import register_about
from scripts.render.files import File, listed, of_register, of_series
from scripts.render.long_tables import BESIDE, EVIDENCE, REGISTER, RULES, TREND, CountryTable, IndicatorTable, LongTable
from scripts.render.makers import Makers
from scripts.render.parts import Link, Placed, Text
from scripts.render.subjects.indicator import changed, companion, evidence, figures_beside, register, trend


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTablePage:
    """What the page of a long table shows: the way to it, the whole table, and the files that have it."""

    title: Text
    trail: tuple[Link, ...]
    placed: Placed
    files: tuple[File, ...]


def long_table_page(context: Context, item: LongTable) -> LongTablePage:
    """Give a table whole."""
    return _of_country(context, item) if isinstance(item, CountryTable) else _of_indicator(context, item)


PAGES = Makers(tables={"long_table": long_table_page})


def _of_country(context: Context, item: CountryTable) -> LongTablePage:
    placed = register_about(context, item.area, item.part)
    return LongTablePage(
        title=placed.table.caption if placed.table else placed.title,
        trail=_trail(context, COUNTRY, item.area.name, item.parent),
        placed=placed,
        files=listed(context, [f"register_{item.part}.csv", f"countries/{item.area.iso3}.csv"]),
    )


def _of_indicator(context: Context, item: IndicatorTable) -> LongTablePage:
    label = context.edition.text(item.indicator, "label")
    placed, files = _whole(context, item)
    return LongTablePage(
        title=context.words("table.of", table=placed.title, of=label),
        trail=_trail(context, INDICATOR, label, item.parent),
        placed=placed,
        files=listed(context, files),
    )


def _whole(context: Context, item: IndicatorTable) -> tuple[Placed, list[str]]:
    """A whole table of an indicator, and the names of its files."""
    indicator = item.indicator
    if item.part == REGISTER:
        return register(context, indicator, whole=True), of_register(context.reading.headline(indicator))
    if item.part == EVIDENCE:
        return evidence(context, indicator, whole=True), ["evidence.csv"]
    if item.part == RULES:
        return changed(context, indicator, whole=True), [variants.RULES, variants.AREAS]
    if item.part == TREND:
        return trend(context, indicator, whole=True), [f"indicators/{indicator['id']}.csv"]
    if item.part.startswith(BESIDE):
        kind = item.part.removeprefix(BESIDE)
        return figures_beside(context, indicator, kind, whole=True), [f"{OTHER_FIGURES}.csv"]
    series = next(each for each in context.reading.companions(indicator) if each.own_name == item.part)
    return companion(context, indicator, series, whole=True), of_series([series])


def _trail(context: Context, kind: PageKind, label: str, parent: str) -> tuple[Link, ...]:
    """The way from the list of a kind of page to a page that belongs to one of them."""
    return (
        Link(label=context.words(f"nav.{kind.folder}"), href=context.href(f"{kind.folder}/")),
        Link(label=label, href=context.href(parent)),
    )
