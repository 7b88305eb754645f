"""A world map for each headline and each companion that is a reading of its own: every area in its class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from scripts.charts import map_steps
from scripts.charts.chart import Chart, Column, Number, chart_id, shown_of
from scripts.charts.regions import compared, most, regions_of
from scripts.charts.wording import credit, label_of, read_policies, status_name, with_parts
from scripts.findings.elsewhere import elsewhere
from scripts.findings.figures import Figure
from scripts.findings.reading import Observation, Row
from scripts.model.codes import OTHER_LAND, WORLD
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Area, Edition, plain

FILLS = {
    "yes": "@yes",
    "partial": "@pattern-partial",
    "no": "@no",
    "not_assessed": "@pattern-none",
    "not_documented": "@pattern-none",
}

MAP = "map"
"""What such a chart shows, and the end of its id."""

ZERO, FEW, KNOWN, REST = "zero", "few", "known", "rest"
"""Classes beside those of numbers: a reported zero, too few cases for a share, a published figure, no figure."""

LEAST = 5
"""A share of fewer cases than this stands in no class: one case more or less would move it by a fifth or more."""

INSETS = ("europe", "caribbean")
"""Regions with states that are too small or too close for a map of the world."""

NAMED = 7
"""Areas up to this number are named in a title."""

ALONE = {"documented": "documented_alone", "policy": "policy_alone", "policy_all": "policy_all_alone"}
"""Titles of maps of statuses, by those that name a region beside it."""

SEVERAL = 10
"""States of which a title says how many stand in one region; of fewer, a map shows them all at a glance."""

Tell = Callable[[Area, str], Number]
"""Gives an area's number in a period, with its class among the texts."""

Head = Callable[[str], Markup]
"""Gives the title of a map in a period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One class of a map: its fill and its name, which says how many areas there are where that is known."""

    code: str
    fill: str
    name: str

    def as_json(self) -> dict[str, str]:
        """Give the class as the drawing reads it."""
        return {"code": self.code, "fill": self.fill, "name": self.name}


def charts(site: Edition) -> Iterator[Chart]:
    """Give one map for each indicator, and for each further reading of it, where the package has shapes."""
    if site.reading.map is None:
        return
    for indicator in sentences.stated(site):
        series = site.reading.headline(indicator)
        make = _maker(series)
        if make is not None:
            yield make(site, indicator, series)
    for row, reading in read_policies(site):
        yield _policy(site, row, reading)


def _maker(series: Series) -> Callable[[Edition, Row, Series], Chart] | None:
    """Give what makes the map of a series; None where its values are classes, which have no order to be shaded by."""
    if series.has_cases:
        return _published
    if series.is_count:
        return _counted
    if series.is_measured:
        return _measured
    if series.has_parts:
        return _ratio
    return _policy if series.has_statuses else None


# -- what all maps have ------------------------------------------------------------------------------------------------


def points(site: Edition) -> dict[str, list[float]]:
    """Where the circle of an area that is too small to see stands: longitude and latitude in degrees."""
    rows = [row for row in site.reading.rows("reference_areas") if row["latitude"] and row["longitude"]]
    return {row["iso3"]: [round(float(row["longitude"]), 2), round(float(row["latitude"]), 2)] for row in rows}


def insets(site: Edition) -> dict[str, str]:
    """What the insets of a map are called, by the names that the drawing has for them."""
    return {name: site.words(f"chart.area_map.inset.{name}") for name in INSETS}


def disputed(site: Edition) -> list[str]:
    """Shapes of the map that are no area of the package: they take no country's colour."""
    shapes = (
        {geometry["id"] for geometry in site.reading.map["objects"]["countries"]["geometries"]}
        if site.reading.map
        else set()
    )
    return sorted(shapes - set(site.area_names) - {OTHER_LAND})


def outside(site: Edition) -> list[dict[str, str]]:
    """The two classes of shapes that a map of states does not speak of."""
    plain = Key(code="outside", fill="@panel", name=site.words("chart.area_map.outside"))
    return [plain.as_json(), _disputed_key(site).as_json()]


def _disputed_key(site: Edition) -> Key:
    return Key(code="disputed", fill="@grey", name=site.words("chart.area_map.disputed"))


def _map(  # noqa: PLR0913 - what is particular to a map
    site: Edition,
    indicator: Row,
    series: Series,
    period: str,
    *,
    measured: str,
    title: Markup,
    alternative: str,
    numbers: Sequence[Number],
    options: Mapping[str, Any],
) -> Chart:
    """Give a map; `measured` names the subtitle that says how."""
    words = site.words
    return Chart(
        id=chart_id(series, MAP),
        kind="area_map",
        page=INDICATOR.path(indicator["id"]),
        shows=shown_of(series, MAP),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        note=words("chart.area_map.credit"),
        columns=(
            Column(name="ref_area"),
            Column(name="ref_area_label", label=words("column.ref_area")),
            Column(name="time_period", label=words("column.time_period")),
            Column(name="class"),
        ),
        title=title,
        subtitle=_subtitle(site, series, period, measured),
        alternative=alternative,
        numbers=tuple(numbers),
        options={"points": points(site), "disputed": disputed(site), "insets": insets(site), **options},
    )


def _still(  # noqa: PLR0913 - what is particular to a map
    site: Edition,
    indicator: Row,
    series: Series,
    period: str,
    *,
    measured: str,
    title: Markup,
    names: Mapping[str, tuple[str, str]],
    numbers: Sequence[Number],
) -> Chart:
    """Give a map of one period, which moves through no others; `names` has its classes as `_keys` takes them."""
    keys = _keys(site, series, names, numbers)
    return _map(
        site,
        indicator,
        series,
        period,
        measured=measured,
        title=title,
        alternative=_alternative(site, title, keys),
        numbers=numbers,
        options={"rest": REST, "classes": [key.as_json() for key in keys]},
    )


def _subtitle(site: Edition, series: Series, period: str, measured: str) -> str:
    of_period = sentences.period_text(site, series, period)
    label = label_of(site, series)
    return site.words(f"chart.area_map.subtitle.{measured}", label=label, period=of_period, least=LEAST)


def _texts(area: Area, period: str, code: str) -> dict[str, str]:
    return {"ref_area": area.iso3, "ref_area_label": area.name, "time_period": period, "class": code}


def _in(site: Edition, series: Series, area: str, period: str) -> Observation | None:
    """Give what a series has of an area in a period, where it is a value."""
    return next((o for o in site.reading.observations(series, area) if o.time_period == period and o.value), None)


def _gap(site: Edition, series: Series, area: Area) -> Number:
    blank = sentences.absence(site, series, elsewhere(site.reading, series, area.iso3))
    label = site.words("chart.number", what=area.name, value=blank)
    return Number(texts=_texts(area, "", REST), figure=None, label=label, blank=blank)


def _keys(site: Edition, series: Series, names: Mapping[str, tuple[str, str]], numbers: Sequence[Number]) -> list[Key]:
    """The classes that occur, each with its number of areas; then areas without a figure, and disputed ones.

    `names` gives the fill and the name of each class by its code.
    """
    counts = Counter(code for _, code in {(n.texts["ref_area"], n.texts["class"]) for n in numbers})
    shown = [
        Key(code=code, fill=fill, name=site.words("chart.area_map.class", name=name, count=counts[code]))
        for code, (fill, name) in names.items()
        if counts[code]
    ]
    rest = Key(code=REST, fill="@panel", name=site.words(f"chart.area_map.rest.{series.said_as}"))
    return [*shown, rest, _disputed_key(site)]


def _alternative(site: Edition, title: Markup, keys: Sequence[Key]) -> str:
    return site.words("chart.area_map.alternative", finding=plain(title), classes=site.words.list(_names(keys)))


def _names(keys: Sequence[Key]) -> list[str]:
    return [key.name for key in keys if key.code not in (REST, "disputed")]


# -- a year slider for the live map ------------------------------------------------------------------------------------


def _history(  # noqa: PLR0913 - what is particular to a year
    site: Edition,
    series: Series,
    areas: Sequence[Area],
    periods: Sequence[str],
    *,
    measured: str,
    head: Head,
    tell: Tell,
    keys: Mapping[str, Sequence[Key]],
) -> dict[str, Any]:
    """Give the classes of all areas in all years, for a map that a reader moves through time; {} for a single year.

    `keys` are the classes of each year; each year has its title and subtitle, by the same rules as the map's own. An
    area has its states once, and for each year the place of its state among them, -1 before it existed. A class that
    does not occur in a year has no name in that year.
    """
    if not _moves(periods):
        return {}
    kinds = {key.code: key.fill for period in periods for key in keys[period]}
    named = {period: {key.code: key.name for key in keys[period]} for period in periods}
    return {
        "first": int(periods[0]),
        "last": int(periods[-1]),
        "titles": [_of_year(site, head(period), period) for period in periods],
        "subtitles": [_subtitle(site, series, period, measured) for period in periods],
        "classes": [
            {"code": code, "fill": fill, "names": [named[period].get(code, "") for period in periods]}
            for code, fill in kinds.items()
        ],
        "areas": [_states(area, periods, tell) for area in areas],
    }


def _moves(periods: Sequence[str]) -> bool:
    """Tell whether periods are years without a gap, as a slider has them, and more than one."""
    if not all(period.isdecimal() for period in periods):
        return False  # months
    years = [int(period) for period in periods]
    return len(years) > 1 and years == list(range(years[0], years[-1] + 1))


def _periods(site: Edition, series: Series) -> list[str]:
    """The periods that a map can show: up to the one that the headline is of."""
    return [period for period in site.reading.periods(series) if period <= site.reading.latest(series)]


def map_by_year(site: Edition, series: Series) -> str:
    """Give the id of a series' map where that holds the classes of areas year by year; '' where it does not."""
    moving = _maker(series) in (_policy, _counted) and _moves(_periods(site, series))
    return chart_id(series, MAP) if moving and site.reading.map is not None else ""


def _of_year(site: Edition, title: Markup, period: str) -> str:
    """A title as text, with its year after it where it does not say it."""
    said = plain(title)
    return said if period in said else site.words("chart.area_map.of_year", year=period, title=said)


def _states(area: Area, periods: Sequence[str], tell: Tell) -> dict[str, Any]:
    states: dict[tuple[str, str], int] = {}
    values = []
    runs = []
    for period in periods:
        if area.row["valid_from"][:4] > period:
            runs.append(-1)
            continue
        number = tell(area, period)
        state = (number.texts["class"], number.label)
        if state not in states:
            values.append(number.figure.value if number.figure else None)
        runs.append(states.setdefault(state, len(states)))
    return {
        "ref_area": area.iso3,
        "runs": runs,
        "classes": [code for code, _ in states],
        "labels": [label for _, label in states],
        "values": values,
    }


# -- policies ----------------------------------------------------------------------------------------------------------


def _policy(site: Edition, indicator: Row, series: Series) -> Chart:
    words, period = site.words, site.reading.latest(series)
    states = [area for area in site.areas.values() if area.is_state]
    ends = [Key(**each) for each in outside(site)]

    def head(year: str) -> Markup:
        return _policy_title(site, series, year)

    def tell(area: Area, year: str) -> Number:
        return _state(site, series, area, year)

    title = head(period)
    periods = _periods(site, series)
    keys = {p: [*_status_keys(site, series, sentences.values(site, series, WORLD, p)), *ends] for p in periods}
    return _map(
        site,
        indicator,
        series,
        period,
        title=title,
        measured="policy",
        alternative=words("chart.area_map.alternative_plain", finding=plain(title)),
        numbers=tuple(tell(area, period) for area in states),
        options={
            "rest": "outside",
            "classes": [key.as_json() for key in keys[period]],
            "history": _history(site, series, states, periods, measured="policy", head=head, tell=tell, keys=keys),
        },
    )


def _policy_title(site: Edition, series: Series, period: str) -> Markup:
    """Say what a map shows and numbers do not: in which region most of those stand that are fewest.

    Those that say no, where all were assessed; those that were assessed, where not all were; those with a document.
    """
    figures = sentences.values(site, series, WORLD, period)
    key, part = _said(series, figures)
    groups = regions_of(site, compared(site))
    first = most(site, {g: f for g in groups if (f := site.reading.summary(series, g, period, part)) is not None})
    alone = first is None or figures[part].number < SEVERAL or first[1].zero
    told = {} if first is None else {"region": site.group_name(first[0]), "part": first[1]}
    return site.phrase(
        f"chart.area_map.{ALONE.get(key, key) if alone else key}", count=figures[part], **figures, **told
    )


def _said(series: Series, figures: Mapping[str, Figure]) -> tuple[str, str]:
    """Give the text of a title, and the measure of which it names the region with most."""
    if series.finds_only_yes:
        return "documented", "yes"
    if not figures[series.rest].zero:
        return "policy", "assessed"
    return ("policy_yes", "yes") if figures["partial"].zero and figures["no"].zero else ("policy_all", "no")


def _status_keys(site: Edition, series: Series, figures: Mapping[str, Figure]) -> list[Key]:
    return [
        Key(code=s, fill=FILLS[s], name=site.words("chart.class", name=status_name(site, s), count=figures[s].number))
        for s in series.statuses
        if not figures[s].zero
    ]


def _state(site: Edition, series: Series, area: Area, period: str) -> Number:
    found = site.reading.status(series, area.iso3, period)
    status = str(found.value.value) if found and found.value else series.rest
    said = status_name(site, status)
    label = site.words("chart.number", what=area.name, value=said)
    texts = _texts(area, found.time_period if found else "", status)
    return Number(texts=texts, figure=found.value if found else None, label=label, blank=said)


# -- counts and registers ----------------------------------------------------------------------------------------------


def _counted(site: Edition, indicator: Row, series: Series) -> Chart:
    words, period = site.words, site.reading.latest(series)
    main = sentences.main_measure(series)
    steps = map_steps.steps(map_steps.RECORDS if series.counts_records else map_steps.COUNTS)
    names = {ZERO: ("@none", words("chart.step.reported_zero"))}
    names |= {step.code: (step.fill, name) for step, name in map_steps.named(site, series, main, steps)}
    areas = list(site.areas.values())

    def head(year: str) -> Markup:
        return _counted_title(site, series, year, told[year])

    def tell(area: Area, year: str) -> Number:
        found = _in(site, series, area.iso3, year)
        if found is None or found.value is None or (found.value.zero and series.counts_records):
            return _gap(site, series, area)
        step = map_steps.step_of(found.value.number, steps)
        label = words("chart.number", what=area.name, value=site.written(found.value))
        return Number(texts=_texts(area, year, step.code if step else ZERO), figure=found.value, label=label)

    periods = _periods(site, series)
    told = {p: [tell(area, p) for area in areas] for p in periods}
    keys = {p: _keys(site, series, names, told[p]) for p in periods}
    title = head(period)
    return _map(
        site,
        indicator,
        series,
        period,
        title=title,
        measured=series.said_as,
        alternative=_alternative(site, title, keys[period]),
        numbers=tuple(told[period]),
        options={
            "rest": REST,
            "classes": [key.as_json() for key in keys[period]],
            "history": _history(site, series, areas, periods, measured=series.said_as, head=head, tell=tell, keys=keys),
        },
    )


def _counted_title(site: Edition, series: Series, period: str, numbers: Sequence[Number]) -> Markup:
    """Say how many areas there are any in, and of which there are most, where it is one; of a few, none is named."""
    figures = sentences.values(site, series, WORLD, period)
    main = sentences.main_measure(series)
    held = [(n.figure, n.texts["ref_area"]) for n in numbers if n.figure]
    ranked = sorted(held, key=lambda each: (each[0].number, each[1]), reverse=True)
    first = len(ranked) > NAMED and ranked[0][0].number > ranked[1][0].number
    figure, code = ranked[0] if first else ("", "")
    return site.phrase(
        f"chart.area_map.{series.said_as}.{'first' if first else 'alone'}",
        count=figures.get("areas_reporting") or figures["areas"],
        main=site.bounded(figures[main]),
        area=site.areas[code].name if code else "",
        figure=figure,
        period=site.words.day(period),
    )


# -- ratios ------------------------------------------------------------------------------------------------------------


def _ratio(site: Edition, indicator: Row, series: Series) -> Chart:
    words, period = site.words, site.reading.latest(series)
    figures = sentences.values(site, series, WORLD, period)
    steps = map_steps.steps(map_steps.SHARES)
    names = {step.code: (step.fill, name) for step, name in map_steps.named(site, series, "ratio", steps)}
    names[FEW] = ("@pattern-bar", words("chart.area_map.too_few", least=LEAST))
    numbers = tuple(_share(site, series, area, period, steps) for area in site.areas.values())
    title = site.phrase(
        "chart.area_map.ratio_parts" if figures["ratio"].few else "chart.area_map.ratio",
        **{**figures, "label": site.text(indicator, "label"), "period": words.day(period)},
    )
    return _still(site, indicator, series, period, measured="ratio", title=title, names=names, numbers=numbers)


def _share(site: Edition, series: Series, area: Area, period: str, steps: Sequence[map_steps.Step]) -> Number:
    """A share with its parts; in a class of its own where it is one of very few cases."""
    found = _in(site, series, area.iso3, period)
    if found is None or found.value is None:
        return _gap(site, series, area)
    step = map_steps.step_of(found.value.number, steps)
    of = found.figures.get("denominator")
    few = of is not None and of.number < LEAST
    value = with_parts(site, found.value, found.figures) if of else site.written(found.value)
    label = site.words("chart.number", what=area.name, value=value)
    code = FEW if few or step is None else step.code
    return Number(texts=_texts(area, period, code), figure=found.value, label=label)


# -- measured values ---------------------------------------------------------------------------------------------------


def _measured(site: Edition, indicator: Row, series: Series) -> Chart:
    """Values of a period, in four classes that hold about as many areas each."""
    words, period = site.words, site.reading.latest(series)
    main = sentences.main_measure(series)
    figures = sentences.values(site, series, WORLD, period)
    found = ((code, _in(site, series, code, period)) for code in site.areas)
    held = {code: observation.value if observation else None for code, observation in found}
    steps = map_steps.steps(map_steps.quarters([value.number for value in held.values() if value]))
    names = {step.code: (step.fill, name) for step, name in map_steps.named(site, series, main, steps)}

    def tell(area: Area) -> Number:
        value = held[area.iso3]
        step = map_steps.step_of(value.number, steps) if value else None
        if value is None or step is None:
            return _gap(site, series, area)
        label = words("chart.number", what=area.name, value=site.written(value))
        return Number(texts=_texts(area, period, step.code), figure=value, label=label)

    numbers = tuple(tell(area) for area in site.areas.values())
    shown = {**figures, "label": site.text(indicator, "label"), "period": words.period(period)}
    title = site.phrase("chart.area_map.value", count=figures["areas_reporting"], **shown)
    measured = series.said_as if len(steps) == len(map_steps.SHADES) else "sum"  # of few values there are fewer classes
    return _still(site, indicator, series, period, measured=measured, title=title, names=names, numbers=numbers)


# -- figures that are never added --------------------------------------------------------------------------------------


def _published(site: Edition, indicator: Row, series: Series) -> Chart:
    """Where any figure is published, for figures that stand for single cases."""
    words, period = site.words, site.reading.latest(series)
    figures = sentences.values(site, series, WORLD, period)
    held = {area.iso3: _cases(site, series, area) for area in site.areas.values()}
    numbers = tuple(number for area in site.areas.values() for number in held[area.iso3] or [_gap(site, series, area)])
    names = {KNOWN: ("@step-4", words("chart.area_map.known"))}
    title = _published_title(site, indicator, figures, [site.area_names[iso3] for iso3, n in held.items() if n])
    return _still(site, indicator, series, period, measured="published", title=title, names=names, numbers=numbers)


def _published_title(site: Edition, indicator: Row, figures: Mapping[str, Figure], areas: Sequence[str]) -> Markup:
    """Say how many figures there are, and for how many areas, or which where they are few and their number unsaid."""
    shown = {**figures, "label": site.text(indicator, "label"), "count": figures["cases"]}
    if "areas_reporting" in figures:
        published = site.phrase("chart.area_map.published", **shown)
        return site.phrase("chart.area_map.published_for", published=published, count=figures["areas_reporting"])
    if len(areas) <= NAMED and not any("," in area for area in areas):
        return site.phrase("chart.area_map.published_in", areas=site.words.list(list(areas)), **shown)
    return site.phrase("chart.area_map.published", **shown)


def _cases(site: Edition, series: Series, area: Area) -> list[Number]:
    """The published figures of an area, each told with all the others: a map has one mark for them."""
    found = [(o, o.value) for o in site.reading.observations(series, area.iso3) if o.value]
    told = [words_of(site, o, value) for o, value in found]
    label = site.words("chart.number", what=area.name, value=site.words.list(told))
    return [Number(texts=_texts(area, _year(site, o), KNOWN), figure=value, label=label) for o, value in found]


def words_of(site: Edition, observation: Observation, value: Figure) -> str:
    """A figure with the period it is of."""
    return site.words("chart.of_period", value=site.bounded_text(value), period=_year(site, observation))


def _year(site: Edition, observation: Observation) -> str:
    period = observation.time_period
    return site.words.day(period) if period[:1].isdigit() else site.words("period.unknown")
