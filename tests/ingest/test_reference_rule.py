"""Areas and groups: the rule on a specimen, and what must hold of the committed tables."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from scripts.ingest.facts import read_facts
from scripts.ingest.rule import Inputs
from scripts.ingest.rules import reference
from scripts.model.problems import RefusedError
from scripts.package.files import read_table
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas, fold

PACKAGE = Path(__file__).parents[2] / "datapackage"
NAMES = ("name_en", "name_fr", "name_es")
WITHOUT_REGION = {"ATA"}


def members_on(members: pd.DataFrame, group: str, day: str) -> set[str]:
    open_on = (members["valid_from"] <= day) & ((members["valid_to"] == "") | (day <= members["valid_to"]))
    return set(members.loc[(members["group"] == group) & open_on, "ref_area"])


@pytest.fixture(scope="module")
def areas() -> pd.DataFrame:
    return read_table(PACKAGE, "reference_areas")


@pytest.fixture(scope="module")
def members() -> pd.DataFrame:
    return read_table(PACKAGE, "area_group_members")


@pytest.fixture(scope="module")
def states(areas: pd.DataFrame) -> set[str]:
    return set(areas.loc[areas["area_type"] == "un-member", "iso3"])


@pytest.fixture(scope="module")
def names() -> pd.DataFrame:
    return read_table(PACKAGE, "area_names")


def specimen(dropped: str = "") -> Inputs:
    """Every area of the dated facts, each in one region, as the two adapters give them."""
    codes = [c for c in read_facts("area_dates")["iso3"] if c not in (*reference.FORMER, dropped)] + [
        "ALA",
        "FLK",
        "MNP",
        "PSE",
        "PYF",
        *sorted(set(read_facts("statistical_groups")["iso3"])),
    ]
    listed = pd.DataFrame(
        {"ref_area": codes, "iso2": "", "m49": "", "official_name_en": "", "latitude": "", "longitude": ""}
    )
    listed = listed.assign(**dict.fromkeys(NAMES, "UN name"))
    listed.loc[listed["ref_area"] == "ALA", ["name_fr", "name_es"]] = ""
    m49 = pd.DataFrame({"ref_area": codes, "region": "002", "sub_region": "", "intermediate_region": ""})
    m49 = m49.assign(**dict.fromkeys(NAMES, "M49 name"), ldc="", lldc="", sids="")
    m49.loc[m49["ref_area"] == "ETH", "lldc"] = "yes"
    withdrawn = pd.DataFrame(
        {"iso3": [*reference.FORMER, "BUR"], "iso2": "", "m49": "891", "name": "", "withdrawn": ""}
    )
    groups = pd.DataFrame([{"id": "002", "kind": "region", "parent": "WLD", **dict.fromkeys(NAMES, "Africa")}])
    tables = {"areas": m49, "withdrawn": withdrawn, "groups": groups}
    harvests = {
        "reference-areas": Harvest(tables={"areas": listed}, accounts=()),
        "reference-m49": Harvest(tables=tables, accounts=()),
    }
    return Inputs(harvests=harvests, areas=Areas(frozenset(), {}, {}, {}), framework={})


def test_un_names_come_first_and_m49_names_elsewhere() -> None:
    made = reference.build(specimen())["reference_areas"].set_index("iso3")
    assert list(made.loc["FRA", list(NAMES)]) == ["UN name"] * 3
    assert list(made.loc["ALA", list(NAMES)]) == ["M49 name"] * 3
    assert made.loc["SUN", "name_en"] == "Union of Soviet Socialist Republics"
    assert made.loc[["YUG", "SCG"], "m49"].tolist() == ["890", "891"]


def test_kinds_of_areas() -> None:
    made = reference.build(specimen())["reference_areas"].set_index("iso3")["area_type"]
    expected = ["un-member", "un-observer", "other-area", "former-state"]
    assert made.loc[["FRA", "PSE", "ALA", "SUN"]].tolist() == expected


def test_memberships_begin_with_the_state_and_not_with_admission() -> None:
    members = reference.build(specimen())["area_group_members"]
    world = members[members["group"] == "WLD"].set_index("ref_area")["valid_from"]
    assert world[["CHE", "DEU", "TLS"]].tolist() == ["1945-10-24", "1949-05-23", "2002-05-20"]
    assert world["PSE"] == "1945-10-24"
    assert members.loc[members["group"] == "LLDC", ["ref_area", "valid_from"]].to_numpy().tolist() == [
        ["ETH", "1993-05-24"]
    ]


def test_an_area_with_dates_that_no_source_lists_is_refused() -> None:
    with pytest.raises(RefusedError) as refused:
        reference.build(specimen(dropped="FRA"))
    (problem,) = refused.value.problems
    assert (problem.file, problem.code, problem.found) == ("area_dates.csv", "area-code-unknown", "FRA")


@pytest.mark.parametrize(
    ("day", "count"), [("2000-01-01", 190), ("2005-01-01", 191), ("2010-01-01", 192), ("2024-01-01", 193)]
)
def test_states_of_the_world(members: pd.DataFrame, states: set[str], day: str, count: int) -> None:
    """The states over which policies are counted; the world holds every other area as well."""
    world = members_on(members, "WLD", day)
    assert len(world & states) == count
    assert {"PSE", "XKX", "HKG"} <= world


@pytest.mark.parametrize(
    ("day", "count"),
    [("1972-01-01", 23), ("2013-01-01", 49), ("2014-01-01", 48), ("2024-12-12", 45), ("2024-12-13", 44)],
)
def test_number_of_least_developed_countries(members: pd.DataFrame, day: str, count: int) -> None:
    assert len(members_on(members, "LDC", day)) == count


def test_landlocked_and_island_states_today(members: pd.DataFrame, states: set[str]) -> None:
    assert len(members_on(members, "LLDC", "2024-01-01") & states) == 32
    assert len(members_on(members, "SIDS", "2024-01-01") & states) == 37


def test_every_living_area_is_in_one_region_and_one_sub_region(members: pd.DataFrame) -> None:
    """M49 has no region for Antarctica; Kosovo and Taiwan, which it does not list, are where UN DESA counts them."""
    kinds = read_table(PACKAGE, "area_groups").set_index("id")["kind"]
    world = members_on(members, "WLD", "2024-01-01")
    for kind in ("region", "sub-region"):
        held = members[members["group"].map(kinds) == kind]["ref_area"]
        assert sorted({*held, *WITHOUT_REGION}) == sorted(world)
        assert held.is_unique


def test_groups_lie_within_their_parents(members: pd.DataFrame) -> None:
    for group in read_table(PACKAGE, "area_groups").to_dict("records"):
        if group["parent"]:
            inner, outer = (set(members.loc[members["group"] == g, "ref_area"]) for g in (group["id"], group["parent"]))
            assert inner <= outer, group["id"]


def test_areas_of_the_package(areas: pd.DataFrame) -> None:
    assert areas["area_type"].value_counts().to_dict() == {
        "un-member": 193,
        "other-area": 56,
        "former-state": 5,
        "un-observer": 2,
    }
    assert areas.set_index("iso3").loc["NAM", "iso2"] == "NA"
    for column in NAMES:
        assert not (areas[column] == "").any()
        assert not areas[column].str.contains(r"\(the\)|\*|\u2019|\xa0", regex=True).any()
    assert areas.loc[areas["m49"] != "", "m49"].str.fullmatch(r"\d{3}").all()
    assert areas.loc[areas["valid_to"] == "", "iso2"].is_unique


STATES_AFTER_ADMISSION = {"BLR", "IND", "PHL", "RUS", "SYR", "UKR", "YEM"}
"""Members whose seat is older than the state as it is now; a note in the facts says why."""


def test_no_state_is_younger_than_its_membership_without_a_note(areas: pd.DataFrame) -> None:
    later = areas[(areas["un_member_since"] != "") & (areas["valid_from"] > areas["un_member_since"])]
    assert set(later["iso3"]) == STATES_AFTER_ADMISSION
    notes = read_facts("area_dates").set_index("iso3")["note"]
    assert (notes[sorted(STATES_AFTER_ADMISSION)] != "").all()


def test_facts_know_their_areas_and_sources(areas: pd.DataFrame) -> None:
    sources = set(read_table(PACKAGE, "sources")["id"])
    for name in ("area_dates", "area_points", "ldc_membership", "eu_members"):
        facts = read_facts(name)
        assert set(facts["iso3"]) <= set(areas["iso3"])
        assert set(facts["source"]) <= sources


def test_points_of_the_facts_stand_in_for_those_of_the_taxonomy(areas: pd.DataFrame) -> None:
    made = reference.build(specimen())["reference_areas"].set_index("iso3")
    assert tuple(made.loc["TUV", ["latitude", "longitude"]]) == ("-8.5", "179.18")
    assert tuple(made.loc["TON", ["latitude", "longitude"]]) == ("", "")
    facts = read_facts("area_points").set_index("iso3")[["latitude", "longitude"]]
    assert areas.set_index("iso3").loc[facts.index, ["latitude", "longitude"]].equals(facts)


@pytest.mark.parametrize(
    ("day", "count"), [("1960-01-01", 6), ("2000-01-01", 15), ("2020-01-31", 28), ("2020-02-01", 27)]
)
def test_members_of_the_european_union(day: str, count: int) -> None:
    facts = read_facts("eu_members")
    open_on = (facts["valid_from"] <= day) & ((facts["valid_to"] == "") | (day <= facts["valid_to"]))
    assert open_on.sum() == count


def test_a_name_means_one_area_on_any_day(names: pd.DataFrame) -> None:
    folded = names.assign(name=names["name"].map(fold)).sort_values(["name", "valid_from"])
    for name, rows in folded.groupby("name"):
        spans = list(zip(rows["valid_from"], rows["valid_to"], strict=True))
        for (_, end), (start, _) in pairwise(spans):
            assert end, name
            assert end < start, name


def test_names_mean_known_areas(names: pd.DataFrame, areas: pd.DataFrame) -> None:
    assert set(names["ref_area"]) <= set(areas["iso3"])
    assert set(areas["iso3"]) <= set(names["ref_area"])
    assert (names["name"] == names["name"].str.strip()).all()


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Turkey", "9999", "TUR"),
        ("C\u00f4te d\u2019Ivoire", "9999", "CIV"),
        ("Ivory Coast", "2024", "CIV"),
        ("Swaziland", "1990", "SWZ"),
        ("the Republic of North Macedonia", "9999", "MKD"),
        ("Congo", "1990", "COG"),
        ("Zaire", "1990", "COD"),
        ("West Germany", "1973", "DEU"),
        ("Germany", "1955", "DEU"),
        ("East Germany", "1980", "DDR"),
        ("Soviet Union", "1980", "SUN"),
        ("Russia", "9999", "RUS"),
        ("Yugoslavia", "1965", "YUG"),
        ("Yugoslavia", "1996", "SCG"),
        ("Yugoslavia", "2010", ""),
        ("Serbia and Montenegro", "2004", "SCG"),
        ("Korea", "9999", ""),
        ("Hong Kong\xa0SAR", "9999", "HKG"),
    ],
)
def test_meaning_of_names(areas: pd.DataFrame, names: pd.DataFrame, name: str, day: str, code: str) -> None:
    assert Areas.from_tables(areas, names).code(name, day) == code
