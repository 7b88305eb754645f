"""City measures: levels are kept, dates of memberships are read from words, published totals are set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.city_measures import ADAPTER, MEASURES, MEMBERSHIPS, MORE, TOTALS
from scripts.sources.raw import RawFolder

AREAS = Areas(codes=frozenset({"JPN", "GHA", "GBR"}), iso2={}, m49={}, names={})
HEAD = (
    "id,city,country_iso3,level,measure,measure_type,crisis_related,names_migrants,year_start,year_end,value,unit,note,"
    "source_title,source_publisher,source_url,confidence,basis\n"
)
SURVEY = "C1,(50 municipalities surveyed),JPN,survey,Guides,emergency_response,yes,yes,2017,2017,32,m,N,T,P,https://a.org/,high,read\n"
CARD = "C2,Accra,GHA,city,City card,reception_or_integration,no,yes,2015,,,,N,T,P,https://a.org/,high,read\n"
MEMBER_HEAD = "network,city,country_iso3,cohort_or_date,source_title,source_publisher,source_url,confidence,basis\n"
DATES = ("2013-12", "2022 (profile)", "2018-08/2019-04 (pilot)", "after 2007", "by 2024", "year not shown")
MEMBERS = "".join(f"Net {i},Accra,GHA,{date},T,P,https://a.org/,high,read\n" for i, date in enumerate(DATES))


def folder(
    tmp_path: Path, measures: str = SURVEY, members: str = MEMBERS, head: str = HEAD, more: str = CARD
) -> RawFolder:
    source = tmp_path / "city-measures"
    source.mkdir()
    (source / MEASURES).write_text(head + measures, encoding="utf-8")
    (source / MORE).write_text(HEAD + more, encoding="utf-8")
    (source / MEMBERSHIPS).write_text(MEMBER_HEAD + members, encoding="utf-8")
    (source / TOTALS).write_text("programme,measure,date,value\nNet,cities,2020,4348\n", encoding="utf-8")
    return RawFolder(source)


def test_dates_of_memberships_are_read_and_words_are_no_dates(tmp_path: Path) -> None:
    harvest = ADAPTER.read(folder(tmp_path), AREAS)
    assert harvest.tables["memberships"][["date_from", "date_to", "date_words"]].to_numpy().tolist() == [
        ["2013-12", "", ""],
        ["2022", "", ""],
        ["2018-08", "2019-04", ""],
        ["", "", "after 2007"],
        ["", "", "by 2024"],
        ["", "", "year not shown"],
    ]
    assert [(a.read, a.used, dict(a.set_aside)) for a in harvest.accounts] == [
        (1, 1, {}),
        (1, 1, {}),
        (6, 6, {}),
        (1, 0, {"published-total": 1}),
    ]
    assert harvest.tables["measures"]["level"].tolist() == ["survey", "city"]


@pytest.mark.parametrize(
    ("measures", "members", "code", "field"),
    [
        (SURVEY.replace(",survey,", ",region,"), MEMBERS, "source-code-unknown", "level"),
        (SURVEY.replace(",yes,yes,", ",yes,perhaps,"), MEMBERS, "source-code-unknown", "names_migrants"),
        (SURVEY + SURVEY, MEMBERS, "source-id-repeated", "id"),
        (SURVEY, MEMBERS.replace("by 2024", "lately"), "source-value-malformed", "cohort_or_date"),
        (SURVEY, MEMBERS.replace("GHA", "GHN"), "area-code-unknown", "country_iso3"),
    ],
)
def test_a_strange_cell_is_refused(tmp_path: Path, measures: str, members: str, code: str, field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(folder(tmp_path, measures, members), AREAS)
    assert [(p.code, p.field) for p in refused.value.problems] == [(code, field)]


def test_a_measure_that_stands_in_both_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(folder(tmp_path, more=SURVEY), AREAS)
    assert [(p.code, p.found) for p in refused.value.problems] == [("source-id-repeated", "C1")]


@pytest.mark.parametrize("name", [MEASURES, MORE, MEMBERSHIPS, TOTALS])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    raw = folder(tmp_path)
    (raw.path / name).unlink()
    with pytest.raises(RefusedError) as missing:
        ADAPTER.read(raw, AREAS)
    assert [(p.file, p.code) for p in missing.value.problems] == [(f"city-measures/{name}", "source-file-missing")]


def test_a_changed_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(folder(tmp_path, head=HEAD.replace("crisis_related", "crisis")), AREAS)
    assert [(p.file, p.field) for p in changed.value.problems] == [(f"city-measures/{MEASURES}", "crisis_related")]
