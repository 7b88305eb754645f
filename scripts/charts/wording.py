"""Words that charts of several kinds share: the credit line, the names of statuses, the sentence of a number."""

from __future__ import annotations

from scripts.findings.site import Site
from scripts.model.codes import POLICY_CODES

STATUSES = (*POLICY_CODES, "not_assessed")
"""The statuses of a policy, in the order in which they are always shown."""


def credit(site: Site, source: str) -> str:
    """Say where a chart's numbers come from: publisher, title, edition, licence; and who drew it."""
    row = site.sources[source]
    named = site.words("chart.source", publisher=row["publisher"], title=row["title"], edition=row["edition"])
    licence = site.words("chart.licence", licence=row["licence"])
    return f"{named} {licence} {site.words('chart.drawn', site=site.words('site.name'))}"


def status_name(site: Site, status: str) -> str:
    """Give a status in words; 'not assessed' is one of them."""
    return site.words(f"status.{status}")


def ticks(periods: list[str], most: int) -> list[str]:
    """Choose at most `most` periods to name on an axis, evenly from the last back to the first."""
    step = max(1, -(-len(periods) // most))
    return sorted(periods[::-1][::step])
