"""world-constitutions-2024: one row a state, one scale for race and another for citizenship, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.coded_states import FILE
from scripts.sources.raw import RawFolder
from scripts.sources.world_constitutions_2024 import ADAPTER, CODES, RACE

NAMES = ["iso3", *CODES, "const_yr_adopt"]
ROW = dict.fromkeys(CODES, "5") | {"as_of": "2024-06", "const_yr_adopt": "1789"}


@pytest.fixture
def areas() -> Areas:
    return Areas.from_tables(
        pd.DataFrame({"iso3": ["NAM", "USA"], "iso2": ["NA", "US"], "m49": "", "valid_to": ""}),
        pd.DataFrame({"name": [], "ref_area": [], "valid_from": [], "valid_to": []}),
    )


def folder(tmp_path: Path, **states: dict[str, str]) -> RawFolder:
    source = tmp_path / "world-constitutions-2024"
    source.mkdir(exist_ok=True)
    rows = [{**ROW, "iso3": area, **codes} for area, codes in states.items()]
    pd.DataFrame(rows, columns=NAMES).to_csv(source / FILE, index=False)
    return RawFolder(source)


def test_the_year_is_that_of_the_reading_and_not_of_the_constitution(tmp_path: Path, areas: Areas) -> None:
    harvest = ADAPTER.read(folder(tmp_path, NAM={}, USA={RACE: "2"}), areas)
    texts = harvest.tables["texts"]
    assert texts[["ref_area", "time_period", RACE]].to_numpy().tolist() == [["NAM", "2024", "5"], ["USA", "2024", "2"]]
    assert "const_yr_adopt" not in texts
    assert [(a.file, a.read, a.used) for a in harvest.accounts] == [(FILE, 2, 2)]


@pytest.mark.parametrize(
    ("column", "code"), [(RACE, "4"), (RACE, ""), ("const_edu_20", "0"), ("const_work_20", ""), ("as_of", "2025-06")]
)
def test_a_code_of_another_scale_or_edition_is_refused(tmp_path: Path, areas: Areas, column: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(folder(tmp_path, USA={column: code}), areas)
    assert [(p.code, p.row, p.field, p.found) for p in caught.value.problems] == [
        ("source-code-unknown", 2, column, code)
    ]


def test_missing_file_changed_column_and_unknown_area_are_refused(tmp_path: Path, areas: Areas) -> None:
    with pytest.raises(RefusedError) as absent:
        ADAPTER.read(RawFolder(tmp_path / "world-constitutions-2024"), areas)
    assert [p.code for p in absent.value.problems] == ["source-file-missing"]
    with pytest.raises(RefusedError) as unknown:
        ADAPTER.read(folder(tmp_path, XYZ={}), areas)
    assert [(p.code, p.found) for p in unknown.value.problems] == [("area-code-unknown", "XYZ")]
    raw = folder(tmp_path, USA={})
    path = raw.path / FILE
    # the dictionary of the source calls the column so, the file does not
    path.write_text(path.read_text(encoding="utf-8").replace("iso3", "iso_3"), encoding="utf-8")
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(raw, areas)
    assert [(p.code, p.field) for p in changed.value.problems] == [("source-column-missing", "iso3")]
