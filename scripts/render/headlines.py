"""The large figure of an indicator, on its page and as a card of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.codes import STATUSES
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.render.charts import ShownChart, small_chart
from scripts.render.context import Context
from scripts.render.links import facts, row_link, source_links
from scripts.render.parts import Fact, Text
from scripts.render.variants import span
from scripts.sentences import sentences
from scripts.words.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One part of a bar: a status, its share of the whole from 0 to 1, and how many have it."""

    code: str
    share: float
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The large figure with what qualifies it; without a figure, `unit` says why there is none.

    `period` is in words; `coverage` is '' where the figure has none to state.
    """

    figure: Figure | None
    unit: Text
    qualifier: str = ""
    segments: tuple[Segment, ...] = ()
    coverage: Text = ""
    bounds: Text = ""
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One indicator in a list of cards."""

    href: str
    title: str
    headline: Headline
    coverage: Text
    drawing: ShownChart | None


def segments(figures: Mapping[str, Figure]) -> tuple[Segment, ...]:
    """Give the figures of a policy as parts of a bar; none for another kind of series."""
    if "share_low" not in figures or figures["members"].zero:
        return ()
    whole = figures["members"].number
    return tuple(Segment(code=c, share=figures[c].number / whole, figure=figures[c]) for c in STATUSES)


def headline(edition: Edition, indicator: Row) -> Headline:
    """Give the large figure of an indicator, or the words that stand there where there is none."""
    series = edition.reading.headline(indicator)
    said = sentences.statement(edition, series)
    if said.reason:
        return Headline(figure=None, unit=sentences.no_figure(edition, said))
    return Headline(
        figure=said.main,
        unit=edition.text(indicator, "unit"),
        qualifier=_qualifier(edition, series, said.figures),
        segments=segments(said.figures),
        coverage=sentences.coverage(edition, series, said.figures),
        bounds=sentences.bounds(edition, series, said.figures),
        period=sentences.period_text(edition, series, said.period),
    )


def _qualifier(edition: Edition, series: Series, figures: Mapping[str, Figure]) -> str:
    floor = sentences.is_floor(series, figures) and series.is_summed
    return edition.words("headline.at_least") if floor else ""


def lines(context: Context, indicator: Row, head: Headline) -> tuple[Fact, ...]:
    """Give what stands under the large figure: coverage, bounds, other rules, period, source, the row it is from."""
    return facts(
        context,
        (
            ("headline.coverage", head.coverage),
            ("headline.bounds", head.bounds),
            ("headline.rules", span(context, indicator) if head.figure else ""),
            ("headline.period", head.period),
            ("headline.source", source_links(context, context.reading.headline(indicator))),
            ("headline.row", row_link(context, head.figure) if head.figure else ""),
        ),
    )


def card(context: Context, indicator: Row) -> Card:
    """Give one indicator as an entry of a list of cards, with its small chart where this page has one."""
    head = headline(context.edition, indicator)
    return Card(
        href=context.href(INDICATOR.path(indicator["id"])),
        title=context.edition.text(indicator, "label"),
        headline=head,
        coverage=(head.coverage or head.period) if head.figure else head.unit,
        drawing=small_chart(context, indicator["id"]),
    )


def cards(context: Context, policy_area: str) -> tuple[Card, ...]:
    """Give the cards of the indicators of a policy area, in order."""
    return tuple(card(context, row) for row in context.reading.indicators if row["policy_area"] == policy_area)
