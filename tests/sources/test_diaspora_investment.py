"""Diaspora schemes: every scheme is kept, amounts and deposits are counted and set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.diaspora_investment import ADAPTER, FILE, MORE, NOT_USED
from scripts.sources.raw import RawFolder

AREAS = Areas(codes=frozenset({"EGY", "ISR", "KEN"}), iso2={}, m49={}, names={})
HEAD = (
    "id,country_iso3,scheme,type,specific_to_diaspora,status,launch_year,end_year,note,source_title,source_publisher,"
    "source_url,confidence,basis\n"
)
ISRAEL = "DS001,ISR,Bonds,bond,yes,active,1951,,N,T,P,https://a.org/,high,read\n"
KENYA = "DS011,KEN,Proposed,bond,yes,announced_not_issued,,,N,T,P,https://a.org/,medium,read\n"
EGYPT = "DSB004,EGY,Homes,land_or_housing,yes,active,2012,,N,T,P,https://a.org/,high,read\n"
OTHERS = {
    name: ",".join(columns) + "\n" + ",".join("x" for _ in columns) + "\n" for name, (_, columns) in NOT_USED.items()
}


def folder(tmp_path: Path, rows: str, head: str = HEAD, more: str = EGYPT) -> RawFolder:
    source = tmp_path / "diaspora-investment"
    source.mkdir()
    for name, text in {FILE: head + rows, MORE: HEAD + more, **OTHERS}.items():
        (source / name).write_text(text, encoding="utf-8")
    return RawFolder(source)


def test_every_scheme_is_kept_and_the_other_files_are_accounted_for(tmp_path: Path) -> None:
    harvest = ADAPTER.read(folder(tmp_path, ISRAEL + KENYA), AREAS)
    assert harvest.tables["schemes"][["id", "ref_area", "launch_year", "end_year"]].to_numpy().tolist() == [
        ["DS001", "ISR", "1951", ""],
        ["DS011", "KEN", "", ""],
        ["DSB004", "EGY", "2012", ""],
    ]
    assert [(a.read, a.used, dict(a.set_aside)) for a in harvest.accounts] == [
        (2, 2, {}),
        (1, 1, {}),
        (1, 0, {"computed-from-the-register": 1}),
        (1, 0, {"amounts-not-comparable": 1}),
        (1, 0, {"amounts-not-comparable": 1}),
        (1, 0, {"deposits-not-schemes": 1}),
    ]


@pytest.mark.parametrize(
    ("rows", "code", "field"),
    [
        (ISRAEL.replace(",bond,", ",lottery,"), "source-code-unknown", "type"),
        (ISRAEL.replace(",active,", ",open,"), "source-code-unknown", "status"),
        (ISRAEL.replace("1951", "c. 1951"), "source-value-malformed", "launch_year"),
        (ISRAEL + ISRAEL, "source-id-repeated", "id"),
        (ISRAEL.replace("ISR", "ISL"), "area-code-unknown", "country_iso3"),
    ],
)
def test_a_strange_cell_is_refused(tmp_path: Path, rows: str, code: str, field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(folder(tmp_path, rows), AREAS)
    assert [(p.code, p.field) for p in refused.value.problems] == [(code, field)]


def test_a_scheme_that_stands_in_both_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(folder(tmp_path, ISRAEL, more=ISRAEL), AREAS)
    assert [(p.code, p.found) for p in refused.value.problems] == [("source-id-repeated", "DS001")]


@pytest.mark.parametrize("name", [FILE, MORE, *NOT_USED])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    raw = folder(tmp_path, ISRAEL)
    (raw.path / name).unlink()
    with pytest.raises(RefusedError) as missing:
        ADAPTER.read(raw, AREAS)
    assert [(p.file, p.code) for p in missing.value.problems] == [
        (f"diaspora-investment/{name}", "source-file-missing")
    ]


def test_a_changed_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(folder(tmp_path, ISRAEL, head=HEAD.replace("launch_year", "launched")), AREAS)
    assert [(p.file, p.field) for p in changed.value.problems] == [(f"diaspora-investment/{FILE}", "launch_year")]
