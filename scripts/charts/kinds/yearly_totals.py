"""Counts and known cases by year, for the headline of an indicator or, where that has one year only, a companion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number
from scripts.charts.kinds.area_map import map_by_year
from scripts.charts.wording import credit, ticks
from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.codes import UNKNOWN_PERIOD, WORLD
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition, plain

WHOLE = "total"
"""Part of a column that is all of it."""

PARTS = 2
"""Codes of a dimension that splits a column: more would not be told apart."""

YEAR = 4
"""Letters of a period that is a year."""


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each indicator of a count or register that is summed over areas for more than one year."""
    for indicator in sentences.stated(site):
        headline = site.reading.headline(indicator)
        if headline.is_count:
            series = next(
                (s for s in (headline, *site.reading.companions(indicator)) if _by_year(site, headline, s)), None
            )
            if series is not None and _whole(_totals(site, series)):
                yield _chart(site, indicator, series)


def _by_year(site: Edition, headline: Series, series: Series) -> bool:
    same = series.is_measured_as(headline) and series.is_summed and not series.dimensions
    return same and len(_years(site, series)) > 1


def _years(site: Edition, series: Series) -> list[str]:
    return [period for period in site.reading.periods(series) if len(period) == YEAR]


def _totals(site: Edition, series: Series) -> dict[str, Figure | None]:
    main = sentences.main_measure(series)
    return {year: site.reading.summary(series, WORLD, year, main) for year in _years(site, series)}


def _split_of(site: Edition, indicator: Row, series: Series) -> Series | None:
    """Give the companion that splits a series in two, year for year without a rest; None where there is none."""
    halves = (
        companion
        for companion in site.reading.companions(indicator)
        if companion.is_measured_as(series)
        and companion.is_summed_as(series)
        and len(companion.dimensions) == 1
        and len(site.reading.dimension_codes(companion)) == PARTS
        and _adds_up(site, series, companion)
    )
    return next(halves, None)


def _adds_up(site: Edition, series: Series, companion: Series) -> bool:
    """Tell whether the parts of each year are the whole: a column of parts must not be lower than its value."""
    main, codes = sentences.main_measure(series), site.reading.dimension_codes(companion)
    for year, total in _totals(site, series).items():
        parts = [site.reading.summary(companion, WORLD, year, f"{main}.{code}") for code in codes]
        if sum(part.number for part in parts if part) != (total.number if total else 0):
            return False
    return True


def _chart(site: Edition, indicator: Row, series: Series) -> Chart:
    words, years, main = site.words, _years(site, series), sentences.main_measure(series)
    totals = _totals(site, series)
    split = _split_of(site, indicator, series)
    codes = site.reading.dimension_codes(split) if split else []
    names = {WHOLE: words(f"chart.yearly_totals.whole.{series.said_as}")}
    names |= {code: site.label(split.dimensions[0], code) for code in codes} if split else {}
    partial = [year for year, figure in totals.items() if figure and figure.partial]
    title = _title(site, series, totals)
    parts = [
        (year, code, site.reading.summary(split, WORLD, year, f"{main}.{code}"))
        for year in years
        for code in codes
        if split
    ]
    return Chart(
        id=f"{indicator['id']}-trend",
        kind="yearly_totals",
        page=INDICATOR.path(indicator["id"]),
        shows="trend",
        title=title,
        subtitle=_subtitle(site, series, main, partial),
        alternative=_alternative(site, title, totals),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=(
            Column(name="time_period", label=words("column.time_period")),
            Column(name="part"),
            Column(name="part_label", label=words("column.obs_value")),
        ),
        numbers=tuple(
            _number(site, series, year, (part, names[part]), figure)
            for year, part, figure in [*((year, WHOLE, figure) for year, figure in totals.items()), *parts]
        ),
        across="part_label",
        options={
            "whole": WHOLE,
            "names": {code: names[code] for code in codes},
            "partial": {"periods": partial, "name": words("chart.yearly_totals.partial", years=words.list(partial))},
            "values": {year: site.written(figure) for year, figure in totals.items() if figure},
            "marked": _marked(totals),
            "unit": site.label("unit_measure", series.unit_measure),
            "areas": map_by_year(site, series) if series.role == "headline" else "",
            "ticks": {"wide": ticks(years, 12), "narrow": ticks(years, 5)},
        },
    )


def _number(site: Edition, series: Series, year: str, named: tuple[str, str], figure: Figure | None) -> Number:
    part, name = named
    blank = sentences.absence(site, series)
    what = site.words.day(year) if part == WHOLE else f"{site.words.day(year)}, {name}"
    value = site.written(figure) if figure else blank
    if figure and figure.partial:
        value = site.words("chart.partial_value", value=value)
    return Number(
        texts={"time_period": year, "part": part, "part_label": name},
        figure=figure,
        label=site.words("chart.number", what=what, value=value),
        blank=blank,
    )


def _marked(totals: Mapping[str, Figure | None]) -> list[str]:
    """The years whose values are written even where there is little room: the largest and the last whole."""
    return sorted({_peak(totals), _whole(totals)[-1]})


def _whole(totals: Mapping[str, Figure | None]) -> list[str]:
    return [year for year, figure in totals.items() if figure and not figure.partial]


def _peak(totals: Mapping[str, Figure | None]) -> str:
    """The last year of which no year has more; one that is not complete counts only where it has more than any."""
    found = {year: (figure.number, not figure.partial, year) for year, figure in totals.items() if figure}
    return max(found, key=lambda year: found[year])


# -- words -------------------------------------------------------------------------------------------------------------


def _title(site: Edition, series: Series, totals: Mapping[str, Figure | None]) -> Markup:
    """State the last whole year, and the largest, as they were recorded.

    A year that is not complete is the largest where it has more than any that is: then none of these is.

    Of a cumulative series the first is told instead: that its last year has the most is true by construction.
    """
    whole, peak = _whole(totals), _peak(totals)
    last = totals[whole[-1]]
    shown: dict[str, object] = {
        "main": site.bounded(last) if last else "",
        "last": whole[-1],
        "first": whole[0],
        "peak": totals[peak],
        "peak_year": peak,
    }
    if len(whole) == 1 or (series.said_as == "sum" and _areas_differ(site, series, whole)):
        return site.phrase("chart.yearly_totals.single", **shown)
    if series.is_cumulative:
        return site.phrase("chart.yearly_totals.grown", then=totals[whole[0]], **shown)
    key = "highest" if peak == whole[-1] else "lower"
    return site.phrase(f"chart.yearly_totals.{key}.{series.said_as}", **shown)


def _areas_differ(site: Edition, series: Series, years: Sequence[str]) -> bool:
    """Whether other numbers of areas are added in some years, so that no year can be compared with another."""
    found = [site.reading.summary(series, WORLD, year, "areas_reporting") for year in years]
    return len({figure.number for figure in found if figure}) > 1


def _subtitle(site: Edition, series: Series, main: str, partial: Sequence[str]) -> str:
    """Say what a column is, which year is not complete, and what stands in no column."""
    words = site.words
    said = [
        words(
            f"chart.yearly_totals.subtitle.{'least' if series.is_minimum else 'plain'}", label=site.series_label(series)
        )
        if series.role == "headline"
        else words(
            "chart.yearly_totals.described",
            label=site.series_label(series),
            description=site.text(site.reading.series_rows[series.id], "description"),
        )
    ]
    if partial:
        said.append(words("chart.yearly_totals.incomplete", years=words.list(list(partial)), count=len(partial)))
    if series.said_as == "sum" and _areas_differ(site, series, _years(site, series)):
        said.append(words("chart.yearly_totals.areas_differ"))
    undated = site.reading.summary(series, WORLD, UNKNOWN_PERIOD, main)
    if undated is not None and not undated.zero:
        said.append(words("chart.yearly_totals.undated", count=undated, figure=site.written(undated)))
    return " ".join(said)


def _alternative(site: Edition, title: Markup, totals: Mapping[str, Figure | None]) -> str:
    first = _whole(totals)[0]
    figure = totals[first]
    told = site.written(figure) if figure else site.words("table.blank")
    return site.words("chart.yearly_totals.alternative", finding=plain(title), first=first, figure=told)
