"""The adapter of the framework facts: each fault of the source, as a specimen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.model.problems import RefusedError
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas
from scripts.sources.migration_governance_framework import ADAPTER, domain_codes, migof_codes, question_codes
from scripts.sources.raw import RawFolder

AREAS = Areas(codes=frozenset({"CAN", "SWE", "GHA"}), iso2={}, m49={}, names={})
CITED = "source_title,source_publisher,source_url,confidence,basis"
CITE = "T,P,https://example.org/,high,read"

FILES = {
    "migof_structure.csv": (
        f"code,kind,name,{CITED}\n"
        f'P1,principle,Rights,{CITE}\nO3,objective,"Safe migration (regular, in 10.7.2)",{CITE}\n'
        f"META,adoption,Presented as C/106/40,{CITE}\n"
    ),
    "mgi_domains_subdomains.csv": f"domain,domain_name,looks_at,{CITED}\n1,Rights,Right to work,{CITE}\n",
    "sdg_10_7_2_subcategories.csv": (
        f"code,domain,domain_name,subcategory,caution,{CITED}\n1a,1,Migrant rights,Health care,check,{CITE}\n"
    ),
    "sdg_10_7_2_scoring.csv": (
        "dataset_code,label,share_of_subcategories,note,confidence,basis\n"
        "4,Fully meets,100%,,high,known\nN,None,,,high,read\n"
    ),
    "mgi_totals.csv": (
        f"date,measure,value,note,{CITED}\n"
        f"2016,countries in the first Index,15,,{CITE}\n2024,countries since 2016,112,and 104 cities,{CITE}\n"
        f"2025,local indicators,87,,{CITE}\n"
    ),
    "mgi_assessments.csv": (
        f"level,country_iso3,city,year,what_is_recorded,note,{CITED}\n"
        f"city,GHA,Accra,2019,Local MGI profile year,,{CITE}\n"
        f'country,CAN,,,"Named as having used an MGI assessment, by 2024",,{CITE}\n'
    ),
    "good_practices.csv": (
        f"country_iso3,practice,year,kind,measures_on_dimension,migof_code,value,unit,note,{CITED}\n"
        f"CAN,Act,1988,law,non_discrimination; integration_social_cohesion,P1,,,,{CITE}\n"
        f"SWE,Plan,,policy,human_rights,O1,5,persons (some),,T,P,,high,known\n"
    ),
    "good_practices_additions.csv": (
        f"country_iso3,practice,year,kind,measures_on_dimension,migof_code,value,unit,note,{CITED}\n"
        f"GHA,Scheme,2025,programme,fair_recruitment,O1,,,,{CITE}\n"
    ),
    "crosswalk_dimensions.csv": (
        "dimension,code,dimension_name,migof_code,mgi_domain,sdg_10_7_2,indicators_served,basis\n"
        "7,returns_reintegration,Returns,O3 (with P3),6; 3,3d,,judgement\n"
    ),
    "crosswalk_indicators.csv": (
        "indicator,migof_code,mgi_domain,nearest_10_7_2_subcategory,caution,basis\n"
        "# schemes,O1 (P3),4,4d (remittances); none on investment,Take care,judgement\n"
    ),
}


def harvest(folder: Path, changed: Mapping[str, str] | None = None, *, without: str = "") -> Harvest:
    """Write the specimens, with some files changed or left out, and read them."""
    raw = folder / "migration-governance-framework"
    raw.mkdir()
    for name, text in {**FILES, **(changed or {})}.items():
        if name != without:
            (raw / name).write_text(text, encoding="utf-8")
    return ADAPTER.read(RawFolder(raw), AREAS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P1", ["P1"]),
        ("O3 (with P3)", ["O3", "P3"]),
        ("P1 and O2", ["P1", "O2"]),
        ("none", []),
    ],
)
def test_migof_codes(text: str, expected: list[str]) -> None:
    assert migof_codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3d", ["3d"]),
        ("1 (1a-1e)", ["1a", "1b", "1c", "1d", "1e"]),
        ("2 (2a, 2b); 3b, 3c", ["2a", "2b", "3b", "3c"]),
        ("6a-6c, 6e", ["6a", "6b", "6c", "6e"]),
        ("1a, 1b, 1d, 1e; 5a-5b", ["1a", "1b", "1d", "1e", "5a", "5b"]),
        ("4d (remittances); none on investment", ["4d"]),
        ("2", []),
    ],
)
def test_question_codes(text: str, expected: list[str]) -> None:
    assert question_codes(text) == expected


def test_domain_codes() -> None:
    assert domain_codes("2; 6") == ["2", "6"]


def test_remark_is_split_off_and_adoption_is_no_element(tmp_path: Path) -> None:
    tables = harvest(tmp_path).tables
    assert tables["migof"]["name"].tolist() == ["Rights", "Safe migration"]
    assert tables["adoption"]["text"].tolist() == ["Presented as C/106/40"]


def test_only_the_latest_total_of_countries_is_used(tmp_path: Path) -> None:
    assert harvest(tmp_path).tables["totals"]["obs_value"].tolist() == ["112"]


def test_blank_year_stays_blank(tmp_path: Path) -> None:
    table = harvest(tmp_path).tables["assessments"]
    assert table[["ref_area", "place", "time_period", "record"]].to_numpy().tolist() == [
        ["GHA", "Accra", "2019", "local-profile"],
        ["CAN", "", "", "success-stories-2024"],
    ]


def test_halves_of_a_dimension_are_mapped_to_it(tmp_path: Path) -> None:
    table = harvest(tmp_path).tables["practices"]
    assert table["dimensions"].tolist() == [
        "fair-recruitment-integration-cohesion non-discrimination",
        "human-rights",
        "fair-recruitment-integration-cohesion",
    ]


def test_known_facts_and_missing_addresses_are_kept(tmp_path: Path) -> None:
    plan = harvest(tmp_path).tables["practices"].iloc[1]
    assert (plan["basis"], plan["source_url"], plan["date_from"], plan["obs_value"]) == ("known", "", "", "5")


def test_a_practice_that_was_read_since_takes_the_place_of_the_row_that_was_known(tmp_path: Path) -> None:
    added = FILES["good_practices_additions.csv"] + f"SWE,Plan,2021,policy,human_rights,O1,5,persons,,{CITE}\n"
    found = harvest(tmp_path, {"good_practices_additions.csv": added})
    practices = found.tables["practices"]
    assert practices[["ref_area", "practice", "date_from", "basis"]].to_numpy().tolist() == [
        ["CAN", "Act", "1988", "read"],
        ["GHA", "Scheme", "2025", "read"],
        ["SWE", "Plan", "2021", "read"],
    ]
    accounts = {a.file: (a.read, a.used, dict(a.set_aside)) for a in found.accounts}
    assert accounts["good_practices.csv"] == (2, 1, {"replaced-by-addition": 1})
    assert accounts["good_practices_additions.csv"] == (2, 2, {})


def test_a_cell_of_codes_gives_a_link_for_each(tmp_path: Path) -> None:
    links = harvest(tmp_path).tables["links"]
    assert links[["from_code", "to_kind", "to_code", "note"]].to_numpy().tolist() == [
        ["returns-reintegration", "migof", "O3", ""],
        ["returns-reintegration", "migof", "P3", ""],
        ["returns-reintegration", "mgi", "6", ""],
        ["returns-reintegration", "mgi", "3", ""],
        ["returns-reintegration", "question", "3d", ""],
        ["# schemes", "migof", "O1", ""],
        ["# schemes", "migof", "P3", ""],
        ["# schemes", "mgi", "4", ""],
        ["# schemes", "question", "4d", "Take care"],
    ]


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    accounts = {a.file: a for a in harvest(tmp_path).accounts}
    assert set(accounts) == set(FILES)
    assert {f: a.read for f, a in accounts.items()} == {f: text.count("\n") - 1 for f, text in FILES.items()}
    assert accounts["mgi_totals.csv"].set_aside == {"older-total": 1, "not-a-count-of-areas": 1}
    assert accounts["good_practices.csv"].repaired == {"dimension-name-mapped": 1}
    assert accounts["migof_structure.csv"].repaired == {"remark-split-off": 1}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError) as error:
        harvest(tmp_path, without=name)
    assert [(p.code, p.file) for p in error.value.problems] == [
        ("source-file-missing", f"migration-governance-framework/{name}")
    ]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("migof_structure.csv", "kind"),
        ("mgi_domains_subdomains.csv", "looks_at"),
        ("sdg_10_7_2_subcategories.csv", "subcategory"),
        ("sdg_10_7_2_scoring.csv", "dataset_code"),
        ("mgi_totals.csv", "measure"),
        ("mgi_assessments.csv", "country_iso3"),
        ("good_practices.csv", "measures_on_dimension"),
        ("crosswalk_dimensions.csv", "sdg_10_7_2"),
        ("crosswalk_indicators.csv", "caution"),
    ],
)
def test_a_changed_column_is_named(tmp_path: Path, name: str, column: str) -> None:
    with pytest.raises(RefusedError) as error:
        harvest(tmp_path, {name: FILES[name].replace(column, "other", 1)})
    assert [(p.code, p.file, p.field) for p in error.value.problems] == [
        ("source-column-missing", f"migration-governance-framework/{name}", column)
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("good_practices.csv", "human_rights", "kindness", ("source-code-unknown", "measures_on_dimension", 3)),
        ("good_practices.csv", ",O1,", ",none,", ("source-code-unknown", "migof_code", 3)),
        ("good_practices.csv", "SWE", "XXX", ("area-code-unknown", "country_iso3", 0)),
        ("mgi_assessments.csv", "Local MGI profile year", "Planned", ("source-code-unknown", "what_is_recorded", 2)),
        ("crosswalk_dimensions.csv", "3d", "9z", ("source-code-unknown", "sdg_10_7_2", 2)),
        ("crosswalk_dimensions.csv", "returns_reintegration", "x", ("source-code-unknown", "code", 2)),
    ],
)
def test_an_unknown_code_is_refused(
    tmp_path: Path, name: str, old: str, new: str, expected: tuple[str, str, int]
) -> None:
    with pytest.raises(RefusedError) as error:
        harvest(tmp_path, {name: FILES[name].replace(old, new, 1)})
    assert [(p.code, p.field, p.row) for p in error.value.problems] == [expected]
