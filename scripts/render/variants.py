"""An indicator's headline beside stricter, looser and other rules: the counts, and the countries that move."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from scripts.findings.figures import Figure
from scripts.findings.reading import Observation, Row
from scripts.findings.variants import Counted, Moved
from scripts.model.codes import DIRECTIONS, LOOSER, STRICTER, WORLD
from scripts.model.tables import Series
from scripts.render.cells import figure, note, period_cell, unit
from scripts.render.columns import column, note_column, status_column
from scripts.render.context import Context
from scripts.render.links import anchor, area_link, source_line
from scripts.render.parts import CARDS, Cell, Column, Fact, Table, Text, table
from scripts.sentences import sentences

SECTION = "rules"
"""Name of the section in addresses, and of the page of the countries that move where they are many."""

LONGEST_NAMED = 60
"""Countries that are named beside the counts. Each weighs ten bytes compressed, and a longer list is not read."""

OWN, *_ = DIRECTIONS
"""Direction of the headline's own rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One country that a rule adds or takes out."""

    counted: Counted
    moved: Moved


def changes(context: Context, indicator: Row) -> list[Change]:
    """Give every country that any rule of an indicator moves, rule by rule, in the order of their names."""
    listed = context.edition.variants.of(indicator)
    return [Change(counted=counted, moved=moved) for counted in listed for moved in _by_name(context, counted)]


def _by_name(context: Context, counted: Counted) -> list[Moved]:
    names = context.edition.area_names
    return sorted(counted.moved, key=lambda moved: context.words.sort_key(names[moved.ref_area]))


def rules_table(context: Context, indicator: Row) -> Table:
    """One row a rule, the headline's own first: what it asks, how it stands to the headline, its count."""
    series = context.reading.headline(indicator)
    latest = context.reading.latest(series)
    period = sentences.period_text(context.edition, series, latest)
    columns: list[Column[Counted]] = [
        column(context, "rule", lambda each: _label(context, each)),
        column(context, "asks", lambda each: _asks(context, each), "wide"),
        column(context, "direction", lambda each: _against(context, each), "wide"),
        column(context, "count", lambda each: _dated_count(context, each, latest), "figure"),
    ]
    return table(
        columns,
        context.edition.variants.of(indicator),
        id=f"{SECTION}-table",
        caption=context.words(
            "by_rule.caption",
            series=context.edition.text(indicator, "label"),
            what=_what(context, series),
            period=period,
        ),
        source=source_line(context, _sources(context, indicator)),
        phone=CARDS,
        sort=False,
    )


def changes_table(context: Context, indicator: Row, found: Iterable[Change], *, whole: bool) -> Table:
    """One row for each rule and country that it moves, with what holds by the headline and by the rule."""
    series = context.reading.headline(indicator)
    value = partial(_status, series=series) if series.has_statuses else _number
    columns: list[Column[Change]] = [
        column(context, "ref_area", lambda each: area_link(context, each.moved.ref_area)),
        column(context, "rule", lambda each: context.edition.series_label(each.counted.series), "wide"),
        column(context, "change", lambda each: context.words(f"by_rule.change.{_way(each)}")),
        value(context, "headline_value", before=True),
        value(context, "value_by_rule", before=False),
        column(context, "time_period", lambda each: _when(context, each), "year"),
        note_column(context, lambda each: _noted(context, each)),
    ]
    return table(
        columns,
        found,
        id="changes-table",
        caption=context.words("by_rule.changes_caption", series=context.edition.text(indicator, "label")),
        source=source_line(context, _sources(context, indicator)),
        filter=context.words("table.filter"),
        tall=whole or None,
    )


def named(context: Context, indicator: Row) -> tuple[Fact, ...]:
    """Give for each rule the countries that it moves, as links; one whose status is of another year with that year.

    None where they are more than LONGEST_NAMED: a page of their own lists them with what holds for each.
    """
    if sum(len(each.moved) for each in context.edition.variants.of(indicator)) > LONGEST_NAMED:
        return ()
    return tuple(
        Fact(
            label=context.edition.phrase(f"by_rule.named.{way}", rule=_label(context, each), count=count),
            value=Markup(", ").join(
                _name(context, each, moved) for moved in _by_name(context, each) if moved.added == added
            ),
        )
        for each in context.edition.variants.of(indicator)
        for way, added, count in _ways(each)
        if not count.zero
    )


def absent(context: Context, indicator: Row) -> tuple[Fact, ...]:
    """Say why there is no rule, or no further one, in a direction."""
    listed = context.edition.variants.of(indicator)
    given = {each.direction for each in listed}
    return tuple(
        Fact(
            label=context.words(f"by_rule.{'further' if row['direction'] in given else 'none'}.{row['direction']}"),
            value=context.edition.text(row, "reason"),
        )
        for row in context.edition.variants.absent(indicator)
    )


def span(context: Context, indicator: Row) -> Text:
    """Give the lowest and the highest count by stricter and looser rules; '' where there is none, or it is a share."""
    listed = [
        each
        for each in context.edition.variants.of(indicator)
        if each.direction in (OWN, STRICTER, LOOSER) and not each.series.has_parts and each.series.is_summed
    ]
    counts = sorted((each.main for each in listed if each.main), key=lambda main: main.number)
    if len(counts) < 2 or counts[0].number == counts[-1].number:  # noqa: PLR2004 - two ends
        return ""
    link = anchor(f"#{SECTION}", context.words("by_rule.link"))
    low = counts[0] if counts[0].zero else context.edition.bounded(counts[0])
    return context.edition.phrase("by_rule.span", low=low, high=context.edition.bounded(counts[-1]), link=link)


def _sources(context: Context, indicator: Row) -> Iterable[str]:
    """Give every source of the headline and of its other rules once."""
    listed = context.edition.variants.of(indicator)
    return dict.fromkeys(source for each in listed for source in context.reading.sources_of[each.series.id])


# -- cells -------------------------------------------------------------------------------------------------------------


def _what(context: Context, series: Series) -> str:
    """What is counted, in the plural."""
    if series.counts_states:
        return context.words("by_rule.states")
    named = context.edition.text(context.reading.series_rows[series.id], "cases")
    return named or unit(context, series).lower()


def _label(context: Context, each: Counted) -> str:
    """Name of a rule: that of the code that it counts, where it counts one of a series."""
    return context.edition.label(*_code(each)) if each.code else context.edition.series_label(each.series)


def _asks(context: Context, each: Counted) -> str:
    explained = context.edition.explained(*_code(each)) if each.code else ""
    return explained or context.edition.text(context.reading.series_rows[each.series.id], "description")


def _code(each: Counted) -> tuple[str, str]:
    return each.series.dimensions[0], each.code


def _against(context: Context, each: Counted) -> Text:
    """How a rule stands to that of the headline, and how many it moves."""
    direction = context.words(f"by_rule.direction.{each.direction}")
    if each.added is None:
        return direction
    told = [
        context.edition.phrase(f"by_rule.moves.{way}", count=count) for way, _, count in _ways(each) if not count.zero
    ]
    told += _unassessed(context, each)
    moved = Markup(", ").join(told) or Markup("{}").format(context.words("by_rule.moves.none"))
    return context.edition.phrase("by_rule.against", direction=direction, moved=moved)


def _unassessed(context: Context, each: Counted) -> list[Markup]:
    """Say how many states a rule from other sources does not assess: that it does not count them is no finding."""
    headline = context.reading.headline({"id": each.series.indicator})
    if not each.series.has_statuses or each.series.source == headline.source:
        return []
    rest = context.reading.summary(each.series, WORLD, each.period, each.series.rest)
    return [context.edition.phrase("by_rule.moves.unassessed", count=rest)] if rest and not rest.zero else []


def _dated_count(context: Context, each: Counted, period: str) -> Text:
    """The count by a rule, with its period where that is not the headline's."""
    counted = _count(context, each)
    if each.period == period:
        return counted
    return context.edition.phrase("by_rule.of_year", area=counted, period=context.words.day(each.period))


def _count(context: Context, each: Counted) -> Text:
    parts = {name: each.figures[name] for name in ("numerator", "denominator") if name in each.figures}
    if each.main and parts:
        key = "figure.parts" if each.main.few else "figure.of"
        return context.edition.phrase(key, value=each.main, **parts)
    return figure(context, each.main)


def _ways(each: Counted) -> tuple[tuple[str, bool, Figure], ...]:
    """Give the ways in which a rule moves countries: by which words, whether it adds, and how many."""
    if each.added is None or each.taken_out is None:
        return ()
    more, fewer = _words(each.series)
    return (more, True, each.added), (fewer, False, each.taken_out)


def _words(series: Series) -> tuple[str, str]:
    """Give the words for a country that a rule counts more of, or less: it is a yes or not, or has so many records."""
    return ("added", "taken_out") if series.has_statuses else ("more", "fewer")


def _way(each: Change) -> str:
    more, fewer = _words(each.counted.series)
    return more if each.moved.added else fewer


def _side(each: Change, *, before: bool) -> Observation | None:
    return each.moved.headline if before else each.moved.variant


def _status(context: Context, name: str, *, series: Series, before: bool) -> Column[Change]:
    return status_column(
        context, series, name, context.words(f"column.{name}"), lambda each: _side(each, before=before)
    )


def _number(context: Context, name: str, *, before: bool) -> Column[Change]:
    def number(each: Change) -> Text:
        held = _side(each, before=before)
        return figure(context, held.value if held else None)

    return column(context, name, number, "figure")


def _when(context: Context, each: Change) -> Text | Cell:
    held = each.moved.held
    return period_cell(context, held.time_period) if held else ""


def _noted(context: Context, each: Change) -> str:
    held = each.moved.held
    return note(context, held) if held else ""


def _name(context: Context, counted: Counted, moved: Moved) -> Text:
    """A country as a link, with the year of its status where that is not the headline's."""
    link = area_link(context, moved.ref_area)
    held = moved.held
    if held is None or held.time_period == counted.period:
        return link
    return context.edition.phrase("by_rule.of_year", area=link, period=context.words.day(held.time_period))
