"""Sentences on one country that stand alone: each with its year, its scope, its figures and their sources.

None is made where something on the page could contradict it: across a break nothing changed, a place among others is
told with how many of them were assessed, a minimum says 'at least', and a gap is never a no.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.changes import Change, newest, settled
from scripts.findings.elsewhere import elsewhere
from scripts.findings.figures import Figure
from scripts.findings.reading import Observation, Row
from scripts.model.codes import ALL_PERIODS, HEADLINE, WORLD
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Area, Edition

ONE_PERIOD = {
    "whole": "whole_year",
    "partial": "partial_year",
    "count": "count_year",
    "published": "published_year",
}
"""Texts of a series that covers one period alone, by those that name two: nothing is from 2023 to 2023."""

MOST = 3
"""Sentences with which the page of a country opens."""

RECENT = 10
"""Years before the last of a series in which a change is news; an older one is told after what else is telling."""

FEWEST = 3
"""States of a region that must have been assessed before it is told what sets one of them apart."""

NAMED = 3
"""Indicators without a figure that are named in a sentence at most; more are only said to be the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence, the indicator that it is on ('' for all of them), its sources, and the cell of its first figure.

    A sentence without sources is on what this site knows.
    """

    text: Markup
    cell: str
    indicator: str = ""
    sources: tuple[str, ...] = ()


def quotable(site: Edition, area: Area) -> tuple[Said, ...]:
    """Give the sentences with which the page of a country opens, at most MOST, the most telling first.

    In this order: the newest change of the last RECENT years, the highest count, what sets the country apart in its
    region, an older change, what is not known; and where that is less, what is known of single indicators. Of one
    indicator there is one sentence. What is not known stands last.
    """
    told: dict[str, Said] = {}
    for said in _telling(site, area):
        told.setdefault(said.indicator, said)
        if len(told) == MOST:
            break
    return tuple(sorted(told.values(), key=lambda said: not said.indicator))


def _telling(site: Edition, area: Area) -> Iterator[Said]:
    """Give every sentence on a country, the most telling first."""
    change = newest_change(site, area)
    first = (
        newest_change(site, area, within=RECENT),
        highest_count(site, area),
        set_apart(site, area),
        change,
        unknown(site, area),
    )
    yield from (said for said in first if said)
    for row, series in _headlines(site):
        said = known(site, area, row, series)
        if said:
            yield said


def _headlines(site: Edition) -> list[tuple[Row, Series]]:
    return [(row, site.reading.headline(row)) for row in site.reading.indicators]


def _policies(site: Edition) -> list[tuple[Row, Series]]:
    return [(row, series) for row, series in _headlines(site) if series.has_statuses]


def _said(site: Edition, indicator: Row, series: Series, text: Markup, figure: Figure) -> Said:
    return Said(text=text, cell=figure.cell, indicator=indicator["id"], sources=site.reading.sources_of[series.id])


# -- changes -----------------------------------------------------------------------------------------------------------


def newest_change(site: Edition, area: Area, *, within: int = 0) -> Said | None:
    """Say the newest change of a status of an area, with the years in which both were assessed.

    With `within` only one of so many last years of its series.
    """
    read = ((row, series) for row in site.reading.indicators for series in site.reading.readings(row))
    asked = (*_policies(site), *read)
    found = ((row, series, newest(site.reading, series, area.iso3)) for row, series in asked)
    changed = [
        (row, series, change)
        for row, series, change in found
        if change and (not within or int(change.after.time_period) > int(series.last_period) - within)
    ]
    if not changed:
        return None
    row, series, change = max(changed, key=lambda each: each[2].after.time_period)
    return _change(site, area, row, series, change)


def _change(site: Edition, area: Area, indicator: Row, series: Series, change: Change) -> Said | None:
    before, after = change.before, change.after
    if after.value is None:
        return None
    text = site.phrase(
        f"country.said.change.{_told_as(site, series, after)}",
        label=site.text(indicator, "label") if series.role == HEADLINE else site.series_label(series),
        name=area.name,
        before=before.value,
        then=sentences.period_text(site, series, before.time_period),
        after=after.value,
        did=_did(site, series, after),
        now=sentences.period_text(site, series, after.time_period),
    )
    return _said(site, indicator, series, text, after.value)


def _did(site: Edition, series: Series, observed: Observation) -> str:
    """Say what a country with a status did, in the words of the package; '' where it has none."""
    row = site.reading.status_sentences.get((series.id, observed.value.exact if observed.value else ""))
    return site.text(row, "said") if row else ""


def _told_as(site: Edition, series: Series, observed: Observation) -> str:
    """Name the text for a status: of a day or of a year in the package's words, or bare where it has none."""
    if not _did(site, series, observed):
        return "bare"
    return "day" if series.reference_day == "01-01" else "year"


# -- counts ------------------------------------------------------------------------------------------------------------


def highest_count(site: Edition, area: Area) -> Said | None:
    """Say the highest count that may be added over the years, from when until when.

    Of a last year that is not whole the month is said to which its source reaches; where none is known, that it is not.
    """
    counts = [(row, series) for row, series in _headlines(site) if series.counts_things and series.adds_periods]
    found = [(row, series, site.reading.summary(series, area.iso3, ALL_PERIODS, "total")) for row, series in counts]
    held = [(row, series, total) for row, series, total in found if total is not None and not total.zero]
    if not held:
        return None
    row, series, total = max(held, key=lambda each: each[2].number)
    last = sentences.end_text(site, series)
    unsaid = last == site.words.day(series.span[1])
    extent = "partial" if unsaid and site.reading.is_open(series) else "whole"
    text = site.phrase(
        f"country.said.count.{_of_a_year(site, series, extent)}",
        count=total,
        total=site.bounded(total),
        name=area.name,
        label=site.text(row, "label"),
        unit=site.text(row, "unit"),
        first=site.words.day(series.span[0]),
        last=last,
    )
    return _said(site, row, series, text, total)


# -- beside the others of a region -------------------------------------------------------------------------------------


def set_apart(site: Edition, area: Area) -> Said | None:
    """Say under which policy the fewest of the assessed states of its region have the status of a state."""
    region = site.region(area)
    if not (area.is_state and region):
        return None
    found: list[tuple[float, Said]] = []
    for row, series in _policies(site):
        observed = site.reading.known(series, area.iso3)
        if observed is not None and observed.value is not None and not series.finds_only_yes:
            figures = sentences.values(site, series, region, observed.time_period)
            share = _share(figures, observed.value)
            if share is not None:
                text = _apart(site, area, row, series, observed, figures)
                found.append((share, _said(site, row, series, text, figures[observed.value.exact])))
    return min(found, key=lambda each: each[0])[1] if found else None


def _share(figures: Mapping[str, Figure], own: Figure) -> float | None:
    """Give the share of the assessed states of a group with a status; None where it does not set one apart.

    At least FEWEST and half of all must have been assessed, and at most a third of these have the status.
    """
    alike, assessed = figures.get(own.exact), figures.get("assessed")
    if alike is None or assessed is None or alike.zero or assessed.number < FEWEST:
        return None
    thin = 2 * assessed.number < figures["members"].number
    return None if thin or 3 * alike.number > assessed.number else alike.number / assessed.number


def _apart(  # noqa: PLR0913, PLR0917 - what such a sentence is made from
    site: Edition, area: Area, indicator: Row, series: Series, observed: Observation, figures: Mapping[str, Figure]
) -> Markup:
    alike = figures[observed.value.exact] if observed.value else None
    assessed = "all" if figures[series.rest].zero else "some"
    return site.phrase(
        f"country.said.apart.{assessed}.{_told_as(site, series, observed)}",
        did=_did(site, series, observed),
        count=alike,
        alike=alike,
        assessed=figures["assessed"],
        rest=figures[series.rest],
        status=observed.value,
        region=site.group_name(site.region(area)),
        label=site.text(indicator, "label"),
        period=sentences.period_text(site, series, observed.time_period),
        name=area.name,
    )


# -- what is known, and what is not ------------------------------------------------------------------------------------


def unknown(site: Edition, area: Area) -> Said | None:
    """Say of how many indicators an area has a figure, on the day of the release, and which have none if these are few.

    Nothing where it has one of all.
    """
    missing = [row for row, series in _headlines(site) if site.reading.known(series, area.iso3) is None]
    if not missing:
        return None
    held, every = site.coverage.indicators_known(area.iso3), len(site.reading.indicators)
    text = site.phrase(
        f"country.said.unknown.{'single' if every == 1 else 'named' if len(missing) <= NAMED else 'others'}",
        count=held,
        known=held,
        all=every,
        name=area.name,
        day=site.words.day(site.reading.package.released),
        labels=site.words.quoted(site.text(row, "label") for row in missing),
    )
    return Said(text=text, cell=held.cell)


def known(site: Edition, area: Area, indicator: Row, series: Series) -> Said | None:
    """Say the figure that stands for an area; None where there is none, or only a table with its case can tell it."""
    found = site.reading.known(series, area.iso3)
    figure = found.figures.get("numerator" if series.sums_records else "obs_value") if found else None
    kinds = {"status": series.has_statuses, "records": series.sums_records, "register": series.counts_records}
    kind = next((name for name, fits in kinds.items() if fits), "")
    if kind == "records" and found and found.figures["denominator"].number == 1:
        kind = "record"
    if found is None or figure is None or not kind or (figure.zero and kind == "register"):
        return None
    told = f"{kind}.{_told_as(site, series, found)}" if series.has_statuses else kind
    text = site.phrase(
        f"country.said.known.{told}",
        did=_did(site, series, found),
        count=figure,
        label=site.text(indicator, "label"),
        name=area.name,
        value=site.bounded(figure),
        period=sentences.period_text(site, series, found.time_period),
        named=sentences.cases(site, series),
        **{name: each for name, each in found.figures.items() if name in ("numerator", "denominator")},
    )
    return _said(site, indicator, series, text, figure)


def why(site: Edition, area: Area, series: Series) -> Markup:
    """Say why a headline has no figure of an area: what its source covers, and that a gap is no answer."""
    period = site.reading.latest(series)
    figures = sentences.values(site, series, WORLD, period)
    held = [each.time_period for each in settled(site.reading.observations(series, area.iso3))]
    return site.phrase(
        f"country.why.{_reason(site, area, series, figures, held)}",
        **figures,
        name=area.name,
        named=sentences.cases(site, series),
        period=sentences.period_text(site, series, period),
        first=site.words.day(series.span[0]),
        until=sentences.end_text(site, series),
        last=sentences.period_text(site, series, held[-1]) if held else "",
    )


def _reason(site: Edition, area: Area, series: Series, figures: Mapping[str, Figure], held: Sequence[str]) -> str:
    """Name the text that says why there is no figure. With rows of a register, nothing is said that they contradict."""
    if elsewhere(site.reading, series, area.iso3).records:
        return "uncounted"
    if series.has_statuses and held:
        return "earlier"
    if series.has_statuses and "yes" in figures:
        return "undocumented" if series.finds_only_yes else "unassessed"
    if series.sums_records and "cases" in figures:
        return "unjudged"
    if series.counts_records:
        return "register"
    return _of_a_year(site, series, "count" if series.counts_things and series.adds_periods else "published")


def _of_a_year(site: Edition, series: Series, text: str) -> str:
    """Give the text for a series that covers one period alone in the place of that for several."""
    return ONE_PERIOD[text] if site.words.day(series.span[0]) == sentences.end_text(site, series) else text
