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
from scripts.sentences import country, sentences
from scripts.sentences.country import Said
from scripts.words.edition import Area, Edition, plain
from scripts.words.words import Words
from tests.packages import LANGUAGES
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

NAMES = {
    "AAA": {"en": "Aland", "fr": "Philippines", "es": "Perú"},
    "WLD": {"en": "World", "fr": "Monde", "es": "Mundo"},
    "AFR": {"en": "Afar", "fr": "Afrique septentrionale", "es": "Asia"},
}
"""Names of the country, the world and the region, with an article of their own where a language has one."""

LABELS = {
    "yes": {"fr": "Oui", "es": "Sí"},
    "partial": {"fr": "Partiel", "es": "Parcial"},
    "no": {"fr": "Non", "es": "No"},
    "not_assessed": {"fr": "Non évalué", "es": "No evaluado"},
    "not_documented": {"fr": "Non documenté", "es": "No documentado"},
}
"""What codes are called in other languages than English; others are called as in English."""


def _label(code: str, language: str) -> str:
    return LABELS.get(code, {}).get(language, code.replace("_", " ").capitalize())


def _named(area: str) -> dict[str, str]:
    return {f"name_{language}": name for language, name in NAMES[area].items()}


def _country(site: Edition) -> Area:
    """The country that sentences on a country are of, which is in one region."""
    return Area(
        iso3="AAA", name=NAMES["AAA"][site.words.language], row={"area_type": "un-member"}, groups=("WLD", "AFR")
    )


STATUSES = ("yes", "partial", "no", "not_assessed", "not_documented")

REPORTED = {"columns": ["ref_area", "time_period", "obs_value", "obs_status"]}


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _sourced(observations: pd.DataFrame) -> pd.DataFrame:
    return observations.assign(source="example", note="")


def _others(case: dict[str, Any]) -> list[dict[str, str]]:
    """Further indicators of a case, of which nothing is known, by their names."""
    by_language = case.get("also", {})
    count = max(map(len, by_language.values()), default=0)
    return [
        {"id": f"other-{n}", "number": str(n + 2), **{f"label_{code}": names[n] for code, names in by_language.items()}}
        for n in range(count)
    ]


def _tables(case: dict[str, Any]) -> dict[str, pd.DataFrame]:
    settings = {name: _written(value) for name, value in case["series"].items() if name != "codes"}
    codes = [("classes", code) for code in case["series"].get("codes", [])]
    codes += [("policy_status", code) for code in STATUSES]
    by_language = {
        f"{name}_{code}": text
        for name in ("finding", "cases", "label", "unit")
        for code, text in case.get(name, {}).items()
    }
    reported = {**REPORTED, "rows": [["AAA", case.get("period", ""), "yes", "A"]]}
    head = {**SERIES, "codelist": "classes" if case["series"].get("codes") else "", **settings, **by_language}
    named = {"id": "example", "number": "1", **by_language}
    others = _others(case)
    return {
        "series": pd.DataFrame([head, *({**head, "id": each["id"], "indicator": each["id"]} for each in others)]),
        "indicators": pd.DataFrame([named, *({**named, **each} for each in others)]),
        **{f"observations_{each['id']}": _sourced(frame({**REPORTED, "rows": []})) for each in others},
        "codelists": pd.DataFrame(
            [
                {"codelist": name, "code": code, "order": str(n)}
                | {f"label_{language}": _label(code, language) for language in LANGUAGES}
                for n, (name, code) in enumerate(codes)
            ]
        ),
        "reference_areas": pd.DataFrame(
            [{"iso3": "AAA", **_named("AAA"), "area_type": "un-member", "valid_from": "", "valid_to": ""}]
        ),
        "area_groups": pd.DataFrame(
            [
                {"id": "WLD", "kind": "world", "order": "1", **_named("WLD")},
                {"id": "AFR", "kind": "region", "order": "2", **_named("AFR")},
            ]
        ),
        "area_group_members": pd.DataFrame(
            [{"group": group, "ref_area": "AAA", "valid_from": "", "valid_to": ""} for group in ("WLD", "AFR")]
        ),
        "status_sentences": pd.DataFrame(
            [
                {"series": "example", "code": code, **{f"said_{language}": text for language, text in said.items()}}
                for code, said in case.get("statuses", {}).items()
            ]
        ),
        "sources": pd.DataFrame([{"id": "example", "data_until": case.get("data_until", "2023-12-31")}]),
        "breaks": frame(case.get("breaks", {"columns": ["series", "time_period"], "rows": []})),
        "observations_example": _sourced(frame(case.get("observations", reported))),
    }


def edition_of(case: dict[str, Any], language: str) -> Edition:
    """A reading of the case, in one language."""
    rows = [
        ["example", case.get("group", WORLD), case["period"], measure, str(value), case.get("status", "A")]
        for measure, value in case.get("figures", {}).items()
    ]
    columns = ["series", "group", "time_period", "measure", "value", "status"]
    package = Package(descriptor={"created": "2026-11-23T00:00:00Z"}, files={}, tables=_tables(case))
    return Edition(Reading(package, pd.DataFrame(rows, columns=columns, dtype=str)), Words.load(language))


def said(case: dict[str, Any], language: str) -> str:
    """The sentence of a case as text."""
    site = edition_of(case, language)
    series = site.reading.package.series["example"]
    return str(SAID[case["sentence"]](site, series, case))


def _values(site: Edition, series: Series, case: dict[str, Any]) -> Any:
    return sentences.values(site, series, case.get("group", WORLD), case["period"])


def _text(found: Said | None) -> str:
    return plain(found.text) if found else ""


SAID: Mapping[str, Callable[[Edition, Series, dict[str, Any]], str]] = {
    "finding": lambda site, _series, _case: plain(sentences.finding(site, site.reading.indicators[0])),
    "coverage": lambda site, series, case: plain(sentences.coverage(site, series, _values(site, series, case))),
    "bounds": lambda site, series, case: plain(sentences.bounds(site, series, _values(site, series, case))),
    "standing": lambda site, series, case: plain(sentences.standing(site, series, case["group"], case["period"])),
    "period": lambda site, series, case: sentences.period_text(site, series, case["period"]),
    "absence": lambda site, series, _case: sentences.absence(site, series),
    "change": lambda site, _series, _case: _text(country.newest_change(site, _country(site))),
    "news": lambda site, _series, _case: _text(country.newest_change(site, _country(site), within=country.RECENT)),
    "count": lambda site, _series, _case: _text(country.highest_count(site, _country(site))),
    "apart": lambda site, _series, _case: _text(country.set_apart(site, _country(site))),
    "unknown": lambda site, _series, _case: _text(country.unknown(site, _country(site))),
    "known": lambda site, series, _case: _text(country.known(site, _country(site), site.reading.indicators[0], series)),
    "why": lambda site, series, _case: plain(country.why(site, _country(site), series)),
    "region": lambda site, _series, case: plain(sentences.finding_in(site, site.reading.indicators[0], case["group"])),
    "summing": lambda site, series, _case: plain(sentences.summing(site, series)),
}
"""The function behind each kind of sentence."""
