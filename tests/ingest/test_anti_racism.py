"""anti-racism: four MIPEX items, two conventions joined from two lists, and national institutions."""

from __future__ import annotations

import pandas as pd
import pytest

from scripts.ingest.rule import Inputs
from scripts.ingest.rules.anti_racism import build
from scripts.model.problems import RefusedError
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas

ITEMS = ("ga117", "gb123", "gb126", "gd136")
SCORES = {
    ("JPN", "2019"): (0, 100, 0, 0),
    ("ESP", "2019"): (50, 100, 50, 0),
    ("ESP", "2023"): (100, 100, 100, 100),
    ("DEU", "2019"): (50, 100, 50, 50),
}
DATED = [
    ("DEU", "1969-05-16", "ratified"),
    ("FJI", "1973-01-11", "succeeded"),
    ("NAM", "1982-11-11", "acceded"),
    ("PSE", "2014-04-02", "acceded"),
    ("USA", "1994-10-21", "ratified"),
]
STATUSES = [
    ("DEU", "true", ""),
    ("FJI", "true", "1973"),
    ("NAM", "true", "1982"),
    ("USA", "true", ""),
    ("SGP", "true", "2017"),
    ("MMR", "false", ""),
]
AREAS = [
    ("BMU", "", ""),
    ("DEU", "1949-05-23", ""),
    ("FJI", "1970-10-10", ""),
    ("NAM", "1990-03-21", ""),
    ("PSE", "", ""),
    ("USA", "", ""),
    ("SGP", "1965-08-09", ""),
    ("MMR", "1948-01-04", ""),
    ("BRN", "1984-01-01", ""),
    ("SUN", "", "1991-12-25"),
]
INSTITUTIONS = [("AFG", "2010", "a"), ("DZA", "2010", "b"), ("ATG", "2010", "c"), ("ALB", "2000", "not-applied")]


LATER_INSTITUTIONS = [
    ("AFG", "2010", "a"),
    ("DZA", "2010", "b"),
    ("ATG", "2010", "none"),
    ("ALB", "2019", "none"),
    ("AFG", "2025", "none"),
    ("DZA", "2025", "a"),
    ("ALB", "2025", "b"),
]


def make_inputs(
    statuses: list[tuple[str, str, str]] | None = None, later: list[tuple[str, str, str]] | None = None
) -> Inputs:
    scores = [
        {"ref_area": area, "time_period": year, "item": item, "score": float(score)}
        for (area, year), values in SCORES.items()
        for item, score in zip(ITEMS, values, strict=True)
    ]
    treaties = [("icerd", "First", "http://example.org/2"), ("icrmw", "Second", "http://example.org/13")]
    areas = pd.DataFrame(AREAS, columns=["iso3", "valid_from", "valid_to"])
    kinds = {"PSE": "un-observer", "BMU": "other-area", "SUN": "former-state"}
    tables = {
        "mipex": {"scores": pd.DataFrame(scores)},
        "un-treaties": {
            "parties": pd.DataFrame(DATED, columns=["ref_area", "date", "act"]).assign(treaty="icerd"),
            "treaties": pd.DataFrame(treaties, columns=["treaty", "title", "url"]),
        },
        "human-rights-treaties": {
            "statuses": pd.DataFrame(statuses or STATUSES, columns=["ref_area", "party", "year"]).assign(
                treaty="icerd"
            ),
            "contradictions": pd.DataFrame([("icerd", "BRN", "1969")], columns=["treaty", "ref_area", "year"]),
        },
        "nhri": {"statuses": pd.DataFrame(INSTITUTIONS, columns=["ref_area", "time_period", "nhri_status"])},
        "nhri-2025": {
            "statuses": pd.DataFrame(later or LATER_INSTITUTIONS, columns=["ref_area", "time_period", "nhri_status"])
        },
    }
    return Inputs(
        harvests={source: Harvest(tables=frames, accounts=()) for source, frames in tables.items()},
        areas=Areas(codes=frozenset(), iso2={}, m49={}, names={}),
        framework={
            "reference_areas": areas.assign(area_type=areas["iso3"].map(kinds).fillna("un-member")),
        },
    )


def statuses_of(area: str, years: tuple[int, ...]) -> list[str]:
    """Value and note of an area in ICERD on 31 December of some years; '-' where there is no row."""
    frame = build(make_inputs())["observations_anti-racism.icerd"]
    rows = frame[frame["ref_area"] == area]
    texts = rows["obs_value"] + " " + rows["obs_status"] + " " + rows["note"]
    by_year = dict(zip(rows["time_period"], texts.str.strip(), strict=True))
    return [by_year.get(str(year), "-") for year in years]


def test_mipex_needs_all_four_items() -> None:
    frame = build(make_inputs())["observations_anti-racism"]
    assert {(r["ref_area"], r["time_period"]): r["obs_value"] for r in frame.to_dict("records")} == {
        ("JPN", "2019"): "no",
        ("ESP", "2019"): "partial",
        ("ESP", "2023"): "yes",
        ("DEU", "2019"): "yes",
    }


@pytest.mark.parametrize(
    ("area", "years", "expected"),
    [
        ("USA", (1969, 1993, 1994, 2014, 2021, 2022), ["no A", "no A", "yes A", "yes A", "yes A", "-"]),
        ("DEU", (1968, 1969, 2021), ["-", "yes A", "yes A"]),
        ("NAM", (1989, 1990), ["-", "yes A"]),
        ("FJI", (1969, 1970, 1972, 1973), ["-", *["no A succession-declared-later"] * 2, "yes A"]),
        ("PSE", (2013, 2014, 2015), ["-", "yes A", "-"]),
        ("SGP", (2014, 2016, 2017), ["no A", "no A", "yes A"]),
        ("MMR", (1969, 2021), ["no A", "no A"]),
        ("BRN", (1983, 1984, 2015), ["-", "no A party-by-contradictory-row", "no U party-by-contradictory-row"]),
        ("SUN", (1969, 1990), ["-", "-"]),
    ],
)
def test_parties_on_31_december(area: str, years: tuple[int, ...], expected: list[str]) -> None:
    assert statuses_of(area, years) == expected


def test_each_year_cites_the_list_that_covers_it() -> None:
    frame = build(make_inputs())["observations_anti-racism.icerd"]
    by_list = frame.groupby(frame["time_period"] <= "2014")["source"].unique()
    assert {bool(k): list(v) for k, v in by_list.items()} == {True: ["un-treaties"], False: ["human-rights-treaties"]}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("FJI", "true", "1972"), "FJI true 1972"),
        (("FJI", "false", ""), "FJI false "),
        (("MMR", "true", "1999"), "MMR true 1999"),
        (("MMR", "true", ""), "MMR true "),
    ],
)
def test_lists_that_disagree_are_refused(row: tuple[str, str, str], found: str) -> None:
    statuses = [row if row[0] == area else (area, party, year) for area, party, year in STATUSES]
    with pytest.raises(RefusedError) as caught:
        build(make_inputs(statuses))
    assert [(p.code, p.found) for p in caught.value.problems] == [("source-rows-contradict", found)]


def test_each_party_has_a_piece_of_evidence() -> None:
    frame = build(make_inputs())["evidence"].set_index("id")
    assert sorted(frame.index) == ["icerd-deu", "icerd-fji", "icerd-nam", "icerd-pse", "icerd-sgp", "icerd-usa"]
    columns = ["valid_from", "summary_en", "source", "source_url", "confidence"]
    assert list(frame.loc["icerd-deu", columns]) == [
        "1969-05-16",
        "Ratified the convention on 16 May 1969.",
        "un-treaties",
        "http://example.org/2",
        "high",
    ]
    assert list(frame.loc["icerd-sgp", columns]) == [
        "2017",
        "Became a party to the convention in 2017; the source gives the year only.",
        "human-rights-treaties",
        "",
        "medium",
    ]


def test_institutions_are_those_of_the_lists_then_of_the_later_edition() -> None:
    frame = build(make_inputs())["observations_anti-racism.nhri"]
    assert {(r["ref_area"], r["time_period"]): (r["obs_value"], r["source"]) for r in frame.to_dict("records")} == {
        ("AFG", "2010"): ("yes", "nhri"),
        ("DZA", "2010"): ("no", "nhri"),
        ("ATG", "2010"): ("no", "nhri"),
        ("ALB", "2000"): ("no", "nhri"),
        ("ALB", "2019"): ("no", "nhri-2025"),
        ("AFG", "2025"): ("no", "nhri-2025"),
        ("DZA", "2025"): ("yes", "nhri-2025"),
        ("ALB", "2025"): ("no", "nhri-2025"),
    }


@pytest.mark.parametrize(
    "row", [("AFG", "2010", "b"), ("AFG", "2010", "none"), ("DZA", "2010", "a"), ("ATG", "2010", "b")]
)
def test_an_edition_that_disagrees_on_a_or_b_is_refused(row: tuple[str, str, str]) -> None:
    later = [row if row[:2] == each[:2] else each for each in LATER_INSTITUTIONS]
    with pytest.raises(RefusedError) as caught:
        build(make_inputs(later=later))
    assert [(p.file, p.code, p.found) for p in caught.value.problems] == [
        ("nhri-2025", "source-rows-contradict", " ".join(row))
    ]


def test_an_area_that_is_no_state_is_never_said_not_to_be_a_party() -> None:
    frame = build(make_inputs())["observations_anti-racism.icerd"]
    assert "BMU" not in set(frame["ref_area"])


@pytest.mark.parametrize(
    ("scores", "statuses"),
    [
        ((100, 100, 100, 100), ("yes", "yes", "yes", "yes")),
        ((50, 100, 100, 100), ("yes", "partial", "yes", "yes")),
        ((100, 100, 100, 0), ("partial", "partial", "yes", "yes")),
        ((100, 100, 0, 0), ("partial", "partial", "partial", "yes")),
        ((100, 0, 0, 0), ("no", "no", "no", "no")),
    ],
)
def test_a_stricter_and_looser_rules_move_whom_they_name(scores: tuple[int, ...], statuses: tuple[str, ...]) -> None:
    """Definition, employment, goods and services, equality body; by the headline and by each other rule."""
    given = make_inputs()
    rows = [
        {"ref_area": "FRA", "time_period": "2020", "item": item, "score": float(score)}
        for item, score in zip(("ga117", "gb123", "gb126", "gd136"), scores, strict=True)
    ]
    harvests = {**given.harvests, "mipex": Harvest(tables={"scores": pd.DataFrame(rows)}, accounts=())}
    made = build(Inputs(harvests=harvests, areas=given.areas, framework=given.framework))
    names = ("", ".with-nationality", ".without-body", ".two-of-four")
    assert tuple(made[f"observations_anti-racism{name}"]["obs_value"].item() for name in names) == statuses
