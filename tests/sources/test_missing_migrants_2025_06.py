"""Missing Migrants Project, edition of June 2025: same grain as the main edition, from another form."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.missing_migrants_2025_06 import ADAPTER, FILE
from scripts.sources.raw import RawFolder

HEAD = "t,m,type,route,geo,dead,cause,surv,nat,location,lon,lat\n"
PLAIN = "2014-01-06,16071.0,Incident,Central American Route,USA,1.0,Mixed or unknown,,GTM,Arizona,-110.3,31.6\n"


@pytest.fixture
def areas() -> Areas:
    return Areas.from_tables(
        pd.DataFrame({"iso3": ["USA", "NAM"], "iso2": ["US", "NA"], "m49": "", "valid_to": ""}),
        pd.DataFrame({"name": [], "ref_area": [], "valid_from": [], "valid_to": []}),
    )


def folder(tmp_path: Path, *rows: str, head: str = HEAD) -> RawFolder:
    source = tmp_path / "missing-migrants-2025-06"
    source.mkdir()
    (source / FILE).write_text(head + "".join(rows), encoding="utf-8")
    return RawFolder(source)


def test_plain_row_has_the_grain_of_the_main_edition_without_outcomes(tmp_path: Path, areas: Areas) -> None:
    harvest = ADAPTER.read(folder(tmp_path, PLAIN), areas)
    assert harvest.tables["incidents"].to_dict("records") == [
        {
            "incident_type": "Incident",
            "ref_area": "USA",
            "date": "2014-01-06",
            "total": 1,
            "causes": "Mixed or unknown",
            "routes": "Central American Route",
        }
    ]


def test_undefined_route_is_none(tmp_path: Path, areas: Areas) -> None:
    harvest = ADAPTER.read(folder(tmp_path, PLAIN.replace("Central American Route", "Undefined")), areas)
    assert harvest.tables["incidents"]["routes"].tolist() == [""]


def test_several_causes_are_split_and_repeated_rows_kept(tmp_path: Path, areas: Areas) -> None:
    row = PLAIN.replace("Mixed or unknown", '"Mixed or unknown,Violence"')
    harvest = ADAPTER.read(folder(tmp_path, row, row), areas)
    assert harvest.tables["incidents"]["causes"].tolist() == ["Mixed or unknown|Violence"] * 2
    (account,) = harvest.accounts
    assert (account.read, account.used, account.set_aside) == (2, 2, {"no-area": 0})


def test_row_without_an_area_is_set_aside(tmp_path: Path, areas: Areas) -> None:
    harvest = ADAPTER.read(folder(tmp_path, PLAIN, PLAIN.replace("USA", "")), areas)
    assert harvest.accounts[0].set_aside == {"no-area": 1}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("USA", "ZZZ", "area-code-unknown"),
        ("1.0", "1.5", "source-number-unreadable"),
        ("2014-01-06", "06/01/2014", "source-date-unreadable"),
        ("Mixed or unknown", "Shipwreck", "source-code-unknown"),
    ],
)
def test_other_values_are_refused(tmp_path: Path, areas: Areas, old: str, new: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(folder(tmp_path, PLAIN.replace(old, new)), areas)
    assert [p.code for p in caught.value.problems] == [code]


def test_missing_file_and_changed_column_are_refused(tmp_path: Path, areas: Areas) -> None:
    with pytest.raises(RefusedError) as absent:
        ADAPTER.read(RawFolder(tmp_path / "nothing"), areas)
    assert [(p.code, p.file) for p in absent.value.problems] == [("source-file-missing", f"nothing/{FILE}")]
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(folder(tmp_path, PLAIN, head=HEAD.replace("geo", "iso3")), areas)
    assert [(p.code, p.field) for p in changed.value.problems] == [("source-column-missing", "geo")]
