"""One indicator: its figure, its tables by period, group and country, its registers, evidence and companions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from scripts.charts.chart import shown_of
from scripts.findings import variants
from scripts.findings.beside import KINDS, beside, shown_rows
from scripts.findings.beside import TABLE as OTHER_FIGURES
from scripts.findings.figures import DATA, Figure
from scripts.findings.reading import Observation, Row
from scripts.findings.releases import Moved, moved_headlines
from scripts.model.codes import ALL_PERIODS, UNKNOWN_PERIOD, WORLD
from scripts.model.pages import POLICY_AREA, RELEASE
from scripts.model.tables import Series
from scripts.render.beside import kind_table, kind_title
from scripts.render.cells import dimensions, note, period_cell, unit, value
from scripts.render.charts import ShownChart, charts_of
from scripts.render.columns import column, note_column, status_column
from scripts.render.context import Context
from scripts.render.files import File, listed, of_register, of_series, of_slice
from scripts.render.headlines import Headline, headline, lines
from scripts.render.links import anchor, area_link, facts, source_line, source_link
from scripts.render.long_tables import (
    BESIDE,
    EVIDENCE,
    REGISTER,
    RULES,
    TREND,
    IndicatorTable,
    companion_periods,
    evidence_rows,
    fits,
    is_long,
    path_of,
    register_rows,
    trend_periods,
    years_fit,
)
from scripts.render.makers import Makers
from scripts.render.measures import companion_columns, group_columns, groups_with_figures, of_world, trend_columns
from scripts.render.parts import Cell, Column, Fact, Link, Placed, SourceLine, Table, Text, table
from scripts.render.records import area_column, evidence_columns, register_columns
from scripts.render.related import related
from scripts.render.subjects.groupings import groupings_of
from scripts.render.variants import absent, changes, changes_table, named, rules_table
from scripts.sentences import sentences
from scripts.words.edition import Area

T = TypeVar("T")

READ = ("map", "trend", "regions")
"""What charts of a further reading show, in their order on the page."""

BY_RULES = (variants.RULES, variants.AREAS)
"""The files of headlines by other rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """One companion series: what it says, its table, its source and its file; a further reading also has charts."""

    id: str
    finding: Markup
    charts: tuple[ShownChart, ...]
    placed: Placed
    source: tuple[SourceLine, ...]
    file: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The headline beside other rules: their counts, whom they move, and why there are no others.

    Countries that move are named where the table of them is too long for the page; there is no table of counts where
    there is no other rule.
    """

    intro: str
    table: Table | None
    named: tuple[Fact, ...]
    changed: Placed
    absent: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPage:
    """What the page of an indicator shows. Charts are by what they show; `beside` has each table with its place."""

    policy_area: Link
    finding: Markup
    headline: Headline
    lines: tuple[Fact, ...]
    moved: tuple[Markup, ...]
    """What is said of series that were the headline in an earlier release."""
    map: tuple[ShownChart, ...]
    trend: Placed
    trend_charts: tuple[ShownChart, ...]
    regions: Table
    regions_intro: str
    regions_charts: tuple[ShownChart, ...]
    groupings: tuple[Fact, ...]
    areas: tuple[ShownChart, ...]
    kinds: tuple[ShownChart, ...]
    countries: Table
    countries_intro: str
    register: Placed
    evidence: Placed
    rules: Rules
    companions: tuple[Companion, ...]
    beside: tuple[tuple[str, Placed], ...]
    description: str
    rule: str
    measured: tuple[Fact, ...]
    related: tuple[Fact, ...]
    files: tuple[File, ...]
    sources: tuple[str, ...]


def indicator_page(context: Context, indicator: Row) -> IndicatorPage:
    """Give what the page of an indicator shows."""
    edition, reading, words = context.edition, context.reading, context.words
    series = reading.headline(indicator)
    companions = reading.companions(indicator)
    area = next(row for row in reading.policy_areas if row["id"] == indicator["policy_area"])
    head = headline(edition, indicator)
    others = [*companions, *reading.variants(indicator)]
    own = of_slice(context, f"indicators/{indicator['id']}")
    names = [*own, *of_series([series, *others]), *of_register(series), *BY_RULES]
    others_beside = tuple(beside(reading, indicator["id"]))
    names += [f"{OTHER_FIGURES}.csv"] if others_beside else []
    trending, regions, countries = trend(context, indicator), _regions(context, series), _countries(context, series)
    return IndicatorPage(
        policy_area=Link(label=edition.text(area, "label"), href=context.href(POLICY_AREA.path(area["id"]))),
        finding=sentences.finding(edition, indicator),
        headline=head,
        lines=lines(context, indicator, head),
        moved=tuple(
            _moved(context, each) for each in moved_headlines(reading, context.edition.releases, indicator["id"])
        ),
        map=charts_of(context, "map", beside=countries),
        trend=trending,
        trend_charts=charts_of(context, "trend", beside=trending.table),
        regions=regions,
        regions_intro=words(f"indicator.regions_intro.{series.told_as}"),
        regions_charts=charts_of(context, "regions", beside=regions),
        groupings=groupings_of(context, indicator),
        areas=charts_of(context, "areas"),
        kinds=charts_of(context, "kinds"),
        countries=countries,
        countries_intro=words(f"indicator.countries_intro.{series.told_as}"),
        register=register(context, indicator),
        evidence=evidence(context, indicator),
        rules=_rules(context, indicator),
        companions=tuple(_companion(context, indicator, each) for each in companions if len(each.dimensions) <= 1),
        beside=tuple((f"{BESIDE}{kind}", figures_beside(context, indicator, kind)) for kind in others_beside),
        description=edition.text(reading.series_rows[series.id], "description"),
        rule=edition.text(reading.series_rows[series.id], "rule"),
        measured=_measured(context, series),
        related=related(context, "indicators", indicator["id"]),
        files=listed(context, names),
        sources=reading.sources_of[series.id],
    )


def _moved(context: Context, moved: Moved) -> Markup:
    """Say that a series is the headline no more, since when, and where it stands with what it says."""
    series = context.reading.package.series[moved.series]
    return context.edition.phrase(
        "indicator.moved",
        since=anchor(context.href(RELEASE.path(moved.since)), moved.since),
        until=moved.until,
        label=anchor(f"#companion-{series.own_name}", context.edition.series_label(series)),
        finding=_companion_finding(context, series),
    )


PAGES = Makers(rows={"indicator": indicator_page})


# -- by group and by country -------------------------------------------------------------------------------------------


def _captioned(context: Context, series: Series, caption: str) -> str:
    """A caption that names a series and the period that its headline is stated for."""
    period = sentences.period_text(context.edition, series, context.reading.latest(series))
    return context.words(caption, series=context.edition.series_label(series), period=period)


def _regions(context: Context, series: Series) -> Table:
    """One row a group: the world, regions and sub-regions, development groups."""
    return table(
        group_columns(context, series),
        groups_with_figures(context, series, context.reading.latest(series)),
        id="regions-table",
        caption=_captioned(context, series, "indicator.regions_caption"),
        source=source_line(context, context.reading.sources_of[series.id]),
        tall=False,
    )


def _countries(context: Context, series: Series) -> Table:
    """One row a country: its value for the headline's period, the year it is from, and notes."""
    caption = _captioned(context, series, "indicator.countries_caption")
    make = _of_states if series.has_statuses else _of_values
    return make(context, series, caption)


def _of_states(context: Context, series: Series, caption: str) -> Table:
    """Every state, and other areas that were observed, with the status that holds in the headline's year."""
    reading = context.reading
    year = reading.latest(series)
    held = [
        (area, reading.status(series, area.iso3, year))
        for area in context.edition.areas.values()
        if area.is_state or reading.observations(series, area.iso3)
    ]
    columns: list[Column[tuple[Area, Observation | None]]] = [
        column(context, "ref_area", lambda row: area_link(context, row[0].iso3)),
        status_column(context, series, "status", unit(context, series), lambda row: row[1], menu=True),
        column(context, "time_period", lambda row: row[1].time_period if row[1] else "", "year"),
        note_column(context, lambda row: note(context, row[1]) if row[1] else ""),
    ]
    return _by_country(context, columns, held, series, caption)


def _of_values(context: Context, series: Series, caption: str) -> Table:
    """Every published value of the period, or of every period where each stands by itself; the largest first."""
    held = [o for area in context.edition.reporting(series) for o in _shown(context, series, area)]
    if not series.codelist:
        held.sort(key=lambda o: -main.number if (main := _main(o)) else 1)
    kind = "text" if series.codelist or series.has_pending else "figure"
    columns: list[Column[Observation]] = [
        column(context, "ref_area", lambda o: area_link(context, o.ref_area)),
        column(context, "obs_value", lambda o: _valued(context, series, o), kind, unit(context, series)),
        column(context, "time_period", lambda o: period_cell(context, o.time_period), "year"),
        note_column(context, lambda o: " ".join(part for part in (dimensions(context, o), note(context, o)) if part)),
    ]
    return _by_country(context, columns, held, series, caption)


def _by_country(
    context: Context, columns: Iterable[Column[T]], rows: Iterable[T], series: Series, caption: str
) -> Table:
    return table(
        columns,
        rows,
        id="countries-table",
        caption=caption,
        source=source_line(context, context.reading.sources_of[series.id]),
        filter=context.words("table.filter_country"),
    )


def _shown(context: Context, series: Series, iso3: str) -> list[Observation]:
    """The observations of an area that a table of countries shows: each programme, or the headline's period."""
    held = context.reading.observations(series, iso3)
    if series.dimensions:
        return held
    period = context.reading.latest(series)
    return [o for o in held if o.time_period == period]


def _valued(context: Context, series: Series, observation: Observation) -> Text | Cell:
    """A value, sorted by its figure where its text does not begin with that."""
    main, shown = _main(observation), value(context, series, observation)
    leads = main is not None and shown.startswith(f'<data value="{main.exact}"')
    return shown if leads else Cell(text=shown, order=main.exact if main else "")


def _main(observation: Observation) -> Figure | None:
    """Give the figure that a table of countries is sorted by; None for a blank."""
    return observation.value or observation.figures.get("value_high")


def _told_by_period(series: Series) -> str:
    """Name the text over a table by period."""
    if series.finds_only_yes:
        return "documented"
    return "least" if series.is_minimum and series.told_as == "count" else series.told_as


# -- tables that may have a page of their own --------------------------------------------------------------------------


def trend(context: Context, indicator: Row, *, whole: bool = False) -> Placed:
    """An indicator's headline by period; `whole` on a page of its own."""
    series = context.reading.headline(indicator)
    periods = trend_periods(context.edition, series)
    caption = context.words("indicator.trend_caption", series=context.edition.series_label(series))
    return _placed(
        context,
        IndicatorTable(indicator, TREND),
        len(periods),
        title=context.words("indicator.trend"),
        intro=context.words(f"indicator.trend_intro.{_told_by_period(series)}"),
        inside=whole or years_fit(periods),
        make=lambda place: table(
            trend_columns(context, series),
            of_world(periods),
            id=place,
            caption=caption,
            source=source_line(context, context.reading.sources_of[series.id]),
            tall=whole or None,
        ),
    )


def register(context: Context, indicator: Row, *, whole: bool = False) -> Placed:
    """The register that an indicator is derived from; `whole` on a page of its own."""
    series = context.reading.headline(indicator)
    rows, columns = register_rows(context.edition, series), register_columns(context, series.register)
    return _records(context, IndicatorTable(indicator, REGISTER), rows, columns, filtered="table.filter", whole=whole)


def evidence(context: Context, indicator: Row, *, whole: bool = False) -> Placed:
    """The evidence behind an indicator's headline; `whole` on a page of its own."""
    rows = evidence_rows(context.edition, context.reading.headline(indicator))
    columns = [area_column(context), *evidence_columns(context)]
    of = IndicatorTable(indicator, EVIDENCE)
    return _records(context, of, rows, columns, filtered="table.filter_country", whole=whole)


def _records(  # noqa: PLR0913 - a table of records, and what stands over it
    context: Context,
    of: IndicatorTable,
    rows: Sequence[Row],
    columns: Sequence[Column[Row]],
    *,
    filtered: str,
    whole: bool,
) -> Placed:
    """Place a table of records. `of` names the texts over it; `filtered` is the text at its filter."""
    words = context.words
    return _placed(
        context,
        of,
        len(rows),
        title=words(f"indicator.records.{of.part}.title"),
        intro=words(f"indicator.records.{of.part}.intro"),
        inside=whole or fits(rows),
        make=lambda place: table(
            columns,
            rows,
            id=place,
            caption=words(f"indicator.records.{of.part}.caption"),
            filter=words(filtered),
            tall=whole or None,
        ),
    )


def changed(context: Context, indicator: Row, *, whole: bool = False) -> Placed:
    """The countries that stricter, looser and other rules move; `whole` on a page of their own."""
    found = changes(context, indicator)
    return _placed(
        context,
        IndicatorTable(indicator, RULES),
        len(found),
        title=context.words("by_rule.changes"),
        intro=context.words("by_rule.changes_intro"),
        inside=whole or fits(found),
        make=lambda _: changes_table(context, indicator, found, whole=whole),
    )


def figures_beside(context: Context, indicator: Row, kind: str, *, whole: bool = False) -> Placed:
    """The figures of one kind that stand beside an indicator; `whole` on a page of their own."""
    held = beside(context.reading, indicator["id"])[kind]
    rows = shown_rows(kind, held)
    return _placed(
        context,
        IndicatorTable(indicator, f"{BESIDE}{kind}"),
        len(rows),
        title=kind_title(context, kind),
        intro=context.edition.explained(KINDS, kind),
        inside=whole or fits(rows),
        make=lambda place: kind_table(context, kind, held, name=place, tall=whole or None),
    )


def companion(context: Context, indicator: Row, series: Series, *, whole: bool = False) -> Placed:
    """The figures of a companion by period; `whole` on a page of its own, with its source."""
    periods, label = companion_periods(context.edition, series), context.edition.series_label(series)
    ranked = sorted(periods, key=lambda p: (p != ALL_PERIODS, p == UNKNOWN_PERIOD))
    return _placed(
        context,
        IndicatorTable(indicator, series.own_name),
        len(periods),
        title=label,
        intro=context.edition.text(context.reading.series_rows[series.id], "description"),
        inside=whole or not is_long(context.edition, series),
        make=lambda _: table(
            companion_columns(context, series),
            of_world(ranked),
            id=f"companion-{series.own_name}-table",
            caption=context.words("indicator.trend_caption", series=label),
            source=source_line(context, context.reading.sources_of[series.id]) if whole else None,
            tall=whole or None,
        ),
    )


def _placed(  # noqa: PLR0913 - what a placed table has
    context: Context,
    item: IndicatorTable,
    count: int,
    *,
    title: str,
    intro: str,
    inside: bool,
    make: Callable[[str], Table],
) -> Placed:
    """Give a table that is made with its id, or the address of the page that has it."""
    if inside:
        return Placed(title=title, intro=intro, count=count, table=make(f"{item.part}-table"))
    return Placed(title=title, intro=intro, count=count, table=None, own_page=context.href(path_of(item)))


def _rules(context: Context, indicator: Row) -> Rules:
    moved = changed(context, indicator)
    others = len(context.edition.variants.of(indicator)) > 1
    return Rules(
        intro=context.words(f"by_rule.{'intro' if others else 'intro_none'}"),
        table=rules_table(context, indicator) if others else None,
        named=() if moved.table else named(context, indicator),
        changed=moved,
        absent=absent(context, indicator),
    )


def _companion(context: Context, indicator: Row, series: Series) -> Companion:
    placed = companion(context, indicator, series)
    return Companion(
        id=f"companion-{series.own_name}",
        finding=_companion_finding(context, series),
        charts=tuple(
            chart for what in READ for chart in charts_of(context, shown_of(series, what), beside=placed.table)
        ),
        placed=placed,
        source=source_line(context, context.reading.sources_of[series.id]),
        file=Link(label=f"{series.table}.csv", href=context.file(f"{DATA}/{series.table}.csv")),
    )


def _companion_finding(context: Context, series: Series) -> Markup:
    """What a companion says for the world in its last complete period; '' where there is no figure of the whole."""
    reading = context.reading
    divided = series.dimensions or series.has_classes
    if divided or not series.is_summed or not reading.periods(series):
        return Markup()
    period = reading.latest(series)
    stands = sentences.standing(context.edition, series, WORLD, period)
    said = sentences.period_text(context.edition, series, period)
    return context.edition.phrase("indicator.companion_finding", period=said, standing=stands)


def _years(context: Context, series: Series) -> str:
    """The years that a series covers: one alone is no span."""
    first, last = series.span
    return context.words.day(last) if first == last else context.words("span.years", start=first, end=last)


def _measured(context: Context, series: Series) -> tuple[Fact, ...]:
    """Facts on how a series is measured."""
    words, reading = context.words, context.reading
    editions = (
        (source_link(context, s), context.called(reading.sources[s], "edition")) for s in reading.sources_of[series.id]
    )
    carried = (
        words("measure_fact.carried", count=series.max_age) if series.max_age else words("measure_fact.not_carried")
    )
    return facts(
        context,
        (
            ("measure_fact.unit", unit(context, series)),
            ("measure_fact.periods", _years(context, series)),
            ("measure_fact.age", carried if series.is_by_year else ""),
            ("measure_fact.aggregation", sentences.summing(context.edition, series)),
            ("measure_fact.source", context.edition.apart(Markup("{}, {}").format(*each) for each in editions)),
            ("measure_fact.series", Markup("<code>{}</code>").format(series.id)),
        ),
    )
