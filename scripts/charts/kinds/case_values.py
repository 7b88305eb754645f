"""Published figures of single programmes, for a headline that counts and is never added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scripts.charts.cases import Case, case_columns, cases, of_cases
from scripts.charts.chart import Chart, Number, chart_id
from scripts.charts.wording import credit
from scripts.findings.reading import Row
from scripts.model.pages import INDICATOR
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition, plain


def charts(site: Edition) -> Iterator[Chart]:
    """Give one chart for each such indicator."""
    for indicator in sentences.stated(site):
        series = site.reading.headline(indicator)
        held = list(cases(site, series)) if series.counts_things and of_cases(series) else []
        if held:
            yield _chart(site, indicator, series, held)


def _chart(site: Edition, indicator: Row, series: Series, held: Sequence[Case]) -> Chart:
    words = site.words
    figures = sorted((case.observation.figures["obs_value"] for case in held), key=lambda figure: figure.number)
    title = site.phrase(
        f"chart.case_values.{'even' if figures[0].number == figures[-1].number else 'title'}",
        low=site.bounded(figures[0]),
        high=site.bounded(figures[-1]),
    )
    names = [case.full_name(site) for case in held]
    return Chart(
        id=chart_id(series, "cases"),
        kind="case_values",
        page=INDICATOR.path(indicator["id"]),
        shows="areas",
        title=title,
        subtitle=words("chart.case_values.subtitle", label=site.text(indicator, "label")),
        alternative=words(
            "chart.case_values.alternative",
            finding=plain(title),
            cases=words.list([f"{n}, {_text(site, c)}" for n, c in zip(names, held, strict=True)]),
        ),
        sources=site.reading.sources_of[series.id],
        credit=credit(site, site.reading.sources_of[series.id]),
        columns=case_columns(site),
        numbers=tuple(_number(site, case, name) for case, name in zip(held, names, strict=True)),
        options={
            "names": names,
            "values": [_text(site, case) for case in held],
        },
    )


def _text(site: Edition, case: Case) -> str:
    """The value of a case as the language writes it; '' where it has none."""
    return site.bounded_text(case.observation.value) if case.observation.value else ""


def _number(site: Edition, case: Case, name: str) -> Number:
    figure = case.observation.value
    label = site.words("chart.number", what=name, value=_text(site, case))
    return Number(texts=case.texts, figure=figure, label=label)
