"""Other counts of deaths at borders: UNITED's list, remains recovered in Arizona, and totals as they were published.

Faults: the three overlap with each other and with the Missing Migrants Project, so that nothing may be added; UNITED
ends on 5 May 2018, also counts deaths in detention and by suicide, and its grouping by words is not its own; Arizona's
2020 is not whole, a few of its rows are older than its record (2001), and its year is that of recovery; totals of one
year differ and are kept. `area` of a total is a code, the world, or a route in words.
"""

from __future__ import annotations

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.cell_values import by_row, whole_filled
from scripts.sources.facts_beside import read_facts_beside
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_other_codes, refuse_other_forms

UNITED = "united_list_europe_by_year_cause_DERIVED.csv"
ARIZONA = "arizona_recovered_remains_by_year_DERIVED.csv"
TOTALS = "border_deaths_published_totals.csv"
ARIZONA_FROM = "2001"
"""First year of Arizona's record; older rows are single finds."""

UNITED_PARTIAL = "partial: to 5 May 2018"
BORDER_PATROL = "Southwest border migrant deaths recorded by US Border Patrol"
PROJECT = "IOM Missing Migrants Project, published total"


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `united` and `arizona` (`year`, `deaths`: persons), and `totals`, one row a published total.

    `totals`: as `read_facts_beside` gives facts, with `series` and `area`. Raises RefusedError as that does, for an
    unknown series or remark, and for a year or number that is none.
    """
    united, arizona = raw.csv(UNITED, columns=["year", "deaths", "note"]), raw.csv(ARIZONA, columns=["year", COUNT])
    refuse_other_codes(united, "note", ("", UNITED_PARTIAL), f"{raw.source}/{UNITED}")
    totals_read = raw.csv(TOTALS, columns=["series", "area"])
    refuse_other_codes(totals_read, "series", (BORDER_PATROL, PROJECT), f"{raw.source}/{TOTALS}")
    routes = [area for area in totals_read["area"].unique() if len(area) != CODE or not area.isupper()]
    early = arizona["year"] < ARIZONA_FROM
    return Harvest(
        tables={
            "united": by_year(united, "deaths", f"{raw.source}/{UNITED}"),
            "arizona": by_year(arizona[~early], COUNT, f"{raw.source}/{ARIZONA}"),
            "totals": read_facts_beside(raw, TOTALS, areas, area="area", others=["series", "area"], no_area=routes),
        },
        accounts=(
            Account(file=UNITED, read=len(united), used=len(united)),
            Account(
                file=ARIZONA,
                read=len(arizona),
                used=int((~early).sum()),
                set_aside={"before-the-record": int(early.sum())},
            ),
            Account(file=TOTALS, read=len(totals_read), used=len(totals_read)),
        ),
    )


COUNT = "remains_recovered"
CODE = 3


def by_year(rows: pd.DataFrame, column: str, file: str) -> pd.DataFrame:
    """Add up a count by year. Raises RefusedError for a year or number that is none."""
    refuse_other_forms(rows, "year", r"\d{4}", file, "YYYY")
    numbers = whole_filled(by_row(rows)[column], file=file, column=column).to_numpy()
    summed = rows.assign(deaths=numbers).groupby("year")["deaths"].sum()
    return summed.reset_index()


ADAPTER = Adapter(source="border-deaths-other", read=read)
