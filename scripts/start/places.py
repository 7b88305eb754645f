"""The areas of a package that is made of a plain CSV: their codes, their groups, and which is part of which.

An area is a country of the package that `--areas` names, a part of one, or, where the areas are no countries, one of
the file's own. What is part of something is in the group of that, and the whole stands in no group with its parts: so
nothing is ever counted twice. A whole of which the file has figures
is an area beside the group of its parts, of which the program computes them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from string import ascii_uppercase
from typing import Final

from scripts.model.codes import DIVISIONS, OTHER_LAND, PART, UNCOUNTED, WHOLE, WORLD, group_of_parts, is_user_assigned
from scripts.model.letters import without_marks
from scripts.start.areas import Atlas, fold
from scripts.start.cells import Figure, Place
from scripts.start.files import Row
from scripts.start.wish import Areas, Told
from scripts.start.world import shapes_of

KINDS: Final = ("world", "region")
"""Kinds of groups that come along with countries."""

PARTS: Final = "parts"
"""Kind of the group of the parts of a country."""

MOST_OWN_AREAS: Final = 674
"""Codes XAA to XZZ, which ISO 3166-1 leaves to its users, but for XKX and that of other land."""

LANGUAGES: Final = ("en", "fr", "es")
"""Languages in which a package names its areas."""

PARTS_OF: Final = {"en": "Parts of {}", "fr": "Parties de {}", "es": "Partes de {}"}
"""Name of the group of the parts of an area that is in the package itself."""

ALL_AREAS: Final = {"en": "All areas", "fr": "Toutes les zones", "es": "Todas las zonas"}

Tables = dict[str, list[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Which area of the file is part of which, by the text that stands for each."""

    places: Mapping[str, Place]
    parents: Mapping[str, str]
    whole: str = ""
    """The area of which all others are parts; it has no group, since that of all areas is it."""

    @classmethod
    def of(cls, figures: Iterable[Figure], areas: Areas) -> Tree:
        """Make it of the places of figures. A parent may be written by its code or by its name."""
        places: dict[str, Place] = {}
        for figure in figures:
            held = places.setdefault(figure.area, figure.place)
            if not held.parent and figure.place.parent:
                places[figure.area] = figure.place
        named = {place.name: code for code, place in places.items()}
        parents = {code: named.get(place.parent, place.parent) for code, place in places.items()}
        whole = areas.whole
        return cls(
            places=places,
            parents={code: parent for code, parent in parents.items() if parent and parent not in (code, whole)},
            whole=whole,
        )

    @property
    def inner(self) -> list[str]:
        """The areas that have parts, whether or not the file has figures of them."""
        return sorted({*self.parents.values()})

    @property
    def leaves(self) -> list[str]:
        """The areas without parts: each is in the group of all areas once."""
        inner = {*self.inner, self.whole}
        return sorted(code for code in self.places if code not in inner) or sorted(self.places)

    def above(self, code: str) -> list[str]:
        """Give the areas that an area is part of, from the nearest on; a circle ends where it began."""
        found: list[str] = []
        while (code := self.parents.get(code, "")) and code not in found:
            found.append(code)
        return found

    def name(self, code: str) -> str:
        """Give what an area is called."""
        return self.places[code].name if code in self.places else code


def questions(figures: Sequence[Figure], areas: Areas) -> Iterator[Told]:
    """Tell parents that cannot be: two of one area, an area that is part of itself, or more levels than there are."""
    of: dict[str, set[str]] = {}
    for figure in figures:
        if figure.place.parent:
            of.setdefault(figure.area, set()).add(figure.place.parent)
    for code, parents in of.items():
        if len(parents) > 1:
            yield Told(key="parents", values={"area": code, "found": ", ".join(sorted(parents))})
            return
    tree = Tree.of(figures, areas)
    circle = next((code for code in tree.inner if code in tree.above(code)), "")
    if circle:
        yield Told(key="circle", values={"area": circle})
    elif max((len(tree.above(code)) for code in tree.places), default=0) > len(DIVISIONS):
        yield Told(key="levels", values={"most": len(DIVISIONS)})
    count = len({*tree.places, *tree.inner}) if areas.own else sum(bool(f.parent) for f in tree.places.values())
    if count > MOST_OWN_AREAS:
        yield Told(key="areas", values={"count": count, "most": MOST_OWN_AREAS})


def twins(figures: Iterable[Figure], areas: Areas) -> Iterator[Told]:
    """Tell two areas of the file's own whose names differ in capitals or accents alone."""
    held: dict[str, str] = {}
    for name in dict.fromkeys(figure.place.name for figure in figures) if areas.own else ():
        other = held.setdefault(without_marks(fold(name)), name)
        if other != name:
            yield Told(key="twins", values={"area": other, "found": name})
            return


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The areas of a package: the code of each by the text of the file, their tables, and codes of their kinds."""

    codes: Mapping[str, str]
    names: Mapping[str, str]
    """What each that has a code of its own is called."""
    tables: Tables
    kinds: Sequence[Row]

    @property
    def uncounted(self) -> set[str]:
        """The texts of areas that no figure of all adds."""
        kinds = {row["iso3"]: row["area_type"] for row in self.tables["reference_areas"]}
        return {text for text, code in self.codes.items() if kinds.get(code) in UNCOUNTED}

    def name(self, text: str) -> str:
        """Give what an area is called, by the text that stands for it."""
        code = self.codes[text]
        return next(row["name_en"] for row in self.tables["reference_areas"] if row["iso3"] == code)

    @property
    def own(self) -> dict[str, str]:
        """Name by code of each area that has one of its own."""
        return {self.codes[text]: name for text, name in self.names.items()}


def places_of(figures: Sequence[Figure], areas: Areas, atlas: Atlas | None, source: str) -> Places:
    """Give the areas of figures."""
    tree = Tree.of(figures, areas)
    if atlas is None:
        return _own(tree, areas, min(figure.period[:4] for figure in figures), source)
    return _known(tree, areas, atlas, source)


def own_codes(areas: Iterable[str], shapes: Collection[str] = ()) -> dict[str, str]:
    """Give each area a code that ISO 3166-1 leaves to its users: its own where it is one, else the next from XAA on.

    None is that of one of the `shapes` of a map.
    """
    own = {area: area for area in areas if is_user_assigned(area) and area not in shapes}
    taken = {*own, *shapes, "XKX", OTHER_LAND}
    free = (f"X{a}{b}" for a, b in product(ascii_uppercase, repeat=2) if f"X{a}{b}" not in taken)
    return own | dict(zip(sorted({*areas} - {*own}), free, strict=False))


def _names(text: str) -> dict[str, str]:
    return {f"name_{language}": text for language in LANGUAGES}


def _parts_of(names: Mapping[str, str]) -> dict[str, str]:
    return {f"name_{language}": PARTS_OF[language].format(names[f"name_{language}"]) for language in LANGUAGES}


def _kind(codelist: str, named: str, order: int, label: str, text: str) -> Row:
    return {"codelist": codelist, "code": named, "order": str(order), "label_en": label, "description_en": text}


# -- areas of the file's own -------------------------------------------------------------------------------------------


def _own(tree: Tree, areas: Areas, year: str, source: str) -> Places:
    codes = own_codes([*tree.places, *tree.inner])
    names = {code: tree.name(code) for code in codes}
    leaves = {*tree.leaves}
    listed = [
        {
            "iso3": codes[code],
            "area_type": "other-area" if code in leaves else WHOLE,
            "source": source,
            **_names(names[code]),
        }
        for code in tree.places
    ]
    groups: list[Row] = [
        {
            "id": WORLD,
            "kind": "world",
            "order": "1",
            "source": source,
            **{f"name_{language}": text for language, text in ALL_AREAS.items()},
        }
    ]
    members: list[Row] = [_member(WORLD, codes[leaf], year, source) for leaf in tree.leaves]
    for number, inner in enumerate(tree.inner, start=2):
        above = tree.above(inner)
        kind, parent = DIVISIONS[len(above)], group_of_parts(codes[above[0]]) if above else WORLD
        row = {
            "id": group_of_parts(codes[inner]),
            "kind": kind,
            "parent": parent,
            "order": str(number),
            "source": source,
        }
        groups.append({**row, **(_parts_of(_names(names[inner])) if inner in tree.places else _names(names[inner]))})
        members += [
            _member(group_of_parts(codes[inner]), codes[leaf], year, source)
            for leaf in tree.leaves
            if inner in tree.above(leaf)
        ]
    tables: Tables = {
        "reference_areas": list(listed),
        "area_groups": groups,
        "area_group_members": members,
    }
    spelled = [_code_name(code, codes[code]) for code in tree.places if names[code] != code and code != codes[code]]
    if spelled:
        tables["area_names"] = list(spelled)
    return Places(codes=codes, names=names, tables=tables, kinds=tuple(_own_kinds(areas.parent)))


def _own_kinds(parent: str) -> Iterator[Row]:
    yield _kind("area_type", "other-area", 1, "Area", "An area of the source. It says nothing about legal status.")
    yield _kind(
        "area_type", WHOLE, 2, "Area with parts", "The whole of other areas; it is added to nothing beside them."
    )
    yield _kind("group_kind", "world", 1, ALL_AREAS["en"], "Every area of the source that has no parts.")
    level = parent or "Group of areas"
    for order, kind in enumerate(DIVISIONS, start=2):
        label = level if order == 2 else f"{level}, level {order - 1}"  # noqa: PLR2004 - the first is named without one
        yield _kind("group_kind", kind, order, label, "An area that has parts, as the source divides it.")


def _member(group: str, area: str, year: str, source: str) -> Row:
    return {"group": group, "ref_area": area, "valid_from": year, "source": source}


def _code_name(text: str, area: str) -> Row:
    return {"name": text, "ref_area": area, "valid_from": "0001", "kind": "code-name"}


# -- countries, and parts of them --------------------------------------------------------------------------------------


def _known(tree: Tree, areas: Areas, atlas: Atlas, source: str) -> Places:
    year = "0001"
    parts = {code: place for code, place in tree.places.items() if place.parent}
    used = {*tree.places} - {*parts}
    members = [row for row in atlas.tables["area_group_members"] if row["ref_area"] in used]
    groups = {row["id"]: row for row in atlas.tables["area_groups"] if row["kind"] in KINDS}
    held = {WORLD, *(row["group"] for row in members)} & {*groups}
    tables: Tables = {
        "reference_areas": [row for row in atlas.tables["reference_areas"] if row["iso3"] in used],
        "area_names": [row for row in atlas.tables["area_names"] if row["ref_area"] in used],
        "area_groups": [row for group, row in groups.items() if group in held],
        "area_group_members": [row for row in members if row["group"] in held],
    }
    codes = own_codes(parts, shapes_of(areas.known))
    whole = {row["iso3"]: row for row in atlas.tables["reference_areas"]}
    first = max((int(row["order"]) for row in groups.values()), default=0) + 1
    for number, country in enumerate(sorted({place.parent for place in parts.values()}), start=first):
        named = _parts_of({key: whole[country][key] for key in _names("")})
        tables["area_groups"].append(
            {"id": group_of_parts(country), "kind": PARTS, "order": str(number), "source": source, **named}
        )
    for code, place in parts.items():
        row = {"iso3": codes[code], "area_type": PART, "source": source, **_names(place.name)}
        tables["reference_areas"].append(row)
        tables["area_group_members"].append(_member(group_of_parts(place.parent), codes[code], year, source))
        if place.name != code:
            tables["area_names"].append(_code_name(code, codes[code]))
    kinds = (
        _kind("area_type", PART, 5, "Part of a country", "A part of a country; the country is counted and not it."),
        _kind(
            "group_kind", PARTS, 6, "Parts of a country", "The parts of one country of which the source has figures."
        ),
    )
    return Places(
        codes={**{code: code for code in used}, **codes},
        names={code: place.name for code, place in parts.items()},
        tables=tables,
        kinds=kinds if parts else (),
    )
