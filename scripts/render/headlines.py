"""The large figure of an indicator, on its page and as a card of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from scripts.findings.figures import Figure
from scripts.findings.reading import Observation, Row
from scripts.model.codes import ALL_PERIODS, WORLD
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.render.charts import ShownChart, small_chart
from scripts.render.context import Context
from scripts.render.links import anchor, facts, row_link, source_links
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
    period: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One indicator in a list of cards."""

    href: str
    title: str
    headline: Headline
    coverage: Text
    drawing: ShownChart | None


def segments(series: Series, figures: Mapping[str, Figure]) -> tuple[Segment, ...]:
    """Give the figures of a policy as parts of a bar; none for another kind of series."""
    if "share_low" not in figures or figures["members"].zero:
        return ()
    whole = figures["members"].number
    return tuple(Segment(code=c, share=figures[c].number / whole, figure=figures[c]) for c in series.statuses)


def headline(edition: Edition, indicator: Row) -> Headline:
    """Give the large figure of an indicator, or the words that stand there where there is none."""
    series = edition.reading.headline(indicator)
    said = sentences.statement(edition, series)
    if said.reason:
        return Headline(figure=None, unit=sentences.no_figure(edition, said))
    single = sentences.largest(edition, series) if series.told_as == "published" else None
    if single is not None and series.counts_things:
        return _of_largest(edition, indicator, series, single)
    return Headline(
        figure=said.main,
        unit=_unit(edition, indicator, said.main),
        qualifier=_qualifier(edition, said.main),
        segments=segments(series, said.figures),
        coverage=sentences.coverage(edition, series, said.figures),
        bounds=sentences.bounds(edition, series, said.figures),
        period=sentences.period_text(edition, series, said.period),
    )


def _of_largest(edition: Edition, indicator: Row, series: Series, single: Observation) -> Headline:
    """Give the largest of figures that are never added: their number alone says nothing."""
    told = sentences.of_largest(edition, series)
    count = sentences.values(edition, series, WORLD, ALL_PERIODS)["cases"]
    return Headline(
        figure=single.value,
        unit=_unit(edition, indicator, single.value),
        qualifier=_qualifier(edition, single.value),
        coverage=edition.phrase("headline.largest", count=count, cases=count, **told),
        period=escape(told["year"]),
    )


def _unit(edition: Edition, indicator: Row, main: Figure | None) -> str:
    """Say what the figure counts. The package has it in the plural, which does not go with a single one."""
    text = edition.text(indicator, "unit")
    return edition.words("headline.of_one", unit=text) if main and main.value == 1 else text


def _qualifier(edition: Edition, main: Figure | None) -> str:
    return edition.words(f"headline.{main.bound}") if main and main.bound else ""


def lines(context: Context, indicator: Row, head: Headline) -> tuple[Fact, ...]:
    """Give what stands under the large figure: coverage, bounds, other rules, period, source, the row it is from."""
    return facts(
        context,
        (
            ("headline.coverage", _coverage(context, indicator, head)),
            ("headline.elsewhere", context.edition.apart(_elsewhere(context, indicator)) if head.figure else ""),
            ("headline.bounds", head.bounds),
            ("headline.rules", span(context, indicator) if head.figure else ""),
            ("headline.period", head.period),
            ("headline.source", source_links(context, context.reading.headline(indicator))),
            ("headline.row", row_link(context, head.figure) if head.figure else ""),
        ),
    )


def _coverage(context: Context, indicator: Row, head: Headline) -> Text:
    """The coverage, with ways to the countries that are not covered and to what is known of the reason."""
    series = context.reading.headline(indicator)
    missing = next((each for each in head.segments if each.code == series.rest), None)
    if missing is None or missing.figure.zero:
        return head.coverage
    which = anchor(f"?countries.status={series.rest}#countries", context.words("headline.which"))
    why = anchor("#missing", context.words("headline.why"))
    return Markup("{} {} {}").format(head.coverage, which, why)


def _elsewhere(context: Context, indicator: Row) -> Iterator[Markup]:
    """Say of how many of the UN member states that the headline does not cover each companion has something."""
    edition, reading = context.edition, context.reading
    if not reading.headline(indicator).has_statuses:
        return
    found = edition.coverage.found
    missing = [area.iso3 for area in edition.areas.values() if area.is_state and not found[area.iso3][indicator["id"]]]
    for series in reading.companions(indicator):
        count = sum(reading.known(series, area) is not None for area in missing)
        if count:
            label = edition.series_label(series)
            said = edition.phrase("elsewhere.states", label=label, count=count, missing=len(missing))
            yield anchor(f"#companion-{series.own_name}", said)


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
