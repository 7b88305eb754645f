"""Words that charts of several kinds share: credit lines, the names of statuses, the sentence of a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scripts.findings.figures import Figure
from scripts.findings.reading import Observation, Row
from scripts.model.codes import HEADLINE
from scripts.model.prose import FEW
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition


def credit(site: Edition, sources: Sequence[str]) -> str:
    """Say where a chart's numbers come from: publisher, title, edition, licence of each source; and who drew it."""
    if len(sources) > 1:
        return credit_of(site, sources)
    row = site.source(sources[0])
    named = site.words("chart.source", publisher=row["publisher"], title=row["title"], edition=row["edition"])
    licence = site.words("chart.licence", licence=site.licence(row))
    return f"{named} {licence} {site.words('chart.drawn', site=site.naming.name)}"


def credit_of(site: Edition, sources: Iterable[str]) -> str:
    """Say where numbers of several sources come from, each source once, with edition and licence; and who drew it."""
    rows = [site.source(source) for source in dict.fromkeys(sources)]
    named = [site.words("chart.sources_each", **{**row, "licence": site.licence(row)}) for row in rows]
    listed = site.words("chart.sources", sources=site.words.apart(named))
    return f"{listed} {site.words('chart.drawn', site=site.naming.name)}"


def credit_of_all(site: Edition) -> str:
    """Say that numbers are of all headlines, whose sources are named on their pages; and who drew it."""
    return f"{site.words('chart.sources_all')} {site.words('chart.drawn', site=site.naming.name)}"


def policies(site: Edition) -> Iterator[tuple[Row, Series]]:
    """Give each policy that states a figure with its indicator: headlines, then further readings of an indicator."""
    headlines = ((row, site.reading.headline(row)) for row in sentences.stated(site))
    yield from ((row, series) for row, series in headlines if series.has_statuses)
    yield from read_policies(site)


def read_policies(site: Edition) -> Iterator[tuple[Row, Series]]:
    """Give each companion that answers the question of its indicator by another rule, and states a figure."""
    for indicator in site.reading.indicators:
        for series in site.reading.readings(indicator):
            if not sentences.statement(site, series).reason:
                yield indicator, series


def label_of(site: Edition, series: Series) -> str:
    """Name what a chart is of: the indicator where it is of its headline, else the series."""
    if series.role == HEADLINE:
        return site.text(site.reading.indicator_rows[series.indicator], "label")
    return site.series_label(series)


def written(site: Edition, found: Observation, figure: Figure) -> str:
    """Write the figure that stands for an observation, with its bound: with both ends where only a range is known."""
    if found.value is None and "value_low" in found.figures:
        ends = {"low": found.figures["value_low"], "high": found.figures["value_high"]}
        return site.words("figure.range", **{name: site.written(end) for name, end in ends.items()})
    return site.bounded_text(figure)


def with_parts(site: Edition, share: Figure, parts: Mapping[str, Figure]) -> str:
    """Write a share with its `numerator` and `denominator`; one of few is these alone."""
    said = site.written(share)
    if share.few:
        return said
    texts = {name: site.written(parts[name]) for name in ("numerator", "denominator")}
    return site.words("figure.of", value=said, **texts)


def status_name(site: Edition, status: str) -> str:
    """Give a status in words; 'not assessed' is one of them."""
    return site.status_label(status)


def counts(site: Edition, series: Series, figures: Mapping[str, Figure]) -> list[str]:
    """Give the number of states with each status, in words."""
    return [
        site.words("chart.count", name=status_name(site, s), count=site.written(figures[s])) for s in series.statuses
    ]


FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4}


def more_than(part: float, whole: float) -> str:
    """Give the largest fraction that a part is more than: `half`, `third`, `quarter`; '' below, and of a few."""
    if whole < FEW:
        return ""
    return next((name for name, fraction in FRACTIONS.items() if part > fraction * whole), "")


def percents(site: Edition) -> dict[str, str]:
    """Give the ticks of a scale from nothing to all, with their texts."""
    return {str(part): site.words.percent(part, 0) for part in (0, 0.25, 0.5, 0.75, 1)}


def ticks(periods: list[str], most: int) -> list[str]:
    """Choose at most `most` periods to name on an axis, evenly from the last back to the first."""
    step = max(1, -(-len(periods) // most))
    return sorted(periods[::-1][::step])
