"""Tables of the summaries of a series: by period and by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.figures import Figure
from scripts.model.codes import WORLD
from scripts.model.measures import SUMS, WITHOUT_LARGEST, shown_measures
from scripts.model.tables import Series
from scripts.render.cells import figure
from scripts.render.columns import Make, column, note_column, period_column
from scripts.render.context import Context
from scripts.render.links import group_link
from scripts.render.parts import Column, Text
from scripts.sentences import sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The place of a row: a period of a group."""

    group: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure of the summaries, with its name in words."""

    name: str
    label: str


def measures(context: Context, series: Series) -> list[Measure]:
    """The measures that tables of a series show, in order; of bounds those that it has."""
    reading = context.reading
    names: Iterable[str] = shown_measures(series, reading.package.codes.get(series.codelist, ()))
    if series.sums_records and reading.summary(series, WORLD, reading.latest(series), "ratio_low") is None:
        names = [name for name in names if name not in ("ratio_low", "ratio_high")]
    return [Measure(name=name, label=_label(context, series, name)) for name in names]


def _label(context: Context, series: Series, measure: str) -> str:
    if series.has_statuses:
        return context.edition.status_label(measure)
    if series.has_classes and measure in context.reading.package.codes[series.codelist]:
        return context.edition.label(series.codelist, measure)
    return context.words(f"measure.{measure}")


def companion_measures(context: Context, series: Series) -> list[Measure]:
    """The measures that a companion's table shows: of each code of its dimension, where it has one."""
    if len(series.dimensions) != 1 or series.has_statuses or series.has_classes:
        return measures(context, series)
    name, main = series.dimensions[0], series.kind.main
    codes = context.reading.dimension_codes(series)
    return [Measure(name=f"{main}.{code}", label=context.edition.label(name, code)) for code in codes]


def measure_columns(context: Context, series: Series, shown: Iterable[Measure]) -> Iterator[Column[Summary]]:
    """A column of figures for each measure."""
    for measure in shown:
        yield column(context, measure.name, _figure(context, series, measure.name), "figure", measure.label)


def trend_columns(context: Context, series: Series) -> list[Column[Summary]]:
    """Columns of a table by period: the main measure with a bar; a policy has its statuses side by side."""
    barred = "" if series.has_statuses else series.kind.main
    shown = measures(context, series)
    plain = measure_columns(context, series, shown)
    return [
        period_column(context, lambda row: row.period),
        *(
            column(context, m.name, _barred(context, series, m.name), "bar", m.label) if m.name == barred else made
            for m, made in zip(shown, plain, strict=True)
        ),
        _breaks_column(context, series),
    ]


def companion_columns(context: Context, series: Series) -> list[Column[Summary]]:
    """Columns of a companion's table by period."""
    shown = measure_columns(context, series, companion_measures(context, series))
    return [period_column(context, lambda row: row.period), *shown, _breaks_column(context, series)]


def _breaks_column(context: Context, series: Series) -> Column[Summary]:
    """Mark the first period after each break in a series; left out where there is none."""
    breaks = context.reading.breaks.get(series.id, {})
    return note_column(context, lambda row: context.words("chart.break") if row.period in breaks else "")


def group_columns(context: Context, series: Series) -> list[Column[Summary]]:
    """Columns of a table by group of areas; of a policy with the bounds of its share.

    Of single cases that are not pooled both sums stand in one column, so that no one takes one of them for a figure.
    """

    def bounds(row: Summary) -> Text:
        figures = sentences.values(context.edition, series, row.group, row.period)
        return sentences.bounds(context.edition, series, figures)

    shown = [m for m in measures(context, series) if not (series.has_spread and m.name in SUMS)]
    sums = {"": "measure.sums", WITHOUT_LARGEST: "measure.sums_without_largest"}.items()
    bounded = [column(context, "bounds", bounds, "wide", context.words("headline.bounds"))]
    return [
        column(context, "group", lambda row: group_link(context, row.group)),
        *measure_columns(context, series, shown),
        *(_sums(context, series, ending, label) for ending, label in sums if series.has_spread),
        *(bounded if series.has_statuses else ()),
    ]


def _sums(context: Context, series: Series, ending: str, label: str) -> Column[Summary]:
    """A column of both sums over single cases, of all or without the largest: 395,058 of 477,302."""

    def cell(row: Summary) -> Text:
        held = {
            name: context.reading.summary(series, row.group, row.period, f"{name}{ending}")
            for name in ("numerator", "denominator")
        }
        return figure(context, None) if None in held.values() else context.edition.phrase("figure.parts", **held)

    return column(context, f"sums{ending}", cell, "text", context.words(label))


def groups_with_figures(context: Context, series: Series, period: str) -> list[Summary]:
    """The groups of which a table by group has a figure."""
    names = [measure.name for measure in measures(context, series)]
    return [
        Summary(group=group, period=period)
        for group in context.reading.groups
        if any(context.reading.summary(series, group, period, name) for name in names)
    ]


def of_world(periods: Iterable[str]) -> list[Summary]:
    """The rows of a table of the world by period."""
    return [Summary(group=WORLD, period=period) for period in periods]


def _figure(context: Context, series: Series, measure: str) -> Make[Summary]:
    return lambda row: figure(context, context.reading.summary(series, row.group, row.period, measure))


def _barred(context: Context, series: Series, measure: str) -> Make[Summary]:
    """Figures with a bar as long as their part of the largest of the same group; a partial period is marked."""
    largest: dict[str, float] = {}

    def cell(row: Summary) -> Text:
        found = context.reading.summary(series, row.group, row.period, measure)
        if found is None:
            return figure(context, None)
        if row.group not in largest:
            largest[row.group] = _largest(context, series, row.group, measure)
        whole = largest[row.group]
        return _bar(context, found, found.number / whole if whole else 0)

    return cell


def _largest(context: Context, series: Series, group: str, measure: str) -> float:
    dated = (context.reading.summary(series, group, p, measure) for p in context.reading.periods(series, group))
    return max((f.number for f in dated if f), default=0.0)


def _bar(context: Context, shown: Figure, share: float) -> Markup:
    bar = context.macro("bar", share, shown)
    return bar + context.macro("pill", context.words("figure.partial"), "provisional") if shown.partial else bar
