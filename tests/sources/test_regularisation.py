"""Regularisation: two records of one programme, open and wider denominators, estimates of several countries."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.regularisation import ADAPTER, ESTIMATES, PROGRAMMES

AREAS = Areas(codes=frozenset({"MAR", "ITA", "ECU", "USA"}), iso2={}, m49={}, names={})
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


def folder(tmp_path: Path, programmes: str, estimates: str = USA + EUROPE, head: str = HEAD) -> RawFolder:
    source = tmp_path / "regularisation"
    source.mkdir()
    (source / PROGRAMMES).write_text(head + programmes, encoding="utf-8")
    (source / ESTIMATES).write_text(ESTIMATES_HEAD + estimates, encoding="utf-8")
    return RawFolder(source)


def test_periods_grades_and_wider_denominators(tmp_path: Path) -> None:
    programmes = ADAPTER.read(folder(tmp_path, MOROCCO + ITALY + ECUADOR), AREAS).tables["programmes"]
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
        (ESTIMATES, 2, 1, {"joint-area": 1}),
    ]


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
    (raw.path / PROGRAMMES).unlink()
    with pytest.raises(RefusedError) as missing:
        ADAPTER.read(raw, AREAS)
    assert [(p.file, p.code) for p in missing.value.problems] == [
        (f"regularisation/{PROGRAMMES}", "source-file-missing")
    ]
