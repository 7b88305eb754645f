"""Shares by programme, as dots or as ranges, for each ratio of an indicator that is known by programme only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from scripts.charts.cases import Case, case_columns, cases, of_cases
from scripts.charts.chart import Chart, Column, Number
from scripts.charts.wording import credit, percents, with_parts
from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition, plain

MEASURES = ("obs_value", "value_low", "value_high")


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each such series that is a share."""
    for indicator in sentences.stated(site):
        for series in (site.reading.headline(indicator), *site.reading.companions(indicator)):
            held = list(cases(site, series)) if series.is_share and of_cases(series) else []
            if held:
                yield _chart(site, indicator, series, held)


def _chart(site: Edition, indicator: Row, series: Series, held: Sequence[Case]) -> Chart:
    words = site.words
    measures = MEASURES[1:] if series.is_ranged else MEASURES[:1]
    title = _title(site, series, held)
    subtitle = words(f"chart.case_ratios.{_told_as(series)}", label=site.series_label(series))
    hollow = [n for n, case in enumerate(held) if not case.reliable]
    return Chart(
        id=f"{series.id.replace('.', '-')}-cases",
        kind="case_ratios",
        page=INDICATOR.path(indicator["id"]),
        shows="areas",
        title=title,
        subtitle=f"{subtitle} {words('chart.case_ratios.hollow')}" if hollow else subtitle,
        alternative=words(
            "chart.case_ratios.alternative",
            finding=plain(title),
            cases=words.list([f"{case.full_name(site)}, {_value(site, case)}" for case in held]),
        ),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=(
            *case_columns(site),
            Column(name="measure"),
            Column(name="measure_label", label=words("column.obs_value")),
        ),
        numbers=tuple(_number(site, case, measure) for case in held for measure in measures),
        across="measure_label",
        options={
            "percents": percents(site),
            "measures": list(measures),
            "names": [case.full_name(site) for case in held],
            "values": [_value(site, case) for case in held],
            "hollow": hollow,
        },
    )


def _told_as(series: Series) -> str:
    """Name what a line is, where there are any."""
    return "pending" if series.has_pending else "ranged" if series.has_range else "subtitle"


def _number(site: Edition, case: Case, measure: str) -> Number:
    """Give one end of a case's range; its value where no range is known, so that both ends are one dot."""
    figures = case.observation.figures
    return Number(
        texts={**case.texts, "measure": measure, "measure_label": site.words(f"chart.case_ratios.{measure}")},
        figure=figures[measure] if measure in figures else figures["obs_value"],
        label=site.words("chart.number", what=case.full_name(site), value=_value(site, case)),
    )


def _value(site: Edition, case: Case) -> str:
    """The share with its parts, or the range."""
    held = case.observation.figures
    texts = {name: site.written(figure) for name, figure in held.items()}
    if "pending" in held and not held["pending"].zero:
        named = {name: site.written(figure) for name, figure in sentences.parts(held).items()}
        return site.words("figure.pending" if "obs_value" in held else "figure.undecided", **named)
    if "obs_value" not in held:
        return site.words("figure.range", low=texts["value_low"], high=texts["value_high"])
    if "numerator" not in held or "denominator" not in held:
        return texts["obs_value"]
    return with_parts(site, held["obs_value"], held)


def _title(site: Edition, series: Series, held: Sequence[Case]) -> Markup:
    """Give the lowest and the highest share among the cases of normal reliability, or among all where none is."""
    fit = [case for case in held if case.reliable] or held
    if series.has_pending:
        fit = [case for case in fit if case.observation.value] or fit
    low = min((_ends(case)[0] for case in fit), key=lambda figure: figure.number)
    high = max((_ends(case)[1] for case in fit), key=lambda figure: figure.number)
    key = "even" if low.number == high.number else "title"
    return site.phrase(f"chart.case_ratios.{key}", low=low, high=high)


def _ends(case: Case) -> tuple[Figure, Figure]:
    figures = case.observation.figures
    value = case.observation.value
    low, high = (value, value) if value else (figures.get("value_low"), figures.get("value_high"))
    if low is None or high is None:
        message = f"{case.code} has neither a value nor a range."
        raise ValueError(message)
    return low, high
