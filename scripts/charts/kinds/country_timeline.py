"""The status of a country under each policy indicator, year by year, and by each reading of it that has years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number
from scripts.charts.wording import credit_of, label_of, status_name
from scripts.findings.changes import changes
from scripts.findings.reading import Observation, Row
from scripts.model.codes import ALL_STATUSES, HEADLINE
from scripts.model.pages import COUNTRY
from scripts.model.tables import Series
from scripts.words.edition import Area, Edition, plain

MOST_YEARS = 27
"""Years that a timeline shows at most: as many as can be told apart on a phone."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One policy of a country: for each year that the series covers, the status and the observation it is from."""

    indicator: Row
    label: str
    series: Series
    years: Mapping[str, Observation | None]

    def observed(self) -> list[Observation]:
        """Give the observations behind the statuses, each once, by year; none of a year that was not complete."""
        held = {o.time_period: o for o in self.years.values() if o is not None and o.obs_status != "P"}
        return [held[year] for year in sorted(held)]


def charts(site: Edition) -> Iterator[Chart]:
    """Give one timeline for each country and area that any policy was assessed in."""
    policies = list(_policies(site))
    years = _years([series for _, series in policies])
    for area in site.areas.values():
        strips = [_strip(site, area, indicator, series, years) for indicator, series in policies]
        shown = [strip for strip in strips if strip.series.role == HEADLINE or strip.observed()]
        if any(strip.observed() for strip in shown):
            yield _chart(site, area, shown, years)


def _policies(site: Edition) -> Iterator[tuple[Row, Series]]:
    """Give the headline of each policy indicator, and after it the readings beside it that have more than one year."""
    for row in site.reading.indicators:
        headline = site.reading.headline(row)
        beside = (each for each in site.reading.readings(row) if len(site.reading.periods(each)) > 1)
        yield from ((row, series) for series in (headline, *beside) if series.has_statuses)


def _years(policies: Sequence[Series]) -> list[str]:
    """Give the last years that any policy series covers, at most MOST_YEARS."""
    last = max((int(series.last_period) for series in policies), default=0)
    first = min((int(series.first_period) for series in policies), default=1)
    return [str(year) for year in range(max(first, last - MOST_YEARS + 1), last + 1)]


def _strip(site: Edition, area: Area, indicator: Row, series: Series, years: Sequence[str]) -> Strip:
    covered = [year for year in years if series.first_period <= year <= series.last_period]
    statuses = {year: site.reading.status(series, area.iso3, year) for year in covered}
    return Strip(indicator, label_of(site, series), series, statuses)


def _chart(site: Edition, area: Area, strips: Sequence[Strip], years: Sequence[str]) -> Chart:
    words = site.words
    title = _finding(site, area, strips)
    broken = any(_broken(site, strip) for strip in strips)
    carried = any(o and o.time_period != year for strip in strips for year, o in strip.years.items())
    return Chart(
        id=f"{area.slug}-timeline",
        kind="country_timeline",
        page=COUNTRY.path(area.iso3),
        shows="timeline",
        title=title,
        subtitle=" ".join(
            [words(f"chart.country_timeline.subtitle.{'carried' if carried else 'plain'}", first=years[0])]
            + ([words("chart.country_timeline.broken")] if broken else [])
        ),
        alternative=words(
            "chart.country_timeline.alternative",
            finding=plain(title),
            latest=words.list([_latest(site, strip) for strip in strips]),
        ),
        sources=(),
        credit=credit_of(site, [name for strip in strips for name in site.reading.sources_of[strip.series.id]]),
        columns=(
            Column(name="indicator"),
            Column(name="indicator_label", label=words("profile.indicator")),
            Column(name="time_period", label=words("column.time_period")),
            Column(name="observed"),
        ),
        numbers=tuple(number for strip in strips for number in _numbers(site, strip)),
        across="indicator_label",
        options={
            "years": list(years),
            "breaks": [
                {"indicator_label": strip.label, "time_period": year}
                for strip in strips
                for year in _broken(site, strip)
            ],
            "break_name": words("chart.break"),
            "names": {
                status: status_name(site, status)
                for status in ALL_STATUSES
                if any(status in strip.series.statuses for strip in strips)
            },
            "rest": {strip.label: strip.series.rest for strip in strips},
            "ticks": {
                "wide": [year for year in years if year.endswith(("0", "5"))],
                "narrow": [year for year in years if year.endswith("5")],
            },
        },
    )


def _numbers(site: Edition, strip: Strip) -> Iterator[Number]:
    for year, found in strip.years.items():
        figure = found.value if found else None
        said = site.written(figure) if figure else status_name(site, strip.series.rest)
        observed = found.time_period if found else ""
        value = (
            site.words("chart.country_timeline.from", value=said, year=observed) if observed not in ("", year) else said
        )
        if observed and site.reading.breaks_between(strip.series, observed, year):
            value = site.words("chart.country_timeline.across", value=value)
        yield Number(
            texts={
                "indicator": strip.indicator["id"],
                "indicator_label": strip.label,
                "time_period": year,
                "observed": observed,
            },
            figure=figure,
            label=site.words("chart.number", what=f"{strip.label}, {year}", value=value),
            blank="" if figure else said,
        )


def _latest(site: Edition, strip: Strip) -> str:
    """Say the last status of a strip with its year."""
    observed = strip.observed()
    said = status_name(site, strip.series.rest)
    if observed and observed[-1].value:
        said = site.words("chart.of_period", value=site.written(observed[-1].value), period=observed[-1].time_period)
    return site.words("chart.number", what=strip.label, value=said)


def _finding(site: Edition, area: Area, strips: Sequence[Strip]) -> Markup:
    """Say the latest change of a status; where none has changed, say that of what was assessed."""
    held = [strip for strip in strips if strip.observed()]
    changed = [(each, strip) for strip in held for each in changes(site.reading, strip.series, strip.observed())]
    if changed:
        last, strip = max(changed, key=lambda found: found[0].after.time_period)
        return site.phrase(
            "chart.country_timeline.changed",
            name=area.name,
            label=strip.label,
            before=last.before.value,
            then=last.before.time_period,
            after=last.after.value,
            now=last.after.time_period,
        )
    later = [strip.label for strip in held if _later(site, area, strip)]
    steady = [strip for strip in held if strip.label not in later]
    if not steady:
        end = held[0].observed()[-1].time_period
        return site.phrase("chart.country_timeline.later", name=area.name, label=held[0].label, last=end)
    observed = [each for strip in steady for each in strip.observed()]
    spans = {"first": min(o.time_period for o in observed), "last": max(o.time_period for o in observed)}
    if len(steady) > 1:
        key = "apart" if later else "unchanged"
        return site.phrase(f"chart.country_timeline.{key}", name=area.name, labels=site.words.quoted(later), **spans)
    key = "single" if spans["first"] != spans["last"] else "once"
    about = {"name": area.name, "label": steady[0].label, "status": observed[-1].value}
    return site.phrase(f"chart.country_timeline.{key}", **about, **spans)


def _later(site: Edition, area: Area, strip: Strip) -> bool:
    """Tell whether evidence on the page begins after the last status of a policy, so that no rest can be claimed."""
    last = strip.observed()[-1].time_period
    day = f"{last}-{strip.series.reference_day or '12-31'}"
    rows = site.reading.about("evidence", area.iso3)
    return any(row["series"] == strip.series.id and row["valid_from"] > day for row in rows)


def _broken(site: Edition, strip: Strip) -> list[str]:
    """Give the first year after each break within the years of a policy in which it was assessed on both sides."""
    observed = strip.observed()
    span = (observed[0].time_period, max(strip.years)) if observed else ("", "")
    return site.reading.breaks_between(strip.series, *span)
