"""UN World Population Prospects 2024: mid-year population of countries and areas, 1950 to 2023.

Faults: it ends in 2023. The names and codes that come with it are another list than ours and are not used.
"""

from __future__ import annotations

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.cell_values import by_row, whole_filled
from scripts.sources.raw import RawFolder

FILE = "population_1950_2023.csv"
NAMES = "countrynames_crosswalk.csv"


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `population`: `ref_area`, `time_period` (year, as text), `population` (persons on 1 July).

    Raises RefusedError for an unknown area and for a number that is not whole.
    """
    rows = by_row(raw.csv(FILE, columns=["geo", "t", "population"]))
    file = f"{raw.source}/{FILE}"
    names = raw.csv(NAMES, columns=["iso3", "name"])
    population = pd.DataFrame(
        {
            "ref_area": areas.check(rows["geo"], file=file, column="geo"),
            "time_period": rows["t"],
            "population": whole_filled(rows["population"], file=file, column="population"),
        }
    )
    return Harvest(
        tables={"population": population.reset_index(drop=True)},
        accounts=(
            Account(file=FILE, read=len(rows), used=len(population)),
            Account(file=NAMES, read=len(names), used=0, set_aside={"names-not-figures": len(names)}),
        ),
    )


ADAPTER = Adapter(source="population", read=read)
