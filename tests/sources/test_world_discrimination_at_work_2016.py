"""world-discrimination-at-work-2016: one row a state, scales that differ by column, a blank, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.coded_states import FILE
from scripts.sources.raw import RawFolder
from scripts.sources.world_discrimination_at_work_2016 import ADAPTER, CODES

NAMES = ["iso3", *CODES]
ROW = dict.fromkeys(CODES, "5") | {"as_of": "2016-08"}


@pytest.fixture
def areas() -> Areas:
    return Areas.from_tables(
        pd.DataFrame({"iso3": ["NAM", "MNG", "JPN"], "iso2": ["NA", "MN", "JP"], "m49": "", "valid_to": ""}),
        pd.DataFrame({"name": [], "ref_area": [], "valid_from": [], "valid_to": []}),
    )


def folder(tmp_path: Path, **states: dict[str, str]) -> RawFolder:
    source = tmp_path / "world-discrimination-at-work-2016"
    source.mkdir(exist_ok=True)
    rows = [{**ROW, "iso3": area, **codes} for area, codes in states.items()]
    pd.DataFrame(rows, columns=NAMES).to_csv(source / FILE, index=False)
    return RawFolder(source)


def test_every_state_has_its_codes_and_namibia_is_no_gap(tmp_path: Path, areas: Areas) -> None:
    harvest = ADAPTER.read(folder(tmp_path, NAM={"pay_race": "3"}, JPN={"anyprotect_race": "1"}), areas)
    laws = harvest.tables["laws"]
    assert laws[["ref_area", "time_period", "anyprotect_race", "pay_race"]].to_numpy().tolist() == [
        ["NAM", "2016", "5", "3"],
        ["JPN", "2016", "1", "5"],
    ]
    assert [(a.file, a.read, a.used) for a in harvest.accounts] == [(FILE, 2, 2)]


def test_a_code_of_migrant_status_may_be_blank(tmp_path: Path, areas: Areas) -> None:
    laws = ADAPTER.read(folder(tmp_path, MNG={"anyprotect_mig": ""}), areas).tables["laws"]
    assert laws["anyprotect_mig"].tolist() == [""]


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("anyprotect_race", "4"),
        ("anyprotect_race", ""),
        ("hir_race", "3"),
        ("pay_race", "6"),
        ("term_race", ""),
        ("as_of", "2023-04"),
    ],
)
def test_a_code_of_another_scale_or_edition_is_refused(tmp_path: Path, areas: Areas, column: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(folder(tmp_path, JPN={column: code}), areas)
    assert [(p.code, p.row, p.field, p.found) for p in caught.value.problems] == [
        ("source-code-unknown", 2, column, code)
    ]


def test_unknown_and_repeated_areas_missing_files_and_changed_columns_are_refused(tmp_path: Path, areas: Areas) -> None:
    with pytest.raises(RefusedError) as absent:
        ADAPTER.read(RawFolder(tmp_path / "world-discrimination-at-work-2016"), areas)
    assert [p.code for p in absent.value.problems] == ["source-file-missing"]
    with pytest.raises(RefusedError) as unknown:
        ADAPTER.read(folder(tmp_path, XYZ={}), areas)
    assert [(p.code, p.found) for p in unknown.value.problems] == [("area-code-unknown", "XYZ")]
    raw = folder(tmp_path, JPN={})
    path = raw.path / FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.splitlines()[1] + "\n", encoding="utf-8")
    with pytest.raises(RefusedError) as twice:
        ADAPTER.read(raw, areas)
    assert [(p.code, p.row) for p in twice.value.problems] == [("source-id-repeated", 3)]
    path.write_text(text.replace("hir_race", "hiring"), encoding="utf-8")
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(raw, areas)
    assert [(p.code, p.field) for p in changed.value.problems] == [("source-column-missing", "hir_race")]
