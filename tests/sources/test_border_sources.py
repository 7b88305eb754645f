"""Crossings, facts on victims, and other counts of deaths: their faults, and accounts that add up."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources import border_crossings as crossings
from scripts.sources import border_deaths_other as others
from scripts.sources import border_victims as victims
from scripts.sources.adapter import Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

CROSSING = (
    "Frontex,EU,Central Mediterranean Route,Sea,2023,12,158026,detections,calendar year,Frontex,https://e.org,x\n"
)
CITED = "source_title,source_publisher,source_url,source_date,confidence,basis"
FACT = (
    "BV001,MEX,Mexico,crime_victim,Crimes,2018-01-01,2018-12-31,1423,victims recorded,,People; here,yes,"
    "CONFLICTS with 1,T,P,https://e.org,2020,high,read\n"
)
TOTAL = (
    f"BT005,{others.BORDER_PATROL},USA,2021-10-01,2022-09-30,US fiscal year,856,deaths,,n,T,P,https://e.org,2022,"
    "medium,read\n"
)
FILES = {
    crossings.FILE: (
        "series,area,route,type,year,months,value,unit,period,publisher,source_url,note\n",
        CROSSING,
    ),
    crossings.CONTROL: (
        "route,year,dead_and_missing,crossings,crossings_series,deaths_per_10000_crossings\n",
        "Central Mediterranean,2016,4574,181376,Frontex,252.2\n",
    ),
    victims.FILE: (
        (
            "id,country_iso3,area_or_route,kind,measure,period_start,period_end,value,unit,qualifier,what_is_counted,"
            f"official,note,{CITED}\n"
        ),
        FACT,
    ),
    others.UNITED: ("year,cause_group,deaths,entries,note\n", "2016,drowned,10,2,\n2016,other,5,1,\n"),
    others.ARIZONA: ("year,county,cause,sex,remains_recovered\n", "2010,Pima,x,male,3\n2010,Yuma,x,male,1\n"),
    others.TOTALS: (
        f"id,series,area,period_start,period_end,period_type,value,unit,qualifier,note,{CITED}\n",
        TOTAL,
    ),
}
OF = {
    crossings.ADAPTER: (crossings.FILE, crossings.CONTROL),
    victims.ADAPTER: (victims.FILE,),
    others.ADAPTER: (others.UNITED, others.ARIZONA, others.TOTALS),
}


@pytest.fixture
def areas() -> Areas:
    return Areas.from_tables(
        pd.DataFrame({"iso3": ["USA", "MEX"], "iso2": ["US", "MX"], "m49": "", "valid_to": ""}),
        pd.DataFrame({"name": [], "ref_area": [], "valid_from": [], "valid_to": []}),
    )


def read(tmp_path: Path, adapter: Adapter, areas: Areas, **changed: str) -> Harvest:
    """Read a folder with the plain rows of each file; `changed` has other rows, by the first word of a file's name."""
    folder = tmp_path / adapter.source
    folder.mkdir()
    for name in OF[adapter]:
        head, rows = FILES[name]
        (folder / name).write_text(head + changed.get(name.partition("_")[0], rows), encoding="utf-8")
    return adapter.read(RawFolder(folder), areas)


def test_only_whole_calendar_years_of_crossings_are_used(tmp_path: Path, areas: Areas) -> None:
    partial = CROSSING.replace(",2023,12,", ",2025,4,")
    fiscal = CROSSING.replace("calendar year", "US fiscal year (Oct-Sep)")
    harvest = read(tmp_path, crossings.ADAPTER, areas, crossings=CROSSING + partial + fiscal)
    told = harvest.tables["crossings"][["route", "type", "year", "crossings"]]
    assert told.to_numpy().tolist() == [["Central Mediterranean Route", "Sea", "2023", 158026]]
    first, control = harvest.accounts
    assert (first.read, first.used, first.set_aside) == (3, 1, {"other-kind-of-year": 1, "year-not-whole": 1})
    assert (control.used, control.set_aside) == (0, {"kept-as-check": 1})
    assert harvest.tables["control"]["rate"].tolist() == ["252.2"]


def test_as_above_is_written_out_and_a_fact_may_have_no_area_or_end(tmp_path: Path, areas: Areas) -> None:
    above = FACT.replace("BV001", "BV002").replace("People; here", "as above")
    more = FACT.replace("BV001", "BV003").replace("People; here", "as above; there")
    other = FACT.replace("BV001", "BV004").replace("People; here", '"as above, before"')
    nowhere = (
        FACT.replace("BV001", "BV005")
        .replace(",MEX,", ",,")
        .replace("2018-12-31", "")
        .replace(",,People", ",over,People")
    )
    facts = read(tmp_path, victims.ADAPTER, areas, border=FACT + above + more + other + nowhere).tables["facts"]
    assert facts["what_is_counted"].tolist() == ["People; here", "People", "People; there", "Before", "People; here"]
    assert facts.loc[[4], ["ref_area", "period_end", "bound"]].to_numpy().tolist() == [["", "", "more-than"]]
    assert facts.loc[0, "note"] == "Conflicts with 1"


def test_counts_that_differ_are_all_kept(tmp_path: Path, areas: Areas) -> None:
    rows = (
        TOTAL
        + TOTAL.replace("BT005", "BT006").replace("856", "880")
        + TOTAL.replace("BT005", "BT007").replace("856", "895")
    )
    harvest = read(tmp_path, others.ADAPTER, areas, border=rows)
    assert harvest.tables["totals"]["value"].tolist() == ["856", "880", "895"]


def test_lists_of_others_are_summed_by_year_and_early_finds_set_aside(tmp_path: Path, areas: Areas) -> None:
    early = "1985,Pima,x,male,2\n"
    route = TOTAL.replace(",USA,", ",Western Africa / Atlantic route,").replace("BT005", "BT012")
    route = route.replace(others.BORDER_PATROL, f'"{others.PROJECT}"')
    arizona = FILES[others.ARIZONA][1] + early
    harvest = read(tmp_path, others.ADAPTER, areas, arizona=arizona, border=TOTAL + route)
    assert harvest.tables["united"].to_numpy().tolist() == [["2016", 15]]
    assert harvest.tables["arizona"].to_numpy().tolist() == [["2010", 4]]
    assert harvest.tables["totals"]["ref_area"].tolist() == ["USA", ""]
    assert harvest.accounts[1].set_aside == {"before-the-record": 1}


@pytest.mark.parametrize(
    ("adapter", "file", "old", "new", "code"),
    [
        (crossings.ADAPTER, "crossings", "158026", "many", "source-number-unreadable"),
        (crossings.ADAPTER, "crossings", "calendar year", "school year", "source-code-unknown"),
        (crossings.ADAPTER, "crossings", ",2023,", ",23,", "source-value-malformed"),
        (victims.ADAPTER, "border", "crime_victim", "rumour", "source-code-unknown"),
        (victims.ADAPTER, "border", ",MEX,", ",ZZZ,", "area-code-unknown"),
        (victims.ADAPTER, "border", ",1423,", ",1.5,", "source-value-malformed"),
        (victims.ADAPTER, "border", "2018-12-31", "last year", "source-value-malformed"),
        (victims.ADAPTER, "border", ",high,", ",sure,", "source-code-unknown"),
        (others.ADAPTER, "border", others.BORDER_PATROL, "A blog", "source-code-unknown"),
        (others.ADAPTER, "united", ",2,\n2016", ",2,partial\n2016", "source-code-unknown"),
    ],
)
def test_other_values_are_refused(  # noqa: PLR0913, PLR0917 - one case
    tmp_path: Path, areas: Areas, adapter: Adapter, file: str, old: str, new: str, code: str
) -> None:
    rows = next(text for name, (_, text) in FILES.items() if name in OF[adapter] and name.startswith(file))
    assert old in rows
    with pytest.raises(RefusedError) as caught:
        read(tmp_path, adapter, areas, **{file: rows.replace(old, new)})
    assert [p.code for p in caught.value.problems] == [code]


@pytest.mark.parametrize(
    ("adapter", "file", "column"),
    [
        (crossings.ADAPTER, crossings.FILE, "months"),
        (crossings.ADAPTER, crossings.CONTROL, "deaths_per_10000_crossings"),
        (victims.ADAPTER, victims.FILE, "what_is_counted"),
        (others.ADAPTER, others.UNITED, "deaths"),
        (others.ADAPTER, others.ARIZONA, "remains_recovered"),
        (others.ADAPTER, others.TOTALS, "qualifier"),
    ],
)
def test_missing_file_and_changed_column_are_refused(
    tmp_path: Path, areas: Areas, adapter: Adapter, file: str, column: str
) -> None:
    folder = tmp_path / adapter.source
    folder.mkdir()
    for name in OF[adapter]:
        head, rows = FILES[name]
        (folder / name).write_text(head.replace(column, "renamed") + rows, encoding="utf-8")
    with pytest.raises(RefusedError) as changed:
        adapter.read(RawFolder(folder), areas)
    assert ("source-column-missing", column) in {(p.code, p.field) for p in changed.value.problems}
    (folder / file).unlink()
    with pytest.raises(RefusedError) as absent:
        adapter.read(RawFolder(folder), areas)
    assert absent.value.problems[0].code in ("source-file-missing", "source-column-missing")
