"""border-deaths, what stands beside it: figures that belong to no country, to other counts, or to other editions.

None of them is ever added, to another or to the headline. A rate by route is given for whole years with at least
FEWEST_CROSSINGS; below that it is withheld, since a few hundred detections make a rate of anything. Victims of crime
are a country's figure only where its own authorities counted them: Mexico, 2018 to 2022, with counts that differ side
by side.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from scripts.ingest.incidents import NEWEST, REVISED, WITH_OUTCOMES, cut_off, periods, routes, totals
from scripts.ingest.rule import CITED, Inputs, Rule, Tables, number_text, observations, refuse
from scripts.ingest.statements import Said, as_written, said, texts
from scripts.model.codes import UNKNOWN_PERIOD

INDICATOR = "border-deaths"
OLDEST, UNPLACED = "missing-migrants-2024-08", "missing-migrants-2026-05"
CROSSINGS, VICTIMS, OTHERS = "border-crossings", "border-victims", "border-deaths-other"
FEWEST_CROSSINGS = 2000
PER = 10_000
LAST_WHOLE_YEAR = "2024"
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Denominator:
    """What the deaths of a route are divided by: a series of crossings, its route and its kind, as the source says."""

    series: str
    route: str = ""
    type: str = ""


FRONTEX = "Frontex detections of illegal border crossings"
DENOMINATORS = {
    "central-mediterranean": Denominator(FRONTEX, "Central Mediterranean Route", "Sea"),
    "eastern-mediterranean": Denominator(FRONTEX, "Eastern Mediterranean Route", "Sea"),
    "western-mediterranean": Denominator(FRONTEX, "Western Mediterranean Route", "Sea"),
    "western-africa-atlantic-route-to-the-canary-islands": Denominator(FRONTEX, "Western African Route", "Sea"),
    "darien": Denominator("Irregular transits through the Darien"),
    "us-mexico-border-crossing": Denominator("Southwest land border encounters", "US-Mexico border", "Land"),
}
"""By route of the deaths. The routes overlap in people, so that nothing is summed over them."""

VICTIM_KINDS = {"survey_share": "survey"}
"""Kind of a fact on victims where it is not a count."""

UNITS = {
    "cases": "cases",
    "complaints": "complaints",
    "dead": "persons",
    "dead and missing": "persons",
    "deaths": "persons",
    "offences recorded": "offences",
    "patients": "patients",
    "percent of respondents": "percent-of-respondents",
    "persons": "persons",
    "persons reporting": "reports",
    "rescues": "rescues",
    "victims recorded": "victims",
}
WORLD = "world"
"""What the totals call the whole, which needs no words for its place."""

OUTCOMES = {"dead": "dead-alone", "dead and missing": "dead-and-missing"}
"""What a total of the project counts, by its unit."""

PROJECT = "IOM Missing Migrants Project, published total"
COUNTRY_FIGURE = "MEX"
YEAR = 4


def build(inputs: Inputs) -> Tables:
    """Make `other_figures`, and the official counts of crimes against migrants as a series of their own."""
    parts = [_editions(inputs), _newest(inputs), _risks(inputs), _victims(inputs), _published(inputs), _years(inputs)]
    every = pd.concat(parts, ignore_index=True).fillna("").assign(indicator=INDICATOR)
    return {"other_figures": every, "observations_border-deaths.victims": official_counts(inputs)}


def _figures(frame: pd.DataFrame, **constants: str) -> pd.DataFrame:
    """Complete figures that IOM or whoever keeps a table gives for a year, without a page of their own."""
    defaults = {"value_qualifier": "exactly", "obs_status": "A", "confidence": "high", "basis": "read"}
    return frame.assign(**{k: v for k, v in (defaults | constants).items() if k not in frame.columns})


def _titles(title: str, count: int) -> dict[str, list[str]]:
    return texts("title", [(said(title),)] * count)


# -- the same figure in several editions -------------------------------------------------------------------------------


def _editions(inputs: Inputs) -> pd.DataFrame:
    """Dead and missing of the world by year, in each edition: how a figure changed with later reports."""
    found = []
    for edition in (OLDEST, WITH_OUTCOMES, REVISED, NEWEST):
        incidents = inputs.table(edition, "incidents")
        years = incidents["year"] if "year" in incidents.columns else periods(incidents["date"], YEAR)
        summed = totals(incidents.assign(time_period=years), ["time_period"])
        day = cut_off(inputs.framework, edition)
        found.append(
            summed.assign(
                id=f"{edition}-" + summed["time_period"].str.lower().str.strip("_"),
                source=edition,
                note=summed["time_period"].map(
                    lambda year, day=day: "" if day.note(year) == "not-settled" else day.note(year)
                ),
                obs_status=summed["time_period"].map(lambda year, day=day: "P" if day.is_open(year) else "A"),
            )
        )
    frame = pd.concat(found, ignore_index=True)
    dated = frame["time_period"].replace(UNKNOWN_PERIOD, "")
    return _figures(
        frame.drop(columns="time_period").assign(
            date_from=dated,
            date_to=dated,
            obs_value=number_text(frame["obs_value"]),
            **_titles("dead-and-missing", len(frame)),
        ),
        kind="edition",
        unit_measure="persons",
        official="false",
    )


# -- days that no country is known of ----------------------------------------------------------------------------------


def _newest(inputs: Inputs) -> pd.DataFrame:
    """The newest days, of the world and by region of the incident: their edition names no country."""
    incidents = inputs.table(UNPLACED, "incidents")
    whole = {name: int(incidents[name].sum()) for name in ("total", "dead", "missing")}
    of_world = pd.DataFrame({"id": list(whole), "obs_value": list(whole.values()), "codelist": "", "code": ""})
    placed = totals(incidents.assign(code=routes(incidents["regions"])), ["code"])
    of_regions = placed.assign(id=placed["code"], codelist="incident_region")
    frame = pd.concat([of_world, of_regions], ignore_index=True)
    titles = {"dead": "dead-alone", "missing": "missing-alone"}
    return _figures(
        frame.assign(
            id=f"{UNPLACED}-" + frame["id"],
            obs_value=number_text(frame["obs_value"]),
            **texts("title", [(said(titles.get(name, "dead-and-missing")),) for name in frame["id"]]),
        ),
        kind="newest",
        date_from=str(incidents["date"].min()),
        date_to=str(incidents["date"].max()),
        unit_measure="persons",
        obs_status="P",
        note="partial-year",
        source=UNPLACED,
        official="false",
    )


# -- risk by route -----------------------------------------------------------------------------------------------------


def _risks(inputs: Inputs) -> pd.DataFrame:
    """Deaths for each 10,000 crossings, by route and whole year with a death: withheld under FEWEST_CROSSINGS."""
    incidents = inputs.table(WITH_OUTCOMES, "incidents")
    deaths = totals(
        incidents.assign(code=routes(incidents["routes"]), year=incidents["date"].str[:YEAR]), ["code", "year"]
    )
    joined = _crossings(inputs.table(CROSSINGS, "crossings")).merge(
        deaths.rename(columns={"obs_value": "numerator"}), on=["code", "year"], how="inner", validate="one_to_one"
    )
    found = joined[
        (joined["year"] >= min(deaths["year"][deaths["year"] != ""])) & (joined["year"] <= LAST_WHOLE_YEAR)
    ].reset_index(drop=True)
    few = found["crossings"] < FEWEST_CROSSINGS
    value = (PER * found["numerator"].astype("float64") / found["crossings"].astype("float64")).round(DECIMALS)
    _refuse_other_rates(found.assign(value=value), inputs.table(CROSSINGS, "control"))
    return _figures(
        pd.DataFrame(
            {
                "id": "risk-" + found["code"] + "-" + found["year"],
                "codelist": "route",
                "code": found["code"],
                "date_from": found["year"],
                "date_to": found["year"],
                "obs_value": number_text(value.mask(few), DECIMALS),
                "numerator": number_text(found["numerator"].astype("float64")),
                "denominator": number_text(found["crossings"]),
                "obs_status": few.map({True: "Q", False: "A"}),
                "note": few.map({True: "few-crossings", False: ""}),
                "source_title": found["series"],
                "source_publisher": found["publisher"],
                "source_url": found["source_url"],
                **_titles("deaths-per-crossings", len(found)),
            }
        ),
        kind="risk",
        unit_measure="per-10000-crossings",
        source=CROSSINGS,
        official="false",
    )


def _crossings(crossings: pd.DataFrame) -> pd.DataFrame:
    """Crossings of the routes that deaths are known of, with the code of the route."""
    keys = {(each.series, each.route, each.type): code for code, each in DENOMINATORS.items()}
    names = list(zip(crossings["series"], crossings["route"], crossings["type"], strict=True))
    coded = crossings.assign(code=[keys.get(name, "") for name in names])
    return coded[coded["code"] != ""]


def _refuse_other_rates(found: pd.DataFrame, control: pd.DataFrame) -> None:
    """Refuse a rate that is not the control's to its one decimal, and one that the control lacks."""
    ours = {
        (code, year): f"{value:.1f}"
        for code, year, value in zip(found["code"], found["year"], found["value"], strict=True)
    }
    recorded = control[control["deaths"] > 0]
    keys = zip(routes(recorded["route"]), recorded["year"], strict=True)
    theirs = dict(zip(keys, recorded["rate"], strict=True))
    strange = (
        f"{code} {year}" for code, year in sorted(ours.keys() | theirs.keys()) if not _near(ours, theirs, (code, year))
    )
    refuse(strange, file=CROSSINGS, code="facts-do-not-match", field="deaths_per_10000_crossings")


def _near(ours: Mapping[tuple[str, str], str], theirs: Mapping[tuple[str, str], str], key: tuple[str, str]) -> bool:
    return key in ours and key in theirs and abs(float(ours[key]) - float(theirs[key])) <= 0.1 + 1e-9


# -- facts that cite a page of their own -------------------------------------------------------------------------------


def _cited(
    facts: pd.DataFrame, source: str, titles: Iterable[str], remarks: Iterable[tuple[Said, ...]]
) -> pd.DataFrame:
    """Figures of facts, each with the page that it was read on."""
    return facts.loc[:, ["ref_area", *CITED]].assign(
        id=facts["id"].str.lower(),
        date_from=facts["period_start"],
        date_to=facts["period_end"],
        obs_value=facts["value"],
        unit_measure=facts["unit"].map(UNITS),
        value_qualifier=facts["bound"],
        obs_status="A",
        source=source,
        **texts("title", [as_written(title) for title in titles]),
        **texts("remark", remarks),
    )


def _victims(inputs: Inputs) -> pd.DataFrame:
    """Injured people and victims of crime: a few partial counts, and shares of surveys apart from them."""
    facts = inputs.table(VICTIMS, "facts")
    remarks = [_remark(row) for row in facts.to_dict("records")]
    return _cited(facts, VICTIMS, facts["measure"], remarks).assign(
        kind=facts["kind"].map(VICTIM_KINDS).fillna("victims"),
        official=facts["official"].map({"yes": "true", "no": "false"}),
        **texts("place", [as_written(place) for place in facts["area_or_route"]]),
    )


def _remark(row: Mapping[Hashable, Any]) -> tuple[Said, ...]:
    """What is counted and what else is to be said, each as a sentence."""
    written = (str(row["what_is_counted"]), str(row["note"]))
    return as_written(" ".join(f"{text.rstrip('.')}." for text in written if text))


def _published(inputs: Inputs) -> pd.DataFrame:
    """Totals as they were published: those of the project itself, and counts of others."""
    facts = inputs.table(OTHERS, "totals")
    own = facts["series"] == PROJECT
    routed = (facts["ref_area"] == "") & (facts["area"] != WORLD)
    remarks = [as_written(f"{note.rstrip('.')}.") if note else () for note in facts["note"]]
    counted = _cited(facts, OTHERS, facts["series"], remarks)
    titles = [
        (said(OUTCOMES[unit]),) if mine else as_written(series)
        for unit, mine, series in zip(facts["unit"], own, facts["series"], strict=True)
    ]
    return counted.assign(
        kind=own.map({True: "published-total", False: "independent"}),
        official=own.map({True: "false", False: "true"}),
        **texts("title", titles),
        **texts("place", [as_written(area) if here else () for area, here in zip(facts["area"], routed, strict=True)]),
    )


# -- years of other lists ----------------------------------------------------------------------------------------------


def _years(inputs: Inputs) -> pd.DataFrame:
    """Deaths by year of two lists of others, which count partly the same people as the project."""
    return pd.concat(
        [
            _listed(inputs.table(OTHERS, "united"), "united", "united-list", "", "2018").assign(
                source_title="List of 34,361 documented deaths", source_publisher="UNITED for Intercultural Action"
            ),
            _listed(inputs.table(OTHERS, "arizona"), "arizona", "arizona-remains", "USA", "2020").assign(
                source_title="Arizona OpenGIS Initiative for Deceased Migrants",
                source_publisher="Humane Borders and Pima County Office of the Medical Examiner",
            ),
        ],
        ignore_index=True,
    )


PLACES = {"united-list": "united-list-place", "arizona-remains": "arizona-remains-place"}
"""What is said of where the deaths of a list are, by the code of its title."""


def _listed(years: pd.DataFrame, name: str, title: str, area: str, partial: str) -> pd.DataFrame:
    """Figures of a list by year, of which the last is not whole."""
    ended = years["year"] != partial
    return _figures(
        pd.DataFrame(
            {
                "id": f"{name}-" + years["year"],
                "date_from": years["year"],
                "date_to": years["year"],
                "obs_value": number_text(years["deaths"]),
                "obs_status": ended.map({True: "A", False: "P"}),
                "note": ended.map({True: "", False: "partial-year"}),
                **_titles(title, len(years)),
                **texts("place", [(said(PLACES[title]),)] * len(years)),
            }
        ),
        kind="independent",
        ref_area=area,
        unit_measure="persons",
        source=OTHERS,
        official="false",
        confidence="medium",
    )


# -- a country's own count ---------------------------------------------------------------------------------------------


def official_counts(inputs: Inputs) -> pd.DataFrame:
    """Crimes against migrants that the country's authorities recorded, by year and count, without cumulative ones."""
    facts = inputs.table(VICTIMS, "facts")
    starts, ends = facts["period_start"].str[:YEAR], facts["period_end"].str[:YEAR]
    own = (facts["official"] == "yes") & (facts["kind"] == "crime_victim") & (facts["ref_area"] == COUNTRY_FIGURE)
    kept = facts[own & (starts == ends) & (starts != "")]
    whole = kept["period_end"].str.endswith("-12-31") & kept["period_start"].str.endswith("-01-01")
    return observations(
        pd.DataFrame(
            {
                "ref_area": kept["ref_area"],
                "time_period": kept["period_start"].str[:YEAR],
                "victim_count": kept["id"].str.lower(),
                "obs_value": kept["value"],
                "obs_status": whole.map({True: "A", False: "P"}),
                "note": whole.map({True: "", False: "partial-year"}),
            }
        ),
        source=VICTIMS,
    )


RULE = Rule(
    sources=(OLDEST, WITH_OUTCOMES, REVISED, NEWEST, UNPLACED, CROSSINGS, VICTIMS, OTHERS),
    build=build,
)
