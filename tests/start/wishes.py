"""What tests ask `adapt` for: a file of a stranger, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scripts.start.numbers import POINT, Numbers
from scripts.start.periods import Reading
from scripts.start.wish import Areas, Dimension, Origin, Wish

STRANGER = Wish(
    file=Path("tests/start/stranger.csv"),
    folder=Path("water"),
    areas=Areas(column="Entity"),
    time="Year",
    values=("Access to piped water (% of households)",),
    series="",
    title="Piped water",
    unit="per cent of households",
    dimensions=(),
    measure="value",
    aggregation="median",
    decimals=None,
    reading=Reading(),
    numbers=Numbers(decimal=POINT),
    origin=Origin(
        title="Piped water",
        publisher="Institute of Water",
        url="https://www.who.int/data",
        accessed="2024-03-01",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
    ),
)

VIOLENCE = replace(
    STRANGER,
    file=Path("tests/start/violence.csv"),
    folder=Path("violence"),
    areas=Areas(column="Region", whole="England and Wales", own=True),
    time="Year",
    values=("Value",),
    series="Units",
    unit="per cent",
    dimensions=tuple(
        Dimension(column=column, total="")
        for column in ("Sex", "Age", "Ethnicity", "Ethnic group", "Household income", "Area type")
    ),
    aggregation="median",
    decimals=2,
    reading=Reading(year_begins="04-01"),
    origin=replace(
        STRANGER.origin,
        title="SDG indicator 16.1.3",
        publisher="Office for National Statistics",
        url="https://sdgdata.gov.uk/16-1-3/",
        licence="Open Government Licence v3.0",
        licence_url="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
)
"""A real file of an Open SDG site: README.md beside it says whose and under which licence."""

LAKES = replace(
    STRANGER,
    file=Path("tests/start/lakes.csv"),
    folder=Path("lakes"),
    areas=Areas(column="Lake district", own=True),
    time="Fiscal year",
    values=("Visitors",),
    title="Visitors",
    unit="persons",
    dimensions=(Dimension(column="Sex", total="Both sexes"),),
    measure="count",
    aggregation="sum",
    reading=Reading(two_years="years", year_begins="04-01"),
    origin=replace(STRANGER.origin, title="Visitors of lakes", licence="not stated", licence_url=""),
)
