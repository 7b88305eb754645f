"""Facts on MiGOF, MGI, the questions of SDG 10.7.2, assessments, good practices, and our mapping between them.

Faults: several codes in one cell, some as ranges ("1 (1a-1e)") or with words beside them ("O3 (with P3)"); a row of
`migof_structure` that is no element but says how the framework was adopted; a remark inside the name of objective O3;
good practices that name two halves of one dimension; totals of assessed countries that replace one another; years that
the page did not give; facts that are known but were not read. Good practices have a file of additions; one that the
first file has too was read since, and takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse

MIGOF: Final = "migof_structure.csv"
MGI: Final = "mgi_domains_subdomains.csv"
QUESTIONS: Final = "sdg_10_7_2_subcategories.csv"
SCALE: Final = "sdg_10_7_2_scoring.csv"
TOTALS: Final = "mgi_totals.csv"
ASSESSMENTS: Final = "mgi_assessments.csv"
PRACTICES: Final = "good_practices.csv"
MORE_PRACTICES: Final = "good_practices_additions.csv"
DIMENSION_LINKS: Final = "crosswalk_dimensions.csv"
INDICATOR_LINKS: Final = "crosswalk_indicators.csv"

CITED: Final = ("source_title", "source_publisher", "source_url", "confidence", "basis")

DIMENSIONS: Final[Mapping[str, str]] = {
    "human_rights": "human-rights",
    "in_out_migration_policy": "in-out-migration-policy",
    "identity_passports_visas": "identity-passports-visas",
    "managing_borders": "managing-borders",
    "fair_recruitment_integration_cohesion": "fair-recruitment-integration-cohesion",
    "non_discrimination": "non-discrimination",
    "returns_reintegration": "returns-reintegration",
    "skills_transfer_return": "skills-transfer-return",
    "health_social_justice_education": "health-social-justice-education",
    "employer_union": "employer-union",
}
"""The source's code of each of the ten dimensions, and ours."""

PARTS: Final[Mapping[str, str]] = {
    "fair_recruitment": "fair-recruitment-integration-cohesion",
    "integration_social_cohesion": "fair-recruitment-integration-cohesion",
}
"""Names that good practices use for a part of one dimension."""

RECORDS: Final[Mapping[str, str]] = {
    "Assessed in the 2016 Migration Governance Index (15 countries, October 2015-February 2016)": "index-2016",
    "Named as having used an MGI assessment, by 2024": "success-stories-2024",
    "Named as using MGI results for the Global Compact, July 2023": "pledge-2023",
    "Local MGI profile year": "local-profile",
}
"""What a row of assessments records, and our code for it."""

Tidy = tuple[Mapping[str, pd.DataFrame], Account]


def migof_codes(text: str) -> list[str]:
    """Codes of principles and objectives named in a cell: "O3 (with P3)" gives O3 and P3."""
    return re.findall(r"\b[PO]\d\b", text)


def domain_codes(text: str) -> list[str]:
    """Numbers of domains named in a cell: "1; 4" gives 1 and 4."""
    return re.findall(r"\b[1-6]\b", text)


def question_codes(text: str) -> list[str]:
    """Questions of SDG 10.7.2 named in a cell, ranges written out: "2c; 4a-4c" gives 2c, 4a, 4b and 4c.

    A domain number alone is the heading of the questions that follow it, so it gives nothing.
    """
    found = re.findall(r"\b([1-6])([a-e])(?:-\1([a-e]))?\b", text)
    return [
        f"{domain}{chr(letter)}"
        for domain, first, last in found
        for letter in range(ord(first), ord(last or first) + 1)
    ]


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give nine tables, each with `source_title`, `source_publisher`, `source_url`, `confidence`, `basis` where cited.

    `migof` (code, name), `adoption` (text), `mgi_topics` (domain, domain_name, topic), `questions` (code, domain,
    domain_name, label), `scale` (code, label, share), `totals` (date, measure, obs_value, note), `assessments`
    (ref_area, place, time_period, record), `practices` (ref_area, practice, date_from, kind, dimensions, migof,
    obs_value, unit), `links` (from_kind, from_code, to_kind, to_code, note, basis).
    Raises RefusedError for an unknown area or a code that its list does not have.
    """
    parts = (
        _migof(raw),
        _topics(raw),
        _questions(raw),
        _scale(raw),
        _totals(raw),
        _assessments(raw, areas),
    )
    practices, accounts = _all_practices(raw, areas)
    dimensions, indicators = _dimension_links(raw), _indicator_links(raw)
    tables = {name: table.reset_index(drop=True) for found, _ in parts for name, table in found.items()}
    links = pd.DataFrame([*dimensions[0], *indicators[0]], columns=list(_LINK))
    return Harvest(
        tables={**tables, "practices": practices, "links": links},
        accounts=(*(account for _, account in parts), *accounts, dimensions[1], indicators[1]),
    )


def _migof(raw: RawFolder) -> Tidy:
    frame = raw.csv(MIGOF, ["code", "kind", "name", *CITED])
    adoption = frame["kind"] == "adoption"
    elements = frame.loc[~adoption, ["code", "name", *CITED]]
    remark = elements["name"].str.contains(" (", regex=False)
    tables = {
        "migof": elements.assign(name=elements["name"].str.split(" (", regex=False).str[0]),
        "adoption": frame.loc[adoption, ["name", *CITED]].rename(columns={"name": "text"}),
    }
    repaired = {"remark-split-off": int(remark.sum())} if remark.any() else {}
    return tables, Account(file=MIGOF, read=len(frame), used=len(frame), repaired=repaired)


def _topics(raw: RawFolder) -> Tidy:
    frame = raw.csv(MGI, ["domain", "domain_name", "looks_at", *CITED])
    topics = frame[["domain", "domain_name", "looks_at", *CITED]].rename(columns={"looks_at": "topic"})
    return {"mgi_topics": topics}, _all_used(MGI, frame)


def _questions(raw: RawFolder) -> Tidy:
    frame = raw.csv(QUESTIONS, ["code", "domain", "domain_name", "subcategory", *CITED])
    columns = ["code", "domain", "domain_name", "subcategory", *CITED]
    return {"questions": frame[columns].rename(columns={"subcategory": "label"})}, _all_used(QUESTIONS, frame)


def _scale(raw: RawFolder) -> Tidy:
    frame = raw.csv(SCALE, ["dataset_code", "label", "share_of_subcategories", "confidence", "basis"])
    scale = frame[["dataset_code", "label", "share_of_subcategories", "confidence", "basis"]]
    names = {"dataset_code": "code", "share_of_subcategories": "share"}
    return {"scale": scale.rename(columns=names)}, _all_used(SCALE, frame)


def _totals(raw: RawFolder) -> Tidy:
    """Keep the latest total of countries; earlier ones are of other moments, and one counts indicators."""
    frame = raw.csv(TOTALS, ["date", "measure", "value", "note", *CITED])
    countries = frame["measure"].str.contains("countr", regex=False)
    latest = countries & (frame["date"] == frame.loc[countries, "date"].max())
    totals = frame.loc[latest, ["date", "measure", "value", "note", *CITED]].rename(columns={"value": "obs_value"})
    account = Account(
        file=TOTALS,
        read=len(frame),
        used=len(totals),
        set_aside={"older-total": int((countries & ~latest).sum()), "not-a-count-of-areas": int((~countries).sum())},
    )
    return {"totals": totals}, account


def _assessments(raw: RawFolder, areas: Areas) -> Tidy:
    frame = raw.csv(ASSESSMENTS, ["level", "country_iso3", "city", "year", "what_is_recorded", *CITED])
    file = f"{raw.source}/{ASSESSMENTS}"
    _refuse_unknown(frame["what_is_recorded"], RECORDS, file)
    table = pd.DataFrame(
        {
            "ref_area": areas.check(frame["country_iso3"], file=file, column="country_iso3"),
            "place": frame["city"],
            "time_period": frame["year"],
            "record": frame["what_is_recorded"].map(RECORDS),
        }
    )
    return {"assessments": table.join(frame[list(CITED)], validate="one_to_one")}, _all_used(ASSESSMENTS, frame)


def _all_practices(raw: RawFolder, areas: Areas) -> tuple[pd.DataFrame, tuple[Account, ...]]:
    """Give the good practices of both files, and their accounts; of one that stands in both, the added row."""
    (held, mapped), (added, also_mapped) = (_practices(raw, areas, name) for name in (PRACTICES, MORE_PRACTICES))
    key = ["ref_area", "practice"]
    again = pd.MultiIndex.from_frame(held[key]).isin(pd.MultiIndex.from_frame(added[key]))
    kept = held[~again]
    replaced = {"replaced-by-addition": int(again.sum())} if again.any() else {}
    accounts = (
        Account(
            file=PRACTICES,
            read=len(held),
            used=len(kept),
            set_aside=replaced,
            repaired={"dimension-name-mapped": int(mapped[~again].sum())},
        ),
        Account(
            file=MORE_PRACTICES,
            read=len(added),
            used=len(added),
            repaired={"dimension-name-mapped": int(also_mapped.sum())},
        ),
    )
    return pd.concat([kept, added], ignore_index=True), accounts


def _practices(raw: RawFolder, areas: Areas, name: str) -> tuple[pd.DataFrame, pd.Series]:
    """Give the good practices of one file, and of which a dimension's name was mapped."""
    columns = ["country_iso3", "practice", "year", "kind", "measures_on_dimension", "migof_code", "value", "unit"]
    frame = raw.csv(name, [*columns, *CITED])
    file = f"{raw.source}/{name}"
    named = frame["measures_on_dimension"].map(_split)
    _refuse_unknown(named.explode().rename("measures_on_dimension"), {**DIMENSIONS, **PARTS}, file)
    _refuse_without(frame["migof_code"], migof_codes, file)
    table = pd.DataFrame(
        {
            "ref_area": areas.check(frame["country_iso3"], file=file, column="country_iso3"),
            "practice": frame["practice"],
            "date_from": frame["year"],
            "kind": frame["kind"],
            "dimensions": named.map(_dimension_ids),
            "migof": frame["migof_code"],
            "obs_value": frame["value"],
            "unit": frame["unit"],
        }
    )
    mapped = named.map(lambda names: any(n in PARTS for n in names)).astype(bool)
    return table.join(frame[list(CITED)], validate="one_to_one"), mapped


_LINK: Final = ("from_kind", "from_code", "to_kind", "to_code", "note", "basis")
_Links = tuple[list[tuple[str, ...]], Account]


def _dimension_links(raw: RawFolder) -> _Links:
    frame = raw.csv(DIMENSION_LINKS, ["code", "migof_code", "mgi_domain", "sdg_10_7_2", "basis"])
    file = f"{raw.source}/{DIMENSION_LINKS}"
    _refuse_unknown(frame["code"], DIMENSIONS, file)
    columns = {"migof_code": migof_codes, "mgi_domain": domain_codes, "sdg_10_7_2": question_codes}
    named = frame.assign(code=frame["code"].map(DIMENSIONS), note="")
    return _links(named, "dimension", columns, file), _all_used(DIMENSION_LINKS, frame)


def _indicator_links(raw: RawFolder) -> _Links:
    columns = {"migof_code": migof_codes, "mgi_domain": domain_codes, "nearest_10_7_2_subcategory": question_codes}
    frame = raw.csv(INDICATOR_LINKS, ["indicator", *columns, "caution", "basis"])
    named = frame.rename(columns={"indicator": "code", "caution": "note"})
    file = f"{raw.source}/{INDICATOR_LINKS}"
    return _links(named, "indicator", columns, file), _all_used(INDICATOR_LINKS, frame)


def _links(
    frame: pd.DataFrame, kind: str, columns: Mapping[str, Callable[[str], list[str]]], file: str
) -> list[tuple[str, ...]]:
    """One link for each code that a row's cells name. A caution belongs to the link with the question of 10.7.2."""
    kinds = dict(zip(columns, ("migof", "mgi", "question"), strict=True))
    for column, codes in columns.items():
        _refuse_without(frame[column], codes, file)
    return [
        (kind, row["code"], kinds[column], code, row["note"] if kinds[column] == "question" else "", row["basis"])
        for row in frame.to_dict("records")
        for column, codes in columns.items()
        for code in codes(row[column])
    ]


def _split(text: str) -> list[str]:
    return [name.strip() for name in text.split(";")]


def _dimension_ids(names: Iterable[str]) -> str:
    """Our codes for a list of names, each once, in the order of the ten."""
    ids = {{**DIMENSIONS, **PARTS}[name] for name in names}
    return " ".join(i for i in DIMENSIONS.values() if i in ids)


def _all_used(file: str, frame: pd.DataFrame) -> Account:
    return Account(file=file, read=len(frame), used=len(frame))


def _refuse_unknown(values: pd.Series, known: Iterable[str], file: str) -> None:
    """Refuse each value that is not among the known ones, with its row as a spreadsheet shows it."""
    strange = values[~values.isin(list(known))]
    refuse(strange, file=file, code="source-code-unknown", expected=", ".join(known))


def _refuse_without(values: pd.Series, codes: Callable[[str], list[str]], file: str) -> None:
    """Refuse each cell in which no code is found."""
    refuse(values[values.map(lambda text: not codes(text))], file=file, code="source-code-unknown")


ADAPTER = Adapter(source="migration-governance-framework", read=read)
