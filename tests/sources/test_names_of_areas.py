"""What a name means on a day: from its first day to its last, both included."""

from __future__ import annotations

import pandas as pd
import pytest

from scripts.sources.areas import Areas

NAMES = [
    # name, area, first day, last day
    ("Zaire", "ZAR", "1971-10-27", "1997-05-16"),
    ("Congo", "COD", "1997-05-17", ""),
    ("Congo", "ZAR", "1966-06-01", "1971-10-26"),
    ("Twice", "COD", "2000-01-01", "2000-12-31"),
    ("Twice", "ZAR", "2000-12-31", "2001-12-31"),
]


@pytest.fixture(scope="module")
def areas() -> Areas:
    codes = pd.DataFrame({"iso3": ["COD", "ZAR"], "iso2": "", "m49": "", "valid_to": ["", "1997-05-16"]})
    return Areas.from_tables(codes, pd.DataFrame(NAMES, columns=["name", "ref_area", "valid_from", "valid_to"]))


MEANT = [
    # name, day, area
    ("Zaire", "1971-10-26", ""),
    ("Zaire", "1971-10-27", "ZAR"),
    ("Zaire", "1997-05-16", "ZAR"),
    ("Zaire", "1997-05-17", ""),
    ("Congo", "1966-05-31", ""),
    ("Congo", "1966-06-01", "ZAR"),
    ("Congo", "1971-10-26", "ZAR"),
    ("Congo", "1971-10-27", ""),
    ("Congo", "1997-05-16", ""),
    ("Congo", "1997-05-17", "COD"),
    ("Congo", "9999", "COD"),
    ("Twice", "2000-12-30", "COD"),
    ("Twice", "2000-12-31", ""),  # the last day of one and the first of the other: it means neither
    ("Twice", "2001-01-01", "ZAR"),
]


@pytest.mark.parametrize(("name", "day", "area"), MEANT)
def test_a_name_means_an_area_from_its_first_day_to_its_last(areas: Areas, name: str, day: str, area: str) -> None:
    assert areas.code(name, day) == area
