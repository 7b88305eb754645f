"""One country: where it stands, its years, its counts, and every act that is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from scripts.findings.elsewhere import Elsewhere, elsewhere, read_beside
from scripts.findings.figures import Figure
from scripts.findings.peers import Peers
from scripts.findings.reading import Observation, Row
from scripts.model.codes import ALL_PERIODS, WORLD, group_of_parts, is_user_assigned
from scripts.model.pages import COUNTRY, INDICATOR, SOURCE
from scripts.model.periods import YEAR, form_of
from scripts.model.tables import Series
from scripts.render.cells import dimensions, figure, mark, note, period_cell, unit, value
from scripts.render.charts import ShownChart, charts_of
from scripts.render.columns import column
from scripts.render.context import Context
from scripts.render.country_records import Records, records
from scripts.render.files import File, listed, of_slice
from scripts.render.links import anchor, area_link, group_link, indicator_link, source_line
from scripts.render.long_tables import WIDEST_INSIDE
from scripts.render.makers import Makers
from scripts.render.parts import CARDS, Column, Fact, Link, Table, Text, table
from scripts.render.quotes import Quote, quote
from scripts.sentences import country as said
from scripts.sentences import sentences
from scripts.sentences.sentences import capital
from scripts.words.edition import Area, Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Something that is known where the headline has no figure: the companion or register, and what it has."""

    resource: str
    said: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """One indicator of a country. `policy_area` is '' where it is that of the row before.

    `limit` is what limits the figure's year: that it is carried forward, or not whole. `region` and `world` say how
    they stand in the same year where they have a figure of it; in another year they name it.
    """

    policy_area: str
    indicator: Link
    source: Link
    value: Text
    detail: str
    elsewhere: tuple[Known, ...]
    year: str
    limit: str
    region: Text
    world: Text
    missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerGroup:
    """Some countries to compare with: why these, links to them, and the comparison."""

    label: Text
    areas: Markup
    compare: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count that is added over the years: its figures in one country."""

    id: str
    title: str
    intro: Markup
    charts: tuple[ShownChart, ...]
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What an area has under an indicator whose figures stand for their periods alone: all of it, by period."""

    id: str
    title: str
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPage:
    """What the page of a country shows. `region` is the name of its region, '' where it has none."""

    quotes: tuple[Quote, ...]
    meta: tuple[Text, ...]
    first: tuple[ShownChart, ...]
    """The picture with which the page begins: policies by year, or the country within its region."""
    profile: tuple[ProfileRow, ...]
    region: str
    peers: tuple[PeerGroup, ...]
    position: tuple[ShownChart, ...]
    counts: tuple[Count, ...]
    histories: tuple[History, ...]
    parts: tuple[Fact, ...]
    agreements: tuple[ShownChart, ...]
    records: Records
    overall: tuple[Fact, ...]
    scores: Table
    unknown: tuple[Fact, ...]
    files: tuple[File, ...]


def country_page(context: Context, area: Area) -> CountryPage:
    """Give what the page of a country shows."""
    region = context.edition.region(area)
    timeline, position = charts_of(context, "timeline"), charts_of(context, "position")
    counts = _counts(context, area)
    shown = timeline or (() if any(count.charts for count in counts) else position)
    coded = _coded(context, area)
    return CountryPage(
        quotes=tuple(quote(context, each) for each in said.quotable(context.edition, area)),
        meta=_meta(context, area),
        first=shown,
        profile=_profile(context, area),
        region=context.edition.group_name(region) if region else "",
        peers=_peers(context, area),
        position=() if shown == position else position,
        counts=counts,
        histories=tuple(_histories(context, area)),
        parts=_parts(context, area),
        agreements=charts_of(context, "agreements"),
        records=records(context, area),
        overall=tuple(
            Fact(label=_scored(context, series, each), value=_dated_value(context, series, each))
            for series, each in coded
            if not each.dimensions
        ),
        scores=_scores(context, area, [(series, each) for series, each in coded if each.dimensions]),
        unknown=_unknown(context, area),
        files=listed(context, of_slice(context, f"countries/{area.iso3}")),
    )


PAGES = Makers(areas={"country": country_page})

NARROW = 2
"""Columns of figures that a phone has room for beside a period."""

DEVELOPMENT = "development"
"""Kind of the groups of countries by their development."""


def country_lead(edition: Edition, area: Area) -> Markup:
    """How many of the indicators are known for a country, in a sentence."""
    known, whole = edition.coverage.indicators_known(area.iso3), len(edition.reading.indicators)
    key = "country.lead_single" if whole == 1 else "country.lead"
    return edition.phrase(key, count=known, known=known, all=whole, name=area.name)


def _meta(context: Context, area: Area) -> tuple[Text, ...]:
    """Small facts on a country: kind of area, groups, codes, context figures."""
    edition, words = context.edition, context.words
    since = area.row["un_member_since"]
    kind = (
        words("country.member_since", day=words.day(since))
        if since
        else edition.label("area_type", area.row["area_type"])
    )
    parts = group_of_parts(area.iso3)
    own = (parts,) if parts in context.reading.groups else ()
    groups = (group_link(context, group) for group in (*area.groups, *own) if group != WORLD)
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
    region = edition.region(area)
    return ProfileRow(
        policy_area=policy_area,
        indicator=Link(label=edition.text(indicator, "label"), href=context.href(INDICATOR.path(indicator["id"]))),
        source=Link(label=context.called(source, "publisher"), href=context.href(SOURCE.path(source["id"]))),
        value=_profile_value(context, series, found, known),
        detail=_profile_detail(context, series, found, known),
        elsewhere=tuple(_known(context, indicator, series, known or _read(context, area, series))),
        year=context.words.period(found.time_period) if found else "",
        limit=_limit(context, series, found) if found else "",
        region=_standing(context, series, region, found) if region else "",
        world=_standing(context, series, WORLD, found),
        missing=found is None,
    )


def _read(context: Context, area: Area, series: Series) -> Elsewhere:
    """What stands beside a figure of the headline: what holds by further readings of its indicator."""
    return Elsewhere(companions=read_beside(context.reading, series, area.iso3), records=())


def _limit(context: Context, series: Series, found: Observation) -> str:
    """Say that a status is carried forward, or what the note of a period that is not whole says of it."""
    latest = context.reading.latest(series)
    if series.has_statuses and found.time_period < latest:
        return context.words("country.carried", period=context.words.period(latest))
    return note(context, found) if found.obs_status == "P" else ""


def _standing(context: Context, series: Series, group: str, found: Observation | None) -> Text:
    """Say how a group stands in the year of the country's own figure, or in another, which is named with it."""
    edition = context.edition
    own = found.time_period if found else ""
    if own and sentences.stands(series, sentences.values(edition, series, group, own)):
        return sentences.standing(edition, series, group, own)
    period = context.reading.latest(series)
    told = sentences.standing(edition, series, group, period)
    if not sentences.stands(series, sentences.values(edition, series, group, period)):
        return told
    return edition.phrase("profile.of_period", period=sentences.period_text(edition, series, period), standing=told)


def _known(context: Context, indicator: Row, headline: Series, known: Elsewhere) -> Iterator[Known]:
    """Say what companions and the register have, each with a link to where it stands."""
    phrase = context.edition.phrase
    page = context.href(INDICATOR.path(indicator["id"]))
    for series, held in known.companions:
        label = context.edition.series_label(series)
        period = sentences.period_text(context.edition, series, held.time_period)
        text = phrase("elsewhere.series", label=label, period=period, value=_plain_value(context, held))
        anchor = f"#companion-{series.own_name}" if len(series.dimensions) <= 1 else ""
        yield Known(resource=series.id, said=Link(label=text, href=f"{page}{anchor}"))
    if known.records:
        text = phrase("elsewhere.register", count=len(known.records))
        yield Known(resource=f"register_{headline.register}", said=Link(label=text, href="#records"))


def _plain_value(context: Context, held: Observation) -> Text:
    """Give the value of an observation as text, a range by its ends."""
    if held.value is not None:
        return context.edition.bounded(held.value)
    low, high = held.figures["value_low"], held.figures["value_high"]
    return context.edition.phrase("figure.range", low=low, high=high)


def _profile_value(context: Context, series: Series, found: Observation | None, known: Elsewhere | None) -> Text:
    if found is not None:
        shown = value(context, series, found)
        return context.edition.bounded(found.value, shown) if found.value and not found.value.noted else shown
    return mark(context, series, None) if series.has_statuses else sentences.absence(context.edition, series, known)


def _profile_detail(context: Context, series: Series, found: Observation | None, known: Elsewhere | None) -> str:
    """What stands under a value: its unit, its case and notes; for a policy why it is not assessed."""
    if found is None:
        return sentences.absence(context.edition, series, known) if series.has_statuses else ""
    counted = (
        "" if series.has_statuses or series.has_parts else context.words("profile.unit", unit=unit(context, series))
    )
    noted = "" if found.obs_status == "P" else note(context, found)
    parts = (counted, dimensions(context, found), noted)
    return context.words("detail.separator").join(part for part in parts if part)


# -- peers -------------------------------------------------------------------------------------------------------------


def _peers(context: Context, area: Area) -> tuple[PeerGroup, ...]:
    """Countries to compare with: of the region, of each group by development, by size, by pattern."""
    kinds = {group: context.reading.groups[group]["kind"] for group in area.groups}
    region = context.edition.region(area)
    groups = [group for group in area.groups if group == region or kinds[group] == DEVELOPMENT]
    found = context.edition.alike.of(area.iso3, groups)
    return tuple(_peer_group(context, area, each) for each in found)


def _peer_group(context: Context, area: Area, peers: Peers) -> PeerGroup:
    edition = context.edition
    group = group_link(context, peers.group) if peers.group else ""
    chosen = urlencode(dict(zip("abcd", (area.iso3, *peers.areas), strict=False)))
    names = context.words.list([edition.areas[iso3].name for iso3 in peers.areas])
    label = edition.phrase("country.peers_compare_with", name=area.name, names=names)
    return PeerGroup(
        label=edition.phrase(f"country.peers_of.{peers.kind}", group=group, period=peers.period),
        areas=edition.listed([Markup("{}").format(area_link(context, iso3)) for iso3 in peers.areas]),
        compare=Link(label=label, href=context.href(f"compare/?{chosen}")),
    )


# -- counts ------------------------------------------------------------------------------------------------------------

Key = tuple[str, ...]
Held = Mapping[Key, Observation]
"""Observations of one area by series, period and codes of dimensions."""

Line = tuple[Series, str]
"""A series and a code of its dimension, '' for the whole."""


def _counts(context: Context, area: Area) -> tuple[Count, ...]:
    """Each count that may be added over time: its figures in a country by year and by each of its dimensions."""
    headlines = ((row, context.reading.headline(row)) for row in context.reading.indicators)
    return tuple(
        _count(context, area, row, series)
        for row, series in headlines
        if series.adds_periods and context.reading.observations(series, area.iso3)
    )


def _histories(context: Context, area: Area) -> Iterator[History]:
    """Give the figures by period of each count or measured value whose periods are not added."""
    for indicator in context.reading.indicators:
        series = context.reading.headline(indicator)
        stands_alone = series.is_measured or (series.counts_things and not series.adds_periods)
        held = context.reading.observations(series, area.iso3)
        if stands_alone and len(series.dimensions) <= 1 and len({o.time_period for o in held}) > 1:
            place = f"history-{indicator['id']}"
            title = context.words("country.history_title", label=context.edition.text(indicator, "label"))
            yield History(id=place, title=title, table=_history(context, area, series, f"{place}-table"))


def _history(context: Context, area: Area, series: Series, place: str) -> Table:
    """Give a row a period, the newest first, with a column for each code that divides the figures."""
    held = context.reading.observations(series, area.iso3)
    by_place = {(o.time_period, *o.dimensions.values()): o for o in held}
    codes = context.reading.dimension_codes(series) if series.dimensions else [""]
    found = {key[1] for key in by_place if len(key) > 1}

    def of_code(code: str) -> Column[str]:
        label = context.edition.label(series.dimensions[0], code) if code else unit(context, series)

        def cell(period: str) -> Text:
            observation = by_place.get((period, code) if code else (period,))
            if observation is None:
                return context.words("table.blank")
            limit = note(context, observation)
            shown = value(context, series, observation)
            return context.edition.phrase("country.year_limited", period=shown, limit=limit) if limit else shown

        return column(context, code or "obs_value", cell, "figure", label)

    return table(
        [
            column(context, "time_period", lambda period: period_cell(context, period), "year"),
            *(of_code(code) for code in codes if not code or code in found),
        ],
        sorted({o.time_period for o in held}, reverse=True),
        id=place,
        caption=context.words("country.history_caption", series=context.edition.series_label(series), name=area.name),
        source=source_line(context, context.reading.sources_of[series.id]),
        phone=CARDS if len(found) > NARROW else "",
        tall=True,
    )


def _parts(context: Context, area: Area) -> tuple[Fact, ...]:
    """What is known of the parts of a state that have codes of their own: none of it is in the state's own figures."""
    edition = context.edition
    codes = [row["ref_area"] for row in context.reading.rows("area_parts") if row["part_of"] == area.iso3]
    told = ((edition.areas[code], _of_part(context, code)) for code in codes if code in edition.areas)
    return tuple(
        Fact(label=anchor(context.href(COUNTRY.path(part.iso3)), part.name), value=edition.apart(known))
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
    unit = edition.text(indicator, "unit")
    said = (
        capital(
            edition.phrase(
                "country.count_intro", count=total, total=edition.bounded(total), unit=unit, first=series.first_period
            )
        )
        if total
        else ""
    )
    return Count(
        id=place,
        title=context.words("country.count_title", label=edition.text(indicator, "label")),
        intro=Markup("{} {}").format(said, edition.text(indicator, "limits")),
        charts=charts_of(context, "count", indicator=indicator["id"]),
        table=_count_table(context, area, indicator, series, f"{place}-table")
        if _by_year(context, area, series)
        else _history(context, area, series, f"{place}-table"),
    )


def _by_year(context: Context, area: Area, series: Series) -> bool:
    """Whether a table with a column a period is readable: days and months are too many."""
    return all(form_of(o.time_period) in ("", YEAR) for o in context.reading.observations(series, area.iso3))


def _count_table(context: Context, area: Area, indicator: Row, series: Series, place: str) -> Table:
    """A column a year, in which its limits stand: a row for the whole and one for each code of the small dimensions."""
    parts = [c for c in context.reading.companions(indicator) if len(c.dimensions) == 1 and c.adds_periods]
    held = {
        (o.series, o.time_period, *o.dimensions.values()): o
        for each in (series, *parts)
        for o in context.reading.observations(each, area.iso3)
    }
    lines: list[Line] = [(series, ""), *_codes(context, parts, held)]
    return table(
        [
            column(context, "series", lambda line: _counted_as(context, *line)),
            *(_of_year(context, whole, held) for whole in context.reading.observations(series, area.iso3)),
        ],
        lines,
        id=place,
        caption=context.words("country.count_caption", series=context.edition.series_label(series), name=area.name),
        source=source_line(context, context.reading.sources_of[series.id]),
        phone=CARDS,
        sort=False,
        tall=False,
    )


def _counted_as(context: Context, series: Series, code: str) -> str:
    return context.edition.label(series.dimensions[0], code) if code else context.words("measure.total")


def _codes(context: Context, parts: list[Series], held: Held) -> list[Line]:
    """The codes of each dimension that is small enough for a table, if there is an observation of them."""
    there = {(key[0], key[2:]) for key in held}
    codes = [(c, context.reading.dimension_codes(c)) for c in parts]
    return [(c, code) for c, each in codes if len(each) <= WIDEST_INSIDE for code in each if (c.id, (code,)) in there]


def _of_year(context: Context, whole: Observation, held: Held) -> Column[Line]:
    """The figures of a year, whose head says what limits them."""

    def cell(line: Line) -> Text:
        series, code = line
        found = held.get((series.id, whole.time_period, code) if code else (series.id, whole.time_period))
        read: Figure | None = found.value if found else None
        return figure(context, read)

    period, limit = context.words.period(whole.time_period), note(context, whole)
    label = context.edition.phrase("country.year_limited", period=period, limit=limit) if limit else period
    return column(context, whole.time_period, cell, "figure", label)


# -- scores, and what is not known -------------------------------------------------------------------------------------

Coded = tuple[Series, Observation]


def _coded(context: Context, area: Area) -> list[Coded]:
    """The context observations that are codes, such as scores, newest first."""
    coded = [series for series in context.reading.context() if series.has_classes]
    return [(s, o) for s in coded for o in reversed(context.reading.observations(s, area.iso3))]


def _dated_value(context: Context, series: Series, observation: Observation) -> Markup:
    shown = value(context, series, observation)
    period = context.words.period(observation.time_period)
    return context.edition.phrase("country.scored", value=shown, period=period)


def _scores(context: Context, area: Area, rows: list[Coded]) -> Table:
    """Scores by domain, newest first, under the name of the series and the year where these are one."""
    several = len({(series.id, each.time_period) for series, each in rows}) > 1
    columns: list[Column[Coded]] = [
        column(context, "series", lambda row: _scored(context, *row) if several else dimensions(context, row[1])),
        column(context, "obs_value", lambda row: value(context, *row), "wide"),
        *([column(context, "time_period", lambda row: _scored_in(context, row), "year")] if several else []),
    ]
    caption = context.words("country.scores_caption", name=area.name)
    if rows and not several:
        caption = context.words(
            "country.scores_of", series=context.edition.series_label(rows[0][0]), period=rows[0][1].time_period
        )
    sources = dict.fromkeys(each.source for _, each in rows)
    return table(
        columns, rows, id="scores-table", caption=caption, source=source_line(context, sources), sort=False, tall=False
    )


def _scored_in(context: Context, row: Coded) -> str:
    return context.words.period(row[1].time_period)


def _scored(context: Context, series: Series, observation: Observation) -> Markup:
    label = Markup("{}").format(context.edition.series_label(series))
    if not observation.dimensions:
        return label
    return context.edition.phrase("listing.named", name=label, text=dimensions(context, observation))


def _unknown(context: Context, area: Area) -> tuple[Fact, ...]:
    """What is not known of a country: each headline without a figure of it, and why."""
    headlines = ((row, context.reading.headline(row)) for row in context.reading.indicators)
    return tuple(
        Fact(label=indicator_link(context, row), value=_beside_and_why(context, area, row, series))
        for row, series in headlines
        if context.reading.known(series, area.iso3) is None
    )


def _beside_and_why(context: Context, area: Area, indicator: Row, series: Series) -> Markup:
    """What companions have, then why the headline has no figure: nobody reads that nothing is known where it is."""
    known = elsewhere(context.reading, series, area.iso3)
    found = _known(context, indicator, series, Elsewhere(companions=known.companions, records=()))
    links = context.edition.apart(anchor(each.said.href, each.said.label) for each in found)
    why = said.why(context.edition, area, series)
    return context.edition.phrase("country.unknown_beside", known=links, why=why) if links else why
