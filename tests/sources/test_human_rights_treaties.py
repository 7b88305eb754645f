"""human-rights-treaties: wrong years, a row that contradicts itself, and two-letter codes that get lost."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.human_rights_treaties import ADAPTER, OTHERS, TREATIES, WRONG_YEARS, YEAR
from scripts.sources.raw import RawFolder

HEAD = f"iso2,member,state party,{YEAR},signatory,no action,status,note"
CODES = {
    "USA": "US",
    "GBR": "GB",
    "BRA": "BR",
    "MEX": "MX",
    "JAM": "JM",
    "DEU": "DE",
    "ETH": "ET",
    "ATG": "AG",
    "NAM": "NA",
    "TLS": "TL",
    "BRN": "BN",
}


@pytest.fixture
def areas() -> Areas:
    return Areas.from_tables(
        pd.DataFrame({"iso3": list(CODES), "iso2": list(CODES.values()), "m49": "", "valid_to": ""}),
        pd.DataFrame({"name": [], "ref_area": [], "valid_from": [], "valid_to": []}),
    )


def folder(tmp_path: Path, icerd: str, head: str = HEAD) -> RawFolder:
    source = tmp_path / "human-rights-treaties"
    source.mkdir()
    (source / TREATIES["icerd"]).write_text(f"{head}\r\n{icerd}", encoding="utf-8", newline="")
    (source / TREATIES["icrmw"]).write_text(f"{HEAD}\r\nUS,United States,0,,0,1,no action,\r\n", encoding="utf-8")
    for name in OTHERS:
        no_note = HEAD.removesuffix(",note")
        (source / name).write_text(f"{no_note}\r\nUS,United States,0,,0,1,no action\r\n", encoding="utf-8")
    return RawFolder(source)


def test_every_year_known_to_be_wrong_is_blanked_and_counted(tmp_path: Path, areas: Areas) -> None:
    rows = "".join(f"{CODES[a]},Name,1,{year},0,0,state party,\r\n" for (_, a), year in WRONG_YEARS.items())
    harvest = ADAPTER.read(folder(tmp_path, rows), areas)
    icerd = harvest.tables["statuses"][:-1]
    assert list(icerd["ref_area"]) == ["USA", "GBR", "BRA", "MEX", "JAM", "DEU", "ETH", "ATG"]
    assert set(icerd["year"]) == {""}
    assert set(icerd["party"]) == {"true"}
    assert harvest.accounts[0].repaired == {"wrong-year-of-ratification": 8}


def test_a_right_year_is_kept_for_the_same_countries(tmp_path: Path, areas: Areas) -> None:
    harvest = ADAPTER.read(folder(tmp_path, "DE,Germany,1,1969,0,0,state party,\r\n"), areas)
    assert harvest.tables["statuses"]["year"][0] == "1969"
    assert harvest.accounts[0].repaired == {}


def test_namibia_survives_and_the_withdrawn_code_is_replaced(tmp_path: Path, areas: Areas) -> None:
    rows = "NA,Namibia,1,1982,0,0,state party,\r\nTP,East Timor,1,2003,0,0,state party,\r\n"
    harvest = ADAPTER.read(folder(tmp_path, rows), areas)
    assert list(harvest.tables["statuses"]["ref_area"]) == ["NAM", "TLS", "USA"]
    assert harvest.accounts[0].repaired == {"withdrawn-area-code": 1}


def test_a_party_that_took_no_action_is_set_aside_and_named(tmp_path: Path, areas: Areas) -> None:
    harvest = ADAPTER.read(folder(tmp_path, "BN,Brunei Darussalam,1,1969,0,1,state party,A note\r\n"), areas)
    assert list(harvest.tables["statuses"]["ref_area"]) == ["USA"]
    assert harvest.tables["contradictions"].to_numpy().tolist() == [["icerd", "BRN", "1969"]]
    assert (harvest.accounts[0].used, harvest.accounts[0].set_aside) == (0, {"contradictory-flags": 1})


def test_other_treaties_are_accounted_for(tmp_path: Path, areas: Areas) -> None:
    harvest = ADAPTER.read(folder(tmp_path, ""), areas)
    assert [(a.read, dict(a.set_aside)) for a in harvest.accounts[2:]] == [(1, {"other-treaty": 1})] * 16


def test_missing_file_changed_column_and_unknown_code_are_refused(tmp_path: Path, areas: Areas) -> None:
    file = f"human-rights-treaties/{TREATIES['icerd']}"
    with pytest.raises(RefusedError) as absent:
        ADAPTER.read(RawFolder(tmp_path / "human-rights-treaties"), areas)
    assert [(p.code, p.file) for p in absent.value.problems] == [("source-file-missing", file)]
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(folder(tmp_path, "", head=HEAD.replace("no action", "none")), areas)
    assert [(p.code, p.file, p.field) for p in changed.value.problems] == [("source-column-missing", file, "no action")]


def test_unknown_code_is_refused(tmp_path: Path, areas: Areas) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(folder(tmp_path, "XX,Ruritania,1,1969,0,0,state party,\r\n"), areas)
    assert [(p.code, p.field, p.found) for p in caught.value.problems] == [("area-code-unknown", "iso2", "XX")]
