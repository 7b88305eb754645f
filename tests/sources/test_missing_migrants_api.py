"""Missing Migrants Project, editions of August 2024, September 2025 and May 2026: their faults and what is kept."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources import missing_migrants_2024_08 as older
from scripts.sources import missing_migrants_2025_09 as newest
from scripts.sources import missing_migrants_2026_05 as unplaced
from scripts.sources.adapter import Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

FOLDER = "missing-migrants-later"
HEAD = "web_id,reported_date,region,country_of_incident,number_dead,number_missing,total_dead_and_missing,cause_death,"
HEADS = {
    newest.FILE: f"{HEAD}migration_route,unsd_geographic_grouping\n",
    older.FILE: f"{HEAD}migration_route,unsd_geographic_grouping,year_file\n",
    unplaced.FILE: "Main ID,Incident ID,Region,Number Dead,Minimum Estimated Number of Missing,Incident Date ISO\n",
    unplaced.EUROPE: "Main ID,Country of Incident\n",
}
PLAIN = "2025.MMP0001,2025-02-03,Mediterranean,Namibia,2,3,5,Drowning,Central Mediterranean,Uncategorized\n"
PLAIN_OLD = PLAIN.replace("\n", ",2014\n")
PLAIN_2026 = "2026.MMP1,2026.MMP1,Mediterranean,2,3,2026-01-02\n"
EUROPE = "2025.MMP0001,Spain\n"


@pytest.fixture
def areas() -> Areas:
    names = pd.DataFrame({"name": ["Namibia", "People's Republic"], "ref_area": ["NAM", "PRK"], "valid_from": "0001"})
    return Areas.from_tables(
        pd.DataFrame({"iso3": ["NAM", "PRK"], "iso2": ["NA", "KP"], "m49": "", "valid_to": ""}),
        names.assign(valid_to=""),
    )


def read(tmp_path: Path, adapter: Adapter, areas: Areas, files: dict[str, str]) -> Harvest:
    folder = tmp_path / FOLDER
    folder.mkdir()
    for name, rows in files.items():
        (folder / name).write_text(HEADS[name] + rows, encoding="utf-8")
    return adapter.read(RawFolder(folder), areas)


@pytest.mark.parametrize("adapter", [older.ADAPTER, newest.ADAPTER, unplaced.ADAPTER])
def test_three_editions_were_taken_into_one_folder(adapter: Adapter) -> None:
    assert adapter.folder == FOLDER
    assert adapter.source != FOLDER


def test_plain_row_of_2025_has_country_outcomes_and_places(tmp_path: Path, areas: Areas) -> None:
    harvest = read(tmp_path, newest.ADAPTER, areas, {newest.FILE: PLAIN})
    assert harvest.tables["incidents"].to_dict("records") == [
        {
            "id": "2025.MMP0001",
            "date": "2025-02-03",
            "dead": 2,
            "missing": 3,
            "total": 5,
            "ref_area": "NAM",
            "causes": "Drowning",
            "routes": "Central Mediterranean",
            "regions": "Mediterranean",
            "un_regions": "Uncategorized",
        }
    ]


def test_an_id_that_repeats_is_a_split_incident_and_stays_as_does_a_row_that_repeats(
    tmp_path: Path, areas: Areas
) -> None:
    harvest = read(tmp_path, newest.ADAPTER, areas, {newest.FILE: PLAIN + PLAIN + PLAIN.replace(",2,3,5,", ",1,,1,")})
    assert harvest.tables["incidents"]["total"].tolist() == [5, 5, 1]
    (account,) = harvest.accounts
    assert (account.read, account.used) == (3, 3)


def test_entity_in_a_name_is_restored_and_counted(tmp_path: Path, areas: Areas) -> None:
    rows = PLAIN + PLAIN.replace("Namibia", "People&#039;s Republic")
    harvest = read(tmp_path, newest.ADAPTER, areas, {newest.FILE: rows})
    assert harvest.tables["incidents"]["ref_area"].tolist() == ["NAM", "PRK"]
    assert harvest.accounts[0].repaired == {"entity-decoded": 1}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Namibia", "Nowhere", "area-name-unmatched"),
        (",5,", ",6,", "source-total-differs"),
        (",5,", ",x,", "source-number-unreadable"),
        ("2025-02-03", "03/02/2025", "source-date-unreadable"),
        ("Drowning", "Shipwreck", "source-code-unknown"),
    ],
)
def test_other_values_of_2025_are_refused(tmp_path: Path, areas: Areas, old: str, new: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read(tmp_path, newest.ADAPTER, areas, {newest.FILE: PLAIN.replace(old, new)})
    assert [p.code for p in caught.value.problems] == [code]


def test_old_edition_takes_the_year_of_its_file_and_reads_no_country_or_cause(tmp_path: Path, areas: Areas) -> None:
    rows = PLAIN_OLD.replace("2025-02-03", "").replace("Namibia", "Mixed/Unknown").replace("Drowning", "Starvation")
    negative = PLAIN_OLD.replace(",2,3,5,", ",4,-1,3,")
    harvest = read(tmp_path, older.ADAPTER, areas, {older.FILE: rows + negative})
    told = harvest.tables["incidents"][["date", "year", "missing", "total"]]
    assert told.to_numpy().tolist() == [["", "2014", 3, 5], ["2025-02-03", "2014", -1, 3]]


def test_incidents_of_2026_have_no_country_and_the_file_of_europe_is_not_used(tmp_path: Path, areas: Areas) -> None:
    split = "2026.MMP1,2026.MMP2,Western Asia,,-5,2026-05-03\n"
    harvest = read(
        tmp_path, unplaced.ADAPTER, areas, {unplaced.FILE: PLAIN_2026 + split, unplaced.EUROPE: EUROPE + EUROPE}
    )
    incidents = harvest.tables["incidents"]
    assert "ref_area" not in incidents.columns
    assert incidents[["id", "total", "regions"]].to_numpy().tolist() == [
        ["2026.MMP1", 5, "Mediterranean"],
        ["2026.MMP2", -5, "Western Asia"],
    ]
    assert [(a.read, a.used, a.set_aside) for a in harvest.accounts] == [
        (2, 2, {}),
        (2, 0, {"routes-of-europe-only": 2}),
    ]


def test_an_incident_of_2026_that_stands_twice_is_refused(tmp_path: Path, areas: Areas) -> None:
    with pytest.raises(RefusedError) as caught:
        read(tmp_path, unplaced.ADAPTER, areas, {unplaced.FILE: PLAIN_2026 + PLAIN_2026, unplaced.EUROPE: EUROPE})
    assert [p.code for p in caught.value.problems] == ["source-id-repeated"]


@pytest.mark.parametrize(
    ("adapter", "file", "column"),
    [
        (newest.ADAPTER, newest.FILE, "migration_route"),
        (older.ADAPTER, older.FILE, "year_file"),
        (unplaced.ADAPTER, unplaced.FILE, "Incident Date ISO"),
        (unplaced.ADAPTER, unplaced.EUROPE, "Main ID"),
    ],
)
def test_missing_file_and_changed_column_are_refused(
    tmp_path: Path, areas: Areas, adapter: Adapter, file: str, column: str
) -> None:
    rows = {newest.FILE: PLAIN, older.FILE: PLAIN_OLD, unplaced.FILE: PLAIN_2026, unplaced.EUROPE: EUROPE}
    (tmp_path / "there").mkdir()
    with pytest.raises(RefusedError) as absent:
        read(tmp_path / "there", adapter, areas, {name: text for name, text in rows.items() if name != file})
    assert [(p.code, p.file) for p in absent.value.problems] == [("source-file-missing", f"{FOLDER}/{file}")]
    folder = tmp_path / FOLDER
    folder.mkdir()
    for name, text in rows.items():
        (folder / name).write_text(HEADS[name].replace(column, "renamed") + text, encoding="utf-8")
    with pytest.raises(RefusedError) as changed:
        adapter.read(RawFolder(folder), areas)
    assert (changed.value.problems[0].code, changed.value.problems[0].field) == ("source-column-missing", column)
