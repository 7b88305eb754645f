"""multi-entry-visas: states whose visa for several entries is documented, and the shares of such visas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from scripts.ingest.facts import read_facts
from scripts.ingest.registers import (
    also_counted,
    counted_only,
    documented,
    first_documented,
    first_reason,
    first_source,
    numbered,
    unfit_to_count,
)
from scripts.ingest.rule import CITED, Inputs, Rule, Tables, number_text, observations, ratio_text, refuse
from scripts.ingest.statements import Said, said, texts
from scripts.model.problems import Problem, RefusedError
from scripts.model.tables import Field, Register
from scripts.sources.visa_workbooks import NATIONAL, SCHENGEN

FACTS: Final = "multi-entry-visas"
MORE: Final = "multi-entry-visas-2"
VISAS: Final = "schengen-visas"
OTHER_VISAS: Final = "schengen-visas-2010-2024"
MEMBERSHIP: Final = "schengen-membership"

INSTRUMENTS: Final = "multi_entry_visas_instruments"
"""Facts: what the dated instrument is, where the source names the visa; whether the source knows older visas; and the
last day up to which a rule counts whose end is known, though no page on it was read."""

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
    "without-date": "rule-undated",
}
"""What is said of a row by its status, kind, basis of date or reason why it does not count, as statements."""

END_NOT_READ: Final = "rule-end-not-read"
UNDATED: Final = "page-undated"
"""What is said of a row without a date that counts nowhere, for another reason."""

LONG_VALID_ONLY: Final = ("DEU", range(2011, 2016))
"""Germany gave only visas of more than a year: notes in the files of 2011 to 2015 say so; that of 2010 says nothing."""
JOINED_IN_2024: Final = ("BGR", "ROU")
"""States that issued national visas up to March 2024 and uniform ones from then on."""
SHARES: Final = {SCHENGEN: "schengen-share", NATIONAL: "national-share"}
"""Series by the scope of the visas. The two are of different visas and never added."""

OLDER: Final = {"rule": "visas-older", "agreement": "visas-older-than-agreement"}
"""What is said where the source knows visas that are older than the dated rule, or than the dated agreement."""

REGISTER: Final = Register(
    name="multi-entry-visas",
    title="Rules that allow visas for several entries",
    description="Documented rules under which a visa allows several entries. A country is a yes in each year on whose "
    "31 December a counted row is valid. A row without a date is in no year.",
    extra=(Field(name="scope", description="Whom the rule is for.", required=True),),
)


def build(inputs: Inputs) -> Tables:
    """Make the register, the headline and other rules from it, the share of Schengen visas, and the evidence."""
    instruments = pd.concat(
        [inputs.table(source, "instruments").assign(source=source) for source in (FACTS, MORE)], ignore_index=True
    )
    visas = pd.concat(
        [inputs.table(source, "visas").assign(source=source) for source in (VISAS, OTHER_VISAS)], ignore_index=True
    )
    membership = inputs.table(MEMBERSHIP, "membership")
    _refuse_other_dates(instruments, membership)
    register = register_rows(_named(instruments))
    return {
        "register_multi-entry-visas": register,
        "observations_multi-entry-visas": observations(yes_years(register)),
        **{
            f"observations_multi-entry-visas.{name}": observations(yes_years(rows))
            for name, rows in variants(register).items()
        },
        "observations_multi-entry-visas.documented": observations(
            documented(register, str(LAST_YEAR), announced="announced")
        ),
        **{
            f"observations_multi-entry-visas.{name}": observations(share(visas[visas["scope"] == scope]))
            for scope, name in SHARES.items()
        },
        "evidence": pd.concat([membership_evidence(membership), later_members(instruments, membership)]),
    }


def _named(instruments: pd.DataFrame) -> pd.DataFrame:
    """Add `id`, and what the facts say.

    The name of the dated instrument in the place of that of the visa; `older`, a key of OLDER or ''; and
    `end_not_read`, the last day up to which the rule counts, or ''.
    """
    facts = read_facts(INSTRUMENTS).set_index("id")
    ids = numbered(_ids(instruments))
    strange = sorted(set(facts.index) - set(ids))
    refuse(strange, file=f"facts/{INSTRUMENTS}.csv", code="fact-of-nothing", field="id")
    told = {name: ids.map(facts[name]).fillna("") for name in ("instrument", "older", "end_not_read")}
    named = told.pop("instrument")
    return instruments.assign(id=ids, instrument=instruments["instrument"].where(named == "", named), **told)


def _ids(instruments: pd.DataFrame) -> pd.Series:
    return (instruments["ref_area"] + "-" + instruments["kind"]).str.lower()


def register_rows(instruments: pd.DataFrame) -> pd.DataFrame:
    """Register rows of the documented rules, which have an `id`, and what `_named` adds of the facts."""
    not_counted = first_reason(
        instruments.index,
        (
            *((reason, instruments["status"] == status) for status, reason in NOT_COUNTED.items()),
            ("not-a-visa", instruments["kind"] == "business-travel-card"),
            *unfit_to_count(instruments),
            ("without-date", instruments["valid_from"] == ""),
        ),
    )
    return pd.DataFrame(
        {
            "id": instruments["id"],
            "ref_area": instruments["ref_area"],
            "counterpart_area": "",
            "place": "",
            "title": instruments["instrument"],
            "record_type": instruments["kind"],
            "record_status": instruments["status"],
            "date_from": instruments["valid_from"],
            "date_to": instruments["valid_to"].mask(instruments["end_not_read"] != "", instruments["end_not_read"]),
            "date_basis": instruments["date_basis"],
            "scope": instruments["scope"],
            "counted_as": instruments["id"].where(not_counted == "", ""),
            "not_counted": not_counted,
            **texts("note", [_notes(row) for row in instruments.assign(not_counted=not_counted).to_dict("records")]),
            "source": instruments["source"],
            **{name: instruments[name] for name in CITED},
        }
    )


def _notes(row: Mapping[Any, Any]) -> list[Said]:
    """What is said of a row: by NOTES, of a page without a date, of older visas, and of an end that was not read."""
    codes = [NOTES.get(row[name]) for name in ("status", "kind", "date_basis", "not_counted")]
    undated = UNDATED if row["valid_from"] == "" and NOTES["without-date"] not in codes else None
    end = END_NOT_READ if row["end_not_read"] else None
    return [said(code) for code in (*codes, undated, OLDER.get(row["older"]), end) if code]


def yes_years(register: pd.DataFrame) -> pd.DataFrame:
    """Give an observation for each 31 December with a valid row: a yes, its `obs_status`, `note` and `source`.

    The last year is provisional: its rules were read before its 31 December. The first year of an area is that by which
    such a visa is documented, never told to be the year in which the first was granted. The source is the first list
    where a row of its own is valid, else the other.
    """
    years = pd.concat([_valid_in(register, year) for year in range(FIRST_YEAR, LAST_YEAR + 1)], ignore_index=True)
    bases = years.groupby(["ref_area", "year"])[["date_basis", "source"]].agg(frozenset).reset_index()
    observed = pd.DataFrame(
        {
            "ref_area": bases["ref_area"],
            "time_period": bases["year"].astype(str),
            "obs_value": "yes",
            "obs_status": (bases["year"] == LAST_YEAR).map({True: "P", False: "A"}),
            "source": [first_source(found, FACTS) for found in bases["source"]],
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


def share(visas: pd.DataFrame) -> pd.DataFrame:
    """Multiple-entry visas over all visas, by issuing state and year, of visas of one scope.

    Blank cells are not zeros: a state that left all of them blank has no share, and says why.
    """
    keys = ["ref_area", "time_period", "source"]
    sums = visas.groupby(keys)[["issued", "multiple"]].sum(min_count=1).reset_index()
    known = sums["multiple"].notna()
    multiple, issued = (sums[name].where(known).astype("Float64").astype("float64") for name in ("multiple", "issued"))
    scope = visas["scope"].iloc[0] if len(visas) else ""
    return pd.DataFrame(
        {
            **{name: sums[name] for name in keys},
            "obs_value": ratio_text(multiple, issued),
            "numerator": number_text(multiple),
            "denominator": number_text(issued),
            "obs_status": known.map({True: "A", False: "O"}),
            "note": [
                _share_note(area, year, scope) if told else "entries-not-stated"
                for area, year, told in zip(sums["ref_area"], sums["time_period"].astype(int), known, strict=True)
            ],
        }
    )


def _share_note(area: str, year: int, scope: str) -> str:
    """What is said of a share: that it leaves visas out, or is of a part of the year."""
    state, years = LONG_VALID_ONLY
    if area == state and year in years:
        return "long-valid-visas-only"
    if area in JOINED_IN_2024 and year == 2024:  # noqa: PLR2004 - the year is in the constant's name
        return "from-31-march" if scope == SCHENGEN else "to-30-march"
    return ""


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


RULE = Rule(sources=(FACTS, MORE, VISAS, OTHER_VISAS, MEMBERSHIP), build=build, registers=(REGISTER,))
