"""The cases of `tests/spec/sentences.json`: a reading of one series with just the figures that a case gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from scripts.findings.reading import Reading
from scripts.model.codes import WORLD
from scripts.model.tables import Series
from scripts.package.read import Package
from scripts.sentences import sentences
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.summaries import frame

CASES: Mapping[str, dict[str, Any]] = {
    case["id"]: case for case in json.loads(Path("tests/spec/sentences.json").read_text(encoding="utf-8"))["cases"]
}
"""The cases by id."""

SERIES = {
    **dict.fromkeys(("codelist", "unit_measure", "register", "reference_day", "dimensions"), ""),
    **dict.fromkeys(("has_range", "is_minimum", "finds_only_yes"), "false"),
    "id": "example",
    "indicator": "example",
    "role": "headline",
    "order": "1",
    "decimals": "0",
    "per": "1",
    "max_age": "0",
    "first_period": "2000",
    "last_period": "2030",
    "source": "example",
}
"""Settings that a case leaves out."""

REPORTED = {"columns": ["ref_area", "time_period", "obs_value", "obs_status"]}


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _tables(case: dict[str, Any]) -> dict[str, pd.DataFrame]:
    settings = {name: _written(value) for name, value in case["series"].items() if name != "codes"}
    codes = case["series"].get("codes", [])
    by_language = {f"{name}_{code}": text for name in ("finding", "cases") for code, text in case.get(name, {}).items()}
    reported = {**REPORTED, "rows": [["AAA", case.get("period", ""), "yes", "A"]]}
    return {
        "series": pd.DataFrame([{**SERIES, "codelist": "classes" if codes else "", **settings, **by_language}]),
        "indicators": pd.DataFrame([{"id": "example", "number": "1", **by_language}]),
        "codelists": pd.DataFrame(
            [{"codelist": "classes", "code": code, "order": str(n)} for n, code in enumerate(codes)],
            columns=["codelist", "code", "order"],
        ),
        "observations_example": frame(case.get("observations", reported)),
    }


def edition_of(case: dict[str, Any], language: str) -> Edition:
    """A reading of the case, in one language."""
    rows = [
        ["example", case.get("group", WORLD), case["period"], measure, str(value), case.get("status", "A")]
        for measure, value in case.get("figures", {}).items()
    ]
    columns = ["series", "group", "time_period", "measure", "value", "status"]
    package = Package(descriptor={}, files={}, tables=_tables(case))
    return Edition(Reading(package, pd.DataFrame(rows, columns=columns, dtype=str)), Words.load(language))


def said(case: dict[str, Any], language: str) -> str:
    """The sentence of a case as text."""
    site = edition_of(case, language)
    series = site.reading.package.series["example"]
    return str(SAID[case["sentence"]](site, series, case))


def _values(site: Edition, series: Series, case: dict[str, Any]) -> Any:
    return sentences.values(site, series, case.get("group", WORLD), case["period"])


SAID: Mapping[str, Callable[[Edition, Series, dict[str, Any]], str]] = {
    "finding": lambda site, _series, _case: sentences.finding(site, site.reading.indicators[0]).striptags(),
    "coverage": lambda site, series, case: sentences.coverage(site, series, _values(site, series, case)).striptags(),
    "bounds": lambda site, series, case: sentences.bounds(site, series, _values(site, series, case)).striptags(),
    "standing": lambda site, series, case: sentences.standing(site, series, case["group"], case["period"]).striptags(),
    "period": lambda site, series, case: sentences.period_text(site, series, case["period"]),
    "absence": lambda site, series, _case: sentences.absence(site, series),
    "summing": lambda site, series, _case: sentences.summing(site, series).striptags(),
}
"""The function behind each kind of sentence."""
