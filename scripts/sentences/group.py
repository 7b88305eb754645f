"""Sentences on one group of countries that stand alone: the findings that are known best of it."""

from __future__ import annotations

from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.sentences.country import Said
from scripts.words.edition import Edition

MOST = 2
"""Sentences with which the page of a group opens."""


def quotable(site: Edition, group: str) -> tuple[Said, ...]:
    """Give the sentences with which the page of a group opens, at most MOST.

    First the policy of which most states were assessed, then what was counted, then what is documented or known of
    records; where these are fewer, the next of the same kind.
    """
    if group == WORLD:
        stated = [row for row in sentences.stated(site) if "{period}" in site.text(row, "finding")]
        found = [(row, site.reading.headline(row), sentences.finding(site, row)) for row in stated]
    else:
        rows = site.reading.indicators
        found = [(row, site.reading.headline(row), sentences.finding_in(site, row, group)) for row in rows]
    told = [(row, series, text) for row, series, text in found if text]
    ranked = sorted(told, key=lambda each: _rank(site, group, each[0], each[1]))
    firsts = {_rank(site, group, row, series)[0]: (row, series, text) for row, series, text in reversed(ranked)}
    chosen = [*dict(sorted(firsts.items())).values(), *(each for each in ranked if each not in firsts.values())]
    return tuple(
        Said(
            text=text, cell=_cell(site, series, group), indicator=row["id"], sources=site.reading.sources_of[series.id]
        )
        for row, series, text in chosen[:MOST]
    )


def _rank(site: Edition, group: str, indicator: Row, series: Series) -> tuple[int, float, int]:
    figures = sentences.statement(site, series, group).figures
    number = int(indicator["number"])
    if "assessed" in figures:
        return (0, -figures["assessed"].number / figures["members"].number, number)
    return (1 if series.counts_things else 2, 0, number)


def _cell(site: Edition, series: Series, group: str) -> str:
    main = sentences.statement(site, series, group).main
    return main.cell if main else ""
