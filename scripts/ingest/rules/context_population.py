"""population: how many people live in each area at mid-year? Context for rates and country pages."""

from __future__ import annotations

from scripts.ingest.rule import Inputs, Rule, Tables, number_text, observations

SOURCE = "population"


def build(inputs: Inputs) -> Tables:
    """Make `population`: persons by area and year, as the source gives them."""
    population = inputs.table(SOURCE, "population")
    values = population[["ref_area", "time_period"]].assign(obs_value=number_text(population["population"]))
    return {"observations_population": observations(values, source=SOURCE)}


RULE = Rule(sources=(SOURCE,), build=build)
