"""How far a migrant stock is to be trusted: status and note. Shared by the stock itself and the rates upon it."""

from __future__ import annotations

import pandas as pd

NOTES = {
    "birth": "",
    "citizenship": "stock-by-citizenship",
    "birth-and-citizenship": "stock-by-birth-and-citizenship",
    "imputed": "stock-imputed",
}
"""A note for each way of counting other than persons born abroad."""


def stock_status(stock: pd.DataFrame) -> pd.Series:
    """Estimated where the source imputed the stock, else normal."""
    return (stock["basis"] == "imputed").map({True: "E", False: "A"})


def stock_note(stock: pd.DataFrame) -> pd.Series:
    """Code of the note on whom the area counts; '' for persons born abroad."""
    return stock["basis"].map(NOTES)
