"""Missing Migrants Project: each known fault of the incident file as a specimen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.missing_migrants import ADAPTER, CAUSES, COLUMNS, FILE, split_known
from scripts.sources.raw import RawFolder

HARSH = "Harsh environmental conditions / lack of adequate shelter, food, water"
PLAIN: Mapping[str, Any] = {
    "Main ID": "2014.MMP00001",
    "Incident ID": "2014.MMP00001",
    "Incident Type": "Incident",
    "Region of Incident": "Mediterranean",
    "Incident Date": "2014-01-06",
    "Number of Dead": 1,
    "Minimum Estimated Number of Missing": None,
    "Total Number of Dead and Missing": 1,
    "Cause of Death": "Drowning",
    "Country of Incident": "Greece",
    "Migration Route": "Eastern Mediterranean",
    "UNSD Geographical Grouping": "Uncategorized,Western Africa",
    "Source Quality": 4,
}


@pytest.fixture
def areas() -> Areas:
    names = {"Greece": "GRC", "China, Hong Kong Special Administrative Region": "HKG", "China": "CHN"}
    return Areas.from_tables(
        pd.DataFrame({"iso3": list(names.values()), "iso2": "", "m49": "", "valid_to": ""}),
        pd.DataFrame({"name": list(names), "ref_area": list(names.values()), "valid_from": "0001", "valid_to": ""}),
    )


def folder(tmp_path: Path, *changes: Mapping[str, Any], columns: Sequence[str] = COLUMNS) -> RawFolder:
    """Write a workbook in which each row is the plain row with changes."""
    source = tmp_path / "missing-migrants"
    source.mkdir(exist_ok=True)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Worksheet")
    sheet.append(list(columns))
    for change in changes:
        sheet.append([{**PLAIN, **change}[column] for column in columns])
    workbook.save(source / FILE)
    return RawFolder(source)


def incidents(raw: RawFolder, areas: Areas) -> list[dict[str, Any]]:
    table = ADAPTER.read(raw, areas).tables["incidents"]
    return [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]


def test_plain_row(tmp_path: Path, areas: Areas) -> None:
    (row,) = incidents(folder(tmp_path, {}), areas)
    assert pd.isna(row.pop("missing"))
    assert row == {
        "id": "2014.MMP00001",
        "incident_ids": "2014.MMP00001",
        "incident_type": "Incident",
        "ref_area": "GRC",
        "date": "2014-01-06",
        "dead": 1,
        "total": 1,
        "causes": "Drowning",
        "routes": "Eastern Mediterranean",
        "regions": "Mediterranean",
        "un_regions": "Uncategorized|Western Africa",
        "source_quality": "4",
    }


def test_byte_order_mark_is_removed_and_accounted_for(tmp_path: Path, areas: Areas) -> None:
    harvest = ADAPTER.read(folder(tmp_path, {"Main ID": "\ufeff2014.MMP00001"}, {}), areas)
    assert harvest.tables["incidents"]["id"].tolist() == ["2014.MMP00001"] * 2
    (account,) = harvest.accounts
    assert (account.read, account.used, account.repaired) == (2, 2, {"byte-order-mark": 1})


def test_undated_row_is_kept_and_its_date_not_guessed_from_its_id(tmp_path: Path, areas: Areas) -> None:
    (row,) = incidents(folder(tmp_path, {"Main ID": "2020.MMP01074", "Incident Date": None}), areas)
    assert (row["date"], row["total"]) == ("", 1)


def test_negative_missing_is_kept(tmp_path: Path, areas: Areas) -> None:
    counts = {
        "Number of Dead": 69,
        "Minimum Estimated Number of Missing": -13,
        "Total Number of Dead and Missing": 56,
    }
    (row,) = incidents(folder(tmp_path, counts), areas)
    assert (row["dead"], row["missing"], row["total"]) == (69, -13, 56)


def test_blank_count_is_not_zero(tmp_path: Path, areas: Areas) -> None:
    blank, zero = incidents(folder(tmp_path, {}, {"Minimum Estimated Number of Missing": 0}), areas)
    assert pd.isna(blank["missing"])
    assert zero["missing"] == 0


def test_main_id_and_incident_ids_may_differ(tmp_path: Path, areas: Areas) -> None:
    (row,) = incidents(folder(tmp_path, {"Incident ID": "2014.MMP00002, 2014.MMP00003"}), areas)
    assert (row["id"], row["incident_ids"]) == ("2014.MMP00001", "2014.MMP00002|2014.MMP00003")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (HARSH, (HARSH,)),
        (f"Drowning,{HARSH}", ("Drowning", HARSH)),
        (f"{HARSH},Mixed or unknown", (HARSH, "Mixed or unknown")),
        ("Mixed or unknown,Violence", ("Mixed or unknown", "Violence")),
        ("Drowning,Shipwreck", ()),
        ("Drownings", ()),
        ("", ()),
    ],
)
def test_causes_are_split_between_but_not_within_them(written: str, expected: tuple[str, ...]) -> None:
    assert split_known(written, CAUSES) == expected


def test_several_routes_and_grades_are_split(tmp_path: Path, areas: Areas) -> None:
    change = {"Migration Route": "Central Mediterranean,Sahara Desert crossing", "Source Quality": "4,5"}
    several, none = incidents(folder(tmp_path, change, {"Migration Route": None}), areas)
    assert several["routes"] == "Central Mediterranean|Sahara Desert crossing"
    assert several["source_quality"] == "4|5"
    assert none["routes"] == ""


def test_commas_within_one_country_are_not_split(tmp_path: Path, areas: Areas) -> None:
    name = "China, Hong Kong Special Administrative Region"
    (row,) = incidents(folder(tmp_path, {"Country of Incident": name}), areas)
    assert row["ref_area"] == "HKG"


def test_cumulative_incidents_and_repeated_rows_are_kept(tmp_path: Path, areas: Areas) -> None:
    rows = incidents(folder(tmp_path, {}, {"Main ID": "2"}, {"Incident Type": "Cumulative Incident"}), areas)
    assert [r["incident_type"] for r in rows] == ["Incident", "Incident", "Cumulative Incident"]


def test_row_without_a_country_is_set_aside(tmp_path: Path, areas: Areas) -> None:
    harvest = ADAPTER.read(folder(tmp_path, {}, {"Country of Incident": None}), areas)
    assert len(harvest.tables["incidents"]) == 1
    assert harvest.accounts[0].set_aside == {"no-area": 1}


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"Country of Incident": "Atlantis"}, "area-name-unmatched", "Country of Incident"),
        ({"Cause of Death": "Drowning,Shipwreck"}, "source-code-unknown", "Cause of Death"),
        ({"Number of Dead": "one"}, "source-number-unreadable", "Number of Dead"),
        ({"Number of Dead": 0.5}, "source-number-unreadable", "Number of Dead"),
        ({"Incident Date": "6 January 2014"}, "source-date-unreadable", "Incident Date"),
        ({"Incident Date": "2014-13-06"}, "source-date-unreadable", "Incident Date"),
        ({"Number of Dead": 2}, "source-total-differs", "Total Number of Dead and Missing"),
        (
            {"Total Number of Dead and Missing": None},
            "source-number-unreadable",
            "Total Number of Dead and Missing",
        ),
    ],
)
def test_other_values_are_refused(
    tmp_path: Path, areas: Areas, change: Mapping[str, Any], code: str, field: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(folder(tmp_path, {}, change), areas)
    (problem,) = caught.value.problems
    assert (problem.code, problem.field, problem.file) == (code, field, f"missing-migrants/{FILE}")
    assert problem.row in (0, 3), "the second row of data is row 3 of the spreadsheet"


def test_missing_file_is_refused(tmp_path: Path, areas: Areas) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(RawFolder(tmp_path / "missing-migrants"), areas)
    assert [(p.code, p.file) for p in caught.value.problems] == [("source-file-missing", f"missing-migrants/{FILE}")]


def test_changed_column_is_refused(tmp_path: Path, areas: Areas) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(folder(tmp_path, {}, columns=[c for c in COLUMNS if c != "Cause of Death"]), areas)
    assert [(p.code, p.field) for p in caught.value.problems] == [("source-column-missing", "Cause of Death")]
