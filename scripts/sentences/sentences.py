"""Sentences made from figures by rules. None says more than the figure.

A minimum says 'at least', thin coverage comes first, and a gap is never said to be a no or a zero.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.elsewhere import Elsewhere
from scripts.findings.figures import Figure
from scripts.findings.reading import Observation, Row
from scripts.model.codes import ALL_PERIODS, UNKNOWN_PERIOD, WORLD
from scripts.model.measures import (
    FIRST,
    PERIOD,
    has_period,
    measures_of,
    named_of_largest,
    named_periods,
)
from scripts.model.prose import FEW
from scripts.model.tables import Series
from scripts.words import grammar
from scripts.words.edition import Edition

_TAGS = re.compile(r"\A(?:<[^>]*>)+")

GOING_ON = frozenset(("fr", "es"))
"""Languages in which a sentence goes on with a small letter after a colon."""

NOTHING_IF_ZERO = {"yes": "unassessed", "assessed": "unassessed", "cases": "nothing"}
"""Main measures of which nothing is known where nobody was assessed or nothing is published: that zero is no figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a series says of a group in the period that it is stated for, or why it says nothing of the world.

    `reason` is '' where there is a figure to state; else one of REASONS, whose words are `no_figure.<reason>`.
    """

    series: Series
    period: str
    figures: Mapping[str, Figure]
    reason: str = ""

    @property
    def main(self) -> Figure | None:
        """The figure that is shown large; None where none can be stated."""
        return None if self.reason else self.figures.get(main_measure(self.series))


REASONS = (
    *("nothing", "unstated", "undocumented", "uncounted", "undated"),
    *("partial", "range", "unreliable", "states", "unassessed"),
)
"""Why no figure can be stated: nothing is reported; no case states both of its numbers; no row of a register counts;
no date is known; no period is complete; only a range is known; all is of low reliability; no area is a UN member
state; none of them was assessed; none is documented.
"""


def statement(site: Edition, series: Series, group: str = WORLD) -> Statement:
    """Give what a series says of a group: the one place that decides whether a figure can be stated."""
    period = site.reading.latest(series)
    figures = values(site, series, group, period)
    return Statement(series=series, period=period, figures=figures, reason=_reason(site, series, figures))


def stated(site: Edition) -> list[dict[str, str]]:
    """The indicators whose headline states a figure, in order. Charts of the others would show nothing."""
    return [row for row in site.reading.indicators if not statement(site, site.reading.headline(row)).reason]


def _reason(site: Edition, series: Series, figures: Mapping[str, Figure]) -> str:
    main = figures.get(main_measure(series))
    told = figures.get("assessed", main) if series.counts_states else main
    if told is None:
        return _why_none(site, series)
    if told.zero and series.has_spread and site.reading.valued(series).any():
        return "unstated"
    if told.zero and main_measure(series) in NOTHING_IF_ZERO:
        return "undocumented" if series.finds_only_yes else NOTHING_IF_ZERO[main_measure(series)]
    return ""


def _why_none(site: Edition, series: Series) -> str:
    """Say why there is no figure of the world, as the observations tell."""
    frame = site.reading.package.observations(series.id)
    valued = frame[site.reading.valued(series)]
    if series.sums_records or (series.counts_records and len(valued) and (valued["obs_value"] == "0").all()):
        return "uncounted"
    if valued.empty:
        return "nothing"
    if series.counts_states:
        return "states"
    if (valued["time_period"] == UNKNOWN_PERIOD).all():
        return "undated"
    if not series.has_parts:
        return "partial"
    reliable = valued[valued["obs_status"] != "U"]
    return "range" if len(reliable) and (reliable["obs_value"] == "").all() else "unreliable"


def values(site: Edition, series: Series, group: str, period: str) -> dict[str, Figure]:
    """Every measure of a series in a group and period that is published."""
    measures = measures_of(series, site.reading.package.codes.get(series.codelist, ()))
    found = {m: site.reading.summary(series, group, period, m) for m in measures}
    return {m: figure for m, figure in found.items() if figure is not None}


def is_few(whole: Figure) -> bool:
    """Tell whether so few are counted that their share is told by its parts."""
    return whole.number < FEW


def capital(text: Markup) -> Markup:
    """Begin a sentence with a capital letter, also where its first word is a figure in words."""
    begun = len(text) - len(_TAGS.sub("", text, count=1))
    return text[:begun] + grammar.capital(text[begun:])


def main_measure(series: Series) -> str:
    """The measure that a headline shows large."""
    return series.kind.main


def finding(site: Edition, indicator: Row) -> Markup:
    """The finding of an indicator: what is known for the world, with its coverage, or why no figure can be stated."""
    series = site.reading.headline(indicator)
    said = statement(site, series)
    if said.reason:
        return no_figure(site, said)
    return _finding(site, indicator, said)


def finding_in(site: Edition, indicator: Row, group: str) -> Markup:
    """Give the finding of an indicator for a group that is not the world; '' where none can be told with its period.

    None is told where fewer than half of the states were assessed, or where it would be of a single case.
    """
    series = site.reading.headline(indicator)
    said = statement(site, series, group)
    text = site.text(indicator, "finding")
    single = any(f"{{{name}}}" in text for name in named_of_largest(series))
    undated = f"{{{PERIOD}}}" not in text
    if said.main is None or said.main.zero or _thin(said.figures) or single or undated:
        return Markup()
    shown: dict[str, object] = {
        **_named(site, series, said.figures),
        **_times(site, series, said.period),
        main_measure(series): _shown_main(site, said.main, said.figures),
    }
    words = _after_colon(site, site.filled(site.agreeing(text, said.figures), **shown))
    told = site.phrase("region.said", name=site.group_name(group), finding=words)
    parts = (told, coverage(site, series, said.figures), carried(site, series, group))
    return Markup(" ").join(part for part in parts if part)


def no_figure(site: Edition, said: Statement) -> Markup:
    """Say that no figure can be stated, and why."""
    reason = site.phrase(f"no_figure.{said.reason}", **said.figures)
    return site.phrase("no_figure.finding", reason=reason)


def _finding(site: Edition, indicator: Row, statement: Statement) -> Markup:
    series, figures = statement.series, statement.figures
    covered = coverage(site, series, figures)
    told = [_stated(site, indicator, statement), recent(site, series), carried(site, series, WORLD)]
    parts = [covered, *told] if _thin(figures) else [*told, covered]
    return Markup(" ").join(part for part in parts if part)


def stated_finding(site: Edition, indicator: Row) -> Markup:
    """The finding of an indicator without what else is known, as a title: no stop at its end."""
    said = statement(site, site.reading.headline(indicator))
    told = no_figure(site, said) if said.reason else _stated(site, indicator, said)
    return told.rstrip(".")


def _stated(site: Edition, indicator: Row, statement: Statement) -> Markup:
    """Fill the words of the package with the figures of its headline, dated, and 'at least' where it is a minimum."""
    series, figures, period = statement.series, statement.figures, statement.period
    main = main_measure(series)
    text = site.text(indicator, "finding")
    shown: dict[str, object] = {**_named(site, series, figures), **_times(site, series, period)}
    if any(f"{{{name}}}" in text for name in named_of_largest(series)):
        shown |= of_largest(site, series)
    if main in figures:
        shown[main] = _shown_main(site, figures[main], figures)
    said = site.filled(site.agreeing(text, figures), **shown)
    return capital(_timed(site, series, text, said, _own_period(site, series, shown, period)))


def _shown_main(site: Edition, main: Figure, figures: Mapping[str, Figure]) -> Figure | Markup:
    """Give the main figure as a sentence states it: nothing is more than all, so all of them is no minimum."""
    members = figures.get("members")
    return main if members and main.number == members.number else site.bounded(main)


def _named(site: Edition, series: Series, figures: Mapping[str, Figure]) -> dict[str, object]:
    """Give what the words of a finding may name: each measure of the series, one that is blank as having no figure."""
    measures = measures_of(series, site.reading.package.codes.get(series.codelist, ()))
    return {**dict.fromkeys(measures, site.words("no_figure.inside")), **figures}


def _timed(site: Edition, series: Series, text: str, said: Markup, period: object) -> Markup:
    """Give a finding with its time: where its words name no period, the one that its figures are of stands before it.

    The largest of single figures has a date of its own, `year`.
    """
    if period is None:
        return _spanned(site, series, said)
    if any(f"{{{name}}}" in text for name in ("year", *named_periods(series))):
        return said
    return site.phrase("finding.dated", finding=_after_colon(site, said), period=period)


def _after_colon(site: Edition, said: Markup) -> Markup:
    """Give a finding as it stands after a colon, where French and Spanish go on with a small letter."""
    begins = said[:1].isupper() and said[1:2].islower()
    return said[:1].lower() + said[1:] if begins and site.words.language in GOING_ON else said


def _own_period(site: Edition, series: Series, shown: Mapping[str, object], period: str) -> object:
    """Give the period of what a finding states, in words; None where its figures are of all periods."""
    return period_text(site, series, period) if has_period(series) else shown.get("year")


def _spanned(site: Edition, series: Series, said: Markup) -> Markup:
    """Begin a finding over all periods, which can name none, with the years of its series."""
    key = "finding.of_year" if series.first_period == series.last_period else "finding.of_years"
    return site.phrase(key, finding=_after_colon(site, said), first=series.span[0], last=series.span[1])


def recent(site: Edition, series: Series) -> Markup:
    """What the last years alone say, beside a figure of everything before; '' where no companion is of such years."""
    if not series.is_cumulative:
        return Markup()
    companions = site.reading.companions({"id": series.indicator})
    spanned = next((s for s in companions if s.window_years and s.is_measured_as(series)), None)
    said = statement(site, spanned) if spanned else None
    if said is None or said.main is None:
        return Markup()
    return site.phrase("finding.recent", period=period_text(site, said.series, said.period), **said.figures)


def carried(site: Edition, series: Series, group: str) -> Markup:
    """Say how many statuses of member states in a group are older than the period of the headline; '' for none."""
    if not (series.has_statuses and series.max_age):
        return Markup()
    period = site.reading.latest(series)
    states = (area for area in (site.areas.values() if group == WORLD else site.members(group)) if area.is_state)
    held = [each for area in states if (each := site.reading.known(series, area.iso3)) and each.value]
    older = sorted(each.time_period for each in held if each.time_period < period)
    if not older:
        return Markup()
    since = "one" if older[0] == older[-1] else "several"
    return site.phrase(f"finding.carried.{since}", count=len(older), first=older[0], last=older[-1])


def _times(site: Edition, series: Series, period: str) -> dict[str, object]:
    """What a finding may say of time."""
    told = {PERIOD: site.words.day(period), FIRST: series.first_period}
    return {name: told[name] for name in named_periods(series)}


def largest(site: Edition, series: Series) -> Observation | None:
    """Give the largest figure of a series whose figures each stand for a case of their own; None where it has none."""
    reading = site.reading
    held = (o for area in sorted(reading.reporting(series)) for o in reading.observations(series, area) if o.value)
    return max(held, key=lambda o: o.value.number if o.value else 0, default=None)


def of_largest(site: Edition, series: Series) -> dict[str, object]:
    """What may be said of the largest of such figures: with its case, its place, and its year or that none is known."""
    last = largest(site, series)
    if last is None or last.value is None:
        return {}
    return {
        "largest": site.bounded(last.value),
        "case": ", ".join(site.label(name, code) for name, code in last.dimensions.items()),
        "place": site.area_names[last.ref_area],
        "year": _day(site, series, last.time_period),
    }


def _day(site: Edition, series: Series, period: str) -> str:
    """The period of one figure. That no date is known of it is marked, since a finding must say a year or that."""
    said = period_text(site, series, period)
    return Markup("<span data-undated>{}</span>").format(said) if period == UNKNOWN_PERIOD else said


def _thin(figures: Mapping[str, Figure]) -> bool:
    """Coverage below half is said first."""
    if "assessed" not in figures:
        return False
    return 2 * figures["assessed"].number < figures["members"].number


def coverage(site: Edition, series: Series, figures: Mapping[str, Figure]) -> Markup:
    """How many are known, in a sentence; '' where the figure has no coverage to state."""
    if series.counts_states:
        return _state_coverage(site, series, figures) if figures else Markup()
    key, counted = _covered(series)
    if counted not in figures:
        return Markup()
    if series.is_averaged and figures[counted].number == len(site.areas) - len(site.reading.uncounted):
        key = "coverage.average_all"
    if series.sums_records and figures["records"].number == 1:
        key = "coverage.record"
    elif series.sums_records and figures["records"].number == figures[counted].number:
        key = "coverage.records_all"
    return capital(site.phrase(key, **{**figures, "count": figures[counted], "named": cases(site, series)}))


def _covered(series: Series) -> tuple[str, str]:
    """Give the text that states the coverage of a series, and the measure that it counts; '' where it has none."""
    if series.counts_records:
        return "coverage.register", "records"
    if series.sums_records:
        return "coverage.records", "cases"
    if series.has_parts and series.has_cases:
        return "coverage.spread", "cases"
    if series.is_averaged:
        return "coverage.average", "areas_reporting"
    return ("coverage.count", "areas_reporting") if series.adds_areas else ("", "")


def cases(site: Edition, series: Series) -> str:
    """Name the single cases or records of a series in the plural, in the package's words where it has any."""
    return site.reading.series_rows[series.id].get(f"cases_{site.words.language}") or site.words("finding.cases")


def summing(site: Edition, series: Series) -> Markup:
    """Say how figures of groups are made from those of areas."""
    return capital(site.phrase(f"aggregation.{series.aggregation}", named=cases(site, series)))


def _state_coverage(site: Edition, series: Series, figures: Mapping[str, Figure]) -> Markup:
    """How many member states were assessed, or are documented, and that the source does not cover the others."""
    if series.finds_only_yes:
        return site.phrase("coverage.documented", **{**figures, "count": figures["not_documented"]})
    unknown = figures["not_assessed"]
    if unknown.zero:
        return site.phrase("coverage.all", count=figures["members"], members=figures["members"])
    few, most = ("few_one", "most_one") if figures["assessed"].number == 1 else ("few", "most")
    return site.phrase(f"coverage.{few if _thin(figures) else most}", **{**figures, "count": unknown})


def bounds(site: Edition, series: Series, figures: Mapping[str, Figure]) -> Markup:
    """The lowest and highest possible share, and the share among the assessed; '' where there are no bounds."""
    if "ratio_low" in figures and "records" in figures:
        low, high, records = figures["ratio_low"], figures["ratio_high"], figures["records"]
        key = "records_few" if is_few(records) else "records"
        return site.phrase(f"bounds.{key}", low=low, high=high, **figures, named=cases(site, series))
    if "share_low" not in figures:
        return Markup()
    return site.phrase(f"bounds.{_bounded(series, figures)}", **figures, **_ends(figures))


def _ends(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Give the lowest and highest share, and that among the assessed, as texts name them."""
    names = {"share": "share_low", "low": "share_low", "high": "share_high", "among": "share_assessed"}
    return {name: figures[measure] for name, measure in names.items() if measure in figures}


def _bounded(series: Series, figures: Mapping[str, Figure]) -> str:
    """Give the text that states the bounds of a share; of fewer than ten states it has no percentages.

    Nor has it where all states are documented: a whole percentage would read as a finding of completeness.
    """
    if not series.finds_only_yes and "share_assessed" not in figures:
        return "unknown"
    if series.finds_only_yes and figures["yes"].zero:
        return "none"
    if is_few(figures["members"]) or (series.finds_only_yes and figures[series.rest].zero):
        counted = "counted_none" if figures["yes"].zero else "counted"
        return "counted_exact" if figures[series.rest].zero else counted
    if figures[series.rest].zero:
        return "exact"
    if series.finds_only_yes:
        return "least"
    return "range_few" if is_few(figures["assessed"]) else "range"


def parts(held: Mapping[str, Figure]) -> dict[str, Figure]:
    """Figures of one observation by the names that texts have for them: its value, its ends, its parts."""
    columns = {
        "value": "obs_value",
        "low": "value_low",
        "high": "value_high",
        "numerator": "numerator",
        "denominator": "denominator",
        "pending": "pending",
    }
    return {name: held[column] for name, column in columns.items() if column in held}


def end_text(site: Edition, series: Series) -> str:
    """Say the last period of a series that is summed over time; of a year that its source covers in part, the month."""
    until = site.reading.sources[series.source]["data_until"]
    within = until[:4] == series.last_period and not until.endswith("-12-31")
    return site.words.day(until[:7] if within else series.span[1])


def period_text(site: Edition, series: Series, period: str) -> str:
    """Say what a period of a series is: a day, a year, a month, all periods, or an unknown date."""
    if period == ALL_PERIODS:
        return site.words("period.span", first=series.span[0], last=series.span[1])
    if not period:
        return site.words("period.none")
    if not period[:1].isdigit():
        return site.words("period.unknown")
    if series.window_years or series.is_cumulative:
        first = str(int(period[:4]) - series.window_years + 1) if series.window_years else series.first_period
        return site.words("period.span", first=first, last=site.words.day(period))
    if len(period) == 4 and series.reference_day == "01-01":  # noqa: PLR2004 - a year
        return site.words.day(f"{period}-01-01")
    return site.words.day(period)


def stands(series: Series, figures: Mapping[str, Figure]) -> bool:
    """Whether it can be said how a group stands: a count of areas alone does not say it."""
    return bool(figures) and (series.counts_states or main_measure(series) in figures)


def standing(site: Edition, series: Series, group: str, period: str) -> Markup:
    """How a group stands, with its coverage, in a few words: 'yes 12 of 44, 3 not assessed'."""
    figures = values(site, series, group, period)
    if not stands(series, figures):
        return site.phrase("standing.nothing")
    if series.counts_states:
        key = "policy" if series.has_statuses else "category"
        key = "documented" if series.finds_only_yes else key
        key = "policy_all" if key == "policy" and 1 < figures["yes"].number == figures["members"].number else key
        bounded = {} if series.has_statuses else {"assessed": site.bounded(figures["assessed"])}
        return site.phrase(f"standing.{key}", **{**figures, **bounded, "count": figures[series.rest]})
    main = figures[main_measure(series)]
    key = f"standing.{_standing_as(series, main)}"
    if not series.has_cases and main.few:
        key = "figure.parts"
    count = figures.get("areas_reporting") or figures.get("areas") if series.is_summed else main
    return site.phrase(key, **{**figures, "figure": site.bounded(main), "count": count, "named": cases(site, series)})


def _standing_as(series: Series, main: Figure) -> str:
    """Name the text: a single case has no lowest and highest."""
    if not series.has_spread or main.zero:
        return main_measure(series)
    return "single" if main.number == 1 else "spread"


def absence(site: Edition, series: Series, known: Elsewhere | None = None) -> str:
    """Say why an area has no figure in a series. It is never said that there is none.

    With what else is `known` of the area, nothing is said that this contradicts. Where the source has a row of the area
    that is blank, its status and note are the reason.
    """
    if known and known.blank:
        return _blank(site, known.blank)
    if known and known.records:
        return site.words("absence.uncounted")
    if known and known.companions:
        return site.words("absence.undocumented" if series.finds_only_yes else "absence.states")
    if series.has_parts or series.is_measured or not series.is_summed:
        return site.words("absence.figure")
    if series.counts_states:
        return site.words("absence.undocumented" if series.finds_only_yes else "absence.states")
    return site.words("absence.register" if series.counts_records else "absence.count")


def _blank(site: Edition, blank: Observation) -> str:
    """Say why an observation has no value: its status and period, and its note where it has one."""
    status, period = site.label("obs_status", blank.obs_status), site.words.period(blank.time_period)
    if not blank.note:
        return site.words("absence.blank", status=status, period=period)
    note = site.label("note", blank.note).rstrip(".")
    return site.words("absence.noted", status=status, period=period, note=note)
