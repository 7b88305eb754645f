"""nhri-2025: one row a state and year, states before they existed, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.nhri_2025 import ADAPTER, FILE
from scripts.sources.raw import RawFolder

HEAD = "iso3,year,status\n"


@pytest.fixture
def areas() -> Areas:
    return Areas.from_tables(
        pd.DataFrame({"iso3": ["HUN", "SSD", "TCD"], "iso2": "", "m49": "", "valid_to": ""}),
        pd.DataFrame({"name": [], "ref_area": [], "valid_from": [], "valid_to": []}),
    )


def folder(tmp_path: Path, *rows: str, head: str = HEAD) -> RawFolder:
    source = tmp_path / "nhri-2025"
    source.mkdir(exist_ok=True)
    (source / FILE).write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return RawFolder(source)


def test_each_row_gives_its_status_and_a_state_starts_with_its_existence(tmp_path: Path, areas: Areas) -> None:
    rows = ("HUN,2021,A", "HUN,2022,B", "TCD,2024,D", "SSD,2010,D", "SSD,2015,D")
    harvest = ADAPTER.read(folder(tmp_path, *rows), areas)
    assert harvest.tables["statuses"].to_numpy().tolist() == [
        ["HUN", "2021", "a"],
        ["HUN", "2022", "b"],
        ["TCD", "2024", "none"],
        ["SSD", "2015", "none"],
    ]
    (account,) = harvest.accounts
    assert (account.read, account.used, account.set_aside) == (5, 4, {"before-area-existed": 1})


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("HUN,2021,C",), ("source-code-unknown", "status", "C")),
        (("HUN,21,A",), ("source-value-malformed", "year", "21")),
        (("XYZ,2021,A",), ("area-code-unknown", "iso3", "XYZ")),
        (("HUN,2021,A", "HUN,2021,B"), ("source-rows-contradict", "iso3", "HUN")),
    ],
)
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, areas: Areas, rows: tuple[str, ...], expected: tuple[str, str, str]
) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(folder(tmp_path, *rows), areas)
    assert [(p.code, p.field, p.found) for p in caught.value.problems] == [expected]


def test_missing_file_and_changed_column_are_refused(tmp_path: Path, areas: Areas) -> None:
    with pytest.raises(RefusedError) as absent:
        ADAPTER.read(RawFolder(tmp_path / "nhri-2025"), areas)
    assert [p.code for p in absent.value.problems] == ["source-file-missing"]
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(folder(tmp_path, head="iso3,year,accreditation\n"), areas)
    assert [(p.code, p.field) for p in changed.value.problems] == [("source-column-missing", "status")]
