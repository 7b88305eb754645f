"""Files for programs, below `api/v1/`: indicators, countries and aggregates as JSON, each value with its cell.

`docs/en/api.md` says what each file holds. A key is never renamed or removed within v1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from scripts.exports.observed import Json, by_language, described, entry, figures, labels, names, observed, sources
from scripts.exports.profile import schema
from scripts.exports.years import periods_of, years
from scripts.findings.reading import Row
from scripts.findings.releases import COUNTED, Changes
from scripts.findings.releases import FILE as LIST_OF_CHANGES
from scripts.model.codes import WORLD
from scripts.model.pages import RELEASE
from scripts.model.site import Download, json_file
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Area, Edition, plain

FOLDER = "api/v1"


def api_files(sites: Sequence[Edition]) -> list[Download]:
    """Give the files, by path. `sites` are the same package and summaries in each language of the site."""
    return sorted(_files(sites), key=lambda file: file.path)


def _files(sites: Sequence[Edition]) -> Iterator[Download]:
    site = sites[0]
    yield _file(site, "indicators", _indicators(site))
    yield _file(site, "countries", _countries(site))
    yield _file(site, "profile", schema(site.languages))
    if site.releases:
        yield _file(site, "releases", {"releases": [_release(found) for found in site.releases]})
    for indicator in site.reading.indicators:
        yield _file(site, f"indicators/{indicator['id']}", _indicator(sites, indicator))
        yield _file(site, f"summaries/{indicator['id']}", _summaries(site, indicator))
    for area in site.areas.values():
        yield _file(site, f"countries/{area.iso3}", _country(sites, area))
        yield _file(site, f"years/{area.iso3}", years(site, area.iso3))
    for found in site.releases:
        yield _file(site, f"releases/{found.version}", {**_release(found), "changes": list(_changes(found))})


def _file(site: Edition, name: str, content: Json) -> Download:
    """Write a file; every one begins with the release that it is of."""
    head = {"release": site.reading.package.version, "released": site.reading.package.released}
    return json_file(f"{FOLDER}/{name}.json", {**head, **content})


# -- indicators --------------------------------------------------------------------------------------------------------


def _indicators(site: Edition) -> Json:
    return {
        "languages": list(site.languages.codes),
        "policy_areas": [
            {"id": row["id"], "number": int(row["number"]), "label": by_language(site, row, "label")}
            for row in site.reading.policy_areas
        ],
        "indicators": [_listed(site, indicator) for indicator in site.reading.indicators],
        "context": [described(site, series) for series in site.reading.context()],
    }


def _listed(site: Edition, indicator: Row) -> Json:
    series = site.reading.headline(indicator)
    return {
        "id": indicator["id"],
        "number": int(indicator["number"]),
        "policy_area": indicator["policy_area"],
        "label": by_language(site, indicator, "label"),
        "unit": by_language(site, indicator, "unit"),
        "measure_type": indicator["measure_type"],
        "headline": {**described(site, series), "time_period": site.reading.latest(series) or None},
        "page": f"indicators/{indicator['id']}/",
        "file": f"{FOLDER}/indicators/{indicator['id']}.json",
        "summaries": f"{FOLDER}/summaries/{indicator['id']}.json",
    }


def _indicator(sites: Sequence[Edition], indicator: Row) -> Json:
    site = sites[0]
    series = site.reading.headline(indicator)
    stands = {area.iso3: site.reading.known(series, area.iso3) for area in site.areas.values()}
    held = [(code, observed(series, found)) for code, found in sorted(stands.items()) if found]
    entries = [each for _, each in held]
    return {
        **_listed(site, indicator),
        "statement": by_language(site, indicator, "statement"),
        "finding": {s.words.language: plain(sentences.finding(s, indicator)) for s in sites},
        "limits": by_language(site, indicator, "limits"),
        "missing": by_language(site, indicator, "missing"),
        "companions": [described(site, companion) for companion in site.reading.companions(indicator)],
        "variants": [described(site, variant) for variant in site.reading.variants(indicator)],
        "world": _summary(site, series, WORLD, site.reading.latest(series)),
        "observations": [{"ref_area": code, **each} for code, each in held],
        "not_known": sorted(code for code, found in stands.items() if found is None),
        "labels": labels(site, entries),
        "sources": sources(site, [*entries, {"source": series.source}]),
    }


def _summaries(site: Edition, indicator: Row) -> Json:
    """The headline of every group in its period, and of the world in every period."""
    series = site.reading.headline(indicator)
    period = site.reading.latest(series)
    return {
        "indicator": indicator["id"],
        "series": series.id,
        "time_period": period or None,
        "groups": [
            {"name": names(site, row), "kind": row["kind"], **_summary(site, series, group, period)}
            for group, row in site.reading.groups.items()
        ],
        "world": [_summary(site, series, WORLD, each) for each in site.reading.summaries.periods(series.id, WORLD)],
    }


def _summary(site: Edition, series: Series, group: str, period: str) -> Json:
    """Every published measure of a series in a group and period; no period and no measure where none is complete."""
    values = figures(sentences.values(site, series, group, period))
    return {"series": series.id, "group": group, "time_period": period or None, "values": values}


# -- countries ---------------------------------------------------------------------------------------------------------


def _countries(site: Edition) -> Json:
    return {
        "groups": [
            {"id": group, "kind": row["kind"], "name": names(site, row)} for group, row in site.reading.groups.items()
        ],
        "countries": [_area(site, site.areas[code]) for code in sorted(site.areas)],
    }


def _area(site: Edition, area: Area) -> Json:
    return {
        "iso3": area.iso3,
        "iso2": area.row["iso2"],
        "m49": area.row["m49"],
        "area_type": area.row["area_type"],
        "name": names(site, area.row),
        "groups": list(area.groups),
        "un_member_since": area.row["un_member_since"] or None,
        "page": f"countries/{area.slug}/",
        "file": f"{FOLDER}/countries/{area.iso3}.json",
        "csv": f"data/latest/countries/{area.iso3}.csv",
    }


def _country(sites: Sequence[Edition], area: Area) -> Json:
    site = sites[0]
    indicators = [entry(sites, indicator, area) for indicator in site.reading.indicators]
    context = [
        observed(series, found)
        for series in site.reading.context()
        for found in site.reading.known_by_code(series, area.iso3)
    ]
    return {
        **_area(site, area),
        "indicators": indicators,
        "context": context,
        "periods": periods_of(site, area.iso3),
        "labels": labels(site, [*indicators, *context]),
        "sources": sources(site, [*indicators, *context]),
    }


# -- releases ----------------------------------------------------------------------------------------------------------


def _release(found: Changes) -> Json:
    return {
        "version": found.version,
        "released_on": found.released,
        "after": found.after or None,
        "counts": {name: found.count(name) for name in COUNTED} if found.after else None,
        "page": RELEASE.path(found.version),
        "file": f"{FOLDER}/releases/{found.version}.json",
        "csv": f"data/{found.version}/{LIST_OF_CHANGES}" if found.after else None,
    }


def _changes(found: Changes) -> Iterator[Json]:
    """Every change, in the order of the file and with its row there; columns that say nothing of it are left out."""
    for change in found.all:
        held = asdict(change)
        yield {"row": held.pop("row"), **{name: text for name, text in held.items() if text}}
