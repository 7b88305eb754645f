"""diaspora-investment: how many investment schemes are meant for the diaspora alone, and were really opened."""

from __future__ import annotations

import pandas as pd

from scripts.ingest.registers import (
    also_counted,
    count_distinct,
    counted_only,
    distinct_counted,
    first_reason,
    kebab,
    unfit_to_count,
)
from scripts.ingest.rule import CITED, Inputs, Rule, Tables, observations, spread_years
from scripts.ingest.statements import as_written, texts
from scripts.model.tables import Field, Register

SOURCE = "diaspora-investment"
EDITION = "2026"
"""Year in which the register was written, of which its number of schemes is."""

LAST_YEAR = 2025
"""Last year for which the pages that were read say whether a scheme is open."""


CREDIT = ("mortgage",)
"""Types by which a member of the diaspora borrows; a loan is no investment, whatever is bought with it."""

SECURITIES_AND_MATCHING = (
    *("bond", "certificate", "deposit", "savings-scheme", "land-or-housing"),
    *("matching-fund", "matching-grant"),
)
"""Types that count by the stricter rule: an asset is sold to members of the diaspora, or their money is matched.

Not among them are accounts, quotas of shares, funds, guarantees, facilities and incentives.
"""

REGISTER = Register(
    name=SOURCE,
    title="Investment schemes for diasporas",
    description="Bonds, deposits, funds, grants and accounts offered to a diaspora; those that do not count say why.",
    extra=(
        Field(
            name="specific_to_diaspora",
            description="Whether the scheme is meant for the diaspora alone.",
            required=True,
            codelist="specific_to_diaspora",
        ),
    ),
)


def build(inputs: Inputs) -> Tables:
    """Make the register, the number of schemes by country and by other rules, and that known to be open by year."""
    register = _register(inputs.table(SOURCE, "schemes"))
    return {
        "register_diaspora-investment": register,
        "observations_diaspora-investment": observations(distinct_counted(register, EDITION), source=SOURCE),
        **{
            f"observations_diaspora-investment.{name}": observations(distinct_counted(rows, EDITION), source=SOURCE)
            for name, rows in variants(register).items()
        },
        "observations_diaspora-investment.open": observations(open_schemes(register), source=SOURCE),
    }


def _register(schemes: pd.DataFrame) -> pd.DataFrame:
    ids = schemes["id"].str.lower()
    reasons = (
        ("not-for-diaspora", schemes["specific_to_diaspora"] == "no"),
        ("partly-for-diaspora", schemes["specific_to_diaspora"] == "partly"),
        ("announced-not-issued", schemes["status"] == "announced_not_issued"),
        ("loan-not-investment", schemes["type"].isin(CREDIT)),
        *unfit_to_count(schemes),
    )
    not_counted = first_reason(schemes.index, reasons)
    dated = schemes["launch_year"] != ""
    return schemes.loc[:, ["ref_area", "specific_to_diaspora", *CITED]].assign(
        id=ids,
        title=schemes["scheme"],
        record_type=kebab(schemes["type"]),
        record_status=kebab(schemes["status"]),
        date_from=schemes["launch_year"],
        date_to=schemes["end_year"],
        date_basis=dated.map({True: "launch", False: "not-stated"}),
        counted_as=ids.where(not_counted == "", ""),
        not_counted=not_counted,
        source=SOURCE,
        **texts("note", map(as_written, schemes["note"].str.replace("stored ", "archived ", regex=False))),
    )


def variants(register: pd.DataFrame) -> Tables:
    """Give the register as stricter and looser rules count it, by the name of the series.

    A scheme that is known only from memory, or of low confidence, is in none: it lacks more than the one condition.
    """
    fit = ~first_reason(register.index, unfit_to_count(register)).astype(bool)
    partly, announced, loans = (
        also_counted(register, (reason,), register["id"].where(fit, ""))
        for reason in ("partly-for-diaspora", "announced-not-issued", "loan-not-investment")
    )
    return {
        "high-confidence": counted_only(register, register["confidence"] == "high"),
        "with-partly": partly,
        "with-announced": announced,
        "with-loans": loans,
        "securities-and-matching": counted_only(register, register["record_type"].isin(SECURITIES_AND_MATCHING)),
    }


def open_schemes(register: pd.DataFrame) -> pd.DataFrame:
    """Count for each country and year the counted schemes that are known to have been open in that year.

    A scheme is open from its launch to its end year, both included; an active one to the last year of the register. One
    whose end is not known is known to be open in its launch year alone. Schemes without a launch year are left out.
    """
    dated = register[(register["counted_as"] != "") & (register["date_from"] != "")]
    last = dated["date_to"].where(dated["date_to"] != "", dated["date_from"])
    last = last.mask(dated["record_status"] == "active", str(LAST_YEAR))
    years = spread_years(dated, "date_from", [int(year) for year in last], LAST_YEAR)
    return count_distinct(years)


RULE = Rule(sources=(SOURCE,), build=build, registers=(REGISTER,))
