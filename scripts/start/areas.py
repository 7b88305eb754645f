"""Which country or area a cell of a stranger's table means: by code or exact name, never by likeness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.model.problems import UsageError
from scripts.start.files import Row, read_rows

AREA_TABLES: Final = ("reference_areas", "area_names", "area_groups", "area_group_members", "sources")
TOTALS: Final = frozenset(
    {"total", "grand total", "all", "all areas", "all regions", "overall", "national", "whole country", "world"}
)
"""Names of the whole in tables of areas that are no countries."""

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))

ALWAYS: Final = ("0001", "9999-12-31")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a cell means: the code of an area, or the name of a group of areas, or, with neither, nothing known."""

    area: str = ""
    group: str = ""
    many: tuple[str, ...] = ()
    """The areas among which a name does not choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """The areas of a package, its groups, and how they are written."""

    tables: Mapping[str, Sequence[Row]]
    codes: Mapping[str, str]
    """Area by code: ISO 3166-1 alpha-3, alpha-2, and M49 with or without its leading zeros."""
    names: Mapping[str, Sequence[tuple[str, str, str]]]
    """By folded name: each area that it has meant, with the first and last day."""
    groups: Mapping[str, str]
    """Name of a group by its folded name or code."""
    lives: Mapping[str, tuple[str, str]]
    """First and last day on which each area exists."""

    def meaning(self, cell: str, day: str) -> Meaning:
        """Give what a cell means on a day, YYYY-MM-DD."""
        if cell in self.codes:
            return Meaning(area=self.codes[cell])
        folded = fold(cell)
        found = {area for area, first, last in self.names.get(folded, ()) if first <= day <= last}
        if len(found) == 1:
            return Meaning(area=found.pop())
        if found:
            return Meaning(many=tuple(sorted(found)))
        return Meaning(group=self.groups.get(folded, ""))


def fold(name: str) -> str:
    """Bring a name to the form in which it is compared: case, spaces and kinds of apostrophes do not matter."""
    return " ".join(name.translate(_APOSTROPHES).split()).casefold()


def read_atlas(package: Path) -> Atlas:
    """Read the areas of a package. Raises UsageError where it has none."""
    try:
        tables = {name: read_rows(package / "data" / f"{name}.csv") for name in AREA_TABLES}
    except OSError as error:
        message = f"{package} is no package with countries and their names: {error.filename} cannot be read."
        raise UsageError(message, "Name one with --areas.") from error
    areas = tables["reference_areas"]
    living = [row for row in areas if not row["valid_to"]]
    codes = {row["iso3"]: row["iso3"] for row in areas}
    codes |= {row["iso2"]: row["iso3"] for row in living if row["iso2"]}
    for row in living:
        codes |= {code: row["iso3"] for code in (row["m49"], row["m49"].lstrip("0")) if code}
    return Atlas(
        tables=tables,
        codes=codes,
        names=_names(areas, tables["area_names"]),
        groups=_groups(tables),
        lives={row["iso3"]: (row["valid_from"] or ALWAYS[0], row["valid_to"] or ALWAYS[1]) for row in areas},
    )


def _names(areas: Sequence[Row], names: Sequence[Row]) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in names:
        dated = (row["ref_area"], row["valid_from"], row["valid_to"] or ALWAYS[1])
        found.setdefault(fold(row["name"]), []).append(dated)
    for row in areas:
        for column in ("name_en", "official_name_en"):
            if row.get(column) and fold(row[column]) not in found:
                found[fold(row[column])] = [(row["iso3"], row["valid_from"] or ALWAYS[0], ALWAYS[1])]
    return found


def _groups(tables: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    listed = read_rows(Path(__file__).parent / "groups.csv")
    known = {fold(row["written"]): row["name"] for row in listed}
    for row in tables["area_groups"]:
        known |= {fold(written): row["name_en"] for written in (row["id"], row["id"].lstrip("0"), row["name_en"])}
    return known
