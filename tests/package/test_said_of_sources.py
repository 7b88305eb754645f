"""What the descriptions of sources count is what the tables of the package hold."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

REAL = Path(__file__).parents[2] / "datapackage"

Rows = list[dict[str, str]]


def rows(table: str) -> Rows:
    with (REAL / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_type(record_type: str) -> Callable[[Rows], int]:
    return lambda found: sum(row["record_type"] == record_type for row in found)


def areas(found: Rows) -> int:
    return len({row["ref_area"] for row in found})


def areas_of_programmes(found: Rows) -> int:
    return areas([row for row in found if row["record_type"] == "regularisation-programme"])


def listed(found: Rows) -> int:
    """Agreements that the source lists; those signed since are of press reports."""
    return len(found) - since(found)


def since(found: Rows) -> int:
    return of_type("migration-partnership")(found)


def of_source(source: str, count: Callable[[Rows], int]) -> Callable[[Rows], int]:
    return lambda found: count([row for row in found if row["source"] == source])


def of_copy(found: Rows) -> int:
    return sum(row["coded"] == "false" and row["record_status"] == "copy-found" for row in found)


def without_text(found: Rows) -> int:
    return sum(row["coded"] == "false" and row["record_status"] != "copy-found" for row in found) - since(found)


def coded(found: Rows) -> int:
    return sum(row["coded"] == "true" for row in found)


def memberships(found: Rows) -> int:
    return of_type("network-membership")(found)


def measures(found: Rows) -> int:
    return len(found) - memberships(found)


def of_morocco(found: Rows) -> int:
    return sum("operation-2014" in row["id"] for row in found)


SAID = {
    ("regularisation", "Seventy-eight published counts"): (
        "register_regularisation",
        of_type("regularisation-programme"),
        78,
    ),
    ("regularisation", "programmes in 25 countries"): ("register_regularisation", areas_of_programmes, 25),
    ("regularisation", "15 estimates"): ("register_regularisation", of_type("stock-estimate"), 15),
    ("regularisation", "Three pages give different figures"): ("register_regularisation", of_morocco, 3),
    ("diaspora-investment", "Sixty-one schemes"): ("register_diaspora-investment", len, 61),
    ("diaspora-investment", "in 26 countries and areas"): ("register_diaspora-investment", areas, 26),
    ("bilateral-labour-agreements", "1,222 bilateral"): ("register_agreement-safeguards", listed, 1222),
    ("bilateral-labour-agreements", "The 570 agreements that were coded"): (
        "register_agreement-safeguards",
        coded,
        570,
    ),
    ("bilateral-labour-agreements", "three agreements of Germany"): ("register_agreement-safeguards", since, 3),
    ("bilateral-labour-agreements", "250 have a copy"): ("register_agreement-safeguards", of_copy, 250),
    ("bilateral-labour-agreements", "no text was found of 402"): ("register_agreement-safeguards", without_text, 402),
    ("city-measures", "Ninety measures"): ("register_city-measures", measures, 90),
    ("city-measures", "182 memberships"): ("register_city-measures", memberships, 182),
    ("multi-entry-visas", "83 documented rules"): (
        "register_multi-entry-visas",
        of_source("multi-entry-visas", len),
        83,
    ),
    ("multi-entry-visas", "of 72 countries and areas"): (
        "register_multi-entry-visas",
        of_source("multi-entry-visas", areas),
        72,
    ),
    ("multi-entry-visas-2", "18 documented rules"): (
        "register_multi-entry-visas",
        of_source("multi-entry-visas-2", len),
        18,
    ),
    ("multi-entry-visas-2", "of 16 countries"): (
        "register_multi-entry-visas",
        of_source("multi-entry-visas-2", areas),
        16,
    ),
}


@pytest.mark.parametrize(("source", "words"), SAID)
def test_a_description_counts_what_the_table_holds(source: str, words: str) -> None:
    table, count, expected = SAID[source, words]
    [row] = [row for row in rows("sources") if row["id"] == source]
    assert words in " ".join(row.values())
    assert count(rows(table)) == expected
