"""UN member states by status and year, for the headline of each policy indicator, and each further reading of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number, chart_id, shown_of
from scripts.charts.kinds.area_map import map_by_year
from scripts.charts.wording import counts, credit, label_of, policies, status_name, ticks
from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition, plain

TREND = "trend"
"""What such a chart shows, and the end of its id."""

COMPARABLE = 0.1
"""Years are compared only where no more than this part of the states was not assessed in any of them."""


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each such series that has more than one year."""
    for indicator, series in policies(site):
        if len(site.reading.periods(series)) > 1:
            yield _chart(site, indicator, series)


def _chart(site: Edition, indicator: Row, series: Series) -> Chart:
    words, periods = site.words, site.reading.periods(series)
    years = {period: sentences.values(site, series, WORLD, period) for period in periods}
    last = years[periods[-1]]
    breaks = [period for period in periods if period in site.reading.breaks.get(series.id, {})]
    said = sentences.capital(_finding(site, series, years, breaks))
    return Chart(
        id=chart_id(series, TREND),
        kind="policy_trend",
        page=INDICATOR.path(indicator["id"]),
        shows=shown_of(series, TREND),
        title=said,
        subtitle=_subtitle(site, series, breaks),
        alternative=words(
            "chart.policy_trend.alternative",
            finding=plain(said),
            counts=words.list(counts(site, series, last)),
            period=periods[-1],
        ),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=(
            Column(name="time_period", label=words("column.period")),
            Column(name="status"),
            Column(name="status_label", label=words("column.status")),
        ),
        numbers=tuple(
            _number(site, period, status, years[period][status]) for period in periods for status in series.statuses
        ),
        across="status_label",
        options={
            "members": max(int(figures["members"].number) for figures in years.values()),
            "unit": words("chart.policy_trend.unit"),
            "breaks": [{"time_period": period, "text": words("chart.break")} for period in breaks],
            "names": {status: status_name(site, status) for status in series.statuses},
            "areas": map_by_year(site, series),
            "ticks": {"wide": ticks(periods, 12), "narrow": ticks(periods, 5)},
        },
    )


def _number(site: Edition, period: str, status: str, figure: Figure) -> Number:
    name = status_name(site, status)
    label = site.words("chart.number", what=f"{site.words.day(period)}, {name}", value=site.written(figure))
    return Number(texts={"time_period": period, "status": status, "status_label": name}, figure=figure, label=label)


def _subtitle(site: Edition, series: Series, breaks: Sequence[str]) -> str:
    """Say what is counted, on which day where all years have the same, and where the series has a break."""
    said = _counted(site, series)
    return " ".join([f"{said}.", *(_break(site, series, each) for each in breaks)]) if breaks else said


def _counted(site: Edition, series: Series) -> str:
    day = "start" if series.reference_day == "01-01" else "any"
    return site.words(f"chart.policy_trend.subtitle.{day}", label=label_of(site, series))


def _break(site: Edition, series: Series, period: str) -> str:
    """Say where a series has a break, and why."""
    reason = site.text(site.reading.breaks[series.id][period], "reason")
    return site.words("chart.policy_trend.broken", period=period, reason=reason)


def _finding(site: Edition, series: Series, years: dict[str, dict[str, Figure]], breaks: Sequence[str]) -> Markup:
    """Compare the last year with the first since which nearly all states were assessed, where there is one."""
    last = max(years)
    end = years[last]
    if series.finds_only_yes:
        stated = site.reading.latest(series)
        return site.phrase("chart.policy_trend.documented", last=stated, **years.get(stated, end))
    since = _covered_since(years)
    start = max(since, *breaks) if since and breaks else since
    shown: dict[str, object] = {"last": last, "yes": site.bounded(end["yes"]), "members": end["members"]}
    if start in ("", last):
        unknown = end["not_assessed"]
        if unknown.zero:
            return site.phrase("chart.policy_trend.whole", **shown)
        return site.phrase("chart.policy_trend.thin", count=unknown, unknown=unknown, **shown)
    then = years[start]
    shown |= {"first": start, "then": site.bounded(then["yes"]), "then_members": then["members"]}
    return site.phrase(f"chart.policy_trend.full.{_moved(then, end)}", **shown)


def _moved(then: dict[str, Figure], now: dict[str, Figure]) -> str:
    """Tell how the share of states with a yes has moved, whatever the states that were not assessed would have said."""
    least_then, most_then, least_now, most_now = (*_share(then), *_share(now))
    if least_now > most_then:
        return "grown"
    return "shrunk" if most_now < least_then else "open"


def _share(figures: dict[str, Figure]) -> tuple[float, float]:
    """Give the least and the most of the states that may have a yes, as parts of all."""
    yes, rest, members = (figures[name].number for name in ("yes", "not_assessed", "members"))
    return yes / members, (yes + rest) / members


def _covered_since(years: dict[str, dict[str, Figure]]) -> str:
    """Give the first year since which every year is comparable; '' where the last is not."""
    since = ""
    for year in sorted(years, reverse=True):
        if years[year]["not_assessed"].number > COMPARABLE * years[year]["members"].number:
            break
        since = year
    return since
