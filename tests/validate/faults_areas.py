"""Faults of areas, groups and memberships, planted at random into the rows of a table of the small package.

`plant(rows, rng)` changes the rows and gives the place in the list of the row that must be told, and the field.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from tests.validate.faults_meaning import AREAS, MEMBERS, where
from tests.validate.faults_values import Fault, Plant, Rows, written

GROUPS: Final = "area_groups"
NAMES: Final = "area_names"

UN_MEMBERS: Final = {"DEU": "Germany", "KEN": "Kenya", "NAM": "Namibia"}


def _state(row: dict[str, str]) -> bool:
    return row["iso3"] in UN_MEMBERS


def _territory(row: dict[str, str]) -> bool:
    return not _state(row)


def _other_digits(cell: str) -> str:
    return cell.translate({48 + n: 0x0660 + n for n in range(10)})


def _full_width(cell: str) -> str:
    return cell.translate({48 + n: 0xFF10 + n for n in range(10)})


def without(table_column: str, suits: Callable[[dict[str, str]], bool]) -> Plant:
    """Take a row out; the fault is told in another table, so that the place is not certain."""

    def plant(rows: Rows, rng: random.Random) -> tuple[int, str]:
        index = rng.choice([n for n, row in enumerate(rows) if suits(row)])
        del rows[index]
        return index, table_column

    return plant


def added(field: str, *rows_of: dict[str, str]) -> Plant:
    """Add one of several rows, like the first in all that they do not say."""

    def plant(rows: Rows, rng: random.Random) -> tuple[int, str]:
        rows.append({**rows[0], **rng.choice(rows_of)})
        return len(rows) - 1, field

    return plant


def _same_name_again(rows: Rows, rng: random.Random) -> tuple[int, str]:
    """Let a name that only this package knows mean two areas."""
    first, second = rng.sample(sorted(UN_MEMBERS), 2)
    common = {"valid_to": "", "kind": "former"}
    rows.insert(0, {"name": "An Old Colony", "ref_area": first, "valid_from": "0001", **common})
    rows.insert(1, {"name": "an old colony", "ref_area": second, "valid_from": "1920", **common})
    return 1, "name"


def _digits_of_a_group(rows: Rows, rng: random.Random) -> tuple[int, str]:
    index = rng.choice([n for n, row in enumerate(rows) if row["group"].isdecimal()])
    rows[index]["group"] = rng.choice((_other_digits, _full_width))(rows[index]["group"])
    return index, "group"


HOME: Final = {"DEU": ("51.1", "10.4"), "KEN": ("0.2", "37.9"), "NAM": ("-22.1", "17.2"), "ABW": ("12.5", "-70")}
"""A point within each area."""


def point(field: str, spoil: Callable[[str, str, random.Random], tuple[str, str]], *areas: str) -> Plant:
    """Give all areas their points, and one of them a wrong one."""

    def plant(rows: Rows, rng: random.Random) -> tuple[int, str]:
        for row in rows:
            row["latitude"], row["longitude"] = HOME[row["iso3"]]
        index = rng.choice([n for n, row in enumerate(rows) if row["iso3"] in (areas or HOME)])
        row = rows[index]
        row["latitude"], row["longitude"] = spoil(row["latitude"], row["longitude"], rng)
        return index, field

    return plant


FAULTS: Final = (
    Fault(code="area-codes-differ", table=AREAS, plant=written("iso2", lambda _: "SO", lambda _: "FR")),
    Fault(code="area-codes-differ", table=AREAS, plant=written("m49", lambda _: "706", lambda _: "250")),
    Fault(
        code="area-name-of-another",
        table=AREAS,
        plant=lambda rows, rng: written(
            f"name_{rng.choice(('en', 'fr', 'es'))}", lambda _: "Somalia", lambda _: "FRANCE", lambda _: "Perú"
        )(rows, rng),
    ),
    Fault(code="area-name-of-another", table=NAMES, plant=written("name", lambda _: "Somalia", lambda _: "Japon")),
    Fault(
        code="area-name-unknown",
        table=AREAS,
        plant=lambda rows, rng: written(f"name_{rng.choice(('en', 'fr', 'es'))}", "{}ia".format, "North {}".format)(
            rows, rng
        ),
    ),
    Fault(
        code="area-name-shared",
        table=NAMES,
        plant=_same_name_again,
    ),
    Fault(code="area-name-shared", table=GROUPS, plant=where("name_fr", lambda row: row["id"] == "WLD", "EUROPE")),
    Fault(code="digits-not-ascii", table=AREAS, plant=written("m49", _other_digits, _full_width)),
    Fault(
        code="digits-not-ascii",
        table=MEMBERS,
        plant=_digits_of_a_group,
    ),
    Fault(code="digits-not-ascii", table="register_crossings", plant=written("id", _other_digits)),
    Fault(code="group-within-itself", table=GROUPS, plant=where("parent", lambda row: row["id"] == "002", "002")),
    Fault(code="group-within-itself", table=GROUPS, plant=where("parent", lambda row: row["id"] == "150", "150")),
    Fault(
        code="member-not-of-parent",
        table=MEMBERS,
        plant=where("valid_from", lambda row: row["group"] != "WLD", "1945-10-23", "1900", "1945-09"),
    ),
    Fault(
        code="member-not-of-parent",
        table=MEMBERS,
        plant=added(
            "ref_area", *({"group": group, "ref_area": "ABW", "valid_from": "1945"} for group in ("002", "150"))
        ),
    ),
    Fault(
        code="area-in-two-regions",
        table=MEMBERS,
        plant=added("ref_area", {"group": "150", "ref_area": "KEN"}, {"group": "002", "ref_area": "DEU"}),
    ),
    Fault(
        code="un-member-without-date",
        table=AREAS,
        plant=where("un_member_since", _state, ""),
    ),
    Fault(code="un-date-of-no-member", table=AREAS, plant=where("un_member_since", _territory, "1986", "1986-01-01")),
    Fault(code="un-date-of-no-member", table=AREAS, plant=where("un_member_until", _state, "2001", "2024-06-30")),
    Fault(code="un-member-too-early", table=AREAS, plant=where("un_member_since", _state, "1845", "1945-10-23")),
    Fault(
        code="un-member-without-region",
        table=MEMBERS,
        plant=without("iso3", lambda row: (row["group"], row["ref_area"]) in {("002", "KEN"), ("002", "NAM")}),
    ),
    Fault(
        code="area-date-after-release", table=AREAS, plant=where("un_member_since", _state, "2024-07", "2025", "9999")
    ),
    Fault(code="coordinates-halved", table=AREAS, plant=point("latitude", lambda _, longitude, rng: ("", longitude))),
    Fault(code="coordinates-halved", table=AREAS, plant=point("longitude", lambda latitude, _, rng: (latitude, ""))),
    Fault(
        code="coordinates-at-zero",
        table=AREAS,
        plant=point("latitude", lambda _, __, rng: ("0", rng.choice(["0", "0.0"]))),
    ),
    Fault(code="coordinates-swapped", table=AREAS, plant=point("latitude", lambda y, x, rng: (x, y))),
    Fault(
        code="coordinates-outside-area",
        table=AREAS,
        plant=point(
            "latitude", lambda y, x, rng: rng.choice((("2.04", "45.34"), (y, "-120.5"), ("-60.2", x), ("64", "20")))
        ),
    ),
    Fault(
        code="coordinates-outside-area",
        table=AREAS,
        plant=point("latitude", lambda y, x, rng: (y, x[1:] if x[0] == "-" else f"-{x}")),
    ),
)
"""Every fault of this subject that one table can have."""
