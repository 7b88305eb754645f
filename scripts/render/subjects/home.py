"""The home page: one finding, the way to a country, every indicator, how much is known, and the ways in."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.leading import leading
from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.pages import INDICATOR
from scripts.render.charts import ShownChart, charts_of, shown_chart
from scripts.render.context import Context
from scripts.render.headlines import Card, card
from scripts.render.links import source_line
from scripts.render.makers import Makers
from scripts.render.parts import SourceLine
from scripts.sentences import sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The finding that the page begins with, and the picture of its years, where there is one."""

    label: str
    href: str
    finding: Markup
    why: str
    """Why it is this one, with the last day that its source covers."""
    source: tuple[SourceLine, ...]
    picture: ShownChart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """What the home page shows. `areas` is the number of countries and areas that have a page."""

    lead: Lead | None
    cards: tuple[Card, ...]
    coverage: tuple[ShownChart, ...]
    of_states: bool
    """Whether there are UN member states, of which the coverage is told."""
    areas: int


def home_page(context: Context, _: None) -> HomePage:
    """Give what the home page shows."""
    return HomePage(
        lead=_lead(context),
        cards=tuple(card(context, row) for row in context.reading.indicators),
        coverage=charts_of(context, "coverage"),
        of_states=not context.edition.coverage.members(WORLD).zero,
        areas=len(context.edition.areas),
    )


PAGES = Makers(site={"home": home_page})


def _lead(context: Context) -> Lead | None:
    edition, reading = context.edition, context.reading
    known = {row["id"]: edition.coverage.states_known(WORLD, row) for row in reading.indicators}
    row = leading(reading, sentences.stated(edition), known, edition.coverage.members(WORLD))
    if row is None:
        return None
    source = reading.headline(row).source
    return Lead(
        label=edition.text(row, "label"),
        href=context.href(INDICATOR.path(row["id"])),
        finding=sentences.finding(edition, row),
        why=_why(context, context.words.day(reading.sources[source]["data_until"])),
        source=source_line(context, [source]),
        picture=_picture(context, row),
    )


def _why(context: Context, until: str) -> str:
    """Say why this is the finding: it is known of most states, where the package has any."""
    states = context.edition.coverage.members(WORLD)
    return context.words("home.chosen_any" if states.zero else "home.chosen", until=until)


def _picture(context: Context, indicator: Row) -> ShownChart | None:
    """The chart of an indicator's years, which stands on its page."""
    drawn = next(iter(context.drawings.of(INDICATOR.path(indicator["id"]), "trend")), None)
    return shown_chart(context, drawn) if drawn else None
