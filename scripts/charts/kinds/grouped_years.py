"""A code of a grouping by year, such as a place at sea: its whole, in parts where the source tells them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from scripts.charts.chart import Chart, Column, Number
from scripts.charts.wording import credit, ticks
from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.pages import GROUPED
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition, plain

WHOLE = "total"
"""Part of a column that is all of it."""

YEAR = 4
"""Letters of a period that is a year."""

FEWEST = 2
"""Years with a figure: of fewer the table says all."""

Value = tuple[str, str, Figure | None]
"""A year, the part of its column, and the figure."""


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each code of a grouping that has figures of some years."""
    used = {grouping: rows for grouping, rows in site.reading.grouped.items() if rows}
    for grouping, rows in used.items():
        whole, *others = site.reading.by_grouping(grouping)
        split = next((s for s in others if len(s.dimensions) > len(whole.dimensions)), None)
        for row in rows:
            years = [p for p in site.reading.periods(whole) if len(p) == YEAR]
            values = [(year, WHOLE, _figure(site, whole, year, row["code"])) for year in years]
            if sum(figure is not None for _, _, figure in values) >= FEWEST:
                parts = list(_parts(site, split, years, row["code"])) if split else []
                yield _chart(site, row, whole, values, parts)


def _figure(site: Edition, series: Series, year: str, code: str) -> Figure | None:
    return site.reading.summary(series, WORLD, year, f"{series.kind.main}.{code}")


def _parts(site: Edition, split: Series, years: Sequence[str], code: str) -> Iterator[Value]:
    for year in years:
        for part in site.reading.package.codes[split.dimensions[-1]]:
            yield year, part, _figure(site, split, year, f"{code}.{part}")


def _chart(site: Edition, row: Row, whole: Series, values: Sequence[Value], parts: Sequence[Value]) -> Chart:
    words, years = site.words, [year for year, _, _ in values]
    name = site.label(row["codelist"], row["code"])
    known = {year: figure for year, _, figure in values if figure}
    partial = [year for year, figure in known.items() if figure.partial]
    codes = list(dict.fromkeys(part for _, part, _ in parts))
    names = {WHOLE: words("grouping.together")}
    if parts:
        dimension = next(s for s in site.reading.by_grouping(row["codelist"]) if len(s.dimensions) > 1).dimensions[-1]
        names |= {code: site.label(dimension, code) for code in codes}
    title = _title(site, whole, known)
    path = GROUPED.path(GROUPED.code(row))
    return Chart(
        id=path.strip("/").replace("/", "-"),
        kind="grouped_years",
        page=path,
        shows="years",
        title=title,
        subtitle=_subtitle(site, name, whole, partial),
        alternative=words("chart.grouped_years.alternative", finding=plain(title)),
        sources=site.reading.sources_of[whole.id],
        credit=credit(site, site.reading.sources_of[whole.id]),
        columns=(
            Column(name="time_period", label=words("column.time_period")),
            Column(name="part"),
            Column(name="part_label", label=words("column.obs_value")),
        ),
        numbers=tuple(_number(site, whole, value, names) for value in (*values, *parts)),
        across="part_label",
        options={
            "whole": WHOLE,
            "names": {code: names[code] for code in codes},
            "partial": {"periods": partial, "name": words("chart.yearly_totals.partial", years=words.list(partial))},
            "values": {year: site.written(figure) for year, figure in known.items()},
            "marked": [_peak(known)],
            "unit": site.label("unit_measure", whole.unit_measure),
            "ticks": {"wide": ticks(years, 12), "narrow": ticks(years, 5)},
        },
    )


def _peak(known: dict[str, Figure]) -> str:
    """The last year of which no year has more; a part of a year counts as what it has."""
    return max(known, key=lambda year: (known[year].number, year))


def _title(site: Edition, series: Series, known: dict[str, Figure]) -> Markup:
    peak, day = _peak(known), site.words.day
    unit = site.unit_of(series, known[peak])
    title = site.phrase(
        f"chart.grouped_years.{'title_unit' if unit else 'title'}",
        figure=site.bounded(known[peak]),
        unit=unit,
        year=day(peak),
        first=day(min(known)),
    )
    return sentences.capital(title)


def _subtitle(site: Edition, name: str, whole: Series, partial: Sequence[str]) -> str:
    description = site.text(site.reading.series_rows[whole.id], "description")
    said = [site.words("chart.grouped_years.subtitle", name=name, description=description)]
    if partial:
        said.append(
            site.words("chart.yearly_totals.incomplete", years=site.words.list(list(partial)), count=len(partial))
        )
    return " ".join(said)


def _number(site: Edition, series: Series, value: Value, names: dict[str, str]) -> Number:
    year, part, figure = value
    blank = sentences.absence(site, series)
    when = site.words.day(year)
    what = when if part == WHOLE else f"{when}, {names[part]}"
    told = site.written(figure) if figure else blank
    if figure and figure.partial:
        told = site.words("chart.partial_value", value=told)
    return Number(
        texts={"time_period": year, "part": part, "part_label": names[part]},
        figure=figure,
        label=site.words("chart.number", what=what, value=told),
        blank=blank,
    )
