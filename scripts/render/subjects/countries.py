"""Every country with a page: the list of all, and the page that compares some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import combining, normalize

from markupsafe import Markup

from scripts.model.codes import WORLD
from scripts.model.pages import COUNTRY
from scripts.render.context import Context
from scripts.render.makers import Makers
from scripts.render.parts import Choice, Choices, Menu
from scripts.words.edition import Area
from scripts.words.grammar import typographic
from scripts.words.names import names_of

UN_MEMBERS = 193
"""Member states of the United Nations since 14 July 2011."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaEntry:
    """One country. `names` is what else the list is narrowed down by; `codes` are those that its menus know."""

    href: str
    label: str
    note: Markup
    names: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaGroup:
    """Countries under a heading."""

    id: str
    title: str
    entries: tuple[AreaEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountriesPage:
    """What a list of all countries shows."""

    count: int
    some: bool
    """Whether they are not all UN member states and others."""
    groups: tuple[AreaGroup, ...]
    menus: tuple[Menu, ...]


def countries_page(context: Context, _: None) -> CountriesPage:
    """Give every country under its region, and the menus that narrow the list down."""
    areas = context.edition.areas.values()
    states = sum(area.is_state for area in areas)
    return CountriesPage(
        count=len(areas),
        some=states < UN_MEMBERS,
        groups=tuple(_by_region(context)),
        menus=_menus(context),
    )


PAGES = Makers(site={"countries": countries_page, "compare": countries_page})


def _by_region(context: Context) -> list[AreaGroup]:
    """Every country with a page under its region, with how many indicators are known for it."""
    areas = context.edition.areas.values()
    regions = [group for group, row in context.reading.groups.items() if row["kind"] == "region"]
    named = [
        (f"region-{group}", context.edition.group_name(group), [a for a in areas if group in a.groups])
        for group in regions
    ]
    others = [a for a in areas if not set(regions) & set(a.groups)]
    named.append(("region-none", context.words("countries.no_region"), others))
    return [
        AreaGroup(id=place, title=title, entries=tuple(_entry(context, area) for area in held))
        for place, title, held in named
        if held
    ]


def _entry(context: Context, area: Area) -> AreaEntry:
    known, whole = context.edition.coverage.indicators_known(area.iso3), len(context.reading.indicators)
    return AreaEntry(
        href=context.href(COUNTRY.path(area.iso3)),
        label=area.name,
        note=context.edition.phrase("countries.known", count=known, known=known, all=whole),
        names=", ".join(_other_names(context, area)),
        codes={
            "group": " ".join(group for group in area.groups if group != WORLD),
            "known": third(int(known.number), whole),
        },
    )


def _other_names(context: Context, area: Area) -> list[str]:
    """What else a country is looked for by: codes and names, but those that stand in another."""
    kept = [area.name]
    names = (name.text for name in names_of(context.edition, COUNTRY.name, area))
    for name in sorted(names, key=len, reverse=True):
        if not any(_folded(name) in _folded(other) for other in kept):
            kept.append(name)
    return kept[1:]


def _menus(context: Context) -> tuple[Menu, ...]:
    """Groups by kind, and how many of the indicators are known."""
    edition, whole = context.edition, len(context.reading.indicators)
    groups = tuple(
        Choices(
            label=edition.label("group_kind", kind),
            entries=tuple(Choice(code=group, label=edition.group_name(group)) for group in held),
        )
        for kind, held in _groups_by_kind(context).items()
    )
    thirds = dict.fromkeys(third(number, whole) for number in range(whole, -1, -1))
    known = tuple(Choice(code=code, label=_known_label(context, code, whole)) for code in thirds)
    return (
        Menu(name="group", label=context.words("column.group"), entries=groups),
        Menu(name="known", label=context.words("countries.known_label"), entries=known),
    )


def _known_label(context: Context, code: str, whole: int) -> str:
    low, _, high = code.partition("-")
    key = "countries.known_span" if high else "countries.known_exactly"
    return context.words(key, low=low, high=high, all=whole)


def _groups_by_kind(context: Context) -> dict[str, list[str]]:
    """The groups of areas that are less than the world, by kind."""
    kinds: dict[str, list[str]] = {}
    for group, row in context.reading.groups.items():
        if group != WORLD:
            kinds.setdefault(row["kind"], []).append(group)
    return kinds


def third(known: int, whole: int) -> str:
    """Give the third of a whole that a number is in, as its first and last number: `4-7` of 11; `0` for none."""
    ends = [whole * part // 3 for part in range(4)]
    for low, high in pairwise(ends):
        if low < known <= high:
            return f"{low + 1}-{high}" if low + 1 < high else str(high)
    return "0"


def _folded(name: str) -> str:
    """Give a name without accents and capitals, with the apostrophe that readers see."""
    return "".join(c for c in normalize("NFD", typographic(name)) if not combining(c)).casefold()
