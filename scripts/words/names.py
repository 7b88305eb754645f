"""The names by which readers look for a page: names, codes, ids and everyday words. Nothing is matched here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.pages import AREA_GROUP, GROUPED, INDICATOR, SOURCE
from scripts.model.site import ABSENT, ALSO, CODE, FORMERLY, KEYWORD, PART, TERRITORY, Name
from scripts.words.edition import Area, Edition

AREA_CODES = ("iso2", "iso3", "m49")
YEAR = 4
"""Letters of a period that is a year."""

FORMER = "former"
"""Kind of name (code list `name_kind`) that an area had before."""


def names_of(site: Edition, kind: str, item: Area | Row | None) -> tuple[Name, ...]:
    """Give the names of a thing, each once. `kind` is the name of its kind of page; a page of the site has no item."""
    found: dict[str, Name] = {}
    for name in _names(site, kind, item):
        found.setdefault(name.text, name)
    return tuple(found.values())


def _names(site: Edition, kind: str, item: Area | Row | None) -> Iterable[Name]:
    if item is None:
        return ()
    return _of_area(site, item) if isinstance(item, Area) else NAMING.get(kind, _of_row)(site, item)


def note_of(site: Edition, kind: str, item: Area | Row | None) -> str:
    """Give one line that tells a thing from others of its name: a country's region, an indicator's official wording."""
    if item is None:
        return ""
    if isinstance(item, Area):
        region = site.region(item)
        return site.group_name(region) if region else ""
    if kind == INDICATOR.name:
        return site.text(item, "statement")
    if kind == GROUPED.name:
        return next(site.text(row, "label") for row in site.reading.groupings if row["id"] == item["codelist"])
    return site.called(item, "publisher") if kind == SOURCE.name else ""


def _of_area(site: Edition, area: Area) -> Iterator[Name]:
    """Codes, names in every language, official, former and local names, and the states that were on its territory."""
    yield from (Name(kind=CODE, text=area.row[column]) for column in AREA_CODES if area.row[column])
    yield from _listed(site, area.iso3)
    texts = (*(area.row[f"name_{language}"] for language in site.languages.of_areas), area.row["official_name_en"])
    yield from (Name(kind=ALSO, text=text) for text in texts if text)
    states = [row["former_area"] for row in site.reading.rows("former_territories") if row["ref_area"] == area.iso3]
    yield from _of_former_states(site, states)
    parts = [row["ref_area"] for row in site.reading.rows("area_parts") if row["part_of"] == area.iso3]
    for part in parts:
        if part not in site.areas:
            yield from _of_another(site, part, PART)


def names_of_absent(site: Edition) -> tuple[Name, ...]:
    """Give the names of areas of today that have no page, and are no part of an area with one, each once."""
    parts = {row["ref_area"] for row in site.reading.rows("area_parts") if row["part_of"] in site.areas}
    absent = [iso3 for iso3, row in site.reading.area_rows.items() if iso3 not in site.areas and not row["valid_to"]]
    names = (name for iso3 in absent if iso3 not in parts for name in _of_another(site, iso3, ABSENT))
    return tuple({name.text: name for name in names}.values())


def _of_another(site: Edition, iso3: str, kind: str) -> Iterator[Name]:
    """Every name and code of an area without a page, as names of the page to which they lead."""
    row = site.reading.area_rows[iso3]
    texts = [site.area_names[iso3], *(row[f"name_{language}"] for language in site.languages.of_areas)]
    texts += [name.text for name in _listed(site, iso3)] + [row[column] for column in AREA_CODES]
    yield from (Name(kind=kind, text=text, shown=site.area_names[iso3]) for text in dict.fromkeys(texts) if text)


def _listed(site: Edition, iso3: str) -> Iterator[Name]:
    """The names of an area in `area_names`."""
    for row in site.reading.names_by_area.get(iso3, ()):
        yield Name(kind=FORMERLY if row["kind"] == FORMER else ALSO, text=row["name"])


def _of_former_states(site: Edition, states: Sequence[str]) -> Iterator[Name]:
    """Every name of states that no longer exist, as names of a country that lies where they were.

    Their own names come first: one that two states bore is told of the state that this site calls so.
    """
    yield from (Name(kind=TERRITORY, text=site.area_names[state], shown=site.area_names[state]) for state in states)
    for state in states:
        listed = (name.text for name in _listed(site, state))
        yield from (Name(kind=TERRITORY, text=text, shown=site.area_names[state]) for text in listed)


def _of_indicator(site: Edition, row: Row) -> Iterator[Name]:
    """Its id, everyday words, and the names of its series."""
    yield Name(kind=CODE, text=row["id"])
    yield from (Name(kind=KEYWORD, text=text) for text in site.text(row, "keywords").split("; "))
    series = (site.reading.headline(row), *site.reading.companions(row))
    yield from (Name(kind=KEYWORD, text=site.series_label(each)) for each in series)


def _of_group(site: Edition, row: Row) -> Iterator[Name]:
    yield Name(kind=CODE, text=row["id"])
    yield from (Name(kind=ALSO, text=row[f"name_{language}"]) for language in site.languages.of_areas)


def _of_row(_: Edition, row: Row) -> Iterator[Name]:
    yield Name(kind=CODE, text=row["id"])


def _of_grouped(site: Edition, row: Row) -> Iterator[Name]:
    """Its name with each year that it has a figure of: `Mediterranean 2016` is what readers look for."""
    name = site.label(row["codelist"], row["code"])
    yield Name(kind=ALSO, text=name)
    for series in site.reading.by_grouping(row["codelist"])[:1]:
        years = (period for period in site.reading.periods(series) if len(period) == YEAR)
        yield from (
            Name(kind=KEYWORD, text=f"{name} {year}")
            for year in years
            if site.reading.summary(series, WORLD, year, f"{series.kind.main}.{row['code']}")
        )


NAMING: Mapping[str, Callable[[Edition, Row], Iterable[Name]]] = {
    GROUPED.name: _of_grouped,
    AREA_GROUP.name: _of_group,
    INDICATOR.name: _of_indicator,
}
"""Kinds of page that have more names than an id; every page is also found by its title."""
