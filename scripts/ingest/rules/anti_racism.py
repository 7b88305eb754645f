"""Policies that combat racism and xenophobia: from MIPEX items, two conventions and national institutions.

The headline is of another source: `law_at_work`.

A country is party to a convention on 31 December of a year when it had ratified, acceded or succeeded by then. Dates up
to 2014 are the depositary's; later years are those of a list of UN members. That list's earlier years are only
compared. Because the lists name every party, a UN member that they do not name is not a party: `no`, not a gap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from scripts.ingest.rule import Inputs, Rule, Tables, observations, refuse
from scripts.ingest.statements import Said, said, texts
from scripts.ingest.thresholds import item_scores, or_partial, policy_statuses
from scripts.model.codes import UN_MEMBER
from scripts.model.problems import Problem, RefusedError
from scripts.package.files import records

SOURCE: Final = "mipex"
DEPOSITARY: Final = "un-treaties"
LATER: Final = "human-rights-treaties"
INSTITUTIONS: Final = "nhri"
LATER_INSTITUTIONS: Final = "nhri-2025"
REQUIRED: Final = {"ga117": 50.0, "gb123": 50.0, "gb126": 50.0, "gd136": 50.0}
"""Definition of discrimination, two fields in which the law holds, powers of the equality body: lowest scores."""
WITH_NATIONALITY: Final = {**REQUIRED, "ga117": 100.0}
"""The definition at its highest score: nationality is one of the grounds, beside race and religion."""
WITHOUT_BODY: Final = {item: least for item, least in REQUIRED.items() if item != "gd136"}
"""The law alone, whether or not there is a body to go to."""
PARTIAL_FROM: Final = 2
FIRST, LAST = 2007, 2023
LAST_DATED_YEAR: Final = 2014
LAST_YEAR: Final = 2021
"""Last 31 December that the later list covers (it is of August 2022)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """One convention: its code in the sources, its series and the year in which it entered into force."""

    treaty: str
    series: str
    name: str
    first_year: int


CONVENTIONS: Final = (
    Convention(
        treaty="icerd",
        series="anti-racism.icerd",
        name="International Convention on the Elimination of All Forms of Racial Discrimination",
        first_year=1969,
    ),
    Convention(
        treaty="icrmw",
        series="anti-racism.icrmw",
        name="International Convention on the Protection of the Rights of All Migrant Workers and Members of Their "
        "Families",
        first_year=2003,
    ),
)
ACTS: Final = {
    "ratified": "convention-ratified",
    "acceded": "convention-acceded",
    "succeeded": "convention-succeeded",
}
"""What a party did on the day that the depositary gives, as a statement."""


def build(inputs: Inputs) -> Tables:
    """Give the observations of MIPEX, by four rules, and of companions, and a piece of evidence for each party."""
    joined = {c: parties(inputs, c.treaty) for c in CONVENTIONS}
    evidence = [_evidence(inputs, c, frame) for c, frame in joined.items()]
    scores = inputs.table(SOURCE, "scores")
    mipex = _statuses(scores, REQUIRED)
    return {
        "observations_anti-racism": mipex,
        "observations_anti-racism.with-nationality": _statuses(scores, WITH_NATIONALITY),
        "observations_anti-racism.without-body": _statuses(scores, WITHOUT_BODY),
        "observations_anti-racism.two-of-four": or_partial(mipex),
        **{f"observations_{c.series}": _memberships(inputs, c, frame) for c, frame in joined.items()},
        "observations_anti-racism.nhri": _institutions(inputs),
        "evidence": pd.concat(evidence, ignore_index=True),
    }


def _statuses(scores: pd.DataFrame, required: Mapping[str, float]) -> pd.DataFrame:
    frame = policy_statuses(item_scores(scores, required, FIRST, LAST), required, partial_from=PARTIAL_FROM)
    return observations(frame.drop(columns=list(required)), source=SOURCE)


def parties(inputs: Inputs, treaty: str) -> pd.DataFrame:
    """Give the parties to a convention: ref_area, date (a day, or a year after 2014), act ('' when unknown), source.

    A year up to 2014 of the later list gives no date, because the depositary's list has the day. Raises RefusedError
    when the two lists disagree on such a year or on who is a party.
    """
    dated = _of_treaty(inputs.table(DEPOSITARY, "parties"), treaty).assign(source=DEPOSITARY)
    statuses = _of_treaty(inputs.table(LATER, "statuses"), treaty)
    _refuse_disagreement(dated, statuses)
    later = statuses[(statuses["party"] == "true") & ~statuses["ref_area"].isin(dated["ref_area"])]
    columns = ["ref_area", "date", "act", "source"]
    later = later.rename(columns={"year": "date"}).assign(act="", source=LATER)
    return pd.concat([dated[columns], later[columns]], ignore_index=True)


def _of_treaty(frame: pd.DataFrame, treaty: str) -> pd.DataFrame:
    return frame[frame["treaty"] == treaty].drop(columns="treaty")


def _refuse_disagreement(dated: pd.DataFrame, statuses: pd.DataFrame) -> None:
    """Refuse a UN member whose party status or year up to 2014 differs; a blank year agrees with any."""
    both = statuses.merge(dated, on="ref_area", how="left", validate="one_to_one").fillna({"date": ""})
    listed = both["date"] != ""
    claimed = (both["party"] == "true") & (both["year"] <= str(LAST_DATED_YEAR))
    differ = (claimed & (both["year"] != "") & (both["year"] != both["date"].str[:4])) | (
        listed != (claimed | ((both["party"] == "true") & (both["year"] == "")))
    )
    if differ.any():
        raise RefusedError(
            Problem(
                file=LATER,
                code="source-rows-contradict",
                field="year",
                found=f"{row['ref_area']} {row['party']} {row['year']}",
                expected=row["date"],
            )
            for row in both[differ].to_dict("records")
        )


def _memberships(inputs: Inputs, convention: Convention, joined: pd.DataFrame) -> pd.DataFrame:
    """Status of each area on 31 December of each year: parties that exist then, and UN members that are not parties.

    After 2014 only areas that the later list names: it leaves out the two parties that are no UN members.
    """
    odd = _of_treaty(inputs.table(LATER, "contradictions"), convention.treaty)["ref_area"]
    named = {*_of_treaty(inputs.table(LATER, "statuses"), convention.treaty)["ref_area"], *odd}
    years = pd.DataFrame({"time_period": [str(y) for y in range(convention.first_year, LAST_YEAR + 1)]})
    frame = (
        _areas(inputs)
        .merge(joined.drop(columns="source"), on="ref_area", how="left", validate="one_to_one")
        .fillna({"date": "9999", "act": ""})
        .merge(years, how="cross")
    )
    party = frame["date"].str[:4] <= frame["time_period"]
    dated = frame["time_period"] <= str(LAST_DATED_YEAR)
    exists = frame["since"].str[:4] <= frame["time_period"]
    frame = frame.assign(
        obs_value=party.map({True: "yes", False: "no"}),
        obs_status="A",
        source=dated.map({True: DEPOSITARY, False: LATER}),
        note="",
    )
    frame.loc[(frame["act"] == "succeeded") & ~party, "note"] = "succession-declared-later"
    refuted = frame["ref_area"].isin(odd) & ~party
    frame.loc[refuted, "note"] = "party-by-contradictory-row"
    frame.loc[refuted & ~dated, "obs_status"] = "U"
    known = dated | frame["ref_area"].isin(named)
    columns = ["ref_area", "time_period", "obs_value", "obs_status", "source", "note"]
    return frame.loc[exists & known & (party | frame["member"]), columns].reset_index(drop=True)


def _areas(inputs: Inputs) -> pd.DataFrame:
    """Every area that exists: ref_area, since (first day; 0001 when always), member (whether of the United Nations)."""
    areas = inputs.framework["reference_areas"]
    living = areas[areas["valid_to"] == ""]
    return pd.DataFrame(
        {
            "ref_area": living["iso3"],
            "since": living["valid_from"].where(living["valid_from"] != "", "0001"),
            "member": living["area_type"] == UN_MEMBER,
        }
    )


def _institutions(inputs: Inputs) -> pd.DataFrame:
    """Yes for A status; no for B status, no status and no application; no row for an area that no list names.

    The later list gives the years after the lists that are held, and what these leave open. Raises RefusedError when
    both have an area in a year and one alone gives it A, or B.
    """
    lists, later = inputs.table(INSTITUTIONS, "statuses"), inputs.table(LATER_INSTITUTIONS, "statuses")
    key = ["ref_area", "time_period"]
    both = later.merge(lists, on=key, how="left", suffixes=("", "_held"), validate="one_to_one")
    held = both["nhri_status_held"].notna()
    _refuse_other_accreditation(both[held])
    every = pd.concat(
        [lists.assign(source=INSTITUTIONS), both.loc[~held, list(lists)].assign(source=LATER_INSTITUTIONS)]
    )
    value = every["nhri_status"].eq("a").map({True: "yes", False: "no"})
    return observations(every.drop(columns="nhri_status").assign(obs_value=value).reset_index(drop=True))


def _refuse_other_accreditation(both: pd.DataFrame) -> None:
    """Refuse an area and year with A or B status in one edition alone: `none` is C status, or no application."""
    folded = both["nhri_status_held"].where(both["nhri_status_held"].isin(["a", "b"]), "none")
    refuse(
        (
            f"{row['ref_area']} {row['time_period']} {row['nhri_status']}"
            for row in records(both[folded != both["nhri_status"]])
        ),
        file=LATER_INSTITUTIONS,
        code="source-rows-contradict",
        field="status",
    )


def _evidence(inputs: Inputs, convention: Convention, joined: pd.DataFrame) -> pd.DataFrame:
    treaties = inputs.table(DEPOSITARY, "treaties").set_index("treaty")
    by_list = joined["source"] == DEPOSITARY
    return pd.DataFrame(
        {
            "id": [f"{convention.treaty}-{area.lower()}" for area in joined["ref_area"]],
            "ref_area": joined["ref_area"],
            "series": convention.series,
            "instrument": convention.name,
            "valid_from": joined["date"],
            "valid_to": "",
            **texts("summary", [(_act(*row),) for row in zip(joined["act"], joined["date"], strict=True)]),
            "source": joined["source"],
            "source_title": by_list.map({True: "Status of treaties", False: ""}),
            "source_publisher": by_list.map({True: "United Nations Treaty Collection", False: ""}),
            "source_url": by_list.map({True: treaties.loc[convention.treaty, "url"], False: ""}),
            "confidence": by_list.map({True: "high", False: "medium"}),
            "basis": "read",
        }
    )


def _act(act: str, date: str) -> Said:
    """Say what a party did and when; of an unknown act the source gives the year only."""
    return said(ACTS[act], day=date) if act else said("convention-party-since", year=date)


RULE = Rule(sources=(SOURCE, DEPOSITARY, LATER, INSTITUTIONS, LATER_INSTITUTIONS), build=build)
