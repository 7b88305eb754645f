"""The verifier's own rules at their edges: which observation stands, and how a number is written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scripts.verify.coverage import _periods
from scripts.verify.figures import _number, writing_of
from scripts.verify.files import Folder
from scripts.verify.years import Years
from scripts.words.words import Words
from tests.standing import STANDING
from tests.summaries import series_of
from tests.verify.tiny_site import Made


@pytest.mark.parametrize("name", STANDING)
def test_the_verifier_has_the_same_observation_stand(name: str) -> None:
    case = STANDING[name]
    columns = case["observations"]["columns"]
    records = [dict(zip(columns, row, strict=True)) for row in case["observations"]["rows"]]
    found = _periods(series_of(case), records)
    assert {area: found.get(area) for area in case["stands"]} == case["stands"]


@pytest.mark.parametrize("name", [name for name, case in STANDING.items() if "by_period" in case])
def test_the_verifier_has_the_same_stand_in_each_period(made: Made, name: str) -> None:
    case, settings = STANDING[name], STANDING[name]["series"]
    columns, rows = case["observations"]["columns"], case["observations"]["rows"]
    series = {**DEFAULT, **{key: " ".join(v) if isinstance(v, list) else str(v) for key, v in settings.items()}}
    made.data(
        series=f"{','.join(series)}\n{','.join(series.values())}\n",
        observations_s="\n".join(map(",".join, [columns, *rows])) + "\n",
    )
    found = Years(Folder(made.site)).standing
    lines = {area: {period: line - 2 for period, line in held["s"].items()} for area, held in found.items()}
    assert lines == case["by_period"]


DEFAULT = {"id": "s", "role": "headline", "measure_type": "", "aggregation": "", "first_period": "", "last_period": ""}

WRITTEN = [
    # value, form, text in English: a half is rounded to the even digit, above or below it
    ("0.0625", "percent", "6.2%"),
    ("0.1875", "percent", "18.8%"),
    ("0.0005", "percent", "0.0%"),
    ("0.0015", "percent", "0.2%"),
    ("0.00051", "percent", "0.1%"),
    ("0.3125", "percent", "31.2%"),
    ("1", "percent", "100.0%"),
    ("0.125", "rate", "0.12"),
    ("0.375", "rate", "0.38"),
    ("2.5", "rate", "2.50"),
    ("1234567", "whole", "1,234,567"),
]
DECIMALS = {"percent": 1, "rate": 2, "whole": 0}


@pytest.mark.parametrize(("value", "form", "text"), WRITTEN)
def test_a_half_is_written_as_pages_write_it(value: str, form: str, text: str) -> None:
    writing = writing_of("en")
    assert writing is not None
    assert _number(Decimal(value), form, writing) == text
    words = Words.load("en")
    page = words.percent(float(value), 1) if form == "percent" else words.number(float(value), DECIMALS[form])
    assert page == text
