"""Regularisation programmes and estimates of undocumented stocks, typed from archived public pages, one address a row.

Faults: one programme may have several rows that disagree (Morocco 2014), or one with applications and one with persons
regularised (Spain 2005); many cells are blank; some denominators are open at the top, or count a nationality and not
persons without papers; four estimates are of several countries together; `source_says` quotes pages and is not read.
Each file has one of additions, with the same columns and more: what is cited, and `counts_in_ratio`, which is the
transcriber's view and is not read either. There some estimates are of a part of a country, or of people with papers.
"""

from __future__ import annotations

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_other_codes, refuse_other_forms

PROGRAMMES = "regularisation_programmes.csv"
ESTIMATES = "undocumented_stock_estimates.csv"
MORE_PROGRAMMES = "regularisation_programmes_additions.csv"
MORE_ESTIMATES = "undocumented_stock_estimates_additions.csv"
NUMBERS = ("applications", "regularised", "denominator_low", "denominator_high")
PROGRAMME_COLUMNS = ("iso3", "programme", "period", "as_of", *NUMBERS, "denominator_basis", "source_url", "grade")
CITED_COLUMNS = ("source_title", "source_publisher", "confidence", "basis")
"""Columns that the additions alone have."""
ESTIMATE_COLUMNS = ("iso3", "country_or_area", "year_or_period", "low", "high", "source", "source_url")

CONFIDENCE = {"A": "high", "B": "medium", "C": "low"}
"""Grades of the file: official or scholarly, press or agency that quotes an authority, secondary copy."""

LEVELS = ("low", "medium", "high")
"""Levels of confidence, lowest first."""

WIDER_DENOMINATOR = "not all irregular"
"""Words of `denominator_basis` for a denominator that also counts people who have papers."""

AT_LEAST = "more than "
"""Beginning of `source` for an estimate that is a minimum; who made it stands in parentheses."""

TITLE_ONLY = "title of page"
"""Words of `source` for an estimate of which only the title of its page was seen."""

PART_OF_COUNTRY = " only)"
"""End of `country_or_area` for an estimate of one canton."""

OTHER_PEOPLE = "tolerated"
"""Word of `country_or_area` for an estimate of people whose stay is known and tolerated."""

_DAY = r"\d{4}(-\d{2}(-\d{2})?)?"


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `programmes` and `estimates`, each of the file of that name and of its additions, in this order.

    `programmes`: `ref_area`, `programme`, `period_start`, `period_end`, `as_of` (dates of any precision),
    `applications`, `regularised`, `denominator_low`, `denominator_high` (persons), `denominator_basis`,
    `denominator_is_wider` (true or false), `confidence`, `basis`, `source_url`, `source_title`, `source_publisher`
    (both blank where only the address is given). `estimates`: `ref_area`, `area_name`, `period_start`, `period_end`
    (years), `low`, `high` (persons; blank where the estimate is a minimum), `estimate`, `confidence`, `source_url`.
    Blank is ''. Confidence is that of the grade, or what the row itself states where that is lower.
    Raises RefusedError for an unknown area or grade, and for a date or number that is none.
    """
    programmes = [_programmes(raw, areas, PROGRAMMES), _programmes(raw, areas, MORE_PROGRAMMES, CITED_COLUMNS)]
    estimates = [_estimates(raw, areas, name) for name in (ESTIMATES, MORE_ESTIMATES)]
    return Harvest(
        tables={
            "programmes": pd.concat(programmes, ignore_index=True),
            "estimates": pd.concat([alone for alone, _ in estimates], ignore_index=True),
        },
        accounts=(
            *(
                Account(file=name, read=len(frame), used=len(frame))
                for name, frame in zip((PROGRAMMES, MORE_PROGRAMMES), programmes, strict=True)
            ),
            *(account for _, account in estimates),
        ),
    )


def _programmes(raw: RawFolder, areas: Areas, name: str, more: tuple[str, ...] = ()) -> pd.DataFrame:
    file = f"{raw.source}/{name}"
    frame = raw.csv(name, columns=(*PROGRAMME_COLUMNS, *more))
    areas.check(frame["iso3"], file=file, column="iso3")
    refuse_other_codes(frame, "grade", CONFIDENCE, file)
    refuse_other_forms(frame, "period", f"(({_DAY})?/({_DAY})?)?", file, "start/end")
    refuse_other_forms(frame, "as_of", f"({_DAY})?", file, "YYYY, YYYY-MM or YYYY-MM-DD")
    for column in NUMBERS:
        refuse_other_forms(frame, column, r"\d*", file, "a whole number or nothing")
    if more:
        refuse_other_codes(frame, "confidence", LEVELS, file)
        refuse_other_codes(frame, "basis", ("read", "known"), file)
    period = frame["period"].str.partition("/")
    wider = frame["denominator_basis"].str.contains(WIDER_DENOMINATOR, regex=False)
    graded = frame["grade"].map(CONFIDENCE)
    return frame.loc[:, ["programme", "as_of", *NUMBERS, "denominator_basis", "source_url"]].assign(
        ref_area=frame["iso3"],
        period_start=period[0],
        period_end=period[2],
        denominator_is_wider=wider.map({True: "true", False: "false"}),
        confidence=_lower(graded, frame["confidence"]) if more else graded,
        basis=frame["basis"] if more else "read",
        source_title=frame["source_title"] if more else "",
        source_publisher=frame["source_publisher"] if more else "",
    )


def _lower(first: pd.Series, second: pd.Series) -> pd.Series:
    """Give the lower of two levels of confidence, row by row."""
    pairs = zip(first, second, strict=True)
    return pd.Series([min(pair, key=LEVELS.index) for pair in pairs], index=first.index, dtype=str)


def _estimates(raw: RawFolder, areas: Areas, name: str) -> tuple[pd.DataFrame, Account]:
    file = f"{raw.source}/{name}"
    frame = raw.csv(name, columns=ESTIMATE_COLUMNS)
    areas.check(frame.loc[frame["iso3"] != "", "iso3"], file=file, column="iso3")
    refuse_other_forms(frame, "year_or_period", rf"{_DAY}|\d{{4}}-\d{{4}}", file, "a date, a year or two years")
    for column in ("low", "high"):
        refuse_other_forms(frame, column, r"\d+", file, "a whole number")
    title_only = frame["source"].str.contains(TITLE_ONLY, regex=False)
    least = frame["source"].str.startswith(AT_LEAST)
    named = frame["source"].str.partition(" (")
    years = frame["year_or_period"].str.fullmatch(r"\d{4}-\d{4}")
    tidy = frame.loc[:, ["low", "source_url"]].assign(
        high=frame["high"].where(~least, ""),
        ref_area=frame["iso3"],
        area_name=frame["country_or_area"],
        period_start=frame["year_or_period"].str[:4],
        period_end=frame["year_or_period"].where(~years, frame["year_or_period"].str[-4:]).str[:4],
        estimate=named[0].where(~least, named[2].str.rstrip(")")),
        confidence=title_only.map({True: "low", False: "medium"}),
    )
    joint = tidy["ref_area"] == ""
    part = ~joint & tidy["area_name"].str.endswith(PART_OF_COUNTRY)
    others = ~joint & tidy["area_name"].str.contains(OTHER_PEOPLE, regex=False)
    used = tidy[~(joint | part | others)].reset_index(drop=True)
    apart = {"joint-area": joint, "part-of-country": part, "other-people": others}
    account = Account(
        file=name,
        read=len(frame),
        used=len(used),
        set_aside={reason: int(rows.sum()) for reason, rows in apart.items() if rows.any()},
    )
    return used, account


ADAPTER = Adapter(source="regularisation", read=read)
