"""Regularisation: two records of one programme, open and wider denominators, estimates of several countries."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.regularisation import ADAPTER, ESTIMATES, MORE_ESTIMATES, MORE_PROGRAMMES, PROGRAMMES

AREAS = Areas(
    codes=frozenset({"MAR", "ITA", "ECU", "USA", "FRA", "CHE", "DEU", "GRC", "KOR"}), iso2={}, m49={}, names={}
)
HEAD = (
    "iso3,country,programme,period,as_of,applications,regularised,denominator_low,denominator_high,"
    "denominator_basis,source_url,source_says,grade\n"
)
MOROCCO = (
    "MAR,Morocco,Operation,2013-11/2014-12-31,2015-02-09,27332,17916,25000,30000,forecast,https://a.org/x,said,B\n"
)
ITALY = "ITA,Italy,Emersione,2020-06-01/,2022,207000,105000,600000,,more than 600000,https://b.org/,said,C\n"
ECUADOR = "ECU,Ecuador,Visas,,2022-11,,5,9,9,projection (not all irregular),https://c.org/,said,A\n"
ESTIMATES_HEAD = "iso3,country_or_area,year_or_period,low,high,source,source_url\n"
USA = "USA,United States,2023,14,14,Pew 2025 (title of page listed elsewhere),https://d.org/\n"
EUROPE = ",Europe,2016-2023,26,32,MIrreM 2024,https://e.org/\n"


MORE_HEAD = HEAD.rstrip() + ",source_title,source_publisher,source_date,confidence,basis,counts_in_ratio,note\n"
FRANCE = "FRA,France,Amnesty,1997/,,143000,80000,300000,300000,b,https://f.org/,said,A,T,P,1999,high,read,yes,N\n"
GENEVA = "CHE,Switzerland (canton of Geneva only),2017,13,13,SEM (a paper),https://g.org/\n"
TOLERATED = "DEU,Germany (tolerated with five years of stay),2022-10-31,137,137,Register,https://h.org/\n"
GREECE = 'GRC,Greece,2000,400,400,"more than 400 left after the first (Fakiolas)",https://i.org/\n'
KOREA = "KOR,Republic of Korea,2019-03,356,356,Government estimate (a paper),https://j.org/\n"
MORE = GENEVA + TOLERATED + GREECE + KOREA


def folder(
    tmp_path: Path, programmes: str, *, head: str = HEAD, more: str = FRANCE, more_estimates: str = GENEVA
) -> RawFolder:
    source = tmp_path / "regularisation"
    source.mkdir(parents=True)
    (source / MORE_PROGRAMMES).write_text(MORE_HEAD + more, encoding="utf-8")
    (source / MORE_ESTIMATES).write_text(ESTIMATES_HEAD + more_estimates, encoding="utf-8")
    (source / PROGRAMMES).write_text(head + programmes, encoding="utf-8")
    (source / ESTIMATES).write_text(ESTIMATES_HEAD + USA + EUROPE, encoding="utf-8")
    return RawFolder(source)


def test_periods_grades_and_wider_denominators(tmp_path: Path) -> None:
    programmes = ADAPTER.read(folder(tmp_path, MOROCCO + ITALY + ECUADOR), AREAS).tables["programmes"][:3]
    assert programmes[["period_start", "period_end", "as_of"]].to_numpy().tolist() == [
        ["2013-11", "2014-12-31", "2015-02-09"],
        ["2020-06-01", "", "2022"],
        ["", "", "2022-11"],
    ]
    assert programmes["confidence"].tolist() == ["medium", "low", "high"]
    assert programmes["denominator_is_wider"].tolist() == ["false", "false", "true"]
    assert programmes["denominator_high"].tolist() == ["30000", "", "9"]
    assert "source_says" not in programmes


def test_estimates_of_several_countries_are_set_aside_and_a_title_has_low_confidence(tmp_path: Path) -> None:
    harvest = ADAPTER.read(folder(tmp_path, MOROCCO), AREAS)
    estimates = harvest.tables["estimates"]
    assert estimates[["ref_area", "period_start", "period_end", "estimate", "confidence"]].to_numpy().tolist() == [
        ["USA", "2023", "2023", "Pew 2025", "low"]
    ]
    assert [(a.file, a.read, a.used, dict(a.set_aside)) for a in harvest.accounts] == [
        (PROGRAMMES, 1, 1, {}),
        (MORE_PROGRAMMES, 1, 1, {}),
        (ESTIMATES, 2, 1, {"joint-area": 1}),
        (MORE_ESTIMATES, 1, 0, {"part-of-country": 1}),
    ]


def test_additions_are_cited_and_the_lower_of_two_levels_of_confidence_holds(tmp_path: Path) -> None:
    press = FRANCE.replace(",said,A,", ",said,B,")
    unsure = FRANCE.replace(",high,read", ",low,known")
    programmes = ADAPTER.read(folder(tmp_path, MOROCCO, more=FRANCE + press + unsure), AREAS).tables["programmes"]
    assert programmes[["confidence", "basis", "source_title"]].to_numpy().tolist() == [
        ["medium", "read", ""],
        ["high", "read", "T"],
        ["medium", "read", "T"],
        ["low", "known", "T"],
    ]
    assert "counts_in_ratio" not in programmes


def test_estimates_of_a_part_or_of_others_are_set_aside_and_a_minimum_has_no_upper_bound(tmp_path: Path) -> None:
    harvest = ADAPTER.read(folder(tmp_path, MOROCCO, more_estimates=MORE), AREAS)
    found = harvest.tables["estimates"][["ref_area", "period_start", "period_end", "low", "high", "estimate"]]
    assert found.to_numpy().tolist()[1:] == [
        ["GRC", "2000", "2000", "400", "", "Fakiolas"],
        ["KOR", "2019", "2019", "356", "356", "Government estimate"],
    ]
    assert dict(harvest.accounts[-1].set_aside) == {"part-of-country": 1, "other-people": 1}


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        (MOROCCO.replace(",B\n", ",D\n"), "source-code-unknown", "grade"),
        (MOROCCO.replace("27332", "27 332"), "source-value-malformed", "applications"),
        (MOROCCO.replace("2013-11/", "November 2013/"), "source-value-malformed", "period"),
        (MOROCCO.replace("MAR", "MOR"), "area-code-unknown", "iso3"),
    ],
)
def test_a_strange_cell_is_refused(tmp_path: Path, row: str, code: str, field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(folder(tmp_path, row), AREAS)
    assert [(p.code, p.field) for p in refused.value.problems] == [(code, field)]


def test_a_missing_file_and_a_changed_column_are_named(tmp_path: Path) -> None:
    raw = folder(tmp_path, MOROCCO, head=HEAD.replace("grade", "mark"))
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(raw, AREAS)
    assert [(p.file, p.field) for p in changed.value.problems] == [(f"regularisation/{PROGRAMMES}", "grade")]
    good = folder(tmp_path / "good", MOROCCO)
    for name in (MORE_ESTIMATES, ESTIMATES, MORE_PROGRAMMES, PROGRAMMES):
        (good.path / name).unlink()
        with pytest.raises(RefusedError) as missing:
            ADAPTER.read(good, AREAS)
        assert [(p.file, p.code) for p in missing.value.problems] == [(f"regularisation/{name}", "source-file-missing")]
