"""dual-nationality: whether a citizen who naturalises abroad keeps the nationality, by the law on 1 January."""

from __future__ import annotations

import pandas as pd

from scripts.ingest.rule import Inputs, Rule, Tables, observations
from scripts.ingest.statements import said, texts
from scripts.ingest.thresholds import or_partial

SOURCE = "dual-nationality"

POLICY = {"both-ways": "yes", "abroad-only": "yes", "arrivals-only": "partial", "none": "no"}
"""Yes when a citizen who naturalises abroad keeps the nationality; partial when only newcomers may hold two."""

REFORMS = (
    {
        "id": "dual-nationality-deu-2024",
        "ref_area": "DEU",
        "instrument": "Gesetz zur Modernisierung des Staatsangehörigkeitsrechts",
        "valid_from": "2024-06-27",
    },
    {
        "id": "dual-nationality-ukr-2026",
        "ref_area": "UKR",
        "instrument": "Amendment of the law on citizenship",
        "valid_from": "2026-01-16",
    },
)
"""Changes of law after the last reference date, as the dataset's authors note them."""

SUMMARIES = (
    said("nationality-kept-abroad", day="2024-06-27", headline="2024-01-01"),
    said("nationality-loss-changed", day="2026-01-16", end="2024-01-01"),
)
"""What is said of each of these changes."""


def build(inputs: Inputs) -> Tables:
    """Make the headline, other rules, the breakdown, and the evidence on changes that the series does not reach."""
    acceptance = inputs.table(SOURCE, "acceptance").rename(columns={"acceptance": "obs_value"})
    after_reform = (acceptance["ref_area"] == "DEU") & (acceptance["time_period"] == "2024")
    lifetimes = inputs.framework["reference_areas"].set_index("iso3")["valid_from"]
    dependent = acceptance["ref_area"].map(lifetimes) > acceptance["time_period"] + "-01-01"
    notes = after_reform.map({True: "reform-after-reference-date", False: ""}).mask(dependent, "before-independence")
    noted = acceptance.assign(note=notes)
    noted, loss = noted.drop(columns="loss"), noted["loss"]
    headline = noted.assign(obs_value=noted["obs_value"].map(POLICY))
    yes = headline["obs_value"] == "yes"
    naturalised = headline.assign(obs_value=headline["obs_value"].mask(yes & (loss == "naturalised"), "partial"))
    both = headline.assign(obs_value=headline["obs_value"].mask(noted["obs_value"] == "abroad-only", "partial"))
    exceptions = headline.assign(obs_value=headline["obs_value"].mask(~yes & (loss == "with-exceptions"), "yes"))
    evidence = pd.DataFrame(REFORMS).assign(
        **texts("summary", [[each] for each in SUMMARIES]),
        series="dual-nationality",
        valid_to="",
        source=SOURCE,
        source_title="GLOBALCIT Citizenship Law Dataset, authors' notes on changes after 2024",
        source_publisher="Global Citizenship Observatory (GLOBALCIT)",
        source_url="https://hdl.handle.net/1814/73190",
        confidence="high",
        basis="read",
    )
    return {
        "observations_dual-nationality": observations(headline, source=SOURCE),
        "observations_dual-nationality.naturalised-too": observations(naturalised, source=SOURCE),
        "observations_dual-nationality.both-ways": observations(both, source=SOURCE),
        "observations_dual-nationality.with-exceptions": observations(exceptions, source=SOURCE),
        "observations_dual-nationality.either-way": observations(or_partial(headline), source=SOURCE),
        "observations_dual-nationality.breakdown": observations(noted, source=SOURCE),
        "evidence": evidence,
    }


RULE = Rule(sources=(SOURCE,), build=build)
