"""Migrant stock: totals by destination are summed from the bilateral file and agree with the control."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.migrant_stock import ADAPTER, FILE, TOTALS
from scripts.sources.raw import RawFolder

HEAD = "geo,t,from,sex,n,type_b,type_c,type_r,type_i\n"
ARUBA = (
    "ABW,2024,BES,female,25,1,0,1,0\n"
    "ABW,2024,BES,male,28,1,0,1,0\n"
    "ABW,2024,OOO,female,5,1,0,1,0\n"
    "ABW,2024,OOO,male,0,1,0,1,0\n"
)
TOTALS_HEAD = "geo,t,female,male,total\n"
ARUBA_TOTAL = "ABW,2024,30,28,58\n"
CHANNEL = "XCX,2024,FRA,female,3,1,0,0,0\nXCX,2024,FRA,male,4,1,0,0,0\n"
CHANNEL_TOTAL = "XCX,2024,3,4,7\n"


def areas(*codes: str) -> Areas:
    return Areas.from_tables(
        pd.DataFrame({"iso3": codes, "iso2": "", "m49": "", "valid_to": ""}),
        pd.DataFrame({"name": [], "ref_area": [], "valid_from": [], "valid_to": []}),
    )


def folder(tmp_path: Path, rows: str, totals: str, head: str = HEAD) -> RawFolder:
    source = tmp_path / "migrant-stock"
    source.mkdir()
    (source / FILE).write_text(head + rows, encoding="utf-8")
    (source / TOTALS).write_text(TOTALS_HEAD + totals, encoding="utf-8")
    return RawFolder(source)


def test_origins_are_summed_with_other_origins_and_zeros(tmp_path: Path) -> None:
    harvest = ADAPTER.read(folder(tmp_path, ARUBA, ARUBA_TOTAL), areas("ABW"))
    assert harvest.tables["stock"].to_dict("records") == [
        {"ref_area": "ABW", "time_period": "2024", "basis": "birth", "female": 30, "male": 28, "total": 58}
    ]
    assert [(a.file, a.read, a.used, a.set_aside) for a in harvest.accounts] == [
        (FILE, 4, 4, {"joint-area": 0}),
        (TOTALS, 1, 0, {"control-total": 1}),
    ]


def test_channel_islands_are_set_aside_unless_the_list_of_areas_has_them(tmp_path: Path) -> None:
    raw = folder(tmp_path, ARUBA + CHANNEL, ARUBA_TOTAL + CHANNEL_TOTAL)
    without = ADAPTER.read(raw, areas("ABW", "JEY", "GGY"))
    assert without.tables["stock"]["ref_area"].tolist() == ["ABW"]
    assert without.accounts[0].set_aside == {"joint-area": 2}
    assert ADAPTER.read(raw, areas("ABW", "XCX")).tables["stock"]["total"].tolist() == [58, 7]


@pytest.mark.parametrize(
    ("flags", "basis"),
    [
        ("1,0,0,0", "birth"),
        ("0,1,1,0", "citizenship"),
        ("1,1,1,0", "birth-and-citizenship"),
        ("0,0,0,1", "imputed"),
        ("0,1,1,1", "imputed"),
    ],
)
def test_flags_say_whom_a_destination_counts(tmp_path: Path, flags: str, basis: str) -> None:
    rows = ARUBA.replace("1,0,1,0", flags)
    harvest = ADAPTER.read(folder(tmp_path, rows, ARUBA_TOTAL), areas("ABW"))
    assert harvest.tables["stock"]["basis"].tolist() == [basis]


@pytest.mark.parametrize("totals", ["ABW,2024,30,28,59\n", "", ARUBA_TOTAL + CHANNEL_TOTAL])
def test_sum_that_differs_from_the_control_is_refused(tmp_path: Path, totals: str) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(folder(tmp_path, ARUBA, totals), areas("ABW"))
    assert {p.code for p in caught.value.problems} == {"source-total-differs"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("ABW", "ZZZ", "area-code-unknown"),
        ("BES,female", "BES,total", "source-code-unknown"),
        ("28,1,0,1,0", "28,0,0,1,0", "source-code-unknown"),
        (",25,", ",25.5,", "source-number-unreadable"),
    ],
)
def test_other_values_are_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    raw = folder(tmp_path, ARUBA.replace(old, new), ARUBA_TOTAL.replace(old, new))
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(raw, areas("ABW"))
    assert [p.code for p in caught.value.problems] == [code]


def test_missing_file_and_changed_column_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as absent:
        ADAPTER.read(RawFolder(tmp_path / "nothing"), areas("ABW"))
    assert [(p.code, p.file) for p in absent.value.problems] == [("source-file-missing", f"nothing/{FILE}")]
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(folder(tmp_path, ARUBA, ARUBA_TOTAL, head=HEAD.replace("type_i", "imputed")), areas("ABW"))
    assert [(p.code, p.field) for p in changed.value.problems] == [("source-column-missing", "type_i")]
