"""mipex: item scores out of stacked blocks, with every fault of the workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources.adapter import Account, Harvest
from scripts.sources.areas import Areas
from scripts.sources.mipex import ADAPTER, CORRUPT, DERIVED, EDITIONS
from scripts.sources.raw import RawFolder

CORE, EU = (edition.file for edition in EDITIONS)
Rows = list[list[Any]]


@pytest.fixture
def areas() -> Areas:
    return Areas.from_tables(
        pd.DataFrame({"iso3": ["SWE", "GBR", "TUR"], "iso2": ["SE", "GB", "TR"], "m49": "", "valid_to": ""}),
        pd.DataFrame({"name": [], "ref_area": [], "valid_from": [], "valid_to": []}),
    )


def block(
    scores: Mapping[Any, Any],
    *,
    item: str = "ad18",
    narrow: str | None = None,
    strand: str = "Labour Market Mobility Strand",
) -> Rows:
    """One strand with its average and one item, as the workbooks lay it out."""
    return [
        ["Policy strand", strand, None, None, None, None],
        ["Indicator", "a", None, "Indicator", item, None],
        ["Sub-indicator", None, None, "Sub-indicator", narrow, None],
        ["Title ", "Average", None, "Title ", "Social security", None],
        ["Answer options ", "TO BE FILLED AUTOMATICALLY", None, "Answer options ", "100 - All of them", None],
        ["Year", "Score", "Comments", "Year ", "Score ", "Comments "],
        *([year, 50, None, year, score, "A comment"] for year, score in scores.items()),
        [None, None, None, None, None, None],
    ]


def write(path: Path, sheets: Mapping[str, Rows]) -> None:
    with pd.ExcelWriter(path) as writer:
        for sheet, rows in sheets.items():
            even = [[*row, *[None] * (6 - len(row))] for row in rows]
            pd.DataFrame(even).to_excel(writer, sheet_name=sheet, header=False, index=False)


def folder(tmp_path: Path, core: Mapping[str, Rows], eu: Mapping[str, Rows] | None = None) -> RawFolder:
    source = tmp_path / "mipex"
    source.mkdir()
    write(source / CORE, core)
    write(source / EU, eu or {"SE": block({2020: 100})})
    (source / CORRUPT).write_text("COUNTRY;OVERALL SCORE;ANTI-DISCRIMINATION\nSweden;86;0\n", encoding="utf-8")
    (source / DERIVED).write_text("source,strand,item,title\ncore,Labour,a,Average\n", encoding="utf-8")
    return RawFolder(source)


def scores_of(harvest: Harvest) -> list[tuple[str, str, str, float]]:
    table = harvest.tables["scores"]
    return list(zip(table["ref_area"], table["time_period"], table["item"], table["score"], strict=True))


def account_of(harvest: Harvest, file: str = CORE) -> Account:
    return next(a for a in harvest.accounts if a.file == file)


def read_core(tmp_path: Path, areas: Areas, *blocks: Rows, sheet: str = "SE") -> Harvest:
    heading: Rows = [["Overall Scores"], ["Year", "Overall Score"], [2010, 60.5], [None]]
    return ADAPTER.read(folder(tmp_path, {sheet: [*heading, *(row for rows in blocks for row in rows)]}), areas)


def test_scores_of_both_workbooks_stand_in_one_table(tmp_path: Path, areas: Areas) -> None:
    harvest = read_core(tmp_path, areas, block({2010: 0, 2011: 50}))
    assert scores_of(harvest) == [
        ("SWE", "2010", "ad18", 0),
        ("SWE", "2011", "ad18", 50),
        ("SWE", "2020", "ad18", 100),
    ]
    assert account_of(harvest) == Account(file=CORE, read=4, used=2, set_aside={"computed-average": 2})


@pytest.mark.parametrize(("sheet", "area"), [("UK", "GBR"), ("TU", "TUR"), ("SE", "SWE")])
def test_sheets_that_are_not_iso_codes_are_mapped(tmp_path: Path, areas: Areas, sheet: str, area: str) -> None:
    assert scores_of(read_core(tmp_path, areas, block({2010: 50}), sheet=sheet))[0][0] == area


def test_stray_letter_beside_an_item_code_is_repaired(tmp_path: Path, areas: Areas) -> None:
    harvest = read_core(tmp_path, areas, block({2010: 33, 2011: 33}, item="ca45ca47", narrow="s"), sheet="TU")
    assert {item for _, year, item, _ in scores_of(harvest) if year < "2020"} == {"ca45ca47"}
    assert account_of(harvest).repaired == {"item-heading-repaired": 2}


def test_code_of_a_sub_indicator_is_the_narrower_one_and_is_trimmed(tmp_path: Path, areas: Areas) -> None:
    harvest = read_core(tmp_path, areas, block({2010: 50}, item="gb", narrow=" gb123"))
    assert scores_of(harvest)[0] == ("SWE", "2010", "gb123", 50)
    assert account_of(harvest).repaired == {}


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "blank-score"),
        (" ", "blank-score"),
        ("#DIV/0!", "not-a-score"),
        ("100 - All of them", "not-a-score"),
        ("DON'T FILL THESE YEARS FOR HEALTH", "not-a-score"),
        (101, "not-a-score"),
        (-1, "not-a-score"),
    ],
)
def test_what_is_no_score_is_set_aside(tmp_path: Path, areas: Areas, value: object, reason: str) -> None:
    account = account_of(read_core(tmp_path, areas, block({2010: 0, 2011: value})))
    assert (account.used, account.set_aside) == (1, {"computed-average": 2, reason: 1})


def test_years_outside_the_edition_are_set_aside(tmp_path: Path, areas: Areas) -> None:
    account = account_of(read_core(tmp_path, areas, block({2019: 0, 2020: 50, 2021: 50})))
    assert (account.used, account.set_aside) == (1, {"computed-average": 3, "outside-edition": 2})


def test_a_row_that_is_of_no_year_is_set_aside(tmp_path: Path, areas: Areas) -> None:
    account = account_of(read_core(tmp_path, areas, block({2019: 0, "Last comment": "Conclusion"})))
    assert (account.used, account.set_aside) == (1, {"computed-average": 1, "not-a-year": 2})


def test_a_round_of_few_countries_is_set_aside(tmp_path: Path, areas: Areas) -> None:
    raw = folder(tmp_path, {"SE": block({2010: 50})}, {"SE": block({2023: 50, 2024: 100})})
    account = account_of(ADAPTER.read(raw, areas), EU)
    assert (account.used, account.set_aside) == (1, {"computed-average": 2, "incomplete-round": 1})


def test_health_counts_only_in_years_in_which_it_was_scored(tmp_path: Path, areas: Areas) -> None:
    health = block({2014: 50, 2015: 50, 2018: 100, 2019: 100}, item="145a", strand="Health Strand")
    harvest = read_core(tmp_path, areas, health)
    assert [(year, score) for _, year, item, score in scores_of(harvest) if item == "145a"] == [
        ("2014", 50),
        ("2019", 100),
    ]
    assert account_of(harvest).set_aside == {"computed-average": 4, "stray-health-score": 2}


@pytest.mark.parametrize(
    ("second", "aside"),
    [(50, {"repeated-score": 1}), (100, {"contradictory-scores": 2})],
)
def test_repeats_are_used_once_and_contradictions_not_at_all(
    tmp_path: Path, areas: Areas, second: int, aside: Mapping[str, int]
) -> None:
    account = account_of(read_core(tmp_path, areas, block({2014: 50}), block({2014: second})))
    assert account.set_aside == {"computed-average": 2, **aside}


def test_the_corrupt_and_the_derived_file_are_accounted_for_and_not_used(tmp_path: Path, areas: Areas) -> None:
    harvest = read_core(tmp_path, areas, block({2010: 50}))
    assert account_of(harvest, CORRUPT).set_aside == {"corrupt-file": 1}
    assert account_of(harvest, DERIVED).set_aside == {"derived-copy": 1}


def test_missing_file_is_refused(tmp_path: Path, areas: Areas) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(RawFolder(tmp_path / "mipex"), areas)
    assert [(p.code, p.file) for p in caught.value.problems] == [("source-file-missing", f"mipex/{CORE}")]


@pytest.mark.parametrize(
    ("core", "code", "field"),
    [
        ({"XX": block({2010: 50})}, "area-code-unknown", "sheet"),
        ({"SE": [["Year", "Score"], [2010, 50]]}, "source-column-missing", "Indicator"),
    ],
)
def test_other_layouts_are_refused(
    tmp_path: Path, areas: Areas, core: Mapping[str, Sequence[list[Any]]], code: str, field: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(folder(tmp_path, {k: list(v) for k, v in core.items()}), areas)
    assert [(p.file, p.code, p.field) for p in caught.value.problems] == [(f"mipex/{CORE}", code, field)]
