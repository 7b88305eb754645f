"""multi-entry-visas: states whose visa for several entries is documented, and the share of such visas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from scripts.ingest.facts import read_facts
from scripts.ingest.registers import also_counted, counted_only, first_documented
from scripts.ingest.rule import Inputs, Rule, Tables, number_text, observations, ratio_text, refuse
from scripts.ingest.statements import said, texts
from scripts.model.problems import Problem, RefusedError
from scripts.model.tables import Field, Register

FACTS: Final = "multi-entry-visas"
VISAS: Final = "schengen-visas"
MEMBERSHIP: Final = "schengen-membership"

INSTRUMENTS: Final = "multi_entry_visas_instruments"
"""Facts: what the dated instrument is, where the source names the visa, and whether the source knows older visas."""

FIRST_YEAR: Final = 2008
LAST_YEAR: Final = 2026
VISA_CODE_APPLIES: Final = "2010-04-05"

NOT_COUNTED: Final = {
    "contested": "sources-disagree",
    "single-entry-only": "single-entry-only",
}

SHARED_RULES: Final = ("schengen-visa", "regional-visa")
"""Kinds of visa that several states grant by one common rule."""

NOTES: Final = {
    "contested": "visa-contested",
    "single-entry-only": "visa-single-entry",
    "business-travel-card": "card-not-a-visa",
    "announced": "rule-announced",
    "attested": "rule-attested",
    "not-stated": "rule-undated",
}
"""What is said of a row by its status, kind or basis of date, as statements."""

OLDER: Final = {"rule": "visas-older", "agreement": "visas-older-than-agreement"}
"""What is said where the source knows visas that are older than the dated rule, or than the dated agreement."""

REGISTER: Final = Register(
    name="multi-entry-visas",
    title="Rules that allow visas for several entries",
    description="Documented rules under which a visa allows several entries. A country is a yes in each year on whose "
    "31 December a counted row is valid. A row without a date counts in no year.",
    extra=(Field(name="scope", description="Whom the rule is for.", required=True),),
)


def build(inputs: Inputs) -> Tables:
    """Make the register, the headline and other rules from it, the share of Schengen visas, and the evidence."""
    instruments = inputs.table(FACTS, "instruments")
    membership = inputs.table(MEMBERSHIP, "membership")
    _refuse_other_dates(instruments, membership)
    register = register_rows(_named(instruments))
    return {
        "register_multi-entry-visas": register,
        "observations_multi-entry-visas": observations(yes_years(register), source=FACTS),
        **{
            f"observations_multi-entry-visas.{name}": observations(yes_years(rows), source=FACTS)
            for name, rows in variants(register).items()
        },
        "observations_multi-entry-visas.schengen-share": observations(
            schengen_share(inputs.table(VISAS, "visas")), source=VISAS
        ),
        "evidence": pd.concat([membership_evidence(membership), later_members(instruments, membership)]),
    }


def _named(instruments: pd.DataFrame) -> pd.DataFrame:
    """Put the name of the dated instrument in the place of that of the visa, and add `older`: a key of OLDER, or ''."""
    facts = read_facts(INSTRUMENTS).set_index("id")
    ids = (instruments["ref_area"] + "-" + instruments["kind"]).str.lower()
    strange = sorted(set(facts.index) - set(ids))
    refuse(strange, file=f"facts/{INSTRUMENTS}.csv", code="fact-of-nothing", field="id")
    named = ids.map(facts["instrument"]).fillna("")
    return instruments.assign(
        instrument=instruments["instrument"].where(named == "", named), older=ids.map(facts["older"]).fillna("")
    )


def register_rows(instruments: pd.DataFrame) -> pd.DataFrame:
    """Register rows of the documented rules."""
    ids = (instruments["ref_area"] + "-" + instruments["kind"]).str.lower()
    card = instruments["kind"] == "business-travel-card"
    not_counted = instruments["status"].map(NOT_COUNTED).fillna("")
    not_counted = not_counted.mask((not_counted == "") & card, "not-a-visa")
    not_counted = not_counted.mask((not_counted == "") & (instruments["confidence"] == "low"), "confidence-low")
    not_counted = not_counted.mask((not_counted == "") & (instruments["valid_from"] == ""), "without-date")
    older = instruments["older"] if "older" in instruments else [""] * len(instruments)
    notes = [
        [*(said(NOTES[code]) for code in codes if code in NOTES), *(said(OLDER[each]) for each in (known,) if each)]
        for *codes, known in zip(
            instruments["status"], instruments["kind"], instruments["date_basis"], older, strict=True
        )
    ]
    return pd.DataFrame(
        {
            "id": ids,
            "ref_area": instruments["ref_area"],
            "counterpart_area": "",
            "place": "",
            "title": instruments["instrument"],
            "record_type": instruments["kind"],
            "record_status": instruments["status"],
            "date_from": instruments["valid_from"],
            "date_to": instruments["valid_to"],
            "date_basis": instruments["date_basis"],
            "scope": instruments["scope"],
            "counted_as": ids.where(not_counted == "", ""),
            "not_counted": not_counted,
            **texts("note", notes),
            "source": FACTS,
            "source_title": instruments["source_title"],
            "source_publisher": "",
            "source_url": instruments["source_url"],
            "confidence": instruments["confidence"],
            "basis": "read",
        }
    )


def yes_years(register: pd.DataFrame) -> pd.DataFrame:
    """Give `ref_area`, `time_period`, `obs_value` (yes), `obs_status` and `note` for each 31 December with a valid row.

    The last year is provisional: its rules were read before its 31 December. The first year of an area is that by which
    such a visa is documented, never told to be the year in which the first was granted.
    """
    years = pd.concat([_valid_in(register, year) for year in range(FIRST_YEAR, LAST_YEAR + 1)], ignore_index=True)
    bases = years.groupby(["ref_area", "year"])["date_basis"].agg(frozenset).reset_index()
    observed = pd.DataFrame(
        {
            "ref_area": bases["ref_area"],
            "time_period": bases["year"].astype(str),
            "obs_value": "yes",
            "obs_status": (bases["year"] == LAST_YEAR).map({True: "P", False: "A"}),
            "note": [_note(found, year) for found, year in zip(bases["date_basis"], bases["year"], strict=True)],
        }
    )
    return first_documented(observed)


def variants(register: pd.DataFrame) -> Tables:
    """Give the register as stricter and looser rules count it, by the name of the series."""
    own = ~register["record_type"].isin(SHARED_RULES)
    return {
        "in-force": counted_only(register, register["date_basis"] == "in-force"),
        "high-confidence": counted_only(register, register["confidence"] == "high"),
        "own-rule": counted_only(register, own),
        "with-contested": also_counted(register, ("sources-disagree",), register["id"]),
        "with-cards": also_counted(register, ("not-a-visa",), register["id"]),
    }


def _valid_in(register: pd.DataFrame, year: int) -> pd.DataFrame:
    """Counted rows that are valid on 31 December of a year."""
    day = f"{year}-12-31"
    begun = register["date_from"] <= day
    running = (register["date_to"] == "") | (register["date_to"] >= day)
    return register[(register["counted_as"] != "") & begun & running].assign(year=year)


def _note(bases: frozenset[str], year: int) -> str:
    """What the best-dated of the valid rows rests on; for a date of effect only whether the year was not over."""
    if "in-force" in bases:
        return "partial-year" if year == LAST_YEAR else ""
    if "announced" in bases:
        return "announced"
    return "attested-by"


def schengen_share(visas: pd.DataFrame) -> pd.DataFrame:
    """Multiple-entry visas over uniform visas issued, by issuing state and year. Blank cells are not zeros."""
    sums = visas.groupby(["ref_area", "time_period"])[["issued", "multiple"]].sum(min_count=1).reset_index()
    return pd.DataFrame(
        {
            "ref_area": sums["ref_area"],
            "time_period": sums["time_period"],
            "obs_value": ratio_text(sums["multiple"], sums["issued"]),
            "numerator": number_text(sums["multiple"]),
            "denominator": number_text(sums["issued"]),
        }
    )


def _refuse_other_dates(instruments: pd.DataFrame, membership: pd.DataFrame) -> None:
    """The visa code applies to a member from its own day or from the member's first, whichever is later."""
    schengen = instruments[instruments["kind"] == "schengen-visa"]
    both = schengen.merge(membership, on="ref_area", how="inner", validate="one_to_one")
    expected = both["implemented"].where(both["implemented"] > VISA_CODE_APPLIES, VISA_CODE_APPLIES)
    wrong = both.assign(expected=expected)[both["valid_from"] != expected]
    if len(wrong):
        raise RefusedError(
            Problem(
                file=f"{FACTS}/{row['ref_area']}",
                field="valid_from",
                code="source-rows-contradict",
                found=row["valid_from"],
                expected=row["expected"],
            )
            for row in wrong.to_dict("records")
        )


def membership_evidence(membership: pd.DataFrame) -> pd.DataFrame:
    """Evidence that a state applies the Schengen rules."""
    return _of_members(
        membership["ref_area"],
        {
            "valid_from": membership["implemented"],
            **texts("summary", [[said("schengen-rules-applied", signed=day)] for day in membership["signed"]]),
            "source": MEMBERSHIP,
            "source_title": "Schengen membership dates",
            "source_publisher": "Fabian Gülzau",
            "source_url": "https://github.com/FabianFox/Schengen",
            "confidence": "medium",
        },
    )


def later_members(instruments: pd.DataFrame, membership: pd.DataFrame) -> pd.DataFrame:
    """Evidence for states that the list of members lacks, since it ends in 2011, from the rows of the visa code."""
    schengen = (instruments["kind"] == "schengen-visa") & (instruments["date_basis"] == "in-force")
    rows = instruments[schengen & ~instruments["ref_area"].isin(membership["ref_area"])]
    return _of_members(
        rows["ref_area"],
        {
            "valid_from": rows["valid_from"],
            **texts("summary", [[said("schengen-rules-applied-from-day")]] * len(rows)),
            "source": FACTS,
            "source_title": rows["source_title"],
            "source_publisher": "",
            "source_url": rows["source_url"],
            "confidence": rows["confidence"],
        },
    )


def _of_members(areas: pd.Series[str], told: Mapping[str, object]) -> pd.DataFrame:
    """Evidence that states apply the Schengen rules, one row an area, with what a source tells of each."""
    shared = {"series": FACTS, "instrument": "Schengen membership", "valid_to": "", "basis": "read"}
    return pd.DataFrame({"id": "multi-entry-visas-schengen-" + areas.str.lower(), "ref_area": areas, **shared, **told})


RULE = Rule(sources=(FACTS, VISAS, MEMBERSHIP), build=build, registers=(REGISTER,))
