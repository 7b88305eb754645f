"""migrant-stock: how many migrants live in each area? Context for rates and country pages."""

from __future__ import annotations

import pandas as pd

from scripts.ingest.rule import Inputs, Rule, Tables, number_text, observations

SOURCE = "migrant-stock"

NOTES = {
    "birth": "",
    "citizenship": "stock-by-citizenship",
    "birth-and-citizenship": "stock-by-birth-and-citizenship",
    "imputed": "stock-imputed",
}
"""A note for each way of counting other than persons born abroad."""


def build(inputs: Inputs) -> Tables:
    """Make `migrant-stock`: persons by area of destination, both sexes, in the years that the source estimates."""
    stock = inputs.table(SOURCE, "stock")
    values = stock[["ref_area", "time_period"]].assign(
        obs_value=number_text(stock["total"]),
        obs_status=stock_status(stock),
        note=stock_note(stock),
    )
    return {"observations_migrant-stock": observations(values, source=SOURCE)}


def stock_status(stock: pd.DataFrame) -> pd.Series:
    """Estimated where the source imputed the stock, else normal."""
    return (stock["basis"] == "imputed").map({True: "E", False: "A"})


def stock_note(stock: pd.DataFrame) -> pd.Series:
    """Code of the note on whom the area counts; '' for persons born abroad."""
    return stock["basis"].map(NOTES)


RULE = Rule(sources=(SOURCE,), build=build)
