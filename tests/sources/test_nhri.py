"""nhri: four lists, an incomplete one, and states listed before they existed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.nhri import ADAPTER, KEYS, LABELS, REGIONS, STATUSES
from scripts.sources.raw import RawFolder


@pytest.fixture
def areas() -> Areas:
    return Areas.from_tables(
        pd.DataFrame(
            {
                "iso3": ["AFG", "PRY", "MNE", "SSD"],
                "iso2": "",
                "m49": ["004", "600", "499", "728"],
                "valid_to": "",
            }
        ),
        pd.DataFrame({"name": [], "ref_area": [], "valid_from": [], "valid_to": []}),
    )


def name(series: str) -> str:
    return f"ddf--datapoints--sg_nhr_{series}--by--geo_area--nature--units--year.csv"


def folder(tmp_path: Path, lists: Mapping[str, list[tuple[str, str]]]) -> RawFolder:
    source = tmp_path / "nhri"
    source.mkdir()
    for series in (*STATUSES, *REGIONS):
        rows = "".join(f"{area},c,number,{year},1\n" for area, year in lists.get(series, []))
        (source / name(series)).write_text(f"{','.join(KEYS)},sg_nhr_{series}\n{rows}", encoding="utf-8")
    for label, column in LABELS.items():
        (source / label).write_text(f"{column},name\nx,X\n", encoding="utf-8")
    return RawFolder(source)


def test_each_list_gives_its_status(tmp_path: Path, areas: Areas) -> None:
    lists = {"impln": [("4", "2010")], "intexstn": [("4", "2015")], "nostusn": [("600", "2015")]}
    harvest = ADAPTER.read(folder(tmp_path, {**lists, "noappln": [("4", "2000")], "impl": [("1", "2000")]}), areas)
    assert harvest.tables["statuses"].to_numpy().tolist() == [
        ["AFG", "2010", "a"],
        ["AFG", "2015", "b"],
        ["PRY", "2015", "c"],
        ["AFG", "2000", "not-applied"],
    ]
    assert next(a for a in harvest.accounts if a.file == name("impl")).set_aside == {"regions-only": 1}


def test_the_list_of_2019_is_incomplete_and_states_start_with_their_existence(tmp_path: Path, areas: Areas) -> None:
    early = [("728", "2000"), ("728", "2010"), ("728", "2015"), ("499", "2005"), ("499", "2010")]
    raw = folder(tmp_path, {"intexstn": [("600", "2019")], "noappln": [*early, ("600", "2019")]})
    harvest = ADAPTER.read(raw, areas)
    assert harvest.tables["statuses"].to_numpy().tolist() == [
        ["PRY", "2019", "b"],
        ["SSD", "2015", "not-applied"],
        ["MNE", "2010", "not-applied"],
    ]
    account = next(a for a in harvest.accounts if a.file == name("noappln"))
    assert (account.used, account.set_aside) == (2, {"before-area-existed": 3, "incomplete-list": 1})


@pytest.mark.parametrize(
    ("lists", "code", "found"),
    [
        ({"impln": [("4", "2015")], "noappln": [("4", "2015")]}, "source-rows-contradict", "AFG 2015"),
        ({"impln": [("9999", "2015")]}, "area-code-unknown", "9999"),
    ],
)
def test_contradictions_and_unknown_areas_are_refused(
    tmp_path: Path, areas: Areas, lists: Mapping[str, list[tuple[str, str]]], code: str, found: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(folder(tmp_path, lists), areas)
    assert [(p.code, p.found) for p in caught.value.problems] == [(code, found)]


def test_missing_file_and_changed_column_are_refused(tmp_path: Path, areas: Areas) -> None:
    with pytest.raises(RefusedError) as absent:
        ADAPTER.read(RawFolder(tmp_path / "nhri"), areas)
    assert [(p.code, p.file) for p in absent.value.problems] == [("source-file-missing", f"nhri/{name('impln')}")]
    raw = folder(tmp_path, {})
    (raw.path / name("impln")).write_text("geo_area,nature,units,year,value\n", encoding="utf-8")
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(raw, areas)
    assert [(p.code, p.field) for p in changed.value.problems] == [("source-column-missing", "sg_nhr_impln")]
