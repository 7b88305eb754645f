"""Faults of keys and of meaning, planted at random into the rows of a table of the small package.

`plant(rows, rng)` changes the rows and gives the place in the list of the row that must be told, and the field.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from tests.validate.faults_values import COUNTS, POLICIES, Fault, Plant, Rows, written

MEMBERS: Final = "area_group_members"
AREAS: Final = "reference_areas"
REGISTER: Final = "register_crossings"
HEADLINE: Final = "observations_crossings"


def where(field: str, suits: Callable[[dict[str, str]], bool], *forms: str) -> Plant:
    """Write one of several texts into a column of a row that suits."""

    def plant(rows: Rows, rng: random.Random) -> tuple[int, str]:
        index = rng.choice([n for n, row in enumerate(rows) if suits(row)])
        rows[index][field] = rng.choice(forms)
        return index, field

    return plant


def again(key: str, field: str, *forms: str) -> Plant:
    """Put a copy of a row behind it that says something else."""

    def plant(rows: Rows, rng: random.Random) -> tuple[int, str]:
        index = rng.choice([n for n, row in enumerate(rows) if row.get("obs_value") != ""])
        other = rng.choice([form for form in forms if form != rows[index][field]])
        rows.insert(index + 1, {**rows[index], field: other})
        return index + 1, key

    return plant


def misspelt(field: str) -> Plant:
    """Take one letter out of a code, put one in, or exchange two."""

    def shorter(cell: str) -> str:
        return cell[:1] + cell[2:]

    return written(field, shorter, "{}x".format, lambda cell: cell[1] + cell[0] + cell[2:])


def overlapping(rows: Rows, rng: random.Random) -> tuple[int, str]:
    """Let an area join a group of which it is a member."""
    index = rng.randrange(len(rows))
    year = rng.randrange(1946, 2020)
    rows.insert(index + 1, {**rows[index], "valid_from": f"{year}-01-01"})
    return index + 1, "valid_from"


def _in_the_others_column(rows: Rows, rng: random.Random) -> tuple[int, str]:
    """Write the Spanish name into the French column and the French one into the Spanish."""
    names = {"DEU": ("Alemania", "Allemagne"), "NAM": ("Namibia", "Namibie")}
    index = rng.choice([n for n, row in enumerate(rows) if row["iso3"] in names])
    rows[index]["name_fr"], rows[index]["name_es"] = names[rows[index]["iso3"]]
    return index, "name_fr, name_es"


def _with_itself(rows: Rows, rng: random.Random) -> tuple[int, str]:
    """Let an area be its own counterpart."""
    index = rng.randrange(len(rows))
    rows[index]["counterpart_area"] = rows[index]["ref_area"]
    return index, "counterpart_area"


_is_ratio = lambda row: row["measure_type"] == "ratio"  # noqa: E731
_nothing = lambda _: ""  # noqa: E731
_policy_key = "ref_area, time_period"

FAULTS: Final = (
    Fault(code="key-with-two-values", table=POLICIES, plant=again(_policy_key, "obs_value", "yes", "no", "partial")),
    Fault(
        code="key-with-two-values", table=MEMBERS, plant=again("group, ref_area, valid_from", "valid_to", "2020-12-31")
    ),
    Fault(
        code="area-unknown", table=COUNTS, plant=written("ref_area", lambda _: "DEX", lambda _: "GER", lambda _: "QQQ")
    ),
    Fault(
        code="aggregate-as-area",
        table=COUNTS,
        plant=written("ref_area", *(lambda _, code=code: code for code in ("WLD", "ARB", "EUU", "HIC", "SSF", "002"))),
    ),
    Fault(
        code="dead-state-code",
        table=COUNTS,
        plant=written("ref_area", lambda _: "SUN", lambda _: "YUG", lambda _: "CSK"),
    ),
    Fault(code="source-unknown", table=POLICIES, plant=misspelt("source")),
    Fault(code="series-unknown", table="evidence", plant=misspelt("series")),
    Fault(code="group-unknown", table="area_groups", plant=written("parent", lambda _: "WLDX", lambda _: "003")),
    Fault(code="framework-unknown", table="good_practices", plant=where("framework", bool, "goal-2", "gaol-1")),
    Fault(code="dimension-unknown", table="good_practices", plant=misspelt("dimensions")),
    Fault(code="link-end-unknown", table="crosswalk", plant=misspelt("from_id")),
    Fault(code="link-end-unknown", table="crosswalk", plant=misspelt("to_id")),
    Fault(code="iso2-lost", table=AREAS, plant=written("iso2", _nothing)),
    Fault(code="m49-without-zeros", table=AREAS, plant=written("m49", lambda _: "4", lambda _: "36")),
    Fault(
        code="area-after-it-existed",
        table=AREAS,
        plant=where("valid_to", lambda row: row["iso3"] == "KEN", "2001-01-01", "2000"),
    ),
    Fault(code="observation-without-source", table=COUNTS, plant=written("source", _nothing)),
    Fault(
        code="aggregation-unfit",
        table="series",
        plant=where("aggregation", lambda row: row["measure_type"] in ("policy", "category"), "sum", "spread"),
    ),
    Fault(
        code="codelist-unfit",
        table="series",
        plant=where("codelist", lambda row: row["measure_type"] in ("policy", "category"), ""),
    ),
    Fault(code="range-unfit", table="series", plant=where("has_range", lambda row: row["role"] == "headline", "true")),
    Fault(code="register-unfit", table="series", plant=where("aggregation", _is_ratio, "distinct_records")),
    Fault(code="period-not-a-year", table=POLICIES, plant=written("time_period", "{}-01".format, lambda _: "_U")),
    Fault(code="number-too-long", table=COUNTS, plant=written("obs_value", "9007199254740993{}".format)),
    Fault(code="source-without-licence", table="sources", plant=written("licence", _nothing)),
    Fault(code="source-without-edition", table="sources", plant=written("edition", _nothing)),
    Fault(code="unit-missing", table="series", plant=written("unit_measure", _nothing)),
    Fault(
        code="unit-undescribed",
        table="codelists",
        plant=where("description_en", lambda row: row["codelist"] == "unit_measure", ""),
    ),
    Fault(
        code="series-without-indicator",
        table="series",
        plant=where("indicator", lambda row: row["role"] == "companion", ""),
    ),
    Fault(
        code="indicator-with-two-headlines",
        table="series",
        plant=where("role", lambda row: row["id"] == "crossings.helped", "headline"),
    ),
    Fault(
        code="ratio-unit-contradicts",
        table="series",
        plant=where("per", lambda row: row["measure_type"] == "count", "100", "1000000"),
    ),
    Fault(code="measure-type-not-headlines", table="indicators", plant=written("measure_type", lambda _: "count")),
    Fault(code="memberships-overlap", table=MEMBERS, plant=overlapping),
    Fault(
        code="label-missing-in-language",
        table=AREAS,
        plant=lambda rows, rng: written(f"name_{rng.choice(('en', 'fr', 'es'))}", _nothing)(rows, rng),
    ),
    Fault(
        code="reconciliation-not-adding-up",
        table="reconciliation",
        plant=where("rows", lambda row: row["outcome"] == "read", "11", "13", "1200"),
    ),
    Fault(code="value-not-the-registers", table=HEADLINE, plant=written("obs_value", lambda n: str(int(n) + 1))),
    Fault(
        code="date-after-release", table="evidence", plant=written("valid_from", lambda _: "2024-07", lambda _: "2031")
    ),
    Fault(
        code="source-read-before-its-end",
        table="sources",
        plant=written("data_until", lambda _: "2024-06-02", lambda _: "2024"),
    ),
    Fault(
        code="url-malformed",
        table="sources",
        plant=written("url", "https://{}".format, "{}|2".format, "{};https://iom.int".format),
    ),
    Fault(
        code="url-with-password",
        table="evidence",
        plant=written("source_url", "{}?access_token=1a2b".format, lambda url: url.replace("//", "//me:1234@")),
    ),
    Fault(
        code="url-not-public",
        table="sources",
        plant=written("licence_url", *(lambda _, host=host: f"http://{host}/" for host in ("localhost", "10.1.2.3"))),
    ),
    Fault(
        code="url-placeholder",
        table="register_crossings",
        plant=written("source_url", lambda _: "https://www.example.com/", lambda _: "http://doors.test"),
    ),
    Fault(code="languages-swapped", table=AREAS, plant=_in_the_others_column),
    Fault(code="number-twice", table="indicators", plant=where("number", lambda row: row["number"] == "1", "2")),
    Fault(
        code="number-twice",
        table="series",
        plant=where("order", lambda row: row["id"] == "crossings.helped", "1", "2"),
    ),
    Fault(
        code="label-twice",
        table="codelists",
        plant=where("label_en", lambda row: (row["codelist"], row["code"]) == ("mode", "land"), "Sea", "SEA", "sea"),
    ),
    Fault(code="link-to-itself", table=REGISTER, plant=_with_itself),
    Fault(code="link-twice", table="good_practices", plant=written("dimensions", "{0} {0}".format)),
    Fault(code="last-period-after-source", table="series", plant=written("last_period", lambda _: "2024")),
    Fault(
        code="frequency-mixed",
        table=COUNTS,
        plant=where("time_period", lambda row: row["time_period"].isdecimal(), "2022-01", "2022-12"),
    ),
    Fault(
        code="row-may-not-count",
        table=REGISTER,
        plant=where("confidence", lambda row: row["counted_as"] != "", "low"),
    ),
)
"""Every fault of this subject that one table can have."""
