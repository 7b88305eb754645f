"""Regularisation programmes and estimates of undocumented stocks, typed from archived public pages, one address a row.

Faults: one programme may have several rows that disagree (Morocco 2014), or one with applications and one with persons
regularised (Spain 2005); many cells are blank; some denominators are open at the top, or count a nationality and not
persons without papers; four estimates are of several countries together; `source_says` quotes pages and is not read.
"""

from __future__ import annotations

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_other_codes, refuse_other_forms

PROGRAMMES = "regularisation_programmes.csv"
ESTIMATES = "undocumented_stock_estimates.csv"
NUMBERS = ("applications", "regularised", "denominator_low", "denominator_high")
PROGRAMME_COLUMNS = ("iso3", "programme", "period", "as_of", *NUMBERS, "denominator_basis", "source_url", "grade")
ESTIMATE_COLUMNS = ("iso3", "country_or_area", "year_or_period", "low", "high", "source", "source_url")

CONFIDENCE = {"A": "high", "B": "medium", "C": "low"}
"""Grades of the file: official or scholarly, press or agency that quotes an authority, secondary copy."""

WIDER_DENOMINATOR = "not all irregular"
"""Words of `denominator_basis` for a denominator that also counts people who have papers."""

TITLE_ONLY = "title of page"
"""Words of `source` for an estimate of which only the title of its page was seen."""

_DAY = r"\d{4}(-\d{2}(-\d{2})?)?"


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `programmes` and `estimates`.

    `programmes`: `ref_area`, `programme`, `period_start`, `period_end`, `as_of` (dates of any precision),
    `applications`, `regularised`, `denominator_low`, `denominator_high` (persons), `denominator_basis`,
    `denominator_is_wider` (true or false), `confidence`, `source_url`. `estimates`: `ref_area`, `area_name`,
    `period_start`, `period_end` (years), `low`, `high` (persons), `estimate`, `confidence`, `source_url`. Blank is ''.
    Raises RefusedError for an unknown area or grade, and for a date or number that is none.
    """
    programmes, estimates = _programmes(raw, areas), _estimates(raw, areas)
    alone = estimates[estimates["ref_area"] != ""].reset_index(drop=True)
    return Harvest(
        tables={"programmes": programmes, "estimates": alone},
        accounts=(
            Account(file=PROGRAMMES, read=len(programmes), used=len(programmes)),
            Account(
                file=ESTIMATES,
                read=len(estimates),
                used=len(alone),
                set_aside={"joint-area": len(estimates) - len(alone)},
            ),
        ),
    )


def _programmes(raw: RawFolder, areas: Areas) -> pd.DataFrame:
    file = f"{raw.source}/{PROGRAMMES}"
    frame = raw.csv(PROGRAMMES, columns=PROGRAMME_COLUMNS)
    areas.check(frame["iso3"], file=file, column="iso3")
    refuse_other_codes(frame, "grade", CONFIDENCE, file)
    refuse_other_forms(frame, "period", f"(({_DAY})?/({_DAY})?)?", file, "start/end")
    refuse_other_forms(frame, "as_of", f"({_DAY})?", file, "YYYY, YYYY-MM or YYYY-MM-DD")
    for column in NUMBERS:
        refuse_other_forms(frame, column, r"\d*", file, "a whole number or nothing")
    period = frame["period"].str.partition("/")
    wider = frame["denominator_basis"].str.contains(WIDER_DENOMINATOR, regex=False)
    return frame.loc[:, ["programme", "as_of", *NUMBERS, "denominator_basis", "source_url"]].assign(
        ref_area=frame["iso3"],
        period_start=period[0],
        period_end=period[2],
        denominator_is_wider=wider.map({True: "true", False: "false"}),
        confidence=frame["grade"].map(CONFIDENCE),
    )


def _estimates(raw: RawFolder, areas: Areas) -> pd.DataFrame:
    file = f"{raw.source}/{ESTIMATES}"
    frame = raw.csv(ESTIMATES, columns=ESTIMATE_COLUMNS)
    areas.check(frame.loc[frame["iso3"] != "", "iso3"], file=file, column="iso3")
    refuse_other_forms(frame, "year_or_period", r"\d{4}(-\d{4})?", file, "YYYY or YYYY-YYYY")
    for column in ("low", "high"):
        refuse_other_forms(frame, column, r"\d+", file, "a whole number")
    title_only = frame["source"].str.contains(TITLE_ONLY, regex=False)
    return frame.loc[:, ["low", "high", "source_url"]].assign(
        ref_area=frame["iso3"],
        area_name=frame["country_or_area"],
        period_start=frame["year_or_period"].str[:4],
        period_end=frame["year_or_period"].str[-4:],
        estimate=frame["source"].str.partition(" (")[0],
        confidence=title_only.map({True: "low", False: "medium"}),
    )


ADAPTER = Adapter(source="regularisation", read=read)
