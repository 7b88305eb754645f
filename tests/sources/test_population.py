"""Population: whole numbers by area and year."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.population import ADAPTER, FILE, NAMES
from scripts.sources.raw import RawFolder


@pytest.fixture
def areas() -> Areas:
    return Areas.from_tables(
        pd.DataFrame({"iso3": ["ABW", "NAM"], "iso2": ["AW", "NA"], "m49": "", "valid_to": ""}),
        pd.DataFrame({"name": [], "ref_area": [], "valid_from": [], "valid_to": []}),
    )


def folder(tmp_path: Path, text: str) -> RawFolder:
    source = tmp_path / "population"
    source.mkdir()
    (source / FILE).write_text(text, encoding="utf-8")
    (source / NAMES).write_text('m49,iso2,iso3,name\n516.0,NA,NAM,"Namibia, Republic of"\n', encoding="utf-8")
    return RawFolder(source)


def test_figures_are_whole_even_when_written_as_decimals(tmp_path: Path, areas: Areas) -> None:
    harvest = ADAPTER.read(folder(tmp_path, "geo,t,population\nABW,2023,107359\nNAM,2023,2963095.0\n"), areas)
    assert harvest.tables["population"].to_dict("records") == [
        {"ref_area": "ABW", "time_period": "2023", "population": 107359},
        {"ref_area": "NAM", "time_period": "2023", "population": 2963095},
    ]
    assert [(a.file, a.read, a.used) for a in harvest.accounts] == [(FILE, 2, 2), (NAMES, 1, 0)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("ZZZ,2023,1", "area-code-unknown"),
        ("ABW,2023,42763.0000001", "source-number-unreadable"),
        ("ABW,2023,", "source-number-unreadable"),
        ("ABW,2023,many", "source-number-unreadable"),
    ],
)
def test_other_values_are_refused(tmp_path: Path, areas: Areas, row: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(folder(tmp_path, f"geo,t,population\n{row}\n"), areas)
    assert [p.code for p in caught.value.problems] == [code]


def test_missing_file_and_changed_column_are_refused(tmp_path: Path, areas: Areas) -> None:
    with pytest.raises(RefusedError) as absent:
        ADAPTER.read(RawFolder(tmp_path / "nothing"), areas)
    assert [(p.code, p.file) for p in absent.value.problems] == [("source-file-missing", f"nothing/{FILE}")]
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(folder(tmp_path, "geo,year,population\nABW,2023,1\n"), areas)
    assert [(p.code, p.field, p.file) for p in changed.value.problems] == [
        ("source-column-missing", "t", f"population/{FILE}")
    ]
