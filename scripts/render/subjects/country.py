"""One country: where it stands, its years, its counts, and every act that is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from scripts.findings.elsewhere import Elsewhere, elsewhere
from scripts.findings.figures import Figure
from scripts.findings.reading import Observation, Row
from scripts.model.codes import ALL_PERIODS, WORLD, is_user_assigned
from scripts.model.pages import COUNTRY, INDICATOR, SOURCE
from scripts.model.tables import Series
from scripts.render.cells import dimensions, figure, mark, note, status_code, unit, value
from scripts.render.charts import ShownChart, charts_of
from scripts.render.columns import column, note_column, period_column
from scripts.render.context import Context
from scripts.render.files import File, listed
from scripts.render.links import anchor, cited, group_link, indicator_link, source_line, source_link
from scripts.render.long_tables import WIDEST_INSIDE, CountryTable, fits, path_of
from scripts.render.makers import Makers
from scripts.render.parts import CARDS, Column, Fact, Link, Placed, Table, Text, table
from scripts.render.records import evidence_columns, practices_of_area, register_columns
from scripts.sentences import sentences
from scripts.words.edition import Area, Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Something that is known where the headline has no figure: the companion or register, and what it has."""

    resource: str
    said: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """One indicator of a country. `policy_area` is '' where it is that of the row before."""

    policy_area: str
    indicator: Link
    value: Text
    detail: str
    elsewhere: tuple[Known, ...]
    year: str
    standing: tuple[Fact, ...]
    source: Link
    missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count that is added over the years: its figures in one country."""

    id: str
    title: str
    intro: Markup
    charts: tuple[ShownChart, ...]
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutCountry:
    """The rows of a register about a country."""

    id: str
    placed: Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPage:
    """What the page of a country shows. Charts are by place."""

    lead: Markup
    meta: tuple[Text, ...]
    profile: tuple[ProfileRow, ...]
    position: tuple[ShownChart, ...]
    timeline: tuple[Fact, ...]
    timeline_charts: tuple[ShownChart, ...]
    counts: tuple[Count, ...]
    parts: tuple[Fact, ...]
    evidence: Table
    agreements: tuple[ShownChart, ...]
    practices: Table
    registers: tuple[AboutCountry, ...]
    scores: Table
    assessments: tuple[Markup, ...]
    unknown: tuple[Markup, ...]
    files: tuple[File, ...]


def country_page(context: Context, area: Area) -> CountryPage:
    """Give what the page of a country shows."""
    reading = context.reading
    return CountryPage(
        lead=country_lead(context.edition, area),
        meta=_meta(context, area),
        profile=_profile(context, area),
        position=charts_of(context, "position"),
        timeline=timeline(context, area),
        timeline_charts=charts_of(context, "timeline"),
        counts=_counts(context, area),
        parts=_parts(context, area),
        evidence=_evidence(context, area),
        agreements=charts_of(context, "agreements"),
        practices=practices_of_area(
            context, reading.about("good_practices", area.iso3), area.iso3, place="practices-table"
        ),
        registers=_registers(context, area),
        scores=_scores(context, area),
        assessments=tuple(_assessment(context, row) for row in reading.about("assessments", area.iso3)),
        unknown=_unknown(context, area),
        files=listed(context, [f"countries/{area.iso3}.csv"]),
    )


PAGES = Makers(areas={"country": country_page})


def country_lead(edition: Edition, area: Area) -> Markup:
    """How many of the indicators are known for a country, in a sentence."""
    known, whole = edition.coverage.indicators_known(area.iso3), len(edition.reading.indicators)
    return edition.phrase("country.lead", count=known, known=known, all=whole, name=area.name)


def _meta(context: Context, area: Area) -> tuple[Text, ...]:
    """Small facts on a country: kind of area, groups, codes, context figures."""
    edition, words = context.edition, context.words
    since = area.row["un_member_since"]
    kind = (
        words("country.member_since", day=words.day(since))
        if since
        else edition.label("area_type", area.row["area_type"])
    )
    groups = (group_link(context, group) for group in area.groups if group != WORLD)
    codes = words(f"country.codes.{'user' if is_user_assigned(area.iso3) else 'iso'}", iso3=area.iso3)
    return (kind, codes, *groups, *_context_figures(context, area))


def _context_figures(context: Context, area: Area) -> list[Markup]:
    """The last number of each context series that adds numbers up."""
    facts = []
    for series in context.reading.context():
        held = context.reading.observations(series, area.iso3)
        if series.counts_things and held and held[-1].value:
            label, last = context.edition.series_label(series), held[-1]
            facts.append(
                context.edition.phrase("country.context", label=label, value=last.value, period=last.time_period)
            )
    return facts


# -- at a glance -------------------------------------------------------------------------------------------------------


def _profile(context: Context, area: Area) -> tuple[ProfileRow, ...]:
    """A row for each indicator, in the order of the proposal."""
    names = {row["id"]: context.edition.text(row, "label") for row in context.reading.policy_areas}
    rows, last = [], ""
    for indicator in context.reading.indicators:
        own = indicator["policy_area"]
        rows.append(_profile_row(context, area, indicator, names[own] if own != last else ""))
        last = own
    return tuple(rows)


def _profile_row(context: Context, area: Area, indicator: Row, policy_area: str) -> ProfileRow:
    edition, reading = context.edition, context.reading
    series = reading.headline(indicator)
    found = reading.known(series, area.iso3)
    known = elsewhere(reading, series, area.iso3) if found is None else None
    source = reading.sources[found.source if found else series.source]
    return ProfileRow(
        policy_area=policy_area,
        indicator=Link(label=edition.text(indicator, "label"), href=context.href(INDICATOR.path(indicator["id"]))),
        value=_profile_value(context, series, found, known),
        detail=_profile_detail(context, series, found, known),
        elsewhere=tuple(_known(context, indicator, series, known)) if known else (),
        year=found.time_period if found else "",
        standing=tuple(_standing(context, series, group, found) for group in (edition.region(area), WORLD) if group),
        source=Link(label=source["publisher"], href=context.href(SOURCE.path(source["id"]))),
        missing=found is None,
    )


def _standing(context: Context, series: Series, group: str, found: Observation | None) -> Fact:
    """Say how a group stands in the year of the country's own figure where the group has one, and in which year."""
    edition = context.edition
    own = found.time_period if found else ""
    same = bool(own) and sentences.stands(series, sentences.values(edition, series, group, own))
    period = own if same else context.reading.latest(series)
    label = context.words(
        "profile.group", group=edition.group_name(group), period=sentences.period_text(edition, series, period)
    )
    return Fact(label=label, value=sentences.standing(edition, series, group, period))


def _known(context: Context, indicator: Row, headline: Series, known: Elsewhere) -> Iterator[Known]:
    """Say what companions and the register have, each with a link to where it stands."""
    said = context.edition.phrase
    page = context.href(INDICATOR.path(indicator["id"]))
    for series, held in known.companions:
        label = context.edition.series_label(series)
        period = sentences.period_text(context.edition, series, held.time_period)
        text = said("elsewhere.series", label=label, period=period, value=_plain_value(context, held))
        anchor = f"#companion-{series.own_name}" if len(series.dimensions) <= 1 else ""
        yield Known(resource=series.id, said=Link(label=text, href=f"{page}{anchor}"))
    if known.records:
        text = said("elsewhere.register", count=len(known.records))
        yield Known(
            resource=f"register_{headline.register}", said=Link(label=text, href=f"#register-{headline.register}")
        )


def _plain_value(context: Context, held: Observation) -> Text:
    """Give the value of an observation as text, a range by its ends."""
    if held.value is not None:
        return context.edition.html(held.value)
    low, high = held.figures["value_low"], held.figures["value_high"]
    return context.edition.phrase("figure.range", low=low, high=high)


def _profile_value(context: Context, series: Series, found: Observation | None, known: Elsewhere | None) -> Text:
    if found is not None:
        return value(context, series, found)
    return mark(context, series, None) if series.has_statuses else sentences.absence(context.edition, series, known)


def _profile_detail(context: Context, series: Series, found: Observation | None, known: Elsewhere | None) -> str:
    """What stands under a value: its unit, its case and notes; for a policy why it is not assessed."""
    if found is None:
        return sentences.absence(context.edition, series, known) if series.has_statuses else ""
    said = "" if series.has_statuses or series.has_parts else context.words("profile.unit", unit=unit(context, series))
    parts = (said, dimensions(context, found), note(context, found))
    return context.words("detail.separator").join(part for part in parts if part)


# -- over the years ----------------------------------------------------------------------------------------------------


class Run(NamedTuple):
    """Years in which a status did not change."""

    code: str
    first: int
    last: int
    observed: int
    """Year of the last assessment among them; 0 for none."""
    broken: bool = False
    """Whether a break in the series stands before the first of them."""


def timeline(context: Context, area: Area) -> tuple[Fact, ...]:
    """The status of an area in each policy headline over the years, in words."""
    headlines = ((row, context.reading.headline(row)) for row in context.reading.indicators)
    return tuple(
        Fact(label=indicator_link(context, row), value=_told(context, _runs(context, area, series)))
        for row, series in headlines
        if series.has_statuses
    )


def _runs(context: Context, area: Area, series: Series) -> list[Run]:
    """The runs of a status from the first assessment on."""
    runs: list[Run] = []
    for year in range(int(series.first_period), int(series.last_period) + 1):
        found = context.reading.status(series, area.iso3, str(year))
        code, observed = status_code(series, found), int(found.time_period) if found else 0
        broken = str(year) in context.reading.breaks.get(series.id, {})
        if runs and runs[-1].code == code and not (broken and found):
            runs[-1] = runs[-1]._replace(last=year, observed=observed)
        else:
            runs.append(
                Run(code, year, year, observed, broken and bool(runs) and runs[-1].observed > 0 and found is not None)
            )
    return runs[_unassessed_first(runs) :]


def _unassessed_first(runs: list[Run]) -> int:
    """Count the runs to pass over: years before the first assessment, of which some lie before the state existed."""
    return 1 if len(runs) > 1 and runs[0].code in ("not_assessed", "not_documented") else 0


def _told(context: Context, runs: list[Run]) -> str:
    """Say runs of a status: 'no 2000 to 2015, yes 2016 to 2024'."""
    return context.words("timeline.separator").join(_of_run(context, run) for run in runs)


def _of_run(context: Context, run: Run) -> str:
    """Say one run; whether it is carried forward to its end, and whether a break in the series stands before it."""
    told = context.words(
        "timeline.year" if run.first == run.last else "timeline.run",
        status=context.edition.status_label(run.code),
        start=str(run.first),
        end=str(run.last),
    )
    if 0 < run.observed < run.last:
        told = context.words("timeline.carried", told=told, year=str(run.observed))
    return context.words("timeline.after_break", told=told) if run.broken else told


# -- counts ------------------------------------------------------------------------------------------------------------

Key = tuple[str, ...]
Held = Mapping[Key, Observation]
"""Observations of one area by series, period and codes of dimensions."""


def _counts(context: Context, area: Area) -> tuple[Count, ...]:
    """Each count that may be added over time: its figures in a country by year and by each of its dimensions."""
    headlines = ((row, context.reading.headline(row)) for row in context.reading.indicators)
    return tuple(
        _count(context, area, row, series)
        for row, series in headlines
        if series.adds_periods and context.reading.observations(series, area.iso3)
    )


def _parts(context: Context, area: Area) -> tuple[Fact, ...]:
    """What is known of the parts of a state that have codes of their own: none of it is in the state's own figures."""
    edition, separator = context.edition, Markup("{}").format(context.words("timeline.separator"))
    codes = [row["ref_area"] for row in context.reading.rows("area_parts") if row["part_of"] == area.iso3]
    told = ((edition.areas[code], _of_part(context, code)) for code in codes if code in edition.areas)
    return tuple(
        Fact(label=anchor(context.href(COUNTRY.path(part.iso3)), part.name), value=separator.join(known))
        for part, known in sorted(told, key=lambda each: each[0].name)
        if known
    )


def _of_part(context: Context, iso3: str) -> list[Markup]:
    """Say each figure that stands for an area under the indicators, with its year."""
    edition, reading = context.edition, context.reading
    headlines = ((row, reading.headline(row)) for row in reading.indicators)
    held = ((row, series, reading.known(series, iso3)) for row, series in headlines)
    return [
        edition.phrase(
            "country.of_part",
            label=edition.text(row, "label"),
            value=value(context, series, found),
            period=sentences.period_text(edition, series, found.time_period),
        )
        for row, series, found in held
        if found is not None
    ]


def _count(context: Context, area: Area, indicator: Row, series: Series) -> Count:
    edition = context.edition
    place = f"count-{indicator['id']}"
    total = context.reading.summary(series, area.iso3, ALL_PERIODS, "total")
    said = edition.phrase("country.count_intro", total=total, first=series.first_period) if total else ""
    return Count(
        id=place,
        title=context.words("country.count_title", label=edition.text(indicator, "label")),
        intro=Markup("{} {}").format(said, edition.text(indicator, "limits")),
        charts=charts_of(context, "count", indicator=indicator["id"]),
        table=_count_table(context, area, indicator, series, f"{place}-table"),
    )


def _count_table(context: Context, area: Area, indicator: Row, series: Series, place: str) -> Table:
    """A row a period, newest first: a column for the whole and one for each code of the small dimensions."""
    parts = [c for c in context.reading.companions(indicator) if len(c.dimensions) == 1 and c.adds_periods]
    held = {
        (o.series, o.time_period, *o.dimensions.values()): o
        for each in (series, *parts)
        for o in context.reading.observations(each, area.iso3)
    }
    return table(
        [
            period_column(context, lambda o: o.time_period),
            column(context, "total", lambda o: figure(context, o.value), "figure", context.words("measure.total")),
            *(_part(context, c, code, held) for c, code in _codes(context, parts, held)),
            note_column(context, lambda o: note(context, o)),
        ],
        list(reversed(context.reading.observations(series, area.iso3))),
        id=place,
        caption=context.words("country.count_caption", series=context.edition.series_label(series), name=area.name),
        source=source_line(context, context.reading.sources_of[series.id]),
        tall=False,
    )


def _codes(context: Context, parts: list[Series], held: Held) -> list[tuple[Series, str]]:
    """The codes of each dimension that is small enough for columns, if there is an observation of them."""
    there = {(key[0], key[2:]) for key in held}
    codes = [(c, context.reading.dimension_codes(c)) for c in parts]
    return [(c, code) for c, each in codes if len(each) <= WIDEST_INSIDE for code in each if (c.id, (code,)) in there]


def _part(context: Context, series: Series, code: str, held: Held) -> Column[Observation]:
    dimension = series.dimensions[0]

    def cell(whole: Observation) -> Text:
        found = held.get((series.id, whole.time_period, code))
        value: Figure | None = found.value if found else None
        return figure(context, value)

    return column(context, f"{dimension}.{code}", cell, "figure", context.edition.label(dimension, code))


# -- acts --------------------------------------------------------------------------------------------------------------


def _evidence(context: Context, area: Area) -> Table:
    return table(
        evidence_columns(context),
        context.reading.about("evidence", area.iso3),
        id="evidence-table",
        caption=context.words("country.evidence_caption", name=area.name),
        phone=CARDS,
        tall=False,
    )


def _registers(context: Context, area: Area) -> tuple[AboutCountry, ...]:
    """The registers that have rows about a country, each with these rows."""
    return tuple(
        AboutCountry(id=f"register-{name}", placed=register_about(context, area, name))
        for name in context.reading.package.registers
        if context.reading.about(f"register_{name}", area.iso3)
    )


def register_about(context: Context, area: Area, name: str, *, whole: bool = False) -> Placed:
    """The rows of a register about a country; `whole` on a page of their own."""
    words, rows = context.words, context.reading.about(f"register_{name}", area.iso3)
    label = _register_label(context, name)
    counted = sum(bool(row["counted_as"]) for row in rows)
    shown = None
    if whole or fits(rows):
        shown = table(
            register_columns(context, name),
            rows,
            id=f"register-{name}-table",
            caption=words("country.register_caption", label=label, name=area.name),
            filter="" if fits(rows) else words("table.filter"),
            tall=whole or None,
        )
    return Placed(
        title=words("country.register_title", label=label),
        intro=context.edition.phrase("country.register_intro", count=len(rows), counted=counted),
        count=len(rows),
        table=shown,
        own_page="" if shown else context.href(path_of(CountryTable(area, name))),
    )


def _register_label(context: Context, name: str) -> str:
    """The name of the indicator that a register is of; its own title where it is of none."""
    indicator = next((row for row in context.reading.indicators if row["id"] == name), None)
    if indicator:
        return context.edition.text(indicator, "label")
    return str(context.reading.package.resource(f"register_{name}")["title"])


def _scores(context: Context, area: Area) -> Table:
    """Context observations that are codes (scores by domain), newest first."""
    coded = [series for series in context.reading.context() if series.has_classes]
    rows = [(s, o) for s in coded for o in reversed(context.reading.observations(s, area.iso3))]
    columns: list[Column[tuple[Series, Observation]]] = [
        column(context, "series", lambda row: _scored(context, *row)),
        column(context, "obs_value", lambda row: value(context, *row), "wide"),
        column(context, "time_period", lambda row: row[1].time_period, "year"),
        column(context, "source", lambda row: source_link(context, row[1].source), "wide"),
    ]
    caption = context.words("country.scores_caption", name=area.name)
    return table(columns, rows, id="scores-table", caption=caption, tall=False)


def _scored(context: Context, series: Series, observation: Observation) -> Markup:
    label = Markup("{}").format(context.edition.series_label(series))
    if not observation.dimensions:
        return label
    return Markup("{}: {}").format(label, dimensions(context, observation))


def _assessment(context: Context, row: Row) -> Markup:
    """One assessment of a country by others, in a line."""
    place = Markup(" ({})").format(row["place"]) if row["place"] else ""
    title, year = context.edition.text(row, "title"), row["time_period"]
    when = Markup(", {}").format(year) if year and not title.endswith(year) else ""
    return Markup("{}{}{}. {}").format(title, place, when, cited(context, row))


def _unknown(context: Context, area: Area) -> tuple[Markup, ...]:
    """What is not known of a country: each indicator without a figure, and who would hold it."""
    headlines = ((row, context.reading.headline(row)) for row in context.reading.indicators)
    return tuple(
        Markup("{}: {}").format(indicator_link(context, row), context.edition.text(row, "missing"))
        for row, series in headlines
        if context.reading.known(series, area.iso3) is None
    )
