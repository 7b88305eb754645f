"""Trade agreements: a blank row, two years in one cell, cells on enforcement that are blank, and sums that hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.trade_agreements import ADAPTER, FILE

NOWHERE = Areas(codes=frozenset(), iso2={}, m49={}, names={})
HEAD = (
    "agreement,date_in_force,year_in_force,type,human_rights_mentioned,human_rights_enforceable,"
    "illegal_immigration_mentioned,illegal_immigration_enforceable,visa_asylum_mentioned,visa_asylum_enforceable,"
    "has_migration_provision\n"
)
VISAS = "A-B,1-Jan-10,2010,FTA,0,0,0,0,1,2,yes\n"
BOSNIA = "EU - C,01-07-2008 (G) 01-06-2015 (S),2008 2015,FTA,1,1,1,1,1,1,yes\n"
EGYPT = "COMESA - D,1999-02-17 00:00:00,1999,CU,,0,,0,,0,\n"
ISRAEL = "MERCOSUR - E,2009-12-23 00:00:00,2009,FTA,0,,0,,0,,no\n"


def folder(tmp_path: Path, rows: str, head: str = HEAD) -> RawFolder:
    source = tmp_path / "trade-agreements"
    source.mkdir()
    (source / FILE).write_text(head + rows, encoding="utf-8")
    return RawFolder(source)


def test_provisions_by_first_year_and_a_blank_row_is_set_aside(tmp_path: Path) -> None:
    harvest = ADAPTER.read(folder(tmp_path, VISAS + BOSNIA + EGYPT + ISRAEL), NOWHERE)
    assert harvest.tables["agreements"].to_numpy().tolist() == [
        ["A-B", "2010", "true", "true", "false", "false", "false"],
        ["EU - C", "2008", "true", "true", "true", "true", "false"],
        ["MERCOSUR - E", "2009", "false", "false", "false", "false", "false"],
    ]
    (account,) = harvest.accounts
    assert (account.read, account.used, dict(account.set_aside)) == (4, 3, {"blank-row": 1})
    assert dict(account.repaired) == {"two-years-in-one-cell": 1}


@pytest.mark.parametrize(
    ("rows", "code", "field"),
    [
        (VISAS.replace(",1,2,yes", ",3,2,yes"), "source-code-unknown", "visa_asylum_mentioned"),
        (VISAS.replace(",0,0,0,0,", ",0,5,0,0,"), "source-code-unknown", "human_rights_enforceable"),
        (VISAS.replace("yes", "no"), "source-value-malformed", "has_migration_provision"),
        (VISAS.replace(",2010,", ",2010-11,"), "source-value-malformed", "year_in_force"),
        (VISAS + VISAS, "source-id-repeated", "agreement"),
    ],
)
def test_a_strange_cell_is_refused(tmp_path: Path, rows: str, code: str, field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(folder(tmp_path, rows), NOWHERE)
    assert [(p.code, p.field) for p in refused.value.problems] == [(code, field)]


def test_a_missing_file_and_a_changed_column_are_named(tmp_path: Path) -> None:
    raw = folder(tmp_path, VISAS, head=HEAD.replace("year_in_force", "year"))
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(raw, NOWHERE)
    assert [(p.file, p.field) for p in changed.value.problems] == [(f"trade-agreements/{FILE}", "year_in_force")]
    (raw.path / FILE).unlink()
    with pytest.raises(RefusedError) as missing:
        ADAPTER.read(raw, NOWHERE)
    assert [(p.file, p.code) for p in missing.value.problems] == [(f"trade-agreements/{FILE}", "source-file-missing")]
