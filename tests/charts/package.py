"""The small package with what charts need besides: a count over years, a ratio of distinct records, a larger group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import pandas as pd

from scripts.findings.site import Site
from scripts.package.read import Package, read_package
from scripts.summarise.run import summarise
from scripts.words.words import Words
from tests.packages import Change, Row, Rows, write_package

LOSSES = (
    # area, period, value, status: a gap in 2021, a period that is not complete, one without a date
    ("ABW", "2022", "4", "A"),
    ("DEU", "2020", "5", "A"),
    ("DEU", "2022", "1200", "A"),
    ("DEU", "2023", "3", "P"),
    ("DEU", "_U", "2", "A"),
    ("KEN", "2021", "1", "A"),
)
REASONS = (("DEU", "2020", "storm", "5"), ("DEU", "2022", "storm", "700"), ("DEU", "2022", "fire", "500"))
TREATIES = (
    # parties, year, has safeguards, could be read
    ("DEU", "KEN", "2001", "true", "true"),
    ("DEU", "NAM", "2015", "false", "true"),
    ("KEN", "NAM", "2016", "true", "false"),
)
YEARS = range(2000, 2021)

INDICATOR = {
    "policy_area": "mobility",
    "limits_en": "It counts what is known.",
    "missing_en": "The rest is missing.",
    "keywords_en": "more",
}
SERIES = {
    "role": "headline",
    "order": "1",
    "decimals": "0",
    "per": "1",
    "has_range": "false",
    "max_age": "0",
    "is_minimum": "true",
    "first_period": "2020",
    "last_period": "2023",
    "revision_bound": "0.2",
    "has_corrections": "false",
    "source": "survey",
    "description_en": "What one value says.",
    "rule_en": "As the survey says.",
}


def _added(*more: Row) -> Callable[[Rows], Rows]:
    return lambda rows: [*rows, *more]


def _indicators() -> Iterator[Row]:
    losses = {
        "id": "losses",
        "number": "3",
        "measure_type": "count",
        "label_en": "Losses",
        "unit_en": "doors were lost",
    }
    yield {**INDICATOR, **losses, "statement_en": "# doors lost", "finding_en": "{total} doors were lost in {period}."}
    treaties = {"id": "treaties", "number": "4", "measure_type": "ratio", "label_en": "Treaties on doors"}
    yield {
        **INDICATOR,
        **treaties,
        "unit_en": "of the treaties",
        "statement_en": "Share of treaties",
        "finding_en": "{numerator} of {denominator} treaties: {ratio}.",
    }


def _series() -> Iterator[Row]:
    losses = {"indicator": "losses", "measure_type": "count", "unit_measure": "persons", "aggregation": "sum_over_time"}
    yield {**SERIES, **losses, "id": "losses", "label_en": "Doors known to be lost"}
    own = {"role": "companion", "order": "2", "dimensions": "reason", "label_en": "By reason"}
    yield {**SERIES, **losses, **own, "id": "losses.reason"}
    yield {
        **SERIES,
        "id": "treaties",
        "indicator": "treaties",
        "measure_type": "ratio",
        "unit_measure": "share",
        "decimals": "6",
        "aggregation": "distinct_records",
        "register": "treaties",
        "is_minimum": "false",
        "first_period": "2000",
        "last_period": "2020",
        "label_en": "Treaties with safeguards",
    }


def _codes() -> Iterator[Row]:
    for n, code in enumerate(("storm", "fire"), start=1):
        yield {"codelist": "reason", "code": code, "order": str(n), "label_en": code.capitalize()}


def _shares() -> Iterator[Row]:
    """Give for each area and year since its first treaty how many could be read, and how many have safeguards."""
    for area in ("DEU", "KEN", "NAM"):
        own = [row for row in TREATIES if area in row[:2] and row[4] == "true"]
        for year in YEARS:
            read = [row for row in own if int(row[2]) <= year]
            if read:
                safe = sum(row[3] == "true" for row in read)
                numbers = {"numerator": str(safe), "denominator": str(len(read)), "obs_value": str(safe / len(read))}
                yield {"ref_area": area, "time_period": str(year), "obs_status": "A", "source": "survey", **numbers}


def changes() -> dict[str, Change]:
    """Give what the package has beyond the small one, as `write_package` takes it."""
    said = {"obs_status": "A", "source": "survey"}
    losses = [{**said, "ref_area": a, "time_period": t, "obs_value": v, "obs_status": s} for a, t, v, s in LOSSES]
    reasons = [{**said, "ref_area": a, "time_period": t, "reason": r, "obs_value": v} for a, t, r, v in REASONS]
    return {
        "indicators": _added(*_indicators()),
        "series": _added(*_series()),
        "codelists": _added(*_codes()),
        "observations_losses": losses,
        "observations_losses.reason": reasons,
        "observations_treaties": list(_shares()),
    }


def with_treaties(package: Package) -> Package:
    """Give the package with the register of treaties, whose columns no other register of the small package has."""
    columns = ["ref_area", "counterpart_area", "date_from", "numerator", "denominator"]
    register = pd.DataFrame(TREATIES, columns=columns, dtype=str).assign(id=["t1", "t2", "t3"], counted_as="")
    return replace(package, tables={**package.tables, "register_treaties": register})


def chart_site(**more: Change) -> Site:
    """Give the site of the package for charts, with further changes of tables that `changes` leaves alone."""
    package = with_treaties(read_package(write_package(Path(mkdtemp()), **changes(), **more)))
    return Site(package, summarise(package), Words.load("en"))
