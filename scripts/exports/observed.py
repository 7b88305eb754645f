"""Observations as the API's files hold them: values with their cells, and words for every code, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from scripts.findings.elsewhere import Elsewhere, elsewhere
from scripts.findings.figures import Figure, form
from scripts.findings.reading import Observation, Row
from scripts.model.codes import ALL_STATUSES
from scripts.model.kinds import POLICY_CODELIST
from scripts.model.measures import VALUE_COLUMNS
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Area, Edition

Json = dict[str, Any]


def by_language(site: Edition, row: Row, column: str) -> Json:
    """Give a text of a row in each language: `{"en": "Germany"}`."""
    return {language: row[f"{column}_{language}"] for language in site.languages.codes}


def names(site: Edition, row: Row) -> Json:
    """Give the names of an area or a group."""
    return {language: row[f"name_{language}"] for language in site.languages.of_areas}


def figure(figure: Figure) -> Json:
    """Give a figure as a number or code with the cell that it was read from, and what bounds it where anything does."""
    value = figure.value
    number = int(value) if isinstance(value, float) and value.is_integer() else value
    return {"value": number, "cell": figure.cell, **({"bound": figure.bound} if figure.bound else {})}


def figures(held: dict[str, Figure]) -> Json:
    """Give figures by their column or measure."""
    return {name: figure(each) for name, each in held.items()}


def described(site: Edition, series: Series) -> Json:
    """Give what a series is and how its values are written."""
    return {
        "series": series.id,
        "label": by_language(site, site.reading.series_rows[series.id], "label"),
        "measure_type": series.measure_type,
        "codelist": series.codelist or None,
        "unit_measure": series.unit_measure,
        "per": series.per,
        "is_minimum": series.is_minimum,
        "finds_only_yes": series.finds_only_yes,
        "aggregation": series.aggregation,
        "dimensions": list(series.dimensions),
        "max_age": series.max_age,
        "reference_day": series.reference_day or None,
        "first_period": series.first_period,
        "last_period": series.last_period,
        "source": series.source,
        "shown": _shown(site, series),
    }


def _shown(site: Edition, series: Series) -> Json:
    """How each column of values is written: as the label of a code, or as a number in a style with decimals."""
    if series.codelist:
        return {"obs_value": {"style": "code"}}
    columns = [c for c in site.reading.package.observations(series.id).columns if c in VALUE_COLUMNS]
    forms = {column: form(series, column) for column in columns}
    return {column: {"style": f.style, "decimals": f.decimals} for column, f in forms.items()}


def observed(series: Series, observation: Observation) -> Json:
    """Give an observation: its period, dimensions, values with cells, status, unit, source and note."""
    return {
        "series": series.id,
        "time_period": observation.time_period,
        "dimensions": dict(observation.dimensions),
        "values": figures(dict(observation.figures)),
        "obs_status": observation.obs_status,
        "unit_measure": series.unit_measure,
        "source": observation.source,
        "note": observation.note or None,
    }


def entry(sites: Sequence[Edition], indicator: Row, area: Area) -> Json:
    """Give what is known of an area under an indicator, or that nothing is and why.

    `headline_period` is the period that the headline is stated for, null where none is complete; a status of an
    earlier year stands for it where `carried_forward` is true. `evidence` and `records` count rows about the area.
    """
    site = sites[0]
    series = site.reading.headline(indicator)
    found = site.reading.known(series, area.iso3)
    period = site.reading.latest(series)
    about = {"indicator": indicator["id"], "headline_period": period or None, **counted(site, series, area)}
    if found is None:
        return {**about, **_absent(sites, series, elsewhere(site.reading, series, area.iso3))}
    carried = series.has_statuses and found.time_period != period
    return {**about, **observed(series, found), "carried_forward": carried, "reason": None}


def _absent(sites: Sequence[Edition], series: Series, known: Elsewhere) -> Json:
    """Give an entry without values; a row of the source that is blank has its period, status and note."""
    blank = known.blank
    return {
        "series": series.id,
        "time_period": blank.time_period if blank else None,
        "dimensions": {},
        "values": {},
        "obs_status": blank.obs_status if blank else None,
        "unit_measure": series.unit_measure,
        "source": series.source,
        "note": blank.note or None if blank else None,
        "carried_forward": False,
        "reason": {site.words.language: sentences.absence(site, series, known) for site in sites},
    }


def counted(site: Edition, series: Series, area: Area) -> Json:
    """Give how many pieces of evidence and rows of the register there are; null where there is no register."""
    evidence = sum(row["series"] == series.id for row in site.reading.about("evidence", area.iso3))
    records = len(site.reading.about(f"register_{series.register}", area.iso3)) if series.register else None
    return {"evidence": evidence, "records": records}


def labels(site: Edition, entries: Iterable[Json]) -> Json:
    """Give the words of every code that entries use, by code list and language, sorted."""
    rows = {(row["codelist"], row["code"]): row for row in site.reading.rows("codelists")}
    statuses = {(POLICY_CODELIST, code) for code in ALL_STATUSES}
    used: set[tuple[str, str]] = statuses & rows.keys()
    for each in entries:
        used |= set(_codes(site.reading.package.series[each["series"]], each))
    found: Json = {}
    for codelist, code in sorted(used):
        found.setdefault(codelist, {})[code] = by_language(site, rows[codelist, code], "label")
    return found


def _codes(series: Series, entry: Json) -> Iterable[tuple[str, str]]:
    yield "unit_measure", entry["unit_measure"]
    yield from entry["dimensions"].items()
    for codelist in ("obs_status", "note"):
        if entry[codelist]:
            yield codelist, entry[codelist]
    if series.codelist and entry["values"]:
        yield series.codelist, entry["values"]["obs_value"]["value"]


def sources(site: Edition, entries: Iterable[Json]) -> Json:
    """Give the sources that entries name, with the address of each one's page."""
    held = {each["source"] for each in entries}
    return {
        source: {
            **{key: site.reading.sources[source][key] for key in ("title", "publisher", "edition", "licence")},
            "page": f"sources/{source}/",
        }
        for source in sorted(held)
    }
