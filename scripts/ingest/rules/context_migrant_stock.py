"""migrant-stock: how many migrants live in each area? Context for rates and country pages."""

from __future__ import annotations

from scripts.ingest.rule import Inputs, Rule, Tables, number_text, observations
from scripts.ingest.stocks import stock_note, stock_status

SOURCE = "migrant-stock"


def build(inputs: Inputs) -> Tables:
    """Make `migrant-stock`: persons by area of destination, both sexes, in the years that the source estimates."""
    stock = inputs.table(SOURCE, "stock")
    values = stock[["ref_area", "time_period"]].assign(
        obs_value=number_text(stock["total"]),
        obs_status=stock_status(stock),
        note=stock_note(stock),
    )
    return {"observations_migrant-stock": observations(values, source=SOURCE)}


RULE = Rule(sources=(SOURCE,), build=build)
