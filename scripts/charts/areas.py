"""What charts of a country or a group share: credit lines of several sources, the figure that stands for an area."""

from __future__ import annotations

from collections.abc import Iterable

from scripts.findings.figures import Figure
from scripts.findings.reading import Observation
from scripts.words.edition import Edition


def credit_of(site: Edition, sources: Iterable[str]) -> str:
    """Say where numbers of several sources come from, each source once, with edition and licence; and who drew it."""
    rows = [site.reading.sources[source] for source in dict.fromkeys(sources)]
    named = [site.words("chart.sources_each", **row) for row in rows]
    listed = site.words("chart.sources", sources=site.words("chart.sources_separator").join(named))
    return f"{listed} {site.words('chart.drawn', site=site.words('site.name'))}"


def credit_of_all(site: Edition) -> str:
    """Say that numbers are of all headlines, whose sources are named on their pages; and who drew it."""
    return f"{site.words('chart.sources_all')} {site.words('chart.drawn', site=site.words('site.name'))}"


def figure_of(found: Observation | None) -> Figure | None:
    """Give the value of an observation, or its first figure where it has only a range; None where nothing is known."""
    if found is None:
        return None
    return found.value or next(iter(found.figures.values()), None)
