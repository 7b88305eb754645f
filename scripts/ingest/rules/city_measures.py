"""city-measures: which cities have a measure for vulnerable people, migrants among them, in a crisis."""

from __future__ import annotations

import pandas as pd

from scripts.ingest.places import with_letters
from scripts.ingest.registers import (
    also_counted,
    count_distinct,
    counted_only,
    distinct_counted,
    first_reason,
    kebab,
    slug,
    unfit_to_count,
)
from scripts.ingest.rule import CITED, Inputs, Rule, Tables, observations
from scripts.ingest.statements import as_written, holding, said, texts
from scripts.model.tables import Field, Register

SOURCE = "city-measures"
EDITION = "2026"
"""Year in which the register was written, of which its number of cities is."""

FLAG = {"yes": "true", "no": "false"}

CUT_OFF = "the archived text is cut"
"""Words of a note after which it quotes its page."""

REGISTER = Register(
    name=SOURCE,
    title="Measures of cities",
    description="Known measures of cities for vulnerable people including migrants, and memberships of networks, "
    "which are no measures and do not count.",
    extra=(
        Field(name="level", description="What kind of place took the measure.", codelist="place_level"),
        Field(
            name="crisis_related",
            description="Whether the measure answers a crisis; blank for a membership.",
            enum=("true", "false"),
        ),
        Field(
            name="names_migrants",
            description="Whether the measure names migrants; blank for a membership.",
            enum=("true", "false"),
        ),
        Field(name="value", type="integer", description="A number that the source gives with it.", minimum=0),
        Field(name="unit", description="What that number counts, in words.", said=True),
    ),
)


def build(inputs: Inputs) -> Tables:
    """Make the register, the number of cities, the same by year, and the same by other rules."""
    measures = _measures(inputs.table(SOURCE, "measures"))
    register = pd.concat([measures, _memberships(inputs.table(SOURCE, "memberships"))], ignore_index=True)
    return {
        "register_city-measures": register,
        "observations_city-measures": observations(distinct_counted(register, EDITION), source=SOURCE),
        "observations_city-measures.by-year": observations(cities_by_year(register), source=SOURCE),
        **{
            f"observations_city-measures.{name}": observations(distinct_counted(rows, EDITION), source=SOURCE)
            for name, rows in variants(register).items()
        },
    }


def _measures(measures: pd.DataFrame) -> pd.DataFrame:
    reasons = (
        ("not-a-city", measures["level"] != "city"),
        ("network-commitment", measures["measure_type"] == "network_commitment"),
        ("not-crisis-related", measures["crisis_related"] != "yes"),
        ("migrants-not-named", measures["names_migrants"] != "yes"),
        *unfit_to_count(measures),
    )
    not_counted = first_reason(measures.index, reasons)
    dated = measures["year_start"] != ""
    status = (("ended", measures["year_end"] != ""), ("end-not-stated", dated), ("dates-not-stated", ~dated))
    return measures.loc[:, ["ref_area", "level", "value", *CITED]].assign(
        id=measures["id"].str.lower(),
        place=with_letters(measures["ref_area"], measures["city"].str.strip("()")),
        title=measures["measure"],
        record_type=kebab(measures["measure_type"]),
        record_status=first_reason(measures.index, status),
        date_from=measures["year_start"],
        date_to=measures["year_end"],
        date_basis=dated.map({True: "start", False: "not-stated"}),
        crisis_related=measures["crisis_related"].map(FLAG),
        names_migrants=measures["names_migrants"].map(FLAG),
        unit_en=measures["unit"],
        counted_as=_city(measures).where(not_counted == "", ""),
        not_counted=not_counted,
        source=SOURCE,
        **texts("note", map(as_written, measures["note"].str.partition(CUT_OFF)[0].str.rstrip(" ;"))),
    )


def _memberships(members: pd.DataFrame) -> pd.DataFrame:
    dated = members["date_from"] != ""
    return members.loc[:, ["ref_area", "date_from", "date_to", *CITED]].assign(
        id=members["network"].map(slug) + "-" + _city(members),
        place=with_letters(members["ref_area"], members["city"]),
        title=members["network"],
        record_type="network-membership",
        record_status="member",
        date_basis=dated.map({True: "listed-as-member", False: "not-stated"}),
        level="",
        crisis_related="",
        names_migrants="",
        value="",
        unit_en="",
        counted_as="",
        not_counted="membership-only",
        source=SOURCE,
        **texts("note", [holding((said("date-in-source", words=w), w != "")) for w in members["date_words"]]),
    )


def _city(frame: pd.DataFrame) -> pd.Series:
    """Name of the thing that counts: a city of a country, however many measures it has."""
    return frame["ref_area"].str.lower() + "-" + frame["place" if "place" in frame else "city"].map(slug)


def cities_by_year(register: pd.DataFrame) -> pd.DataFrame:
    """Count for each country and year the cities whose first counted measure with a year had begun by then.

    From a country's first such year to the last year in which any city began one. Measures without a year are left out.
    """
    dated = register[(register["counted_as"] != "") & (register["date_from"] != "")]
    begun = dated.groupby(["ref_area", "counted_as"], as_index=False)["date_from"].min()
    years = pd.Series(range(int(begun["date_from"].min()), int(begun["date_from"].max()) + 1)).astype(str)
    grid = begun.merge(years.rename("time_period"), how="cross")
    reached = grid[grid["date_from"] <= grid["time_period"]]
    return count_distinct(reached)


def variants(register: pd.DataFrame) -> Tables:
    """Give the register as stricter and looser rules count it, by the name of the series."""
    city = _city(register)
    return {
        "high-confidence": counted_only(register, register["confidence"] == "high"),
        "dated": counted_only(register, register["date_from"] != ""),
        "with-unverified": also_counted(register, ("confidence-low",), city),
        "with-commitments": also_counted(register, ("network-commitment",), city),
    }


RULE = Rule(sources=(SOURCE,), build=build, registers=(REGISTER,))
