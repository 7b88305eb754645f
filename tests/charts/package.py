"""The small package with what charts need besides: counts over years, ratios of distinct records, single programmes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import pandas as pd

from scripts.findings.reading import Reading
from scripts.package.read import Package, read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
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

PUPILS = (
    # area, period, programme, value, status: figures that are never added
    ("DEU", "2022", "first", "40", "A"),
    ("DEU", "_U", "second", "9000", "A"),
    ("KEN", "2023", "first", "75", "A"),
)
PACTS = tuple(
    # twelve a year apart, each third with safeguards, each fourth not read
    ("DEU", "KEN", str(2009 + n), str(n % 3 == 0).lower(), str(n % 4 != 0).lower())
    for n in range(1, 13)
) + tuple(("NAM", "KEN", "2009", str(n % 2 == 0).lower(), "true") for n in range(9))
COLOURS = (
    ("DEU", "2022", "high"),
    ("DEU", "2023", "low"),
    ("KEN", "2022", "low"),
    ("KEN", "2023", "low"),
    ("NAM", "2023", "high"),
)

SQUARES = {"DEU": (8, 48), "KEN": (36, -2), "NAM": (15, -24), "XXX": (70, 30)}
"""South-western corners of the shapes of the small map; one is no area of the package, and Aruba has no shape."""

SIDES = {"DEU": 8.0, "KEN": 8.0, "NAM": 0.1, "XXX": 6.0}
"""Sides of the squares in degrees; one is too small to be seen."""

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
    "has_pending": "false",
    "max_age": "0",
    "is_minimum": "true",
    "first_period": "2020",
    "last_period": "2023",
    "revision_bound": "0.2",
    "has_corrections": "false",
    "finds_only_yes": "false",
    "source": "survey",
    "description_en": "What one value says.",
    "rule_en": "As the survey says.",
}


def small_map() -> bytes:
    """Give a world of four squares as TopoJSON."""
    corners = ((0, 0), (0, 1), (1, 1), (1, 0), (0, 0))
    arcs = [[[x + dx * SIDES[i], y + dy * SIDES[i]] for dx, dy in corners] for i, (x, y) in SQUARES.items()]
    shapes = [{"type": "MultiPolygon", "id": name, "arcs": [[[n]]]} for n, name in enumerate(SQUARES)]
    countries = {"type": "GeometryCollection", "geometries": shapes}
    return json.dumps({"type": "Topology", "arcs": arcs, "objects": {"countries": countries}}).encode()


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

    pupils = {"id": "pupils", "number": "5", "measure_type": "count", "label_en": "Pupils of doors"}
    yield {
        **INDICATOR,
        **pupils,
        "unit_en": "published figures",
        "statement_en": "# taught",
        "finding_en": "{cases} figures from {areas_reporting} countries.",
    }
    pacts = {"id": "pacts", "number": "6", "measure_type": "ratio", "label_en": "Pacts on doors"}
    yield {
        **INDICATOR,
        **pacts,
        "unit_en": "of the pacts",
        "statement_en": "Share of pacts",
        "finding_en": "{numerator} of {denominator} pacts: {ratio}.",
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
    yield {
        **SERIES,
        "id": "treaties.recent",
        "indicator": "treaties",
        "role": "companion",
        "order": "2",
        "measure_type": "ratio",
        "unit_measure": "share",
        "decimals": "6",
        "aggregation": "distinct_records",
        "register": "treaties",
        "is_minimum": "false",
        "first_period": "2000",
        "last_period": "2020",
        "label_en": "Treaties of ten years with safeguards",
        "window": "10",
    }
    yield {
        **SERIES,
        "id": "pupils",
        "indicator": "pupils",
        "measure_type": "count",
        "unit_measure": "persons",
        "dimensions": "programme",
        "aggregation": "none",
        "label_en": "People taught",
    }
    yield {
        **SERIES,
        "id": "pacts",
        "indicator": "pacts",
        "measure_type": "ratio",
        "unit_measure": "share",
        "decimals": "6",
        "aggregation": "distinct_records",
        "register": "pacts",
        "is_minimum": "false",
        "first_period": "2009",
        "last_period": "2021",
        "label_en": "Pacts with safeguards",
    }
    yield {
        **SERIES,
        "id": "open-doors.colour",
        "indicator": "open-doors",
        "role": "companion",
        "order": "3",
        "measure_type": "category",
        "codelist": "height",
        "unit_measure": "category",
        "aggregation": "areas",
        "is_minimum": "false",
        "revision_bound": "",
        "label_en": "Height of doors by year",
    }


def _codes() -> Iterator[Row]:
    for n, code in enumerate(("storm", "fire"), start=1):
        yield {"codelist": "reason", "code": code, "order": str(n), "label_en": code.capitalize()}


def _shares(window: int = 9999) -> Iterator[Row]:
    """Give for each area and year how many treaties of so many years were judged, and how many have safeguards."""
    for area in ("DEU", "KEN", "NAM"):
        own = [row for row in TREATIES if area in row[:2] and row[4] == "true"]
        for year in YEARS:
            read = [row for row in own if year - window < int(row[2]) <= year]
            if read:
                safe = sum(row[3] == "true" for row in read)
                numbers = {"numerator": str(safe), "denominator": str(len(read)), "obs_value": str(safe / len(read))}
                yield {"ref_area": area, "time_period": str(year), "obs_status": "A", "source": "survey", **numbers}


def _shares_of_pacts() -> Iterator[Row]:
    """Give for each area the pacts that could be read by 2021, and how many have safeguards."""
    for area in ("DEU", "KEN", "NAM"):
        read = [row for row in PACTS if area in row[:2] and row[4] == "true"]
        safe = sum(row[3] == "true" for row in read)
        numbers = {"numerator": str(safe), "denominator": str(len(read)), "obs_value": str(safe / len(read))}
        yield {"ref_area": area, "time_period": "2021", "obs_status": "A", "source": "survey", **numbers}


def changes() -> dict[str, Change]:
    """Give what the package has beyond the small one, as `write_package` takes it."""
    said = {"obs_status": "A", "source": "survey"}
    losses = [{**said, "ref_area": a, "time_period": t, "obs_value": v, "obs_status": s} for a, t, v, s in LOSSES]
    reasons = [{**said, "ref_area": a, "time_period": t, "reason": r, "obs_value": v} for a, t, r, v in REASONS]
    pupils = [
        {**said, "ref_area": a, "time_period": t, "programme": p, "obs_value": v, "obs_status": s}
        for a, t, p, v, s in PUPILS
    ]
    return {
        "indicators": _added(*_indicators()),
        "series": _added(*_series()),
        "codelists": _added(*_codes()),
        "groupings": [
            {"id": "reason", "number": "1", "label_en": "Reason", "description_en": "The reason that the survey gives."}
        ],
        "observations_losses": losses,
        "observations_losses.reason": reasons,
        "observations_treaties": list(_shares()),
        "observations_treaties.recent": list(_shares(10)),
        "observations_pupils": pupils,
        "observations_pacts": list(_shares_of_pacts()),
        "observations_open-doors.colour": [
            {**said, "ref_area": a, "time_period": t, "obs_value": v} for a, t, v in COLOURS
        ],
    }


def completed(package: Package) -> Package:
    """Give the package with a map, and the registers of treaties and pacts, whose columns no other register has."""
    registers = {"register_treaties": _agreements(TREATIES), "register_pacts": _agreements(PACTS)}
    files = {**package.files, "data/map.topojson": small_map()}
    return replace(package, tables={**package.tables, **registers}, files=files)


def _agreements(rows: Sequence[Sequence[str]]) -> pd.DataFrame:
    columns = ["ref_area", "counterpart_area", "date_from", "numerator", "denominator"]
    return pd.DataFrame(rows, columns=columns, dtype=str).assign(id=[f"t{n}" for n in range(len(rows))], counted_as="")


def chart_site(**more: Change) -> Edition:
    """Give the site of the package for charts, with further changes. A function changes rows that `changes` gives."""
    tables = changes()
    for name, change in more.items():
        held = tables.get(name)
        tables[name] = change(held) if callable(change) and isinstance(held, list) else change
    package = completed(read_package(write_package(Path(mkdtemp()), **tables)))
    return Edition(Reading(package, summarise(package)), Words.load("en"))
